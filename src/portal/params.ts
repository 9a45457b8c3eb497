import type { Context } from "hono";
import type { z } from "zod";
import { Refusal } from "../contract/problem.ts";
import { invalid } from "./records.ts";

/**
 * The query, checked: an unknown, repeated or empty parameter and a value out of bounds are refused by name.
 *
 * @throws Refusal `invalid-parameter`
 */
export function query<T extends z.ZodObject>(c: Context, schema: T): z.output<T> {
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
    return { parameter, detail: `${parameter}: ${issue.message}; got ${JSON.stringify(shortened(given[parameter] ?? ""))}` };
  });
  throw new Refusal("invalid-parameter", faults.map((fault) => fault.detail).join("; "), faults);
}

/** A part of the path out of a closed list. @throws Refusal `not-found` that names the list */
export function member<T extends string>(schema: z.ZodType<T>, what: string, value: string, list: readonly string[]): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success)
    throw new Refusal("not-found", `there is no ${what} ${JSON.stringify(shortened(value))}; there are ${list.join(", ")}`);
  return parsed.data;
}

export function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
