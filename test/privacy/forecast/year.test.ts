import { describe, expect, test } from "vitest";
import { parseSettings, type SettingsInput } from "../../../src/contract/settings.ts";
import { makePlan, type Plan, predict, propose } from "../../../src/pipeline/index.ts";
import { calendarLevels, calendarsOf } from "../../../src/privacy/forecast/calendar.ts";
import { forecast, type PublicYear, proposeTerms, tablesUnder } from "../../../src/privacy/forecast/index.ts";
import { thresholdOf } from "../../../src/privacy/forecast/year.ts";
import { gateThreshold } from "../../../src/privacy/gate.ts";
import { fromNumber, rational, toNumber } from "../../../src/privacy/index.ts";
import { buildTerritory } from "../../../src/territory/index.ts";
import { withLeafClamps } from "../../support/donors.ts";
import { EVEN, EVEN_LEVELS, gridPlan, planOf } from "../../support/pipeline.ts";
import { type AreaBranches, gridTerritory, treeTerritory } from "../../support/territory.ts";

const LEAF: AreaBranches = [];

/** What the ledger and a manifest would say of this plan's year. */
function publicOf({ budget, settings }: Plan): PublicYear {
  const { counts, sums, revision } = settings.budget.shares;
  const gates = toNumber(budget.delta) - toNumber(budget.conversionDelta);
  return { rho: toNumber(budget.rho), gates, k: settings.k, shares: { counts, sums, revision } };
}

