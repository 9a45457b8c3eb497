import { z } from "zod";

/** A code or a name of a level: short, printable, without blanks, never the code of "all". */
const code = z
  .string()
  .max(64)
  .regex(/^[^\s\p{C}]+$/u, "a code is 1 to 64 printable characters without blanks")
  .regex(/^[^=+@-]/, "a code does not begin as a spreadsheet's formula does, with = + - or @")
  .refine((value) => value !== "_T", "_T is the code of all");
const text = z.string().min(1).max(500);

export const areaSchema = z.strictObject({
  code,
  level: code,
  /** the code one level up; "" or null for the whole */
  parent: z
    .string()
    .max(64)
    .nullable()
    .transform((parent) => parent || null),
  name: text,
  /** of a public count; parents need not add up to the unit */
  dwellings: z.number().int().min(0).max(10_000_000_000),
});

export const referenceSchema = z.strictObject({
  domain: code,
  measure: code,
  area: code,
  household_type: text,
  period: z.string().regex(/^\d{4}(-(0[1-9]|1[0-2])|-Q[1-4])?$/, "a period is YYYY, YYYY-Qn or YYYY-MM"),
  value: z.number().min(0),
  unit: text,
  source: text,
  licence: text,
});

const ring = z.array(z.array(z.number()).min(2)).min(4);
const geometry = z.discriminatedUnion("type", [
  z.object({ type: z.literal("Polygon"), coordinates: z.array(ring).min(1) }),
  z.object({ type: z.literal("MultiPolygon"), coordinates: z.array(z.array(ring).min(1)).min(1) }),
]);

export const shapesSchema = z.object({
  type: z.literal("FeatureCollection"),
  features: z.array(z.object({ type: z.literal("Feature"), properties: z.looseObject({ code, level: code }), geometry })),
});

const longitude = z.number().min(-180).max(180);
const latitude = z.number().min(-90).max(90);

export const headSchema = z.strictObject({
  id: code,
  name: z.strictObject({ fr: text, en: text }),
  /** from the whole to the leaf */
  levels: z.array(code).min(1).max(8),
  /** what people call a level, in the singular; what is left out is named after its code */
  level_names: z.record(code, z.strictObject({ fr: text, en: text })).optional(),
  /** in which all outlines must lie, in degrees: west, south, east, north (RFC 7946, 5); west of more than east crosses the antimeridian */
  bbox: z
    .tuple([longitude, latitude, longitude, latitude])
    .refine(([, south, , north]) => south < north, "south must be less than north")
    .optional(),
});

export const territoryInputSchema = headSchema.extend({
  areas: z.array(areaSchema).min(1).max(1_000_000),
  shapes: shapesSchema.nullish(),
  references: z.array(referenceSchema).nullish(),
});
