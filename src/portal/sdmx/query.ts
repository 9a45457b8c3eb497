import { faultRefusal } from "../../contract/problem.ts";
import { integerBound, invalidParameter, queryNotPossible, quoted, readInteger, shortened } from "../params.ts";
import {
  ALL_DIMENSIONS,
  COMPONENTS,
  type ComponentId,
  type DimensionId,
  hasCodelist,
  isComponent,
  KEY_DIMENSIONS,
  SDMX_ATTRIBUTES,
  SDMX_MEASURES,
  TIME,
} from "./ids.ts";
import { daysOf } from "./time.ts";

const NUMBER = "(0|[1-9]\\d{0,8})";
/** A version or range: `2.1`, `2.1.0+`, `2+.0.0`, or `*`, `+` or `~` alone. */
const VERSION_PATTERN = `([*+~]|${NUMBER}(\\.${NUMBER}){0,2}([*+~](\\.${NUMBER}){0,2})?)`;
const VERSION = new RegExp(`^${VERSION_PATTERN}$`);

/**
 * Whether the request allows version `ours`. The part before `+`, `~` or `*` may be larger; the parts before it are fixed. We
 * offer one version only, so "latest stable", "latest" and "any" mean the same.
 *
 * @param ours two or three numbers
 */
export function isVersion(requested: string, ours: string): boolean {
  if (!VERSION.test(requested)) return false;
  const [wanted, offered] = [requested, ours].map((text) =>
    [0, 1, 2].map((i) => Number.parseInt(text.split(".")[i] ?? "0", 10) || 0),
  );
  const open = requested.split(".").findIndex((part) => /[*+~]$/.test(part));
  const differs = [0, 1, 2].find((i) => wanted?.[i] !== offered?.[i]);
  return differs === undefined || (open >= 0 && differs >= open && Number(offered?.[differs]) > Number(wanted?.[differs]));
}

/** Reads addresses and queries of SDMX REST 2. */

const list = (one: string) => new RegExp(`^(\\*|${one})(,(\\*|${one}))*$`);
const NAME = "[A-Za-z][A-Za-z\\d_-]*";
const ID = "[A-Za-z\\d_@$-]+";
/** Parts of an address: lists separated by commas, `*` for all. */
export const PATH = {
  agencyID: { pattern: list(`${NAME}(\\.${NAME})*`), about: "names of agencies such as VOISINAGE.town, with commas, or *" },
  resourceID: { pattern: list(ID), about: "identifiers of letters, digits and _ @ $ -, with commas, or *" },
  itemID: { pattern: list(ID), about: "identifiers of letters, digits and _ @ $ -, with commas, or *" },
  version: { pattern: list(VERSION_PATTERN), about: "*, +, ~ or a version such as 1.0, with commas" },
  key: { pattern: list(`(\\*|${ID})(\\.(\\*|${ID}))*`), about: "codes joined by ., with * for any; several with commas" },
} as const;

/** Reads one part of an address; an absent one is `*`. @throws Refusal `invalid-parameter` */
export function pathList(name: keyof typeof PATH, text = "*"): readonly string[] {
  const { pattern, about } = PATH[name];
  if (!pattern.test(text)) throw invalidParameter(name, `must be ${about}; got ${quoted(text)}`);
  return text.split(",");
}

/** Whether a list of an address includes a value. */
export function names(listed: readonly string[], value: string): boolean {
  return listed.includes("*") || listed.includes(value);
}

/**
 * Reads the keys of an address: `water.volume.MEAN.*._T`, several separated by commas. Parts left out at the end are `*`.
 *
 * @returns for each key the codes by position; null for any code
 * @throws Refusal `invalid-parameter`; `query-not-possible` for a key with more dimensions than there are
 */
export function parseKeys(text: string | undefined) {
  const keys = pathList("key", text);
  if (keys.length > MAX_CONDITIONS) throw invalidParameter("key", `must have at most ${MAX_CONDITIONS} keys; got ${keys.length}`);
  return keys.map((key) => {
    const parts = key.split(".");
    if (parts.length > KEY_DIMENSIONS.length)
      throw queryNotPossible(
        "key",
        `must have at most ${KEY_DIMENSIONS.length} dimensions (${KEY_DIMENSIONS.join(".")}); got ${quoted(key)}`,
      );
    return parts.map((part) => (part === "*" ? null : part));
  });
}

/** A query: parameters by name, and the filters `c[COMPONENT]=…` by component. */
export interface SdmxQuery {
  readonly parameters: ReadonlyMap<string, string>;
  readonly filters: ReadonlyMap<string, string>;
}

/**
 * Parameters of the standard that are refused, and why. At its default value such a parameter asks for nothing, so it is
 * accepted.
 */
