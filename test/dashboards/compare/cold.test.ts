import fc from "fast-check";
import { h } from "preact";
import { renderToStaticMarkup } from "preact-render-to-string";
import { expect, test } from "vitest";
import type { Climate } from "../../../dashboards/compare/cold.ts";
import { Gap } from "../../../dashboards/compare/gap.tsx";
import { SAID } from "../../../dashboards/compare/said-words.ts";
import { SameMonths, seasonRow } from "../../../dashboards/compare/same-months.tsx";
import { answerOf } from "../../../dashboards/compare/topic-answer.ts";
import { whoText } from "../../../dashboards/compare/who-text.ts";
import { NO_ENTRY, newVisitor } from "../../../dashboards/visit/visitor.ts";
import { type MeasureRef, measureRef } from "../../../src/domains/index.ts";
import { row } from "../rows.ts";
import { smallCommons } from "./small-commons.ts";

/** Degree days of a city with cold winters, 2025, from January on. */
const COLD = [352, 300, 240, 130, 60, 8, 2, 4, 40, 130, 270, 360];
const CLIMATE: Climate = new Map(COLD.map((cold, i) => [`2025-${String(i + 1).padStart(2, "0")}`, cold]));
const daysIn = (month: number): number => new Date(Date.UTC(2025, month, 0)).getUTCDate();

/** What a home that uses some of it evenly and some for heating uses in a month, 1 to 12. */
const usedIn = (even: number, heating: number, month: number): number => even * daysIn(month) + heating * (COLD[month - 1] ?? 0);
const meanOf = (all: readonly number[]): number => all.reduce((sum, one) => sum + one, 0) / all.length;

/** The season of a bill, or of months, of electricity or of water, where the four quarters of homes like that are published. */
function seasonOfBill(
  of: { readonly even: number; readonly heating: number },
  given: readonly [string, string, number] | Readonly<Record<string, string>>,
  climate: Climate | null,
  measure = "electricity.energy",
) {
  const [domain = "", id = ""] = measure.split(".");
  const ref = measureRef(domain, id) as MeasureRef;
  const rows = ["2025", "2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"].flatMap((period) => {
    const quarter = Number(period.slice(6));
    const months = quarter > 0 ? [1, 2, 3].map((one) => 3 * (quarter - 1) + one) : COLD.map((_, i) => i + 1);
    const middle = meanOf(months.map((month) => usedIn(of.even, of.heating, month)));
    return (
      [
        ["P25", 0.6],
        ["P50", 1],
        ["P75", 1.5],
        ["MEAN", 1],
      ] as const
    ).map(([statistic, times]) => {
      const value = times * middle;
      const margin = { CI_LOWER: 0.999 * value, CI_UPPER: 1.001 * value };
      return row(statistic, value, { DOMAIN: domain, MEASURE: id, TIME_PERIOD: period, ...margin });
    });
  });
  const advice = {
    "2025": [{ type: "_T", group: { area: "T", type: "_T" } }],
    "2025-Q1": [],
    "2025-Q2": [],
    "2025-Q3": [],
    "2025-Q4": [],
  };
  const made = smallCommons(rows, advice, { domain, measure: id });
  const commons = { ...made, rest: made.rest && { ...made.rest, climate } };
  const visitor = newVisitor();
  visitor.area.value = "N1";
  const entry = Array.isArray(given)
    ? { kind: "bill" as const, from: given[0], to: given[1], amount: String(given[2]) }
    : { kind: "months" as const, typed: given as Readonly<Record<string, string>> };
  visitor.entries.value = { [ref.key]: { ...NO_ENTRY, ...entry } };
  const answer = answerOf(commons, visitor, ref, "T", "fr");
  const gap = renderToStaticMarkup(h(Gap, { commons, answer, lang: "fr" })).replaceAll(/<[^>]+>/g, " ");
  const drawing = renderToStaticMarkup(h(SameMonths, { commons, answer, lang: "fr", width: 600, id: "season" }));
  return { season: answer.season, who: whoText(commons, answer, "fr"), gap, drawn: seasonRow(answer, "fr"), drawing };
}

