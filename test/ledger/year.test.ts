import { expect, test } from "vitest";
import type { LedgerEntry } from "../../src/contract/chain.ts";
import { entryHash, verifyChain } from "../../src/ledger/chain.ts";
import { lifetimeOf, openLedger, yearsOf } from "../../src/ledger/index.ts";
import { format, rational, sum } from "../../src/privacy/index.ts";
import { authenticate, debitOf, memoryLedger, paid, part, statement } from "../support/ledger.ts";

const WATER = "water.volume";
const TERMS = debitOf("2025", {});

test("a year is opened by its first debit, on terms that stand", () => {
  const ledger = memoryLedger();
  ledger.debit(debitOf("2025-01", { [WATER]: paid(10) }));
  ledger.debit(debitOf("2025-02", { [WATER]: paid(10) }));
  ledger.debit(debitOf("2024", { [WATER]: paid(10) }));
  expect(ledger.entries().map((entry) => [entry.kind, entry.year])).toEqual([
    ["opened", 2025],
    ["debit", 2025],
    ["debit", 2025],
    ["opened", 2024],
    ["debit", 2024],
  ]);
  expect(ledger.entries()[0]).toMatchObject({
    epsilon: 4,
    rho: "1/1",
    gates: "1/2000000",
    conversion: "1/2000000",
    streams: 1,
    k: 11,
  });
});

test.each([
  ["ε", { epsilon: 5 }, /epsilon of the year 2025 was 4 when it was opened on 2026-02-01 and must stay so; got 5/],
  ["ρ", { allowed: { rho: part(200), delta: part(5, 10_000_000) } }, /rho of the year 2025 was 1\/1 .* got 2\/1/],
  ["δ of the gates", { allowed: { rho: part(100), delta: part(6, 10_000_000) } }, /gates of the year 2025/],
  ["δ of the conversion", { conversion: rational(1n, 1000n) }, /conversion of the year 2025/],
  ["L", { streams: 2 }, /streams of the year 2025 was 1 .* got 2/],
  ["k", { k: 5 }, /k of the year 2025 was 11 .* got 5/],
  ["settings or territory", { terms: "8".repeat(64) }, /the digest of settings and territory of the year 2025/],
])("within a year another %s is refused, with both values, and nothing is debited", (_, other, words) => {
  const ledger = memoryLedger();
  ledger.debit(debitOf("2025-01", { [WATER]: paid(10) }));
  expect(() => ledger.debit(debitOf("2025-02", { [WATER]: paid(10) }, other))).toThrow(
    expect.objectContaining({ code: "invalid-settings", message: expect.stringMatching(words) }),
  );
  expect(ledger.entries().length).toBe(2);
  ledger.debit(debitOf("2026-01", { [WATER]: paid(10) }, other));
});

test("a refused first debit opens nothing", () => {
  const ledger = memoryLedger();
  expect(() => ledger.debit(debitOf("2025", { [WATER]: paid(101) }))).toThrow(
    expect.objectContaining({ code: "budget-exceeded" }),
  );
  expect(ledger.entries()).toEqual([]);
});

test("nothing can be debited to a closed year; what was debited before may still be drawn, and other years go on", () => {
  const ledger = memoryLedger();
  expect(() => ledger.closeYear(2025)).toThrow(
    expect.objectContaining({ code: "invalid-parameter", message: expect.stringContaining("2025") }),
  );
  const debit = ledger.debit(debitOf("2025-01", { [WATER]: paid(10) }));
  const closed = ledger.closeYear(2025);
  expect(ledger.closeYear(2025)).toEqual(closed);
  expect(() => ledger.debit(debitOf("2025-02", { [WATER]: paid(1) }))).toThrow(
    expect.objectContaining({
      code: "year-closed",
      message: expect.stringMatching(/2025-02: the year 2025 was closed on 2026-02-01/),
    }),
  );
  expect(() => ledger.assumeSpent(2025, TERMS)).toThrow(expect.objectContaining({ code: "year-closed" }));
  expect(ledger.debit(debitOf("2025-01", { [WATER]: paid(10) }))).toEqual(debit);
  ledger.store("2025-01", new Uint8Array([1]), "ab".repeat(32));
  ledger.debit(debitOf("2026-01", { [WATER]: paid(10) }));
  expect(yearsOf(ledger.entries()).map(({ year, closed: is }) => [year, is])).toEqual([
    [2025, true],
    [2026, false],
  ]);
});

