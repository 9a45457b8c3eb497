import fc from "fast-check";
import { h } from "preact";
import { renderToStaticMarkup } from "preact-render-to-string";
import { expect, test } from "vitest";
import { beforeMarked, Earlier } from "../../../dashboards/compare/earlier.tsx";
import { fillIn, keptOf, takeBack } from "../../../dashboards/compare/kept-answers.ts";
import { answerOf } from "../../../dashboards/compare/topic-answer.ts";
import { type KeptAnswers, MOST_EARLIER, readAnswers, writeAnswers } from "../../../dashboards/visit/answers-file.ts";
import {
  changeEntry,
  ENTRY_KINDS,
  NO_ENTRY,
  newVisitor,
  type OwnEntry,
  type Visitor,
} from "../../../dashboards/visit/visitor.ts";
import { type MeasureRef, measureRef } from "../../../src/domains/index.ts";
import { row } from "../rows.ts";
import { smallCommons } from "./small-commons.ts";

const water = measureRef("water", "volume") as MeasureRef;

function commonsOf(ref: MeasureRef) {
  const of = { HOUSEHOLD_TYPE: "size=2", DOMAIN: ref.domain.id, MEASURE: ref.measure.id };
  const [low, middle, high] = ref === water ? ([5, 9, 13] as const) : ([250, 400, 550] as const);
  const rows = [row("P25", low, of), row("P50", middle, of), row("P75", high, of)];
  const of2 = { domain: ref.domain.id, measure: ref.measure.id };
  const made = smallCommons(rows, { "2025": [{ type: "size=2", group: { area: "T", type: "size=2" } }] }, of2);
  const catalog = { ...made.catalog, territory: { ...made.catalog.territory, id: "town" } };
  return { ...made, catalog: { ...catalog, commons: { ...catalog.commons, name: { fr: "Ville", en: "Town" } } } };
}

function visitorOf(entry: Partial<OwnEntry>, ref = water): Visitor {
  const visitor = newVisitor();
  visitor.area.value = "N1";
  visitor.attributes.value = { size: "2" };
  changeEntry(visitor, ref.key, entry);
  return visitor;
}

/** What a visitor keeps on a day. */
function kept(visitor: Visitor, day = "2026-06-01", ref = water): KeptAnswers {
  const commons = commonsOf(ref);
  return keptOf(commons, visitor, [answerOf(commons, visitor, ref, "T", "fr")], day, "fr");
}

/** A new visit with what was kept, and the line that it shows once the figure is changed. */
function next(answers: KeptAnswers, entry: Partial<OwnEntry> = {}, ref = water) {
  const [commons, visitor] = [commonsOf(ref), newVisitor()];
  fillIn(commons, visitor, answers, "fr");
  changeEntry(visitor, ref.key, entry);
  const answer = answerOf(commons, visitor, ref, "T", "fr");
  const line = renderToStaticMarkup(h(Earlier, { answer, lang: "fr", short: true }))
    .replace(/<[^>]*>/g, "")
    .trim();
  return { visitor, answer, line };
}

