import { createRoute, z } from "@hono/zod-openapi";
import type { Context as Request } from "hono";
import { Refusal } from "../../contract/problem.ts";
import { FIVE_MINUTES, isNotModified, lastingBody, publicReply, refusals } from "../../http/index.ts";
import { addressOn, type Site } from "../addresses.ts";
import type { Library } from "../library.ts";
import { integerParameter, invalidParameter, language, notFoundParameter, quoted } from "../params.ts";
import type { Answer, Portal, PortalRoute } from "../portal.ts";
import { dataCsv } from "./csv.ts";
import {
  chooseFormat,
  csvType,
  DATA,
  DATA_JSON,
  DATA_ML,
  DATA_NAMES,
  type DataFormat,
  FORMAT_VERSION,
  MESSAGE_VERSIONS,
  STRUCTURE,
  STRUCTURE_JSON,
  STRUCTURE_ML,
  STRUCTURE_NAMES,
} from "./formats.ts";
import { ALL_DIMENSIONS, agencyOf, KEY_DIMENSIONS, KINDS, VERSION } from "./ids.ts";
import { dataJson, structureJson } from "./json.ts";
import { type Context, type DataMessage, dataMessage, messageHeader, type Part } from "./message.ts";
import { dataMl, structureMl } from "./ml.ts";
import {
  ATTRIBUTE_WORDS,
  DATA_PARAMETERS,
  type DataQuery,
  isVersion,
  MEASURE_WORDS,
  names,
  PATH,
  parseDataQuery,
  parseKeys,
  parseSdmxQuery,
  pathList,
  type SdmxQuery,
  STRUCTURE_PARAMETERS,
} from "./query.ts";
import { findRows } from "./rows.ts";
import { type Artefact, flowId, structureId } from "./structures.ts";

const LIST = "several with commas, `*` for all";
const parameter = (description: string, { pattern }: { readonly pattern: RegExp }) =>
  z.string().regex(pattern).openapi({ description, example: "*" });

/** Parts of an address, in order. Those at the end may be left out, and then mean `*`. */
const DATA_PATH = {
  context: z.enum(["dataflow", "datastructure", "*"]).openapi({ description: "as what rows are given", example: "dataflow" }),
  agency: parameter(`agency, ${LIST}`, PATH.agencyID),
  id: parameter(`dataflow or data structure, ${LIST}`, PATH.resourceID),
  version: parameter(`version, ${LIST}`, PATH.version),
  key: parameter(`codes of ${KEY_DIMENSIONS.join(".")}, ${LIST}; what is left out at the end is *`, PATH.key),
};

const STRUCTURE_PATH = {
  type: z.string().openapi({ description: `kind of artefact: ${Object.keys(KINDS).join(", ")}, or *`, example: "dataflow" }),
  agency: parameter(`agency, ${LIST}`, PATH.agencyID),
  id: parameter(`artefact, ${LIST}`, PATH.resourceID),
  version: parameter(`version, ${LIST}`, PATH.version),
  item: parameter(`items of an item scheme, ${LIST}`, PATH.itemID),
};

const anyOf = (names: readonly string[]) => new RegExp(`^(${names.join("|")})(,(${names.join("|")}))*$`);

/** Parameters for the form of the answer, for clients that cannot set a header: an extension that the standard proposes. */
const formatQuery = (names: readonly string[]) => ({
  format: z
    .enum(names as [string, ...string[]])
    .optional()
    .openapi({ description: "the form of the answer, in place of Accept" }),
  formatVersion: z.string().regex(FORMAT_VERSION).optional().openapi({ description: "of that form; the newest unless told" }),
});

