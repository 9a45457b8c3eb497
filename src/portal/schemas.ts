import { z } from "@hono/zod-openapi";
import { LANGUAGES } from "./negotiate.ts";

const labels = z.object({ fr: z.string(), en: z.string() }).openapi("Labels");
const period = z.object({ period: z.string(), step: z.string(), release: z.string() }).openapi("PublishedPeriod");
const file = z
  .object({
    name: z.string(),
    url: z.string(),
    media_type: z.string(),
    bytes: z.number().int().optional(),
    sha256: z.string().optional(),
  })
  .openapi("ReleaseFile");
const clamp = z.object({ upper: z.number(), source: z.string() }).openapi("Clamp");

export const areasSchema = z
  .object({
    type: z.literal("FeatureCollection"),
    features: z.array(
      z.object({
        type: z.literal("Feature"),
        id: z.string(),
        properties: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
        geometry: z.looseObject({ type: z.string() }).nullable().describe("null: no shape is known"),
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
      currency: z.string(),
      languages: z.array(z.enum(LANGUAGES)),
      contact: z.string().optional(),
    }),
    territory: z.object({
      id: z.string(),
      name: labels,
      levels: z.array(z.string()),
      level_names: z.record(z.string(), labels),
      url: z.string(),
      shapes_url: z.string().nullable(),
    }),
    intake: z
      .object({ url: z.string().describe("`/`: here; else an origin") })
      .nullable()
      .describe("where contributions are taken; null: not here, and nowhere that is stated"),
    k: z.number().int(),
    measures: z.array(
      z.object({ domain: z.string(), measure: z.string(), labels, clamp, unit: z.string(), note: z.union([labels, z.null()]) }),
    ),
    datasets: z.array(
      z.object({ id: z.string(), title: labels, measures: z.array(z.string()), periods: z.array(period), url: z.string() }),
    ),
    releases: z.array(
      z.object({
        id: z.string(),
        identifier: z.string().describe("of its content (RFC 6920), for citing"),
        period: z.string(),
        step: z.string(),
        year: z.number().int(),
        revision: z.number().int(),
        created_at: z.string(),
        url: z.string(),
        files: z.array(file),
      }),
    ),
    privacy: z
      .object({
        release: z.string().describe("whose privacy report has the longest ledger"),
        year: z.number().int(),
        rho: z.string().describe("exact fraction"),
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
    id: z.string(),
    name: labels,
    levels: z.array(z.string()),
    level_names: z.record(z.string(), labels),
    areas: z.array(
      z.object({
        code: z.string(),
        level: z.string(),
        parent: z.string().nullable(),
        name: z.string(),
        dwellings: z.number().int(),
      }),
    ),
    references: z.array(z.record(z.string(), z.unknown())),
  })
  .openapi("Territory");

export const datasetSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    language: z.string(),
    measures: z.array(
      z.object({
        id: z.string(),
        label: z.string(),
        unit: z.string(),
        unit_label: z.string(),
        decimals: z.number().int(),
        whose: z.string(),
        clamp,
        experimental: z.boolean(),
      }),
    ),
    dimensions: z.array(z.object({ id: z.string(), label: z.string(), codes: z.string() })),
    periods: z.array(period),
    releases: z.array(z.string()),
    rows: z.number().int(),
    licence: z.string(),
    dictionary: z.string().describe("address of what its columns and codes mean, and whom its figures stand for"),
    records: z.string().nullable().describe("null where there are plain files alone"),
    exports: z.array(z.string()),
    areas: z.string().nullable().describe("GeoJSON of one value an area; null where there are plain files alone"),
    sdmx: z.object({ data: z.string(), structure: z.string() }).nullable().describe("null where there are plain files alone"),
  })
  .openapi("Dataset");

export const codesSchema = z
  .object({
    dataset: z.string(),
    dimension: z.string(),
    label: z.string(),
    language: z.string(),
    codes: z.array(
      z.object({
        id: z.string(),
        label: z.string(),
        level: z.string().optional(),
        parent: z.string().nullable().optional(),
        dwellings: z.number().int().optional(),
      }),
    ),
  })
  .openapi("Codes");

export const recordsSchema = z
  .object({
    dataset: z.string(),
    releases: z.array(z.string()),
    total: z.number().int(),
    rows: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()]))),
    next: z.string().nullable().describe("address of the next page"),
  })
  .openapi("Records");

export const releaseSchema = z
  .looseObject({ id: z.string(), period: z.string(), url: z.string(), files: z.array(file) })
  .openapi("Release");

const block = z
  .union([
    z.strictObject({ text: z.string() }),
    z.strictObject({ list: z.array(z.string()) }),
    z.strictObject({ table: z.strictObject({ head: z.array(z.string()), rows: z.array(z.array(z.string())) }) }),
  ])
  .openapi("Block");

export const noticeSchema = z
  .object({
    language: z.enum(LANGUAGES),
    version: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .describe("sha256 of `text`, in UTF-8: what a consent names as its version"),
    title: z.string(),
    text: z.string().describe("the whole notice, Markdown"),
    points: z
      .array(z.object({ id: z.string(), label: z.string(), text: z.string() }))
      .describe("the first layer, one screen: to be shown before anything is asked"),
    sections: z.array(z.object({ id: z.string(), title: z.string(), blocks: z.array(block) })).describe("the second layer"),
    breaches: z
      .array(
        z.object({
          number: z.number().int(),
          known_at: z.string(),
          happened: z.object({ from: z.string(), until: z.string().optional() }).nullable(),
          what: z.string(),
          data: z.string(),
          consequences: z.string(),
          measures: z.string(),
          advice: z.string(),
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
    commons: z.string().describe("id of the commons, as in every entry"),
    size: z.number().int().describe("entries of the whole log"),
    checkpoint: z.string().nullable().describe("a compact JWS of size and head"),
    keys: z.array(z.looseObject({ kid: z.string() })),
    announcements: z.array(z.looseObject({ seq: z.number().int(), year: z.number().int() })),
    entries: z.array(z.looseObject({ seq: z.number().int(), kind: z.string(), previous: z.string(), hash: z.string() })),
    next: z.string().nullable().describe("address of the next page"),
  })
  .openapi("LogPage");
export const keysSchema = z
  .object({ keys: z.array(z.looseObject({ kid: z.string() })) })
  .openapi("KeySet", { description: "a JWK set (RFC 7517)" });

export const dictionarySchema = z
  .object({
    dataset: z.string(),
    title: z.string(),
    language: z.enum(LANGUAGES),
    licence: z.string(),
    sections: z.array(z.object({ id: z.string(), title: z.string(), blocks: z.array(block) })),
    tables: z.array(
      z.object({
        name: z.string(),
        about: z.string(),
        columns: z.array(z.object({ name: z.string(), type: z.string(), nullable: z.boolean(), about: z.string() })),
      }),
    ),
  })
  .openapi("Dictionary");

export const healthSchema = z
  .object({
    status: z.literal("ok"),
    releases: z.number().int(),
    damaged: z.array(z.string()),
    at: z.string(),
  })
  .openapi("Health");
