import { BOUNDS, unreadable, within } from "./bounds.ts";
import { encodingOf } from "./decode.ts";

/** @throws Refusal `unreadable-file` when brackets are nested deeper than the bound; text in quotes is passed over */
function checkDepth(bytes: Uint8Array): void {
  let [depth, deepest, quoted] = [0, 0, false];
  for (let i = 0; i < bytes.length; i += 1) {
    const byte = bytes[i];
    if (quoted) {
      if (byte === 0x5c) i += 1;
      else if (byte === 0x22) quoted = false;
    } else if (byte === 0x22) quoted = true;
    else if (byte === 0x7b || byte === 0x5b) {
      depth += 1;
      deepest = Math.max(deepest, depth);
    } else if (byte === 0x7d || byte === 0x5d) depth -= 1;
  }
  within("the depth of the JSON", "depth", deepest);
}

/** @throws Refusal `unreadable-file`; the parser's own words are not passed on, for they quote the text */
function parse(text: string, what: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw unreadable(`${what} must be whole JSON: it is damaged, or cut short`);
  }
}

/** A JSON text as a tree. */
export function readJson(bytes: Uint8Array): unknown {
  within("the bytes of a JSON file", "jsonBytes", bytes.length);
  checkDepth(bytes);
  return parse(new TextDecoder(encodingOf(bytes)).decode(bytes), "the file");
}

/** One JSON value a line; null where a line is none. */
export function* readJsonLines(pieces: Iterable<string>): Generator<{ line: number; value: unknown }> {
  let [line, rest] = [0, ""];
  const value = (text: string): unknown => {
    try {
      return text.length > BOUNDS.line ? null : (JSON.parse(text) as unknown);
    } catch {
      return null;
    }
  };
  function* lines(text: string) {
    for (const one of text.split("\n")) {
      line += 1;
      if (one.trim() !== "") yield { line, value: value(one) };
    }
  }
  for (const piece of pieces) {
    const text = rest + piece;
    const cut = text.lastIndexOf("\n");
    rest = text.slice(cut + 1);
    if (cut < 0 && rest.length > 4 * BOUNDS.line) rest = rest.slice(0, BOUNDS.line + 1);
    if (cut >= 0) yield* lines(text.slice(0, cut));
  }
  if (rest !== "") yield* lines(rest);
}

/** An object's own field; undefined for anything else. `__proto__` is a field like any other. */
export function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

/** The field at the end of a path of names. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce(field, value);
}

/** An array, or nothing. */
export function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A text field; empty when it is none. */
export function textAt(value: unknown, ...path: readonly string[]): string {
  const found = at(value, ...path);
  return typeof found === "string" ? found : "";
}

/** A name or number that identifies, as text; empty when it is none. */
export function nameAt(value: unknown, ...path: readonly string[]): string {
  const found = at(value, ...path);
  return typeof found === "string" || typeof found === "number" ? String(found).trim() : "";
}