const dataQuery = z.strictObject({
  ...formatQuery(Object.keys(DATA_NAMES)),
  includeHistory: z.literal("false").optional().openapi({ description: "its default; history is left out here" }),
  reportingYearStartDay: z.literal("--01-01").optional().openapi({ description: "its default; other years are left out here" }),
  c: z
    .record(z.string(), z.string())
    .optional()
    .openapi({
      param: { style: "deepObject", explode: true },
      description: "filter by component: c[TIME_PERIOD]=ge:2026-01+le:2026-12; `,` is or, `+` is and",
      example: { TIME_PERIOD: "ge:2020" },
    }),
  dimensionAtObservation: z
    .enum(["AllDimensions", ...ALL_DIMENSIONS])
    .optional()
    .openapi({ description: "the dimension at the observation; AllDimensions: a flat table. TIME_PERIOD unless told" }),
  attributes: z
    .string()
    .regex(anyOf(ATTRIBUTE_WORDS))
    .optional()
    .openapi({ description: "dsd, msd, dataset, series, obs, all, none, or attributes with commas; dsd unless told" }),
  measures: z
    .string()
    .regex(anyOf(MEASURE_WORDS))
    .optional()
    .openapi({ description: "all, none, or measures with commas; all unless told" }),
  firstNObservations: integerParameter(1).optional(),
  lastNObservations: integerParameter(1).optional(),
  offset: integerParameter(0).optional().openapi({ description: "observations to skip" }),
  limit: integerParameter(1).optional().openapi({ description: "most observations to give" }),
});

const structureQuery = z.strictObject({
  ...formatQuery(Object.keys(STRUCTURE_NAMES)),
  detail: z.string().optional().openapi({ description: "every answer is full" }),
  references: z.string().optional().openapi({ description: "every answer has all artefacts" }),
});

const REFUSED = refusals({
  414: "The address is too long",
  429: "Too many requests; Retry-After says how long to wait",
  501: "This part of the standard is left out",
  503: "Too many large answers are on their way; Retry-After says when to ask again",
});
const COMMON_RESPONSES = {
  304: { description: "The client has it" },
  ...refusals({
    400: "A parameter is not accepted",
    404: "There is no such agency, artefact or version",
    406: "None of the forms asked for is offered",
    412: "There is another version than the one that If-Match names",
    422: "The query asks for what the structure does not have",
  }),
  ...REFUSED,
};

/** The schema of a JSON message, for each version: the older one names its schema inside `meta`. */
const messages = (type: string, description: string) => {
  const meta = z.looseObject({ id: z.string(), prepared: z.string() });
  const message = z.looseObject({ $schema: z.string().optional(), meta, data: z.looseObject({}) }).openapi({ description });
  return Object.fromEntries(MESSAGE_VERSIONS.map((version) => [`${type};version=${version}`, { schema: message }]));
};

const xml = (names: readonly string[], description: string) =>
  Object.fromEntries(names.map((name) => [name, { schema: z.string().openapi({ description }) }]));

interface Interface {
  readonly summary: string;
  /** parts of an address, in order; those at the end may be left out */
  readonly parts?: Readonly<Record<string, z.ZodType>>;
  readonly query?: z.ZodObject;
  readonly responses: Parameters<typeof createRoute>[0]["responses"];
  readonly answer: PortalRoute["answer"];
  readonly below?: boolean;
}

/**
 * One route for each number of parts: `/sdmx/data`, `/sdmx/data/{context}`, `/sdmx/data/{context}/{agency}`, …, by operation id.
 */
function routesOf(name: string, { summary, parts = {}, query, responses, answer, below = false }: Interface) {
  const names = Object.keys(parts);
  return [...names, ""].map((_, count): [string, PortalRoute] => {
    const given = names.slice(0, count);
    const params = z.object(Object.fromEntries(given.map((part) => [part, parts[part] as z.ZodType])));
    const path = ["/sdmx", name, ...given.map((part) => `{${part}}`)].join("/");
    const id = ["sdmx", name, ...given].map((part, i) => (i === 0 ? part : `${part[0]?.toUpperCase()}${part.slice(1)}`));
    const request = query === undefined ? {} : { request: { params, query } };
    return [id.join(""), { route: createRoute({ method: "get", path, summary, ...request, responses }), answer, below }];
  });
}

