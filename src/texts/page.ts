import Mustache from "mustache";
import type { FilledText, LanguageTexts } from "./template.ts";

export const LANGUAGES = ["fr", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

/** All texts: of each language, and the frame of a page in HTML. A caller brings them, for they are files in Node and part of a bundle in a browser. */
export type Texts = Readonly<Record<Language, LanguageTexts>> & {
  readonly html: { readonly page: string; readonly block: string };
};

export type Block =
  | { readonly text: string }
  | { readonly list: readonly string[] }
  | { readonly table: { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] } };

export interface PageSection {
  /** The anchor, which is the same in every language. */
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** A text for people, in one language. */
export interface TextPage {
  readonly id: string;
  readonly language: Language;
  readonly title: string;
  /** what comes before the first section */
  readonly lead: readonly Block[];
  readonly sections: readonly PageSection[];
}

/** Reads the Markdown that texts are written in: one title, headings with an anchor, paragraphs, lists and tables. */
export function parsePage(id: string, language: Language, { markdown, values }: FilledText): TextPage {
  const restore = (text: string) => text.trim().replaceAll(/\uE000(\d+)\uE000/g, (_, index) => values[index] as string);
  const lead: Block[] = [];
  const sections: (PageSection & { blocks: Block[] })[] = [];
  let title = "";
  for (const chunk of markdown.split(/\n\s*\n/).map((part) => part.trim())) {
    const heading = /^## (.*) \{#(.*)\}$/.exec(chunk);
    if (chunk === "") continue;
    if (heading !== null) sections.push({ id: restore(heading[2] as string), title: restore(heading[1] as string), blocks: [] });
    else if (chunk.startsWith("# ")) title = restore(chunk.slice(2));
    else (sections.at(-1)?.blocks ?? lead).push(parseBlock(chunk, restore));
  }
  return { id, language, title, lead, sections };
}

function parseBlock(chunk: string, restore: (text: string) => string): Block {
  const oneLine = (text: string) => restore(text.replaceAll("\n", " "));
  if (chunk.startsWith("- ")) return { list: chunk.slice(2).split("\n- ").map(oneLine) };
  if (!chunk.startsWith("|")) return { text: oneLine(chunk) };
  const [head = [], , ...rows] = chunk.split("\n").map((row) => row.split("|").slice(1, -1).map(restore));
  return { table: { head, rows } };
}

/** Escapes the marks of Markdown, so that an operator's name or address is shown as it was written. A line break would end a row or an item. */
function escapeLine(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .trim()
    .replaceAll(/[\\`*_[\]<>|#~&]/g, "\\$&");
}

function blockMarkdown(block: Block): string {
  if ("text" in block) return escapeLine(block.text);
  if ("list" in block) return block.list.map((item) => `- ${escapeLine(item)}`).join("\n");
  const { head, rows } = block.table;
  const row = (cells: readonly string[]) => `| ${cells.map(escapeLine).join(" | ")} |`;
  return [row(head), `|${" --- |".repeat(head.length)}`, ...rows.map(row)].join("\n");
}

/** The version of a notice is the sha256 of this text. */
export function toMarkdown({ title, lead, sections }: TextPage): string {
  const parts = [
    `# ${escapeLine(title)}`,
    ...lead.map(blockMarkdown),
    ...sections.flatMap((section) => [`## ${escapeLine(section.title)}`, ...section.blocks.map(blockMarkdown)]),
  ];
  return `${parts.join("\n\n")}\n`;
}

/** One page that stands alone and can be printed. It has no script and loads no other file. */
export function toHtml(page: TextPage, { page: template, ...parts }: Texts["html"]): string {
  return Mustache.render(template, page, parts);
}
