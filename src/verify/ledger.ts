import { type EntryOf, type LedgerEntry, ofKind } from "../contract/chain.ts";
import { CONTRIBUTIONS, type Spend } from "../contract/manifest.ts";
import { MOST_DELTA, MOST_EPSILON } from "../contract/settings.ts";
import { planningTerms } from "../contract/standing-terms.ts";
import { epsilonFromRho } from "../release/epsilon.ts";
import { chainFaults } from "./chain.ts";
import { checksOf, type Faults, type PromiseCheck } from "./check.ts";
import { type Documents, REPORT_FILE } from "./documents.ts";
import { addFractions, Fraction, fractionOf, isNear } from "./fraction.ts";
import { allowedBets, type BetFractions, bestBets, isRoundedBound, largestDrawOf } from "./odds.ts";

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
  yield* oddsFaults("the odds that are allowed", allowedBets(ledger, opened), { odds: privacy.odds_allowed });
  for (const [what, entries, claim] of claims) {
    const rho = worstPaid(entries, "rho");
    yield* oddsFaults(what, paidForBets(entries, ledger), claim);
    if (!rho.equals(claim.rho)) yield `${what} rho is ${rho.toFraction()} by the ledger; the manifest says ${claim.rho}`;
    doubles.push([`${what} epsilon`, epsilonIn(opened, rho), claim.epsilon]);
    doubles.push([`${what} delta`, rho.equals(0) ? 0 : delta(worstPaid(entries, "delta")), claim.delta]);
  }
  for (const [what, is, claim] of doubles)
    if (!isNear(claim, is)) yield `${what} is ${is} by the ledger; the manifest says ${claim}`;
}

/** What the household that pays most has paid in these entries, in the form that `bestBets` takes. */
export function paidForBets(entries: readonly LedgerEntry[], chain: readonly LedgerEntry[]): BetFractions {
  return { rho: worstPaid(entries, "rho"), gates: worstPaid(entries, "delta"), largest: largestDrawOf(entries, chain) };
}

/** Odds are stated together, or not at all in releases made before odds existed. They equal the ledger's, rounded up. */
function* oddsFaults(what: string, paid: BetFractions, claim: Pick<Spend, "odds" | "odds_changed">): Faults {
  for (const [key, isChanged] of [
    ["odds", false],
    ["odds_changed", true],
  ] as const) {
    const [claimed, bound] = [claim[key], bestBets(paid, isChanged)];
    if (claimed !== undefined && !isRoundedBound(claimed, bound))
      yield `${what} ${key} are ${bound} of 100 by the ledger, rounded up; the manifest says ${claimed}`;
  }
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
    const expectedEpsilon = opened && epsilonIn(opened, cost);
    if (expectedEpsilon !== undefined && !isNear(epsilon, expectedEpsilon))
      yield `epsilon of ${contributions} contributions is ${expectedEpsilon}; the report says ${epsilon}`;
  }
}

/** The ε that a ρ converts to with the year's δ for the conversion. */
export function epsilonIn({ conversion }: EntryOf<"opened">, rho: Fraction): number {
  return epsilonFromRho(rho.valueOf(), new Fraction(conversion).valueOf());
}

/** Whether a computed ε is more than what the year was opened with. */
function isOver({ epsilon }: EntryOf<"opened">, computed: number): boolean {
  return !(computed <= epsilon * (1 + 1e-9));
}

/** What the worst household has paid: of each publication its `streams` dearest measures, added up, and what is assumed. */
export function worstPaid(entries: readonly LedgerEntry[], part: "rho" | "delta"): Fraction {
  const paid = ofKind(entries, "debit").map(({ charges, streams }) => {
    const dearest = Object.values(charges).map((charge) => new Fraction(charge[part]));
    return addFractions(dearest.sort((a, b) => b.compare(a)).slice(0, streams));
  });
  return addFractions([...paid, ...ofKind(entries, "assumed").map((assumed) => new Fraction(assumed[part]))]);
}

