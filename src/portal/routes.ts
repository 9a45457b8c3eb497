import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { Refusal } from "../contract/problem.ts";
import { PROBLEMS } from "../contract/problem-codes.ts";
import { DOMAINS } from "../domains/index.ts";
import { type Body, lastingBody, makeBody, PAGE, refusals, success, textSchema } from "../http/index.ts";
import { epsilonFromRho } from "../release/epsilon.ts";
import { MANIFEST, sha256, wellKnown } from "../release/index.ts";
import { type FeatureCollection, simplify } from "../territory/index.ts";
import { TEXTS } from "../texts/files.ts";
import { factsOf, noticeDocument, type ServicePage, servicePage, shownNotice } from "../texts/index.ts";
import { addressOn } from "./addresses.ts";
import { areasDocument, oneCode } from "./areas.ts";
import { catalogue, codesDocument, datasetDocument, dictionaryDocument, releaseDocument } from "./catalogue.ts";
import { CITATIONS, citation, citationSource, citedPageOf } from "./describe/citation.ts";
import { croissant } from "./describe/croissant.ts";
import { originOf } from "./describe/description.ts";
import { feed } from "./describe/feed.ts";
import { securityText } from "./describe/security.ts";
import { pageCount, siteCatalogue } from "./describe/site-catalogue.ts";
import { DOCUMENTS, documentHtml } from "./documents.ts";
import { EXPORT_FORMATS, EXPORTS } from "./exports.ts";
import { type Dataset, DIMENSION_NAMES, type Library, type TERRITORY_PARTS } from "./library.ts";
import {
  choicesText,
  invalidParameter,
  type Language,
  language,
  mediaType,
  notFoundParameter,
  parseParameters,
  pathChoice,
  quoted,
} from "./params.ts";
import { type Answer, datasetAt, exported, jsonBody, type Portal, releaseAt, viewOf } from "./portal.ts";
import { isProblemCode, problemDocument, problemPage } from "./problems.ts";
import * as q from "./queries.ts";
import { fingerprint, recordsPage } from "./records.ts";
import * as s from "./schemas.ts";

const TOPIC = DOMAINS[0]?.id ?? "";
const RELEASE = "2026-01";
const JSON_TYPE = "application/json";
const GEOJSON = "application/geo+json";
const JSON_LD = "application/ld+json";
const ATOM = "application/atom+xml; charset=utf-8";
const TEXT = "text/plain; charset=utf-8";
const HTML = "text/html; charset=utf-8";
/** For what people must learn at once, such as announcements and breaches: caches ask again each time. */
const FRESH = "no-cache";
const anything = z.looseObject({});
const bytes = textSchema.describe("bytes").openapi({ format: "binary" });

