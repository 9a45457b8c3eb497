import type { Measurement } from "../../src/contract/observation.ts";
import type { WithMargin } from "../shared/reliable-interval.ts";
import { Z95 } from "./correlation.ts";
import { type Axis, keyOf } from "./selection.ts";

/** Widest margin, as a share of the mean of all the places, with which a place's own mean tells of a link. */
export const WIDEST = 0.25;

interface MeasuredCell {
  readonly code: string;
  readonly count: number;
  readonly countVariance: number;
  readonly sum: number;
  readonly sumVariance: number;
  readonly centre: number;
}

/** Cells of a subject, in base units. Those of small places under a lower clamp are left out: a model raises their amounts. */
function cellsOf(rows: readonly Measurement[], { measure, type, period }: Axis): MeasuredCell[] {
  const own = rows.filter((row) => keyOf(row) === measure && row.TIME_PERIOD === period && row.HOUSEHOLD_TYPE === type);
  const counts = new Map(own.flatMap((row) => (row.QUANTITY === "COUNT" ? [[row.REF_AREA, row]] : [])));
  const varianceOf = (row: Measurement): number => Number(row.VARIANCE_NUM) / Number(row.VARIANCE_DEN);
  const cells = own.flatMap((row): MeasuredCell[] => {
    const count = row.QUANTITY === "CENTRED_SUM" ? counts.get(row.REF_AREA) : undefined;
    if (!count) return [];
    const scale = Number(row.SCALE);
    return [
      {
        code: row.REF_AREA,
        count: Number(count.NOISY),
        countVariance: varianceOf(count),
        sum: Number(row.NOISY) / scale,
        sumVariance: varianceOf(row) / scale ** 2,
        centre: Number(row.CENTRE) / scale,
      },
    ];
  });
  const highest = Math.max(...cells.map(({ centre }) => centre));
  return cells.filter(({ centre }) => centre === highest);
}

/**
 * The measured means of places, without any model, in base units; of those with homes enough. Which these are follows from the mean
 * of all the places and from the homes that count and sum let expect at that mean, whose error is independent of that of the place's
 * own mean (decision 0098): means chosen because they came out high would be linked by that alone.
 */
export function measuredMeans(
  rows: readonly Measurement[],
  axis: Axis,
  codes: ReadonlySet<string>,
): ReadonlyMap<string, WithMargin> {
  const cells = cellsOf(rows, axis).filter(({ code }) => codes.has(code));
  const [sum, homes] = [cells.reduce((all, cell) => all + cell.sum, 0), cells.reduce((all, { count }) => all + count, 0)];
  const usual = sum / homes;
  return new Map(
    cells.flatMap(({ code, centre, count, countVariance, sum, sumVariance }) => {
      const [ofCount, ofSum] = [1 / countVariance, usual / sumVariance];
      const expected = (count * ofCount + sum * ofSum) / (ofCount + usual * ofSum);
      const halfOf = (off: number): number => Z95 * Math.sqrt(sumVariance + off ** 2 * countVariance);
      if (Math.min(count, expected) <= 0 || halfOf(usual) > WIDEST * (centre + usual) * expected) return [];
      const [value, half] = [centre + sum / count, halfOf(sum / count) / count];
      return [[code, { value, lower: value - half, upper: value + half }]];
    }),
  );
}
