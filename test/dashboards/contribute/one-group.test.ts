import fc from "fast-check";
import { expect, test } from "vitest";
import { homesPhrase } from "../../../dashboards/compare/group-words.ts";
import { isElsewhere, sidesText } from "../../../dashboards/compare/my-months.tsx";
import { visitorWith } from "../../../dashboards/compare/own-figures.ts";
import { hasOthers, ownYear, sidesOf } from "../../../dashboards/compare/own-months.ts";
import { heldAgainst } from "../../../dashboards/compare/season.ts";
import { sentenceOf } from "../../../dashboards/compare/sentence.ts";
import { answerOf } from "../../../dashboards/compare/topic-answer.ts";
import type { Lang } from "../../../dashboards/shared/i18n.ts";
import { type MeasureRef, measureRef } from "../../../src/domains/index.ts";
import { readBills } from "../../../src/importers/bill.ts";
import { smallCommons } from "../compare/small-commons.ts";
import { row } from "../rows.ts";

const ref = measureRef("water", "volume") as MeasureRef;
const AREAS = ["N1", "N", "T"];
const SIZES = ["1", "2", "3", "4"];
const PERIODS = ["2025", "2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"];
const STATISTICS = [
  ["P25", -3],
  ["P50", 0],
  ["P75", 3],
  ["MEAN", 0.5],
] as const;
const LETTERS = [..."JFMAMJJASOND"];

type Cells = readonly { readonly middle: number; readonly margin: number }[];
const cells: fc.Arbitrary<Cells> = fc.array(
  fc.record({ middle: fc.double({ min: 8, max: 12, noNaN: true }), margin: fc.double({ min: 0.05, max: 3, noNaN: true }) }),
  { minLength: AREAS.length * SIZES.length, maxLength: AREAS.length * SIZES.length },
);

/** A release in which every place and kind has its own middle and its own margin, the same in each of the periods. */
function published(of: Cells, isPublished: (area: string, period: string) => boolean = () => true, advised = "N1") {
  const rows = AREAS.flatMap((REF_AREA, a) =>
    SIZES.flatMap((size, s) => {
      const { middle, margin } = of[a * SIZES.length + s] ?? { middle: 0, margin: 0 };
      return PERIODS.filter((period) => isPublished(REF_AREA, period)).flatMap((TIME_PERIOD) =>
        STATISTICS.map(([statistic, off]) => {
          const value = middle + off;
          const ends = { CI_LOWER: value - margin, CI_UPPER: value + margin };
          return row(statistic, value, { REF_AREA, HOUSEHOLD_TYPE: `size=${size}`, TIME_PERIOD, ...ends });
        }),
      );
    }),
  );
  const advice = SIZES.map((size) => ({ type: `size=${size}`, group: { area: advised, type: `size=${size}` } }));
  return smallCommons(rows, Object.fromEntries(PERIODS.map((period) => [period, advice])));
}

test("sentence, drawing, table and gap are of one group, whichever homes the release advises", () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(
      cells,
      fc.constantFrom(...AREAS),
      fc.constantFrom(...SIZES),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 3000, max: 20_000 }),
      (of, advised, size, count, amount) => {
        const commons = published(of, () => true, advised);
        const months = Array.from({ length: count }, (_, i) => `2026-${String(i + 1).padStart(2, "0")}`);
        const given = months.map((period) => ({ domain: "water", measure: "volume", period, amount, source: "table" }));
        const answer = answerOf(commons, visitorWith("N1", { size }, given), ref, "T", "fr");
        const year = ownYear(commons, answer, LETTERS);
        fc.pre(year.beside !== null && hasOthers(year));
        const drawn = homesPhrase(commons, answer, year.beside, "fr");
        const { title = "", notes = [] } = sentenceOf(commons, answer, "fr") ?? {};
        // Whom the sentence names is whom the drawing is of, and nobody else is named.
        const named = AREAS.map((area) => homesPhrase(commons, answer, { area, type: `size=${size}` }, "fr")).filter((homes) =>
          [title, ...notes].some((text) => text.replaceAll(drawn, "").includes(homes)),
        );
        expect(named).toEqual([]);
        expect(isElsewhere(answer, year.beside)).toBe(false);
        seen.add(year.beside.area);
        // What the gap is with lies among the months that are drawn: all of them have one middle here.
        const middles = year.months.flatMap(({ middle }) => middle?.value ?? []);
        expect(heldAgainst(answer)?.value).toBeCloseTo(middles[0] ?? 0);
      },
    ),
    { numRuns: 300 },
  );
  expect([...seen].sort()).toEqual(["N", "N1", "T"]);
});

