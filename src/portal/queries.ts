import { z } from "@hono/zod-openapi";
import { CITATION_FORMATS } from "./describe/citation.ts";
import { DIALECTS } from "./exports.ts";
import { DIMENSION_NAMES } from "./library.ts";
import { integerParameter, LANGUAGES } from "./params.ts";
import { DEFAULT_LIMIT, MAX_LIMIT } from "./records.ts";

/** The text of a parameter, with the longest that any may have. */
const text = z.string().min(1).max(4000);

export const languageQuery = z.strictObject({
  lang: z.enum(LANGUAGES).optional().describe("Language of titles and labels; else Accept-Language decides"),
});

export const noQuery = z.strictObject({});

export const catalogueQuery = z.strictObject({
  page: integerParameter(1, 1_000_000)
    .default(1)
    .openapi({ description: "Page of the catalogue, where there are several", default: 1 }),
});

export const citationQuery = languageQuery.extend({
  format: z.enum(CITATION_FORMATS).default("text").describe("csl is CSL-JSON"),
});

const release = text.optional().describe("Rows of this release only, such as 2026-01; else the newest release of each period");

export const recordsQuery = z.strictObject({
  ...Object.fromEntries(DIMENSION_NAMES.map((name) => [name, text.optional().describe(`Codes of ${name}; commas mean or`)])),
  select: text.optional().describe("Columns to give, comma-separated; else all"),
  sort: text.optional().describe("Columns to sort by, comma-separated; - before one sorts downwards; empty values come last"),
  limit: integerParameter(1, MAX_LIMIT)
    .default(DEFAULT_LIMIT)
    .openapi({ description: "Most rows of a page", default: DEFAULT_LIMIT }),
  cursor: text.optional().describe("Where the page begins: as the page before gave it"),
  release,
});

export const exportQuery = z.strictObject({
  release,
  dialect: z
    .enum(DIALECTS)
    .optional()
    .describe("CSV alone takes it: rfc4180 unless told; excel-fr has a byte order mark, semicolons and decimal commas"),
  lang: z.enum(LANGUAGES).optional().describe("Language of the labels in SDMX-JSON; else Accept-Language decides"),
});

const needed = (name: (typeof DIMENSION_NAMES)[number]) => text.describe(`One code of ${name}`);

export const areasQuery = z.strictObject({
  MEASURE: needed("MEASURE"),
  STATISTIC: needed("STATISTIC"),
  TIME_PERIOD: needed("TIME_PERIOD"),
  HOUSEHOLD_TYPE: text.default("_T").describe("One code of HOUSEHOLD_TYPE"),
  AREA_LEVEL: text.optional().describe("Areas of this level only; else all that have a row"),
  in: text
    .optional()
    .describe("Code of an area: itself and those within it, compared with it in REMARK; else all, compared with the whole"),
  winding: z
    .enum(["d3", "rfc7946"])
    .default("d3")
    .describe("Outer rings clockwise, as d3-geo takes a polygon on the sphere; or counterclockwise, as RFC 7946 asks"),
  release,
});

/** most entries of the log on one page; a commons writes some forty a year */
export const LOG_PAGE = 1000;
export const logQuery = z.object({
  from: integerParameter(1).optional().describe("number of the first entry; 1 when absent"),
  limit: integerParameter(1, LOG_PAGE).optional().describe(`entries on a page; ${LOG_PAGE} when absent`),
});
