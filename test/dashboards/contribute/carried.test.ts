import { expect, test } from "vitest";
import { carriedInto, carriedOf } from "../../../dashboards/contribute/carried.ts";
import { EMPTY_DRAFT } from "../../../dashboards/contribute/draft.ts";
import type { PublicCommons } from "../../../dashboards/visit/commons.ts";
import { addFile, changeEntry, newVisitor } from "../../../dashboards/visit/visitor.ts";
import { MEASURES } from "../../../src/domains/index.ts";
import type { FileReport } from "../../../src/importers/report.ts";

const NOW = new Date("2026-11-28T00:00:00Z");
const commons = {
  catalog: { measures: [{ domain: "spending", measure: "energy", unit: "EUR" }], commons: { currency: "EUR" } },
  refs: MEASURES,
} as unknown as PublicCommons;
const carried = (visitor: ReturnType<typeof newVisitor>) => carriedOf(visitor, commons, NOW);
const water = { domain: "water", measure: "volume" };

test("a bill and months that were typed in Me situer are carried to the day; what cannot be read is not", () => {
  const visitor = newVisitor();
  changeEntry(visitor, "water.volume", { kind: "bill", from: "2026-01-12", to: "2026-03-11", amount: "18" });
  changeEntry(visitor, "electricity.energy", { kind: "months", typed: { "2026-02": "310,5", "2026-03": "?", "2026-04": "" } });
  changeEntry(visitor, "gas.energy", { kind: "bill", from: "2026-03-01", to: "2026-02-01", amount: "18" });
  changeEntry(visitor, "spending.energy", { kind: "bill", from: "2026-01-01", to: "2026-01-31", amount: "86 €" });
  expect(carried(visitor)).toEqual({
    bills: [
      { ...water, from: "2026-01-12", to: "2026-03-11", total: "18" },
      { domain: "electricity", measure: "energy", from: "2026-02-01", to: "2026-02-28", total: "310.5" },
      { domain: "spending", measure: "energy", from: "2026-01-01", to: "2026-01-31", total: "86" },
    ],
    undated: [],
  });
});

test("a figure of no month in particular waits for the person to say which; none is guessed but a month's newest year, to be added by hand", () => {
  const visitor = newVisitor();
  changeEntry(visitor, "water.volume", { amount: "9,4" });
  changeEntry(visitor, "electricity.energy", { amount: "310", month: "12" });
  changeEntry(visitor, "gas.energy", { kind: "year", amount: "9000", month: "12" });
  const { bills, undated } = carried(visitor);
  expect(bills).toEqual([]);
  expect(undated.map(({ measure, kind, period, total }) => [measure, kind, period, total])).toEqual([
    ["water.volume", "month", "", "9,4"],
    ["electricity.energy", "month", "2025-12", "310"],
    ["gas.energy", "year", "", "9000"],
  ]);
});

test("months of a file come with the file, not as typed ones", () => {
  const visitor = newVisitor();
  const readings = [{ ...water, period: "2026-01", amount: 9000, unit: "L", source: "meter" }];
  addFile(visitor, "a.csv", { variants: [], report: { readings } as unknown as FileReport });
  expect(carried(visitor)).toEqual({ bills: [], undated: [] });
});

test("what was carried is changed with Me situer, not brought back once taken away, and gives way to what was typed here", () => {
  const bill = { ...water, from: "2026-01-01", to: "2026-01-31", total: "9" };
  const first = carriedInto(EMPTY_DRAFT, [bill], NOW);
  expect(first.bills).toEqual([bill]);
  expect(carriedInto(first, [bill], NOW).bills).toEqual([bill]);
  const changed = { ...bill, total: "10" };
  expect(carriedInto(first, [changed], NOW).bills).toEqual([changed]);
  expect(carriedInto({ ...first, bills: [] }, [bill], NOW).bills).toEqual([]);
  const own = { ...bill, from: "2026-01-10", to: "2026-02-10" };
  expect(carriedInto({ ...EMPTY_DRAFT, bills: [own] }, [bill], NOW).bills).toEqual([own]);
  const running = { ...bill, from: "2026-11-01", to: "2026-11-30" };
  expect(carriedInto(EMPTY_DRAFT, [running], NOW).bills).toEqual([]);
});

test("a year that a file gave comes with the file, and is not asked about; one that was typed over it is", () => {
  const visitor = newVisitor();
  const report = { readings: [{ ...water, period: "2025", amount: 113_200 }] } as unknown as FileReport;
  addFile(visitor, "mes années.xlsx", { report, variants: [] });
  changeEntry(visitor, "water.volume", { kind: "year", amount: "113.2" });
  expect(carried(visitor)).toEqual({ bills: [], undated: [] });
  changeEntry(visitor, "water.volume", { kind: "year", amount: "120" });
  expect(carried(visitor).undated).toMatchObject([{ measure: "water.volume", kind: "year", total: "120", period: "" }]);
});
