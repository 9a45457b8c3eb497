import { expect, test } from "vitest";
import { asSpend, lifetimeOf, spentInYear } from "../../src/ledger/index.ts";
import { add, format, rational } from "../../src/privacy/index.ts";
import { debitOf, memoryLedger, paid, part } from "../support/ledger.ts";

const WATER = "water.volume";

test("a publication is debited once, however often it is asked for", () => {
  const ledger = memoryLedger();
  const first = ledger.debit(debitOf("2025-01", { [WATER]: paid(10) }));
  expect(ledger.debit(debitOf("2025-01", { [WATER]: paid(10) }))).toEqual(first);
  expect(ledger.entries().slice(1)).toEqual([first]);
  expect(first).toMatchObject({
    seq: 2,
    kind: "debit",
    year: 2025,
    streams: 1,
    digest: null,
    charges: { [WATER]: { rho: "1/10" } },
  });
});

test.each([
  ["a smaller charge", { charges: new Map([[WATER, paid(9)]]) }],
  ["a larger charge", { charges: new Map([[WATER, paid(11)]]) }],
  ["another gate", { charges: new Map([[WATER, paid(10, 1)]]) }],
  ["another measure", { charges: new Map([["gas.energy", paid(10)]]) }],
  ["more streams", { streams: 2 }],
  ["another year", { year: 2024 }],
])("a debited publication cannot be drawn on other terms: %s", (_, other) => {
  const ledger = memoryLedger();
  ledger.debit(debitOf("2025-01", { [WATER]: paid(10) }));
  expect(() => ledger.debit(debitOf("2025-01", { [WATER]: paid(10) }, other))).toThrow(
    expect.objectContaining({ code: "ledger-broken", message: expect.stringContaining("2025-01 was debited on other terms") }),
  );
  expect(ledger.entries().length).toBe(2);
});

test("what fills the budget exactly fits; the smallest part more does not, and leaves no trace", () => {
  const ledger = memoryLedger();
  ledger.debit(debitOf("2025-01", { [WATER]: paid(60) }));
  const hair = rational(1n, 10n ** 30n);
  const more = { rho: add(part(40), hair), delta: rational(0n) };
  expect(() => ledger.debit(debitOf("2025-02", { [WATER]: more }))).toThrow(
    expect.objectContaining({
      code: "budget-exceeded",
      message: expect.stringMatching(/2025-02 would bring the year 2025 to rho = 1.*budget is 1/),
    }),
  );
  expect(ledger.entries().length).toBe(2);
  ledger.debit(debitOf("2025-02", { [WATER]: paid(40) }));
  expect(format(spentInYear(ledger.entries(), 2025).rho)).toBe("1/1");
  expect(() => ledger.debit(debitOf("2025-03", { [WATER]: { rho: hair, delta: rational(0n) } }))).toThrow(
    expect.objectContaining({ code: "budget-exceeded" }),
  );
});

test("the gates' δ′ has a bound of its own", () => {
  const ledger = memoryLedger();
  ledger.debit(debitOf("2025-01", { [WATER]: paid(1, 5) }));
  expect(() => ledger.debit(debitOf("2025-02", { [WATER]: paid(1, 1) }))).toThrow(
    expect.objectContaining({ code: "budget-exceeded", message: expect.stringContaining("delta = ") }),
  );
  ledger.debit(debitOf("2025-02", { [WATER]: paid(1, 0) }));
});

test("a calendar year has a budget of its own; the lifetime adds them up", () => {
  const ledger = memoryLedger();
  ledger.debit(debitOf("2024", { [WATER]: paid(100) }));
  ledger.debit(debitOf("2025", { [WATER]: paid(100) }));
  expect(format(spentInYear(ledger.entries(), 2025).rho)).toBe("1/1");
  expect(lifetimeOf(ledger.entries()).rho).toBe("2/1");
  expect(format(spentInYear(ledger.entries(), 2026).rho)).toBe("0/1");
});

test("a year's spent is the worst household's: the L dearest measures of each publication", () => {
  const ledger = memoryLedger();
  const o = { streams: 2 };
  ledger.debit(debitOf("2025-01", { a: paid(10, 1), b: paid(20), c: paid(5, 2) }, o));
  ledger.debit(debitOf("2025-02", { a: paid(10, 1), b: paid(2), c: paid(30) }, o));
  // ρ: 20 + 10, then 30 + 10. δ′: 2 + 1, then 1 + 0.
  const spent = spentInYear(ledger.entries(), 2025);
  expect([format(spent.rho), format(spent.delta)]).toEqual([format(part(70)), format(part(4, 10_000_000))]);
  expect(() => ledger.debit(debitOf("2025-03", { c: paid(31) }, o))).toThrow(
    expect.objectContaining({ code: "budget-exceeded" }),
  );
  ledger.debit(debitOf("2025-03", { c: paid(30) }, o));
  expect(format(spentInYear(ledger.entries(), 2025).rho)).toBe("1/1");
});

test("nothing paid is no ε and no δ; something paid has the conversion's δ in it", () => {
  const conversion = rational(1n, 2_000_000n);
  expect(asSpend(paid(0), conversion, rational(0n))).toEqual({ rho: "0/1", epsilon: 0, delta: 0, odds: 50, odds_changed: 50 });
  const rho = rational(2293n, 100_000n);
  const spend = asSpend({ rho, delta: rational(1n, 4_000_000n) }, conversion, rho);
  expect(spend.epsilon).toBeCloseTo(1, 3);
  expect(spend.delta).toBeCloseTo(7.5e-7, 12);
});

test("a draw is stored once, after its debit, with its digest in the chain", () => {
  const ledger = memoryLedger();
  const [payload, digest] = [new Uint8Array([1, 2, 3]), "ab".repeat(32)];
  expect(() => ledger.store("2025-01", payload, digest)).toThrow(expect.objectContaining({ code: "ledger-broken" }));
  expect(ledger.stored("2025-01")).toBeNull();
  ledger.debit(debitOf("2025-01", { [WATER]: paid(10) }));
  expect(ledger.stored("2025-01")).toBeNull();
  ledger.store("2025-01", payload, digest);
  const stored = ledger.stored("2025-01");
  expect(stored?.entry).toMatchObject({ seq: 3, kind: "drawn", year: 2025, charges: {}, digest });
  expect([...(stored?.payload ?? [])]).toEqual([1, 2, 3]);
  expect(() => ledger.store("2025-01", new Uint8Array([4]), digest)).toThrow(expect.objectContaining({ code: "ledger-broken" }));
  expect([...(ledger.stored("2025-01")?.payload ?? [])]).toEqual([1, 2, 3]);
  expect(ledger.entries().map((entry) => entry.kind)).toEqual(["opened", "debit", "drawn"]);
});
