import { expect, test } from "vitest";
import { levelled, visitorWith } from "../../../dashboards/compare/own-figures.ts";
import { isYearTotal, readBills } from "../../../src/importers/bill.ts";

const WATER = { domain: "water", measure: "volume" };
const winter = { ...WATER, from: "2026-01-05", to: "2026-04-04", total: "25.5" };
const spring = { ...WATER, from: "2026-04-05", to: "2026-07-04", total: "20" };

const placed = (bills: (typeof winter)[]) => visitorWith(null, {}, readBills(bills).readings).entries.value["water.volume"];

test("a bill is placed by the months that are given of it, and by nothing that is not: before it is sent as after", () => {
  const share = expect.closeTo((25.5 / 90) * 29.5, 2);
  const sharedBy = ["2026-02", "2026-03"];
  expect(placed([winter])?.months).toEqual(sharedBy.map((period) => ({ period, value: share, sharedBy })));
  const { readings } = readBills([winter]);
  const held = readings.map(({ domain, measure, period, amount, source }) => ({ domain, measure, period, amount, source }));
  expect(visitorWith(null, {}, held).entries.value["water.volume"]).toEqual(placed([winter]));
  const month = { ...winter, from: "2026-02-01", to: "2026-02-28" };
  expect(placed([month])?.months).toEqual([{ period: "2026-02", value: 25.5 }]);
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
