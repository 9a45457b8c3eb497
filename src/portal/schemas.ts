import { z } from "@hono/zod-openapi";
import { integer, text, texts } from "../http/index.ts";
import { LANGUAGES } from "./params.ts";

const named = <S extends z.ZodRawShape>(name: string, shape: S) => z.object(shape).openapi(name);
const listOf = <S extends z.ZodRawShape>(shape: S) => z.array(z.object(shape));

const labels = named("Labels", { fr: text, en: text });
const period = named("PublishedPeriod", { period: text, step: text, release: text });
const file = named("ReleaseFile", {
  name: text,
  url: text,
  media_type: text,
  bytes: integer.optional(),
  sha256: text.optional(),
});
const clamp = named("Clamp", { upper: z.number(), source: text });
const row = z.record(text, z.union([text, z.number(), z.null()]));

export const areasSchema = named("Areas", {
  type: z.literal("FeatureCollection"),
  features: listOf({
    type: z.literal("Feature"),
    id: text,
    properties: row,
    geometry: z.looseObject({ type: text }).nullable().describe("null: no shape is known"),
  }),
});

export { problemSchema } from "../http/service.ts";

export const catalogSchema = named("Catalog", {
  commons: z.object({
    name: labels,
    sample: z.boolean(),
    currency: text,
    languages: z.array(z.enum(LANGUAGES)),
    contact: text.optional(),
  }),
  territory: z.object({
    id: text,
    name: labels,
    levels: texts,
    level_names: z.record(text, labels),
    url: text,
    shapes_url: text.nullable().describe("null: it has none; so too the addresses below"),
    zones_url: text.nullable(),
    composition_url: text.nullable(),
    climate_url: text.nullable(),
    context_url: text.nullable(),
  }),
  intake: z
    .object({ url: text.describe("`/`: here; else an origin") })
    .nullable()
    .describe("where contributions are taken; null: not here, and nowhere that is stated"),
  k: integer,
  measures: listOf({ domain: text, measure: text, labels, clamp, unit: text, note: z.union([labels, z.null()]) }),
  datasets: listOf({ id: text, title: labels, measures: texts, periods: z.array(period), url: text }),
  releases: listOf({
    id: text,
    identifier: text.describe("of its content (RFC 6920), for citing"),
    period: text,
    step: text,
    year: integer,
    revision: integer,
    created_at: text,
    url: text,
    files: z.array(file),
  }),
  privacy: z
    .object({
      release: text.describe("whose privacy report has the longest ledger"),
      year: integer,
      rho: text.describe("exact fraction"),
      epsilon: z.number(),
      delta: z.number(),
      epsilon_year: z.number().describe("allowed per household and year"),
      lifetime: z.object({ epsilon: z.number(), delta: z.number() }),
    })
    .nullable(),
});

export const territorySchema = named("Territory", {
  id: text,
  name: labels,
  levels: texts,
  level_names: z.record(text, labels),
  areas: listOf({
    code: text,
    level: text,
    parent: text.nullable(),
    name: text,
    dwellings: integer,
    postcodes: texts.optional(),
  }),
  references: z.array(z.record(text, z.unknown())),
});

export const zonesSchema = named("Zones", { zones: listOf({ zone: text, name: text, leaf: text }) });
export const compositionSchema = named("Composition", {
  composition: listOf({
    area: text,
    household_type: text.describe("a code of HOUSEHOLD_TYPE"),
    households: integer,
  }),
});
export const climateSchema = named("Climate", {
  climate: listOf({ month: text, hdd18: z.number().describe("heating degree days to the base of 18 °C") }),
});

export const datasetSchema = named("Dataset", {
  id: text,
  title: text,
  language: text,
  measures: listOf({
    id: text,
    label: text,
    unit: text,
    unit_label: text,
    decimals: integer,
    whose: text,
    clamp,
    experimental: z.boolean(),
  }),
  dimensions: listOf({ id: text, label: text, codes: text }),
  periods: z.array(period),
  releases: texts,
  rows: integer,
  licence: text,
  dictionary: text.describe("address of what its columns and codes mean, and whom its figures stand for"),
  records: text.nullable().describe("null where there are plain files alone"),
  exports: texts,
  areas: text.nullable().describe("GeoJSON of one value an area; null where there are plain files alone"),
  sdmx: z.object({ data: text, structure: text }).nullable().describe("null where there are plain files alone"),
});

export const codesSchema = named("Codes", {
  dataset: text,
  dimension: text,
  label: text,
  language: text,
  codes: listOf({
    id: text,
    label: text,
    level: text.optional(),
    parent: text.nullable().optional(),
    dwellings: integer.optional(),
  }),
});

export const recordsSchema = named("Records", {
  dataset: text,
  releases: texts,
  total: integer,
  rows: z.array(row),
  next: text.nullable().describe("address of the next page"),
});

export const releaseSchema = z.looseObject({ id: text, period: text, url: text, files: z.array(file) }).openapi("Release");

const block = z
  .union([
    z.strictObject({ text: text }),
    z.strictObject({ list: texts }),
    z.strictObject({ table: z.strictObject({ head: texts, rows: z.array(texts) }) }),
  ])
  .openapi("Block");

export const noticeSchema = named("Notice", {
  language: z.enum(LANGUAGES),
  version: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe("sha256 of `text`, in UTF-8: what a consent names as its version"),
  title: text,
  text: text.describe("the whole notice, Markdown"),
  points: z
    .array(z.object({ id: text, label: text, text: text }))
    .describe("the first layer, one screen: to be shown before anything is asked"),
  sections: listOf({ id: text, title: text, blocks: z.array(block) }).describe("the second layer"),
  breaches: z
    .array(
      z.object({
        number: integer,
        known_at: text,
        happened: z.object({ from: text, until: text.optional() }).nullable(),
        what: text,
        data: text,
        consequences: text,
        measures: text,
        advice: text,
      }),
    )
    .describe("incidents that people are told of, oldest first"),
  facts: z
    .looseObject({})
    .describe(
      "what the notice and consent records state, for machines; null is not stated by the operator, and contributions wait for what unstated names",
    ),
});

/** As OpenAPI can tell it: `logSchema` of the contract is the exact form, and `verify` holds a log to that. */
export const logPageSchema = named("LogPage", {
  schema: z.literal("voisinage-log/1"),
  commons: text.describe("id of the commons, as in every entry"),
  size: integer.describe("entries of the whole log"),
  checkpoint: text.nullable().describe("a compact JWS of size and head"),
  keys: z.array(z.looseObject({ kid: text })),
  announcements: z.array(z.looseObject({ seq: integer, year: integer })),
  entries: z.array(z.looseObject({ seq: integer, kind: text, previous: text, hash: text })),
  next: text.nullable().describe("address of the next page"),
});
export const keysSchema = z
  .object({ keys: z.array(z.looseObject({ kid: text })) })
  .openapi("KeySet", { description: "a JWK set (RFC 7517)" });

export const dictionarySchema = named("Dictionary", {
  dataset: text,
  title: text,
  language: z.enum(LANGUAGES),
  licence: text,
  sections: listOf({ id: text, title: text, blocks: z.array(block) }),
  tables: listOf({
    name: text,
    about: text,
    columns: listOf({ name: text, type: text, nullable: z.boolean(), about: text }),
  }),
});

export const healthSchema = named("Health", {
  status: z.literal("ok"),
  releases: integer,
  damaged: texts,
  at: text,
});
