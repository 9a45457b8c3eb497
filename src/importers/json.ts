import { checkFileBound, unreadable } from "./bounds.ts";
import { encodingOf, textLines } from "./text.ts";

/**
 * Refuses brackets that are nested too deeply, outside of quoted text. It reads characters and not bytes, for a file may be UTF-16.
 *
 * @throws Refusal `unreadable-file`
 */
function checkDepth(text: string): void {
  let [depth, deepest, quoted] = [0, 0, false];
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === 0x22) quoted = !quoted;
    else if (quoted) i += code === 0x5c ? 1 : 0;
    else if (code === 0x7b || code === 0x5b) deepest = Math.max(deepest, ++depth);
    else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  checkFileBound("the depth of the JSON", "depth", deepest);
}

/**
 * Parses JSON text.
 *
 * @throws Refusal `unreadable-file`; the parser's message is not passed on, since it quotes the text
 */
export function readJson(bytes: Uint8Array): unknown {
  checkFileBound("the bytes of a JSON file", "jsonBytes", bytes.length);
  const text = new TextDecoder(encodingOf(bytes)).decode(bytes);
  checkDepth(text);
  try {
    return JSON.parse(text);
  } catch {
    throw unreadable("the file must be whole JSON: it is damaged, or cut short");
  }
}

/** The JSON value of a line; null where it is not JSON. */
export function jsonLine(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return null;
  }
}

/** A value of a list, with its place: the number of an item, or of a line where there is one value on each. */
export interface JsonRecord {
  readonly at: number;
  readonly value: unknown;
}

/** One JSON value from each line; blank lines are skipped. */
export function* recordsOfLines(pieces: Iterable<string>): Generator<JsonRecord> {
  for (const { line, text } of textLines(pieces)) if (text?.trim() !== "") yield { at: line, value: jsonLine(text) };
}

/** Names of fields in which exports wrap their lists. */
const WRAPPERS = ["rows", "docs", "data", "documents", "results"];

/** The list in a JSON value: the value itself, the list that it wraps, or a list with only the value. */
export function recordsOfTree(tree: unknown): JsonRecord[] {
  const wrapped = WRAPPERS.map((name) => fieldAt(tree, name)).find(Array.isArray);
  // A CouchDB view has each document in `doc`.
  const list = Array.isArray(tree) ? tree : (wrapped?.map((one: unknown) => fieldAt(one, "doc") ?? one) ?? [tree]);
  return list.map((value: unknown, i) => ({ at: i + 1, value }));
}

/** The field at the end of a path of names; undefined where it is absent. Only own fields count, so `__proto__` is safe. */
export function fieldAt(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce(
    (inner, name) =>
      typeof inner === "object" && inner !== null && Object.hasOwn(inner, name)
        ? (inner as Record<string, unknown>)[name]
        : undefined,
    value,
  );
}

/** The array at a path; empty where there is none. */
export function items(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = fieldAt(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** The text of the first field that has any. */
export const firstText = (value: unknown, ...names: readonly string[]): string =>
  names.map((name) => textAt(value, name)).find((text) => text !== "") ?? "";

/** The text at a path, or a number as text; empty where it is neither. */
export function textAt(value: unknown, ...path: readonly string[]): string {
  const found = fieldAt(value, ...path);
  return typeof found === "string" || typeof found === "number" ? String(found).trim() : "";
}
