import type { Step } from "../../contract/period.ts";
import type { Settings } from "../../contract/settings.ts";
import { type BudgetTerms, type ForecastArea, proposeTerms } from "../../privacy/forecast/index.ts";
import type { Territory } from "../../territory/index.ts";
import { planMeasures, planStreams } from "./measures.ts";
import { makePlan } from "./plan.ts";
import { type Prediction, predictMeasure } from "./predict.ts";

/** A calendar for a number of households, with the shares and the streams that go with it; k, ε and δ stay. */
export interface Proposal {
  readonly households: number;
  /** null where not even the whole territory, once a year and with a single stream, would be worth publishing */
  readonly calendar: Readonly<Record<string, Step | "never">> | null;
  /** L, never more than the settings' */
  readonly streams: number;
  readonly levelShares: Readonly<Record<string, number>>;
  /** what it would publish, of the first measure: others differ in their number of types alone */
  readonly predictions: readonly Prediction[];
}

/**
 * The finest calendar in which every published level is worthwhile (`proposeTerms`), as these settings would have it.
 *
 * @param settings as they stand; their calendar, streams and shares of levels are replaced
 * @param areas the territory's, or with the dwellings of those where households are recruited alone
 */
export function propose(
  settings: Settings,
  territory: Territory,
  households: number,
  areas: readonly ForecastArea[] = territory.areas,
): Proposal {
  const streams = planStreams(settings, planMeasures(settings));
  const give = ({ calendar, streams: most, levelShares }: BudgetTerms): Prediction[] => {
    const budget = { ...settings.budget, shares: { ...settings.budget.shares, levels: levelShares } };
    const plan = makePlan({ ...settings, calendar, streams: most, budget }, territory);
    const [first] = plan.measures;
    return first ? predictMeasure(plan, first, households, areas) : [];
  };
  const found = proposeTerms({ levels: territory.levels, areas, households, streams, give });
  if (!found) return { households, calendar: null, streams, levelShares: {}, predictions: [] };
  const { given, ...terms } = found;
  return { households, ...terms, predictions: given };
}
