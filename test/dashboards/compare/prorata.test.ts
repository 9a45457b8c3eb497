import fc from "fast-check";
import { expect, test } from "vitest";
import { MAX_DAYS, monthlyFromBill, monthlyFromYear, parseAmount } from "../../../dashboards/compare/prorata.ts";

test.each([
  ["97", 97],
  ["12,5", 12.5],
  ["12.5", 12.5],
  ["1 234,5", 1234.5],
  ["1\u202f234,5", 1234.5],
  ["1,234.5", 1234.5],
  ["1.234,5", 1234.5],
  ["0", 0],
  [".5", 0.5],
])("%j is read as %d", (text, value) => {
  expect(parseAmount(text)).toBe(value);
});

test.each(["", "abc", "-3", "1e5", "NaN", "Infinity", "1,2,3 kWh"])("%j is no amount", (text) => {
  expect(parseAmount(text)).toBeNull();
});

test("both days of a bill count, and the total becomes an average month", () => {
  const bill = monthlyFromBill({ from: "2025-01-01", to: "2025-12-31", total: 365.25 });
  expect(bill).toEqual({ ok: true, value: { perMonth: expect.closeTo((365.25 / 365) * 30.4375, 9), days: 365 } });
  expect(monthlyFromBill({ from: "2024-02-28", to: "2024-03-01", total: 3 })).toMatchObject({ value: { days: 3 } });
});

test("a bill over one day is allowed, over more than the longest is not", () => {
  expect(monthlyFromBill({ from: "2025-01-01", to: "2025-01-01", total: 1 })).toMatchObject({ value: { days: 1 } });
  const last = new Date(Date.UTC(2025, 0, MAX_DAYS)).toISOString().slice(0, 10);
  const next = new Date(Date.UTC(2025, 0, MAX_DAYS + 1)).toISOString().slice(0, 10);
  expect(monthlyFromBill({ from: "2025-01-01", to: last, total: 1 })).toMatchObject({ value: { days: MAX_DAYS } });
  expect(monthlyFromBill({ from: "2025-01-01", to: next, total: 1 })).toEqual({ ok: false, fault: "length" });
});

test.each([
  [{ from: "", to: "2025-01-31", total: 1 }, "from"],
  [{ from: "2025-02-30", to: "2025-03-31", total: 1 }, "from"],
  [{ from: "2025-01-01", to: "31/01/2025", total: 1 }, "to"],
  [{ from: "2025-02-01", to: "2025-01-31", total: 1 }, "order"],
  [{ from: "2025-01-01", to: "2025-01-31", total: Number.NaN }, "amount"],
  [{ from: "2025-01-01", to: "2025-01-31", total: -1 }, "amount"],
])("%j is refused for its %s", (bill, fault) => {
  expect(monthlyFromBill(bill)).toEqual({ ok: false, fault });
});

test("twice the total is twice the month", () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1e6, noNaN: true }), fc.integer({ min: 1, max: MAX_DAYS }), (total, days) => {
      const to = new Date(Date.UTC(2024, 0, days)).toISOString().slice(0, 10);
      const [once, twice] = [total, 2 * total].map((t) => monthlyFromBill({ from: "2024-01-01", to, total: t }));
      if (!once?.ok || !twice?.ok) throw new Error("a good bill was refused");
      expect(twice.value.perMonth).toBeCloseTo(2 * once.value.perMonth, 6);
    }),
  );
});

test("a year's total is a twelfth a month", () => {
  expect(monthlyFromYear(120)).toBe(10);
});
