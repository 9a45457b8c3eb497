import type { DistributionRow, Measurement } from "../../contract/observation.ts";
import { toNumber } from "../../privacy/index.ts";
import type { DrawnCell } from "../payload.ts";
import type { MeasuredCell } from "../plan/cube.ts";
import { edgesOf } from "./edges.ts";

function keyOf(cell: MeasuredCell, period: string) {
  const { measure } = cell.publication;
  return {
    DOMAIN: measure.domain.id,
    MEASURE: measure.measure.id,
    AREA_LEVEL: cell.level,
    REF_AREA: cell.area.code,
    HOUSEHOLD_TYPE: cell.type,
    TIME_PERIOD: period,
  };
}

/** The noisy integers of a published cell, with the exact variance of their noise. */
export function measurementsOf(cell: MeasuredCell, drawn: DrawnCell, period: string): Measurement[] {
  if (drawn.fate !== "published") return [];
  const { scale, centre } = cell.publication;
  const key = keyOf(cell, period);
  const { count, sum } = cell.plan;
  return [
    {
      ...key,
      QUANTITY: "COUNT",
      NOISY: drawn.count,
      VARIANCE_NUM: count.variance.num,
      VARIANCE_DEN: count.variance.den,
      CENTRE: 0n,
      SCALE: 1n,
    },
    {
      ...key,
      QUANTITY: "CENTRED_SUM",
      NOISY: drawn.sum,
      VARIANCE_NUM: sum.variance.num,
      VARIANCE_DEN: sum.variance.den,
      CENTRE: centre,
      SCALE: scale.scale,
    },
  ];
}

/** The noisy histogram of a published cell, 32 rows, where the plan gives it one. */
export function distributionOf(cell: MeasuredCell, drawn: DrawnCell, period: string): DistributionRow[] {
  const histogram = cell.plan.histogram;
  if (drawn.fate !== "published" || !drawn.bins || !histogram) return [];
  const edges = edgesOf(cell.publication);
  const key = keyOf(cell, period);
  return drawn.bins.map((bin, i) => ({
    ...key,
    BIN: i,
    LOWER: edges[Math.max(0, i - 1)] as number,
    UPPER: i === 0 ? 0 : (edges[i] ?? null),
    NOISY: bin,
    SIGMA: Math.sqrt(toNumber(histogram.variance)),
  }));
}
