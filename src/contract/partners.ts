import { z } from "zod";
import { ATTRIBUTE_NAMES } from "./attributes.ts";
import { sentenceSchema } from "./operator.ts";
import { STEPS } from "./period.ts";

const code = z.string().min(1).max(64);

/** One grouping key of a partner's measure: the area where the household lives, or one of its attributes. */
const group = z.strictObject({
  /** as partners' programs name it */
  key: z.string().regex(/^[A-Za-z_][A-Za-z0-9_-]{0,63}$/, "a group's key is a letter, then letters, digits, _ and -"),
  is: z.enum(["area", ...ATTRIBUTE_NAMES]),
  /** for an area, the level that aggregates are given for; absent: the leaf */
  level: code.optional(),
  /** partners' value → ours; absent: they are the same */
  values: z.record(code, code).optional(),
});

const measure = z.strictObject({
  /** `domain.measure` */
  measure: z.string().regex(/^[a-z]+\.[a-z]+$/, "a measure is domain.measure"),
  /** unit of values, sent and asked for; absent: the measure's display unit */
  unit: z.string().min(1).max(16).optional(),
  /** step of the publications that aggregates come from. Measures are sent by month, and only to a monthly one */
  period: z.enum(STEPS).default("month"),
  groups: z.array(group).max(8).default([]),
});

/** What partners' programs may send and ask for, in their own words: public, as all settings are. */
export const partnersSchema = z.strictObject({
  /** which organisations have a key, for people to read, and how to reach them: nobody is made a partner by it; an empty list: none has */
  organisations: z.array(sentenceSchema).max(64).optional(),
  /** the name that aggregates give for who made them */
  created_by: code.default("voisinage"),
  /** a second address for programs that exist already, such as `/dacc`; `/`: the root; absent: `/partners/v1` alone */
  base: z
    .string()
    .max(64)
    .regex(/^(\/|(\/[a-z0-9_-]+)+)$/, "a base is / or a path of a-z, 0-9, _ and - that does not end with /")
    .optional(),
  /** by the name that partners give it */
  measures: z.record(z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, "a name is letters, digits, . _ and -"), measure),
});

export type PartnerSettings = z.infer<typeof partnersSchema>;