const LEFT_OUT: Readonly<Record<string, { readonly why: string; readonly byDefault?: RegExp }>> = {
  updatedAfter: { why: "releases are frozen: ask for the periods that are new to you" },
  includeHistory: { why: "ask /v1 with release= for what a revision replaced", byDefault: /^(false|0)$/i },
  asOf: { why: "ask /v1 with release= for an older publication" },
  reportingYearStartDay: { why: "periods are those of the calendar", byDefault: /^--01-01$/ },
  sort: { why: "rows are in the order of the releases; /v1 sorts them" },
};

const FORMAT = ["format", "formatVersion"] as const;
/** `detail` and `references` are accepted and have no effect: every answer is the full message. */
export const STRUCTURE_PARAMETERS = ["detail", "references", ...FORMAT] as const;
export const DATA_PARAMETERS = [
  "firstNObservations",
  "lastNObservations",
  "dimensionAtObservation",
  "attributes",
  "measures",
  "offset",
  "limit",
  ...FORMAT,
] as const;

/**
 * Reads a query. A `+` is not decoded to a space, since it means "and" here.
 *
 * @param search the query with its `?`, or empty
 * @throws Refusal `invalid-parameter`, `not-implemented`
 */
export function parseSdmxQuery(search: string, known: readonly string[]): SdmxQuery {
  const parameters = new Map<string, string>();
  const filters = new Map<string, string>();
  for (const pair of search.slice(1).split("&")) {
    if (pair === "") continue;
    const [name = "", value = ""] = pair.split(/=(.*)/s).map(decoded);
    const component = /^c\[(.*)\]$/s.exec(name)?.[1];
    const [target, key] = component === undefined ? [parameters, name] : [filters, component];
    if (target.has(key)) throw invalidParameter(shortened(name), "may be given once; got it twice");
    if (target === parameters && !known.includes(name)) refuseUnlessDefault(name, value, known);
    else if (value === "") throw invalidParameter(shortened(name), "must not be empty");
    else target.set(key, value);
  }
  return { parameters, filters };
}

function refuseUnlessDefault(name: string, value: string, known: readonly string[]): void {
  const part = Object.hasOwn(LEFT_OUT, name) ? LEFT_OUT[name] : undefined;
  if (part?.byDefault?.test(value)) return;
  if (!part) throw invalidParameter(shortened(name), `is not a parameter here; there are ${known.join(", ")}`);
  throw faultRefusal("not-implemented", { parameter: name, detail: `${name} is left out here: ${part.why}` });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw invalidParameter(shortened(text), "must be percent-encoded UTF-8");
  }
}

/** The dimension attached to observations; `AllDimensions` means a flat table. */
const AT_OBSERVATION = ["AllDimensions", ...ALL_DIMENSIONS] as const;
type AtObservation = (typeof AT_OBSERVATION)[number];

/**
 * Words of the parameter `attributes`. All of ours are attached to observations; data sets, series and reference metadata have
 * none.
 */
const EVERY_ATTRIBUTE = ["dsd", "all", "obs"];
const NO_ATTRIBUTE = ["none", "msd", "dataset", "series"];
export const ATTRIBUTE_WORDS = [...EVERY_ATTRIBUTE, ...NO_ATTRIBUTE, ...SDMX_ATTRIBUTES];
export const MEASURE_WORDS = ["all", "none", ...SDMX_MEASURES];

export type DataQuery = ReturnType<typeof parseDataQuery>;

/** @throws Refusal `invalid-parameter`, `query-not-possible` */
export function parseDataQuery({ parameters, filters }: SdmxQuery) {
  const member = <T extends string>(name: string, value: string, known: readonly T[]): T => {
    if (!(known as readonly string[]).includes(value))
      throw queryNotPossible(name, `must be ${known.join(", ")}; got ${quoted(value)}`);
    return value as T;
  };
  const members = (name: string, fallback: string, known: readonly string[]) =>
    (parameters.get(name) ?? fallback).split(",").map((one) => member(name, one, known));
  const wholeNumber = (name: string, least: number) => {
    const text = parameters.get(name);
    const number = text === undefined ? undefined : readInteger(text, least);
    if (number === null) throw invalidParameter(name, `${integerBound(least)}; got ${quoted(text as string)}`);
    return number;
  };
  const attributes = members("attributes", "dsd", ATTRIBUTE_WORDS);
  const measures = members("measures", "all", MEASURE_WORDS);
  return {
    filters: [...filters].map(([name, text]) => parseFilter(name, text)),
    first: wholeNumber("firstNObservations", 1),
    last: wholeNumber("lastNObservations", 1),
    at: member("dimensionAtObservation", parameters.get("dimensionAtObservation") ?? TIME, AT_OBSERVATION),
    attributes: SDMX_ATTRIBUTES.filter((id) => attributes.some((one) => one === id || EVERY_ATTRIBUTE.includes(one))),
    measures: SDMX_MEASURES.filter((id) => measures.includes(id) || measures.includes("all")),
    offset: wholeNumber("offset", 0) ?? 0,
    limit: wholeNumber("limit", 1),
  };
}

