import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { Refusal } from "../contract/problem.ts";
import { absent, invalid, shortened, shown } from "./refusals.ts";

/**
 * The query, checked: an unknown, repeated, missing or empty parameter and a value out of bounds are refused by name.
 *
 * @param takes what a parameter that was left out, and must not be, takes
 * @throws Refusal `invalid-parameter`
 */
export function parseQuery<T extends z.ZodObject>(
  c: Context,
  schema: T,
  takes: (name: string) => string = () => "see /openapi.json",
): z.output<T> {
  const given: Record<string, string> = {};
  for (const [name, values] of Object.entries(c.req.queries())) {
    if (!Object.hasOwn(schema.shape, name)) {
      const known = Object.keys(schema.shape);
      throw invalid(shortened(name), `is not a parameter here; there are ${known.length === 0 ? "none" : known.join(", ")}`);
    }
    if (values.length > 1) throw invalid(name, `may be given once; got it ${values.length} times`);
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
        : `${parameter} ${boundOf(issue)}; got ${shown(value)}`;
    return { parameter, detail };
  });
  throw new Refusal("invalid-parameter", faults.map((fault) => fault.detail).join("; "), faults);
}

/** What a value must be: zod's own words are about schemas, and for whoever wrote them. */
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
export const LARGEST = 999_999_999;

/** A whole number in plain digits. JavaScript reads 0x10, 1e3, +5 and a space before as numbers too; null: so is none of these. */
export function readInteger(text: string, least: number, most = LARGEST): number | null {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : -1;
  return number >= least && number <= most ? number : null;
}

export function integerBound(least: number, most = LARGEST): string {
  return `must be a whole number from ${least} to ${most}`;
}

/** The same as a parameter that is checked and described. */
export function integerParameter(least: number, most = LARGEST) {
  return z
    .string()
    .refine((text) => readInteger(text, least, most) !== null, integerBound(least, most))
    .transform(Number)
    .openapi({ type: "integer", minimum: least, maximum: most });
}
