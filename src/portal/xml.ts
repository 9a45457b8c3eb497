const NAMED: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };

/** XML that is written already, and goes into a template as it is. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/**
 * Writes XML 1.0 from a template. Texts in it are escaped, for elements and for attributes: what XML cannot hold at all is left out;
 * tabs and ends of lines are numbers, for a parser makes spaces of those in attributes, and another end of line of a carriage return.
 */
export function xml(
  parts: TemplateStringsArray,
  ...values: readonly (string | number | boolean | Markup | readonly Markup[])[]
): Markup {
  return new Markup(String.raw({ raw: parts }, ...values.map(written)));
}

function written(value: string | number | boolean | Markup | readonly Markup[]): string {
  if (value instanceof Markup) return value.text;
  if (typeof value === "object") return value.map(({ text }) => text).join("");
  return String(value)
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
    .replace(/[&<>"'\t\n\r]/g, (one) => NAMED[one] ?? `&#${one.charCodeAt(0)};`);
}
