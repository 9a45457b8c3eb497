import type { DistributionRow, GroupRow, Measurement, Observation } from "../contract/observation.ts";
import { OBSERVATION_COLUMNS } from "../contract/observation.ts";

/** What a column holds; `DECIMAL(38,0)` is a whole number that may pass 64 bits. */
export type ColumnType = "VARCHAR" | "DOUBLE" | "INTEGER" | "BIGINT" | "DECIMAL(38,0)";

export interface TableColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly nullable: boolean;
  readonly about: string;
}

/** One table of a release: its columns, and which of them tell its rows apart. */
export interface TableSchema {
  readonly name: keyof ReleaseTables;
  readonly about: string;
  readonly columns: readonly TableColumn[];
  readonly key: readonly string[];
}

/** The rows of a release, in the order in which they are published. */
export interface ReleaseTables {
  readonly observations: readonly Observation[];
  readonly measurements: readonly Measurement[];
  readonly distributions: readonly DistributionRow[];
  readonly groups: readonly GroupRow[];
}

const column = (name: string, type: ColumnType, about: string): TableColumn => ({ name, type, nullable: false, about });
const optional = (name: string, type: ColumnType, about: string): TableColumn => ({ name, type, nullable: true, about });

const DOMAIN = column("DOMAIN", "VARCHAR", "topic, such as water");
const MEASURE = column("MEASURE", "VARCHAR", "measure of the topic, such as volume");
const AREA_LEVEL = column("AREA_LEVEL", "VARCHAR", "level of the territory");
const REF_AREA = column("REF_AREA", "VARCHAR", "code of the area");
const HOUSEHOLD_TYPE = column("HOUSEHOLD_TYPE", "VARCHAR", "_T, or attribute=value pairs joined by ;");
const TIME_PERIOD = column("TIME_PERIOD", "VARCHAR", "YYYY-MM, YYYY-Qn or YYYY");

const ABOUT: Readonly<Record<(typeof OBSERVATION_COLUMNS)[number], TableColumn>> = {
  DOMAIN,
  MEASURE,
  STATISTIC: column("STATISTIC", "VARCHAR", "COUNT, MEAN, TOTAL, P10, P25, P50, P75 or P90 of the contributing households"),
  AREA_LEVEL,
  REF_AREA,
  HOUSEHOLD_TYPE,
  TIME_PERIOD,
  OBS_VALUE: optional("OBS_VALUE", "DOUBLE", "in UNIT_MEASURE, per month; empty when withheld or not applicable"),
  CI_LOWER: optional("CI_LOWER", "DOUBLE", "lower end of the protection margin"),
  CI_UPPER: optional("CI_UPPER", "DOUBLE", "upper end of the protection margin"),
  CONF_LEVEL: column("CONF_LEVEL", "DOUBLE", "how often such a margin holds the value without noise"),
  UNIT_MEASURE: column("UNIT_MEASURE", "VARCHAR", "households for COUNT, else the unit of the measure"),
  OBS_STATUS: column(
    "OBS_STATUS",
    "VARCHAR",
    "SDMX CL_OBS_STATUS: A normal, E estimated, U unreliable, Q withheld, M not applicable, P provisional",
  ),
  CONF_STATUS: column("CONF_STATUS", "VARCHAR", "SDMX CL_CONF_STATUS: F free, A too few households, D to protect another cell"),
  METHOD: column("METHOD", "VARCHAR", "measured or modelled"),
};

export const OBSERVATIONS: TableSchema = {
  name: "observations",
  about: "One row a measure, statistic, area, household type and period: the public cube, withheld cells included",
  columns: OBSERVATION_COLUMNS.map((name) => ABOUT[name]),
  key: ["DOMAIN", "MEASURE", "STATISTIC", "REF_AREA", "HOUSEHOLD_TYPE", "TIME_PERIOD"],
};

const CELL = [DOMAIN, MEASURE, AREA_LEVEL, REF_AREA, HOUSEHOLD_TYPE, TIME_PERIOD];

export const MEASUREMENTS: TableSchema = {
  name: "measurements",
  about: "The noisy integers of published cells: what every estimate starts from",
  columns: [
    ...CELL,
    column("QUANTITY", "VARCHAR", "COUNT in households, or CENTRED_SUM in 1/SCALE base units per month"),
    column("NOISY", "BIGINT", "the count or sum with its noise"),
    column("VARIANCE_NUM", "DECIMAL(38,0)", "numerator of the noise's exact variance"),
    column("VARIANCE_DEN", "DECIMAL(38,0)", "denominator of the noise's exact variance"),
    column("CENTRE", "BIGINT", "what each household's amount was reduced by, in 1/SCALE base units; 0 for COUNT"),
    column("SCALE", "BIGINT", "parts of a base unit that the sum is counted in"),
  ],
  key: ["DOMAIN", "MEASURE", "REF_AREA", "HOUSEHOLD_TYPE", "TIME_PERIOD", "QUANTITY"],
};

export const DISTRIBUTIONS: TableSchema = {
  name: "distributions",
  about: "The noisy histogram of published cells, one row a bin",
  columns: [
    ...CELL,
    column("BIN", "INTEGER", "0 is zero, the last is the overflow"),
    column("LOWER", "DOUBLE", "lower bound, in the unit of the measure per month"),
    optional("UPPER", "DOUBLE", "upper bound; empty: none"),
    column("NOISY", "BIGINT", "households with their noise"),
    column("SIGMA", "DOUBLE", "standard deviation of the noise, in households"),
  ],
  key: ["DOMAIN", "MEASURE", "REF_AREA", "HOUSEHOLD_TYPE", "TIME_PERIOD", "BIN"],
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
    column("RELAXED", "VARCHAR", "what was widened, of area and type, joined by ;"),
  ],
  key: ["DOMAIN", "MEASURE", "REF_AREA", "HOUSEHOLD_TYPE"],
};

export const TABLES: readonly TableSchema[] = [OBSERVATIONS, MEASUREMENTS, DISTRIBUTIONS, GROUPS];

/** What a cell is in JavaScript: whole numbers past 32 bits are bigint. */
export type Value = string | number | bigint | null;
export type Columns = readonly (readonly Value[])[];

/** Rows as columns, in the schema's order. */
export function columnsOf(schema: TableSchema, rows: readonly object[]): Columns {
  return schema.columns.map(({ name }) => rows.map((row) => (row as Record<string, Value>)[name] ?? null));
}
