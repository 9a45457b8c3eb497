import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { SettingsInput } from "../../../src/index.ts";
import { predict } from "../../../src/pipeline/index.ts";
import { type EvenShares, evenParts } from "../../../src/privacy/forecast/split.ts";
import { fromNumber, sub, sum } from "../../../src/privacy/index.ts";
import { EVEN, EVEN_LEVELS, gridPlan } from "../../support/pipeline.ts";

const frequency = fc.constantFrom("month", "quarter", "year", "never");
const CALENDARS = fc
  .record({ whole: frequency, middle: frequency, leaf: frequency })
  .filter((calendar) => Object.values(calendar).some((step) => step !== "never")) as fc.Arbitrary<SettingsInput["calendar"]>;

const partsOf = ({ counts, sums, histograms }: Record<"counts" | "sums" | "histograms", number>) => [counts, sums, histograms];

test("found parts are whole ten-thousandths of all but the reserve, and no table's noise is above 1.35 times that of even shares", () => {
  fc.assert(
    fc.property(CALENDARS, fc.integer({ min: 1, max: 9 }), fc.constantFrom(undefined, 300, 20_000), (calendar, middle, n) => {
      const settings = { calendar, ...(n ? { expected_households: n } : {}), budget: { shares: { revision: 0.1 } } };
      const { split, settings: own, levels } = gridPlan(middle, 3, settings as SettingsInput, 700);
      const found = own.budget.shares.tables ?? [];
      expect(found.flatMap(partsOf).reduce((a, b) => a + b, 0)).toBe(10_000);
      expect(sum(split.flatMap((one) => [one.counts, one.sums, one.histograms]))).toEqual(sub(fromNumber(1), fromNumber(0.1)));
      const used = EVEN_LEVELS[levels.length] as readonly number[];
      const shares: EvenShares = {
        ...EVEN,
        levels: Object.fromEntries(levels.map(({ level }, i) => [level, used[i] as number])),
      };
      for (const [i, even] of evenParts(levels, shares).entries())
        for (const [q, least] of partsOf(even).entries()) {
          const part = partsOf(found[i] as (typeof found)[number])[q] as number;
          // Less than one part is lost where parts are made whole.
          expect(part).toBeGreaterThan((10_000 * least) / 1.35 ** 2 - 1 - 1e-9);
          expect(part > 0).toBe(least > 0);
        }
    }),
    { numRuns: 20, seed: 16 },
  );
});

describe("what a found split buys, by the forecast, which it was not found with", () => {
  const all = { calendar: { whole: "year", middle: "year", leaf: "year" } } as const;
  const errors = (settings: SettingsInput, n: number) =>
    predict(gridPlan(5, 11, { ...all, ...settings }, 1000), n).map(({ level, table, noiseError, published }) => ({
      level,
      table,
      noiseError: noiseError as number,
      published,
    }));

  test.each([6000, 12_000, 50_000])("%i homes: leaves are an eighth better, and no other table a third and a bit worse", (n) => {
    const [even, found] = [errors({ budget: { shares: EVEN } }, n), errors({}, n)];
    for (const [i, { level, noiseError, published }] of found.entries()) {
      const was = even[i] as (typeof even)[number];
      expect(noiseError / was.noiseError, level).toBeLessThan(level === "leaf" ? 0.875 : 1.36);
      expect(published).toBeGreaterThanOrEqual(was.published - 0.5);
    }
  });

  test("expected households shift the split to upper levels; `--households` of a plan does not", () => {
    const leafOf = (settings: SettingsInput) => {
      const { split } = gridPlan(5, 11, { ...all, ...settings }, 1000);
      return Number((split.at(-1) as (typeof split)[number]).sums.num) / Number(split.at(-1)?.sums.den);
    };
    expect(leafOf({ expected_households: 300 })).toBeLessThan(leafOf({ expected_households: 12_000 }));
    const plan = gridPlan(5, 11, all, 1000);
    predict(plan, 300);
    expect(gridPlan(5, 11, all, 1000).split).toEqual(plan.split);
  });

  test("weights move it, and nothing is worth anything where all are 0", () => {
    const share = (leaf: number, middle: number) => {
      const weights = { whole: { _T: 0, types: 0 }, middle: { _T: middle, types: 0 }, leaf: { _T: leaf } };
      return gridPlan(5, 11, { ...all, budget: { shares: { weights } } }, 1000).settings.budget.shares.tables?.at(-1)?.sums ?? 0;
    };
    expect(share(1, 0)).toBeGreaterThan(share(0, 1));
    expect(share(0, 0)).toBeGreaterThan(share(0, 1));
  });
});

test("types that nobody is asked for get a ten-thousandth of each publication's kind, and leaves what they had", () => {
  const tablesOf = (settings: SettingsInput) => gridPlan(5, 11, settings, 1000).settings.budget.shares.tables ?? [];
  const of = (tables: ReturnType<typeof tablesOf>, is: (one: (typeof tables)[number]) => boolean) =>
    tables
      .filter(is)
      .flatMap(partsOf)
      .reduce((a, b) => a + b, 0);
  const [all, none] = [tablesOf({}), tablesOf({ attributes: [] })];
  const typed = none.filter(({ table }) => table === "types");
  expect(typed.flatMap(partsOf)).toEqual(typed.flatMap(() => [1, 1, 1]));
  expect(of(none, ({ level }) => level === "leaf")).toBeGreaterThan(of(all, ({ level }) => level === "leaf") + 500);
  // Only one of the two measures has types of the attributes asked for.
  const two = { measures: ["water.volume", "spending.housing"], attributes: ["tenure"] } as const;
  expect(
    of(tablesOf({ ...two, measures: [...two.measures], attributes: [...two.attributes] }), ({ table }) => table === "types"),
  ).toBeGreaterThan(500);
});

const TABLE = { table: "_T", step: "year", counts: 1000, sums: 8000, histograms: 1000 } as const;
const YEARLY = { whole: "year", middle: "never", leaf: "never" } as const;
test.each<[string, SettingsInput["budget"], RegExp]>([
  ["a sum that is not all", { shares: { tables: [{ level: "whole", ...TABLE, sums: 7999 }] } }, /add up to 10000; got 9999/],
  ["a table that is missing", { shares: { tables: [{ level: "whole", ...TABLE }] } }, /whole types by year must have parts/],
  [
    "a table of another step",
    { shares: { tables: [{ level: "whole", ...TABLE, step: "month" }] } },
    /the calendar has whole _T by year, whole types by year, each once; got whole _T by month/,
  ],
  [
    "no part for counts",
    {
      shares: {
        tables: [
          { level: "whole", ...TABLE, counts: 0, sums: 5000, histograms: 1000 },
          { level: "whole", ...TABLE, table: "types", counts: 1000, sums: 2000 },
        ],
      },
    },
    /counts of whole _T by year must be > 0; got 0/,
  ],
  ["tables beside shares", { shares: { ...EVEN, tables: [{ level: "whole", ...TABLE }] } }, /takes tables, or counts/],
  ["weights of fixed shares", { shares: { ...EVEN, weights: { whole: { _T: 2 } } } }, /weights are of shares that are found/],
  ["weights of an unknown level", { shares: { weights: { street: { _T: 2 } } } }, /weights.street: the territory's levels are/],
  ["a reserve of all", { shares: { revision: 1 } }, /revision must be < 1; got 1/],
])("%s is refused, with bound and value", (_, budget, words) => {
  expect(() => gridPlan(1, 2, { calendar: YEARLY, budget })).toThrow(words);
});
