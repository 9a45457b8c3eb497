import { createRoute, z } from "@hono/zod-openapi";
import { Refusal } from "../../contract/problem.ts";
import { refusals } from "../../http/index.ts";
import { integerParameter } from "../params.ts";
import type { PortalRoute } from "../portal.ts";
import { ALL_DIMENSIONS, KEY_DIMENSIONS } from "./components.ts";
import {
  csvType,
  DATA_JSON,
  DATA_ML,
  DATA_NAMES,
  FORMAT_VERSION,
  MESSAGE_VERSIONS,
  STRUCTURE_JSON,
  STRUCTURE_ML,
  STRUCTURE_NAMES,
} from "./formats.ts";
import { answerData, answerStructure } from "./handlers.ts";
import { KINDS } from "./ids.ts";
import { ATTRIBUTE_WORDS, MEASURE_WORDS, PATH } from "./query.ts";

const LIST = "several with commas, `*` for all";
const parameter = (description: string, { pattern }: { readonly pattern: RegExp }) =>
  z.string().regex(pattern).openapi({ description, example: "*" });

/** Parts of an address in their order; those at the end may be left out, and are then `*`. */
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

/** Which form the answer has, for clients that cannot set a header: an extension that the standard proposes. */
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
const EVERY = {
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

/** A message in JSON, in each of its versions: the older one names its schema in `meta`. */
const messages = (type: string, description: string) => {
  const meta = z.looseObject({ id: z.string(), prepared: z.string() });
  const message = z.looseObject({ $schema: z.string().optional(), meta, data: z.looseObject({}) }).openapi({ description });
  return Object.fromEntries(MESSAGE_VERSIONS.map((version) => [`${type};version=${version}`, { schema: message }]));
};

const xml = (names: readonly string[], description: string) =>
  Object.fromEntries(names.map((name) => [name, { schema: z.string().openapi({ description }) }]));

interface Interface {
  readonly summary: string;
  /** parts of an address in their order; those at the end may be left out */
  readonly parts?: Readonly<Record<string, z.ZodType>>;
  readonly query?: z.ZodObject;
  readonly responses: Parameters<typeof createRoute>[0]["responses"];
  readonly answer: PortalRoute["answer"];
  readonly below?: boolean;
}

/** Every address of an interface by its operation: `/sdmx/data`, `/sdmx/data/{context}`, `/sdmx/data/{context}/{agency}`, … */
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
    ...EVERY,
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
    ...EVERY,
  },
  answer: answerStructure,
});

/** The other interfaces of the standard; the same answer is at every address below theirs. */
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

/** Data queries, structure queries, and an honest 501 for the other parts of SDMX REST 2.x, by operation. */
export const SDMX_ROUTES: Readonly<Record<string, PortalRoute>> = Object.fromEntries([...data, ...structure, ...leftOut]);
