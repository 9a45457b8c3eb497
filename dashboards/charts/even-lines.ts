import { linesWithin, textWidth } from "./parts.tsx";

/** As many lines as the room makes, of about one length: no last word stands alone. */
export function evenLines(text: string, room: number, size: number, bold = false): readonly string[] {
  const widthOf = (all: readonly string[]): number => Math.max(...all.map((line) => textWidth(line, size, bold)));
  let lines = linesWithin(text, room, size, bold);
  for (;;) {
    const narrower = linesWithin(text, widthOf(lines) - 1, size, bold);
    if (narrower.length > lines.length || widthOf(narrower) >= widthOf(lines)) return lines;
    lines = narrower;
  }
}
