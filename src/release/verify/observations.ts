import type { LedgerEntry } from "../../contract/chain.ts";
import type { Manifest } from "../../contract/manifest.ts";
import { type Observation, STATISTICS } from "../../contract/observation.ts";
import { isOver, type Period } from "../../contract/period.ts";
import { brokenSeries } from "../../contract/terms.ts";
import { type Finding, summed } from "./finding.ts";
import { measureOf } from "./rows.ts";
import { measureShapes } from "./shape.ts";

const FILE = "observations.parquet";

/** OBS_STATUS/CONF_STATUS of rows with a value, and of rows without. */
const PUBLISHED: ReadonlySet<string> = new Set(["A/F", "E/F", "U/F", "P/F", "B/F"]);
const WITHHELD: ReadonlySet<string> = new Set(["Q/A", "Q/D", "M/F"]);
/** too imprecise to give, in a cell that is published: a quantile, or a mean whose interval has no bounds */
const IMPRECISE = "Q/F";
const MAY_BE_IMPRECISE: ReadonlySet<string> = new Set(["MEAN", "P10", "P25", "P50", "P75", "P90"]);
/** a relative half-width above this is marked U */
const UNRELIABLE = 0.33;

/** Does every row, by itself, keep the promises on lists, status, value and margin? */
export function observationFindings(
  manifest: Manifest,
  period: Period,
  rows: readonly Observation[],
  ledger: readonly LedgerEntry[],
): Finding[] {
  const provisional = !isOver(period, new Date(manifest.created_at));
  const units = new Map(measureShapes(manifest).map(({ key, unit }) => [key, unit]));
  const measures = measureShapes(manifest).map(({ key, unit }) => ({ key, unit: String(unit) }));
  const broken = brokenSeries(ledger, period, measures);
  const of = (faults: (row: Observation) => string[]) =>
    rows.flatMap((row) =>
      faults(row).map(
        (fault) => `${[row.DOMAIN, row.MEASURE, row.STATISTIC, row.REF_AREA, row.HOUSEHOLD_TYPE].join(" ")}${fault}`,
      ),
    );
  return [
    ...summed(
      FILE,
      "closed lists",
      of((row) => listFaults(row, period, units)),
    ),
    ...summed(FILE, "closed list of statuses", of(statusFaults)),
    ...summed(FILE, "withheld cells are empty, published ones are not", of(valueFaults)),
    ...summed(FILE, "the margin holds the value", of(marginFaults)),
    ...summed(
      FILE,
      "what a value is marked with",
      of((row) => markFaults(row, provisional, broken.has(measureOf(row)))),
    ),
  ];
}

function listFaults(row: Observation, period: Period, units: ReadonlyMap<string, string>): string[] {
  const { STATISTIC, METHOD } = row;
  const unit = units.get(measureOf(row));
  if (unit === undefined) return [`: the manifest has no measure ${measureOf(row)}`];
  const faults: string[] = [];
  if (!STATISTICS.includes(STATISTIC)) faults.push(`: there is no statistic ${STATISTIC}`);
  if (METHOD !== "measured" && METHOD !== "modelled") faults.push(`: there is no method ${METHOD}`);
  // What adds up is measured: a model stands for a mean only.
  if (METHOD === "modelled" && STATISTIC !== "MEAN") faults.push(`: a ${STATISTIC} is never modelled`);
  if (row.TIME_PERIOD !== period.id) faults.push(` is of ${row.TIME_PERIOD}; the release is of ${period.id}`);
  if (row.CONF_LEVEL !== 0.95) faults.push(`: CONF_LEVEL is ${row.CONF_LEVEL}; expected 0.95`);
  const expected = STATISTIC === "COUNT" ? "households" : unit;
  if (row.UNIT_MEASURE !== expected) faults.push(`: UNIT_MEASURE is ${row.UNIT_MEASURE}; expected ${expected}`);
  if (STATISTIC === "COUNT" && row.OBS_VALUE !== null && !Number.isSafeInteger(row.OBS_VALUE))
    faults.push(` is ${row.OBS_VALUE}; expected whole households`);
  return faults;
}

function statusOf({ OBS_STATUS, CONF_STATUS }: Observation): string {
  return `${OBS_STATUS}/${CONF_STATUS}`;
}

export function isWithheld(row: Observation): boolean {
  return WITHHELD.has(statusOf(row));
}

function isImprecise(row: Observation): boolean {
  return statusOf(row) === IMPRECISE && MAY_BE_IMPRECISE.has(row.STATISTIC);
}

function statusFaults(row: Observation): string[] {
  if (PUBLISHED.has(statusOf(row)) || isWithheld(row) || isImprecise(row)) return [];
  return [`: ${statusOf(row)} is no status of a ${row.STATISTIC}`];
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
function markFaults(row: Observation, provisional: boolean, isBreak: boolean): string[] {
  const { OBS_STATUS, METHOD, OBS_VALUE: value, CI_LOWER: lower, CI_UPPER: upper } = row;
  if (value === null || lower === null || upper === null) return METHOD === "modelled" ? [" is modelled and has no value"] : [];
  if (OBS_STATUS === "U") return [];
  if ((upper - lower) / 2 > UNRELIABLE * Math.abs(value))
    return [` is ${OBS_STATUS}; a margin of ${lower} … ${upper} around ${value} is marked U`];
  const expected = provisional ? "P" : isBreak && row.STATISTIC !== "COUNT" ? "B" : METHOD === "modelled" ? "E" : "A";
  return OBS_STATUS === expected ? [] : [` is ${OBS_STATUS}; expected ${expected} or U`];
}
