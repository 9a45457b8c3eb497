import type { DistributionRow, Measurement } from "../../contract/observation.ts";
import { type Rational, toNumber } from "../../privacy/index.ts";
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
  const { scale } = cell.publication;
  const { count, sum, centre } = cell.plan;
  const row = (QUANTITY: Measurement["QUANTITY"], NOISY: bigint, variance: Rational, CENTRE: bigint, SCALE: bigint) => ({
    ...keyOf(cell, period),
    QUANTITY,
    NOISY,
    VARIANCE_NUM: variance.num,
    VARIANCE_DEN: variance.den,
    CENTRE,
    SCALE,
  });
  return [row("COUNT", drawn.count, count.variance, 0n, 1n), row("CENTRED_SUM", drawn.sum, sum.variance, centre, scale.scale)];
}

/** The noisy histogram of a published cell, where the plan gives it one: its bins, then groups of them. */
export function distributionOf(cell: MeasuredCell, drawn: DrawnCell, period: string): DistributionRow[] {
  const histogram = cell.plan.histogram;
  if (drawn.fate !== "published" || !drawn.bins || !histogram) return [];
  const edges = edgesOf(cell.publication);
  const key = keyOf(cell, period);
  const { bins } = drawn;
  const sigma = Math.sqrt(toNumber(histogram.variance));
  return cell.publication.measure.binned.places.map(({ from, to }, place) => ({
    ...key,
    BIN: place,
    LOWER: edges[Math.max(0, from - 1)] as number,
    UPPER: to === 0 ? 0 : (edges[to] ?? null),
    NOISY: bins[place] as bigint,
    SIGMA: sigma,
  }));
}
