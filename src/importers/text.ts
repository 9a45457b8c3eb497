import Papa from "papaparse";
import { FILE_BOUNDS } from "./bounds.ts";

/** Bytes at the beginning by which a file is recognised. */
export const HEAD_BYTES = 65_536;
/** Bytes decoded at a time: few enough that garbage collection never moves their text. */
const SLICE = 1 << 17;

function isUtf8(bytes: Uint8Array, whole: boolean): boolean {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    for (let from = 0; from < bytes.length; from += SLICE) decoder.decode(bytes.subarray(from, from + SLICE), { stream: true });
    if (whole) decoder.decode();
    return true;
  } catch {
    return false;
  }
}

/**
 * The encoding of a text: by its byte order mark; else UTF-8 where all bytes are valid, or where the first 64 KB are and use it
 * (a later byte is damaged); else UTF-16 where every second byte is zero; else Windows-1252, which French exports use that are
 * not UTF-8.
 */
export function encodingOf(bytes: Uint8Array) {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return "utf-8";
  if (a === 0xff && b === 0xfe) return "utf-16le";
  if (a === 0xfe && b === 0xff) return "utf-16be";
  const head = bytes.subarray(0, HEAD_BYTES);
  if (head.length >= 4 && head.length % 2 === 0) {
    const zeros = (from: number) => head.filter((byte, i) => i % 2 === from && byte === 0).length;
    if (zeros(1) > 0.4 * head.length) return "utf-16le";
    if (zeros(0) > 0.4 * head.length) return "utf-16be";
  }
  const hasNonAscii = head.some((byte) => byte >= 0x80);
  return isUtf8(bytes, true) || (hasNonAscii && isUtf8(head, false)) ? "utf-8" : "windows-1252";
}

/** The first characters of a text. */
export function decodeHead(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes.subarray(0, HEAD_BYTES), { stream: true });
}

/** The text in pieces, so that it is never in memory as one string. A byte order mark is left out. */
export function* textOf(bytes: Uint8Array, onProgress?: (done: number) => void): Generator<string> {
  const decoder = new TextDecoder(encodingOf(bytes));
  for (let from = 0; from < bytes.length; from += SLICE) {
    onProgress?.(from);
    yield decoder.decode(bytes.subarray(from, from + SLICE), { stream: true });
  }
  yield decoder.decode();
}

/** A line of a text; `text` is null where the line is too long. */
interface Line {
  /** number of the line, from 1, blank lines included */
  readonly line: number;
  readonly text: string | null;
}

/** The lines of a text given in pieces, with any kind of line end. */
export function* textLines(pieces: Iterable<string>): Generator<Line> {
  let line = 0;
  let rest = "";
  function* lines(text: string): Generator<Line> {
    for (const one of text.split("\n")) {
      line += 1;
      yield { line, text: one.length > FILE_BOUNDS.line ? null : one };
    }
  }

  for (const piece of pieces) {
    // A carriage return at the end may be half of a line end, so it waits for the next piece.
    const whole = rest + piece;
    const waiting = whole.endsWith("\r") ? "\r" : "";
    const text = whole.slice(0, whole.length - waiting.length).replace(/\r\n?/g, "\n");
    const cut = text.lastIndexOf("\n");
    // Of a line that is too long, only enough is kept to report it as unreadable.
    const last = cut < 0 ? text.slice(0, 4 * FILE_BOUNDS.line) : text.slice(cut + 1);
    rest = last + waiting;
    if (cut >= 0) yield* lines(text.slice(0, cut));
  }
  rest = rest.replace(/\r\n?/g, "\n");
  if (rest !== "") yield* lines(rest.endsWith("\n") ? rest.slice(0, -1) : rest);
}

/**
 * A row of a table, with cells as written. `cells` is null where the line cannot be split: an open quote, or a line that is too
 * long.
 */
export interface TableRow {
  readonly line: number;
  readonly cells: readonly string[] | null;
}

/** Separates the cells in all exports read here: they are made for French spreadsheets, where the comma is the decimal sign. */
const SEPARATOR = ";";

/**
 * The rows of a table, split line by line, so that a stray quote affects only its own line: no format read here has line breaks
 * in a cell.
 */
export function* splitRows(pieces: Iterable<string>, separator = SEPARATOR): Generator<TableRow> {
  for (const { line, text } of textLines(pieces)) yield { line, cells: text === null ? null : cellsOf(text, separator) };
}

function cellsOf(line: string, separator: string): readonly string[] | null {
  if (!line.includes('"')) return line.split(separator);
  const { data, errors } = Papa.parse<string[]>(line, { delimiter: separator, newline: "\n" });
  return errors.some(({ type }) => type === "Quotes") ? null : (data[0] ?? null);
}