test("every way to give a figure comes back as it was given, in plain numbers that both languages read", () => {
  const months = [
    { period: "2026-01", value: 9.123 },
    { period: "2026-02", value: 1250 },
  ];
  for (const [entry, back] of [
    [{ amount: "9,4 m³ par mois" }, { kind: "month", amount: "9,4" }],
    [
      { amount: "9,4", month: "03" },
      { kind: "month", amount: "9,4", month: "03" },
    ],
    [
      { kind: "year", amount: "1 200" },
      { kind: "year", amount: "1200" },
    ],
    [
      { kind: "year", amount: "120", year: "2025" },
      { kind: "year", amount: "120", year: "2025" },
    ],
    [
      { kind: "bill", amount: "18", from: "2025-01-12", to: "2025-03-11" },
      { kind: "bill", amount: "18", from: "2025-01-12", to: "2025-03-11" },
    ],
    [
      { kind: "months", typed: { "2026-01": "9", "2026-02": "x" } },
      { kind: "months", typed: { "2026-01": "9" } },
    ],
    // The months of a file, which is not kept itself, with one that was corrected, one that was added and one that was taken out.
    [
      {
        kind: "months",
        months: [...months, { period: "2026-03", value: 8 }],
        typed: { "2026-02": "10", "2026-03": "", "2026-04": "7" },
      },
      {
        kind: "months",
        months: [
          { period: "2026-01", value: 9.12 },
          { period: "2026-02", value: 1250 },
        ],
        typed: { "2026-02": "10", "2026-04": "7" },
      },
    ],
    [
      { months, amount: "9" },
      {
        kind: "month",
        amount: "9",
        months: [
          { period: "2026-01", value: 9.12 },
          { period: "2026-02", value: 1250 },
        ],
        typed: {},
      },
    ],
    // Last month's figure beside a year's total.
    [
      { kind: "year", amount: "108", amounts: { month: "9,4", bill: "x" } },
      { kind: "year", amount: "108", amounts: { month: "9,4" } },
    ],
    [
      { amount: "1", confirmed: true, seldom: true },
      { amount: "1", confirmed: true, seldom: true },
    ],
  ] as const satisfies readonly (readonly [Partial<OwnEntry>, Partial<OwnEntry>])[]) {
    const visitor = newVisitor();
    fillIn(commonsOf(water), visitor, kept(visitorOf(entry)), "fr");
    expect(visitor.entries.value[water.key]).toMatchObject(back);
  }
  // What cannot be read is not kept, nor is a free text.
  const visitor = visitorOf({ amount: "beaucoup" });
  visitor.elsewhere.value = { text: "12 rue des Fleurs", area: "N1" };
  expect(kept(visitor)).toMatchObject({ figures: {}, earlier: {} });
  expect(writeAnswers(kept(visitor))).not.toMatch(/Fleurs|beaucoup/);
});

const two = (n: number): string => String(n).padStart(2, "0");
const monthName = fc.integer({ min: 1, max: 12 }).map(two);
const period = fc.tuple(fc.constantFrom("2024", "2025", "2026"), monthName).map((parts) => parts.join("-"));
const day = fc.tuple(period, fc.integer({ min: 1, max: 28 })).map(([month, date]) => `${month}-${two(date)}`);
const text = fc.integer({ min: 1, max: 9_999_999 }).map((hundredths) => String(hundredths / 100).replace(".", ","));
const none = fc.constant("");

test("whatever was typed in every way, with the one that is shown, is the same entry once it is taken back", () => {
  const entries = fc.record({
    kind: fc.constantFrom(...ENTRY_KINDS),
    amount: fc.oneof(none, text),
    amounts: fc.record({ month: text, year: text, bill: text }, { requiredKeys: [], noNullPrototype: true }),
    month: fc.oneof(none, monthName),
    usual: fc.boolean(),
    year: fc.constantFrom("", "2025"),
    from: fc.oneof(none, day),
    to: fc.oneof(none, day),
    typed: fc.dictionary(period, text, { noNullPrototype: true, maxKeys: 24 }),
    confirmed: fc.boolean(),
    seldom: fc.boolean(),
  });
  fc.assert(
    fc.property(entries, (entry) => {
      const isTyped = entry.amount !== "" || [entry.amounts, entry.typed].some((one) => Object.keys(one).length > 0);
      const file = writeAnswers(kept(visitorOf(entry)));
      const [read, visitor] = [readAnswers(file, "town"), newVisitor()];
      if (!read.ok) throw new Error(read.fault);
      fillIn(commonsOf(water), visitor, read.answers, "fr");
      expect(visitor.entries.value[water.key]).toEqual(isTyped ? { ...NO_ENTRY, ...entry } : undefined);
    }),
  );
});

test("of more typed months than a file may have, the newest are kept: those that are compared, and the year before", () => {
  const typed = Object.fromEntries(
    Array.from({ length: 36 }, (_, i) => [`${2024 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, "0")}`, "9"]),
  );
  const { months = {} } = kept(visitorOf({ kind: "months", typed })).figures[water.key] ?? {};
  expect(Object.keys(months).sort()).toEqual(Object.keys(typed).sort().slice(12));
});

test("what a file may not have stays out of it, and the rest is read again", () => {
  const entry = {
    kind: "bill",
    amount: "18",
    amounts: { year: "9999999999", month: "300 par an" },
    from: "0202-01-12",
    to: "2025-03-11",
  } as const;
  const [answers, visitor] = [kept(visitorOf(entry)), newVisitor()];
  expect(readAnswers(writeAnswers(answers), "town")).toEqual({ ok: true, answers });
  fillIn(commonsOf(water), visitor, answers, "fr");
  expect(visitor.entries.value[water.key]).toEqual({ ...NO_ENTRY, kind: "bill", amount: "18", to: "2025-03-11" });
});

