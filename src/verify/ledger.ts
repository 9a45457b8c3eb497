import type { EntryOf, LedgerEntry } from "../contract/chain.ts";
import type { Manifest, PrivacyReport, Spend } from "../contract/manifest.ts";
import { epsilonOf } from "../release/epsilon.ts";
import type { Finding } from "../release/folder.ts";
import { budgetFaults, chainFaults, worst } from "./chain.ts";
import { addFractions, compareFractions, formatFraction, parseFraction, toNumber } from "./fraction.ts";
import { openingFaults } from "./openings.ts";

const FILE = "privacy.json";

/** Rounding of the last digits of a number that somebody else computed. */
const NEAR = 1e-9;

/**
 * Does the report's ledger hold together, was every year opened within bounds, does none cost more than its opening allowed, and is what the manifest says
 * was spent what the ledger adds up to: ρ exactly, ε and δ converted anew?
 */
export function ledgerFindings(manifest: Manifest, report: PrivacyReport): Finding[] {
  const { ledger } = report;
  const finding = (promise: string) => (detail: string) => ({ file: FILE, promise, detail });
  const chain = chainFaults(ledger);
  if (ledger[0] && ledger[0].commons !== manifest.commons)
    chain.push(`it is of the commons ${ledger[0].commons}; the manifest's is ${manifest.commons}`);
  if (manifest.ledger_head !== ledger.at(-1)?.hash) chain.push("its last entry is not the manifest's ledger_head");
  const own = ledger.filter((entry) => entry.kind === "debit" && entry.publication === manifest.id);
  const opened = ledger.find((entry) => entry.kind === "opened" && entry.year === manifest.year);
  const entries: string[] = [];
  if (own.length !== 1) entries.push(`${manifest.id} has ${own.length} debits; expected 1`);
  if (own[0] && own[0].year !== manifest.year) entries.push(`the debit is of ${own[0].year}, the release of ${manifest.year}`);
  // A release carries the chain as it was when its own draw was stored, and no further.
  const last = ledger.at(-1);
  if (last?.kind !== "drawn" || last.publication !== manifest.id)
    entries.push(`the last entry is not the draw of ${manifest.id}`);
  if (!opened) entries.push(`${manifest.year} is not opened`);
  const budget = [...openingFaults(ledger), ...budgetFaults(ledger)];
  if (opened?.kind === "opened") budget.push(...claimFaults(manifest, ledger, own, opened));
  return [...chain.map(finding("ledger chain")), ...entries.map(finding("ledger")), ...budget.map(finding("budget"))];
}

/** What the manifest claims, against the chain. */
function claimFaults(
  { year, privacy }: Manifest,
  ledger: readonly LedgerEntry[],
  own: readonly LedgerEntry[],
  opened: EntryOf<"opened">,
): string[] {
  const faults: string[] = [];
  const differ = (what: string, is: number, said: number) => {
    if (!(Math.abs(is - said) <= NEAR * Math.abs(is))) faults.push(`${what} is ${is} by the ledger; the manifest says ${said}`);
  };
  const claim = (what: string, entries: readonly LedgerEntry[], said: Spend) => {
    const rho = worst(entries, "rho");
    if (compareFractions(rho, parseFraction(said.rho)) !== 0)
      faults.push(`${what} rho is ${formatFraction(rho)} by the ledger; the manifest says ${said.rho}`);
    const conversion = parseFraction(opened.conversion);
    const nothing = rho.num === 0n;
    differ(`${what} epsilon`, epsilonOf(toNumber(rho), toNumber(conversion)), said.epsilon);
    differ(`${what} delta`, nothing ? 0 : toNumber(addFractions(worst(entries, "delta"), conversion)), said.delta);
  };
  claim("this release's", own, privacy.this_release);
  claim(
    "the year's",
    ledger.filter((entry) => entry.year === year),
    privacy.year,
  );
  claim("the lifetime's", ledger, privacy.lifetime);
  const delta = toNumber(addFractions(parseFraction(opened.gates), parseFraction(opened.conversion)));
  differ("the epsilon that is allowed", opened.epsilon, privacy.epsilon_allowed);
  differ("the delta that is allowed", delta, privacy.delta_allowed);
  return faults;
}
