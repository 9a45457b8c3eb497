import { z } from "zod";
import { MOST_LEVELS } from "../contract/settings.ts";

/** A code or a name of a level: short, printable, without blanks, never the code of "all". */
const code = z
  .string()
  .max(64)
  .regex(/^[^\s\p{C}]+$/u, "a code is 1 to 64 printable characters without blanks")
  .regex(/^[^=+@-]/, "a code does not begin as a spreadsheet's formula does, with = + - or @")
  .refine((value) => value !== "_T", "_T is the code of all");
/** Control characters could run as commands of a terminal, and marks of direction turn what stands beside a name. */
const text = z
  .string()
  .min(1)
  .max(500)
  .regex(
    /^(?:[\t\r\n]|[^\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069])+$/u,
    "a text holds no control characters but tabs and line ends, and no marks of direction",
  );
const count = z.number().int().min(0).max(10_000_000_000);
const postcode = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,10}[A-Za-z0-9]$/, "a postcode is 2 to 12 letters and digits, with hyphens between them");

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
  /** from a public count; an area need not have just the sum of its parts */
  dwellings: count,
  /** postcodes by which people find the area; areas may share one */
  postcodes: z
    .array(postcode)
    .transform((all) => all.toSorted())
    .optional(),
});

export const referenceSchema = z.strictObject({
  domain: code,
  measure: code,
  area: code,
  household_type: text,
  period: z.string().regex(/^\d{4}(-(0[1-9]|1[0-2])|-Q[1-4])?$/, "a period is YYYY, YYYY-Qn or YYYY-MM"),
  value: z.number().min(0),
  /** of a figure that is a person's: for how many people in a home the value is, such as 2.25; without it the value is a home's */
  people: z.number().min(1).max(20).optional(),
  unit: text,
  source: text,
  /** the source for English pages; without it they show `source` */
  source_en: text.optional(),
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

/** A leaf of a named area of one's own: a zone has a row a leaf. */
export const zoneSchema = z.strictObject({ zone: code, name: text, leaf: code });

/** Households of one type in an area, by a census. */
export const compositionSchema = z.strictObject({ area: code, household_type: text, households: count });

/** Heating degree days of a month, to the base of 18 °C. */
export const climateSchema = z.strictObject({
  month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, "a month is YYYY-MM"),
  hdd18: z.number().min(0),
});

/** Kinds of surroundings. `no-dwellings` is a place inside the territory where nobody lives. */
const CONTEXT_KINDS = ["water", "park", "neighbour", "road", "rail", "built", "no-dwellings"] as const;

const position = z.array(z.number()).min(2).max(3);
const line = z.array(position).min(2);
const polygon = z.array(z.array(position).min(4)).min(1);
const label = z
  .string()
  .max(500)
  .nullish()
  .transform((name) => name || undefined);
const contextGeometry = z.discriminatedUnion("type", [
  z.object({ type: z.literal("Point"), coordinates: position }),
  z.object({ type: z.literal("MultiPoint"), coordinates: z.array(position).min(1) }),
  z.object({ type: z.literal("LineString"), coordinates: line }),
  z.object({ type: z.literal("MultiLineString"), coordinates: z.array(line).min(1) }),
  z.object({ type: z.literal("Polygon"), coordinates: polygon }),
  z.object({ type: z.literal("MultiPolygon"), coordinates: z.array(polygon).min(1) }),
]);

/** What maps draw around the areas. Other properties are left out: nobody publishes what nobody looked at. */
export const contextSchema = z.object({
  type: z.literal("FeatureCollection"),
  features: z.array(
    z.object({
      type: z.literal("Feature"),
      properties: z.object({ kind: z.enum(CONTEXT_KINDS), name: label, source: label }),
      geometry: contextGeometry,
    }),
  ),
});

const longitude = z.number().min(-180).max(180);
const latitude = z.number().min(-90).max(90);

export const headSchema = z.strictObject({
  id: code,
  name: z.strictObject({ fr: text, en: text }),
  /** from the whole to the leaf */
  levels: z.array(code).min(1).max(MOST_LEVELS),
  /** what people call a level, in the singular; what is left out is named after its code */
  level_names: z.record(code, z.strictObject({ fr: text, en: text })).optional(),
  /**
   * box in which all outlines must lie, in degrees: west, south, east, north (RFC 7946, 5). Where west is more than east, it
   * crosses the antimeridian
   */
  bbox: z
    .tuple([longitude, latitude, longitude, latitude])
    .refine(([, south, , north]) => south < north, "south must be less than north")
    .optional(),
});

const MAX_ROWS = 1_000_000;

export const territoryInputSchema = headSchema.extend({
  areas: z.array(areaSchema).min(1).max(MAX_ROWS),
  shapes: shapesSchema.nullish(),
  references: z.array(referenceSchema).nullish(),
  zones: z.array(zoneSchema).max(MAX_ROWS).nullish(),
  composition: z.array(compositionSchema).max(MAX_ROWS).nullish(),
  climate: z.array(climateSchema).max(MAX_ROWS).nullish(),
  context: contextSchema.nullish(),
});