test("what was typed today stands, in whichever way it was", () => {
  const visitor = visitorOf({ kind: "year", amounts: { month: "390" } });
  fillIn(commonsOf(water), visitor, kept(visitorOf({ amount: "9" })), "fr");
  expect(visitor.entries.value[water.key]?.amounts).toEqual({ month: "390" });
});

test("what was said today stands, and a place that is gone is said again; the rest comes back", () => {
  const [commons, visitor] = [commonsOf(water), visitorOf({ amount: "12" })];
  visitor.attributes.value = { size: "3" };
  fillIn(commons, visitor, { ...kept(visitorOf({ amount: "9" })), home: { size: "2", heating: "gas" } }, "fr");
  expect(visitor.entries.value[water.key]?.amount).toBe("12");
  expect(visitor.attributes.value).toEqual({ size: "3", heating: "gas" });
  const other = newVisitor();
  fillIn(commons, other, { ...kept(visitorOf({ amount: "9" })), area: "GONE" }, "fr");
  expect([other.area.value, other.kept.value?.isPlaceGone, other.entries.value[water.key]?.amount]).toEqual([null, true, "9"]);
});

test("a file that is refused changes nothing", async () => {
  const commons = commonsOf(water);
  const good = writeAnswers(kept(visitorOf({ amount: "9" })));
  for (const [text, fault] of [
    [good.replace('"town"', '"elsewhere"'), "elsewhere"],
    [good.replace('"size": "2"', '"size": "many"'), "broken"],
    [good + " ".repeat(300_000), "none"],
    ["a;b", "none"],
  ] as const) {
    const visitor = newVisitor();
    expect(await takeBack(commons, visitor, new File([text], "a.json"), "fr")).toBe(fault);
    expect([visitor.area.value, visitor.attributes.value, visitor.entries.value, visitor.kept.value]).toEqual([
      null,
      {},
      {},
      null,
    ]);
  }
  expect(await takeBack(commons, newVisitor(), new File([good], "a.json"), "fr")).toBe(null);
});

test("last time's figure stands in a line, with the difference once today's is another, and no judgement", () => {
  const first = kept(visitorOf({ amount: "9,4" }));
  expect(next(first).line).toMatch(/^La dernière fois \(1er juin 2026\)\s: 9,4\sm³ par mois\.$/);
  expect(beforeMarked(next(first).answer)).toBe(null);
  const { line, answer } = next(first, { amount: "8,2" });
  expect(line).toMatch(/^La dernière fois .* par mois\. Aujourd’hui, 1,2\sm³ de moins\.$/);
  expect(beforeMarked(answer)).toBe(9.4);
  expect(next(first, { amount: "10" }).line).toMatch(/Aujourd’hui, 0,6\sm³ de plus\.$/);
});

test("earlier figures are carried on: one for each that was another, four of them named, two years of months kept", () => {
  let answers = kept(visitorOf({ amount: "10" }), "2026-01-01");
  // Kept again unchanged, it is no second reading.
  answers = kept(next(answers).visitor, "2026-02-01");
  expect(answers.earlier[water.key]).toEqual([{ day: "2026-01-01", perMonth: 10 }]);
  for (let i = 1; i <= 30; i++)
    answers = kept(next(answers, { amount: String(10 + i / 10) }).visitor, `2026-03-${String(i).padStart(2, "0")}`);
  expect(answers.earlier[water.key]).toHaveLength(MOST_EARLIER);
  expect(next(answers).line.match(/m³/g)).toHaveLength(4);
  expect(next(answers).line).toMatch(/30 mars 2026\)\s: 13\sm³ par mois\. Plus tôt\s: 12,9\sm³ par mois \(29 mars 2026\), /);
});

test("a figure of other months says of which it was, and no difference is told where seasons make one", () => {
  const power = measureRef("electricity", "energy") as MeasureRef;
  const bill = kept(visitorOf({ kind: "bill", amount: "900", from: "2025-01-12", to: "2025-03-11" }, power), "2025-04-01", power);
  expect(next(bill, { kind: "month", amount: "200" }, power).line).toMatch(/par mois, du 12 janvier 2025 au 11 mars 2025\.$/);
  expect(beforeMarked(next(bill, { kind: "month", amount: "200" }, power).answer)).toBe(null);
  const december = kept(visitorOf({ amount: "410", month: "12" }, power), "2026-12-31", power);
  expect(next(december, { amount: "380", month: "01" }, power).line).toMatch(/410\skWh en décembre\.$/);
  expect(next(december, { amount: "380" }, power).line).toMatch(/410\skWh en décembre\. Aujourd’hui, 30\skWh de moins\.$/);
});