test("a year is beside months of homes around where those of its group are not published, which is said", () => {
  const of = AREAS.flatMap(() => SIZES.map(() => ({ middle: 10, margin: 0.1 })));
  const commons = published(of, (area, period) => area === "T" || period === "2025");
  const given = Array.from({ length: 12 }, (_, i) => `2025-${String(i + 1).padStart(2, "0")}`).map((period) => ({
    domain: "water",
    measure: "volume",
    period,
    amount: 9000,
    source: "table",
  }));
  const answer = answerOf(commons, visitorWith("N1", { size: "2" }, given), ref, "T", "fr");
  const { beside } = ownYear(commons, answer, LETTERS);
  expect([answer.group?.area, beside?.area, isElsewhere(answer, beside)]).toEqual(["N1", "T", true]);
});

test("of part of a year near the middle, the months that are above or below it for sure are told; a bill's shares, and a quarter not filled, tell nothing", () => {
  const of = AREAS.flatMap(() => SIZES.map(() => ({ middle: 10, margin: 0.5 })));
  const commons = published(of);
  const givenFor = (amounts: readonly number[], source = "table") => {
    const given = amounts.map((amount, i) => ({
      domain: "water",
      measure: "volume",
      period: `2025-${String(i + 1).padStart(2, "0")}`,
      amount,
      source,
    }));
    const answer = answerOf(commons, visitorWith("N1", { size: "2" }, given), ref, "T", "fr");
    return { answer, year: ownYear(commons, answer, LETTERS) };
  };
  const sidesFor = (amounts: readonly number[], source?: string) => sidesOf(givenFor(amounts, source).year);
  const winter = [12_000, 12_000, 12_000, 10_100, 10_200, 10_300, 8_000, 8_000];
  expect(sidesFor(winter)).toEqual({ above: ["01", "02", "03"], about: ["04", "05", "06"], below: [] });
  expect(sidesFor([...winter, 8_000])?.below).toEqual(["07", "08", "09"]);
  // Beside a whole year the page says in words what the drawing shows, unless all months are on one side.
  const saidOf = (amounts: readonly number[], lang: Lang = "fr") => {
    const { answer, year } = givenFor(amounts);
    return sidesText(answer, year, lang);
  };
  const colder = [...winter, 8_000, 10_000, 10_000, 10_000];
  expect(saidOf(colder)).toBe("Plus que le milieu de janvier à mars\u00a0; moins de juillet à septembre.");
  expect(saidOf(colder, "en")).toBe("More than the middle from January to March; less from July to September.");
  expect(saidOf(colder.map((amount) => Math.min(amount, 10_000)))).toBe("Moins que le milieu de juillet à septembre.");
  expect(saidOf(colder.map(() => 12_000))).toBeNull();
  // Exactly at the end of the margin nobody can tell.
  expect(sidesFor([10_500, 10_500, 10_500])).toEqual({ above: [], about: ["01", "02", "03"], below: [] });
  const bill = readBills([{ domain: "water", measure: "volume", from: "2025-01-01", to: "2025-03-31", total: "36" }]);
  const shares = bill.readings.map(({ amount }) => Number(amount));
  expect(sidesFor(shares, "bill")).toEqual({ above: [], about: [], below: [] });
});
