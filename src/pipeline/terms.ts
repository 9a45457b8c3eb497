import { createHash } from "node:crypto";
import { canonicalJson, type Json } from "../contract/canonical.ts";
import type { YearTerms } from "../ledger/index.ts";
import type { Plan } from "./plan/plan.ts";

/**
 * What the ledger opens a year with: what the year may spend, and a digest of all that shares it out and says what a
 * cell is. Names, contacts and languages are not in it: they may be mended at any time.
 */
export function yearTerms(plan: Plan, territorySha256: string): YearTerms {
  const { budget, settings, measures, streams } = plan;
  const { k, calendar = null, currency } = settings;
  const clamps = measures.map(({ key, upper }) => [key, String(upper)]);
  const shared = [k, settings.budget, calendar, streams, currency, clamps, territorySha256];
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