describe("noise from what is public of a year", () => {
  const revision = { counts: 0.16, sums: 0.44, histograms: 0.2, revision: 0.2 };
  test.each([
    ["the pilot's calendar", { budget: { shares: EVEN } }],
    ["a métropole's", { budget: { epsilon: 1, shares: EVEN }, calendar: { whole: "month", middle: "quarter", leaf: "year" } }],
    ["no leaves", { budget: { shares: EVEN }, calendar: { whole: "quarter", middle: "year", leaf: "never" } }],
    ["leaves alone", { budget: { shares: EVEN }, calendar: { whole: "never", middle: "never", leaf: "month" } }],
    ["the whole never", { budget: { shares: EVEN }, calendar: { whole: "never", middle: "month", leaf: "year" } }],
    [
      "a reserve and two streams of three",
      { budget: { shares: revision }, streams: 2, measures: ["water.volume", "gas.energy", "spending.water"] },
    ],
  ] as const)("%s: tables, noise and gates are the exact plan's", (_, settings) => {
    const plan = gridPlan(5, 6, settings as Parameters<typeof gridPlan>[2], 1000);
    const [measure] = plan.measures;
    if (!measure) throw new RangeError("a plan has a measure");
    const calendar = Object.fromEntries(plan.levels.map(({ level, step }) => [level, step]));
    const levelShares = Object.fromEntries(
      plan.levels.map(({ level }, i, all) => [level, EVEN_LEVELS[all.length]?.[i] as number]),
    );
    const terms = { calendar, streams: plan.streams, levelShares };
    // Where there are three measures, two of them share a partition.
    const partition = Math.min(2, plan.measures.length);
    const tables = tablesUnder(
      publicOf(plan),
      plan.territory,
      terms,
      { typeCount: measure.measure.similarity.classes.length },
      3000,
      partition,
    );
    const exact = predict(plan, 3000).filter((one) => one.measure === measure.key);
    expect(tables.map(({ level, table }) => [level, table])).toEqual(exact.map(({ level, table }) => [level, table]));
    const found = forecast({ areas: plan.territory.areas, tables, households: 3000 });
    for (const [i, { noise }] of tables.entries()) {
      const own = exact[i] as (typeof exact)[number];
      expect(noise.sigmaCount / own.sigmaCount).toBeCloseTo(1, 6);
      expect(noise.k - 1 + noise.tau).toBe(own.householdsNeeded);
      expect(found[i]?.published).toBeCloseTo(own.published, 4);
      expect(found[i]?.protecting).toBeCloseTo(own.protecting, 4);
      expect(found[i]?.withEmptyType?.protecting ?? 0).toBeCloseTo(own.withEmptyType?.protecting ?? 0, 4);
      expect(found[i]?.halfWidth ?? 0).toBeCloseTo(own.halfWidth ?? 0, 4);
      expect(found[i]?.noiseError ?? 0).toBeCloseTo(own.noiseError ?? 0, 4);
    }
  });

  test.each<[string, AreaBranches, SettingsInput]>([
    ["one leaf", [[LEAF]], { budget: { shares: EVEN } }],
    [
      "twins in some places",
      [[LEAF, LEAF, LEAF], [LEAF], [LEAF, LEAF], [LEAF]],
      { streams: 1, measures: ["water.volume", "gas.energy"], budget: { shares: EVEN } },
    ],
    ["by quarters, with a reserve", [[LEAF], [LEAF, LEAF]], { calendar: { middle: "quarter" }, budget: { shares: revision } }],
    ["without histograms", [[LEAF], [LEAF, LEAF]], { calendar: { whole: "never", middle: "never" }, budget: { shares: EVEN } }],
  ])("%s: what is expected of every table is the exact plan's, twins among them", (_, tree, settings) => {
    const plan = planOf(treeTerritory(["whole", "middle", "leaf"], tree), settings);
    const [measure] = plan.measures as [Plan["measures"][number]];
    const calendar = Object.fromEntries(plan.levels.map(({ level, step }) => [level, step]));
    const levelShares = Object.fromEntries(
      plan.levels.map(({ level }, i, all) => [level, EVEN_LEVELS[all.length]?.[i] as number]),
    );
    const terms = { calendar, streams: plan.streams, levelShares };
    const tables = tablesUnder(
      publicOf(plan),
      plan.territory,
      terms,
      { typeCount: measure.measure.similarity.classes.length },
      3000,
    );
    for (const households of [60, 150, 400]) {
      const exact = predict(plan, households).filter((one) => one.measure === measure.key);
      const found = forecast({ areas: plan.territory.areas, tables, households });
      expect(tables.map(({ level, table }) => [level, table])).toEqual(exact.map(({ level, table }) => [level, table]));
      for (const [i, own] of exact.entries()) {
        expect(found[i]?.published).toBeCloseTo(own.published, 4);
        expect(found[i]?.protecting).toBeCloseTo(own.protecting, 4);
        expect(found[i]?.halfWidth ?? 0).toBeCloseTo(own.halfWidth ?? 0, 4);
        expect(found[i]?.noiseError ?? 0).toBeCloseTo(own.noiseError ?? 0, 4);
        for (const twin of own.twins) {
          const { noise } = tables[i]?.twins?.find(({ levels }) => `${levels}` === `${twin.levels}`) ?? {};
          expect((noise?.sigmaCount ?? 0) / twin.sigmaCount).toBeCloseTo(1, 6);
          expect(plan.settings.k - 1 + (noise?.tau ?? 0)).toBe(twin.householdsNeeded);
        }
      }
    }
  });

  test("lower clamps of leaves, and of single ones: what is expected of every table is the exact plan's", () => {
    const usual = parseSettings({ measures: ["water.volume"], budget: { epsilon: 4, shares: EVEN } });
    const tree = treeTerritory(["whole", "middle", "leaf"], [[LEAF, LEAF, LEAF], [LEAF], [LEAF, LEAF]]);
    const leaves = tree.areas.flatMap(({ level, code }) => (level === "leaf" ? [code] : []));
    const edges = { [leaves[0] as string]: 28, [leaves.at(-1) as string]: 30 };
    const plan = planOf(tree, withLeafClamps(usual, 29, edges));
    const [{ measure, upper, leaf }] = plan.measures as [Plan["measures"][number]];
    const partOf = (clamp: bigint) => Number(clamp) / Number(upper);
    const leafClamps = {
      usual: partOf(leaf?.upper as bigint),
      named: new Map([...(leaf?.areas ?? [])].map(([code, clamp]) => [code, partOf(clamp)])),
    };
    const calendar = Object.fromEntries(plan.levels.map(({ level, step }) => [level, step]));
    const terms = { calendar, streams: 1, levelShares: { whole: 0.2, middle: 0.3, leaf: 0.5 } };
    const shape = { typeCount: measure.similarity.classes.length, leafClamps };
    const widths = (tables: ReturnType<typeof tablesUnder>) =>
      forecast({ areas: plan.territory.areas, tables, households: 900 }).map(({ halfWidth }) => halfWidth ?? 0);
    const found = widths(tablesUnder(publicOf(plan), plan.territory, terms, shape, 3000));
    const exact = predict(plan, 900).map(({ halfWidth }) => halfWidth ?? 0);
    for (const [i, width] of exact.entries()) expect(found[i]).toBeCloseTo(width, 5);
    const alike = widths(tablesUnder(publicOf(plan), plan.territory, terms, { ...shape, leafClamps: undefined }, 3000));
    expect(found.at(-1)).toBeLessThan(0.95 * (alike.at(-1) as number));
    expect(found.slice(0, -1)).toEqual(alike.slice(0, -1));
  });

  test("a threshold is the exact discrete tail's, from σ of a tenth to a hundred", () => {
    for (const sigma of [0.1, 0.5, 1, 3.7, 5.3, 18, 100]) {
      for (const delta of [1e-3, 1e-6, 1.3e-8, 1e-12]) {
        const variance = fromNumber(Number((sigma ** 2).toFixed(6)));
        expect(thresholdOf(Math.sqrt(toNumber(variance)), delta), `σ ${sigma} δ′ ${delta}`).toBe(
          Number(gateThreshold(variance, rational(BigInt(Math.round(delta * 1e15)), 10n ** 15n))),
        );
      }
    }
  });
});

