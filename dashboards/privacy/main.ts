import type { PrivacyReport } from "../../src/contract/manifest.ts";
import { h } from "../shared/dom.ts";
import { WORDS } from "../shared/i18n.ts";
import { measureLabel, measuresIn } from "../shared/labels.ts";
import { contributorHref } from "../shared/layout.ts";
import { type Page, startPage } from "../shared/page.ts";
import { budgetSection, ledgerSection } from "./budget.ts";
import { errorsSection } from "./errors.ts";
import { forecastSection, fullestRelease, tablesOf } from "./forecast.ts";
import { illustration } from "./illustration.ts";
import { announcedSection, logSection } from "./log.ts";
import { proposalSection, publicYear } from "./proposal.ts";
import { mechanismsSection, withheldSection } from "./withheld.ts";
import { PRIVACY, type PrivacyWords } from "./words.ts";

/** Shown before there is a release to take it from. */
const USUAL_SIGMA = 3;

void startPage({
  name: "privacy",
  title: { fr: WORDS.fr.privacy, en: WORDS.en.privacy },
  lead: { fr: PRIVACY.fr.lead, en: PRIVACY.en.lead },
  run: async (page) => {
    const words = PRIVACY[page.lang];
    const newest = page.catalog.privacy?.release;
    const report = newest === undefined ? null : await page.source.privacyReport(newest);
    const log = {
      log: await page.source.log(),
      releases: page.catalog.releases,
      nameOf: names(page),
      lang: page.lang,
      year: new Date().getUTCFullYear(),
    };
    const planned = await forecastOf(page);
    page.main.append(
      ...(report ? spent(page, report, words) : [h("p", {}, words.none)]),
      logSection(log),
      announcedSection(log),
      protection(page, report, words),
      ...(report
        ? [
            withheldSection(report, page.lang, words, page.catalog.territory),
            mechanismsSection(report, page.lang, words, names(page), page.catalog.territory.level_names),
            ...planned.elements,
          ]
        : []),
      breach(words),
      rights(page, words),
      criteria(report, words),
    );
    await planned.fill();
  },
});

/** The names of measures, by key. */
function names(page: Page): (measure: string) => string {
  const labels = new Map(measuresIn(page.catalog.measures).map((ref) => [ref.key, measureLabel(ref, page.lang)]));
  return (measure) => labels.get(measure) ?? measure;
}

interface Planned {
  readonly elements: readonly HTMLElement[];
  /** of what takes a moment to compute, once it is on the page */
  readonly fill: () => Promise<void>;
}

/** From the release that tells the noise of most levels, which need not be the newest. */
async function forecastOf({ catalog, source, lang }: Page): Promise<Planned> {
  const nothing: Planned = { elements: [], fill: async () => undefined };
  const release = fullestRelease(catalog.releases);
  const [measure] = measuresIn(catalog.measures);
  if (!release || !measure) return nothing;
  const [report, manifest, territory] = await Promise.all([
    source.privacyReport(release.id),
    source.manifest(release.id),
    source.territory(),
  ]);
  const tables = tablesOf(report, manifest, measure);
  if (tables.length === 0) return nothing;
  const year = publicYear(report, manifest);
  const errors = errorsSection({ report, measure, tables, territory, lang });
  const proposal = year ? proposalSection({ year, measure, territory, lang }) : null;
  const forecast = forecastSection({ report, measure, tables, territory, lang });
  return {
    elements: [forecast, errors.element, ...(proposal ? [proposal.element] : [])],
    fill: async () => {
      errors.fill();
      await proposal?.fill();
    },
  };
}

function spent(page: Page, report: PrivacyReport, words: PrivacyWords): HTMLElement[] {
  return [budgetSection(report, page.lang, words), ledgerSection(report, page.lang, words, names(page))];
}

function protection(page: Page, report: PrivacyReport | null, words: PrivacyWords): HTMLElement {
  const counts =
    report?.mechanisms.filter((mechanism) => mechanism.quantity === "count").map((mechanism) => mechanism.sigma) ?? [];
  const sigma = counts.sort((a, b) => a - b)[Math.floor(counts.length / 2)] ?? USUAL_SIGMA;
  const random = (n: number): Uint32Array => crypto.getRandomValues(new Uint32Array(n));
  return h(
    "section",
    {},
    h("h2", {}, words.k),
    h("p", {}, words.kText(page.catalog.k)),
    illustration(sigma, random, page.lang, words),
  );
}

function breach(words: PrivacyWords): HTMLElement {
  return h("section", {}, h("h2", {}, words.breach), h("ul", {}, ...words.breachText.map((text) => h("li", {}, text))));
}

function rights({ lang, catalog }: Page, words: PrivacyWords): HTMLElement {
  const mine = contributorHref("my-contribution", lang, catalog.intake, location.href);
  const list = words.rightsList.map(([name = "", text = ""]) => h("li", {}, h("strong", {}, name), " – ", text));
  return h(
    "section",
    {},
    h("h2", {}, words.rights),
    h("p", {}, words.rightsText),
    h("ul", {}, ...list),
    h("p", {}, mine === null ? words.rightsElsewhere : h("a", { href: mine }, words.rightsPage)),
  );
}

function criteria(report: PrivacyReport | null, words: PrivacyWords): HTMLElement {
  const keys = ["singling_out", "linkability", "inference"] as const;
  const terms = keys.flatMap((key) => {
    const [name = "", text = ""] = words.criteriaList[key];
    return [h("dt", {}, name), h("dd", {}, text)];
  });
  const statement = report
    ? h(
        "details",
        {},
        h("summary", {}, words.statement),
        h("div", { lang: "en" }, ...keys.map((key) => h("p", {}, report.criteria[key]))),
        h("p", {}, h("a", { href: `v1/releases/${encodeURIComponent(report.release)}/privacy.json` }, words.reportLink)),
      )
    : null;
  return h(
    "section",
    {},
    h("h2", {}, words.criteria),
    h("p", {}, words.criteriaText),
    h("dl", { class: "criteria" }, ...terms),
    statement,
  );
}
