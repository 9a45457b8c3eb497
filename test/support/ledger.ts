import { ledgerAuthenticator } from "../../src/commons/key.ts";
import { parseSettings, type SettingsInput, splitSettings } from "../../src/contract/settings.ts";
import { type Debit, type HouseholdCost, type Ledger, openLedger } from "../../src/ledger/index.ts";
import { type Rational, rational } from "../../src/privacy/index.ts";

export const part = (num: number, den = 100): Rational => rational(BigInt(num), BigInt(den));
export const paid = (rho: number, delta = 0): HouseholdCost => ({ rho: part(rho), delta: part(delta, 10_000_000) });

/**
 * A debit. Charges are in hundredths of ρ and ten-millionths of δ′ for each measure; one unit of each is the budget of the whole
 * year.
 */
export function debitOf(publication: string, charges: Readonly<Record<string, HouseholdCost>>, o: Partial<Debit> = {}): Debit {
  return {
    year: Number(publication.slice(0, 4)),
    publication,
    charges: new Map(Object.entries(charges)),
    streams: 1,
    epsilon: 4,
    conversion: part(5, 10_000_000),
    k: 11,
    terms: "7".repeat(64),
    allowed: { rho: part(100), delta: part(5, 10_000_000) },
    ...o,
  };
}

/** The tags of entries, under a key of tests. */
export const authenticate = ledgerAuthenticator(new Uint8Array(32).fill(7), "");

export function memoryLedger(path = ":memory:", now = "2026-02-01T00:00:00Z"): Ledger {
  return openLedger({ path, clock: () => new Date(now), authenticate });
}

/** The complete terms of a year, as a home states them. */
export function statement(year: number, settings: SettingsInput = {}) {
  const { terms } = splitSettings(
    parseSettings({ measures: ["water.volume"], streams: 1, calendar: { leaf: "year" }, ...settings }),
  );
  return { year, terms, territory: "0".repeat(64) };
}
