import { ATTRIBUTE_NAMES, type AttributeName } from "../../src/contract/attributes.ts";
import { parsePeriod, readingHasBegun } from "../../src/contract/period.ts";
import type { MeasureRef } from "../../src/domains/index.ts";
import { firstOfEach } from "../../src/importers/contributed-reading.ts";
import type { ImportedReading } from "../../src/importers/report.ts";

/** One thing that a person brought: a file, several files that belong together, or all typed figures. */
export interface Source {
  readonly id: string;
  /** the names of the files, or "figures typed"; it stays in the page */
  readonly title: string;
  readonly readings: readonly ImportedReading[];
  /** earliest month to contribute, `YYYY-MM`; earlier readings stay in the browser */
  readonly from: string;
}

/** Whether an offer holds one whole number per month or one per year. */
export const GRAINS = ["months", "years"] as const;
export type Grain = (typeof GRAINS)[number];

/** What one tick consents to: a measure of a source, by month or by year. */
export interface Offer {
  readonly id: string;
  readonly source: Source;
  readonly ref: MeasureRef;
  readonly grain: Grain;
  /** true: the sums of months that are offered beside it, which say the same: either goes in the place of the other */
  readonly isSum: boolean;
  /** in order of period */
  readonly readings: readonly ImportedReading[];
}

/** Tells whether a period is contributed where `from` is the first month. A year in which `from` lies counts as a whole. */
export const isOffered = (period: string, from: string): boolean => period >= from.slice(0, period.length);

const isMonth = ({ period }: ImportedReading): boolean => parsePeriod(period).step === "month";

/** Totals of calendar years with all twelve months, where the source has no total of its own. */
function yearsFrom(months: readonly ImportedReading[], given: readonly ImportedReading[]): ImportedReading[] {
  const givenYears = new Set(given.map(({ period }) => period));
  const byYear = new Map<string, ImportedReading[]>();
  for (const month of months) {
    const year = month.period.slice(0, 4);
    byYear.set(year, [...(byYear.get(year) ?? []), month]);
  }
  return [...byYear].flatMap(([year, monthsOfYear]) => {
    const [first] = monthsOfYear;
    if (monthsOfYear.length !== 12 || givenYears.has(year) || first === undefined) return [];
    const { domain, measure, unit, source } = first;
    const amount = monthsOfYear.reduce((sum, one) => sum + one.amount, 0);
    const missing = monthsOfYear.reduce((sum, one) => sum + (one.missing ?? 0), 0);
    return [
      {
        domain,
        measure,
        unit,
        source,
        period: year,
        amount,
        ...(monthsOfYear.some(({ estimated }) => estimated) ? { estimated: true as const } : {}),
        ...(missing > 0 ? { missing } : {}),
      },
    ];
  });
}

const byPeriod = (a: ImportedReading, b: ImportedReading): number => a.period.localeCompare(b.period);

/**
 * Everything that can be consented to: each measure in use of each source, by month and by year. `month` is the current one
 * (`YYYY-MM`): a period that has not begun is not offered.
 */
export function offersOf(sources: readonly Source[], measures: readonly MeasureRef[], month: string): Offer[] {
  return sources.flatMap((source) =>
    measures.flatMap((ref) => {
      const of = source.readings.filter(
        ({ domain, measure, period }) =>
          `${domain}.${measure}` === ref.key && isOffered(period, source.from) && readingHasBegun(period, month),
      );
      const months = of.filter(isMonth).sort(byPeriod);
      const given = of.filter((one) => !isMonth(one));
      const offersAt = (name: string, grain: Grain, readings: readonly ImportedReading[]): Offer[] => {
        const offer = { id: `${source.id} ${ref.key} ${name}`, source, ref, grain, isSum: name === "sums", readings };
        return readings.length === 0 ? [] : [offer];
      };
      return [
        ...offersAt("months", "months", months),
        ...offersAt("years", "years", given.sort(byPeriod)),
        ...offersAt("sums", "years", yearsFrom(months, given).sort(byPeriod)),
      ];
    }),
  );
}

/** The attributes of a home that these measures need, and no others, in a fixed order. */
export function attributesOf(measures: readonly MeasureRef[]): AttributeName[] {
  return ATTRIBUTE_NAMES.filter((name) =>
    measures.some(({ measure }) => measure.similarity.attributes.some((one) => one === name)),
  );
}

/** The readings that are sent. Where two sources give the same measure and period, the first one wins. */
export function readingsOf(chosen: readonly Offer[]): ImportedReading[] {
  return firstOfEach(chosen.flatMap(({ readings }) => readings));
}

/** Tells whether one offer is the sums of the other's months: who sends the months has said their sums. */
export function isSameTwice(a: Offer, b: Offer): boolean {
  const [sums, months] = a.isSum ? [a, b] : [b, a];
  return a.ref === b.ref && a.source.id === b.source.id && sums.isSum && months.grain === "months";
}

type SaidTwice = readonly [ImportedReading, ImportedReading];

/** Two sources that give different amounts for the same periods of a measure. */
export interface Disagreement {
  readonly ref: MeasureRef;
  /** what the one says, and what the other does of the same period; one at least */
  readonly readings: readonly [SaidTwice, ...SaidTwice[]];
  readonly sources: readonly [Source, Source];
  /** most of what one of them has is among them: it is the same figures said twice, of which one is wrong. False: one goes on where the other ends */
  readonly isRival: boolean;
}

/** Above this share of the larger amount two are different ones: one may be rounded, as on a bill. */
const ROUNDED = 0.05;

/** Where sources disagree: of each two the months, else the years. */
export function disagreementsOf(offers: readonly Offer[]): Disagreement[] {
  const found = offers.flatMap((a, i) =>
    offers.slice(i + 1).flatMap((b): Disagreement[] => {
      if (a.ref !== b.ref || a.grain !== b.grain) return [];
      const others = new Map(b.readings.map((one) => [one.period, one]));
      const [first, ...more] = a.readings.flatMap((one): SaidTwice[] => {
        const other = others.get(one.period) ?? one;
        const isSame = Math.abs(one.amount - other.amount) <= ROUNDED * Math.max(one.amount, other.amount);
        return isSame ? [] : [[one, other]];
      });
      if (first === undefined) return [];
      const isRival = 2 * (1 + more.length) >= Math.min(a.readings.length, b.readings.length);
      return [{ ref: a.ref, readings: [first, ...more], sources: [a.source, b.source], isRival }];
    }),
  );
  const keyOf = ({ ref, sources }: Disagreement): string => [ref.key, ...sources.map(({ id }) => id)].join(" ");
  return found.filter((one, i) => found.findIndex((other) => keyOf(other) === keyOf(one)) === i);
}

/** The offers that are not sent together with one: months and their own sums, and those of the same measure of a source that says something else of it. */
export function rivalsOf(offer: Offer, offers: readonly Offer[]): Offer[] {
  const { ref, source } = offer;
  const rivals = disagreementsOf(offers).flatMap((one) =>
    one.isRival && one.ref === ref && one.sources.some(({ id }) => id === source.id) ? one.sources.map(({ id }) => id) : [],
  );
  const isOther = (one: Offer): boolean => one.source.id !== source.id && rivals.includes(one.source.id);
  return offers.filter((one) => one.ref === ref && (isOther(one) || isSameTwice(one, offer)));
}
