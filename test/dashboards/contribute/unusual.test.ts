import { h } from "preact";
import { render } from "preact-render-to-string";
import { expect, test } from "vitest";
import { isBeyond, unusualOf } from "../../../dashboards/contribute/unusual.ts";
import { MostCounted, UnusualQuestion } from "../../../dashboards/contribute/unusual-question.tsx";
import { unusualTexts } from "../../../dashboards/contribute/unusual-words.ts";
import { CONTRIBUTE_WORDS } from "../../../dashboards/contribute/words.ts";
import { newVisitor } from "../../../dashboards/visit/visitor.ts";
import { readBills } from "../../../src/importers/bill.ts";
import { smallCommons } from "../compare/small-commons.ts";
import { row } from "../rows.ts";

/** kWh of a period, in base units */
const reading = (period: string, kWh: number) => ({ domain: "electricity", measure: "energy", period, amount: 1000 * kWh });
const bounded = (clamp: number, middle: number | null, isOfSeason = true) => ({ clamp, middle: { value: middle, isOfSeason } });
const asked = (bounds: ReturnType<typeof bounded>, ...readings: ReturnType<typeof reading>[]) =>
  unusualOf(readings, () => bounds).map(({ period, kind, times }) => [period, kind, times]);

test("a figure above the clamp, or more than five times the public middle, is asked about; at the bounds it is not", () => {
  const bounds = bounded(1600, 100);
  expect(asked(bounds, reading("2026-01", 500), reading("2026-02", 501), reading("2026-03", 1601))).toEqual([
    ["2026-02", "middle", 5.01],
    ["2026-03", "clamp", 16.01],
  ]);
  // Where nothing is published there is the clamp alone.
  expect(asked(bounded(1600, null), reading("2026-02", 1500), reading("2026-03", 1601))).toEqual([["2026-03", "clamp", null]]);
});

test("beyond everybody is what is above the clamp and over ten times the middle: a large cold home's winter is placed", () => {
  const beyond = (clamp: number, middle: number | null, kWh: number) =>
    unusualOf([reading("2026-01", kWh)], () => bounded(clamp, middle)).map(isBeyond);
  expect([...beyond(1600, 170, 1700), ...beyond(1600, 170, 1701), ...beyond(2000, 100, 1999)]).toEqual([false, true, false]);
  // Where nothing is published there is the clamp alone.
  expect(beyond(1600, null, 1601)).toEqual([true]);
});

test("what was typed is asked about too where it is a tenth of the public middle or less; what a meter says is not", () => {
  const bounds = bounded(1600, 100);
  const low = (source: string, kWh: number) => unusualOf([{ ...reading("2026-01", kWh), source }], () => bounds);
  expect(low("bill", 10)).toMatchObject([{ kind: "low", isThousandth: false }]);
  expect(low("bill", 0.1)).toMatchObject([{ kind: "low", isThousandth: true }]);
  expect(low("table", 10)).toMatchObject([{ kind: "low" }]);
  expect([...low("bill", 11), ...low("meter", 1)]).toEqual([]);
  expect(unusualOf([{ ...reading("2026-01", 1), source: "bill" }], () => bounded(1600, null))).toEqual([]);
});

test("nothing at all is asked about where it was typed, of every topic, beside whatever months, and before anything is published", () => {
  const zeros = (source: string, last: number, of = {}) =>
    unusualOf(
      [0, 0, last].map((kWh, i) => ({ ...reading(`2026-0${i + 1}`, kWh), ...of, source })),
      () => bounded(1600, 100),
    ).map(({ kind }) => kind);
  const topics = [{ domain: "electricity" }, { domain: "gas" }, { domain: "water", measure: "volume" }, { domain: "spending" }];
  for (const of of topics) expect([zeros("bill", 0, of).length, zeros("table", 0, of).length]).toEqual([3, 3]);
  // In a table, as on a bill, a 0 often stands for a reading that is missing; a meter says what it saw.
  expect([zeros("bill", 100), zeros("table", 100), zeros("meter", 0)]).toEqual([["zero", "zero"], ["zero", "zero"], []]);
  expect(unusualOf([{ ...reading("2025", 0), source: "bill" }], () => bounded(1600, null))).toMatchObject([
    { kind: "zero", isInBase: false, isThousandth: false, meant: null },
  ]);
});

