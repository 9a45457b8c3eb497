import { breaches } from "../shared/breaches.ts";
import { h } from "../shared/dom.ts";
import { formatDate } from "../shared/format.ts";
import { type Translated, WORDS } from "../shared/i18n.ts";
import { isClosed } from "../shared/layout.ts";
import { noticePoints, noticeSections } from "../shared/notice-view.ts";
import { startPage } from "../shared/page.ts";

const fr = {
  short: "L’essentiel",
  whole: "La notice entière",
  print: "Imprimer",
  version: (version: string) => `Version de cette notice, que nomme votre preuve de consentement : ${version}`,
  today: (date: string) => `Telle qu’elle est en vigueur le ${date}.`,
  closed:
    "Ce commun se prépare et ne prend pas encore de contributions : ceci est un projet de notice, que l’opérateur doit compléter.",
};
const WORDS_HERE: Translated<typeof fr> = {
  fr,
  en: {
    short: "In short",
    whole: "The whole notice",
    print: "Print",
    version: (version) => `Version of this notice, as your consent record names it: ${version}`,
    today: (date) => `As it is in force on ${date}.`,
    closed:
      "This commons is being prepared and takes no contributions yet: this is a draft of the notice, which the operator has to complete.",
  },
};

/* The page Notice: what becomes of a contribution, in two layers, for everybody and before anything is asked; and past incidents. */
void startPage({
  name: "notice",
  title: (lang) => WORDS[lang].notice,
  run: async ({ main, lang, source, catalog }) => {
    const notice = await source.notice(lang);
    const w = WORDS_HERE[lang];
    main.append(
      isClosed(catalog)
        ? h("p", { class: "warn", id: "closed" }, w.closed)
        : h("p", { class: "note" }, w.today(formatDate(new Date().toISOString(), lang))),
      ...breaches(notice.breaches, lang),
      h("section", { class: "card" }, h("h2", {}, w.short), noticePoints(notice)),
      h("p", { class: "no-print" }, h("button", { type: "button", class: "quiet", onClick: () => print() }, w.print)),
      h("h2", {}, w.whole),
      ...noticeSections(notice, "h3"),
      h("p", { class: "note version" }, w.version(notice.version)),
    );
  },
});
