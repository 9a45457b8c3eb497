import { SMALL, textWidth } from "./parts.tsx";

/** A text in as many lines as its room, in px, wants: none is broken inside a word, and a number stays with its unit. */
export function textLines(text: string, room: number, bold = false): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && textWidth(`${last} ${word}`, SMALL, bold) <= room) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
