import { type Observation, STATISTICS } from "../contract/observation.ts";
import { isOver, parsePeriod } from "../contract/period.ts";
import { brokenSeries } from "../contract/terms.ts";
import { checksOf, type Faults, type PromiseCheck } from "./check.ts";
import { type Contents, measureOf, OBSERVATIONS_FILE } from "./contents.ts";

/** OBS_STATUS/CONF_STATUS of rows with a value, and of rows of withheld cells. */
const PUBLISHED: ReadonlySet<string> = new Set(["A/F", "E/F", "U/F", "P/F", "B/F"]);
const WITHHELD: ReadonlySet<string> = new Set(["Q/A", "Q/D", "M/F"]);
/** Too imprecise to give, in a cell that is published: a quantile, or a mean whose interval has no bounds. */
const IMPRECISE = "Q/F";
/** A relative half-width above this is marked U. */
const UNRELIABLE = 0.33;

/** A check of each row by itself; a fault begins where the row's name ends. */
function ofRows(faultsOf: (contents: Contents) => (row: Observation) => Faults) {
  return function* (contents: Contents): Faults {
    const faultsOfRow = faultsOf(contents);
    for (const row of contents.tables.observations)
      for (const fault of faultsOfRow(row))
        yield `${[row.DOMAIN, row.MEASURE, row.STATISTIC, row.REF_AREA, row.HOUSEHOLD_TYPE].join(" ")}${fault}`;
  };
}

/** Every row keeps, by itself, the promises on lists, status, value and margin. */
export const OBSERVATION_CHECKS: readonly PromiseCheck<Contents>[] = checksOf(OBSERVATIONS_FILE, {
  "closed lists": ofRows(listFaults),
  "closed list of statuses": ofRows(() => statusFaults),
  "withheld cells are empty, published ones are not": ofRows(() => valueFaults),
  "the margin holds the value": ofRows(() => marginFaults),
  "what a value is marked with": ofRows(markFaults),
});

function listFaults({ manifest, shapes }: Contents) {
  return function* (row: Observation): Faults {
    const { STATISTIC, METHOD, OBS_VALUE } = row;
    const unit = shapes.get(measureOf(row))?.unit;
    if (unit === undefined) {
      yield `: the manifest has no measure ${measureOf(row)}`;
      return;
    }
    if (!STATISTICS.includes(STATISTIC)) yield `: there is no statistic ${STATISTIC}`;
    if (METHOD !== "measured" && METHOD !== "modelled") yield `: there is no method ${METHOD}`;
    // What adds up is measured: a model stands for a mean only.
    if (METHOD === "modelled" && STATISTIC !== "MEAN") yield `: a ${STATISTIC} is never modelled`;
    if (row.TIME_PERIOD !== manifest.period) yield ` is of ${row.TIME_PERIOD}; the release is of ${manifest.period}`;
    if (row.CONF_LEVEL !== 0.95) yield `: CONF_LEVEL is ${row.CONF_LEVEL}; expected 0.95`;
    const expected = STATISTIC === "COUNT" ? "households" : unit;
    if (row.UNIT_MEASURE !== expected) yield `: UNIT_MEASURE is ${row.UNIT_MEASURE}; expected ${expected}`;
    if (STATISTIC === "COUNT" && OBS_VALUE !== null && !Number.isSafeInteger(OBS_VALUE))
      yield ` is ${OBS_VALUE}; expected whole households`;
  };
}

export function statusOf({ OBS_STATUS, CONF_STATUS }: Observation): string {
  return `${OBS_STATUS}/${CONF_STATUS}`;
}

export function isWithheld(row: Observation): boolean {
  return WITHHELD.has(statusOf(row));
}

function* statusFaults(row: Observation): Faults {
  const status = statusOf(row);
  const mayBeImprecise = row.STATISTIC !== "COUNT" && row.STATISTIC !== "TOTAL" && STATISTICS.includes(row.STATISTIC);
  if (!PUBLISHED.has(status) && !WITHHELD.has(status) && !(status === IMPRECISE && mayBeImprecise))
    yield `: ${status} is no status of a ${row.STATISTIC}`;
}

function* valueFaults(row: Observation): Faults {
  const values = [row.OBS_VALUE, row.CI_LOWER, row.CI_UPPER];
  const status = statusOf(row);
  if (PUBLISHED.has(status)) {
    if (values.includes(null)) yield ` is ${status} without a value or a margin`;
  } else if (values.some((value) => value !== null)) yield ` is ${status} and has a value or a margin`;
}

function* marginFaults({ OBS_VALUE: value, CI_LOWER: lower, CI_UPPER: upper }: Observation): Faults {
  if (value !== null && lower !== null && upper !== null && !(lower <= value && value <= upper))
    yield `: ${value} is outside ${lower} … ${upper}`;
}

/** U wherever the margin is wide; else P of a period that was not over, B of an amount at a break, E of a model, A of the rest. */
function markFaults({ manifest, report, shapes }: Contents) {
  const period = parsePeriod(manifest.period);
  const provisional = !isOver(period, new Date(manifest.created_at));
  const broken = brokenSeries(report.ledger, period, [...shapes.values()]);
  return function* (row: Observation): Faults {
    const { OBS_STATUS, METHOD, OBS_VALUE: value, CI_LOWER: lower, CI_UPPER: upper } = row;
    if (value === null || lower === null || upper === null) {
      if (METHOD === "modelled") yield " is modelled and has no value";
      return;
    }
    const isBreak = broken.has(measureOf(row)) && row.STATISTIC !== "COUNT";
    const expected = provisional ? "P" : isBreak ? "B" : METHOD === "modelled" ? "E" : "A";
    if (OBS_STATUS === "U") return;
    if ((upper - lower) / 2 > UNRELIABLE * Math.abs(value))
      yield ` is ${OBS_STATUS}; a margin of ${lower} … ${upper} around ${value} is marked U`;
    else if (OBS_STATUS !== expected) yield ` is ${OBS_STATUS}; expected ${expected} or U`;
  };
}
