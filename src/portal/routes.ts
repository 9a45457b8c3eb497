import { createRoute, z } from "@hono/zod-openapi";
import { DOMAINS } from "../domains/index.ts";
import { refusals, success, text } from "../http/index.ts";
import { CITATION_TYPES } from "./describe/citation.ts";
import { EXPORTS } from "./exports.ts";
import * as q from "./queries.ts";
import * as s from "./schemas.ts";

const TOPIC = DOMAINS[0]?.id ?? "";
const RELEASE = "2026-01";
const GEOJSON = "application/geo+json";
const JSON_LD = "application/ld+json";
const anything = z.looseObject({});
const bytes = text.describe("bytes").openapi({ format: "binary" });

/** What an export of that media type holds, as far as JSON can say it. */
const exported = (type: string): z.ZodType => {
  if (type === EXPORTS.json.type) return s.recordsSchema.shape.rows;
  return type === EXPORTS["sdmx-json"].type ? anything : bytes;
};
const PARTS = {
  206: success("A part of it", bytes, "application/octet-stream"),
  ...refusals({ 416: "The range lies outside the file" }),
};
const COMMON = {
  304: { description: "The client has it" },
  ...refusals({
    400: "A parameter is not accepted",
    412: "There is another version than the one that If-Match names",
    414: "The address is too long",
    429: "Too many requests; Retry-After says how long to wait",
    503: "Too many large answers are on their way; Retry-After says when to ask again",
  }),
};

type Answers = Parameters<typeof createRoute>[0]["responses"];
type Schemas = Readonly<Record<string, z.ZodType>>;

/** Part of a path, with an example of it. */
const part = (example: string) => text.openapi({ example });
const topic = { id: part(TOPIC) };
const release = { id: part(RELEASE) };

/** @param params parts of the path; absent: it has none */
const get = (path: string, summary: string, query: z.ZodObject, responses: Answers, params?: Schemas) =>
  createRoute({
    method: "get",
    path,
    summary,
    request: params === undefined ? { query } : { query, params: z.object(params) },
    responses: { ...responses, ...COMMON },
  });
const missing = (what: string) => refusals({ 404: what });
const DAMAGED = refusals({ 500: "It is damaged" });