/** The dimensions of a series: all but the one attached to observations, or all but time for a flat table. */
export function seriesDimensions(at: AtObservation): DimensionId[] {
  return ALL_DIMENSIONS.filter((id) => id !== (at === "AllDimensions" ? TIME : at));
}

/**
 * The most keys of an address, and conditions on one component. Each is tested on every row, and an address could contain
 * thousands.
 */
const MAX_CONDITIONS = 100;

type Comparable = string | number;

const OPERATORS = {
  eq: (value, bound) => value === bound,
  ne: (value, bound) => value !== bound,
  lt: (value, bound) => value < bound,
  le: (value, bound) => value <= bound,
  gt: (value, bound) => value > bound,
  ge: (value, bound) => value >= bound,
  co: (value, bound) => String(value).includes(String(bound)),
  nc: (value, bound) => !String(value).includes(String(bound)),
  sw: (value, bound) => String(value).startsWith(String(bound)),
  ew: (value, bound) => String(value).endsWith(String(bound)),
} satisfies Record<string, (value: Comparable, bound: Comparable) => boolean>;

/**
 * Ends compared, of the row's period and of the bound: `ge` means beginning with the bound or later, `le` ending with it or
 * earlier.
 */
const ENDS: Readonly<Record<string, readonly ["first" | "last", "first" | "last"]>> = {
  lt: ["last", "first"],
  le: ["last", "last"],
  gt: ["first", "last"],
  ge: ["first", "first"],
};

/** A decimal number as in messages; JavaScript would also read 0x10 or a leading space. */
const DECIMAL = /^-?\d+(\.\d+)?(e-?\d+)?$/i;

/** A condition on a component. */
export interface Filter {
  readonly component: ComponentId;
  readonly passes: Condition;
}

type Condition = (value: Comparable) => boolean;

/**
 * Reads a filter `c[COMPONENT]=ge:A+le:B,C`: `,` means or, `+` means and.
 *
 * @throws Refusal `invalid-parameter`; `query-not-possible` for a component that the structure does not have
 */
function parseFilter(name: string, text: string): Filter {
  const parameter = `c[${shortened(name)}]`;
  if (!/^[A-Za-z][A-Za-z\d_-]*$/.test(name)) throw invalidParameter(parameter, "must name a component, as in c[REF_AREA]");
  if (!isComponent(name))
    throw queryNotPossible(parameter, `must name components (${COMPONENTS.join(", ")}); got ${quoted(name)}`);
  const any = text.split(",").map((group) => group.split("+").map((part) => parseCondition(name, parameter, part)));
  const count = any.flat().length;
  if (count > MAX_CONDITIONS) throw invalidParameter(parameter, `must have at most ${MAX_CONDITIONS} conditions; got ${count}`);
  return { component: name, passes: (value) => any.some((group) => group.every((holds) => holds(value))) };
}

function parseCondition(component: ComponentId, parameter: string, part: string): Condition {
  const [, operator = "eq", text = part] = /^([a-z]{2}):(.*)$/s.exec(part) ?? [];
  if (!Object.hasOwn(OPERATORS, operator))
    throw invalidParameter(parameter, `takes the operators ${Object.keys(OPERATORS).join(", ")}; got ${quoted(operator)}`);
  if (text === "") throw invalidParameter(parameter, `has an empty value in ${quoted(part)}`);
  const compare = OPERATORS[operator as keyof typeof OPERATORS];
  if (hasCodelist(component)) return (value) => compare(value, text);
  if (component !== TIME) {
    if (!DECIMAL.test(text) || !Number.isFinite(Number(text)))
      throw invalidParameter(parameter, `must be a number in decimal digits, such as 12.5; got ${quoted(text)}`);
    return (value) => compare(value, Number(text));
  }
  const bound = daysOf(text);
  if (bound === null && !/^(co|nc|sw|ew)$/.test(operator))
    throw invalidParameter(parameter, `must be YYYY, YYYY-MM, YYYY-Qn, a day or an instant; got ${quoted(text)}`);
  const ends = ENDS[operator];
  return (value) => {
    const own = ends && bound && daysOf(String(value));
    return own ? compare(own[ends[0]], bound[ends[1]]) : compare(value, text);
  };
}
