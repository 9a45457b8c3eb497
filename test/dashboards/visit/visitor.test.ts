import { h } from "preact";
import { renderToStaticMarkup } from "preact-render-to-string";
import { expect, onTestFinished, test, vi } from "vitest";
import { asideText, holesIn } from "../../../dashboards/compare/file-months.ts";
import { FileRead } from "../../../dashboards/compare/file-read.tsx";
import { monthlyFigureOf } from "../../../dashboards/compare/monthly-figure.ts";
import type { TopicAnswer } from "../../../dashboards/compare/topic-answer.ts";
import { TypedMonths } from "../../../dashboards/compare/typed-months.tsx";
import {
  addFile,
  changeEntry,
  clearVisitor,
  isMuchGiven,
  isSaved,
  markSaved,
  NO_ENTRY,
  newVisitor,
  putBack,
  removedOf,
  removeTopic,
  setFiles,
} from "../../../dashboards/visit/visitor.ts";
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
  report: { readings, partial: [], dropped: [], identifiers: [], points: 9 } as unknown as FileReport,
});

const ANSWER = { ref: { key: "water.volume" } } as TopicAnswer;

test("of a file with months that lack readings it is said of which, and that their figure is too low; of whole months nothing is", () => {
  const visitor = newVisitor();
  const said = (): string => {
    const props = { visitor, answer: ANSWER, lang: "fr" as const, units: ["m³"], clamp: 100 };
    return renderToStaticMarkup(h(FileRead, { ...props, entry: visitor.entries.value["water.volume"] ?? NO_ENTRY }));
  };
  addFile(visitor, "a.csv", file(reading("2026-01", 9000)));
  expect(said()).not.toContain("manque");
  // Of a month that is taken from another file it tells nothing.
  addFile(
    visitor,
    "b.csv",
    file(...["2026-01", "2026-02", "2026-03"].map((month) => ({ ...reading(month, 8000), missing: 60 }))),
  );
  expect(said()).toMatch(/Des relevés manquent \(février 2026, mars 2026\)\s: le chiffre y est un peu trop bas\./);
});

