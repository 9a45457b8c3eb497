import { hundredHomes } from "../charts/hundred.ts";
import { publishedBins } from "../shared/published-bins.ts";
import type { HomesOf } from "./place-kinds.ts";

/** A hundred homes of a kind by its published histogram; none where there is none. */
export const homesOfKind: HomesOf = ({ distributions }, { domain, measure }, { area, type, period }) =>
  hundredHomes(
    publishedBins(distributions, {
      DOMAIN: domain.id,
      MEASURE: measure.id,
      REF_AREA: area,
      HOUSEHOLD_TYPE: type,
      TIME_PERIOD: period,
    }),
  );
