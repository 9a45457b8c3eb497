import Mustache from "mustache";

export const LANGUAGES = ["fr", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

/**
 * All texts: those of each language, and the HTML frame of a page. The caller passes them in, since they are files in Node and
 * part of a bundle in a browser.
 */
export type Texts = Readonly<Record<Language, LanguageTexts>> & {
  readonly html: { readonly page: string; readonly block: string };
};

type Block =
  | { readonly text: string }
  | { readonly list: readonly string[] }
  | { readonly table: { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] } };

export interface PageSection {
  /** The anchor, the same in every language. */
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** A text for people, in one language. */
export interface TextPage {
  readonly id: string;
  readonly language: Language;
  readonly title: string;
  /** blocks before the first section */
  readonly lead: readonly Block[];
  readonly sections: readonly PageSection[];
}

/** Adds empty lines around headings, and between a paragraph and a following list or table: Markdown does not require them. */
function separateBlocks(markdown: string): string {
  return markdown.replaceAll(/^#.*$/gm, "\n$&\n").replaceAll(/^[^-|\s#].*\n(?=- |\|)/gm, "$&\n");
}

/**
 * Parses the Markdown of the texts: one title, headings with an anchor, paragraphs, lists and tables.
 *
 * @throws RangeError where a heading has no anchor, or a table row has another number of cells than the head
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

/**
 * Escapes Markdown, so that an operator's name or address is shown as written, and removes line breaks, which would end a row or
 * an item.
 */
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

/** Writes a page as Markdown. The version of a notice is the sha256 of this text. */
export function toMarkdown({ title, lead, sections }: TextPage): string {
  const parts = [
    `# ${escapeLine(title)}`,
    ...lead.map(blockMarkdown),
    ...sections.flatMap((section) => [`## ${escapeLine(section.title)}`, ...section.blocks.map(blockMarkdown)]),
  ];
  return `${parts.join("\n\n")}\n`;
}

interface SiteLink {
  readonly name: string;
  readonly href: string;
  /** address of the software's source, which is a link wherever the document says it; null: not stated */
  readonly source: string | null;
}

/** Sections from which a document has a table of contents. */
const MANY_SECTIONS = 5;

/**
 * Writes a page as a complete HTML document, for printing: without scripts, and without loading other files. A long one begins with
 * its contents.
 *
 * @param site the site that it stands on, to which it links back, and to its documents that stand beside this one; null: it is a file of its own
 */
export function toHtml(page: TextPage, { page: template, ...parts }: Texts["html"], site: SiteLink | null = null): string {
  const view = { ...page, site, contents: page.sections.length >= MANY_SECTIONS, is_french: page.language === "fr" };
  const [head = "", main = ""] = Mustache.render(template, view, parts).split(/(?=<main>)/);
  const source = site?.source ? Mustache.escape(site.source) : null;
  const html = `${head}${source === null ? main : main.replaceAll(source, () => `<a href="${source}">${source}</a>`)}`;
  // French marks stay with the word before them. The style sheet above the text has none of these spaces.
  return html.replaceAll(/ (?=[:;?!%»€])|(?<=«) /g, "\u00a0");
}

/** The part of a page's HTML below its title, for pages with their own frame. */
export function htmlBelowTitle(page: TextPage, { page: template, ...parts }: Texts["html"]): string {
  const [, below = ""] = /<h1>.*<\/h1>([\s\S]*)<\/main>/.exec(template) ?? [];
  return Mustache.render(below, page, parts).trim();
}

/** The texts of one language: pages by file name, and shared phrases by heading. */
export type LanguageTexts = Readonly<Record<string, string>>;

/** The values that a text may use, by name. */
export type TextView = Readonly<Record<string, unknown>>;

/**
 * A text with its placeholders filled. In `markdown`, a value is represented by its index between two private-use characters, so
 * that no value can be read as Markdown.
 */
interface FilledText {
  readonly markdown: string;
  readonly values: readonly string[];
}

/**
 * Prepares the texts of a language, with shared phrases inserted.
 *
 * @param files Markdown by file name without `.md`; `phrases` has one phrase below each heading
 * @throws RangeError where a text uses a phrase that does not exist
 */
export function parseTexts({ phrases: shared = "", ...files }: Readonly<Record<string, string>>): LanguageTexts {
  const known = new Map(Object.entries(files));
  for (const part of shared.split(/^## /m).slice(1)) {
    const end = part.indexOf("\n");
    known.set(part.slice(0, end).trim(), parsePhrase(part.slice(end).trim()));
  }
  // Phrases are inserted here, since Mustache's own partials would drop the line break after them.
  const expand = (text: string): string =>
    text.replaceAll(/\{\{> (.+?)\}\}/g, (_, name: string) => {
      const phrase = known.get(name);
      if (phrase === undefined) throw new RangeError(`a text asks for the phrase ${name}, and there is none`);
      return expand(phrase.trim());
    });
  return Object.fromEntries([...known].map(([name, text]) => [name, expand(text)]));
}

/** Drops the line breaks of a phrase, which is inserted into a line, unless it is a list or a table. */
function parsePhrase(text: string): string {
  return /^(- |\| )/m.test(text) ? text : text.replaceAll("\n", "");
}

/** Fails on unknown names. Mustache would print nothing, so that a notice could lose a sentence unnoticed. */
class StrictContext extends Mustache.Context {
  override push(view: unknown): StrictContext {
    return new StrictContext(view, this);
  }
  override lookup(name: string): unknown {
    const value: unknown = super.lookup(name);
    if (value !== undefined) return value;
    // A text may name a part of a fact that is null, because it is not stated; the part is null too.
    const whole = name.slice(0, Math.max(0, name.lastIndexOf(".")));
    if (whole !== "" && this.lookup(whole) === null) return null;
    throw new RangeError(`a text says {{${name}}}, and there is no such fact`);
  }
}

/**
 * Fills a text.
 *
 * @param write writes a value as text
 * @throws RangeError where the text names a fact that does not exist
 */
export function fillText(text: string, view: TextView, write: (value: unknown) => string): FilledText {
  const values: string[] = [];
  const keep = (value: unknown) => `\uE000${values.push(write(value)) - 1}\uE000`;
  return { markdown: Mustache.render(text, new StrictContext(view), undefined, { escape: keep }), values };
}
