import { createHash } from "node:crypto";
import { canonicalJson, type Json } from "../contract/canonical.ts";
import type { YearTerms } from "../ledger/index.ts";
import { frequencies } from "./plan/levels.ts";
import type { PlannedMeasure } from "./plan/measures.ts";
import type { Plan } from "./plan/plan.ts";

/** sha256 of a value's canonical JSON. */
export function digest(value: unknown): string {
  return createHash("sha256")
    .update(canonicalJson(value as Json))
    .digest("hex");
}

/**
 * What defines a measure's cells, as a release states it: how many months, which types of households, and whether its histograms
 * have finer bins. It holds no words for people.
 */
export function measureDefinition({ measure: { coverage, similarity, heaped } }: PlannedMeasure) {
  return {
    coverage,
    classes: similarity.classes.map(({ code, where }) => ({
      code,
      where: Object.fromEntries(Object.entries(where).map(([name, values]) => [name, [...values]])),
    })),
    rungs: similarity.rungs.map(({ code, classes }) => ({ code, classes: [...classes] })),
    ...(heaped && { heaped }),
  };
}

/** The clamps of leaves in base units: that of leaves which are not named, and those of leaves that are. */
function leafMeaning({ upper, areas }: NonNullable<PlannedMeasure["leaf"]>) {
  const named = Object.fromEntries([...areas].map(([area, clamp]) => [area, String(clamp)]));
  return areas.size > 0 ? [String(upper), named] : [String(upper)];
}

/**
 * The terms that the ledger opens a year with: what the year may spend, and a digest of all that shares it out and says what a
 * cell is (which measures, bounded by what, of which types of households, in which territory). The commons' own name, contacts
 * and languages are not in the digest, and can be corrected at any time. Names of areas are in it, through the territory's
 * sha256.
 */
export function yearTerms(plan: Plan, territorySha256: string): YearTerms {
  const { budget, settings, territory, measures, streams } = plan;
  const { k, currency } = settings;
  const calendar = Object.fromEntries(frequencies(settings, territory));
  const meanings = measures.map((measure) => {
    const { coverage, classes, rungs, heaped } = measureDefinition(measure);
    const leaf = measure.leaf ? leafMeaning(measure.leaf) : [];
    return [measure.key, String(measure.upper), coverage, classes, rungs, ...leaf, ...(heaped ? ["heaped"] : [])];
  });
  return {
    epsilon: budget.epsilon,
    ...(settings.budget.odds === undefined ? {} : { odds: settings.budget.odds }),
    // Half of δ pays for the conversion; the gates have the other half.
    allowed: { rho: budget.rho, delta: budget.conversionDelta },
    conversion: budget.conversionDelta,
    streams,
    k,
    terms: digest([k, settings.budget, calendar, streams, currency, meanings, territorySha256]),
  };
}
