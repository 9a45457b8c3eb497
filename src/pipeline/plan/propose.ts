import { STEPS, type Step, stepWithin } from "../../contract/period.ts";
import type { Settings } from "../../contract/settings.ts";
import type { ForecastArea } from "../../forecast/index.ts";
import type { Territory } from "../../territory/index.ts";
import { planMeasures, planStreams } from "./measures.ts";
import { makePlan, type Plan } from "./plan.ts";
import { type Prediction, predictMeasure } from "./predict.ts";
import { proposedShares } from "./shares.ts";

/** What a level must be expected to give: this part of the areas with contributors, and no wider a margin in the median one. */
export const WORTHWHILE = { published: 0.5, halfWidth: 0.2 } as const;

/** A calendar for a number of households, with the shares and the streams that go with it; k, ε and δ stay. */
export interface Proposal {
  readonly households: number;
  /** null where not even the whole territory, once a year and with a single stream, would be worth publishing */
  readonly calendar: Readonly<Record<string, Step | "never">> | null;
  /** L, never more than the settings' */
  readonly streams: number;
  readonly levelShares: Readonly<Record<string, number>>;
  /** what it would publish, of the first measure: others differ in their number of kinds alone */
  readonly predictions: readonly Prediction[];
}

/**
 * The finest calendar in which every published level is worthwhile. In this order: the most levels, then the most
 * streams, then the shortest steps, the whole's first; a level's step is never shorter than that of the level above.
 * Never a smaller k nor a larger ε: those are promises, not means (design, section 5).
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
  const most = planStreams(settings, planMeasures(settings));
  for (let depth = territory.levels.length; depth > 0; depth--) {
    const used = territory.levels.slice(0, depth);
    const levelShares = proposedShares(areas, used, households);
    const attempt = (steps: readonly Step[], streams: number): Proposal | null => {
      const calendar = Object.fromEntries(territory.levels.map((level, i) => [level, steps[i] ?? ("never" as const)]));
      const budget = { ...settings.budget, shares: { ...settings.budget.shares, levels: levelShares } };
      const predictions = predictFirst(makePlan({ ...settings, calendar, streams, budget }, territory), households, areas);
      return worthwhile(predictions) ? { households, calendar, streams, levelShares, predictions } : null;
    };
    // Once a year for all is the least a calendar can ask of the budget: where that fails, every other does.
    const least = used.map((): Step => "year");
    for (let streams = most; streams > 0; streams--) {
      if (!attempt(least, streams)) continue;
      for (const steps of calendars(depth)) {
        const found = attempt(steps, streams);
        if (found) return found;
      }
    }
  }
  return { households, calendar: null, streams: most, levelShares: {}, predictions: [] };
}

function predictFirst(plan: Plan, households: number, areas: readonly ForecastArea[]): Prediction[] {
  const [first] = plan.measures;
  return first ? predictMeasure(plan, first, households, areas) : [];
}

function worthwhile(predictions: readonly Prediction[]): boolean {
  return predictions
    .filter(({ table }) => table === "_T")
    .every(
      ({ published, reachable, halfWidth }) =>
        published >= WORTHWHILE.published * reachable && halfWidth !== null && halfWidth <= WORTHWHILE.halfWidth,
    );
}

/** Steps for that many levels from the whole down, none shorter than the one above; shortest first, the whole's first. */
function calendars(depth: number): Step[][] {
  if (depth === 0) return [[]];
  const shorter = calendars(depth - 1);
  return shorter.flatMap((steps) => {
    const above = steps.at(-1) ?? "month";
    return STEPS.filter((step) => stepWithin(above, step)).map((step) => [...steps, step]);
  });
}
