import { z } from "@hono/zod-openapi";

/** Schemas that descriptions are made of. */
export const text = z.string();
export const texts = z.array(text);
export const integer = z.number().int();

/** Problem details (RFC 9457), as every service but the partners' sends them. */
export const problemSchema = z
  .object({
    type: text,
    title: text,
    status: integer,
    detail: text,
    instance: text.optional(),
    errors: z.array(z.object({ detail: text, pointer: text.optional(), parameter: text.optional() })).optional(),
  })
  .openapi("Problem");

const PROBLEM = { "application/problem+json": { schema: problemSchema } };

/** The refusals of an address: what each status means there. */
export function refusals<S extends number>(descriptions: Readonly<Record<S, string>>) {
  const entries = Object.entries<string>(descriptions).map(([status, description]) => [
    status,
    { description, content: PROBLEM },
  ]);
  return Object.fromEntries(entries) as Record<S, { description: string; content: typeof PROBLEM }>;
}

/** A success whose body has one form in each of its media types. */
export function success(description: string, schema: z.ZodType, ...types: string[]) {
  const each = types.length === 0 ? ["application/json"] : types;
  return { description, content: Object.fromEntries(each.map((type) => [type, { schema }])) };
}
