import type { DistributionRow, GroupRow, Measurement, Observation } from "../contract/observation.ts";
import { OBSERVATION_COLUMNS, STATISTICS } from "../contract/observation.ts";

/** What a column holds; `DECIMAL(38,0)` is a whole number that may pass 64 bits. */
export type ColumnType = "VARCHAR" | "DOUBLE" | "INTEGER" | "BIGINT" | "DECIMAL(38,0)";

export interface TableColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly nullable: boolean;
  readonly about: string;
  /** what is known of every value, for readers of the files; a text that is not nullable may be empty where it says so */
  readonly bounds?: Bounds;
}

export interface Bounds {
  readonly among?: readonly string[];
  /** a regular expression of the whole text */
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  /** an empty text says something, and is no missing value */
  readonly empty?: true;
}

/** Rows of these columns are in the columns `of` of the observations, where they have values. */
export interface ForeignKey {
  readonly columns: readonly string[];
  readonly of: readonly string[];
}

/** One table of a release: its columns, and which of them tell its rows apart. */
export interface TableSchema {
  readonly name: keyof ReleaseTables;
  readonly about: string;
  readonly columns: readonly TableColumn[];
  readonly key: readonly string[];
  readonly foreignKeys: readonly ForeignKey[];
}

/** The rows of a release, in the order in which they are published. */
export interface ReleaseTables {
  readonly observations: readonly Observation[];
  readonly measurements: readonly Measurement[];
  readonly distributions: readonly DistributionRow[];
  readonly groups: readonly GroupRow[];
}

const column = (name: string, type: ColumnType, about: string, bounds?: Bounds): TableColumn => ({
  name,
  type,
  nullable: false,
  about,
  ...(bounds === undefined ? {} : { bounds }),
});
const optional = (name: string, type: ColumnType, about: string): TableColumn => ({ name, type, nullable: true, about });

const DOMAIN = column("DOMAIN", "VARCHAR", "topic, such as water");
const MEASURE = column("MEASURE", "VARCHAR", "measure of the topic, such as volume");
const AREA_LEVEL = column("AREA_LEVEL", "VARCHAR", "level of the territory");
const REF_AREA = column("REF_AREA", "VARCHAR", "code of the area");
const HOUSEHOLD_TYPE = column("HOUSEHOLD_TYPE", "VARCHAR", "_T, or attribute=value pairs joined by ;", {
  pattern: "_T|[a-z_]+=[^=;]+(;[a-z_]+=[^=;]+)*",
});
const TIME_PERIOD = column("TIME_PERIOD", "VARCHAR", "YYYY-MM, YYYY-Qn or YYYY", {
  pattern: "\\d{4}(-(0[1-9]|1[0-2])|-Q[1-4])?",
});

const ABOUT: Readonly<Record<(typeof OBSERVATION_COLUMNS)[number], TableColumn>> = {
  DOMAIN,
  MEASURE,
  STATISTIC: column("STATISTIC", "VARCHAR", "COUNT, MEAN, TOTAL, P10, P25, P50, P75 or P90 of the contributing households", {
    among: STATISTICS,
  }),
  AREA_LEVEL,
  REF_AREA,
  HOUSEHOLD_TYPE,
  TIME_PERIOD,
  OBS_VALUE: optional(
    "OBS_VALUE",
    "DOUBLE",
    "in UNIT_MEASURE, and per month but for COUNT, whatever the period; empty when withheld, too imprecise or not applicable",
  ),
  CI_LOWER: optional("CI_LOWER", "DOUBLE", "lower end of the protection margin"),
  CI_UPPER: optional("CI_UPPER", "DOUBLE", "upper end of the protection margin"),
  CONF_LEVEL: column("CONF_LEVEL", "DOUBLE", "how often such a margin holds the value without noise", {
    minimum: 0,
    maximum: 1,
  }),
  UNIT_MEASURE: column("UNIT_MEASURE", "VARCHAR", "households for COUNT, else the unit of the measure, per month"),
  OBS_STATUS: column(
    "OBS_STATUS",
    "VARCHAR",
    "SDMX CL_OBS_STATUS: A normal, E estimated, U unreliable, Q no value (see CONF_STATUS), M not applicable, P provisional, B break in the series",
    { among: ["A", "E", "U", "Q", "M", "P"] },
  ),
  CONF_STATUS: column(
    "CONF_STATUS",
    "VARCHAR",
    "SDMX CL_CONF_STATUS: F free (where OBS_STATUS is Q: too imprecise to be given), A withheld: too few households, D withheld: to protect another cell",
    { among: ["F", "A", "D"] },
  ),
  METHOD: column("METHOD", "VARCHAR", "measured or modelled", { among: ["measured", "modelled"] }),
};

