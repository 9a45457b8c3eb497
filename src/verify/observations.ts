import { type Observation, STATISTICS } from "../contract/observation.ts";
import { isOver, parsePeriod } from "../contract/period.ts";
import { brokenSeries } from "../contract/terms.ts";
import type { PromiseCheck } from "./check.ts";
import { type Contents, measureOf, OBSERVATIONS_FILE } from "./contents.ts";

/** OBS_STATUS/CONF_STATUS of rows with a value, and of rows of withheld cells. */
const PUBLISHED: ReadonlySet<string> = new Set(["A/F", "E/F", "U/F", "P/F", "B/F"]);
const WITHHELD: ReadonlySet<string> = new Set(["Q/A", "Q/D", "M/F"]);
/** Too imprecise to give, in a cell that is published: a quantile, or a mean whose interval has no bounds. */
const IMPRECISE = "Q/F";
const MAY_BE_IMPRECISE: ReadonlySet<string> = new Set(["MEAN", "P10", "P25", "P50", "P75", "P90"]);
/** A relative half-width above this is marked U. */
const UNRELIABLE = 0.33;

/** A check of each row by itself; a fault begins where the row's name ends. */
function ofRows(promise: string, faultsOf: (contents: Contents) => (row: Observation) => readonly string[]) {
  const faults = (contents: Contents): string[] => {
    const faultsOfRow = faultsOf(contents);
    return contents.tables.observations.flatMap((row) =>
      faultsOfRow(row).map(
        (fault) => `${[row.DOMAIN, row.MEASURE, row.STATISTIC, row.REF_AREA, row.HOUSEHOLD_TYPE].join(" ")}${fault}`,
      ),
    );
  };
  return { file: OBSERVATIONS_FILE, promise, faults };
}

/** Every row keeps, by itself, the promises on lists, status, value and margin. */
export const OBSERVATION_CHECKS: readonly PromiseCheck<Contents>[] = [
  ofRows("closed lists", listFaults),
  ofRows("closed list of statuses", () => statusFaults),
  ofRows("withheld cells are empty, published ones are not", () => valueFaults),
  ofRows("the margin holds the value", () => marginFaults),
  ofRows("what a value is marked with", markFaults),
];

function listFaults({ manifest, shapes }: Contents) {
  return (row: Observation): string[] => {
    const { STATISTIC, METHOD, OBS_VALUE } = row;
    const unit = shapes.get(measureOf(row))?.unit;
    if (unit === undefined) return [`: the manifest has no measure ${measureOf(row)}`];
    const faults: string[] = [];
    if (!STATISTICS.includes(STATISTIC)) faults.push(`: there is no statistic ${STATISTIC}`);
    if (METHOD !== "measured" && METHOD !== "modelled") faults.push(`: there is no method ${METHOD}`);
    // What adds up is measured: a model stands for a mean only.
    if (METHOD === "modelled" && STATISTIC !== "MEAN") faults.push(`: a ${STATISTIC} is never modelled`);
    if (row.TIME_PERIOD !== manifest.period) faults.push(` is of ${row.TIME_PERIOD}; the release is of ${manifest.period}`);
    if (row.CONF_LEVEL !== 0.95) faults.push(`: CONF_LEVEL is ${row.CONF_LEVEL}; expected 0.95`);
    const expected = STATISTIC === "COUNT" ? "households" : unit;
    if (row.UNIT_MEASURE !== expected) faults.push(`: UNIT_MEASURE is ${row.UNIT_MEASURE}; expected ${expected}`);
    if (STATISTIC === "COUNT" && OBS_VALUE !== null && !Number.isSafeInteger(OBS_VALUE))
      faults.push(` is ${OBS_VALUE}; expected whole households`);
    return faults;
  };
}

export function statusOf({ OBS_STATUS, CONF_STATUS }: Observation): string {
  return `${OBS_STATUS}/${CONF_STATUS}`;
}

export function isWithheld(row: Observation): boolean {
  return WITHHELD.has(statusOf(row));
}

function statusFaults(row: Observation): string[] {
  const status = statusOf(row);
  if (PUBLISHED.has(status) || WITHHELD.has(status)) return [];
  return status === IMPRECISE && MAY_BE_IMPRECISE.has(row.STATISTIC) ? [] : [`: ${status} is no status of a ${row.STATISTIC}`];
}

function valueFaults(row: Observation): string[] {
  const values = [row.OBS_VALUE, row.CI_LOWER, row.CI_UPPER];
  const status = statusOf(row);
  if (PUBLISHED.has(status)) return values.includes(null) ? [` is ${status} without a value or a margin`] : [];
  return values.some((value) => value !== null) ? [` is ${status} and has a value or a margin`] : [];
}

function marginFaults({ OBS_VALUE: value, CI_LOWER: lower, CI_UPPER: upper }: Observation): string[] {
  if (value === null || lower === null || upper === null) return [];
  return lower <= value && value <= upper ? [] : [`: ${value} is outside ${lower} … ${upper}`];
}

/** U wherever the margin is wide; else P of a period that was not over, B of an amount at a break, E of a model, A of the rest. */
function markFaults({ manifest, report, shapes }: Contents) {
  const period = parsePeriod(manifest.period);
  const provisional = !isOver(period, new Date(manifest.created_at));
  const broken = brokenSeries(
    report.ledger,
    period,
    [...shapes.values()].map(({ key, unit }) => ({ key, unit: String(unit) })),
  );
  return (row: Observation): string[] => {
    const { OBS_STATUS, METHOD, OBS_VALUE: value, CI_LOWER: lower, CI_UPPER: upper } = row;
    if (value === null || lower === null || upper === null) return METHOD === "modelled" ? [" is modelled and has no value"] : [];
    if (OBS_STATUS === "U") return [];
    if ((upper - lower) / 2 > UNRELIABLE * Math.abs(value))
      return [` is ${OBS_STATUS}; a margin of ${lower} … ${upper} around ${value} is marked U`];
    const isBreak = broken.has(measureOf(row)) && row.STATISTIC !== "COUNT";
    const expected = provisional ? "P" : isBreak ? "B" : METHOD === "modelled" ? "E" : "A";
    return OBS_STATUS === expected ? [] : [` is ${OBS_STATUS}; expected ${expected} or U`];
  };
}
