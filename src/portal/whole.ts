import { z } from "@hono/zod-openapi";

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
