import { createRoute, type RouteConfig, z } from "@hono/zod-openapi";
import { DOMAINS } from "../domains/index.ts";
import { CITATION_TYPES } from "./describe/citation.ts";
import { EXPORTS } from "./exports.ts";
import * as q from "./queries.ts";
import * as s from "./schemas.ts";

const TOPIC = DOMAINS[0]?.id ?? "";
const PROBLEM = { "application/problem+json": { schema: s.problemSchema } };
const refused = (status: number, description: string) => ({ [status]: { description, content: PROBLEM } });
const json = (description: string, schema: z.ZodType, type = "application/json") => ({
  200: { description, content: { [type]: { schema } } },
});
const bytes = z.string().describe("bytes").openapi({ format: "binary" });
/** What an export of that media type holds, as far as JSON can say it. */
const exported = (type: string): z.ZodType => {
  if (type === EXPORTS.json.type) return s.recordsSchema.shape.rows;
  return type === EXPORTS["sdmx-json"].type ? z.looseObject({}) : bytes;
};
const UNCHANGED = { 304: { description: "The client has it" } };
const PARTS = {
  206: { description: "A part of it", content: { "application/octet-stream": { schema: bytes } } },
  ...refused(416, "The range lies outside the file"),
};
const COMMON = {
  ...UNCHANGED,
  ...refused(400, "A parameter is not accepted"),
  ...refused(412, "There is another version than the one that If-Match names"),
  ...refused(414, "The address is too long"),
  ...refused(429, "Too many requests; Retry-After says how long to wait"),
  ...refused(503, "Too many large answers are on their way; Retry-After says when to ask again"),
};

/** Of addresses that have several forms. */
const CHOICE = refused(406, "None of the media types that Accept lists is offered");

const id = (example: string) => z.object({ id: z.string().openapi({ example }) });
const get = <const R extends Omit<RouteConfig, "method">>(route: R) => createRoute({ method: "get" as const, ...route });

