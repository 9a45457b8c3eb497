import type { DistributionRow, Measurement } from "../../contract/observation.ts";
import { type Rational, toNumber } from "../../privacy/index.ts";
import type { DrawnCell } from "../payload.ts";
import type { MeasuredCell } from "../plan/cube.ts";
import { edgesOf } from "./edges.ts";

/** The noisy integers of a published cell, with the exact variance of their noise. */
export function measurementsOf(
  { publication, level, area, type, plan }: MeasuredCell,
  drawn: DrawnCell,
  period: string,
): Measurement[] {
  if (drawn.fate !== "published") return [];
  const { measure, scale } = publication;
  const { count, sum, centre } = plan;
  // Every column is written out: a row that is made from another one by `...` takes several times as long.
  const row = (
    QUANTITY: Measurement["QUANTITY"],
    NOISY: bigint,
    variance: Rational,
    CENTRE: bigint,
    SCALE: bigint,
  ): Measurement => ({
    DOMAIN: measure.domain.id,
    MEASURE: measure.measure.id,
    AREA_LEVEL: level,
    REF_AREA: area.code,
    HOUSEHOLD_TYPE: type,
    TIME_PERIOD: period,
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
export function distributionOf(
  { publication, level, area, type, plan }: MeasuredCell,
  drawn: DrawnCell,
  period: string,
): DistributionRow[] {
  const { histogram } = plan;
  if (drawn.fate !== "published" || !drawn.bins || !histogram) return [];
  const { measure } = publication;
  const edges = edgesOf(publication);
  const { bins } = drawn;
  const sigma = Math.sqrt(toNumber(histogram.variance));
  return measure.binned.places.map(
    ({ from, to }, place): DistributionRow => ({
      DOMAIN: measure.domain.id,
      MEASURE: measure.measure.id,
      AREA_LEVEL: level,
      REF_AREA: area.code,
      HOUSEHOLD_TYPE: type,
      TIME_PERIOD: period,
      BIN: place,
      LOWER: edges[Math.max(0, from - 1)] as number,
      UPPER: to === 0 ? 0 : (edges[to] ?? null),
      NOISY: bins[place] as bigint,
      SIGMA: sigma,
    }),
  );
}