test("a bill that comes to nothing is asked about beside others, of one month or several", () => {
  const bill = (from: string, to: string, total: string) => ({ domain: "electricity", measure: "energy", from, to, total });
  const asked = (...bills: ReturnType<typeof bill>[]) =>
    unusualOf(readBills(bills).readings, () => bounded(1600, 140)).map(({ period, kind }) => `${period} ${kind}`);
  const winter = bill("2026-01-01", "2026-03-31", "400");
  expect(asked(winter, bill("2026-04-01", "2026-05-31", "0"))).toEqual(["2026-04 zero", "2026-05 zero"]);
  expect(asked(winter, bill("2026-04-01", "2026-04-30", "0"))).toEqual(["2026-04 zero"]);
});

test("while the kind of home is not said, only what no kind has is asked about; once it is said, what is far from its own", () => {
  const unknown = { clamp: 1600, middle: { value: 100, isOfSeason: true, kinds: { lowest: 50, highest: 150 } } };
  const found = (kWh: number, bounds: ReturnType<typeof bounded>) =>
    unusualOf([{ ...reading("2026-01", kWh), source: "bill" }], () => bounds).map(({ kind, of }) => `${kind} ${of}`);
  // A file's 501 kWh are five times the middle of all homes, and nothing unusual where one heats by electricity.
  expect([...found(501, unknown), ...found(1500, unknown), ...found(6, unknown)]).toEqual([]);
  expect([found(1501, unknown), found(1601, unknown), found(5, unknown)]).toEqual([
    ["middle kinds"],
    ["clamp kinds"],
    ["low kinds"],
  ]);
  expect([found(501, bounded(1600, 100)), found(501, bounded(1600, 150))]).toEqual([["middle middle"], []]);
});

test("while the kind of home is not said, a month over ten times the home's other months is asked about, whatever kinds have", () => {
  const unknown = { clamp: 1600, middle: { value: 150, isOfSeason: true, kinds: { lowest: 50, highest: 400 } } };
  type Bounds = Parameters<typeof unusualOf>[1];
  const found = (kWh: readonly number[], bounds: ReturnType<Bounds>, beside: readonly number[] = []) =>
    unusualOf(
      kWh.map((amount, i) => reading(`2026-0${i + 1}`, amount)),
      () => bounds,
      beside.map((amount, i) => reading(`2025-0${i + 1}`, amount)),
    ).map(({ period, kind, of, times }) => [period, kind, of, times]);
  const march = (times: number) => ["2026-03", "own", "own", times];
  for (const bounds of [unknown, bounded(1600, null)]) {
    expect(found([110, 120, 1150, 110, 100], bounds)).toEqual([march(1150 / 110)]);
    expect(found([110, 120, 1100, 110, 100], bounds)).toEqual([]);
    // A home heated by electricity has a winter month five times a summer's.
    expect(found([900, 850, 600, 300, 180, 170, 170], bounds)).toEqual([]);
    // Two others, or others of which half are 0, tell nothing; those that were given before do.
    expect([...found([110, 120, 1150], bounds), ...found([0, 0, 1150, 100, 0], bounds)]).toEqual([]);
    expect(found([110, 120, 1150], bounds, [100])).toEqual([march(1150 / 110)]);
  }
  // Once the kind is said, its own middle of the season is what a month is held against.
  expect(found([110, 120, 1150, 110, 100], bounded(1600, 400))).toEqual([]);
});

test("a divided bill is held against the months outside it", () => {
  const bill = (from: string, to: string, total: string) => ({ domain: "electricity", measure: "energy", from, to, total });
  const found = (total: string) =>
    unusualOf(readBills([bill("2025-07-01", "2025-12-31", "600"), bill("2026-01-01", "2026-06-30", total)]).readings, () =>
      bounded(1600, null),
    ).map(({ kind, bill }) => `${kind} ${bill?.length}`);
  expect(found("5900")).toEqual([]);
  expect(found("6200")).toEqual(Array(6).fill("own 6"));
});

test("a middle that is not of the figure's season is no reason to ask about a tenth of it, and one to ask about a hundredth", () => {
  const low = (kWh: number, isOfSeason: boolean) =>
    unusualOf([{ ...reading("2026-07", kWh), source: "bill" }], () => bounded(1600, 490, isOfSeason)).map(({ kind }) => kind);
  expect([low(40, true), low(40, false), low(4.9, false), low(4.91, false)]).toEqual([["low"], [], ["low"], []]);
});

test("digits that would be usual of the same measure in money, or in energy, are said to be so, where they were typed", () => {
  const boundsOf = ({ domain }: { readonly domain: { readonly id: string } }) =>
    domain.id === "spending" ? bounded(2000, 145) : bounded(1600, 490);
  const meant = (domain: string, amount: number, source = "bill") =>
    unusualOf([{ domain, measure: "energy", period: "2026-01", amount, source }], boundsOf).map((one) => one.meant?.key ?? null);
  // 40 kWh are too few, and as 40 € usual; 1 500 € are too much, and as kWh usual; 2 kWh are neither.
  expect(meant("electricity", 40_000)).toEqual(["spending.energy"]);
  expect(meant("spending", 150_000)).toEqual(["electricity.energy"]);
  expect(meant("electricity", 2_000)).toEqual([null]);
  // A meter states its unit.
  expect(meant("spending", 150_000, "meter")).toEqual([null]);
});

