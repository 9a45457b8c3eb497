import type { z } from "zod";
import { type Donation, donationSchema } from "../contract/donation.ts";
import { parseForm, receivedClause } from "../contract/form-fault.ts";
import { faultRefusal, type ProblemCode, type Refusal } from "../contract/problem.ts";
import { quoted } from "../contract/shown.ts";

/** Refuses one field: its place (a JSON pointer, RFC 6901), what was expected, and the value. */
export function fieldRefusal(code: ProblemCode, path: readonly PropertyKey[], bound: string, value?: unknown): Refusal {
  const pointer = path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
  const detail = `${pointer || "the body"}: ${bound}${receivedClause(value)}`;
  return faultRefusal(code, { detail, pointer });
}

/**
 * Checks the schema of a donation, not yet the values.
 *
 * @throws Refusal `invalid-donation` (or `invalid-value` for a number that is not finite), naming the first field at fault
 */
export function parseDonation(input: unknown): Donation {
  return parseBody(donationSchema, input, "a donation");
}

/** Like `parseDonation`, with another schema. */
export function parseBody<T>(schema: z.ZodType<T>, input: unknown, what: string): T {
  return parseForm(schema, input, ({ path, stranger, bound, value }) => {
    if (stranger !== undefined)
      return fieldRefusal("invalid-donation", [...path, stranger], `a field of ${what} is not called ${quoted(stranger)}`);
    if (typeof value === "number" && !Number.isFinite(value))
      return fieldRefusal("invalid-value", path, "a value must be finite and ≥ 0", value);
    return fieldRefusal("invalid-donation", path, value === undefined ? "is missing" : bound, value);
  });
}
