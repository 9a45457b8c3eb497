import type { z } from "zod";
import { type Donation, donationSchema } from "../contract/donation.ts";
import { type ProblemCode, Refusal } from "../contract/problem.ts";
import { shown } from "../contract/shown.ts";

/** A JSON pointer (RFC 6901). */
export function pointerTo(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** A refusal of one field: where it is, what was expected, and what it was. */
export function refuse(code: ProblemCode, path: readonly PropertyKey[], bound: string, value?: unknown): Refusal {
  const pointer = pointerTo(path);
  const isScalar = ["string", "number", "boolean"].includes(typeof value) || value === null;
  const detail = `${pointer || "the body"}: ${bound}${isScalar ? `; got ${shown(value)}` : ""}`;
  return new Refusal(code, detail, [{ detail, pointer }]);
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, part) => (typeof value === "object" && value !== null ? Reflect.get(value, part) : undefined),
    input,
  );
}

function refusalOf(issue: z.core.$ZodIssue, input: unknown, what: string): Refusal {
  if (issue.code === "unrecognized_keys") {
    const key = shown(issue.keys[0]);
    return refuse("invalid-donation", [...issue.path, issue.keys[0] as string], `a field of ${what} is not called ${key}`);
  }
  const value = valueAt(input, issue.path);
  if (typeof value === "number" && !Number.isFinite(value))
    return refuse("invalid-value", issue.path, "a value must be finite and ≥ 0", value);
  if (value === undefined) return refuse("invalid-donation", issue.path, "is missing");
  return refuse("invalid-donation", issue.path, issue.message.charAt(0).toLowerCase() + issue.message.slice(1), value);
}

/**
 * The form of a donation, whatever it says.
 *
 * @throws Refusal `invalid-donation` (or `invalid-value` for a number that is not finite), naming the first field at fault
 */
export function parseDonation(input: unknown): Donation {
  return parseForm(donationSchema, input, "a donation");
}

/** As `parseDonation`, of another form. */
export function parseForm<T extends z.ZodType>(schema: T, input: unknown, what: string): z.output<T> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw refusalOf(parsed.error.issues[0] as z.core.$ZodIssue, input, what);
}
