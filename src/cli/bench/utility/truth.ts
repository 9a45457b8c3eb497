import { classOf } from "../../../domains/index.ts";
import type { PublicationPlan } from "../../../pipeline/index.ts";
import type { SnapshotHousehold } from "../../../vault/index.ts";

/** Number of a cell's contributors, and their clamped and unclamped means, in the display unit per month. */
export interface Truth {
  readonly households: number;
  readonly mean: number;
  readonly unclamped: number;
}

/** Key of a cell: `measure\narea\ntype`. */
export const truthKey = (measure: string, area: string, type: string): string => `${measure}\n${area}\n${type}`;

/**
 * The true values of every cell, by the rules of `pipelines/20_*.sql` and `30_*.sql`, written again without SQL: a household's
 * yearly total if given, else the mean of its months if there are enough; clamped; averaged over the households of each area and
 * type.
 */
export function truthOf(publication: PublicationPlan, households: Iterable<SnapshotHousehold>): Map<string, Truth> {
  const { territory } = publication.plan;
  const { id, months, step } = publication.period;
  const own = new Set(months);
  const sums = new Map<string, { n: number; clamped: number; all: number }>();
  for (const { household, readings } of households) {
    const areas = territory.lineage(household.area).map(({ code }) => code);
    for (const { measure, scale } of publication.measures) {
      const mine = readings.filter((one) => one.domain === measure.domain.id && one.measure === measure.measure.id);
      const total = step === "year" ? mine.find(({ period }) => period === id) : undefined;
      const inMonths = mine.filter(({ period }) => own.has(period));
      if (!total && (inMonths.length === 0 || !scale.weights.has(inMonths.length))) continue;
      const amount = total ? total.amount / 12 : inMonths.reduce((sum, one) => sum + one.amount, 0) / inMonths.length;
      const clamped = Math.min(amount, Number(measure.upper));
      for (const area of areas) {
        for (const type of ["_T", classOf(measure.measure, household)]) {
          const key = truthKey(measure.key, area, type);
          const cell = sums.get(key) ?? { n: 0, clamped: 0, all: 0 };
          sums.set(key, cell);
          cell.n++;
          cell.clamped += clamped / Number(measure.factor);
          cell.all += amount / Number(measure.factor);
        }
      }
    }
  }
  return new Map([...sums].map(([key, { n, clamped, all }]) => [key, { households: n, mean: clamped / n, unclamped: all / n }]));
}