export const OBSERVATIONS: TableSchema = {
  name: "observations",
  about: "One row a measure, statistic, area, household type and period: the public cube, withheld cells included",
  columns: OBSERVATION_COLUMNS.map((name) => ABOUT[name]),
  key: ["DOMAIN", "MEASURE", "STATISTIC", "REF_AREA", "HOUSEHOLD_TYPE", "TIME_PERIOD"],
  foreignKeys: [],
};

const CELL = [DOMAIN, MEASURE, AREA_LEVEL, REF_AREA, HOUSEHOLD_TYPE, TIME_PERIOD];
/** A cell has rows of its own among the observations. */
const OF_CELL: readonly ForeignKey[] = [{ columns: CELL.map(({ name }) => name), of: CELL.map(({ name }) => name) }];

export const MEASUREMENTS: TableSchema = {
  name: "measurements",
  about: "The noisy integers of published cells: what every estimate starts from",
  columns: [
    ...CELL,
    column("QUANTITY", "VARCHAR", "COUNT in households, or CENTRED_SUM in 1/SCALE base units per month", {
      among: ["COUNT", "CENTRED_SUM"],
    }),
    column("NOISY", "BIGINT", "the count or sum with its noise"),
    column("VARIANCE_NUM", "DECIMAL(38,0)", "numerator of the noise's exact variance", { minimum: 0 }),
    column("VARIANCE_DEN", "DECIMAL(38,0)", "denominator of the noise's exact variance", { minimum: 1 }),
    column("CENTRE", "BIGINT", "what each household's amount was reduced by, in 1/SCALE base units; 0 for COUNT"),
    column("SCALE", "BIGINT", "parts of a base unit that the sum is counted in", { minimum: 1 }),
  ],
  key: ["DOMAIN", "MEASURE", "REF_AREA", "HOUSEHOLD_TYPE", "TIME_PERIOD", "QUANTITY"],
  foreignKeys: OF_CELL,
};

export const DISTRIBUTIONS: TableSchema = {
  name: "distributions",
  about: "The noisy histogram of published cells, one row a bin",
  columns: [
    ...CELL,
    column("BIN", "INTEGER", "0 is zero, the last is the overflow", { minimum: 0 }),
    column("LOWER", "DOUBLE", "lower bound, in the unit of the measure per month"),
    optional("UPPER", "DOUBLE", "upper bound; empty: none"),
    column("NOISY", "BIGINT", "households with their noise"),
    column("SIGMA", "DOUBLE", "standard deviation of the noise, in households", { minimum: 0 }),
  ],
  key: ["DOMAIN", "MEASURE", "REF_AREA", "HOUSEHOLD_TYPE", "TIME_PERIOD", "BIN"],
  foreignKeys: OF_CELL,
};

export const GROUPS: TableSchema = {
  name: "groups",
  about: "For each area and household type, the published group that a household there is compared with",
  columns: [
    DOMAIN,
    MEASURE,
    REF_AREA,
    HOUSEHOLD_TYPE,
    optional("GROUP_AREA", "VARCHAR", "area of the group; empty: there is none"),
    optional("GROUP_TYPE", "VARCHAR", "household type of the group; empty: there is none"),
    column("RELAXED", "VARCHAR", "what was widened, of area and type, joined by ;; empty: nothing", {
      pattern: "(area|type|area;type)?",
      empty: true,
    }),
  ],
  key: ["DOMAIN", "MEASURE", "REF_AREA", "HOUSEHOLD_TYPE"],
  foreignKeys: [{ columns: ["GROUP_AREA", "GROUP_TYPE"], of: ["REF_AREA", "HOUSEHOLD_TYPE"] }],
};

export const TABLES: readonly TableSchema[] = [OBSERVATIONS, MEASUREMENTS, DISTRIBUTIONS, GROUPS];

/** What a cell is in JavaScript: whole numbers past 32 bits are bigint. */
export type Value = string | number | bigint | null;
export type Columns = readonly (readonly Value[])[];

/** Rows as columns, in the schema's order. */
export function columnsOf(schema: TableSchema, rows: readonly object[]): Columns {
  return schema.columns.map(({ name }) => rows.map((row) => (row as Record<string, Value>)[name] ?? null));
}