test("a difference is told between like and like: a year or its average month, and a month of the calendar with itself", () => {
  const power = measureRef("electricity", "energy") as MeasureRef;
  const line = (before: Partial<OwnEntry>, now: Partial<OwnEntry>): string =>
    next(kept(visitorOf(before, power), "2026-05-01", power), { ...NO_ENTRY, ...now }, power).line;
  const [year, usual, unnamed] = [{ kind: "year", amount: "3600" }, { amount: "310", usual: true }, { amount: "390" }] as const;
  const november = { amount: "390", month: "11" } as const;
  expect(line(year, usual)).toMatch(/: 300\skWh par mois, sur un an\. Aujourd’hui, 10\skWh de plus\.$/);
  expect(line(usual, { ...year, year: "2025" })).toMatch(/310\skWh par mois\. Aujourd’hui, 10\skWh de moins\.$/);
  expect(line(november, { kind: "months", typed: { "2025-11": "400" } })).toMatch(
    /en novembre\. Aujourd’hui, 10\skWh de plus\.$/,
  );
  // A year's month below November's would be read as a change.
  expect([line(year, november), line(november, year)]).toEqual(["", ""]);
  expect(line(year, unnamed)).toMatch(/par mois, sur un an\.$/);
  for (const now of [year, usual, { amount: "410" }]) expect(line(unnamed, now)).toMatch(/: 390\skWh sur un mois\.$/);
  // Who named no month in an older file may have meant any.
  const old = kept(visitorOf(unnamed, power), "2026-05-01", power);
  expect(old.earlier[power.key]).toEqual([{ day: "2026-05-01", perMonth: 390 }]);
});

test("what was kept today is no last time, and is replaced when it is kept again", () => {
  const [today, first] = [new Date().toISOString().slice(0, 10), { amount: "9,4" }];
  const before = kept(visitorOf({ amount: "10" }), "2026-05-01");
  const again = kept(next(before, first).visitor, today);
  expect(next(again, { amount: "8" }).line).toMatch(/^La dernière fois \(1er mai 2026\)\s: 10\sm³/);
  expect(kept(next(again, { amount: "8" }).visitor, today).earlier[water.key]?.map(({ perMonth }) => perMonth)).toEqual([10, 8]);
  expect(next(kept(visitorOf(first), today), { amount: "8" }).line).toBe("");
});

test("a computed figure is written as today's is, and taken back unchanged it is no change", () => {
  const bill = kept(visitorOf({ kind: "bill", amount: "18", from: "2026-01-12", to: "2026-03-11" }));
  expect(next(bill).line).toMatch(/: 9,3\sm³ par mois, du 12 janvier 2026 au 11 mars 2026\.$/);
  // A mean of a year is not taken for last month's.
  const year = kept(visitorOf({ kind: "year", amount: "110" }));
  expect(next(year).line).toMatch(/: 9,2\sm³ par mois, sur un an\.$/);
  expect(readAnswers(writeAnswers(year), "town")).toEqual({ ok: true, answers: year });
  const months = kept(visitorOf({ months: [9.123, 8.456, 7.789].map((value, i) => ({ period: `2026-0${i + 1}`, value })) }));
  expect(next(months).line).not.toContain("Aujourd’hui");
  expect(kept(next(months).visitor, "2027-01-01").earlier[water.key]).toHaveLength(1);
});

test("topics come back in the order of the file, so that the one that led leads again", () => {
  const power = measureRef("electricity", "energy") as MeasureRef;
  const made = commonsOf(water);
  const commons = { ...made, refs: [water, power] };
  const { figures, ...rest } = kept(visitorOf({ amount: "9" }));
  const visitor = newVisitor();
  fillIn(commons, visitor, { ...rest, figures: { [power.key]: { kind: "month", amount: 300 }, ...figures } }, "fr");
  expect(Object.keys(visitor.entries.value)).toEqual([power.key, water.key]);
});
