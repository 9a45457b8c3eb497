import { UNITS } from "../../src/contract/units.ts";
import { UNUSUAL_FACTOR } from "../../src/contract/unusual.ts";
import { type MeasureRef, measureRef } from "../../src/domains/index.ts";
import type { ImportedReading } from "../../src/importers/report.ts";

/** A figure that is asked about before it is sent. */
export interface Unusual {
  readonly key: string;
  readonly ref: MeasureRef;
  readonly period: string;
  /** in the display unit, of the whole period */
  readonly value: number;
  /** above the clamp it would count as the clamp; else it is far beyond the published middle, or far below */
  readonly kind: "clamp" | "middle" | "low";
  /** how many times the published middle; null: no middle is published */
  readonly times: number | null;
  /** in the display unit per month */
  readonly clamp: number;
  /** what the same digits come to in the base unit, in the display unit, where that would be usual; null: it would not */
  readonly inBase: number | null;
  /** a thousand times as much, in the display unit, where that would be usual: a point read as a decimal sign, or a larger unit */
  readonly thousandfold: number | null;
}

/** What is public of a measure: its clamp, and the middle of published homes, both per month in the display unit. */
export interface PublicBounds {
  readonly clamp: number;
  readonly middle: number | null;
}

/** A meter's own file says its unit, and a home that is empty uses little: what is low is asked about where somebody typed it. */
const isTyped = (source: string | undefined): boolean => source === "bill";

/**
 * The figures above the clamp, or ten times the public middle, among those to be sent; and of those that were typed, those of a tenth of
 * it or less. A year's total is held against a month's by its twelfth.
 */
export function unusualOf(
  readings: readonly (Pick<ImportedReading, "domain" | "measure" | "period" | "amount"> & { readonly source?: string })[],
  boundsOf: (ref: MeasureRef) => PublicBounds,
): Unusual[] {
  return readings.flatMap(({ domain, measure, period, amount, source }): Unusual[] => {
    const ref = measureRef(domain, measure);
    if (!ref) return [];
    const factor = Number(UNITS[ref.measure.unit].factor);
    const value = amount / factor;
    const perMonth = period.length === 4 ? value / 12 : value;
    const { clamp, middle } = boundsOf(ref);
    const times = middle === null || middle <= 0 ? null : perMonth / middle;
    const isLow = isTyped(source) && times !== null && times > 0 && times <= 1 / UNUSUAL_FACTOR;
    const kind = perMonth > clamp ? "clamp" : times !== null && times > UNUSUAL_FACTOR ? "middle" : isLow ? "low" : null;
    if (kind === null) return [];
    const isUsual = (one: number): boolean =>
      one <= clamp && (middle === null || (one <= UNUSUAL_FACTOR * middle && one >= middle / UNUSUAL_FACTOR));
    const inBase = kind !== "low" && factor > 1 && isUsual(perMonth / factor) ? value / factor : null;
    const thousandfold = kind === "low" && isUsual(1000 * perMonth) ? 1000 * value : null;
    return [{ key: `${ref.key} ${period} ${amount}`, ref, period, value, kind, times, clamp, inBase, thousandfold }];
  });
}
