import { z } from "@hono/zod-openapi";
import { COPY_FACTS } from "../contract/operator.ts";
import { STEPS } from "../contract/period.ts";
import { integer, textSchema, texts } from "../http/index.ts";
import { SERVICE_PAGES } from "../texts/index.ts";
import { LANGUAGES } from "./params.ts";

const named = <S extends z.ZodRawShape>(name: string, shape: S) => z.object(shape).openapi(name);
const listOf = <S extends z.ZodRawShape>(shape: S) => z.array(z.object(shape));

const labels = named("Labels", { fr: textSchema, en: textSchema });
const period = named("PublishedPeriod", { period: textSchema, step: textSchema, release: textSchema });
const file = named("ReleaseFile", {
  name: textSchema,
  url: textSchema,
  media_type: textSchema,
  bytes: integer.optional(),
  sha256: textSchema.optional(),
});
const bound = { upper: z.number(), source: z.union([textSchema, labels]) };
const clamp = named("Clamp", {
  ...bound,
  leaf: z.object({ ...bound, areas: z.record(textSchema, z.number()).optional() }).optional(),
});
const row = z.record(textSchema, z.union([textSchema, z.number(), z.null()]));

export const areasSchema = named("Areas", {
  type: z.literal("FeatureCollection"),
  source: textSchema,
  licence: textSchema,
  notes: texts.describe("what must be known of the figures, and what METHOD says; in the first language of the commons"),
  features: listOf({
    type: z.literal("Feature"),
    id: textSchema,
    properties: row,
    geometry: z.looseObject({ type: textSchema }).nullable().describe("null: no shape is known"),
  }),
});

export { problemSchema } from "../http/service.ts";

export const catalogSchema = named("Catalog", {
  commons: z.object({
    name: labels,
    sample: z.boolean(),
    currency: textSchema,
    languages: z.array(z.enum(LANGUAGES)),
    country: textSchema.describe("ISO 3166-1, as the operator stated it; else FR"),
    operator: textSchema.optional(),
    contact: textSchema.optional(),
    origin: z
      .object({
        fr: textSchema,
        en: textSchema,
        ...Object.fromEntries(COPY_FACTS.map((fact) => [fact, labels.optional()])),
        balance: z.object({ fr: textSchema, en: textSchema, at: textSchema }).optional(),
      })
      .optional()
      .describe("what all readings were taken from, where no household brought them, and what is known of the copy"),
    maps: z
      .object({ outlines: labels.optional(), background: labels.optional() })
      .optional()
      .describe("what outlines and background of the maps were taken from"),
    census: labels.optional().describe("the census that numbers of dwellings and of homes of each kind were taken from"),
    source_code: textSchema.optional(),
    thumbprint_at: textSchema.optional(),
    accessibility: z
      .enum(["full", "partial", "none"])
      .optional()
      .describe("what the operator's audit concluded; in France `none` also without an audit, elsewhere absent"),
  }),
  territory: z.object({
    id: textSchema,
    name: labels,
    levels: texts,
    level_names: z.record(textSchema, labels),
    url: textSchema,
    shapes_url: textSchema.nullable().describe("null: it has none; so too the addresses below"),
    outlines_url: textSchema.nullable().describe("The shapes with fewer corners, for maps on a page"),
    zones_url: textSchema.nullable(),
    composition_url: textSchema.nullable(),
    climate_url: textSchema.nullable(),
    context_url: textSchema.nullable(),
  }),
  intake: z
    .object({
      url: textSchema.describe("`/`: here; else an origin"),
      ready: z
        .boolean()
        .optional()
        .describe("false: the settings lack what people must be told first, and pages ask nobody; absent: not known here"),
    })
    .nullable()
    .describe("where contributions are taken; null: not here, and nowhere that is stated"),
  k: integer,
  measures: listOf({
    domain: textSchema,
    measure: textSchema,
    labels,
    clamp,
    unit: textSchema,
    note: z
      .object({
        fr: textSchema,
        en: textSchema,
        own: z.literal("more").optional(),
        more: labels.extend({ amount: z.number() }).optional(),
      })
      .nullable()
      .describe("what must be said beside its figures; `own`: a household's own figure has more in it than these"),
    price: z
      .object({ value: z.number(), as_of: textSchema, source: labels, url: textSchema.optional() })
      .optional()
      .describe("what a unit costs a home from a day on, in the currency, as the operator stated it"),
    needed: listOf({
      level: textSchema,
      households: integer.describe("with which a place of the level is published in one half of the draws"),
      step: z.enum(STEPS),
      sigma_count: z.number().describe("standard deviation of the noise of a count, households"),
      sigma_sum: z.number().describe("standard deviation of the noise of a sum, in halves of the clamp"),
    })
      .optional()
      .describe("before the first release, by the plan in force"),
  }),
  datasets: listOf({ id: textSchema, title: labels, measures: texts, periods: z.array(period), url: textSchema }),
  releases: listOf({
    id: textSchema,
    identifier: textSchema.describe("of its content (RFC 6920), for citing"),
    period: textSchema,
    step: textSchema,
    year: integer,
    revision: integer,
    created_at: textSchema,
    url: textSchema,
    files: z.array(file),
  }),
  privacy: z
    .object({
      release: textSchema.describe("whose privacy report has the longest ledger"),
      year: integer,
      rho: textSchema.describe("exact fraction"),
      epsilon: z.number(),
      delta: z.number(),
      epsilon_year: z.number().describe("allowed per household and year"),
      lifetime: z.object({ epsilon: z.number(), delta: z.number() }),
    })
    .nullable(),
});

