import { z } from "@hono/zod-openapi";
import { integer, text, texts } from "../http/index.ts";
import { LANGUAGES } from "./negotiate.ts";

const labels = z.object({ fr: text, en: text }).openapi("Labels");
const period = z.object({ period: text, step: text, release: text }).openapi("PublishedPeriod");
const file = z
  .object({
    name: text,
    url: text,
    media_type: text,
    bytes: integer.optional(),
    sha256: text.optional(),
  })
  .openapi("ReleaseFile");
const clamp = z.object({ upper: z.number(), source: text }).openapi("Clamp");

export const areasSchema = z
  .object({
    type: z.literal("FeatureCollection"),
    features: z.array(
      z.object({
        type: z.literal("Feature"),
        id: text,
        properties: z.record(text, z.union([text, z.number(), z.null()])),
        geometry: z.looseObject({ type: text }).nullable().describe("null: no shape is known"),
      }),
    ),
  })
  .openapi("Areas");

export { problemSchema } from "../http/describe.ts";

export const catalogSchema = z
  .object({
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
      shapes_url: text.nullable(),
    }),
    intake: z
      .object({ url: text.describe("`/`: here; else an origin") })
      .nullable()
      .describe("where contributions are taken; null: not here, and nowhere that is stated"),
    k: integer,
    measures: z.array(z.object({ domain: text, measure: text, labels, clamp, unit: text, note: z.union([labels, z.null()]) })),
    datasets: z.array(z.object({ id: text, title: labels, measures: texts, periods: z.array(period), url: text })),
    releases: z.array(
      z.object({
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
    ),
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
  })
  .openapi("Catalog");

export const territorySchema = z
  .object({
    id: text,
    name: labels,
    levels: texts,
    level_names: z.record(text, labels),
    areas: z.array(
      z.object({
        code: text,
        level: text,
        parent: text.nullable(),
        name: text,
        dwellings: integer,
      }),
    ),
    references: z.array(z.record(text, z.unknown())),
  })
  .openapi("Territory");

export const datasetSchema = z
  .object({
    id: text,
    title: text,
    language: text,
    measures: z.array(
      z.object({
        id: text,
        label: text,
        unit: text,
        unit_label: text,
        decimals: integer,
        whose: text,
        clamp,
        experimental: z.boolean(),
      }),
    ),
    dimensions: z.array(z.object({ id: text, label: text, codes: text })),
    periods: z.array(period),
    releases: texts,
    rows: integer,
    licence: text,
    dictionary: text.describe("address of what its columns and codes mean, and whom its figures stand for"),
    records: text.nullable().describe("null where there are plain files alone"),
    exports: texts,
    areas: text.nullable().describe("GeoJSON of one value an area; null where there are plain files alone"),
    sdmx: z.object({ data: text, structure: text }).nullable().describe("null where there are plain files alone"),
  })
  .openapi("Dataset");

export const codesSchema = z
  .object({
    dataset: text,
    dimension: text,
    label: text,
    language: text,
    codes: z.array(
      z.object({
        id: text,
        label: text,
        level: text.optional(),
        parent: text.nullable().optional(),
        dwellings: integer.optional(),
      }),
    ),
  })
  .openapi("Codes");

export const recordsSchema = z
  .object({
    dataset: text,
    releases: texts,
    total: integer,
    rows: z.array(z.record(text, z.union([text, z.number(), z.null()]))),
    next: text.nullable().describe("address of the next page"),
  })
  .openapi("Records");

export const releaseSchema = z.looseObject({ id: text, period: text, url: text, files: z.array(file) }).openapi("Release");

const block = z
  .union([
    z.strictObject({ text: text }),
    z.strictObject({ list: texts }),
    z.strictObject({ table: z.strictObject({ head: texts, rows: z.array(texts) }) }),
  ])
  .openapi("Block");

export const noticeSchema = z
  .object({
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
    sections: z.array(z.object({ id: text, title: text, blocks: z.array(block) })).describe("the second layer"),
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
  })
  .openapi("Notice");

/** As OpenAPI can tell it: `logSchema` of the contract is the exact form, and `verify` holds a log to that. */
export const logPageSchema = z
  .object({
    schema: z.literal("voisinage-log/1"),
    commons: text.describe("id of the commons, as in every entry"),
    size: integer.describe("entries of the whole log"),
    checkpoint: text.nullable().describe("a compact JWS of size and head"),
    keys: z.array(z.looseObject({ kid: text })),
    announcements: z.array(z.looseObject({ seq: integer, year: integer })),
    entries: z.array(z.looseObject({ seq: integer, kind: text, previous: text, hash: text })),
    next: text.nullable().describe("address of the next page"),
  })
  .openapi("LogPage");
export const keysSchema = z
  .object({ keys: z.array(z.looseObject({ kid: text })) })
  .openapi("KeySet", { description: "a JWK set (RFC 7517)" });

export const dictionarySchema = z
  .object({
    dataset: text,
    title: text,
    language: z.enum(LANGUAGES),
    licence: text,
    sections: z.array(z.object({ id: text, title: text, blocks: z.array(block) })),
    tables: z.array(
      z.object({
        name: text,
        about: text,
        columns: z.array(z.object({ name: text, type: text, nullable: z.boolean(), about: text })),
      }),
    ),
  })
  .openapi("Dictionary");

export const healthSchema = z
  .object({
    status: z.literal("ok"),
    releases: integer,
    damaged: texts,
    at: text,
  })
  .openapi("Health");