test("lines that were not read are counted beside the months of their file, the first with why, and those of a file of another topic are not", () => {
  const visitor = newVisitor();
  const place = (line: number) => ({
    fr: `ligne ${line}, la valeur n’est pas un nombre`,
    en: `line ${line}, the value is not a number`,
  });
  const unread = (unreadTotal: number, places: readonly number[], domain = "water") => {
    const { variants, report } = file({ ...reading("2026-01", 9000), domain });
    return { variants, report: { ...report, unreadTotal }, places: places.map(place) };
  };
  const said = (lang: "fr" | "en"): string => {
    const props = { visitor, answer: ANSWER, lang, units: ["m³"], clamp: 100 };
    return renderToStaticMarkup(h(FileRead, { ...props, entry: visitor.entries.value["water.volume"] ?? NO_ENTRY }));
  };
  addFile(visitor, "a.csv", unread(1, [4]));
  expect(said("fr")).toMatch(/> 1 ligne non lue\s: ligne 4, la valeur n’est pas un nombre\.</);
  addFile(visitor, "b.csv", unread(5, [2, 3, 7]));
  expect(said("fr")).toMatch(/> 5 lignes non lues\s: ligne 2, .+\s; ligne 3, .+\s; ligne 7, .+ nombre\s; et 2 de plus\.</);
  expect(said("en")).toMatch(/> 1 line not read: line 4, the value is not a number\.</);
  addFile(visitor, "gas.csv", unread(8, [9], "gas"));
  expect(said("fr")).not.toContain("8 lignes");
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

test("another file adds its months to those of a file, to typed ones and to those of an earlier visit, and the newer one counts; how many came when is said", () => {
  const visitor = newVisitor();
  const entry = () => visitor.entries.value["water.volume"] ?? NO_ENTRY;
  const said = (lang: "fr" | "en" = "fr"): string => {
    const props = { visitor, answer: ANSWER, lang, units: ["m³"], clamp: 100, entry: entry() };
    return renderToStaticMarkup(h(FileRead, props)).replaceAll("\u00a0", " ");
  };
  const value = (period: string): number | undefined => {
    const read = monthlyFigureOf(entry());
    return read.ok ? read.value.months.find((one) => one.period === period)?.value : undefined;
  };
  const takenBack = ["2025-10", "2025-11"].map((period) => ({ period, value: 7 }));
  changeEntry(visitor, "water.volume", {
    kind: "months",
    months: takenBack,
    takenBack,
    typed: { "2025-12": "6", "2025-11": "5,5" },
  });
  expect(said()).toContain("3 mois ici, d’octobre à décembre 2025 : 2 mois, puis 1 de plus.");
  expect([value("2025-10"), value("2025-11"), value("2025-12")]).toEqual([7, 5.5, 6]);
  addFile(visitor, "a.csv", file(reading("2025-12", 8000), reading("2026-01", 9000)), { isFirst: true });
  expect([value("2025-11"), value("2025-12"), value("2026-01")]).toEqual([5.5, 8, 9]);
  addFile(visitor, "b.csv", file(reading("2026-01", 9500), reading("2026-02", 4000)), { isFirst: true });
  expect(said()).toContain("5 mois ici, d’octobre 2025 à février 2026 : 2 mois, puis 2 de plus, puis 1 de plus.");
  expect(said()).toContain("Un mois est dans deux fichiers : le plus récent compte.");
  expect(said("en")).toContain("5 months here, from October 2025 to February 2026: 2 months, then 2 more, then 1 more.");
  expect(value("2026-01")).toBe(9.5);
  // What is typed after the files stands, and a box that is emptied takes its month out.
  changeEntry(visitor, "water.volume", { typed: { ...entry().typed, "2026-01": "3", "2026-02": "" } });
  expect([value("2026-01"), value("2026-02")]).toEqual([3, undefined]);
  // Files that are taken away leave what is not theirs, and what stood before them.
  setFiles(visitor, []);
  expect([value("2025-10"), value("2025-12"), value("2026-01")]).toEqual([7, 6, 3]);
});

test("the boxes of months that were read have what the file gave, to the hundredth, and what is typed in its place", () => {
  vi.useFakeTimers({ now: new Date("2026-06-15"), toFake: ["Date"] });
  onTestFinished(() => void vi.useRealTimers());
  const visitor = newVisitor();
  addFile(visitor, "a.csv", file(reading("2026-01", 9128), reading("2026-02", 8000)));
  const boxes = (): string[] => {
    const entry = visitor.entries.value["water.volume"] ?? NO_ENTRY;
    const props = { visitor, answer: ANSWER, lang: "fr" as const, units: ["m³"], clamp: 100, entry };
    return renderToStaticMarkup(h(TypedMonths, props)).match(/data-month="2026-0[123]" value(="[^"]*")?/g) ?? [];
  };
  expect(boxes()).toEqual([`data-month="2026-01" value="9,13"`, `data-month="2026-02" value="8"`, `data-month="2026-03" value`]);
  changeEntry(visitor, "water.volume", { kind: "months", typed: { "2026-02": "", "2026-03": "7" } });
  expect(boxes()).toEqual([`data-month="2026-01" value="9,13"`, `data-month="2026-02" value`, `data-month="2026-03" value="7"`]);
});

test("a file has never the id of one that was taken away, of which corrections may be kept", () => {
  const visitor = newVisitor();
  const first = addFile(visitor, "a.csv", file(reading("2026-01", 9000)));
  setFiles(visitor, []);
  expect(addFile(visitor, "b.csv", file(reading("2026-01", 8000))).id).not.toBe(first.id);
});

test("months a year or more before the others are left aside, as of another home; those of a shorter hole are not", () => {
  const visitor = newVisitor();
  addFile(visitor, "enedis.csv", file(reading("2021-02", 9000), reading("2021-05", 9000)));
  addFile(visitor, "green.xml", file(reading("2011-01", 1000), reading("2011-12", 1000), reading("2020-04", 5000)));
  const entry = visitor.entries.value["water.volume"] ?? NO_ENTRY;
  expect(entry.months.map(({ period }) => period)).toEqual(["2021-02", "2021-05", "2020-04"]);
  expect(entry.aside).toEqual(["2011-01", "2011-12"]);
  expect(asideText(entry, "fr")).toMatch(/^2 mois, entre janvier 2011 et décembre 2011, .* 8 ans au moins /);
  expect(holesIn(["2020-04", "2021-02", "2021-04"], "fr")).toBe("mai 2020 – janvier 2021, mars 2021");
  addFile(visitor, "blue.xml", file(reading("2022-06", 7000)));
  expect(visitor.entries.value["water.volume"]).toMatchObject({
    months: [{ period: "2022-06", value: 7 }],
    aside: ["2011-01", "2011-12", "2020-04", "2021-02", "2021-05"],
  });
});

test("a cleared visitor has said nothing", () => {
  const visitor = newVisitor();
  addFile(visitor, "a.csv", file(reading("2026-01", 9000)));
  visitor.area.value = "m0l1";
  visitor.attributes.value = { size: "2" };
  clearVisitor(visitor);
  const { area, attributes, entries, files } = visitor;
  expect([area.value, attributes.value, entries.value, files.value]).toEqual([null, {}, {}, []]);
});

test("a removed topic comes back as it was, until it is begun anew, files change, or all is forgotten; an empty one is just gone", () => {
  const given = () => {
    const visitor = newVisitor();
    changeEntry(visitor, "water.volume", { amount: "9", price: "4,5" });
    changeEntry(visitor, "electricity.energy", {});
    visitor.whole.add("water.volume");
    return visitor;
  };
  const visitor = given();
  const before = visitor.entries.value["water.volume"];
  removeTopic(visitor, "electricity.energy", 0);
  expect(removedOf(visitor)).toBe(null);
  removeTopic(visitor, "water.volume", 1);
  expect(visitor.entries.value).toEqual({});
  expect(removedOf(visitor)).toMatchObject({ key: "water.volume", place: 1 });
  putBack(visitor);
  expect(visitor.entries.value).toEqual({ "water.volume": before });
  expect([...visitor.whole]).toEqual(["water.volume"]);
  expect(removedOf(visitor)).toBe(null);
  for (const change of [
    (one: typeof visitor) => changeEntry(one, "water.volume", { amount: "8" }),
    (one: typeof visitor) => setFiles(one, []),
    clearVisitor,
  ]) {
    const other = given();
    removeTopic(other, "water.volume", 0);
    change(other);
    expect(removedOf(other)).toBe(null);
    const { value } = other.entries;
    putBack(other);
    expect(other.entries.value).toBe(value);
  }
});

test("a figure or two are little to give again; a file, months that were typed one by one, or a bill with its days, are much", () => {
  const visitor = newVisitor();
  changeEntry(visitor, "water.volume", { kind: "months", typed: { "2026-01": "9", "2026-02": "9", "2026-03": "" } });
  expect(isMuchGiven(visitor)).toBe(false);
  changeEntry(visitor, "water.volume", { typed: { "2026-01": "9", "2026-02": "9", "2026-03": "9" } });
  expect(isMuchGiven(visitor)).toBe(true);
  clearVisitor(visitor);
  changeEntry(visitor, "water.volume", { kind: "bill", amount: "30", from: "2026-01-15" });
  expect(isMuchGiven(visitor)).toBe(false);
  changeEntry(visitor, "water.volume", { to: "2026-04-14" });
  expect(isMuchGiven(visitor)).toBe(true);
  clearVisitor(visitor);
  expect(isMuchGiven(visitor)).toBe(false);
  addFile(visitor, "a.csv", file(reading("2026-01", 9000)));
  expect(isMuchGiven(visitor)).toBe(true);
});

test("what was saved as a file is not lost by leaving, until something of it changes", () => {
  const visitor = newVisitor();
  changeEntry(visitor, "water.volume", { amount: "9" });
  expect(isSaved(visitor)).toBe(false);
  markSaved(visitor);
  expect(isSaved(visitor)).toBe(true);
  changeEntry(visitor, "water.volume", { amount: "10" });
  expect(isSaved(visitor)).toBe(false);
  markSaved(visitor);
  visitor.attributes.value = { size: "2" };
  expect(isSaved(visitor)).toBe(false);
});
