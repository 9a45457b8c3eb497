import { Refusal } from "../../contract/problem.ts";
import { invalid, shortened, shown } from "../refusals.ts";
import { readWhole, wholeBound } from "../whole.ts";

/** The parameters of a request: the plain ones by name, and the filters `c[COMPONENT]=…`. */
export interface RawQuery {
  readonly plain: ReadonlyMap<string, string>;
  readonly filters: ReadonlyMap<string, string>;
}

/** Parameters of the standard that this service leaves out, and why; at its default a parameter asks for nothing, and is accepted. */
const LEFT_OUT: Readonly<Record<string, { readonly why: string; readonly byDefault?: RegExp }>> = {
  updatedAfter: { why: "releases are frozen: ask for the periods that are new to you" },
  includeHistory: { why: "ask /v1 with release= for what a revision replaced", byDefault: /^(false|0)$/i },
  asOf: { why: "ask /v1 with release= for an older publication" },
  reportingYearStartDay: { why: "periods are those of the calendar", byDefault: /^--01-01$/ },
};

/** Beside the standard's own: which form the answer has, where a client cannot set a header. */
export const FORMAT_PARAMETERS = ["format", "formatVersion"] as const;

/**
 * Reads a query as it was sent: `+` stays itself, for here it means "and".
 *
 * @param search with its `?`, or empty
 * @param known plain parameters that are read here
 * @throws Refusal `invalid-parameter`, `not-implemented`
 */
export function rawQuery(search: string, known: readonly string[]): RawQuery {
  const plain = new Map<string, string>();
  const filters = new Map<string, string>();
  for (const pair of search.replace(/^\?/, "").split("&")) {
    if (pair === "") continue;
    const at = pair.indexOf("=");
    const name = decoded(at < 0 ? pair : pair.slice(0, at));
    const value = at < 0 ? "" : decoded(pair.slice(at + 1));
    const component = /^c\[(.*)\]$/s.exec(name)?.[1];
    const target = component === undefined ? plain : filters;
    const key = component ?? name;
    if (target.has(key)) throw invalid(shortened(name), "may be given once; got it twice");
    if (component === undefined && !known.includes(name)) {
      if (isDefault(name, value)) continue;
      throw unknown(name, known);
    }
    if (value === "") throw invalid(shortened(name), "must not be empty");
    target.set(key, value);
  }
  return { plain, filters };
}

function leftOut(name: string) {
  return Object.hasOwn(LEFT_OUT, name) ? LEFT_OUT[name] : undefined;
}

function isDefault(name: string, value: string): boolean {
  return leftOut(name)?.byDefault?.test(value) ?? false;
}

function unknown(name: string, known: readonly string[]): Refusal {
  const part = leftOut(name);
  if (part !== undefined) {
    const detail = `${name} is left out here: ${part.why}`;
    return new Refusal("not-implemented", detail, [{ parameter: name, detail }]);
  }
  const list = known.length === 0 ? "none" : known.join(", ");
  return invalid(shortened(name), `is not a parameter here; there are ${list}`);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw invalid(shortened(text), "must be percent-encoded UTF-8");
  }
}

/** A whole number out of the query. @throws Refusal `invalid-parameter` */
export function wholeNumber(query: RawQuery, name: string, least: number): number | undefined {
  const text = query.plain.get(name);
  if (text === undefined) return undefined;
  const number = readWhole(text, least);
  if (number === null) throw invalid(name, `${wholeBound(least)}; got ${shown(text)}`);
  return number;
}
