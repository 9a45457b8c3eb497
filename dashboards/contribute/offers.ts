import { ATTRIBUTE_NAMES, type AttributeName } from "../../src/contract/attributes.ts";
import { parsePeriod, readingHasBegun } from "../../src/contract/period.ts";
import type { MeasureRef } from "../../src/domains/index.ts";
import { firstOfEach } from "../../src/importers/contributed-reading.ts";
import type { ImportedReading } from "../../src/importers/report.ts";

/** One thing that a person brought: a file, or several that belong together, or the figures that they typed. */
export interface Source {
  readonly id: string;
  /** in the person's words: the files' names, or "figures typed". It stays in the page */
  readonly title: string;
  readonly readings: readonly ImportedReading[];
  /** earliest period to contribute, `YYYY-MM`; earlier ones stay in the browser */
  readonly from: string;
}

/** How fine what is sent is: a whole number a month, or one a year. */
export const GRAINS = ["months", "years"] as const;
export type Grain = (typeof GRAINS)[number];

/** What may be consented to by one tick: a measure of a source, at one grain. */
export interface Offer {
  readonly id: string;
  readonly source: Source;
  readonly ref: MeasureRef;
  readonly grain: Grain;
  /** in order of period */
  readonly readings: readonly ImportedReading[];
}

/** Does what is contributed from there on have that period? */
export const isFrom = (period: string, from: string): boolean => period >= from.slice(0, period.length);

const isMonth = ({ period }: ImportedReading): boolean => parsePeriod(period).step === "month";

/** Totals of the calendar years of which all twelve months are there, where the source gives none itself. */
function yearsFrom(months: readonly ImportedReading[], given: readonly ImportedReading[]): ImportedReading[] {
  const known = new Set(given.map(({ period }) => period));
  const byYear = new Map<string, ImportedReading[]>();
  for (const month of months) {
    const year = month.period.slice(0, 4);
    byYear.set(year, [...(byYear.get(year) ?? []), month]);
  }
  return [...byYear].flatMap(([year, of]) => {
    const [first] = of;
    if (of.length !== 12 || known.has(year) || first === undefined) return [];
    const { domain, measure, unit, source } = first;
    const amount = of.reduce((sum, one) => sum + one.amount, 0);
    const missing = of.reduce((sum, one) => sum + (one.missing ?? 0), 0);
    return [
      {
        domain,
        measure,
        unit,
        source,
        period: year,
        amount,
        ...(of.some(({ estimated }) => estimated) ? { estimated: true as const } : {}),
        ...(missing > 0 ? { missing } : {}),
      },
    ];
  });
}

const byPeriod = (a: ImportedReading, b: ImportedReading): number => a.period.localeCompare(b.period);

/**
 * What can be consented to: each measure in use of each source, by month and by year.
 *
 * @param measures in use
 * @param month that it is, `YYYY-MM`: what has not begun is not offered
 */
export function offersOf(sources: readonly Source[], measures: readonly MeasureRef[], month: string): Offer[] {
  return sources.flatMap((source) =>
    measures.flatMap((ref) => {
      const of = source.readings.filter(
        ({ domain, measure, period }) =>
          `${domain}.${measure}` === ref.key && isFrom(period, source.from) && readingHasBegun(period, month),
      );
      const months = of.filter(isMonth).sort(byPeriod);
      const given = of.filter((one) => !isMonth(one));
      const years = [...given, ...yearsFrom(months, given)].sort(byPeriod);
      const offer = (grain: Grain, readings: readonly ImportedReading[]): Offer[] =>
        readings.length === 0 ? [] : [{ id: `${source.id} ${ref.key} ${grain}`, source, ref, grain, readings }];
      return [...offer("months", months), ...offer("years", years)];
    }),
  );
}

/** Measures that any source has something to offer of. */
export function measuresOffered(offers: readonly Offer[]): MeasureRef[] {
  return [...new Set(offers.map(({ ref }) => ref))];
}

/** What must be asked about the home for these measures, and nothing more; always in the same order. */
export function attributesOf(measures: readonly MeasureRef[]): AttributeName[] {
  return ATTRIBUTE_NAMES.filter((name) =>
    measures.some(({ measure }) => measure.similarity.attributes.some((one) => one === name)),
  );
}

/**
 * The readings that are sent: of two sources that give the same measure and period, the first one's.
 */
export function readingsOf(chosen: readonly Offer[]): ImportedReading[] {
  return firstOfEach(chosen.flatMap(({ readings }) => readings));
}
