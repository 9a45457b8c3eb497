import { CONTRIBUTIONS, type Manifest, type PrivacyReport } from "../contract/manifest.ts";
import { epsilonOf } from "../release/epsilon.ts";
import type { Finding } from "../release/folder.ts";
import { compareFractions, parseFraction, toNumber } from "./fraction.ts";

/** Rounding of the last digits of a number that somebody else computed. */
const NEAR = 1e-9;

/** Is what several contributions of one household would cost what the year's ρ makes it, and is eligibility what the settings say? */
export function severalFindings({ settings, year, privacy }: Manifest, { several, ledger }: PrivacyReport): Finding[] {
  const faults: string[] = [];
  const on = settings.eligibility === undefined ? "off" : "on";
  if (several.eligibility !== on) faults.push(`eligibility is ${on} by the settings; the report says ${several.eligibility}`);
  const said = several.costs.map(({ contributions }) => contributions).join(", ");
  if (said !== CONTRIBUTIONS.join(", "))
    faults.push(`the table is of ${said} contributions; expected ${CONTRIBUTIONS.join(", ")}`);
  const opened = ledger.find((entry) => entry.kind === "opened" && entry.year === year);
  const one = parseFraction(privacy.year.rho);
  for (const { contributions, rho, epsilon } of several.costs) {
    const cost = { num: one.num * BigInt(contributions) ** 2n, den: one.den };
    if (compareFractions(cost, parseFraction(rho)) !== 0)
      faults.push(`rho of ${contributions} contributions is ${contributions}² times ${privacy.year.rho}; the report says ${rho}`);
    if (opened?.kind !== "opened") continue;
    const found = epsilonOf(toNumber(cost), toNumber(parseFraction(opened.conversion)));
    if (Math.abs(found - epsilon) > NEAR * found)
      faults.push(`epsilon of ${contributions} contributions is ${found}; the report says ${epsilon}`);
  }
  return faults.map((detail) => ({ file: "privacy.json", promise: "several contributions", detail }));
}
