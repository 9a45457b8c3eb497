import type { LedgerEntry } from "../contract/chain.ts";
import { CONTRIBUTIONS, type Spend } from "../contract/manifest.ts";
import { budgetFaults, chainFaults, worst } from "./chain.ts";
import type { PromiseCheck } from "./check.ts";
import { type Documents, openingOf, REPORT_FILE } from "./contents.ts";
import { Fraction } from "./fraction.ts";
import { epsilonIn, openingFaults } from "./openings.ts";

/** Relative rounding error of a double that somebody else computed. */
const NEAR = 1e-9;

/**
 * The report's ledger holds together, every year was opened within bounds, none costs more than its opening allowed, and what the
 * manifest says was spent is what the ledger adds up to: ρ exactly, ε and δ converted anew.
 */
export const LEDGER_CHECKS: readonly PromiseCheck<Documents>[] = [
  { file: REPORT_FILE, promise: "ledger chain", faults: linkFaults },
  { file: REPORT_FILE, promise: "ledger", faults: entryFaults },
  { file: REPORT_FILE, promise: "budget", faults: spendFaults },
  { file: REPORT_FILE, promise: "several contributions", faults: severalFaults },
];

function linkFaults({ manifest, report: { ledger } }: Documents): string[] {
  const faults = chainFaults(ledger);
  const [first, last] = [ledger[0], ledger.at(-1)];
  if (first && first.commons !== manifest.commons)
    faults.push(`it is of the commons ${first.commons}; the manifest's is ${manifest.commons}`);
  if (manifest.ledger_head !== last?.hash) faults.push("its last entry is not the manifest's ledger_head");
  return faults;
}

/** A release carries the chain as it was when its own draw was stored, and no further. */
function entryFaults(documents: Documents): string[] {
  const { manifest, report } = documents;
  const [{ id, year }, { ledger }] = [manifest, report];
  const faults: string[] = [];
  const debits = debitsOf(id, ledger);
  if (debits.length !== 1) faults.push(`${id} has ${debits.length} debits; expected 1`);
  if (debits[0] && debits[0].year !== year) faults.push(`the debit is of ${debits[0].year}, the release of ${year}`);
  const last = ledger.at(-1);
  if (last?.kind !== "drawn" || last.publication !== id) faults.push(`the last entry is not the draw of ${id}`);
  if (!openingOf(documents)) faults.push(`${year} is not opened`);
  return faults;
}

function spendFaults(documents: Documents): string[] {
  const { manifest, report } = documents;
  const [{ id, year, privacy }, { ledger }] = [manifest, report];
  const faults = [...openingFaults(ledger), ...budgetFaults(ledger)];
  const opened = openingOf(documents);
  if (!opened) return faults;
  const [conversion, gates] = [new Fraction(opened.conversion), new Fraction(opened.gates)];
  const differ = (what: string, is: number, claim: number) => {
    if (!(Math.abs(is - claim) <= NEAR * Math.abs(is))) faults.push(`${what} is ${is} by the ledger; the manifest says ${claim}`);
  };
  const compare = (what: string, entries: readonly LedgerEntry[], claim: Spend) => {
    const rho = worst(entries, "rho");
    if (!rho.equals(claim.rho)) faults.push(`${what} rho is ${rho.toFraction()} by the ledger; the manifest says ${claim.rho}`);
    differ(`${what} epsilon`, epsilonIn(opened, rho), claim.epsilon);
    differ(`${what} delta`, rho.equals(0) ? 0 : worst(entries, "delta").add(conversion).valueOf(), claim.delta);
  };
  compare("this release's", debitsOf(id, ledger), privacy.this_release);
  const ofYear = ledger.filter((entry) => entry.year === year);
  compare("the year's", ofYear, privacy.year);
  compare("the lifetime's", ledger, privacy.lifetime);
  differ("the epsilon that is allowed", opened.epsilon, privacy.epsilon_allowed);
  differ("the delta that is allowed", gates.add(conversion).valueOf(), privacy.delta_allowed);
  return faults;
}

/** m contributions of one household cost m² times the year's ρ; and who may contribute is what the settings say. */
function severalFaults(documents: Documents): string[] {
  const { manifest, report } = documents;
  const [{ settings, privacy }, { several }] = [manifest, report];
  const faults: string[] = [];
  const eligibility = settings.eligibility === undefined ? "off" : "on";
  if (several.eligibility !== eligibility)
    faults.push(`eligibility is ${eligibility} by the settings; the report says ${several.eligibility}`);
  const listed = several.costs.map(({ contributions }) => contributions).join(", ");
  if (listed !== CONTRIBUTIONS.join(", "))
    faults.push(`the table is of ${listed} contributions; expected ${CONTRIBUTIONS.join(", ")}`);
  const opened = openingOf(documents);
  for (const { contributions, rho, epsilon } of several.costs) {
    const cost = new Fraction(privacy.year.rho).mul(contributions ** 2);
    if (!cost.equals(rho))
      faults.push(`rho of ${contributions} contributions is ${contributions}² times ${privacy.year.rho}; the report says ${rho}`);
    const found = opened && epsilonIn(opened, cost);
    if (found !== undefined && !(Math.abs(found - epsilon) <= NEAR * found))
      faults.push(`epsilon of ${contributions} contributions is ${found}; the report says ${epsilon}`);
  }
  return faults;
}

function debitsOf(id: string, ledger: readonly LedgerEntry[]): LedgerEntry[] {
  return ledger.filter((entry) => entry.kind === "debit" && entry.publication === id);
}