/** The schema of an export, as far as JSON can describe its format. */
const exportSchema = (type: string): z.ZodType => {
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

/** A part of a path, with an example. */
const part = (example: string) => textSchema.openapi({ example });
const topic = { id: part(TOPIC) };
const release = { id: part(RELEASE) };

/** Describes a route for OpenAPI. @param params parts of the path; absent: the path is fixed */
const describe = (path: string, summary: string, query: z.ZodObject, responses: Answers, params?: Schemas) =>
  createRoute({
    method: "get",
    path,
    summary,
    request: params === undefined ? { query } : { query, params: z.object(params) },
    responses: { ...responses, ...COMMON },
  });

/** A route whose handler gets the checked query. */
const get = <Q extends z.ZodObject>(
  path: string,
  summary: string,
  query: Q,
  responses: Answers,
  answer: (portal: Portal, query: z.output<Q>, c: Context) => Answer,
  params?: Schemas,
) => ({
  route: describe(path, summary, query, responses, params),
  answer: (portal: Portal, c: Context) => answer(portal, parseParameters(c, query), c),
});

/** A route whose answer has a language. */
const localized = (
  path: string,
  summary: string,
  responses: Answers,
  answer: (portal: Portal, language: Language, c: Context) => Answer,
  params?: Schemas,
) =>
  get(path, summary, q.languageQuery, responses, (portal, { lang }, c) => answer(portal, languageOf(portal, c, lang), c), params);

const missing = (what: string) => refusals({ 404: what });

/** A route for a text of a public service, from the settings in force. */
const service = (path: string, id: ServicePage, summary: string) =>
  localized(path, summary, { 200: success("The text", s.servicePageSchema) }, (portal, chosen) => {
    const { settings } = portal.inForce();
    return portal.cache.get(`service ${id} ${chosen} ${sha256(JSON.stringify(settings))}`, () => {
      const page = servicePage(TEXTS, id, settings, chosen);
      return makeBody(JSON.stringify(page), JSON_TYPE, { cache: FRESH, headers: { "Content-Language": chosen } });
    });
  });

/** A route whose answer is made once and kept. */
const fixed = (path: string, summary: string, responses: Answers, make: (portal: Portal) => object, more: Partial<Body> = {}) =>
  get(path, summary, q.noQuery, responses, (portal) => {
    const body = portal.fixed.get(path) ?? jsonBody(make(portal), more);
    portal.fixed.set(path, body);
    return body;
  });

/** A route for an optional part of the territory. */
const shapesRoute = (name: string, summary: string, draw: (shapes: FeatureCollection) => object) =>
  fixed(
    `/v1/territory/${name}`,
    summary,
    { 200: success(`The ${name}`, anything, GEOJSON), ...PARTS, ...missing("No shapes are known") },
    ({ library: { territory } }) => {
      if (territory.shapes) return draw(territory.shapes);
      throw new Refusal("not-found", `no shapes are known for ${territory.id}: draw tiles`);
    },
    // Programs of geography read a layer part by part, over the network too.
    { type: GEOJSON, ranges: true },
  );
const territoryPartRoute = (
  part: (typeof TERRITORY_PARTS)[number],
  summary: string,
  responses: Answers,
  more?: Partial<Body>,
) => {
  const make = ({ library: { territory } }: Portal) => {
    const found = territory[part];
    if (found === null) throw new Refusal("not-found", `the territory ${territory.id} brings no ${part}`);
    return "features" in found ? found : { [part]: found };
  };
  return fixed(`/v1/${part}`, summary, { ...responses, ...missing("The territory brings none") }, make, more);
};

/** A route for a document about a dataset, in one language. */
const document = (
  part: string,
  summary: string,
  responses: Answers,
  make: (library: Library, dataset: Dataset, language: Language, c: Context) => object,
  params: Schemas = {},
) =>
  localized(
    `/v1/datasets/{id}${part}`,
    summary,
    responses,
    (portal, language, c) => {
      const dataset = datasetAt(portal, c);
      const body = () => jsonBody(make(portal.library, dataset, language, c), { headers: { "Content-Language": language } });
      return portal.cache.get(`document ${c.req.path} ${language}`, body);
    },
    { ...topic, ...params },
  );

const DAMAGED = refusals({ 500: "It is damaged" });

function languageOf({ library }: Portal, c: Context, lang: Language | undefined): Language {
  return language(c, lang, library.commons.languages);
}

/**
 * Prefix of all addresses on the site: the one that the operator stated, else the request's own. Files for a static host whose
 * address is unknown use addresses from the root of the host.
 */
function baseOf({ library: { site } }: Portal, c: Context): string {
  return site.url ?? (site.files ? site.path : `${new URL(c.req.url).origin}${site.path}`);
}

/**
 * A body that contains addresses of the site. Where the site's address is unknown these repeat the request's host, and no cache
 * may give them to anybody else.
 */
function describedBody({ library }: Portal, content: string, type: string, headers: Body["headers"] = {}): Body {
  return library.site.url === null
    ? makeBody(content, type, { headers, cache: "no-store" })
    : lastingBody(content, type, { headers });
}

/** A citation of the release in the path. It links to a page where the site's host is known. */
function cite(portal: Portal, c: Context, format: keyof typeof CITATIONS, language: Language): string {
  const found = releaseAt(portal, c);
  const base = baseOf(portal, c);
  const url = base.startsWith("/") ? null : citedPageOf(base, found.manifest);
  return citation(citationSource(found, portal.library.commons, url), format, language);
}

/** What a copy's figures were taken from, and their cautions, beside rows that have no column for them; nothing where households brought them. */
function statedOrigin({ commons }: Library, { measures }: Dataset) {
  const origin = originOf(
    commons,
    measures.map(({ domain, measure }) => ({ domain: domain.id, measure: measure.id })),
  );
  return origin === undefined ? {} : { origin };
}

/** The exports of a topic, without SDMX-JSON: its labels depend on the language of the request. */
function topicFiles(portal: Portal, dataset: Dataset) {
  const [language = "fr"] = portal.library.commons.languages;
  return Promise.all(
    EXPORT_FORMATS.filter((format) => format !== "sdmx-json").map(async (format) => {
      const { bytes: content, type, hash } = await exported(portal, dataset, format, language);
      return { format, media_type: type, bytes: content.byteLength, sha256: hash };
    }),
  );
}

/** @param next address of the next page; null on the last page */
function linkTo(next: string | null) {
  return { headers: next === null ? {} : { Link: `<${next}>; rel="next"` } };
}

/**
 * All routes of the public API except SDMX, with their OpenAPI descriptions and handlers. Paths, parameters and checks are
 * defined only here.
 */
export const PORTAL_ROUTES = {
  catalog: fixed(
    "/v1/catalog",
    "What there is: commons, territory, measures, datasets, releases, privacy spent",
    { 200: success("The catalogue", s.catalogSchema) },
    ({ library }) => catalogue(library),
  ),
  territory: fixed(
    "/v1/territory",
    "The public areas and reference figures",
    { 200: success("The territory", s.territorySchema) },
    ({ library: { territory } }) => {
      const { id, name, levels, levelNames, areas, references } = territory;
      return { id, name, levels, level_names: levelNames, areas, references };
    },
  ),
  shapes: shapesRoute(
    "shapes",
    "The shapes of the areas, GeoJSON in WGS84; outer rings counterclockwise (RFC 7946)",
    (shapes) => shapes,
  ),
  outlines: shapesRoute(
    "outlines",
    "The shapes of the areas with fewer corners, for maps on a page: GeoJSON in WGS84, made from /v1/territory/shapes",
    simplify,
  ),
  zones: territoryPartRoute("zones", "Named areas of one's own: each zone's leaves, a row each", {
    200: success("The zones", s.zonesSchema),
  }),
  composition: territoryPartRoute("composition", "Households of each type and area by a census, to hold participation against", {
    200: success("The composition", s.publicComposition),
  }),
  climate: territoryPartRoute("climate", "Heating degree days of each month", { 200: success("The months", s.publicClimate) }),
  context: territoryPartRoute(
    "context",
    "Surroundings for maps, such as water and parks: GeoJSON in WGS84, wound as RFC 7946 asks",
    { 200: success("The surroundings", anything, GEOJSON), ...PARTS },
    { type: GEOJSON, ranges: true },
  ),
  dataset: document(
    "",
    "One topic: measures, dimensions, periods",
    { 200: success("The dataset", s.datasetSchema), ...missing("No such dataset") },
    datasetDocument,
  ),
  dictionary: document(
    "/dictionary",
    "The data dictionary: whom the figures stand for, how they were protected, and what columns and codes mean",
    { 200: success("The dictionary", s.dictionarySchema), ...missing("No such dataset") },
    dictionaryDocument,
  ),
  codes: document(
    "/codes/{dimension}",
    "The codes of a dimension, with labels",
    { 200: success("The codes", s.codesSchema), ...missing("No such dataset or dimension") },
    (library, dataset, chosen, c) => {
      const dimension = pathChoice("dimension", c.req.param("dimension") ?? "", DIMENSION_NAMES);
      return codesDocument(library, dataset, chosen, dimension);
    },
    { dimension: z.enum(DIMENSION_NAMES) },
  ),
  records: get(
    "/v1/datasets/{id}/records",
    "Rows, filtered, sorted and paged; withheld cells are rows with an empty value",
    q.recordsQuery,
    { 200: success("A page of rows", s.recordsSchema), ...missing("No such dataset or release") },
    (portal, { limit, ...asked }, c) => {
      const dataset = datasetAt(portal, c);
      const view = viewOf(portal, dataset, asked.release);
      const mark = fingerprint(dataset.domain.id, asked, view);
      return portal.cache.get(`records ${mark} ${limit} ${asked.cursor} ${c.req.url}`, () => {
        const { rows, total, cursor } = recordsPage(asked, limit, view, mark);
        const next = cursor === null ? null : addressOn(portal.library.site, nextAddress(c, cursor));
        return jsonBody(
          { dataset: dataset.domain.id, releases: view.releases, total, rows, next, ...statedOrigin(portal.library, dataset) },
          linkTo(next),
        );
      });
    },
    topic,
  ),
  exports: get(
    "/v1/datasets/{id}/exports/{format}",
    "All rows in one file",
    q.exportQuery,
    {
      200: {
        description: "The file",
        content: Object.fromEntries(Object.values(EXPORTS).map(({ type }) => [type, { schema: exportSchema(type) }])),
      },
      ...PARTS,
      ...missing("No such dataset, format or release"),
    },
    (portal, { release: pin, dialect, lang }, c) => {
      const dataset = datasetAt(portal, c);
      const format = pathChoice("format", c.req.param("format") ?? "", EXPORT_FORMATS);
      if (dialect !== undefined && format !== "csv")
        throw invalidParameter("dialect", `belongs to the format csv, and must be left out of ${format}; got ${quoted(dialect)}`);
      return exported(portal, dataset, format, languageOf(portal, c, lang), dialect, pin);
    },
    { ...topic, format: z.enum(EXPORT_FORMATS) },
  ),
  areas: {
    route: describe(
      "/v1/datasets/{id}/areas",
      "One value an area, with its shape: GeoJSON in WGS84, outer rings clockwise unless asked otherwise; a withheld value is null, with its reason. Beside the columns of the dataset (METHOD only where there is a value): UNIT, the unit in words, per month where it is; HOMES, the published number of homes; DWELLINGS, how many there are, where homes of all kinds are asked for; REMARK, `more` or `less` than the area around, `same` where margins touch, `unsure`; COMPARED, the same in words; SOURCE, with the licence and what the figures were taken from. `notes`, before the areas, says what the figures are",
      q.areasQuery,
      { 200: success("The areas", s.areasSchema, GEOJSON), ...PARTS, ...missing("No such dataset or release") },
      topic,
    ),
    answer: (portal: Portal, c: Context) => {
      const dataset = datasetAt(portal, c);
      const asked = parseParameters(c, q.areasQuery, (name) => oneCode(dataset.newest.table, name));
      const view = viewOf(portal, dataset, asked.release);
      return portal.cache.get(`areas ${dataset.domain.id} ${JSON.stringify(asked)}`, () =>
        jsonBody(areasDocument(asked, dataset, view, portal.library), {
          type: GEOJSON,
          ranges: true,
        }),
      );
    },
  },
  notice: localized(
    "/v1/notice",
    "What becomes of a contribution: the notice in force, the facts that it states, and what happened to data",
    { 200: success("The notice", s.noticeSchema) },
    (portal, chosen) => {
      const { settings, territory } = portal.inForce();
      const breaches = portal.breaches();
      return portal.cache.get(`notice ${chosen} ${sha256(JSON.stringify([settings, breaches]))}`, () => {
        const facts = factsOf(settings, territory, epsilonFromRho);
        const notice = noticeDocument(shownNotice(TEXTS, facts, chosen, sha256), facts, breaches);
        return makeBody(JSON.stringify(notice), JSON_TYPE, { cache: FRESH, headers: { "Content-Language": chosen } });
      });
    },
  ),
  accessibility: service(
    "/v1/accessibility",
    "accessibility",
    "The accessibility statement: what the operator's audit found, whom to write to, where a complaint goes",
  ),
  legal: service("/v1/legal", "legal", "The legal notice: who publishes and who serves the pages"),
  document: localized(
    "/v1/documents/{id}",
    "A document of the commons as a page to read and print: notice, breaches, record of processing, impact assessment, legal texts",
    { 200: success("The document", textSchema, HTML), ...missing("No such document") },
    (portal, chosen, c) => {
      const id = pathChoice("id", c.req.param("id") ?? "", DOCUMENTS);
      const stated = { ...portal.inForce(), breaches: portal.breaches() };
      const key = sha256(JSON.stringify([stated.settings, stated.breaches]));
      return portal.cache.get(`document ${id} ${chosen} ${key}`, () =>
        makeBody(documentHtml(id, stated, chosen, portal.library.site.path), HTML, {
          cache: FRESH,
          headers: { ...PAGE, "Content-Language": chosen },
        }),
      );
    },
    { id: z.enum(DOCUMENTS) },
  ),
  log: get(
    "/v1/log",
    "The public log: what was debited, drawn, released, announced and told, each entry linked to the one before it, and signed",
    q.logQuery,
    { 200: success("The log, or a page of it", s.logPageSchema) },
    (portal, { from = 1, limit = q.LOG_PAGE }) => {
      const log = portal.log();
      const entries = log.entries.slice(from - 1, from - 1 + limit);
      const isLast = from - 1 + limit >= log.size;
      const next = isLast ? null : addressOn(portal.library.site, `/v1/log?from=${from + limit}&limit=${limit}`);
      return makeBody(JSON.stringify({ ...log, entries, next }), JSON_TYPE, { cache: FRESH, ...linkTo(next) });
    },
  ),
  logCheckpoint: get(
    "/v1/log/checkpoint",
    "How far the log has come, signed: a compact JWS. Keep it, and hold later logs against it",
    q.noQuery,
    {
      200: success("The checkpoint", textSchema, "application/jose"),
      ...missing("Nothing was stated or published yet"),
    },
    (portal) => {
      const { checkpoint } = portal.log();
      if (checkpoint === null) throw new Refusal("not-found", "nothing was stated or published yet: there is no checkpoint");
      return makeBody(`${checkpoint}\n`, "application/jose", { cache: FRESH });
    },
  ),
  logKeys: get(
    "/v1/log/keys",
    "The public keys that the log names, the newest first",
    q.noQuery,
    {
      200: success("The keys", s.keysSchema, "application/jwk-set+json", JSON_TYPE),
      ...refusals({ 406: "None of the media types that Accept lists is offered" }),
    },
    (portal, _, c) => {
      const type = mediaType(c.req.header("Accept"), ["application/jwk-set+json", JSON_TYPE]);
      return makeBody(JSON.stringify({ keys: portal.log().keys }), type, { cache: FRESH });
    },
  ),
  release: get(
    "/v1/releases/{id}",
    "A frozen release: its manifest, with the addresses of its files",
    q.noQuery,
    { 200: success("The release", s.releaseSchema), ...missing("No such release"), ...DAMAGED },
    (portal, _, c) => {
      const found = releaseAt(portal, c);
      return portal.cache.get(`release ${found.id}`, () => jsonBody(releaseDocument(found, portal.library)));
    },
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
          Object.values(CITATIONS).map(({ type }) => [type, { schema: type.includes("json") ? z.array(anything) : textSchema }]),
        ),
      },
      ...missing("No such release"),
    },
    (portal, { lang, format }, c) => {
      const chosen = languageOf(portal, c, lang);
      return describedBody(portal, cite(portal, c, format, chosen), CITATIONS[format].type, { "Content-Language": chosen });
    },
    release,
  ),
  croissant: get(
    "/v1/releases/{id}/croissant.json",
    "A release as schema.org and Croissant 1.0 describe a dataset",
    q.noQuery,
    { 200: success("The description", anything, JSON_LD), ...missing("No such release") },
    (portal, _, c) => {
      const found = releaseAt(portal, c);
      const base = baseOf(portal, c);
      return portal.cache.get(`croissant ${found.id} ${base}`, () => {
        const described = croissant(found, portal.library.commons, base, "en", cite(portal, c, "text", "en").trim());
        return describedBody(portal, JSON.stringify(described), JSON_LD);
      });
    },
    release,
  ),
  named: get(
    "/.well-known/ni/sha-256/{digest}",
    "The manifest that an identifier names (RFC 6920)",
    q.noQuery,
    { 200: success("The manifest", anything), ...PARTS, ...missing("No release has it"), ...DAMAGED },
    (portal, _, c) => {
      const found = [...portal.library.releases.values()].find(({ identifier }) => wellKnown(identifier) === c.req.path);
      if (!found)
        throw notFoundParameter("digest", "the sha256 of a manifest, as /v1/catalog has it", c.req.param("digest") ?? "");
      return portal.file(c, found, MANIFEST);
    },
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
    (portal, _, c) => portal.file(c, releaseAt(portal, c), c.req.param("file") ?? ""),
    { ...release, file: part("observations.parquet") },
  ),
  dcat: get(
    "/catalog.jsonld",
    "Topics and releases as a DCAT-AP 3.0.1 catalogue, for harvesters",
    q.catalogueQuery,
    { 200: success("A page of the catalogue", anything, JSON_LD), ...missing("No such page") },
    (portal, { page: number }, c) => {
      const pages = pageCount(portal.library);
      if (number > pages)
        throw notFoundParameter("page", `a whole number from 1 to ${pages}, which is the last page`, String(number));
      const base = baseOf(portal, c);
      return portal.cache.get(`catalogue ${number} ${base}`, async () => {
        const described = await siteCatalogue(portal.library, base, number, (dataset) => topicFiles(portal, dataset));
        return describedBody(portal, JSON.stringify(described), JSON_LD);
      });
    },
  ),
  feed: localized(
    "/feed.atom",
    "The releases, newest first, as an Atom feed",
    { 200: success("The feed", textSchema, ATOM) },
    (portal, chosen, c) => {
      const base = baseOf(portal, c);
      const body = () => describedBody(portal, feed(portal.library, base, chosen), ATOM, { "Content-Language": chosen });
      return portal.cache.get(`feed ${chosen} ${base}`, body);
    },
  ),
  problem: localized(
    "/problems/{code}",
    "What an error code means",
    {
      200: {
        description: "The meaning",
        content: { [HTML]: { schema: textSchema }, [JSON_TYPE]: { schema: anything } },
      },
      ...refusals({ 404: "No such code", 406: "None of the media types that Accept lists is offered" }),
    },
    (portal, chosen, c) => {
      const code = c.req.param("code") ?? "";
      if (!isProblemCode(code))
        throw notFoundParameter("code", `a code of problems (${choicesText(Object.keys(PROBLEMS))})`, code);
      const headers = { "Content-Language": chosen };
      const type = mediaType(c.req.header("Accept"), [JSON_TYPE, "text/html"]);
      return portal.cache.get(`problem ${code} ${type} ${chosen}`, () =>
        type === JSON_TYPE
          ? jsonBody(problemDocument(code, portal.library.site), { headers })
          : lastingBody(problemPage(code, chosen), HTML, { headers: { ...PAGE, ...headers } }),
      );
    },
    { code: part("invalid-parameter") },
  ),
  openapi: fixed("/openapi.json", "This description", { 200: success("OpenAPI 3.1", anything) }, ({ openapi }) => openapi()),
  security: get(
    "/.well-known/security.txt",
    "How to report a weakness of this service (RFC 9116)",
    q.noQuery,
    { 200: success("The contact", textSchema, TEXT), ...missing("The operator has stated no contact") },
    ({ library, clock }) => {
      const content = securityText(library.commons, library.site.url, clock());
      if (content === null) throw new Refusal("not-found", "the operator has stated no contact that a program can read");
      return makeBody(content, TEXT);
    },
  ),
  health: get(
    "/healthz",
    "Is the portal up, and which releases does it refuse to serve?",
    q.noQuery,
    { 200: success("It is up", s.healthSchema) },
    ({ library, damaged, clock }) => {
      const ids = damaged.map(({ id }) => id);
      const state = { status: "ok", releases: library.releases.size, damaged: ids, at: clock().toISOString() };
      return makeBody(JSON.stringify(state), JSON_TYPE, { cache: "no-store" });
    },
  ),
} as const;

/** The request's address with the cursor of the next page. */
function nextAddress(c: Context, cursor: string): string {
  const { pathname, searchParams } = new URL(c.req.url);
  searchParams.set("cursor", cursor);
  return `${pathname}?${searchParams}`;
}
