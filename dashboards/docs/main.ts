import { h, put } from "../shared/dom.ts";
import { WORDS } from "../shared/i18n.ts";
import { pageHref } from "../shared/layout.ts";
import { type Page, startPage } from "../shared/page.ts";
import { siteFacts } from "../shared/site.ts";
import { exampleSubject } from "../shared/subject.ts";
import { type Dictionary, dictionaryView } from "./dictionary.ts";
import type { Known, OpenApi } from "./openapi.ts";
import { type Program, programs, sdmxPrograms } from "./programs.ts";
import { code, reference } from "./reference.ts";
import { DOCS, type DocsWords } from "./words.ts";

void startPage({
  name: "docs",
  title: { fr: WORDS.fr.docs, en: WORDS.en.docs },
  lead: { fr: DOCS.fr.lead, en: DOCS.en.lead },
  run: async (page) => {
    const words = DOCS[page.lang];
    page.main.append(
      contents(words),
      programsSection(page, words),
      dictionarySection(page, words),
      await referenceSection(page, words),
      othersSection(page, words),
    );
    openAsked();
    addEventListener("hashchange", openAsked);
  },
});

const address = (path: string): string => new URL(path, document.baseURI).href;

/** @throws Error where there is no such document */
async function read<T>(path: string): Promise<T> {
  const response = await fetch(address(path));
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return (await response.json()) as T;
}

function contents(words: DocsWords): HTMLElement {
  const parts = [
    ["programs", words.programs],
    ["dictionary", words.dictionary],
    ["reference", words.reference],
    ["others", words.others],
  ] as const;
  return h(
    "nav",
    { class: "contents", "aria-label": words.contents },
    h("ul", {}, ...parts.map(([id, title]) => h("li", {}, h("a", { href: `#${id}` }, title)))),
  );
}

function section(id: string, title: string, ...children: (Node | string)[]): HTMLElement {
  return h("section", { id, "aria-labelledby": `${id}-title` }, h("h2", { id: `${id}-title` }, title), ...children);
}

function programsSection({ catalog, lang }: Page, words: DocsWords): HTMLElement {
  const subject = exampleSubject(catalog);
  if (!subject) return section("programs", words.programs, h("p", { class: "warn" }, WORDS[lang].noRelease));
  const { files } = siteFacts();
  return section(
    "programs",
    words.programs,
    h("p", {}, words.programsWhy),
    ...programs(subject, document.baseURI, files).map((program, i) => folded(program, i === 0)),
    ...(files
      ? []
      : [h("p", {}, words.sdmx), ...sdmxPrograms(subject, document.baseURI).map((program) => folded(program, false))]),
    h("p", {}, words.terminal),
    code(`node voisinage/dist/cli/main.js sql --release ${subject.period} "SELECT * FROM observations LIMIT 5"`, "voisinage sql"),
    h("p", {}, h("a", { href: pageHref("sql", lang) }, words.sql)),
  );
}

function folded({ language, text }: Program, open: boolean): HTMLElement {
  return h("details", { open }, h("summary", {}, language), code(text, language));
}

/** One topic folded below the other; its dictionary is asked for when it is opened. */
function dictionarySection({ catalog, lang }: Page, words: DocsWords): HTMLElement {
  const topics = catalog.datasets.map(({ id, title }) =>
    onOpen(`dictionary-${id}`, title[lang], words, async () =>
      dictionaryView(await read<Dictionary>(`v1/datasets/${encodeURIComponent(id)}/dictionary.${lang}.json`), words),
    ),
  );
  return section("dictionary", words.dictionary, h("p", {}, words.dictionaryWhy), ...topics);
}

/** What of this commons the commands are about. */
function knownOf({ catalog }: Page): Known {
  const subject = exampleSubject(catalog);
  const codes = { MEASURE: subject?.measure ?? "", STATISTIC: "MEAN", TIME_PERIOD: subject?.period ?? "" };
  return { dataset: subject?.domain ?? "", release: catalog.releases[0]?.id ?? "", codes };
}

async function referenceSection(page: Page, words: DocsWords): Promise<HTMLElement> {
  const { files } = siteFacts();
  const link = h("a", { href: "openapi.json" }, "openapi.json");
  const parts = await read<OpenApi>("openapi.json").then(
    (described) => reference(described, words, document.baseURI, files ? null : knownOf(page)),
    () => [h("p", { class: "warn" }, words.failed)],
  );
  const elsewhere = files ? [h("p", { class: "note", id: "of-a-portal" }, words.ofAPortal)] : [];
  return section("reference", words.reference, h("p", {}, `${words.referenceWhy} `, link), ...elsewhere, ...parts);
}

/** Only asked for by who wants it: a site that is read only answers that there is nothing. */
function othersSection(page: Page, words: DocsWords): HTMLElement {
  if (siteFacts().files) return section("others", words.others, h("p", {}, words.absent));
  const place = h("div", {});
  const show = async (): Promise<void> => {
    put(place, h("p", { role: "status" }, words.loading));
    const parts = await read<OpenApi>("intake/openapi.json").then(
      (described) => reference(described, words, document.baseURI, knownOf(page)),
      () => [h("p", { role: "status", class: "warn" }, words.absent)],
    );
    put(place, ...parts);
  };
  const button = h("button", { type: "button", class: "quiet", id: "show-intake", onClick: () => void show() }, words.open);
  return section("others", words.others, h("p", {}, words.othersWhy), h("div", { class: "tools" }, button), place);
}

/** Something folded away that is asked for once, when it is opened. */
function onOpen(id: string, summary: string, words: DocsWords, make: () => Promise<HTMLElement>): HTMLElement {
  const place = h("div", {});
  let asked = false;
  const fill = async (): Promise<void> => {
    if (asked || !element.open) return;
    asked = true;
    put(place, h("p", { role: "status" }, words.loading));
    put(
      place,
      await make().catch(() => {
        asked = false;
        return h("p", { role: "status", class: "warn" }, words.failed);
      }),
    );
  };
  const element = h("details", { id, onToggle: () => void fill() }, h("summary", {}, summary), place);
  return element;
}

/** An address such as `#dictionary-water` opens what it names. */
function openAsked(): void {
  const named = location.hash === "" ? null : document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (named instanceof HTMLDetailsElement) named.open = true;
  named?.scrollIntoView();
}