const day = (month: number, end: boolean): string =>
  `2025-${String(month).padStart(2, "0")}-${String(end ? daysIn(month) : 1).padStart(2, "0")}`;

test("the middle of whole cold months lies in what is said of it, however much of it is for heating, and less is said without the cold of the months", () => {
  const home = fc.record({
    even: fc.double({ min: 0, max: 20, noNaN: true }),
    heating: fc.double({ min: 0.01, max: 3, noNaN: true }),
  });
  const bill = fc.constantFrom([1, 1], [1, 2], [2, 3], [2, 2], [11, 12], [10, 10], [12, 12], [10, 11], [3, 4], [3, 3]);
  fc.assert(
    fc.property(home, bill, (of, [first = 1, last = 1]) => {
      const months = Array.from({ length: last - first + 1 }, (_, i) => usedIn(of.even, of.heating, first + i));
      const own = [day(first, false), day(last, true), Math.round(meanOf(months) * months.length)] as const;
      const [known, unknown] = [seasonOfBill(of, own, CLIMATE).season?.reach, seasonOfBill(of, own, null).season?.reach];
      if (!known || !unknown) throw new Error("nothing is said");
      // Shares of two quarters go by days, and a bill's months are alike: they are up to a hundredth apart.
      expect(meanOf(months)).toBeGreaterThanOrEqual(known.lower * 0.99 - 1);
      expect(meanOf(months)).toBeLessThanOrEqual(known.upper * 1.01 + 1);
      expect(known.upper - known.lower).toBeLessThanOrEqual(unknown.upper - unknown.lower + 1);
    }),
    { numRuns: 150 },
  );
});

test("a bill from the middle of December to that of February has a side where the cold of its months is known, and says by what", () => {
  const home = { even: 6, heating: 1 };
  const bill = ["2024-12-12", "2025-02-09", 610] as const;
  const [known, unknown] = [seasonOfBill(home, bill, CLIMATE), seasonOfBill(home, bill, null)];
  expect([known.season?.place?.kind, unknown.season?.place]).toEqual(["side", null]);
  expect(known.who).toMatch(
    /que par trimestre entier\s: 477,3\skWh de janvier à mars 2025 et 437,3\skWh d’octobre à décembre 2025, soit 464\skWh à raison de vos jours dans chacun\. À ces dates, il fait plus froid que sur ces trimestres entiers, d’où 51\d(,\d)?\skWh\.$/,
  );
  expect(unknown.who).not.toMatch(/froid/);
});

test("a bill of the cold months of one quarter is beside its own days, by name, and says how their middle comes from the quarter's", () => {
  const home = { even: 6, heating: 1 };
  // 2 January is a few days of a quarter: the bill stands beside the fourth alone.
  const bill = (amount: number) => seasonOfBill(home, ["2025-11-03", "2026-01-02", amount], CLIMATE);
  expect(bill(1500).who).toMatch(
    /On ne publie le milieu que par trimestre entier\s: 437,3\skWh d’octobre à décembre 2025\. À ces dates, il fait plus froid que sur le trimestre entier, d’où \d/,
  );
  expect(bill(1500).drawn?.name).toBe("3\u00a0nov. – 2\u00a0janv.");
  expect(bill(1500).drawing).toMatch(/le milieu\s: vers [\d,]+\skWh [^<]+, estimé</);
  const october = seasonOfBill(home, ["2025-10-01", "2025-10-31", 900], CLIMATE);
  expect(october.who).toMatch(/\. Ce mois-là, il fait moins froid que sur le trimestre entier, d’où \d/);
  // Of days that are as cold it says as what, and that the figure stays.
  const same = (lang: "fr" | "en", periods: number) =>
    SAID[lang].byCold("le milieu", "600 et 700 kWh", "650 kWh", periods, "month", null, "650 kWh");
  expect(same("fr", 1)).toMatch(
    /\. Ce mois-là, il fait à peu près aussi froid que sur le trimestre entier\s: on garde 650 kWh\.$/,
  );
  expect(same("fr", 2)).toMatch(
    /\s: 600 et 700 kWh, soit 650 kWh à raison de vos jours dans chacun\. .* que sur ces trimestres entiers\s: on garde 650 kWh\.$/,
  );
  expect(same("en", 1)).toMatch(/\. In this month, it is about as cold as over the whole quarter: we keep 650 kWh\.$/);
  // A whole quarter is named, and estimated from nothing.
  const whole = seasonOfBill(home, ["2025-10-01", "2025-12-31", 1500], CLIMATE);
  expect([whole.who, whole.drawing].join()).not.toMatch(/froid|estimé/);
});