test.each([200, 3000, 12_500, 100_000, 700_000])("%i homes: the calendar proposed from public figures is the plan's own", (n) => {
  const territory = buildTerritory(gridTerritory(5, 6, 1000));
  for (const budget of [{ epsilon: 1, shares: EVEN }, { epsilon: 4 }]) {
    const settings = parseSettings({ measures: ["water.volume", "gas.energy", "spending.housing"], budget });
    const plan = makePlan(settings, territory);
    const typeCount = plan.measures[0]?.measure.similarity.classes.length as number;
    const { levels, areas } = territory;
    const found = proposeTerms({
      levels,
      areas,
      households: n,
      streams: plan.streams,
      give: (terms) => {
        const tables = tablesUnder(publicOf(plan), territory, terms, { typeCount }, n);
        const given = forecast({ areas, tables, households: n });
        return tables.map((table, i) => ({ ...table, ...(given[i] as (typeof given)[number]) }));
      },
    });
    const { calendar, streams, levelShares } = propose(settings, territory, n);
    expect(found && { calendar: found.calendar, streams: found.streams }).toEqual(calendar && { calendar, streams });
    // Shares that are found say themselves what levels have.
    if ("shares" in budget) expect(found?.levelShares ?? {}).toEqual(levelShares);
  }
});

test("what follows from a calendar: publications of every longer step that is used, types above the leaf, bins at the two upper levels", () => {
  const levels = ["a", "b", "c", "d"];
  expect(calendarLevels(levels, { a: "month", b: "quarter", c: "never", d: "year" })).toEqual([
    { level: "a", step: "month", typed: true, histograms: true, publications: 17 },
    { level: "b", step: "quarter", typed: true, histograms: true, publications: 5 },
    { level: "d", step: "year", typed: false, histograms: false, publications: 1 },
  ]);
  expect(calendarLevels(["a"], { a: "month" })).toEqual([
    { level: "a", step: "month", typed: true, histograms: true, publications: 12 },
  ]);
  expect(calendarLevels(["a", "b"], { a: "never", b: "never" })).toEqual([]);
  expect(calendarsOf(2)).toEqual([
    ["month", "month"],
    ["month", "quarter"],
    ["month", "year"],
    ["quarter", "quarter"],
    ["quarter", "year"],
    ["year", "year"],
  ]);
});
