const NAMED: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };

/**
 * Text of XML 1.0, for elements and for attributes: what it cannot hold at all is left out; tabs and ends of lines are
 * numbers, for a parser makes spaces of those in attributes, and another end of line of a carriage return.
 */
export function xmlText(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
    .replace(/[&<>"'\t\n\r]/g, (one) => NAMED[one] ?? `&#${one.charCodeAt(0)};`);
}
