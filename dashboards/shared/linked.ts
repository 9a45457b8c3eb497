/** Addresses with their scheme; of mail; and of a site without it, such as `data.example.org`, in at least three parts, so that no word with a full stop in it is one, nor the name of a file. */
const LINK =
  /(https?:\/\/[^\s,;]*[^\s,;.])|([^\s@,;:()]+@[^\s@,;:()]+\.[^\s@,;:().]+)|(?<![\w.@/-])((?:[a-z0-9-]+\.){2,}(?!(?:csv|json|pdf|xlsx|zip)\b)[a-z]{2,}(?:\/[^\s,;()]*[^\s,;().])?)(?![\w@-])/g;

const hrefOf = ([text, , mail, site]: RegExpExecArray): string => (mail ? `mailto:${mail}` : site ? `https://${site}` : text);

/** Splits an operator's text at web and mail addresses, which become links. */
export function linkedParts(text: string): { text: string; href?: string }[] {
  const parts: { text: string; href?: string }[] = [];
  let end = 0;
  for (const match of text.matchAll(LINK)) {
    parts.push({ text: text.slice(end, match.index) }, { text: match[0], href: hrefOf(match) });
    end = match.index + match[0].length;
  }
  return [...parts, { text: text.slice(end) }].filter((part) => part.text !== "");
}
