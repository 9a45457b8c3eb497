import type { MeasureRef } from "../domains/index.ts";
import { Totals } from "./totals.ts";

/** What a series is, as far as believing it goes. */
interface Candidate {
  readonly variant: string;
  readonly ref: MeasureRef;
  /** empty: the file does not say */
  readonly meter: string;
  readonly part: string;
  readonly series: unknown;
}

/** The numbers of a supply point, which are the same in every variant: a PRM or a PCE. */
const SUPPLY_POINT = /^(\d{14}|GI\d{6})$/;
/** What is read at other times than the meter's own days: bills, and what is published of them. */
const BILLED = new Set(["published", "statements"]);

/** Of one variant's series, which to believe first: what tells its own edges, then what is billed, then totals. */
export function rankOf({ part, series }: Candidate): number {
  return series instanceof Totals ? 2 : BILLED.has(part) ? 1 : 0;
}

/**
 * The series of the home's own meter, one a measure: two are not added up, for nobody knows whether both are this home's. The
 * first in the files stays. Numbers of supply points are compared between variants too; what only one variant calls a meter,
 * within it.
 */
export function meterOfEach<C extends Candidate>(all: readonly C[]): ReadonlySet<C> {
  const first = new Map<string, string>();
  const isFirst = (key: string, meter: string) => {
    if (!first.has(key)) first.set(key, meter);
    return first.get(key) === meter;
  };
  return new Set(
    all.filter(
      ({ variant, ref, meter }) =>
        (!SUPPLY_POINT.test(meter) || isFirst(ref.key, meter)) && isFirst(`${variant} ${ref.key}`, meter),
    ),
  );
}
