import fc from "fast-check";
import { expect, test } from "vitest";
import { billDays, MAX_DAYS, MIN_DAYS, YEAR_DAYS } from "../../src/importers/bill.ts";
import { readBills } from "../../src/importers/index.ts";

const water = (from: string, to: string, total: string) => ({ domain: "water", measure: "volume", from, to, total });
const DAY = 86_400_000;
const later = (from: string, days: number) => new Date(Date.parse(from) + DAY * days).toISOString().slice(0, 10);

test("a month's figure by hand is that month's, exactly, and not an estimate", () => {
  expect(readBills([water("2024-02-01", "2024-02-29", "9,412")])).toEqual({
    readings: [{ domain: "water", measure: "volume", period: "2024-02", amount: 9412, unit: "L", source: "bill" }],
    partial: [],
    faults: [],
  });
});

test("a bill across months is shared out by day; months that it does not cover are not kept", () => {
  const { readings, partial } = readBills([water("2024-01-15", "2024-04-14", "91")]);
  // 91 days, a cubic metre a day.
  expect(readings.map(({ period, amount, estimated }) => [period, amount, estimated])).toEqual([
    ["2024-02", 29_000, true],
    ["2024-03", 31_000, true],
  ]);
  expect(partial.map(({ period, covered, expected }) => [period, (covered ?? 0) / 1440, expected / 1440])).toEqual([
    ["2024-01", 17, 31],
    ["2024-04", 14, 30],
  ]);
});

test("consecutive bills complete each other's months", () => {
  const { readings } = readBills([water("2024-01-15", "2024-02-14", "31"), water("2024-02-15", "2024-03-14", "58")]);
  // Fourteen days of one cubic metre, fifteen of two.
  expect(readings).toEqual([
    { domain: "water", measure: "volume", period: "2024-02", amount: 44_000, unit: "L", source: "bill", estimated: true },
  ]);
});

test("eleven months and more are a year's total, of the year that most of it is in", () => {
  const year = (from: string, to: string, total: string) =>
    readBills([water(from, to, total)]).readings.map(({ period, amount, estimated }) => [period, amount, estimated]);
  expect(year("2024-01-01", "2024-12-31", "120")).toEqual([["2024", 120_000, undefined]]);
  expect(year("2023-03-10", "2024-03-08", "365")).toEqual([["2023", 365_000, true]]);
  expect(year("2023-01-01", "2024-12-31", "731")).toEqual([
    ["2023", 365_000, true],
    ["2024", 366_000, true],
  ]);
  expect(readBills([water("2024-01-01", later("2024-01-01", YEAR_DAYS - 2), "1")]).readings[0]?.period).toBe("2024-01");
  expect(readBills([water("2024-01-01", later("2024-01-01", YEAR_DAYS - 1), "1")]).readings[0]?.period).toBe("2024");
});

test("money is cents, electricity watt-hours, screen time minutes", () => {
  const units = [
    ["spending", "telephony", "39,99", 3999, "cent"],
    ["electricity", "energy", "312.4", 312_400, "Wh"],
    ["connectivity", "screen", "1 234,5", 74_070, "min"],
    ["connectivity", "data", "12,5", 12_500_000, "kB"],
  ] as const;
  for (const [domain, measure, total, amount, unit] of units)
    expect(readBills([{ domain, measure, from: "2025-03-01", to: "2025-03-31", total }]).readings).toMatchObject([
      { amount, unit, period: "2025-03" },
    ]);
});

test("the months of a bill add up to it, whatever it is", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10 }),
      fc.integer({ min: 1, max: 10 }),
      fc.nat({ max: 1e9 }),
      (first, months, thousandths) => {
        const from = `2025-${String(first).padStart(2, "0")}-01`;
        const last = new Date(Date.UTC(2025, first - 1 + months, 0)).toISOString().slice(0, 10);
        const { readings } = readBills([
          water(from, last, `${Math.floor(thousandths / 1000)},${String(thousandths % 1000).padStart(3, "0")}`),
        ]);
        expect(readings).toHaveLength(months);
        expect(readings.reduce((sum, { amount }) => sum + amount, 0)).toBe(thousandths);
      },
    ),
    { seed: 5 },
  );
});

test.each([
  [water("2024-02-30", "2024-03-31", "1"), "from"],
  [water("2024-02-01", "31/03/2024", "1"), "to"],
  [water("2024-03-01", "2024-02-01", "1"), "order"],
  [water("2024-03-01", later("2024-03-01", MIN_DAYS - 2), "1"), "short"],
  [water("2024-03-01", later("2024-03-01", MAX_DAYS), "1"), "length"],
  [water("2024-03-01", "2024-03-31", "-1"), "negative"],
  [water("2024-03-01", "2024-03-31", ""), "empty"],
  [water("2024-03-01", "2024-03-31", "9e9"), "amount"],
  [water("2024-03-01", "2024-03-31", "99999999999999999"), "amount"],
  [{ ...water("2024-03-01", "2024-03-31", "1"), measure: "depth" }, "measure"],
])("%j is refused for its %s", (bill, fault) => {
  expect(readBills([bill])).toEqual({ readings: [], partial: [], faults: [{ bill: 0, fault }] });
});

test("two bills of the same days are not added up", () => {
  const { readings, faults } = readBills([water("2024-03-01", "2024-03-31", "3"), water("2024-03-31", "2024-04-30", "4")]);
  expect(readings.map(({ period, amount }) => [period, amount])).toEqual([["2024-03", 3000]]);
  expect(faults).toEqual([{ bill: 1, fault: "overlap" }]);
});

test("both dates of a bill count", () => {
  expect(billDays("2024-02-26", "2024-03-03")).toMatchObject({ ok: true, value: { days: 7 } });
});