/** Every address of `/v1` and its kin, as OpenAPI describes it. Paths, parameters and checks come from here alone. */
export const ROUTES = {
  catalog: get({
    path: "/v1/catalog",
    summary: "What there is: commons, territory, measures, datasets, releases, privacy spent",
    request: { query: q.noQuery },
    responses: { ...json("The catalogue", s.catalogSchema), ...COMMON },
  }),
  territory: get({
    path: "/v1/territory",
    summary: "The public areas and reference figures",
    request: { query: q.noQuery },
    responses: { ...json("The territory", s.territorySchema), ...COMMON },
  }),
  shapes: get({
    path: "/v1/territory/shapes",
    summary: "The shapes of the areas, GeoJSON in WGS84; outer rings counterclockwise (RFC 7946)",
    request: { query: q.noQuery },
    responses: {
      ...json("The shapes", z.looseObject({}), "application/geo+json"),
      ...PARTS,
      ...COMMON,
      ...refused(404, "No shapes are known"),
    },
  }),
  dataset: get({
    path: "/v1/datasets/{id}",
    summary: "One topic: measures, dimensions, periods",
    request: { params: id(TOPIC), query: q.languageQuery },
    responses: { ...json("The dataset", s.datasetSchema), ...COMMON, ...refused(404, "No such dataset") },
  }),
  dictionary: get({
    path: "/v1/datasets/{id}/dictionary",
    summary: "The data dictionary: whom the figures stand for, how they were protected, and what columns and codes mean",
    request: { params: id(TOPIC), query: q.languageQuery },
    responses: { ...json("The dictionary", s.dictionarySchema), ...COMMON, ...refused(404, "No such dataset") },
  }),
  codes: get({
    path: "/v1/datasets/{id}/codes/{dimension}",
    summary: "The codes of a dimension, with labels",
    request: {
      params: z.object({ id: z.string().openapi({ example: TOPIC }), dimension: q.dimension }),
      query: q.languageQuery,
    },
    responses: { ...json("The codes", s.codesSchema), ...COMMON, ...refused(404, "No such dataset or dimension") },
  }),
  records: get({
    path: "/v1/datasets/{id}/records",
    summary: "Rows, filtered, sorted and paged; withheld cells are rows with an empty value",
    request: { params: id(TOPIC), query: q.recordsQuery },
    responses: { ...json("A page of rows", s.recordsSchema), ...COMMON, ...refused(404, "No such dataset or release") },
  }),
  exports: get({
    path: "/v1/datasets/{id}/exports/{format}",
    summary: "All rows in one file",
    request: { params: z.object({ id: z.string().openapi({ example: TOPIC }), format: q.exportFormat }), query: q.exportQuery },
    responses: {
      200: {
        description: "The file",
        content: Object.fromEntries(Object.values(EXPORTS).map(({ type }) => [type, { schema: exported(type) }])),
      },
      ...PARTS,
      ...COMMON,
      ...refused(404, "No such dataset, format or release"),
    },
  }),
  areas: get({
    path: "/v1/datasets/{id}/areas",
    summary:
      "One value an area, with its shape: GeoJSON in WGS84, outer rings clockwise unless asked otherwise; a withheld value is null, with its reason",
    request: { params: id(TOPIC), query: q.areasQuery },
    responses: {
      ...json("The areas", s.areasSchema, "application/geo+json"),
      ...PARTS,
      ...COMMON,
      ...refused(404, "No such dataset or release"),
    },
  }),
  notice: get({
    path: "/v1/notice",
    summary: "What becomes of a contribution: the notice in force, the facts that it states, and what happened to data",
    request: { query: q.languageQuery },
    responses: { ...json("The notice", s.noticeSchema), ...COMMON },
  }),
  log: get({
    path: "/v1/log",
    summary:
      "The public log: what was debited, drawn, released, announced and told, each entry linked to the one before it, and signed",
    request: { query: q.logQuery },
    responses: { ...json("The log, or a page of it", s.logPageSchema), ...COMMON },
  }),
  logCheckpoint: get({
    path: "/v1/log/checkpoint",
    summary: "How far the log has come, signed: a compact JWS. Keep it, and hold later logs against it",
    request: { query: q.noQuery },
    responses: {
      ...json("The checkpoint", z.string(), "application/jose"),
      ...COMMON,
      ...refused(404, "Nothing was stated or published yet"),
    },
  }),
  logKeys: get({
    path: "/v1/log/keys",
    summary: "The public keys that the log names, the newest first",
    request: { query: q.noQuery },
    responses: {
      200: {
        description: "The keys",
        content: { "application/jwk-set+json": { schema: s.keysSchema }, "application/json": { schema: s.keysSchema } },
      },
      ...COMMON,
      ...CHOICE,
    },
  }),
  release: get({
    path: "/v1/releases/{id}",
    summary: "A frozen release: its manifest, with the addresses of its files",
    request: { params: id("2026-01"), query: q.noQuery },
    responses: {
      ...json("The release", s.releaseSchema),
      ...COMMON,
      ...refused(404, "No such release"),
      ...refused(500, "It is damaged"),
    },
  }),
  citation: get({
    path: "/v1/releases/{id}/citation",
    summary: "How to cite a release: its identifier is made of its content, and no DOI is made up",
    request: { params: id("2026-01"), query: q.citationQuery },
    responses: {
      200: {
        description: "The citation",
        content: Object.fromEntries(
          Object.values(CITATION_TYPES).map((type) => [
            type,
            { schema: type.includes("json") ? z.array(z.looseObject({})) : z.string() },
          ]),
        ),
      },
      ...COMMON,
      ...refused(404, "No such release"),
    },
  }),
  croissant: get({
    path: "/v1/releases/{id}/croissant.json",
    summary: "A release as schema.org and Croissant 1.0 describe a dataset",
    request: { params: id("2026-01"), query: q.noQuery },
    responses: {
      ...json("The description", z.looseObject({}), "application/ld+json"),
      ...COMMON,
      ...refused(404, "No such release"),
    },
  }),
  named: get({
    path: "/.well-known/ni/sha-256/{digest}",
    summary: "The manifest that an identifier names (RFC 6920)",
    request: {
      params: z.object({ digest: z.string().openapi({ example: "f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk" }) }),
      query: q.noQuery,
    },
    responses: {
      200: { description: "The manifest", content: { "application/json": { schema: z.looseObject({}) } } },
      ...PARTS,
      ...COMMON,
      ...refused(404, "No release has it"),
      ...refused(500, "It is damaged"),
    },
  }),
  file: get({
    path: "/v1/releases/{id}/{file}",
    summary: "A frozen file: it never changes, and its ETag is its sha256",
    request: {
      params: z.object({
        id: z.string().openapi({ example: "2026-01" }),
        file: z.string().openapi({ example: "observations.parquet" }),
      }),
      query: q.noQuery,
    },
    responses: {
      200: { description: "The file", content: { "application/octet-stream": { schema: bytes } } },
      ...PARTS,
      ...COMMON,
      ...refused(404, "No such release or file"),
      ...refused(500, "It is damaged"),
    },
  }),
  dcat: get({
    path: "/catalog.jsonld",
    summary: "Topics and releases as a DCAT-AP 3.0.1 catalogue, for harvesters",
    request: { query: q.catalogueQuery },
    responses: {
      ...json("A page of the catalogue", z.looseObject({}), "application/ld+json"),
      ...COMMON,
      ...refused(404, "No such page"),
    },
  }),
  feed: get({
    path: "/feed.atom",
    summary: "The releases, newest first, as an Atom feed",
    request: { query: q.languageQuery },
    responses: {
      200: { description: "The feed", content: { "application/atom+xml; charset=utf-8": { schema: z.string() } } },
      ...COMMON,
    },
  }),
  problem: get({
    path: "/problems/{code}",
    summary: "What an error code means",
    request: { params: z.object({ code: z.string().openapi({ example: "invalid-parameter" }) }), query: q.languageQuery },
    responses: {
      200: {
        description: "The meaning",
        content: { "text/html; charset=utf-8": { schema: z.string() }, "application/json": { schema: z.looseObject({}) } },
      },
      ...COMMON,
      ...CHOICE,
      ...refused(404, "No such code"),
    },
  }),
  openapi: get({
    path: "/openapi.json",
    summary: "This description",
    request: { query: q.noQuery },
    responses: { ...json("OpenAPI 3.1", z.looseObject({})), ...COMMON },
  }),
  health: get({
    path: "/healthz",
    summary: "Is the portal up, and which releases does it refuse to serve?",
    request: { query: q.noQuery },
    responses: { ...json("It is up", s.healthSchema), ...COMMON },
  }),
} as const;
