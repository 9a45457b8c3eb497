import { createHash } from "node:crypto";
import { canonicalJson, type Json } from "../contract/canonical.ts";
import type { YearTerms } from "../ledger/index.ts";
import { frequencies } from "./plan/levels.ts";
import { meanings } from "./plan/meaning.ts";
import type { Plan } from "./plan/plan.ts";

/**
 * What the ledger opens a year with: what the year may spend, and a digest of all that shares it out and says what a
 * cell is: which measures, bounded by what, of which types of households, in which territory. The commons' own name, contacts
 * and languages are not in it: they may be mended at any time. Names of areas are, by the digest of the territory.
 */
export function yearTerms(plan: Plan, territorySha256: string): YearTerms {
  const { budget, settings, territory, measures, streams } = plan;
  const { k, currency } = settings;
  const calendar = Object.fromEntries(frequencies(settings, territory));
  const shared = [k, settings.budget, calendar, streams, currency, meanings(measures), territorySha256];
  return {
    epsilon: budget.epsilon,
    // Half of δ pays for the conversion; the gates have the other half.
    allowed: { rho: budget.rho, delta: budget.conversionDelta },
    conversion: budget.conversionDelta,
    streams,
    k,
    terms: createHash("sha256")
      .update(canonicalJson(shared as unknown as Json))
      .digest("hex"),
  };
}
