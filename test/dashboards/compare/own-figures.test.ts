import { expect, test } from "vitest";
import { CORRECTED, levelled, visitorWith } from "../../../dashboards/compare/own-figures.ts";
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

test("of bills those of the newest year are placed, also beside a month that was erased; of measured months all", () => {
  const bill = (from: string, to: string) => ({ ...WATER, from, to, total: "40" });
  const months = (...bills: (typeof winter)[]) => placed(bills)?.months.map(({ period }) => period) ?? [];
  const halves = [bill("2025-01-01", "2025-06-30"), bill("2025-07-01", "2025-12-31"), bill("2026-01-01", "2026-06-30")] as const;
  // A year ago is no part of this year's figure.
  expect(months(halves[0], halves[2])).toEqual(["01", "02", "03", "04", "05", "06"].map((month) => `2026-${month}`));
  expect([months(...halves).length, months(...halves)[0], months(...halves).at(-1)]).toEqual([12, "2025-07", "2026-06"]);
  const kept = readBills([halves[2]]).readings.filter(({ period }) => period !== "2026-03");
  const afterErasing = visitorWith(null, {}, kept).entries.value["water.volume"]?.months.map(({ period }) => period);
  expect(afterErasing).toEqual(["2026-01", "2026-02", "2026-04", "2026-05", "2026-06"]);
  const measured = readBills([...halves]).readings.map((one) => ({ ...one, source: "meter" as const }));
  expect(visitorWith(null, {}, measured).entries.value["water.volume"]?.months.length).toBe(18);
});

test("months that were typed one by one stand each for itself, whatever is missing between them", () => {
  const lone = ["2026-03", "2026-07"].map((period, i) => ({ ...WATER, period, amount: 9000 - 4000 * i, source: "bill" }));
  expect(visitorWith(null, {}, lone).entries.value["water.volume"]?.months).toEqual([
    { period: "2026-03", value: 9 },
    { period: "2026-07", value: 5 },
  ]);
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

/** Months kept of bills, after one of them was corrected. */
function keptAfter(bills: (typeof winter)[], period: string, amount: number) {
  const kept = readBills(bills).readings.map((one) => (one.period === period ? { ...one, amount, source: CORRECTED } : one));
  return visitorWith(null, {}, kept).entries.value["water.volume"]?.months ?? [];
}

test("where one month of a divided bill is corrected, it alone stands for itself: the others stay months of the bill, and of all of it", () => {
  const half = { ...WATER, from: "2026-01-10", to: "2026-07-09", total: "60" };
  const months = keptAfter([half], "2026-03", 8000);
  expect(months.filter(({ sharedBy }) => sharedBy === undefined)).toEqual([{ period: "2026-03", value: 8 }]);
  const ofBill = ["2026-02", "2026-03", "2026-04", "2026-05", "2026-06"];
  expect(months.flatMap(({ sharedBy }) => (sharedBy ? [sharedBy] : []))).toEqual(Array(4).fill(ofBill));
  const long = { ...WATER, from: "2025-01-01", to: "2025-10-31", total: "96" };
  const january = keptAfter([long], "2025-02", 8000).find(({ period }) => period === "2025-01");
  expect(january?.sharedBy?.length).toBe(10);
  const edge = keptAfter([{ ...long, from: "2025-03-01", to: "2025-06-30" }], "2025-03", 8000);
  expect(edge.map(({ sharedBy }) => sharedBy?.length)).toEqual([undefined, 4, 4, 4]);
});

test("a month that two bills share is a month of both", () => {
  const months = placed([winter, { ...spring, from: "2026-04-05", to: "2026-07-04" }])?.months ?? [];
  const all = ["2026-02", "2026-03", "2026-04", "2026-05", "2026-06"];
  expect(months.find(({ period }) => period === "2026-04")?.sharedBy?.toSorted()).toEqual(all);
  expect(months.find(({ period }) => period === "2026-06")?.sharedBy?.toSorted()).toEqual(all.slice(2));
});
