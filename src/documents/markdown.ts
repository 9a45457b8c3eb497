import type { LocalBlock, Localised } from "./document.ts";

/** Marks that would mean something: an operator's name or address is shown as it was written. */
const MARKS = /[\\`*_[\]<>|#~&]/g;

/** One line of text; a line break would end a row or a list's item. */
function line(text: string): string {
  return text.replace(/\s+/g, " ").trim().replaceAll(MARKS, "\\$&");
}

function block(one: LocalBlock): string {
  if ("text" in one) return line(one.text);
  if ("list" in one) return one.list.map((item) => `- ${line(item)}`).join("\n");
  const row = (cells: readonly string[]) => `| ${cells.map(line).join(" | ")} |`;
  return [row(one.table.head), `|${" --- |".repeat(one.table.head.length)}`, ...one.table.rows.map(row)].join("\n");
}

/** A document as Markdown: this text is what a notice's version is the sha256 of. */
export function toMarkdown({ title, lead, sections }: Localised): string {
  const parts = [
    `# ${line(title)}`,
    ...lead.map(block),
    ...sections.flatMap((section) => [`## ${line(section.title)}`, ...section.blocks.map(block)]),
  ];
  return `${parts.join("\n\n")}\n`;
}
