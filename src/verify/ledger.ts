import { type LedgerEntry, ofKind } from "../contract/chain.ts";
import { CONTRIBUTIONS, type Spend } from "../contract/manifest.ts";
import { budgetFaults, epsilonIn, openingFaults, worst } from "./budget.ts";
import { chainFaults } from "./chain.ts";
import { checksOf, type Faults, type PromiseCheck } from "./check.ts";
import { type Documents, REPORT_FILE } from "./documents.ts";
import { Fraction, isNear } from "./fraction.ts";

/**
 * The report's ledger holds together, every year was opened within bounds, none costs more than its opening allowed, and what the
 * manifest says was spent is what the ledger adds up to: ρ exactly, ε and δ converted anew.
 */
export const LEDGER_CHECKS: readonly PromiseCheck<Documents>[] = checksOf(REPORT_FILE, {
  "ledger chain": linkFaults,
  ledger: entryFaults,
  budget: spendFaults,
  "several contributions": severalFaults,
});

function* linkFaults({ manifest, report: { ledger } }: Documents): Faults {
  yield* chainFaults(ledger);
  const [first, last] = [ledger[0], ledger.at(-1)];
  if (first && first.commons !== manifest.commons)
    yield `it is of the commons ${first.commons}; the manifest's is ${manifest.commons}`;
  if (manifest.ledger_head !== last?.hash) yield "its last entry is not the manifest's ledger_head";
}

/** A release carries the chain as it was when its own draw was stored, and no further. */
function* entryFaults({ manifest: { id, year }, report: { ledger }, debits, opened }: Documents): Faults {
  if (debits.length !== 1) yield `${id} has ${debits.length} debits; expected 1`;
  if (debits[0] && debits[0].year !== year) yield `the debit is of ${debits[0].year}, the release of ${year}`;
  const [drawn] = ofKind(ledger.slice(-1), "drawn");
  if (drawn?.publication !== id) yield `the last entry is not the draw of ${id}`;
  if (!opened) yield `${year} is not opened`;
}

function* spendFaults({ manifest: { year, privacy }, report: { ledger }, debits, opened }: Documents): Faults {
  yield* openingFaults(ledger);
  yield* budgetFaults(ledger);
  if (!opened) return;
  const delta = (gates: Fraction) => gates.add(opened.conversion).valueOf();
  const claims: [string, readonly LedgerEntry[], Spend][] = [
    ["this release's", debits, privacy.this_release],
    ["the year's", ledger.filter((entry) => entry.year === year), privacy.year],
    ["the lifetime's", ledger, privacy.lifetime],
  ];
  const doubles: [string, number, number][] = [
    ["the epsilon that is allowed", opened.epsilon, privacy.epsilon_allowed],
    ["the delta that is allowed", delta(new Fraction(opened.gates)), privacy.delta_allowed],
  ];
  for (const [what, entries, claim] of claims) {
    const rho = worst(entries, "rho");
    if (!rho.equals(claim.rho)) yield `${what} rho is ${rho.toFraction()} by the ledger; the manifest says ${claim.rho}`;
    doubles.push([`${what} epsilon`, epsilonIn(opened, rho), claim.epsilon]);
    doubles.push([`${what} delta`, rho.equals(0) ? 0 : delta(worst(entries, "delta")), claim.delta]);
  }
  for (const [what, is, claim] of doubles)
    if (!isNear(claim, is)) yield `${what} is ${is} by the ledger; the manifest says ${claim}`;
}

/** m contributions of one household cost m² times the year's ρ; and who may contribute is what the settings say. */
function* severalFaults({ manifest: { settings, privacy }, report: { several }, opened }: Documents): Faults {
  const eligibility = settings.eligibility === undefined ? "off" : "on";
  if (several.eligibility !== eligibility)
    yield `eligibility is ${eligibility} by the settings; the report says ${several.eligibility}`;
  const listed = several.costs.map(({ contributions }) => contributions).join(", ");
  if (listed !== CONTRIBUTIONS.join(", ")) yield `the table is of ${listed} contributions; expected ${CONTRIBUTIONS.join(", ")}`;
  for (const { contributions, rho, epsilon } of several.costs) {
    const cost = new Fraction(privacy.year.rho).mul(contributions ** 2);
    if (!cost.equals(rho))
      yield `rho of ${contributions} contributions is ${contributions}² times ${privacy.year.rho}; the report says ${rho}`;
    const found = opened && epsilonIn(opened, cost);
    if (found !== undefined && !isNear(epsilon, found))
      yield `epsilon of ${contributions} contributions is ${found}; the report says ${epsilon}`;
  }
}
