import type { z } from "zod";
import { shown } from "../../contract/shown.ts";
import { bodyReader } from "../../http/index.ts";
import { invalid } from "./errors.ts";

/** The most bytes of a request: a measure or a query has a few hundred. */
export const MAX_BYTES = 16_384;

export const bodies = bodyReader(MAX_BYTES);

/**
 * A body in its form.
 *
 * @throws Refusal `invalid-parameter` for the first field at fault, with its value where that is short and no secret
 */
export function inForm<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0] as z.core.$ZodIssue;
  if (issue.code === "unrecognized_keys") throw invalid(shown(issue.keys[0]), "is no field here: what is not used is not taken");
  const field = issue.path.map(String).join("/") || "the body";
  const value = issue.path.reduce<unknown>(
    (whole, part) => (typeof whole === "object" && whole !== null ? Reflect.get(whole, part) : undefined),
    input,
  );
  if (value === undefined) throw invalid(field, "must be given");
  const isScalar = value === null || typeof value !== "object";
  throw invalid(
    field,
    `${issue.message.charAt(0).toLowerCase()}${issue.message.slice(1)}${isScalar ? `; got ${shown(value)}` : ""}`,
  );
}
