import { PROGRAM_VERSION } from "../../src/contract/program.ts";
import { breaches } from "../shared/breaches.ts";
import type { Catalog, Notice } from "../shared/data.ts";
import { h } from "../shared/dom.ts";
import { formatDate, lowerFirst, semicolon } from "../shared/format.ts";
import type { Lang, Translated } from "../shared/i18n.ts";
import { isClosed, noticeName } from "../shared/layout.ts";
import { noticePoints, noticeSections } from "../shared/notice-view.ts";
import { startPage } from "../shared/page.ts";
import { makeStackable } from "../shared/stacking.ts";
import { printedLine } from "./printed-line.ts";
import { termsSince } from "./terms-since.ts";

const fr = {
  short: "L’essentiel",
  whole: "La notice entière",
  print: "Imprimer",
  register: "Le registre des traitements",
  assessment: "L’analyse d’impact",
  worst: "Le pire des cas, en chiffres",
  /** `copied`: nobody consented to it */
  version: (version: string, program: string, copied: boolean) =>
    `Version de cette notice${copied ? "" : ", que nomme votre preuve de consentement"} : ${version}. Établie par Voisinage ${program}.`,
  since: (date: string) =>
    `Ses conditions valent depuis le ${date}, d’après le journal public. Noms, contacts et hébergement ont pu être corrigés depuis.`,
  today: (date: string) => `Telle qu’elle est en vigueur le ${date}.`,
  /** of figures taken from elsewhere; `what`: the points of which the operator has said nothing yet */
  unsaid: (what: string) => `Des chiffres sont publiés, et l’opérateur n’a pas encore tout dit de cette copie. Manque : ${what}.`,
  unsaidFacts: {
    dpo: "délégué à la protection des données",
    impact_assessment: "approbation de l’analyse d’impact",
    processors: "sous-traitants",
    hosting: "hébergement",
    transfers: "transferts hors de l’Union européenne",
    backup_days: "durée des sauvegardes",
  },
  closed:
    "Projet, sans effet : ce commun se prépare et ne prend pas encore de contributions, et l’opérateur doit compléter cette notice.",
};
const WORDS_HERE: Translated<typeof fr> = {
  fr,
  en: {
    short: "In short",
    whole: "The whole notice",
    print: "Print",
    register: "The record of processing",
    assessment: "The impact assessment",
    worst: "The worst case, in figures",
    version: (version, program, copied) =>
      `Version of this notice${copied ? "" : ", as your consent record names it"}: ${version}. Made by Voisinage ${program}.`,
    since: (date) =>
      `Its terms hold since ${date}, by the public log. Names, contacts and hosting may have been corrected since.`,
    today: (date) => `As it is in force on ${date}.`,
    unsaid: (what) => `Figures are published, and the operator has not said everything of this copy yet. Missing: ${what}.`,
    unsaidFacts: {
      dpo: "data protection officer",
      impact_assessment: "approval of the impact assessment",
      processors: "processors",
      hosting: "hosting",
      transfers: "transfers outside the European Union",
      backup_days: "how long backups are kept",
    },
    closed:
      "A draft, without effect: this commons is being prepared and takes no contributions yet, and the operator has to complete this notice.",
  },
};

/** Facts of a copy that are points of their own, `copy-…`. */
const COPY_POINTS = ["taken", "dated", "holds", "identifiers", "who", "informed", "balance"] as const;

/** Of a copy whose figures are published, what its operator has not said yet, by the names of the points; null of any other notice. */
function unsaidText(
  { points, facts: { operator } }: Notice,
  { commons: { origin }, releases }: Catalog,
  lang: Lang,
): string | null {
  if (origin === undefined || releases.length === 0) return null;
  const isUnsaid = (id: string) => COPY_POINTS.some((fact) => id === `copy-${fact}` && origin[fact] === undefined);
  const { unsaid, unsaidFacts } = WORDS_HERE[lang];
  const facts = Object.keys(unsaidFacts) as (keyof typeof unsaidFacts)[];
  const names = [
    ...points.filter(({ id }) => isUnsaid(id)).map(({ label }) => lowerFirst(label)),
    ...facts.filter((fact) => operator[fact] === null).map((fact) => unsaidFacts[fact]),
  ];
  return names.length === 0 ? null : unsaid(names.join(semicolon(lang)));
}

/** Opens the section that the address names, with all of it: the points send to the worst case. */
function openNamed(): void {
  const named = document.getElementById(location.hash.slice(1));
  if (!(named instanceof HTMLDetailsElement)) return;
  for (const folded of [named, ...named.querySelectorAll("details")]) folded.open = true;
  named.scrollIntoView();
}

/** Puts the worst case, whose bets few ask for, a tap below what is published: the paragraph that ends with a table, and all after it. */
function foldWorstCase(main: HTMLElement, summary: string): void {
  const before = main.querySelector("#notice-published > p:has(+ div th:nth-child(3))");
  if (before === null) return;
  const folded = h("details", {}, h("summary", {}, summary));
  before.before(folded);
  while (folded.nextSibling) folded.append(folded.nextSibling);
}

/* The page Notice: what becomes of a contribution, in two layers, for everybody and before anything is asked; and past incidents. */
void startPage({
  name: "notice",
  title: (lang, catalog) => noticeName(lang, catalog, location.href),
  run: async ({ main, lang, source, catalog }) => {
    const [notice, log] = await Promise.all([source.notice(lang), source.log()]);
    const unsaid = unsaidText(notice, catalog, lang);
    // A draft is of no contribution: it has no version that anybody consented to, and its terms do not hold yet.
    const isDraft = isClosed(catalog) && unsaid === null;
    const since = isDraft ? null : termsSince(log, new Date().toISOString().slice(0, 10));
    const w = WORDS_HERE[lang];
    const sections = noticeSections(notice);
    main.append(
      printedLine(catalog, lang),
      isClosed(catalog)
        ? h("p", { class: "warn", id: "closed" }, unsaid ?? w.closed)
        : h("p", { class: "note" }, w.today(formatDate(new Date().toISOString(), lang))),
      ...breaches(notice.breaches, lang),
      h("section", { class: "card" }, h("h2", {}, w.short), noticePoints(notice)),
      h("p", { class: "no-print" }, h("button", { type: "button", class: "quiet", onClick: () => print() }, w.print)),
      h("h2", {}, w.whole),
      ...sections,
      h(
        "ul",
        {},
        ...(["register", "impact-assessment"] as const).map((id) => {
          // On paper a link is where it leads, so it is a whole address.
          const { href } = new URL(`documents/${id}.${lang}.html`, document.baseURI);
          return h("li", {}, h("a", { href }, id === "register" ? w.register : w.assessment));
        }),
      ),
      ...(isDraft
        ? []
        : [h("p", { class: "note version" }, w.version(notice.version, PROGRAM_VERSION, notice.facts.origin !== null))]),
      ...(since === null ? [] : [h("p", { class: "note" }, w.since(formatDate(since, lang)))]),
    );
    foldWorstCase(main, w.worst);
    makeStackable(main);
    // The browser looked for the place in the address before the text was here.
    openNamed();
    addEventListener("hashchange", openNamed);
    // Paper has nothing to tap.
    addEventListener("beforeprint", () => {
      for (const folded of main.querySelectorAll("details")) folded.open = true;
    });
  },
});
