const LINK = /(https?:\/\/[^\s,;]*[^\s,;.])|([^\s@,;:()]+@[^\s@,;:()]+\.[^\s@,;:().]+)/g;

/** Cuts an operator's text where it has the address of a page or of mail, which is then a link. */
export function linkedParts(text: string): { text: string; href?: string }[] {
  const parts: { text: string; href?: string }[] = [];
  let end = 0;
  for (const found of text.matchAll(LINK)) {
    parts.push({ text: text.slice(end, found.index) }, { text: found[0], href: found[2] ? `mailto:${found[2]}` : found[0] });
    end = found.index + found[0].length;
  }
  return [...parts, { text: text.slice(end) }].filter((part) => part.text !== "");
}
