import { plain } from "./stamps.ts";

/** Which way the energy went: to the home, or from it. Null: no word says. */
export type Side = "consumption" | "production" | null;

const PRODUCED = /production|produite?s?\b|inject|autoconsomm|surplus/;
const CONSUMED = /(?<!auto)consomm|soutir/;

/**
 * What words around a figure say, those that stand closest first: a column's name says more than its table's title. Words that
 * say both leave it to the next; where nothing else does, the figure is not taken for consumption.
 */
export function sideOf(...words: readonly string[]): Side {
  let both = false;
  for (const text of words.map(plain)) {
    const [produced, consumed] = [PRODUCED.test(text), CONSUMED.test(text)];
    if (produced !== consumed) return produced ? "production" : "consumption";
    if (produced) both = true;
  }
  return both ? "production" : null;
}
