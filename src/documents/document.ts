import type { Labels } from "../domains/index.ts";

export const LANGUAGES = ["fr", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

/** A sentence, or a name, in both languages. They stand side by side, so that no language lacks a part. */
export type Words = Labels;

export type Block =
  | { readonly kind: "text"; readonly text: Words }
  | { readonly kind: "list"; readonly items: readonly Words[] }
  | { readonly kind: "table"; readonly head: readonly Words[]; readonly rows: readonly (readonly Words[])[] };

export interface Section {
  /** the same in both languages: an anchor */
  readonly id: string;
  readonly title: Words;
  readonly blocks: readonly Block[];
}

/** One line of a document's first layer: what it is about, and what there is to know. */
export interface Point {
  readonly id: string;
  readonly label: Words;
  readonly text: Words;
}

/** A document for people. Its sections are the same in every language. */
export interface Document {
  readonly id: string;
  readonly title: Words;
  /** what comes before the first section */
  readonly lead: readonly Block[];
  readonly sections: readonly Section[];
}

export const text = (fr: string, en: string): Block => ({ kind: "text", text: { fr, en } });
export const list = (...items: readonly Words[]): Block => ({ kind: "list", items });
export const table = (head: readonly Words[], rows: readonly (readonly Words[])[]): Block => ({ kind: "table", head, rows });
export const words = (fr: string, en: string): Words => ({ fr, en });
/** What is the same in both languages: a name, an address, a number, an operator's own words. */
export const same = (value: string | number): Words => ({ fr: String(value), en: String(value) });

/** A document in one language, as JSON carries it. */
export interface Localised {
  readonly id: string;
  readonly language: Language;
  readonly title: string;
  readonly lead: readonly LocalBlock[];
  readonly sections: readonly { readonly id: string; readonly title: string; readonly blocks: readonly LocalBlock[] }[];
}
export type LocalBlock =
  | { readonly text: string }
  | { readonly list: readonly string[] }
  | { readonly table: { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] } };

export function localise({ id, title, lead, sections }: Document, language: Language): Localised {
  const block = (one: Block): LocalBlock => {
    if (one.kind === "text") return { text: one.text[language] };
    if (one.kind === "list") return { list: one.items.map((item) => item[language]) };
    const row = (cells: readonly Words[]) => cells.map((cell) => cell[language]);
    return { table: { head: row(one.head), rows: one.rows.map(row) } };
  };
  return {
    id,
    language,
    title: title[language],
    lead: lead.map(block),
    sections: sections.map((section) => ({
      id: section.id,
      title: section.title[language],
      blocks: section.blocks.map(block),
    })),
  };
}
