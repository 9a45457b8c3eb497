import { z } from "zod";
import { faultRefusal } from "../contract/problem.ts";
import { quoted } from "../contract/shown.ts";
import { DOMAINS } from "../domains/index.ts";
import { parseBody } from "./form.ts";

const name = z.string().min(1).max(64);

/** The most readings that one correction can remove. */
const MAX_REMOVED_READINGS = 2000;

export const correctionSchema = z.strictObject({
  remove: z
    .array(z.strictObject({ domain: name, measure: name, period: z.string().min(4).max(7) }))
    .min(1)
    .max(MAX_REMOVED_READINGS),
});

export const objectionSchema = z.strictObject({ domains: z.array(name).min(1).max(64).optional() });

export type Correction = z.infer<typeof correctionSchema>;

/** @throws Refusal `invalid-donation` where the input does not match the schema */
export function parseCorrection(input: unknown): Correction {
  return parseBody(correctionSchema, input, "a correction");
}

/**
 * @param input undefined: an objection to everything
 * @returns the domains objected to; null: everything
 * @throws Refusal `invalid-donation` where the input does not match the schema, `invalid-parameter` for an unknown domain
 */
export function parseObjection(input: unknown): readonly string[] | null {
  const { domains } = parseBody(objectionSchema, input ?? {}, "an objection");
  const known = DOMAINS.map(({ id }) => id);
  const unknown = domains?.find((domain) => !known.includes(domain));
  if (unknown !== undefined) {
    const detail = `/domains: must be of ${known.join(", ")}; got ${quoted(unknown)}`;
    throw faultRefusal("invalid-parameter", { detail, pointer: `/domains/${domains?.indexOf(unknown)}` });
  }
  return domains ?? null;
}
