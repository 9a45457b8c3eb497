const NAMED: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };

/** XML already written, which is inserted into a template unescaped. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/**
 * Writes XML 1.0 from a template. Values are escaped, for elements and attributes alike. Characters that XML cannot contain are
 * dropped. Tabs and line ends become numeric references, since a parser would turn them into spaces in attributes, or change
 * carriage returns.
 */
export function xml(
  parts: TemplateStringsArray,
  ...values: readonly (string | number | boolean | Markup | readonly Markup[])[]
): Markup {
  return new Markup(String.raw({ raw: parts }, ...values.map(escaped)));
}

function escaped(value: string | number | boolean | Markup | readonly Markup[]): string {
  if (value instanceof Markup) return value.text;
  if (typeof value === "object") return value.map(({ text }) => text).join("");
  return String(value)
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
    .replace(/[&<>"'\t\n\r]/g, (one) => NAMED[one] ?? `&#${one.charCodeAt(0)};`);
}
