import { type Catalog, type DataSource, newestReleases } from "../shared/data.ts";
import { h } from "../shared/dom.ts";
import { formatNumber, formatPeriod } from "../shared/format.ts";
import { WORDS } from "../shared/i18n.ts";
import { measuresIn } from "../shared/labels.ts";
import { contributorHref, pageHref } from "../shared/layout.ts";
import { type Page, startPage } from "../shared/page.ts";
import { siteFacts } from "../shared/site.ts";
import { HOME, type HomeWords } from "./words.ts";

void startPage({
  name: "home",
  title: { fr: HOME.fr.title, en: HOME.en.title },
  run: async (page) => {
    const words = HOME[page.lang];
    page.main.append(
      ...words.lead.map((sentence) => h("p", { class: "lead" }, sentence)),
      h("h2", { class: "visually-hidden" }, words.doors),
      doors(page, words),
      h("h2", {}, words.figures),
      page.catalog.releases.length === 0 ? h("p", {}, words.none) : await figures(page, words),
      h("h2", {}, words.open),
      h(
        "p",
        {},
        `${words.openText} `,
        h("a", { href: "v1/catalog.json" }, words.catalog),
        ...(siteFacts().files ? [] : [", ", h("a", { href: "openapi.json" }, words.reference)]),
        ".",
      ),
    );
  },
});

function doors({ lang, catalog }: Page, words: HomeWords): HTMLElement {
  const door = (href: string, text: { title: string; text: string; go: string }): HTMLElement =>
    h(
      "section",
      { class: "card door" },
      h("h3", {}, text.title),
      h("p", {}, text.text),
      h("a", { class: "button", href }, text.go),
    );
  const give = contributorHref("contribute", lang, catalog.intake, location.href);
  return h(
    "div",
    { class: "grid doors" },
    door(pageHref("compare", lang), words.tester),
    door(pageHref("explore", lang), words.researcher),
    door(pageHref("district", lang), words.planner),
    give === null ? null : door(give, words.contributor),
  );
}

async function figures(page: Page, words: HomeWords): Promise<HTMLElement> {
  const { lang, catalog, source } = page;
  const topics = new Set(measuresIn(catalog.measures).map((ref) => ref.domain.labels[lang]));
  const latest = newestReleases(catalog.releases)[0];
  const privacy = catalog.privacy;
  const areas = await publishedAreas(source, catalog);
  const entry = (value: string, label: string): HTMLElement => h("div", {}, h("dt", {}, label), h("dd", {}, value));
  return h(
    "div",
    {},
    h(
      "dl",
      { class: "figures" },
      entry(String(topics.size), words.topics(topics.size)),
      entry(formatNumber(areas, 0, lang), words.areas(areas)),
      entry(String(catalog.releases.length), words.releases(catalog.releases.length)),
      entry(latest ? formatPeriod(latest.period, lang) : WORDS[lang].noRelease, words.latest),
      entry(String(catalog.k), words.k),
      privacy
        ? entry(
            words.epsilon(formatNumber(privacy.epsilon, 2, lang), formatNumber(privacy.epsilon_year, 2, lang)),
            words.budget(privacy.year),
          )
        : null,
    ),
    h("h3", {}, words.topicsTitle),
    h("p", { class: "topics" }, [...topics].join(" · ")),
  );
}

/** Areas with at least one published mean in the newest release of each step. */
async function publishedAreas(source: DataSource, catalog: Catalog): Promise<number> {
  const newest = newestReleases(catalog.releases);
  const wanted = (["month", "quarter", "year"] as const).flatMap((step) =>
    newest.filter((release) => release.step === step).slice(0, 1),
  );
  const rows = (await Promise.all(wanted.map((release) => source.observations(release.id)))).flat();
  return new Set(rows.filter((row) => row.STATISTIC === "MEAN" && row.OBS_VALUE !== null).map((row) => row.REF_AREA)).size;
}
