import { z } from "@hono/zod-openapi";

/** Problem details (RFC 9457), as every service but the partners' sends them. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    instance: z.string().optional(),
    errors: z
      .array(z.object({ detail: z.string(), pointer: z.string().optional(), parameter: z.string().optional() }))
      .optional(),
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
