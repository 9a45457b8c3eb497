import type { BreachNotice } from "../contract/breach.ts";
import { type Language, type Localised, localise } from "./document.ts";
import type { Facts } from "./facts.ts";
import { toMarkdown } from "./markdown.ts";
import { notice, noticePoints } from "./notice.ts";

/** A notice as it is shown in one language, and what its text is known by. */
export interface ShownNotice {
  readonly language: Language;
  /** sha256 of `text`, 64 hexadecimal digits: what a consent names as its `version` */
  readonly version: string;
  readonly title: string;
  /** the whole notice, Markdown */
  readonly text: string;
  /** the first layer, one screen */
  readonly points: readonly { readonly id: string; readonly label: string; readonly text: string }[];
  /** the second layer */
  readonly sections: Localised["sections"];
}

/** @param sha256 of a text in UTF-8, as 64 hexadecimal digits */
export function shownNotice(facts: Facts, language: Language, sha256: (text: string) => string): ShownNotice {
  const local = localise(notice(facts), language);
  const text = toMarkdown(local);
  return {
    language,
    version: sha256(text),
    title: local.title,
    text,
    points: noticePoints(facts).map((point) => ({ id: point.id, label: point.label[language], text: point.text[language] })),
    sections: local.sections,
  };
}

/** What `GET /v1/notice` answers: the notice, the facts that it and consent records are made from, and what happened. */
export function noticeDocument(
  facts: Facts,
  breaches: readonly BreachNotice[],
  language: Language,
  sha256: (text: string) => string,
) {
  return {
    ...shownNotice(facts, language, sha256),
    breaches: breaches.map(({ number, known_at, happened, what, data, consequences, measures, advice }) => ({
      number,
      known_at,
      happened: happened ?? null,
      what: what[language],
      data: data[language],
      consequences: consequences[language],
      measures: measures[language],
      advice: advice[language],
    })),
    facts,
  };
}