export const territorySchema = named("Territory", {
  id: textSchema,
  name: labels,
  levels: texts,
  level_names: z.record(textSchema, labels),
  areas: listOf({
    code: textSchema,
    level: textSchema,
    parent: textSchema.nullable(),
    name: textSchema,
    dwellings: integer,
    postcodes: texts.optional(),
  }),
  references: z.array(z.record(textSchema, z.unknown())),
});

export const zonesSchema = named("Zones", { zones: listOf({ zone: textSchema, name: textSchema, leaf: textSchema }) });
export const publicComposition = named("Composition", {
  composition: listOf({
    area: textSchema,
    household_type: textSchema.describe("a code of HOUSEHOLD_TYPE"),
    households: integer,
  }),
});
export const publicClimate = named("Climate", {
  climate: listOf({ month: textSchema, hdd18: z.number().describe("heating degree days to the base of 18 °C") }),
});

export const datasetSchema = named("Dataset", {
  id: textSchema,
  title: textSchema,
  language: textSchema,
  measures: listOf({
    id: textSchema,
    label: textSchema,
    unit: textSchema,
    unit_label: textSchema,
    decimals: integer,
    whose: textSchema,
    clamp,
    experimental: z.boolean(),
  }),
  dimensions: listOf({ id: textSchema, label: textSchema, codes: textSchema }),
  periods: z.array(period),
  releases: texts,
  rows: integer,
  licence: textSchema,
  dictionary: textSchema.describe("address of what its columns and codes mean, and whom its figures stand for"),
  records: textSchema.nullable().describe("null where there are plain files alone"),
  exports: texts,
  areas: textSchema.nullable().describe("GeoJSON of one value an area; null where there are plain files alone"),
  sdmx: z.object({ data: textSchema, structure: textSchema }).nullable().describe("null where there are plain files alone"),
});

export const codesSchema = named("Codes", {
  dataset: textSchema,
  dimension: textSchema,
  label: textSchema,
  language: textSchema,
  codes: listOf({
    id: textSchema,
    label: textSchema,
    level: textSchema.optional(),
    parent: textSchema.nullable().optional(),
    dwellings: integer.optional(),
  }),
});

export const recordsSchema = named("Records", {
  dataset: textSchema,
  releases: texts,
  total: integer,
  rows: z.array(row),
  next: textSchema.nullable().describe("address of the next page"),
  origin: labels
    .optional()
    .describe("what the figures were taken from, and what must stand beside them; absent: households brought them"),
});

export const releaseSchema = z
  .looseObject({ id: textSchema, period: textSchema, url: textSchema, files: z.array(file) })
  .openapi("Release");

const block = z
  .union([
    z.strictObject({ text: textSchema }),
    z.strictObject({ list: texts }),
    z.strictObject({ table: z.strictObject({ head: texts, rows: z.array(texts) }) }),
  ])
  .openapi("Block");

const digest = z.string().regex(/^[0-9a-f]{64}$/);

export const noticeSchema = named("Notice", {
  language: z.enum(LANGUAGES),
  version: digest.describe("sha256 of `text`, in UTF-8: what a consent names as its version"),
  versions: z
    .object({ fr: digest, en: digest })
    .describe("the versions of this notice in each language: a consent that names one of them was given to this notice"),
  title: textSchema,
  text: textSchema.describe("the whole notice, Markdown"),
  points: z
    .array(z.object({ id: textSchema, label: textSchema, text: textSchema }))
    .describe("the first layer, one screen: to be shown before anything is asked"),
  sections: listOf({ id: textSchema, title: textSchema, blocks: z.array(block) }).describe("the second layer"),
  breaches: z
    .array(
      z.object({
        number: integer,
        known_at: textSchema,
        happened: z.object({ from: textSchema, until: textSchema.optional() }).nullable(),
        what: textSchema,
        data: textSchema,
        consequences: textSchema,
        measures: textSchema,
        advice: textSchema,
      }),
    )
    .describe("incidents that people are told of, oldest first"),
  facts: z
    .looseObject({})
    .describe(
      "what the notice and consent records state, for machines; null is not stated by the operator, and contributions wait for what unstated names",
    ),
});

export const servicePageSchema = named("ServicePage", {
  id: z.enum(SERVICE_PAGES),
  language: z.enum(LANGUAGES),
  title: textSchema,
  lead: z.array(block),
  sections: listOf({ id: textSchema, title: textSchema, blocks: z.array(block) }),
});

/** The log, as far as OpenAPI describes it. `logSchema` of the contract has the exact form, which `verify` checks. */
export const logPageSchema = named("LogPage", {
  schema: z.literal("voisinage-log/1"),
  commons: textSchema.describe("id of the commons, as in every entry"),
  size: integer.describe("entries of the whole log"),
  checkpoint: textSchema.nullable().describe("a compact JWS of size and head"),
  keys: z.array(z.looseObject({ kid: textSchema })),
  announcements: z.array(z.looseObject({ seq: integer, year: integer })),
  entries: z.array(z.looseObject({ seq: integer, kind: textSchema, previous: textSchema, hash: textSchema })),
  next: textSchema.nullable().describe("address of the next page"),
});
export const keysSchema = z
  .object({ keys: z.array(z.looseObject({ kid: textSchema })) })
  .openapi("KeySet", { description: "a JWK set (RFC 7517)" });

export const dictionarySchema = named("Dictionary", {
  dataset: textSchema,
  title: textSchema,
  language: z.enum(LANGUAGES),
  licence: textSchema,
  sections: listOf({ id: textSchema, title: textSchema, blocks: z.array(block) }),
  tables: listOf({
    name: textSchema,
    about: textSchema,
    columns: listOf({ name: textSchema, type: textSchema, nullable: z.boolean(), about: textSchema }),
  }),
});

export const healthSchema = named("Health", {
  status: z.literal("ok"),
  releases: integer,
  damaged: texts,
  at: textSchema,
});
