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

/** Puts empty lines around headings, and between a paragraph and the list or table after it, as Markdown does not ask for them. */
function separateBlocks(markdown: string): string {
  return markdown.replaceAll(/^#.*$/gm, "\n$&\n").replaceAll(/^[^-|\s#].*\n(?=- |\|)/gm, "$&\n");
}

/**
 * Reads the Markdown that texts are written in: one title, headings with an anchor, paragraphs, lists and tables.
 *
 * @throws RangeError where a heading has no anchor, or a row of a table not as many cells as its head
 */
export function parsePage(id: string, language: Language, { markdown, values }: FilledText): TextPage {
  const restore = (text: string) => text.trim().replaceAll(/\uE000(\d+)\uE000/g, (_, index) => values[index] as string);
  const lead: Block[] = [];
  const sections: (PageSection & { blocks: Block[] })[] = [];
  let title = "";
  for (const part of separateBlocks(markdown).split(/\n\s*\n/)) {
    const chunk = part.trim();
    if (chunk.startsWith("# ")) title = restore(chunk.slice(2));
    else if (chunk.startsWith("#")) sections.push({ ...parseHeading(chunk, restore), blocks: [] });
    else if (chunk !== "") (sections.at(-1)?.blocks ?? lead).push(parseBlock(chunk, restore));
  }
  return { id, language, title, lead, sections };
}

function parseHeading(line: string, restore: (text: string) => string) {
  const [whole, title = "", anchor = ""] = /^## (.+) \{#(.+)\}$/.exec(line) ?? [];
  if (whole === undefined) throw new RangeError(`a heading must begin with ## and end with an anchor, {#like-this}; got ${line}`);
  return { id: restore(anchor), title: restore(title) };
}

function parseBlock(chunk: string, restore: (text: string) => string): Block {
  const oneLine = (text: string) => restore(text.replaceAll(/\n\s*/g, " "));
  if (chunk.startsWith("- ")) return { list: chunk.slice(2).split("\n- ").map(oneLine) };
  if (!chunk.startsWith("|")) return { text: oneLine(chunk) };
  const cells = (row: string) => row.split("|").slice(1, -1).map(restore);
  const [head = [], , ...rows] = chunk.split("\n").map(cells);
  const wrong = rows.find((row) => row.length !== head.length);
  if (wrong !== undefined) throw new RangeError(`a row must have ${head.length} cells, as its head; got ${wrong.join(" | ")}`);
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
