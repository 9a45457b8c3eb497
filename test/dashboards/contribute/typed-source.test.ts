import { expect, test } from "vitest";
import { newestOf, nextPeriod, typedKinds, typedPeriods } from "../../../dashboards/contribute/typed-periods.ts";
import {
  billOf,
  datesFault,
  monthsOver,
  nextDay,
  overlapOf,
  periodsOver,
  type TypedEntry,
  withEntry,
} from "../../../dashboards/contribute/typed-source.ts";
import { parsePeriod } from "../../../src/contract/period.ts";
import { readBills } from "../../../src/importers/bill.ts";

const NOW = new Date("2026-03-10T12:00:00Z");
const entry = (more: Partial<TypedEntry>): TypedEntry => ({
  measure: "water.volume",
  kind: "month",
  from: "",
  to: "",
  period: "2026-02",
  total: "9,4",
  ...more,
});

test("a month's figure is that month, a year's that year, and neither is estimated", () => {
  for (const [kind, period] of [
    ["month", "2026-02"],
    ["month", "2024-02"],
    ["year", "2024"],
    ["year", "2025"],
  ] as const) {
    const { readings, partial, faults } = readBills([billOf(entry({ kind, period }))]);
    expect([readings.map((one) => one.period), readings[0]?.estimated, partial, faults]).toEqual([[period], undefined, [], []]);
  }
});

test("figures are added one by one; what is wrong is named, and nothing is added", () => {
  const one = withEntry([], entry({}), NOW);
  expect(one).toHaveLength(1);
  expect(withEntry([], entry({ total: "beaucoup" }), NOW)).toBe("amount");
  expect(withEntry([], entry({ measure: "" }), NOW)).toBe("measure");
  expect(withEntry([], entry({ kind: "bill", from: "2026-02-01", to: "2026-02-03" }), NOW)).toBe("short");
  if (typeof one === "string") throw new Error(one);
  expect(withEntry(one, entry({ total: "8" }), NOW)).toBe("overlap");
  expect(withEntry(one, entry({ period: "2026-01" }), NOW)).toHaveLength(2);
  // Another topic's dates may be the same.
  expect(withEntry(one, entry({ measure: "electricity.energy" }), NOW)).toHaveLength(2);
});

test("a bill's fields are missed in their order, and the next bill of a topic begins on the day after the last", () => {
  const bill = (from: string, to: string) => entry({ kind: "bill", from, to, total: "" });
  expect(withEntry([], bill("", ""), NOW)).toBe("from");
  expect(withEntry([], bill("2025-06-03", ""), NOW)).toBe("to");
  expect(withEntry([], bill("2025-06-03", "2025-09-02"), NOW)).toBe("empty");
  const bills = [bill("2025-12-03", "2026-02-28"), bill("2025-06-03", "2025-12-02")].map(billOf);
  expect([nextDay(bills, "water.volume"), nextDay(bills, "gas.energy")]).toEqual(["2026-03-01", ""]);
});

test("a period that is not over is refused, to the day", () => {
  const until = (to: string) => withEntry([], entry({ kind: "bill", from: "2026-02-01", to }), NOW);
  expect(until("2026-03-10")).toHaveLength(1);
  expect(until("2026-03-11")).toBe("future");
  expect(withEntry([], entry({ period: "2026-03" }), NOW)).toBe("future");
});

test("a bill that begins on the last day of another is told so, with the date that mends it; so is one that ends on a first day", () => {
  const other = billOf(entry({ kind: "bill", from: "2025-06-03", to: "2025-12-02" }));
  const over = (from: string, to: string) => overlapOf([other], billOf(entry({ kind: "bill", from, to })));
  expect(over("2025-12-02", "2026-03-01")).toEqual({ other, day: "2025-12-02", mend: { from: "2025-12-03" } });
  expect(over("2024-12-31", "2025-06-03")).toEqual({ other, day: "2025-06-03", mend: { to: "2025-06-02" } });
  expect(over("2025-11-01", "2026-03-01")).toMatchObject({ day: null, mend: { from: "2025-12-03" } });
  expect(over("2025-07-01", "2025-09-30")).toMatchObject({ day: null, mend: null });
  expect(over("2025-12-03", "2026-03-01")).toBeNull();
  // Days that a third figure has are no way out.
  const third = billOf(entry({ kind: "bill", from: "2025-12-03", to: "2026-03-01" }));
  const between = billOf(entry({ kind: "bill", from: "2025-11-01", to: "2026-01-31" }));
  expect(overlapOf([other, third], between)).toMatchObject({ other, mend: null });
});

test("the dates of a bill are refused before its total is typed, and those of a month when it is added", () => {
  const bills = [billOf(entry({ kind: "bill", from: "2025-06-03", to: "2025-12-02" }))];
  const fault = (more: Partial<TypedEntry>) => datesFault(bills, entry({ kind: "bill", total: "", ...more }), NOW);
  expect(fault({ from: "2025-12-02", to: "2026-03-01" })).toBe("overlap");
  expect(fault({ from: "2026-01-01", to: "2026-12-31" })).toBe("future");
  expect(fault({ from: "2026-01-01" })).toBeNull();
  expect(fault({ from: "2025-12-03", to: "2026-03-01" })).toBeNull();
  expect(fault({ kind: "month", period: "2025-07" })).toBeNull();
});

test("months that are over, newest first, through a turn of the year", () => {
  expect(monthsOver(NOW, 4)).toEqual(["2026-02", "2026-01", "2025-12", "2025-11"]);
  expect(monthsOver(new Date("2026-01-31T23:59:59Z"), 1)).toEqual(["2025-12"]);
});

test("three years of months are offered, and the years of which every month is over", () => {
  expect(periodsOver("month", NOW)).toHaveLength(36);
  expect(periodsOver("year", NOW)).toEqual(["2025", "2024", "2023"]);
  expect(periodsOver("year", new Date("2026-12-31T12:00:00Z"))[0]).toBe("2025");
});

test("the months and years that a publication to come uses stand apart from those that count in none", () => {
  const coming = [parsePeriod("2026")];
  const { used, idle } = typedPeriods("month", NOW, coming);
  expect([used, idle.slice(-1)]).toEqual([["2026-01", "2026-02"], ["2025-12"]]);
  expect(newestOf({ used, idle })).toBe("2026-02");
  // The total of a year that none uses cannot count, so no year is offered, nor anything to choose one.
  expect(typedPeriods("year", NOW, coming)).toEqual({ used: [], idle: [] });
  expect(typedKinds(NOW, coming)).toEqual(["bill", "month"]);
  expect(typedKinds(NOW, [parsePeriod("2025")])).toEqual(["bill", "month", "year"]);
  // A year that is to be published again comes first, whatever was over since.
  expect(newestOf(typedPeriods("year", NOW, [parsePeriod("2024")]))).toBe("2024");
});

test("after a month comes the next that is free, else the last before, and after the last that counts none that does not", () => {
  const periods = { used: ["2026-01", "2026-02", "2026-03"], idle: ["2025-11", "2025-12"] };
  const next = (period: string, ...given: string[]) =>
    nextPeriod(period, periods, (one) => one !== period && !given.includes(one));
  expect(next("2026-01")).toBe("2026-02");
  expect(next("2026-03")).toBe("2026-02");
  expect(next("2026-02", "2026-03")).toBe("2026-01");
  expect(next("2026-03", "2026-01", "2026-02")).toBe("");
  // Older months that somebody types all the same go on to those that count.
  expect(next("2025-11")).toBe("2025-12");
  expect(next("2025-12")).toBe("2026-01");
});