const data = routesOf("data", {
  summary: "SDMX REST 2: observations; what is left out at the end of the address is *",
  parts: DATA_PATH,
  query: dataQuery,
  responses: {
    200: {
      description: "A data message",
      content: {
        ...messages(DATA_JSON, "SDMX-JSON data message"),
        ...Object.fromEntries(MESSAGE_VERSIONS.map((version) => [csvType("id", version), { schema: z.string() }])),
        ...xml(DATA_ML, "SDMX-ML data message, structure-specific"),
      },
    },
    204: { description: "A key, condition or page that selects nothing" },
    ...COMMON_RESPONSES,
    ...refusals({ 413: "The answer would be too large" }),
  },
  answer: answerData,
});

const structure = routesOf("structure", {
  summary: "SDMX REST 2: structural metadata, all of it at every address of an artefact that is there",
  parts: STRUCTURE_PATH,
  query: structureQuery,
  responses: {
    200: {
      description: "A structure message",
      content: {
        ...messages(STRUCTURE_JSON, "SDMX-JSON structure message"),
        ...xml(STRUCTURE_ML, "SDMX-ML structure message"),
      },
    },
    ...COMMON_RESPONSES,
  },
  answer: answerStructure,
});

/** The standard's other interfaces, which Voisinage leaves out. Addresses below theirs get the same answer. */
const leftOut = ["availability", "schema", "metadata", "registration"].flatMap((name) =>
  routesOf(name, {
    summary: "SDMX REST 2: left out, here and below",
    responses: REFUSED,
    below: true,
    answer: () => {
      throw new Refusal("not-implemented", `${name} queries are left out here: there are data and structure queries`);
    },
  }),
);

/** Routes for data and structure queries, and a 501 for the other parts of SDMX REST 2.x, by operation id. */
export const SDMX_ROUTES: Readonly<Record<string, PortalRoute>> = Object.fromEntries([...data, ...structure, ...leftOut]);

/**
 * Answers a structure query. An address with any artefact returns all artefacts, in one message for each format and language.
 */
function answerStructure({ library, cache, artefacts }: Portal, c: Request): Answer {
  const { parameters } = parseSdmxQuery(searchOf(c), STRUCTURE_PARAMETERS);
  const format = chooseFormat(STRUCTURE, c.req.header("Accept"), parameters);
  if (!artefacts.some(artefactTest(c.req.param()))) throw notFound(c.req.param());
  const chosen = language(c, undefined, library.commons.languages);
  return cache.get(`sdmx structure ${chosen} ${format.type}`, () => {
    const header = messageHeader(library, chosen, "structure");
    const text =
      format.form === "xml" ? structureMl(artefacts, header, chosen) : structureJson(artefacts, header, chosen, format.version);
    return lastingBody(text, format.type, { headers: { "Content-Language": chosen } });
  });
}

/** Answers a data query. */
function answerData({ library, cache, bounds }: Portal, c: Request): Answer {
  const search = searchOf(c);
  const query = parseSdmxQuery(search, DATA_PARAMETERS);
  const format = chooseFormat(DATA, c.req.header("Accept"), query.parameters);
  const { context, parts, wanted } = findData(c, library, query);
  const page = pageOf(parts, wanted);
  const count = countOf(page);
  if (count === 0) return noContent(c);
  if (count > bounds.observations)
    throw new Refusal(
      "result-too-large",
      `an answer has at most ${bounds.observations} observations, and this one would have ${count}: ask with limit and offset, or take an export of /v1`,
      [{ parameter: "limit", detail: `limit must be at most ${bounds.observations}` }],
    );
  const chosen = language(c, undefined, library.commons.languages);
  const end = wanted.offset + count;
  const headers = { "Content-Language": chosen, ...(end < countOf(parts) && { Link: nextLink(library.site, c, end) }) };
  return cache.get(`${c.req.path} ${search} ${chosen} ${format.type}`, () => {
    const message = dataMessage(library, context, page, wanted, chosen);
    return lastingBody(messageText(message, format), format.type, { headers });
  });
}

type Path = Readonly<Record<string, string | undefined>>;

/** @throws Refusal `invalid-parameter` */
function artefactTest({ type = "*", agency, id, version, item }: Path): (artefact: Artefact) => boolean {
  const [agencies, ids, items] = [pathList("agencyID", agency), pathList("resourceID", id), pathList("itemID", item)];
  const isOurs = wantsOurVersion(version);
  return (artefact) =>
    isOurs &&
    (type === "*" || type === artefact.kind) &&
    names(agencies, artefact.agency) &&
    names(ids, artefact.id) &&
    (items.includes("*") || artefact.items?.some((one) => items.includes(one.id)) === true);
}

