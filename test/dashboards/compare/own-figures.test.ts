import { expect, test } from "vitest";
import { monthlyFigureOf } from "../../../dashboards/compare/monthly-figure.ts";
import { levelled, soleBills, visitorWith } from "../../../dashboards/compare/own-figures.ts";
import { isYearTotal, readBills } from "../../../src/importers/bill.ts";

const WATER = { domain: "water", measure: "volume" };
const winter = { ...WATER, from: "2026-01-05", to: "2026-04-04", total: "25.5" };
const spring = { ...WATER, from: "2026-04-05", to: "2026-07-04", total: "20" };

const placed = (bills: (typeof winter)[]) => {
  const figures = levelled(readBills(bills).readings, ({ estimated }) => estimated === true);
  return visitorWith(null, {}, figures, soleBills(bills, [])).entries.value["water.volume"];
};

test("a single bill is placed by all of its days, and not by the whole months in it", () => {
  const entry = placed([winter]);
  expect(entry).toMatchObject({ kind: "bill", from: winter.from, to: winter.to, months: [] });
  const figure = entry && monthlyFigureOf(entry);
  expect(figure?.ok && figure.value.perMonth).toBeCloseTo((25.5 / 90) * 30.4375, 6);
});

test("a month's own figure and a measure that a file has too are placed by months", () => {
  const month = { ...winter, from: "2026-02-01", to: "2026-02-28" };
  expect(soleBills([month], [])).toEqual([]);
  expect(placed([month])?.months).toEqual([{ period: "2026-02", value: 25.5 }]);
  expect(soleBills([winter], [WATER])).toEqual([]);
  expect(soleBills([winter], [{ domain: "gas", measure: "energy" }])).toEqual([winter]);
});

test("a bill of eleven months or more is placed as the year's total that is kept of it", () => {
  const year = { ...WATER, from: "2024-11-01", to: "2025-10-31", total: "97" };
  expect([year, winter].map(isYearTotal)).toEqual([true, false]);
  expect(visitorWith(null, {}, readBills([year]).readings).entries.value["water.volume"]).toMatchObject({
    kind: "year",
    year: "2025",
    amount: "97",
  });
});

test("months of one bill among several are drawn equal, however long they are", () => {
  const months = placed([winter, spring])?.months ?? [];
  const at = (period: string) => months.find((one) => one.period === period)?.value ?? Number.NaN;
  expect(months.length).toBe(5);
  expect(at("2026-03")).toBeCloseTo(at("2026-02"), 2);
  expect(at("2026-05")).toBeCloseTo(at("2026-06"), 2);
});

test("months that are made equal keep their sum, so that their mean is the bill's", () => {
  const bill = { ...WATER, from: "2026-01-01", to: "2026-05-31", total: "51.3" };
  const figures = levelled(readBills([bill]).readings, () => true);
  expect(figures.map(({ amount }) => amount)).toEqual(Array(5).fill(expect.closeTo(10_260, 6)));
  const typed = [28, 31].map((amount, i) => ({ ...WATER, period: `2026-0${i + 2}`, amount: 1000 * amount * (i + 1) }));
  expect(levelled(typed, () => true)).toEqual(typed);
});
