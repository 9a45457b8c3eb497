const LINK = /(https?:\/\/[^\s,;]*[^\s,;.])|([^\s@,;:()]+@[^\s@,;:()]+\.[^\s@,;:().]+)/g;

/** Splits an operator's text at web and mail addresses, which become links. */
export function linkedParts(text: string): { text: string; href?: string }[] {
  const parts: { text: string; href?: string }[] = [];
  let end = 0;
  for (const match of text.matchAll(LINK)) {
    parts.push({ text: text.slice(end, match.index) }, { text: match[0], href: match[2] ? `mailto:${match[2]}` : match[0] });
    end = match.index + match[0].length;
  }
  return [...parts, { text: text.slice(end) }].filter((part) => part.text !== "");
}
