import type { ImportedReading } from "./report.ts";

/** A reading in the form of a donation: a whole number of the measure's base unit. */
export function contributedReading({ domain, measure, period, amount, unit, source }: ImportedReading) {
  return { domain, measure, period, value: amount, unit, source };
}

/** The first reading of each measure and period. */
export function firstOfEach(readings: readonly ImportedReading[]): ImportedReading[] {
  const found = new Map<string, ImportedReading>();
  for (const reading of readings) {
    const key = `${reading.domain}.${reading.measure} ${reading.period}`;
    if (!found.has(key)) found.set(key, reading);
  }
  return [...found.values()];
}