test("months, a bill's months and a file's are asked about alike, however many they are", () => {
  const months = Array.from({ length: 10 }, (_, i) => reading(`2026-${String(i + 1).padStart(2, "0")}`, 501));
  for (const source of ["bill", "table", "meter"])
    expect(
      unusualOf(
        months.map((one) => ({ ...one, source })),
        () => bounded(1600, 100),
      ).map(({ kind }) => kind),
    ).toEqual(Array(10).fill("middle"));
});

test("a divided bill is one figure: its mean is held against that of its months' middles", () => {
  const bill = (total: string) =>
    readBills([{ domain: "electricity", measure: "energy", from: "2026-01-01", to: "2026-06-30", total }]).readings;
  // From January to June, 100 kWh in winter and 50 in summer: 75 on average.
  const asked = (total: string) =>
    unusualOf(bill(total), (_, period) => bounded(1600, period < "2026-04" ? 100 : 50)).map(({ times, bill }) => [
      Math.round(times ?? 0),
      bill?.length,
    ]);
  expect(asked("2240")).toEqual([]);
  expect(asked("2260")).toEqual(Array(6).fill([5, 6]));
});

test("a year's total is held against a month's by its twelfth", () => {
  expect(asked(bounded(1600, 100), reading("2025", 5_999), reading("2026", 6_001))).toEqual([
    ["2026", "middle", expect.closeTo(5.0008, 4)],
  ]);
});

test("digits that would be usual in the base unit are said to be so; those that would not, are not", () => {
  const bounds = bounded(1600, 100);
  const inBase = (kWh: number) => unusualOf([reading("2026-01", kWh)], () => bounds).map((one) => one.isInBase);
  expect(inBase(120_000)).toEqual([true]);
  // Even so it would be too little, or too much.
  expect(inBase(2_000)).toEqual([false]);
  expect(inBase(5_000_000)).toEqual([false]);
  // Before anything is published, a tenth of what counts stands for the middle.
  const unpublished = (kWh: number) => unusualOf([reading("2026-01", kWh)], () => bounded(1600, null)).map((one) => one.isInBase);
  expect([120_000, 2_000].map(unpublished)).toEqual([[true], [false]]);
});

test("of a figure above what counts is said what counts and, where it is beyond everybody's, that it has no place", () => {
  const commons = smallCommons([row("P50", 300), row("MEAN", 300)], {
    "2025": [{ at: "T", type: "_T", group: { area: "T", type: "_T" } }],
  });
  const flow = {
    commons,
    lang: "fr" as const,
    words: CONTRIBUTE_WORDS.fr,
    notice: { facts: { measures: [{ key: "water.volume", unit: "m3" }] } } as unknown as Parameters<
      typeof MostCounted
    >[0]["flow"]["notice"],
    visitor: newVisitor(),
  };
  const said = (m3: number): string => {
    const readings = [{ domain: "water", measure: "volume", period: "2026-02", amount: 1000 * m3, source: "table" }];
    return render(h(MostCounted, { readings, flow }))
      .replace(/<[^>]+>/g, "")
      .replace(/[\u00a0\u202f]/g, " ");
  };
  expect(said(1600)).toBe("");
  expect(said(1601).trim()).toBe(
    "Eau, février 2026 : 1 601 m³. Dans chaque moyenne, un foyer compte pour 1 600 m³ par mois au plus.",
  );
  expect(said(16_000)).toContain("1 600 m³ par mois au plus. Au-delà, on ne vous situe pas.");
});

test("a table of which all months together are a fifth of their middles is asked about whole, though few of them are below a tenth", () => {
  const found = (source: string, kWh: readonly number[], isOfSeason = true) =>
    unusualOf(
      kWh.map((amount, i) => ({ ...reading(`2026-0${i + 1}`, amount), source })),
      () => bounded(1600, 100, isOfSeason),
    ).map(({ kind, together }) => [kind, together]);
  const whole = ["low", 0.125];
  expect(found("table", [9, 12, 13, 16])).toEqual([whole, whole, whole, whole]);
  expect([found("table", [20, 20, 20]).length, found("table", [20, 20, 21]).length, found("table", [12, 12]).length]).toEqual([
    3, 0, 0,
  ]);
  // A meter states its unit, a bill is doubted by itself, and a summer may be a fifth of the year.
  expect([...found("meter", [12, 12, 12]), ...found("bill", [12, 13, 14]), ...found("table", [12, 12, 12], false)]).toEqual([]);
});

