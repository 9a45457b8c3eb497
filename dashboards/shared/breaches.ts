import { h } from "./dom.ts";
import { formatDate } from "./format.ts";
import type { Lang, Translated } from "./i18n.ts";

/** What people are told about a breach, in one language (GDPR art. 34). */
export interface PublishedBreach {
  readonly number: number;
  readonly known_at: string;
  readonly what: string;
  readonly data: string;
  readonly consequences: string;
  readonly measures: string;
  readonly advice: string;
}

const fr = {
  title: (date: string) => `Incident connu depuis le ${date}`,
  data: "Données touchées",
  consequences: "Conséquences possibles",
  measures: "Ce qui est fait",
  advice: "Ce que vous pouvez faire",
};
const WORDS: Translated<typeof fr> = {
  fr,
  en: {
    title: (date) => `Incident known since ${date}`,
    data: "Data concerned",
    consequences: "Likely consequences",
    measures: "What is being done",
    advice: "What you can do",
  },
};

/** The public breaches, newest first. */
export function breaches(all: readonly PublishedBreach[], lang: Lang): HTMLElement[] {
  const w = WORDS[lang];
  return [...all]
    .reverse()
    .map((one) =>
      h(
        "section",
        { class: "warn breach" },
        h("h2", {}, w.title(formatDate(one.known_at, lang))),
        h("p", {}, one.what),
        h(
          "dl",
          {},
          ...(["data", "consequences", "measures", "advice"] as const).flatMap((part) => [
            h("dt", {}, h("strong", {}, w[part])),
            h("dd", {}, one[part]),
          ]),
        ),
      ),
    );
}