/** Every address of `/v1` and its kin, as OpenAPI describes it. Paths, parameters and checks come from here alone. */
export const ROUTES = {
  catalog: get("/v1/catalog", "What there is: commons, territory, measures, datasets, releases, privacy spent", q.noQuery, {
    200: success("The catalogue", s.catalogSchema),
  }),
  territory: get("/v1/territory", "The public areas and reference figures", q.noQuery, {
    200: success("The territory", s.territorySchema),
  }),
  shapes: get(
    "/v1/territory/shapes",
    "The shapes of the areas, GeoJSON in WGS84; outer rings counterclockwise (RFC 7946)",
    q.noQuery,
    { 200: success("The shapes", anything, GEOJSON), ...PARTS, ...missing("No shapes are known") },
  ),
  dataset: get(
    "/v1/datasets/{id}",
    "One topic: measures, dimensions, periods",
    q.languageQuery,
    { 200: success("The dataset", s.datasetSchema), ...missing("No such dataset") },
    topic,
  ),
  dictionary: get(
    "/v1/datasets/{id}/dictionary",
    "The data dictionary: whom the figures stand for, how they were protected, and what columns and codes mean",
    q.languageQuery,
    { 200: success("The dictionary", s.dictionarySchema), ...missing("No such dataset") },
    topic,
  ),
  codes: get(
    "/v1/datasets/{id}/codes/{dimension}",
    "The codes of a dimension, with labels",
    q.languageQuery,
    { 200: success("The codes", s.codesSchema), ...missing("No such dataset or dimension") },
    { ...topic, dimension: q.dimension },
  ),
  records: get(
    "/v1/datasets/{id}/records",
    "Rows, filtered, sorted and paged; withheld cells are rows with an empty value",
    q.recordsQuery,
    { 200: success("A page of rows", s.recordsSchema), ...missing("No such dataset or release") },
    topic,
  ),
  exports: get(
    "/v1/datasets/{id}/exports/{format}",
    "All rows in one file",
    q.exportQuery,
    {
      200: {
        description: "The file",
        content: Object.fromEntries(Object.values(EXPORTS).map(({ type }) => [type, { schema: exported(type) }])),
      },
      ...PARTS,
      ...missing("No such dataset, format or release"),
    },
    { ...topic, format: q.exportFormat },
  ),
  areas: get(
    "/v1/datasets/{id}/areas",
    "One value an area, with its shape: GeoJSON in WGS84, outer rings clockwise unless asked otherwise; a withheld value is null, with its reason",
    q.areasQuery,
    { 200: success("The areas", s.areasSchema, GEOJSON), ...PARTS, ...missing("No such dataset or release") },
    topic,
  ),
  notice: get(
    "/v1/notice",
    "What becomes of a contribution: the notice in force, the facts that it states, and what happened to data",
    q.languageQuery,
    { 200: success("The notice", s.noticeSchema) },
  ),
  log: get(
    "/v1/log",
    "The public log: what was debited, drawn, released, announced and told, each entry linked to the one before it, and signed",
    q.logQuery,
    { 200: success("The log, or a page of it", s.logPageSchema) },
  ),
  logCheckpoint: get(
    "/v1/log/checkpoint",
    "How far the log has come, signed: a compact JWS. Keep it, and hold later logs against it",
    q.noQuery,
    {
      200: success("The checkpoint", text, "application/jose"),
      ...missing("Nothing was stated or published yet"),
    },
  ),
  logKeys: get("/v1/log/keys", "The public keys that the log names, the newest first", q.noQuery, {
    200: success("The keys", s.keysSchema, "application/jwk-set+json", "application/json"),
    ...refusals({ 406: "None of the media types that Accept lists is offered" }),
  }),
  release: get(
    "/v1/releases/{id}",
    "A frozen release: its manifest, with the addresses of its files",
    q.noQuery,
    { 200: success("The release", s.releaseSchema), ...missing("No such release"), ...DAMAGED },
    release,
  ),
  citation: get(
    "/v1/releases/{id}/citation",
    "How to cite a release: its identifier is made of its content, and no DOI is made up",
    q.citationQuery,
    {
      200: {
        description: "The citation",
        content: Object.fromEntries(
          Object.values(CITATION_TYPES).map((type) => [type, { schema: type.includes("json") ? z.array(anything) : text }]),
        ),
      },
      ...missing("No such release"),
    },
    release,
  ),
  croissant: get(
    "/v1/releases/{id}/croissant.json",
    "A release as schema.org and Croissant 1.0 describe a dataset",
    q.noQuery,
    { 200: success("The description", anything, JSON_LD), ...missing("No such release") },
    release,
  ),
  named: get(
    "/.well-known/ni/sha-256/{digest}",
    "The manifest that an identifier names (RFC 6920)",
    q.noQuery,
    { 200: success("The manifest", anything), ...PARTS, ...missing("No release has it"), ...DAMAGED },
    { digest: part("f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk") },
  ),
  file: get(
    "/v1/releases/{id}/{file}",
    "A frozen file: it never changes, and its ETag is its sha256",
    q.noQuery,
    {
      200: success("The file", bytes, "application/octet-stream"),
      ...PARTS,
      ...missing("No such release or file"),
      ...DAMAGED,
    },
    { ...release, file: part("observations.parquet") },
  ),
  dcat: get("/catalog.jsonld", "Topics and releases as a DCAT-AP 3.0.1 catalogue, for harvesters", q.catalogueQuery, {
    200: success("A page of the catalogue", anything, JSON_LD),
    ...missing("No such page"),
  }),
  feed: get("/feed.atom", "The releases, newest first, as an Atom feed", q.languageQuery, {
    200: success("The feed", text, "application/atom+xml; charset=utf-8"),
  }),
  problem: get(
    "/problems/{code}",
    "What an error code means",
    q.languageQuery,
    {
      200: {
        description: "The meaning",
        content: { "text/html; charset=utf-8": { schema: text }, "application/json": { schema: anything } },
      },
      ...refusals({ 404: "No such code", 406: "None of the media types that Accept lists is offered" }),
    },
    { code: part("invalid-parameter") },
  ),
  openapi: get("/openapi.json", "This description", q.noQuery, { 200: success("OpenAPI 3.1", anything) }),
  security: get("/.well-known/security.txt", "How to report a weakness of this service (RFC 9116)", q.noQuery, {
    200: success("The contact", text, "text/plain; charset=utf-8"),
    ...missing("The operator has stated no contact"),
  }),
  health: get("/healthz", "Is the portal up, and which releases does it refuse to serve?", q.noQuery, {
    200: success("It is up", s.healthSchema),
  }),
} as const;