/** A table of ten months, ten times too much: a home of 229 kWh of which the kind is not said, and what is public of such months. */
const unknownKind = { clamp: 1600, middle: { value: 229, isOfSeason: true, kinds: { lowest: 90, highest: 420 } } };
const tooHigh = [3300, 3100, 2700, 2000, 1700, 1300, 1250, 1400, 1900, 2400].map((kWh, i) => ({
  ...reading(`2026-${String(i + 1).padStart(2, "0")}`, kWh),
  source: "table",
}));

test("a file of which most months are above what counts is doubted whole, and so is what remains once some were left aside", () => {
  const asked = unusualOf(tooHigh, () => unknownKind);
  expect(asked.length).toBe(10);
  expect(new Set(asked.map(({ column }) => column))).toEqual(
    new Set([expect.objectContaining({ months: 10, high: 7, divisor: 10 })]),
  );
  expect(Math.round(asked[0]?.column?.times ?? 0)).toBe(9);
  // What counts at most is said of those alone that are above it.
  expect(asked.filter(({ kind }) => kind === "clamp").length).toBe(7);
  const [rest, left] = [tooHigh.slice(5, 8), [...tooHigh.slice(0, 5), ...tooHigh.slice(8)]];
  expect(unusualOf(rest, () => unknownKind)).toEqual([]);
  expect(unusualOf(rest, () => unknownKind, [], left).map(({ period }) => period)).toEqual(rest.map(({ period }) => period));
  // What was left aside of a column that is whole otherwise is no reason to doubt the rest.
  const usual = tooHigh.slice(1).map((one) => ({ ...one, amount: one.amount / 10 }));
  expect(unusualOf(usual, () => unknownKind, [], tooHigh.slice(0, 1))).toEqual([]);
});

test("few months above what counts are asked about alone where the others are usual, and with all where the median month is five middles", () => {
  const column = (kWh: readonly number[], bounds = unknownKind) =>
    unusualOf(
      kWh.map((amount, i) => ({ ...reading(`2026-0${i + 1}`, amount), source: "meter" })),
      () => bounds,
    ).map(({ period, column }) => [period.slice(5), column?.divisor]);
  expect(column([1700, 300, 280, 200])).toEqual([["01", undefined]]);
  expect(column([1700, 1200, 1200, 1200])).toEqual(["01", "02", "03", "04"].map((month) => [month, 10]));
  // A large home that heats by electricity is above nothing by itself.
  expect(column([1500, 1200, 1200, 1200])).toEqual([]);
});

test("a column in the base unit is offered as such whatever month is in it, and one of which nothing is published is not divided", () => {
  const ofColumn = (bounds: Parameters<typeof unusualOf>[1], kWh: readonly number[]) => {
    const found = unusualOf(
      kWh.map((amount, i) => ({ ...reading(`2026-0${i + 1}`, amount), source: "table" })),
      bounds,
    );
    return [found.length, found.every(({ isInBase }) => isInBase), found[0]?.column?.divisor];
  };
  expect(ofColumn(() => unknownKind, [229_000, 210_000, 250_000, 900])).toEqual([4, true, null]);
  expect(ofColumn(() => bounded(1600, null), [2000, 2100, 2200])).toEqual([3, false, null]);
});

test("of a column that is too high is asked one thing, with the way to divide it", () => {
  const flow = {
    lang: "fr" as const,
    words: CONTRIBUTE_WORDS.fr,
    notice: { facts: { measures: [{ key: "electricity.energy", unit: "kWh" }] } } as unknown as Parameters<
      typeof MostCounted
    >[0]["flow"]["notice"],
  };
  const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");
  const texts = unusualTexts(
    unusualOf(tooHigh, () => unknownKind),
    flow,
  );
  expect(texts.map(({ what, why }) => plain(`${what} ${why}`))).toEqual([
    "Électricité, 10 chiffres, de janvier à octobre 2026 : jusqu’à 3 300 kWh. Mois après mois, c’est environ 9 fois le foyer du milieu, tous types confondus. Est-ce la bonne unité, la bonne virgule ?",
  ]);
  const divides = [{ divisor: 10, topic: null, run: () => undefined }];
  const question = render(h(UnusualQuestion, { texts, count: 10, flow, divides, onRight: () => undefined }));
  expect(plain(question)).toContain("C’est 10 fois trop : tout diviser");
});