test("a year that is assumed to be spent has nothing left, whatever was known of it", () => {
  const ledger = memoryLedger();
  ledger.debit(debitOf("2025-01", { [WATER]: paid(10, 1) }));
  const assumed = ledger.assumeSpent(2025, TERMS);
  expect(ledger.assumeSpent(2025, TERMS)).toEqual(assumed);
  expect(assumed).toMatchObject({ rho: "9/10", delta: "1/2500000" });
  ledger.assumeSpent(2024, TERMS);
  for (const { rho, rho_allowed, delta, delta_allowed, assumed: is } of yearsOf(ledger.entries())) {
    expect([rho, is]).toEqual([rho_allowed, true]);
    expect(delta).toBeCloseTo(delta_allowed, 15);
  }
  for (const id of ["2025-02", "2024-01"])
    expect(() => ledger.debit(debitOf(id, { [WATER]: paid(1) }))).toThrow(expect.objectContaining({ code: "budget-exceeded" }));
});

test("a debit without a draw of a year that was counted as spent may have been drawn elsewhere: it is not drawn", () => {
  const ledger = memoryLedger();
  const [open_, drawn] = [debitOf("2025-01", { [WATER]: paid(10) }), debitOf("2025-02", { [WATER]: paid(10) })];
  ledger.debit(open_);
  ledger.debit(drawn);
  ledger.store("2025-02", new Uint8Array([1]), "ab".repeat(32));
  expect(ledger.debit(open_).publication).toBe("2025-01");
  ledger.assumeSpent(2025, TERMS);
  expect(() => ledger.debit(open_)).toThrow(
    expect.objectContaining({
      code: "draw-lost",
      message: expect.stringMatching(
        /2025-01 was debited on 2026-02-01 and 2025 counted as spent on 2026-02-01.* not drawn again/,
      ),
    }),
  );
  // What was drawn here is here, and may be frozen.
  expect(ledger.debit(drawn).publication).toBe("2025-02");
});

test("years and lifetime are read from the chain alone", () => {
  const ledger = memoryLedger();
  expect([yearsOf([]), lifetimeOf([])]).toEqual([[], { rho: "0/1", epsilon: 0, delta: 0, odds: 50, odds_changed: 50 }]);
  ledger.debit(debitOf("2025", { [WATER]: paid(2) }));
  ledger.debit(debitOf("2024", { [WATER]: paid(3) }));
  const entries = ledger.entries();
  const [former, latter] = yearsOf(entries);
  expect([former?.year, former?.rho, latter?.year, latter?.rho]).toEqual([2024, "3/100", 2025, "1/50"]);
  expect(latter).toMatchObject({ rho_allowed: "1/1", epsilon_allowed: 4, delta_allowed: 1e-6, closed: false, assumed: false });
  const life = lifetimeOf(entries);
  expect(life.rho).toBe(format(sum([part(2), part(3)])));
  expect(life.epsilon).toBeGreaterThan(Math.max(Number(former?.epsilon), Number(latter?.epsilon)));
  expect(life.odds).toBeGreaterThan(Math.max(Number(former?.odds), Number(latter?.odds)));
});

/** A ledger on whose terms something was debited. */
function begun(now = "2026-02-01T00:00:00Z") {
  const ledger = memoryLedger(":memory:", now);
  ledger.state(statement(2026), true);
  ledger.debit(debitOf("2026-01", { [WATER]: paid(1) }));
  return ledger;
}

