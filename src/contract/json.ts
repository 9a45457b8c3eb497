import { Refusal } from "./problem.ts";

/**
 * Parses JSON text, and refuses an object that has a name twice: the parser would silently keep the last one, where a proxy or a
 * person may have read the first. The parser's own message is not passed on, because it quotes the text around the fault.
 *
 * @throws Refusal `invalid-json`
 */
export function parseJsonText(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const position = /at position (\d+)/.exec(String(error))?.[1];
    throw new Refusal(
      "invalid-json",
      position === undefined
        ? "the text must be one JSON value"
        : `the text must be one JSON value; it is not from character ${position} on`,
    );
  }
  if (namesIn(text) !== keysOf(value)) throw new Refusal("invalid-json", "an object must not have the same name twice");
  return value;
}

/** How many names stand before a colon in a JSON text. The parser would silently keep the last of two equal ones. */
function namesIn(text: string): number {
  let names = 0;
  for (let from = text.indexOf('"'); from >= 0; from = text.indexOf('"', from)) {
    let to = text.indexOf('"', from + 1);
    while (isEscaped(text, to)) to = text.indexOf('"', to + 1);
    from = to + 1;
    while (WHITE.has(text.charCodeAt(from))) from += 1;
    if (text.charCodeAt(from) === COLON) names += 1;
  }
  return names;
}

const WHITE = new Set([0x20, 0x09, 0x0a, 0x0d]);
const COLON = 0x3a;
const BACKSLASH = 0x5c;

/** Whether an odd number of backslashes stands before the place. */
function isEscaped(text: string, at: number): boolean {
  let before = at - 1;
  while (text.charCodeAt(before) === BACKSLASH) before -= 1;
  return (at - 1 - before) % 2 === 1;
}

/** How many keys the objects of a value have, however deep they lie. It does not recurse, because the sender chooses the depth. */
function keysOf(value: unknown): number {
  let keys = 0;
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const current = waiting.pop();
    if (typeof current !== "object" || current === null) continue;
    const inside = Object.values(current);
    if (!Array.isArray(current)) keys += inside.length;
    for (const item of inside) if (typeof item === "object") waiting.push(item);
  }
  return keys;
}
