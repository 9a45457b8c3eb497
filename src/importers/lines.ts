import Papa from "papaparse";
import { BOUNDS } from "./bounds.ts";

/** A line of a text; `text` is null where it is far too long. */
interface Line {
  /** from 1, blank lines counted */
  readonly line: number;
  readonly text: string | null;
}

/** The lines of a text in pieces, whatever ends them. */
export function* linesOf(pieces: Iterable<string>): Generator<Line> {
  let line = 0;
  let rest = "";
  function* lines(text: string): Generator<Line> {
    for (const one of text.split("\n")) {
      line += 1;
      yield { line, text: one.length > BOUNDS.line ? null : one };
    }
  }

  for (const piece of pieces) {
    // A carriage return at the end may be half of a line's end: it waits for the other half.
    const whole = rest + piece;
    const waiting = whole.endsWith("\r") ? "\r" : "";
    const text = whole.slice(0, whole.length - waiting.length).replace(/\r\n?/g, "\n");
    const cut = text.lastIndexOf("\n");
    // No end of line in sight: what is kept is enough for the line to be told as unreadable.
    const last = cut < 0 ? text.slice(0, 4 * BOUNDS.line) : text.slice(cut + 1);
    rest = last + waiting;
    if (cut >= 0) yield* lines(text.slice(0, cut));
  }
  rest = rest.replace(/\r\n?/g, "\n");
  if (rest !== "") yield* lines(rest.endsWith("\n") ? rest.slice(0, -1) : rest);
}

/** A row of a table, cells as they are. `cells` is null where the line cannot be split: an open quote, or far too long. */
export interface TableRow {
  readonly line: number;
  readonly cells: readonly string[] | null;
}

/** Of every table that is read here: exports for French spreadsheets, in which the comma is the decimal sign. */
const SEPARATOR = ";";

/**
 * The rows of a table, line by line, so that a stray quote costs its own line and never swallows those below: no format that is
 * read here has line breaks in a cell.
 */
export function* rowsOf(pieces: Iterable<string>): Generator<TableRow> {
  for (const { line, text } of linesOf(pieces)) yield { line, cells: text === null ? null : cellsOf(text) };
}

function cellsOf(line: string): readonly string[] | null {
  if (!line.includes('"')) return line.split(SEPARATOR);
  const { data, errors } = Papa.parse<string[]>(line, { delimiter: SEPARATOR, newline: "\n" });
  return errors.some(({ type }) => type === "Quotes") ? null : (data[0] ?? null);
}
