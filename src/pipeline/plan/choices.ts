import { canonicalJson, type Json } from "../../contract/canonical.ts";
import type { Settings } from "../../contract/settings.ts";
import { EVEN_SHARES, type ForecastArea } from "../../privacy/forecast/index.ts";
import { makePlan, type Plan } from "./plan.ts";
import { predictMeasure } from "./predict.ts";

export type ShareChoice = ReturnType<typeof shareChoices>[number];

/**
 * What each way to share out the year would publish: as the settings state it, as the search finds it, and evenly (`EVEN_SHARES`).
 * `stated` is left out where it equals `found`.
 */
export function shareChoices(plan: Plan, households: number, areas: readonly ForecastArea[]) {
  const { settings, territory } = plan;
  const { revision, weights } = settings.budget.shares;
  const sharing = (shares: Settings["budget"]["shares"]) =>
    makePlan({ ...settings, budget: { ...settings.budget, shares } }, territory);
  const part = (share: number) => Number((share * (1 - revision)).toFixed(12));
  const [counts, sums] = [part(EVEN_SHARES.counts), part(EVEN_SHARES.sums)];
  const even = { counts, sums, histograms: Number((1 - revision - counts - sums).toFixed(12)), revision };
  const foundPlan = sharing({ revision, ...(weights && { weights }) });
  const textOf = ({ settings: { budget } }: Plan) => canonicalJson((budget.shares.tables ?? null) as unknown as Json);
  const others = [
    { shares: "found", plan: foundPlan },
    { shares: "even", plan: sharing(even) },
  ] as const;
  const choices = textOf(plan) === textOf(foundPlan) ? others : [{ shares: "stated", plan } as const, ...others];
  return choices.map(({ shares, plan: choicePlan }) => {
    const [measure] = choicePlan.measures;
    /** of the first measure: others differ by their number of types alone */
    return { shares, predictions: measure ? predictMeasure(choicePlan, measure, households, areas) : [] };
  });
}
