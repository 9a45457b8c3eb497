import fc from "fast-check";
import { h } from "preact";
import { render } from "preact-render-to-string";
import { expect, test } from "vitest";
import type { Flow } from "../../../dashboards/contribute/flow.ts";
import { hintsOf, OfferTicks } from "../../../dashboards/contribute/offer-ticks.tsx";
import {
  attributesOf,
  disagreementsOf,
  offersOf,
  readingsOf,
  rivalsOf,
  type Source,
} from "../../../dashboards/contribute/offers.ts";
import { CONTRIBUTE_WORDS } from "../../../dashboards/contribute/words.ts";
import { MEASURES } from "../../../src/domains/index.ts";
import type { ImportedReading } from "../../../src/importers/report.ts";

const NOW = "2026-03";
const of = (...keys: string[]) => MEASURES.filter(({ key }) => keys.includes(key));

function reading(period: string, amount = 100, key = "electricity.energy", more: Partial<ImportedReading> = {}): ImportedReading {
  const [domain = "", measure = ""] = key.split(".");
  return { domain, measure, period, amount, unit: "Wh", source: "meter", ...more };
}
const year = (y: number, key?: string) =>
  Array.from({ length: 12 }, (_, i) => reading(`${y}-${String(i + 1).padStart(2, "0")}`, 100 + i, key));
const source = (id: string, readings: readonly ImportedReading[], from = "2000-01"): Source => ({
  id,
  title: id,
  readings,
  from,
});

const spaces = (text: string): string => text.replace(/\s/g, " ");

const said = (sources: readonly Source[], ...keys: string[]) =>
  offersOf(sources, of(...keys), NOW).map(({ id, readings }) => [id, readings.map(({ period }) => period)]);

test("each measure in use of each source is offered by month and by year, and no other", () => {
  const readings = [...year(2025), reading("2026-01"), reading("2025-01", 5, "water.volume")];
  expect(said([source("a", readings)], "electricity.energy")).toEqual([
    ["a electricity.energy months", [...year(2025).map(({ period }) => period), "2026-01"]],
    ["a electricity.energy sums", ["2025"]],
  ]);
  expect(said([source("a", readings)], "gas.energy")).toEqual([]);
});

test("a year is the sum of its twelve months, and of eleven there is none", () => {
  const [, years] = offersOf([source("a", year(2025))], of("electricity.energy"), NOW);
  expect(years?.readings).toEqual([reading("2025", 12 * 100 + 66)]);
  expect(said([source("a", year(2025).slice(1))], "electricity.energy").map(([id]) => id)).toEqual([
    "a electricity.energy months",
  ]);
});

test("a year that the source gives itself stands, whatever its months come to", () => {
  const [, years] = offersOf([source("a", [...year(2025), reading("2025", 7)])], of("electricity.energy"), NOW);
  expect(years?.readings.map(({ amount }) => amount)).toEqual([7]);
});

test("months and their own sums are not sent together, and months beside the total of another year are", () => {
  const offers = offersOf([source("a", [...year(2025), reading("2024", 7)])], of("electricity.energy"), NOW);
  const [months, total, sums] = offers;
  expect(offers.map(({ grain, isSum }) => [grain, isSum])).toEqual([
    ["months", false],
    ["years", false],
    ["years", true],
  ]);
  expect([months, total, sums].map((one) => one && rivalsOf(one, offers))).toEqual([[sums], [], [months]]);
  // Which one to take is said in words, that one says more than the other too.
  expect(hintsOf(offers, "fr").map(spaces)).toEqual([
    "Les mois suffisent : leur total s’en déduit. Ils disent aussi les saisons et les longues absences ; le total, non.",
  ]);
  expect(hintsOf(offersOf([source("a", [...year(2025), reading("2025", 7)])], of("electricity.energy"), NOW), "fr")).toEqual(
    ["Pour l’année, c’est le total donné qui compte ; ses mois servent aux publications plus courtes."].map((text) =>
      text.replace(" ;", "\u00a0;"),
    ),
  );
});

test("months and their sums are one choice, none made beforehand, and the sums say which months then stay", () => {
  const chosen = (readings: readonly ImportedReading[], ...ticked: string[]): string => {
    const of1 = source("a", readings);
    const flow = {
      lang: "fr",
      words: CONTRIBUTE_WORDS.fr,
      draft: { value: { ticked: new Set(ticked), bills: [] } },
      notice: { facts: { retention_months: 36, protection: { levels: [], revised: false } } },
      commons: { catalog: { releases: [] } },
      now: () => new Date("2026-03-10"),
    } as unknown as Flow;
    const offers = offersOf([of1], of("electricity.energy"), NOW);
    return spaces(render(h(OfferTicks, { source: of1, offers, flow, isMissing: false })));
  };
  const both = chosen([...year(2025), reading("2026-01"), reading("2026-02")]);
  expect(both.match(/type="radio"/g)).toHaveLength(3);
  expect(both).not.toMatch(/type="checkbox"| checked/);
  expect(both).toContain("<legend>Électricité : envoyer</legend>");
  expect(both).toMatch(/un seul nombre pour l’année 2025 [^<]*; 2 mois restent chez vous, (de )?janvier (à|et) février 2026</);
  expect(chosen(year(2025))).not.toContain("restent chez vous");
  // What is chosen is so, and the other is not.
  expect(chosen(year(2025), "a electricity.energy sums").match(/<input[^>]* checked[^>]*>/g)).toEqual([
    expect.stringContaining("sums"),
  ]);
  // Of months alone there is nothing to choose between.
  expect(chosen([reading("2026-01")])).toMatch(/type="checkbox"/);
});

