import fc from "fast-check";
import { expect, test } from "vitest";
import { monthlyFromBill, monthlyFromYear } from "../../../dashboards/compare/prorata.ts";
import { MAX_DAYS, MIN_DAYS } from "../../../src/importers/bill.ts";
import { groupedInstead, readAmount } from "../../../src/importers/typed-amount.ts";

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
  expect(readAmount(text)).toEqual({ ok: true, value });
});

test.each(["", "abc", "-3", "1e5", "NaN", "Infinity", "1,2,3 kWh"])("%j is no amount", (text) => {
  expect(readAmount(text).ok).toBe(false);
});

test.each([
  ["1,146", 1146],
  ["4,200", 4200],
  ["12,345,678", 12_345_678],
  ["1,146.5", 1146.5],
  ["9,4", 9.4],
  ["0,146", 0.146],
  ["1234,567", 1234.567],
  ["1.146", 1.146],
])("in English %j is read as %d", (text, value) => {
  expect(readAmount(text, "en")).toEqual({ ok: true, value });
});

test("in French a comma is the decimal sign, and a point before three digits may group thousands", () => {
  expect(readAmount("1,146")).toEqual({ ok: true, value: 1.146 });
  expect(readAmount("1.146")).toEqual({ ok: true, value: 1.146 });
  expect(readAmount("12.345.678")).toEqual({ ok: true, value: 12_345_678 });
  expect(["1.146", "1.14", "0.146", "1146.5", "1,146"].map(groupedInstead)).toEqual(["1146", null, null, null, null]);
});

test("both days of a bill count, and the total becomes an average month", () => {
  const bill = monthlyFromBill({ from: "2025-01-02", to: "2025-12-31", total: 365.25 });
  expect(bill).toEqual({ ok: true, value: { perMonth: expect.closeTo((365.25 / 364) * 30.4375, 9), days: 364 } });
  expect(monthlyFromBill({ from: "2024-02-26", to: "2024-03-03", total: 3 })).toMatchObject({ value: { days: 7 } });
});

test.each([
  ["2025-01-01", "2025-03-31", 30, 10],
  ["2023-12-01", "2024-02-29", 30, 10],
  ["2025-02-01", "2025-02-28", 30, 30],
  ["2025-01-01", "2025-12-31", 120, 10],
])("a bill of whole months, from %s to %s, is divided by their number", (from, to, total, perMonth) => {
  expect(monthlyFromBill({ from, to, total })).toMatchObject({ value: { perMonth } });
});

test("a bill covers a week at least, and no more than the longest", () => {
  const until = (days: number): string => new Date(Date.UTC(2025, 0, days)).toISOString().slice(0, 10);
  const bill = (days: number) => monthlyFromBill({ from: "2025-01-01", to: until(days), total: 1 });
  expect(bill(MIN_DAYS)).toMatchObject({ value: { days: MIN_DAYS } });
  expect(bill(MAX_DAYS)).toMatchObject({ value: { days: MAX_DAYS } });
  expect(bill(1)).toEqual({ ok: false, fault: "short" });
  expect(bill(MIN_DAYS - 1)).toEqual({ ok: false, fault: "short" });
  expect(bill(MAX_DAYS + 1)).toEqual({ ok: false, fault: "length" });
});

test.each([
  ["", "empty"],
  ["  ", "empty"],
  ["-3", "negative"],
  ["−9,4", "negative"],
  ["-", "amount"],
  ["- beaucoup", "amount"],
  ["9,4,5", "amount"],
  ["12 kWh", "amount"],
])("%j is refused as %s", (text, fault) => {
  expect(readAmount(text)).toEqual({ ok: false, fault });
});

test("a comma is read as people write it", () => {
  expect(readAmount(" 9,4 ")).toEqual({ ok: true, value: 9.4 });
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
    fc.property(fc.double({ min: 0, max: 1e6, noNaN: true }), fc.integer({ min: MIN_DAYS, max: MAX_DAYS }), (total, days) => {
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
