import { STATISTICS } from "../contract/observation.ts";
import { type ColumnarTable, numberAt, textAt } from "./arrow.ts";
import { type Finding, summed } from "./finding.ts";
import { OBSERVATIONS } from "./tables.ts";

const FILE = "observations.parquet";
const CELL = ["DOMAIN", "MEASURE", "REF_AREA", "HOUSEHOLD_TYPE", "TIME_PERIOD"] as const;

/** OBS_STATUS/CONF_STATUS of rows with a value, and of rows without. */
const PUBLISHED: ReadonlySet<string> = new Set(["A/F", "E/F", "U/F", "P/F"]);
const WITHHELD: ReadonlySet<string> = new Set(["Q/A", "Q/D", "M/F"]);
/** too imprecise to give, in a cell that is published: a quantile, or a mean whose interval has no bounds */
const IMPRECISE = "Q/F";
const MAY_BE_IMPRECISE: ReadonlySet<string> = new Set(["MEAN", "P10", "P25", "P50", "P75", "P90"]);

/** The cells whose COUNT has a value, by their joined key. */
export function publishedCells(table: ColumnarTable): Set<string> {
  const cells = new Set<string>();
  for (let row = 0; row < table.length; row++) {
    if (textAt(table, "STATISTIC", row) === "COUNT" && numberAt(table, "OBS_VALUE", row) !== null) cells.add(cellAt(table, row));
  }
  return cells;
}

/** Does every row keep the promises on status, value, margin and key? */
export function observationFindings(table: ColumnarTable): Finding[] {
  const broken = {
    key: [] as string[],
    status: [] as string[],
    value: [] as string[],
    margin: [] as string[],
    cell: [] as string[],
    list: [] as string[],
  };
  const cells = publishedCells(table);
  const seen = new Set<string>();
  for (let row = 0; row < table.length; row++) {
    const key = OBSERVATIONS.key.map((name) => textAt(table, name, row)).join(" ");
    if (seen.has(key)) broken.key.push(`${key} appears twice`);
    seen.add(key);
    const statistic = textAt(table, "STATISTIC", row);
    if (!STATISTICS.includes(statistic as (typeof STATISTICS)[number]))
      broken.list.push(`${key}: there is no statistic ${statistic}`);
    const method = textAt(table, "METHOD", row);
    if (method !== "measured" && method !== "modelled") broken.list.push(`${key}: there is no method ${method}`);
    // What adds up is measured: a model stands for a mean only.
    if (method === "modelled" && statistic !== "MEAN") broken.list.push(`${key}: a ${statistic} is never modelled`);

    const status = `${textAt(table, "OBS_STATUS", row)}/${textAt(table, "CONF_STATUS", row)}`;
    const [value, lower, upper] = ["OBS_VALUE", "CI_LOWER", "CI_UPPER"].map((name) => numberAt(table, name, row));
    if (PUBLISHED.has(status)) {
      if (value == null || lower == null || upper == null) broken.value.push(`${key} is ${status} without a value or a margin`);
      else if (!(lower <= value && value <= upper)) broken.margin.push(`${key}: ${value} is outside ${lower} … ${upper}`);
      if (!cells.has(cellAt(table, row))) broken.cell.push(`${key} is published, its COUNT is not`);
    } else if (WITHHELD.has(status) || (status === IMPRECISE && MAY_BE_IMPRECISE.has(statistic))) {
      if (value != null || lower != null || upper != null) broken.value.push(`${key} is ${status} and has a value or a margin`);
    } else broken.status.push(`${key}: ${status} is no status of a ${statistic}`);
  }
  return [
    ...summed(FILE, "one row a key", broken.key),
    ...summed(FILE, "closed lists", broken.list),
    ...summed(FILE, "closed list of statuses", broken.status),
    ...summed(FILE, "withheld cells are empty, published ones are not", broken.value),
    ...summed(FILE, "the margin holds the value", broken.margin),
    ...summed(FILE, "nothing of a cell without its count", broken.cell),
  ];
}

function cellAt(table: ColumnarTable, row: number): string {
  return CELL.map((name) => textAt(table, name, row)).join(" ");
}

/** The joined key of a cell, of a row of another table. */
export function cellKey(value: (name: string) => unknown): string {
  return CELL.map((name) => String(value(name))).join(" ");
}
