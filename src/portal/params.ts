import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import Negotiator from "negotiator";
import { faultRefusal, type Refusal } from "../contract/problem.ts";
import { quoted } from "../contract/shown.ts";
import { LANGUAGES, type Language } from "../texts/index.ts";

/**
 * The query, checked: an unknown, repeated, missing or empty parameter and a value out of bounds are refused by name.
 *
 * @param takes what a parameter that was left out, and must not be, takes
 * @throws Refusal `invalid-parameter`
 */
export function parseParameters<T extends z.ZodObject>(
  c: Context,
  schema: T,
  takes: (name: string) => string = () => "see /openapi.json",
): z.output<T> {
  const given: Record<string, string> = {};
  for (const [name, values] of Object.entries(c.req.queries())) {
    if (!Object.hasOwn(schema.shape, name)) {
      const known = Object.keys(schema.shape);
      throw invalidParameter(
        shortened(name),
        `is not a parameter here; there are ${known.length === 0 ? "none" : known.join(", ")}`,
      );
    }
    if (values.length > 1) throw invalidParameter(name, `may be given once; got it ${values.length} times`);
    given[name] = values[0] ?? "";
  }
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => {
    const parameter = String(issue.path[0] ?? "");
    const value = given[parameter];
    const detail =
      value === undefined
        ? `${parameter} must be given: ${takes(parameter)}`
        : `${parameter} ${boundOf(issue)}; got ${quoted(value)}`;
    return { parameter, detail };
  });
  throw faultRefusal("invalid-parameter", ...faults);
}

/** Describes what a value must be, since zod's messages address programmers. */
function boundOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_value":
      return `must be one of ${issue.values.join(", ")}`;
    case "too_small":
      return "must not be empty";
    case "too_big":
      return `must have at most ${issue.maximum} characters`;
    default:
      // A check of ours, which says it in ours.
      return issue.code === "custom" ? issue.message : "must be as /openapi.json describes it";
  }
}

/** A part of the path out of a closed list. @throws Refusal `not-found` that names the list */
export function member<T extends string>(parameter: string, value: string, list: readonly T[]): T {
  const found = list.find((one) => one === value);
  if (found === undefined) throw absent(parameter, `one of ${list.join(", ")}`, value);
  return found;
}

/** The largest number that a query may have. */
export const MAX_QUERY_NUMBER = 999_999_999;

/** A whole number in plain digits, or null. `Number` would take 0x10, 1e3, +5 and a leading space as well. */
export function readInteger(text: string, least: number, most = MAX_QUERY_NUMBER): number | null {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : -1;
  return number >= least && number <= most ? number : null;
}

export function integerBound(least: number, most = MAX_QUERY_NUMBER): string {
  return `must be a whole number from ${least} to ${most}`;
}

/** The same as a parameter that is checked and described. */
export function integerParameter(least: number, most = MAX_QUERY_NUMBER) {
  return z
    .string()
    .refine((text) => readInteger(text, least, most) !== null, integerBound(least, most))
    .transform(Number)
    .openapi({ type: "integer", minimum: least, maximum: most });
}

export { quoted };

/** A refusal of one parameter: of a query or of the address, by the name that `/openapi.json` gives it. */
export function invalidParameter(parameter: string, detail: string): Refusal {
  return faultRefusal("invalid-parameter", { parameter, detail: `${parameter} ${detail}` });
}

/** A query of SDMX asks for what the structure does not have. */
export function notPossible(parameter: string, detail: string): Refusal {
  return faultRefusal("query-not-possible", { parameter, detail: `${parameter} ${detail}` });
}

/** The refusal of a parameter that names something unknown. @param bound what it must be, in words that follow "must be" */
export function absent(parameter: string, bound: string, value: string): Refusal {
  return faultRefusal("not-found", { parameter, detail: `${parameter} must be ${bound}; got ${quoted(value)}` });
}

/** No form of an answer fits. @param bound in words that follow "must"; @param parameter that asked: the header, or one of the query */
export function notAcceptable(bound: string, value: string, parameter = "Accept"): Refusal {
  return faultRefusal("not-acceptable", { parameter, detail: `${parameter} must ${bound}; got ${shortened(value, 200)}` });
}

/** The choices: all of a short list, the beginning of a long one. */
export function listed(values: readonly string[]): string {
  if (values.length === 0) return "there are none yet";
  return values.length <= 12 ? values.join(", ") : `such as ${values.slice(0, 5).join(", ")}`;
}

export function shortened(text: string, most = 80): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}

export { LANGUAGES, type Language };

/** Characters of an Accept header. Weighing costs what is offered times what is accepted, and browsers send some 150. */
const LONGEST = 1000;

/**
 * The offered media type that the client likes best, for an address with a choice: one that has a single form answers with it
 * whatever is accepted, for programs list what they know rather than what they can read (GDAL, feed readers).
 *
 * @param offered the first is what a client without a preference gets
 * @param named how a refusal lists them; absent: as they are
 * @throws Refusal `not-acceptable` when it accepts none of them
 */
export function mediaType<T extends string>(
  header: string | undefined,
  offered: readonly [T, T, ...T[]],
  named: readonly string[] = offered,
): T {
  if (header === undefined || header.trim() === "") return offered[0];
  if (header.length > LONGEST) throw notAcceptable(`have at most ${LONGEST} characters`, String(header.length));
  const found = new Negotiator({ headers: { accept: header } }).mediaType(offered);
  if (found === undefined) throw notAcceptable(`allow ${named.join(" or ")}`, header);
  return found as T;
}

/** `lang=` as asked for, else Accept-Language, else the commons' first language. */
export function language(c: Context, asked: Language | undefined, fallback: readonly Language[]): Language {
  if (asked !== undefined) return asked;
  const [first = "fr"] = fallback;
  const offered = [first, ...LANGUAGES.filter((one) => one !== first)];
  const headers = { "accept-language": c.req.header("Accept-Language") };
  return (new Negotiator({ headers }).language(offered) as Language | undefined) ?? first;
}
