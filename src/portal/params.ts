import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import Negotiator from "negotiator";
import { faultRefusal, type Refusal } from "../contract/problem.ts";
import { quoted } from "../contract/shown.ts";
import { LANGUAGES, type Language } from "../texts/index.ts";

/**
 * Checks a query. An unknown, repeated, missing or empty parameter, or a value out of bounds, is refused by name.
 *
 * @param takes describes the values of a required parameter that is missing
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
      // Our own checks have messages of our own.
      return issue.code === "custom" ? issue.message : "must be as /openapi.json describes it";
  }
}

/** Checks that a part of the path is in a list. @throws Refusal `not-found` that names the list */
export function pathChoice<T extends string>(parameter: string, value: string, list: readonly T[]): T {
  const found = list.find((one) => one === value);
  if (found === undefined) throw notFoundParameter(parameter, `one of ${list.join(", ")}`, value);
  return found;
}

/** The largest number that a query may contain. */
export const MAX_QUERY_NUMBER = 999_999_999;

/**
 * Reads a whole number in plain digits; null for anything else. `Number` would also accept 0x10, 1e3, +5 and a leading space.
 */
export function readInteger(text: string, least: number, most = MAX_QUERY_NUMBER): number | null {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : -1;
  return number >= least && number <= most ? number : null;
}

export function integerBound(least: number, most = MAX_QUERY_NUMBER): string {
  return `must be a whole number from ${least} to ${most}`;
}

/** The schema of a parameter that `readInteger` reads, with its bounds in OpenAPI. */
export function integerParameter(least: number, most = MAX_QUERY_NUMBER) {
  return z
    .string()
    .refine((text) => readInteger(text, least, most) !== null, integerBound(least, most))
    .transform(Number)
    .openapi({ type: "integer", minimum: least, maximum: most });
}

export { quoted };

/** Refuses one parameter of a query or an address, by the name that `/openapi.json` gives it. */
export function invalidParameter(parameter: string, detail: string): Refusal {
  return faultRefusal("invalid-parameter", { parameter, detail: `${parameter} ${detail}` });
}

/** Refuses an SDMX query for something that the data structure does not have. */
export function queryNotPossible(parameter: string, detail: string): Refusal {
  return faultRefusal("query-not-possible", { parameter, detail: `${parameter} ${detail}` });
}

/** Refuses a parameter that names something unknown. @param bound what it must be, to follow the words "must be" */
export function notFoundParameter(parameter: string, bound: string, value: string): Refusal {
  return faultRefusal("not-found", { parameter, detail: `${parameter} must be ${bound}; got ${quoted(value)}` });
}

/**
 * Refuses a request that accepts none of the forms offered.
 *
 * @param bound what the parameter must do, to follow the word "must"
 * @param parameter the header, or the parameter of the query, that stated what is accepted
 */
export function notAcceptable(bound: string, value: string, parameter = "Accept"): Refusal {
  return faultRefusal("not-acceptable", { parameter, detail: `${parameter} must ${bound}; got ${shortened(value, 200)}` });
}

/** A list of choices as text, shortened where it is long. */
export function choicesText(values: readonly string[]): string {
  if (values.length === 0) return "there are none yet";
  return values.length <= 12 ? values.join(", ") : `such as ${values.slice(0, 5).join(", ")}`;
}

export function shortened(text: string, most = 80): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}

export { LANGUAGES, type Language };

/**
 * The longest Accept header, in characters. Negotiation takes time in proportion to offered times accepted types; browsers send
 * about 150 characters.
 */
const LONGEST = 1000;

/**
 * The offered media type that the client prefers. Only for addresses with several forms: one with a single form sends it whatever
 * is accepted, since programs such as GDAL and feed readers list less than they can read.
 *
 * @param offered the first is for clients without a preference
 * @param named the types as a refusal lists them; absent: as they are
 * @throws Refusal `not-acceptable` where none of them is accepted
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

/** The language of an answer: the parameter `lang`, else Accept-Language, else the commons' first language. */
export function language(c: Context, asked: Language | undefined, fallback: readonly Language[]): Language {
  if (asked !== undefined) return asked;
  const [first = "fr"] = fallback;
  const offered = [first, ...LANGUAGES.filter((one) => one !== first)];
  const headers = { "accept-language": c.req.header("Accept-Language") };
  return (new Negotiator({ headers }).language(offered) as Language | undefined) ?? first;
}