/** Checks an opening with odds instead of ε: the ρ that they bought gives nobody better odds, and ε is what that ρ converts to. */
function* boughtFaults({ year, epsilon, rho }: EntryOf<"opened">, odds: number, bets: number, converted: number): Faults {
  if (bets > odds + 1e-9) yield `the rho that opens ${year}, ${rho}, lets ${bets} of 100 bets be won; its odds are ${odds}`;
  if (Math.abs(epsilon - converted) > 2e-6)
    yield `epsilon of ${year} was opened with ${epsilon}; its rho converts to ${converted}`;
}

/** Years that cost more than their opening allowed: ρ and δ by exact fractions, ε converted anew. */
export function* budgetFaults(ledger: readonly LedgerEntry[]): Faults {
  for (const opened of ofKind(ledger, "opened")) {
    const { year } = opened;
    const ofYear = ledger.filter((entry) => entry.year === year);
    for (const part of ["rho", "delta"] as const) {
      const [paid, allowed] = [worstPaid(ofYear, part), new Fraction(part === "rho" ? opened.rho : opened.gates)];
      if (paid.gt(allowed))
        yield `${part} of ${year} is ${paid.toFraction()} by the ledger; its opening allowed ${allowed.toFraction()}`;
    }
    const epsilon = epsilonIn(opened, worstPaid(ofYear, "rho"));
    if (isOver(opened, epsilon)) yield `epsilon of ${year} is ${epsilon} by the ledger; its opening allowed ${opened.epsilon}`;
  }
}

/**
 * Faults of the openings, which all else of a year is checked against. Each must be one that settings allow, with a ρ that
 * converts to no more than its ε, and must agree with the terms that were stated before it. Only a release is checked for having
 * stated terms at all.
 */
export function* openingFaults(ledger: readonly LedgerEntry[]): Faults {
  for (const opened of ofKind(ledger, "opened")) {
    const { year, epsilon, odds, k, streams } = opened;
    if (!(epsilon > 0 && epsilon <= MOST_EPSILON))
      yield `epsilon of ${year} was opened with ${epsilon}; settings allow more than 0 and at most ${MOST_EPSILON}`;
    const [conversion, gates] = [new Fraction(opened.conversion), new Fraction(opened.gates)];
    const delta = conversion.add(gates).toFraction();
    if (conversion.lte(0) || gates.lte(0))
      yield `conversion and gates of ${year} are ${opened.conversion} and ${opened.gates}; each is more than 0`;
    else if (fractionOf(MOST_DELTA).lt(delta))
      yield `delta of ${year} was opened with ${delta}; settings allow at most ${MOST_DELTA}`;
    const convertedEpsilon = epsilonIn(opened, new Fraction(opened.rho));
    if (isOver(opened, convertedEpsilon)) yield `the rho that opens ${year} is epsilon = ${convertedEpsilon}; it says ${epsilon}`;
    const before = ledger.slice(0, ledger.indexOf(opened));
    const stated = planningTerms(before, year);
    if (odds !== undefined) yield* boughtFaults(opened, odds, bestBets(allowedBets(before, opened)), convertedEpsilon);
    if (stated === undefined) continue;
    const { budget } = stated;
    const expected = {
      // Where odds are stated, ε follows from them and is checked against ρ.
      epsilon: budget.odds === undefined ? budget.epsilon : epsilon,
      odds: budget.odds,
      k: stated.k,
      streams: stated.streams,
      delta: budget.delta === undefined ? delta : fractionOf(budget.delta).toFraction(),
    };
    for (const [what, found] of Object.entries({ epsilon, odds, k, streams, delta }))
      if (found !== expected[what as keyof typeof expected])
        yield `${what} of ${year} was opened with ${found}; its terms state ${expected[what as keyof typeof expected]}`;
  }
}
