import { expect, test } from "vitest";
import type { LedgerEntry } from "../../src/contract/chain.ts";
import { parsePeriod } from "../../src/contract/period.ts";
import { brokenSeries } from "../../src/contract/terms.ts";
import { statement } from "../support/ledger.ts";

const [WATER, POWER] = ["water.volume", "electricity.energy"] as const;
const KEYS = [
  { key: WATER, unit: "m3" },
  { key: POWER, unit: "kWh" },
];
const at = "2024-01-01T00:00:00.000Z";
const stated = (year: number, upper: number) => {
  const clamps = { [WATER]: { upper, source: "a" }, [POWER]: { upper: 900, source: "b" } };
  return { kind: "terms", at, ...statement(year, { measures: [WATER, POWER], clamps }) };
};
const opened = (year: number) => ({ kind: "opened", at, year });
const debit = (publication: string, ...measures: string[]) => ({
  ...{ kind: "debit", at, publication, year: Number(publication.slice(0, 4)) },
  charges: Object.fromEntries(measures.map((key) => [key, { rho: "1/100", delta: "0/1" }])),
});
const broken = (chain: readonly object[]) => [...brokenSeries(chain as LedgerEntry[], parsePeriod("2026"), KEYS)];

test("a series that a year left out breaks where it goes on with another clamp; one that was never published does not", () => {
  const chain = [stated(2024, 40), opened(2024), debit("2024", WATER, POWER), stated(2025, 50), opened(2025)];
  const now = [opened(2026), debit("2026", WATER, POWER)];
  expect(broken([...chain, debit("2025", POWER), ...now])).toEqual([WATER]);
  expect(broken([...chain, debit("2025", WATER, POWER), ...now])).toEqual([]);
  expect(broken([...chain.filter(({ kind }) => kind !== "debit"), debit("2025", POWER), ...now])).toEqual([]);
});
