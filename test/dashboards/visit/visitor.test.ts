import { expect, test } from "vitest";
import { addFile, changeEntry, clearVisitor, newVisitor, setFiles } from "../../../dashboards/visit/visitor.ts";
import type { FileReport, ImportedReading } from "../../../src/importers/report.ts";

const reading = (period: string, amount: number): ImportedReading => ({
  domain: "water",
  measure: "volume",
  period,
  amount,
  unit: "L",
  source: "meter",
});
const file = (...readings: ImportedReading[]) => ({
  variants: [],
  report: { readings, partial: [], identifiers: [], points: 9 } as unknown as FileReport,
});

test("the months of files stand beside what was typed, the first file's for a month that two have", () => {
  const visitor = newVisitor();
  changeEntry(visitor, "water.volume", { amount: "9" });
  const first = addFile(visitor, "a.csv", file(reading("2026-01", 9000), reading("2026", 99_000)));
  addFile(visitor, "b.csv", file(reading("2026-01", 1), reading("2026-02", 8000)));
  const months = () => visitor.entries.value["water.volume"]?.months;
  expect(months()).toEqual([
    { period: "2026-01", value: 9 },
    { period: "2026-02", value: 8 },
  ]);
  setFiles(
    visitor,
    visitor.files.value.filter(({ id }) => id !== first.id),
  );
  expect(months()?.map(({ value }) => value)).toEqual([0.001, 8]);
  setFiles(visitor, []);
  expect(visitor.entries.value["water.volume"]).toMatchObject({ amount: "9", months: [] });
});

test("a cleared visitor has said nothing", () => {
  const visitor = newVisitor();
  addFile(visitor, "a.csv", file(reading("2026-01", 9000)));
  visitor.area.value = "m0l1";
  visitor.attributes.value = { size: "2" };
  clearVisitor(visitor);
  const { area, attributes, entries, chosen, files } = visitor;
  expect([area.value, attributes.value, entries.value, chosen.value, files.value]).toEqual([null, {}, {}, {}, []]);
});