/** Whether a request allows our version, which all artefacts share. */
function wantsOurVersion(version: string | undefined): boolean {
  return pathList("version", version).some((one) => isVersion(one, VERSION));
}

/**
 * The rows that a request selects, by dataset.
 *
 * @throws Refusal `not-found`, `invalid-parameter`, `query-not-possible`, `not-implemented`
 */
function findData(c: Request, library: Library, query: SdmxQuery) {
  const { context: type = "*", agency, id, version, key } = c.req.param() as Path;
  const context = contextOf(type);
  const wanted = parseDataQuery(query);
  const keys = parseKeys(key);
  const [agencies, ids] = [pathList("agencyID", agency), pathList("resourceID", id)];
  const isOurs = wantsOurVersion(version) && names(agencies, agencyOf(library.territory));
  const idOf = context === "dataflow" ? flowId : structureId;
  const datasets = [...library.datasets.values()].filter((dataset) => isOurs && names(ids, idOf(dataset)));
  if (datasets.length === 0) throw notFound({ type: context, agency, id, version });
  const parts = datasets.map((dataset) => ({
    dataset,
    table: dataset.newest.table,
    rows: findRows(dataset.newest.table, keys, wanted),
  }));
  return { context, parts, wanted };
}

function contextOf(type: string): Context {
  if (type === "*") return "dataflow";
  if (type === "dataflow" || type === "datastructure") return type;
  if (type === "provisionagreement")
    throw new Refusal("not-implemented", "there are no provision agreements here: ask for dataflow or datastructure");
  throw invalidParameter("context", `must be dataflow, datastructure, provisionagreement or *; got ${quoted(type)}`);
}

/** Applies `offset` and `limit`, which count observations across all data sets in order. */
function pageOf(parts: readonly Part[], { offset, limit = Number.POSITIVE_INFINITY }: DataQuery): Part[] {
  let before = 0;
  const paged = parts.map((part) => {
    const rows = part.rows.slice(Math.max(0, offset - before), Math.max(0, offset + limit - before));
    before += part.rows.length;
    return { ...part, rows };
  });
  return paged.filter(({ rows }) => rows.length > 0);
}

function countOf(parts: readonly Part[]): number {
  return parts.reduce((sum, { rows }) => sum + rows.length, 0);
}

function messageText(message: DataMessage, format: DataFormat): string {
  if (format.form === "csv") return dataCsv(message, format.labels, format.version);
  return format.form === "xml" ? dataMl(message) : dataJson(message, format.version);
}

/** The query of the address, as sent. */
function searchOf(c: Request): string {
  const at = c.req.url.indexOf("?");
  return at < 0 ? "" : c.req.url.slice(at);
}

function nextLink(site: Site, c: Request, offset: number): string {
  const pairs = searchOf(c)
    .slice(1)
    .split("&")
    .filter((pair) => pair !== "" && !pair.startsWith("offset="));
  const next = addressOn(site, `${new URL(c.req.url).pathname}?${[...pairs, `offset=${offset}`].join("&")}`);
  return `<${next}>; rel="next"`;
}

/**
 * Refuses an unknown agency, artefact, version or item. It is an error and not an empty answer, since some clients cannot read a
 * 204.
 */
function notFound({ type = "*", agency = "*", id = "*", version = "*", item }: Path): Refusal {
  const named = `${type}=${agency}:${id}(${version})${item === undefined ? "" : `.${item}`}`;
  return notFoundParameter("resourceID", "one that /sdmx/structure lists", named);
}

/** Answers a query that selects no rows, which is not an error (SDMX REST: 204). */
function noContent(c: Request): Response {
  // Throws if the request insists on a version (If-Match): an empty answer has none.
  isNotModified(c, null);
  return publicReply(null, 204, { "Cache-Control": FIVE_MINUTES, Vary: "Accept, Accept-Language" });
}
