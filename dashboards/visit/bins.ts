import type { MeasureRef } from "../../src/domains/index.ts";
import type { Bin } from "../charts/hundred.ts";
import { publishedBins } from "../shared/published-bins.ts";
import type { PublicCommons } from "./commons.ts";

/** The published histogram of a group, in order; empty where there is none. */
export function binsOf(commons: PublicCommons, ref: MeasureRef, area: string, type: string): Bin[] {
  const period = commons.main?.period ?? "";
  return publishedBins(commons.distributions ?? [], {
    DOMAIN: ref.domain.id,
    MEASURE: ref.measure.id,
    REF_AREA: area,
    HOUSEHOLD_TYPE: type,
    TIME_PERIOD: period,
  });
}
