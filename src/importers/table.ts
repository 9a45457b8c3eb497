import Papa from "papaparse";
import { BOUNDS } from "./bounds.ts";

/** A line of a table, cells as they stand. `cells` is null where the line cannot be split: an open quote, or far too long. */
export interface Row {
  /** from 1, blank lines counted */
  readonly line: number;
  readonly cells: readonly string[] | null;
}

/** Of every table that is read here: exports for French spreadsheets, in which the comma is the decimal sign. */
const SEPARATOR = ";";

function split(text: string): { rows: string[][]; broken: boolean } {
  const { data, errors } = Papa.parse<string[]>(text, { delimiter: SEPARATOR, newline: "\n", header: false });
  return { rows: data, broken: errors.some(({ type }) => type === "Quotes") };
}

/**
 * The rows of a text in pieces. Lines without quotes are split many at a time; a piece that has any, line by line, so that a
 * stray quote costs its own line and never swallows those below: no format that is read here has line breaks in a cell.
 */
export function* rowsOf(pieces: Iterable<string>): Generator<Row> {
  let line = 0;
  let rest = "";
  function* lines(text: string): Generator<Row> {
    if (!text.includes('"') && text.length > 0) {
      for (const cells of split(text).rows) {
        line += 1;
        yield { line, cells };
      }
      return;
    }
    for (const one of text.split("\n")) {
      line += 1;
      const found = one.length > BOUNDS.line ? null : split(one);
      yield { line, cells: found === null || found.broken ? null : (found.rows[0] ?? [""]) };
    }
  }

  for (const piece of pieces) {
    // A carriage return at the end may be half of a line's end: it waits for the other half.
    let text = rest + piece;
    const held = text.endsWith("\r") ? "\r" : "";
    if (held !== "") text = text.slice(0, -1);
    if (text.includes("\r")) text = text.replace(/\r\n?/g, "\n");
    const cut = text.lastIndexOf("\n");
    if (cut < 0 && text.length > 4 * BOUNDS.line) {
      // No end of line in sight: what is kept is enough for the line to be told as unreadable.
      rest = text.slice(0, BOUNDS.line + 1) + held;
      continue;
    }
    rest = text.slice(cut + 1) + held;
    if (cut >= 0) yield* lines(text.slice(0, cut));
  }
  rest = rest.replace(/\r\n?/g, "\n");
  if (rest !== "") yield* lines(rest.endsWith("\n") ? rest.slice(0, -1) : rest);
}