test("water does not follow the cold, nor does a quarter with a warm month, nor whole quarters", () => {
  const home = { even: 6, heating: 1 };
  for (const [bill, measure] of [
    [["2025-01-01", "2025-02-28", 20], "water.volume"],
    [["2025-04-01", "2025-05-31", 600], "electricity.energy"],
    [["2025-01-01", "2025-03-31", 900], "electricity.energy"],
  ] as const) {
    const [known, unknown] = [seasonOfBill(home, bill, CLIMATE, measure), seasonOfBill(home, bill, null, measure)];
    expect(known.season?.byCold).toBe(false);
    expect(known.season?.reach).toEqual(unknown.season?.reach);
  }
});

test("the gap is told of a whole bill too, be it of whole months or of days", () => {
  const home = { even: 6, heating: 1 };
  for (const bill of [
    ["2025-01-01", "2025-02-28", 2400],
    ["2025-01-05", "2025-02-27", 2400],
  ] as const)
    expect(seasonOfBill(home, bill, CLIMATE).gap).toMatch(/ par mois de plus .* sur cette facture /);
});

test("a gap that the days of a bill make wide is said to be wide for them, and one of whole quarters is not", () => {
  const home = { even: 6, heating: 1 };
  const gapOf = (...bill: [string, string, number]) => seasonOfBill(home, bill, CLIMATE).gap;
  const why = /Large, car les autres ne sont connus que par trimestre entier\s: un total d’un an serait plus précis\./;
  const { reach } = seasonOfBill(home, ["2025-01-05", "2025-02-27", 1200], CLIMATE).season ?? {};
  // The nearer end is a small part of the farther, and is what a reader finds who subtracts the end that is written.
  const wide = gapOf("2025-01-05", "2025-02-27", Math.ceil(((reach?.upper ?? 0) + 12) * (54 / 30.4375)));
  expect(wide).toMatch(/^\s+par mois de plus que le foyer du milieu\s+1[0-3],\d à [\d,]+\skWh /);
  expect(wide).toMatch(why);
  expect(gapOf("2025-01-05", "2025-02-27", 4000)).not.toMatch(why);
  expect(gapOf("2025-01-01", "2025-03-31", 2700)).not.toMatch(why);
});

test("the gap is told of all months that were typed too, and of a bill or months of one published quarter", () => {
  const home = { even: 6, heating: 1 };
  const months = (count: number) =>
    Object.fromEntries(COLD.slice(0, count).map((_, i) => [`2025-${String(i + 1).padStart(2, "0")}`, "900"]));
  const saidOver = (given: Parameters<typeof seasonOfBill>[1]) =>
    /(?<= )sur .*/.exec(seasonOfBill(home, given, CLIMATE).gap)?.[0];
  expect([2, 3, 6, 12].map((count) => saidOver(months(count)))).toEqual([
    expect.stringMatching(/^sur ces 2\smois /),
    expect.stringMatching(/^sur ces 3\smois /),
    expect.stringMatching(/^sur ces 6\smois /),
    expect.stringMatching(/^sur un an /),
  ]);
  expect(saidOver(["2025-01-01", "2025-03-31", 2700])).toMatch(/^sur cette facture /);
  // A single month has its gap already.
  expect(saidOver(months(1))).toBeUndefined();
});
