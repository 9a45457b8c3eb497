import type { ForecastArea } from "../../privacy/forecast/index.ts";
import { makePlan, type Plan } from "./plan.ts";
import { predict, predictMeasure } from "./predict.ts";

export type RevisionForecast = ReturnType<typeof forecastRevision>;

/** The reserve that is assumed where the settings keep none. */
export const ASSUMED_RESERVE = 0.2;

/**
 * What the annual revision would give, and what its reserve costs every other publication of the year, from settings and public
 * numbers alone. A reserve that the settings keep is compared with none; where they keep none, none is compared with a fifth of
 * the year. The other parts change in proportion. k, ε and δ stay.
 *
 * @param households expected to contribute each measure, in all of the areas together
 * @param areas the territory's, or with the dwellings of those where households are recruited alone
 */
export function forecastRevision(plan: Plan, households: number, areas: readonly ForecastArea[] = plan.territory.areas) {
  const { revision } = plan.settings.budget.shares;
  const isKept = revision > 0;
  const reserving = isKept ? plan : withReserve(plan, ASSUMED_RESERVE);
  const sparing = isKept ? withReserve(plan, 0) : plan;
  const year = { levels: reserving.levels, revision: 1, step: "year" } as const;
  const isDue = plan.levels.some(({ step }) => step === "year");
  return {
    /** part of the year's ρ that the reserve has */
    reserve: isKept ? revision : ASSUMED_RESERVE,
    /** the settings keep it; false: they keep none, and this is what `ASSUMED_RESERVE` would give */
    kept: isKept,
    /**
     * every table of the revision, which is made once; none where no level is published by the year, for there is nothing to
     * revise
     */
    revision: (isDue ? reserving.measures : []).flatMap((measure) => predictMeasure(reserving, measure, households, areas, year)),
    /** the year's publications with the reserve, and without one, in the same order */
    publications: { reserved: predict(reserving, households, areas), unreserved: predict(sparing, households, areas) },
  };
}

/** Decimals that shares are rounded to: they have to add up to 1 exactly. */
const DECIMALS = 12;

/** A plan with another reserve, and its other shares in proportion. */
function withReserve({ settings, territory }: Plan, revision: number): Plan {
  const { shares } = settings.budget;
  const budget = { ...settings.budget, shares: { ...shares, ...evenReserve(shares, revision), revision } };
  return makePlan({ ...settings, budget }, territory);
}

/** Even shares for another reserve, rounded so that they add up. Parts stated table by table divide all but the reserve, and stay. */
function evenReserve(shares: Plan["settings"]["budget"]["shares"], revision: number) {
  if (shares.counts === undefined || shares.histograms === undefined) return {};
  const rounded = (share: number) => Number(share.toFixed(DECIMALS));
  const part = (share: number) => Math.max(rounded((share * (1 - revision)) / (1 - shares.revision)), 10 ** -DECIMALS);
  const [counts, histograms] = [part(shares.counts), part(shares.histograms)];
  return { counts, sums: rounded(1 - revision - counts - histograms), histograms };
}