const other = (year: number) => statement(year, { k: 5 });
test("terms are not stated on a day before the last entry's, even where nothing was contributed", () => {
  let now = "2026-12-20T00:00:00Z";
  const ledger = openLedger({ path: ":memory:", clock: () => new Date(now), authenticate });
  ledger.state(statement(2026), true);
  now = "2026-11-01T00:00:00Z";
  const fault = {
    code: "change-too-late",
    message: expect.stringMatching(/before the last entry's, 2026-12-20; got 2026-11-01/),
  };
  expect(() => ledger.state(other(2027), true)).toThrow(expect.objectContaining(fault));
});

test("terms are stated for a year that was not opened, thirty days before it begins", () => {
  const ledger = begun();
  ledger.debit(debitOf("2027-01", { [WATER]: paid(1) }));
  expect(() => ledger.state(other(2027), true)).toThrow(
    expect.objectContaining({
      code: "change-too-late",
      message: expect.stringMatching(/^k: .* must begin after 2027, the last year that was opened; got 2027/),
    }),
  );
  expect(ledger.state(other(2028), false)).toMatchObject({ kind: "terms", year: 2028, terms: { k: 5 } });
});

test.each([
  ["2026-12-02T23:59:59Z", true],
  ["2026-12-03T00:00:00Z", false],
])("thirty days before 2027, at %s", (now, fits) => {
  const ledger = begun(now);
  const state = () => ledger.state(other(2027), true);
  if (fits) expect(state().year).toBe(2027);
  else
    expect(state).toThrow(
      expect.objectContaining({
        code: "change-too-late",
        message: expect.stringMatching(/at least 30 days .* begins in 29 days/),
      }),
    );
});

test("before the first contribution and the first debit terms may be any others at once, each an entry", () => {
  const ledger = memoryLedger();
  ledger.state(statement(2026), true);
  ledger.state(statement(2026, { k: 5 }), true);
  expect(ledger.state(statement(2026, { k: 6 }), true)).toMatchObject({ seq: 3, year: 2026 });
  expect(ledger.state(statement(2026, { k: 6 }), false).seq).toBe(3);
  expect(() => ledger.state(statement(2026, { k: 7 }), false)).toThrow(expect.objectContaining({ code: "change-too-late" }));
  ledger.debit(debitOf("2026-01", { [WATER]: paid(1) }, { k: 6 }));
  expect(() => ledger.state(statement(2026, { k: 7 }), true)).toThrow(expect.objectContaining({ code: "change-too-late" }));
});

test.each([
  ["another k", { k: 5 }, "2026 is opened with the k 5; its terms state 11"],
  ["more ε", { epsilon: 5 }, "2026 is opened with the epsilon 5; its terms state 4"],
  ["more streams", { streams: 2 }, "2026 is opened with 2 streams; its terms state 1"],
  ["another δ", { conversion: part(4, 10_000_000) }, "2026 is opened with the delta 9e-7; its terms state 0.000001"],
])("a year is opened on the terms that are stated for it, never with %s", (_, change, words) => {
  const ledger = memoryLedger();
  ledger.state(statement(2026, { budget: { delta: 0.000001 } }), true);
  expect(() => ledger.debit(debitOf("2026-01", { [WATER]: paid(1) }, change))).toThrow(
    expect.objectContaining({ code: "ledger-broken", message: expect.stringContaining(words) }),
  );
  expect(ledger.entries()).toHaveLength(1);
  ledger.debit(debitOf("2026-01", { [WATER]: paid(1) }));
  const [stated, opened] = ledger.entries() as [LedgerEntry, LedgerEntry];
  const forged = { ...opened, ...(opened.kind === "opened" ? { k: 12 } : {}) };
  expect(() => verifyChain([stated], [{ ...forged, hash: entryHash(forged) }], stated.commons)).toThrow(
    /entry 2: 2026 is opened with the k 12; its terms state 11/,
  );
});
