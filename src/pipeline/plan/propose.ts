import type { Step } from "../../contract/period.ts";
import type { Settings } from "../../contract/settings.ts";
import { type BudgetTerms, type ForecastArea, proposeTerms, QUANTITIES } from "../../privacy/forecast/index.ts";
import { sum, toNumber } from "../../privacy/index.ts";
import type { Territory } from "../../territory/index.ts";
import { planMeasures, planStreams } from "./measures.ts";
import { makePlan, type Plan } from "./plan.ts";
import { type Prediction, predictMeasure } from "./predict.ts";

/** A calendar for a number of households, with the shares and the streams that go with it; k, ε and δ stay. */
export interface Proposal {
  readonly households: number;
  /** null where not even the whole territory, once a year and with a single stream, would be worth publishing */
  readonly calendar: Readonly<Record<string, Step | "never">> | null;
  /** L, never more than the settings' */
  readonly streams: number;
  readonly levelShares: Readonly<Record<string, number>>;
  /** what it would publish of the first measure; others differ in their number of types, and where their leaves have a lower clamp */
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
  const { counts, revision, weights } = settings.budget.shares;
  const planOf = ({ calendar, streams: most, levelShares }: BudgetTerms): Plan => {
    // Shares found for another calendar do not fit this one: they are searched for again.
    const searched = weights ? { revision, weights } : { revision };
    const shares = counts === undefined ? searched : { ...settings.budget.shares, levels: levelShares };
    // Lower clamps of leaves are refused where no leaf is published.
    const clamps = calendar[territory.levels.at(-1) ?? ""] === "never" ? withoutLeaves(settings.clamps) : settings.clamps;
    const terms = { ...settings, calendar, clamps, streams: most, budget: { ...settings.budget, shares } };
    return makePlan({ ...terms, expected_households: households }, territory);
  };
  const give = (terms: BudgetTerms): Prediction[] => {
    const plan = planOf(terms);
    const [first] = plan.measures;
    return first ? predictMeasure(plan, first, households, areas) : [];
  };
  const best = proposeTerms({ levels: territory.levels, areas, households, streams, give });
  if (!best) return { households, calendar: null, streams, levelShares: {}, predictions: [] };
  const { given, ...terms } = best;
  const levelShares = counts === undefined ? sharesOfLevels(planOf(terms)) : terms.levelShares;
  return { households, ...terms, levelShares, predictions: given };
}

function withoutLeaves(clamps: Settings["clamps"]): Settings["clamps"] {
  return Object.fromEntries(Object.entries(clamps).map(([key, { leaf: _, ...clamp }]) => [key, clamp]));
}

/** What each level has of the year, rounded to hundredths. */
function sharesOfLevels({ levels, split }: Plan): Record<string, number> {
  const total = toNumber(sum(split.flatMap((share) => QUANTITIES.map((quantity) => share[quantity]))));
  const part = (level: string) => sum(split.flatMap((share) => (share.level === level ? QUANTITIES.map((q) => share[q]) : [])));
  return Object.fromEntries(levels.map(({ level }) => [level, Math.round((100 * toNumber(part(level))) / total) / 100]));
}