test("what was estimated or is missing in a month is so in its year", () => {
  const months = year(2025).map((one, i) => (i === 3 ? { ...one, estimated: true as const, missing: 60 } : one));
  const [, years] = offersOf([source("a", months)], of("electricity.energy"), NOW);
  expect(years?.readings[0]).toMatchObject({ estimated: true, missing: 60 });
});

test("before the chosen start nothing is offered, nor what has not begun", () => {
  const readings = [
    reading("2024-12"),
    reading("2025-01"),
    reading("2026-03"),
    reading("2026-04"),
    reading("2024"),
    reading("2025"),
  ];
  expect(said([source("a", readings, "2025-01")], "electricity.energy")).toEqual([
    ["a electricity.energy months", ["2025-01", "2026-03"]],
    ["a electricity.energy years", ["2025"]],
  ]);
});

test("of two sources the first one's number is sent, once a measure and period", () => {
  const offers = offersOf(
    [source("file", [reading("2025-01", 1)]), source("typed", [reading("2025-01", 2), reading("2025-02", 3)])],
    of("electricity.energy"),
    NOW,
  );
  expect(readingsOf(offers).map(({ period, amount }) => [period, amount])).toEqual([
    ["2025-01", 1],
    ["2025-02", 3],
  ]);
});

test("only the attributes of the measures offered are asked", () => {
  const offers = offersOf([source("a", year(2025, "water.volume"))], MEASURES, NOW);
  expect([...new Set(offers.map(({ ref }) => ref.key))]).toEqual(["water.volume"]);
  expect(attributesOf(offers.map(({ ref }) => ref))).toEqual(["size"]);
  expect(attributesOf(of("spending.energy"))).toEqual(["surface"]);
});

test("whatever is brought and ticked, no number is sent that is in no source, and none twice", () => {
  const period = fc.oneof(
    fc.constantFrom("2024", "2025", "2026"),
    fc
      .tuple(fc.integer({ min: 2024, max: 2027 }), fc.integer({ min: 1, max: 12 }))
      .map(([y, m]) => `${y}-${String(m).padStart(2, "0")}`),
  );
  const any = fc.record({
    period,
    amount: fc.nat(1e9),
    key: fc.constantFrom("electricity.energy", "gas.energy", "water.volume"),
  });
  const sources = fc
    .array(fc.uniqueArray(any, { selector: ({ period: p, key }) => `${key} ${p}` }), { maxLength: 3 })
    .map((all) =>
      all.map((rows, i) =>
        source(
          `s${i}`,
          rows.map(({ period: p, amount, key }) => reading(p, amount, key)),
          "2024-06",
        ),
      ),
    );
  fc.assert(
    fc.property(sources, fc.func(fc.boolean()), (brought, ticked) => {
      const sent = readingsOf(offersOf(brought, of("electricity.energy", "gas.energy"), NOW).filter(({ id }) => ticked(id)));
      const keys = sent.map(({ domain, measure, period: p }) => `${domain}.${measure} ${p}`);
      expect(new Set(keys).size).toBe(keys.length);
      for (const one of sent) {
        expect(one.domain).not.toBe("water");
        const same = brought.flatMap(({ readings }) => readings.filter(({ domain }) => domain === one.domain));
        const given = same.some(({ period: p, amount }) => p === one.period && amount === one.amount);
        const months = same.filter(({ period: p }) => p.startsWith(`${one.period}-`));
        expect(given || (one.period.length === 4 && months.length >= 12)).toBe(true);
      }
    }),
  );
});

/** Months of 2026 in a row. */
const months = (id: string, amounts: readonly number[], first = 1): Source =>
  source(
    id,
    amounts.map((amount, i) => reading(`2026-0${i + first}`, amount)),
  );

test("two sources that give other amounts for most of the same months are rivals; one that only goes on, or is rounded, is not", () => {
  const disagreeing = (a: Source, b: Source) => {
    const offers = offersOf([a, b], MEASURES, "2026-12");
    const [first] = offers;
    return {
      found: disagreementsOf(offers).map(({ readings, isRival }) => [readings.length, isRival]),
      rivals: first === undefined ? [] : rivalsOf(first, offers).map(({ source }) => source.id),
    };
  };
  const own = months("a", [300_000, 310_000, 320_000, 330_000]);
  expect(disagreeing(own, months("b", [3_000_000, 3_100_000]))).toEqual({ found: [[2, true]], rivals: ["b"] });
  // Half of the shorter one's months are enough, fewer are not.
  expect(disagreeing(own, months("b", [500_000, 340_000, 350_000], 4)).found).toEqual([[1, false]]);
  expect(disagreeing(own, months("b", [500_000, 340_000], 4))).toEqual({ found: [[1, true]], rivals: ["b"] });
  // A bill in whole units is the same: a twentieth of the larger amount, exactly.
  expect(disagreeing(own, months("b", [285_000]))).toEqual({ found: [], rivals: [] });
  expect(disagreeing(own, months("b", [284_999])).found).toEqual([[1, true]]);
  expect(disagreeing(own, months("b", [340_000], 5))).toEqual({ found: [], rivals: [] });
});
