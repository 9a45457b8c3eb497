import fc from "fast-check";
import { expect, test } from "vitest";
import { parseSettings } from "../../../src/contract/settings.ts";
import { makePlan, predict, propose } from "../../../src/pipeline/index.ts";
import { allocation } from "../../../src/pipeline/plan/allocation.ts";
import { WORTHWHILE } from "../../../src/privacy/forecast/index.ts";
import { proposedShares } from "../../../src/privacy/forecast/shares.ts";
import { fromNumber, sum } from "../../../src/privacy/index.ts";
import { buildTerritory } from "../../../src/territory/index.ts";
import { withLeafClamps } from "../../support/donors.ts";
import { gridPlan } from "../../support/pipeline.ts";
import { gridTerritory } from "../../support/territory.ts";

const TERRITORY = buildTerritory(gridTerritory(5, 6, 1000));
const SETTINGS = parseSettings({ measures: ["water.volume", "gas.energy", "spending.housing"] });
const RANK = ["month", "quarter", "year", "never"];

test("shares follow 1 / (n_ref · target): 1, 3 and 10 % of the whole's, a middle's and a leaf's households", () => {
  // Weights 1/(N·.01), 1/(N/5·.03) and 1/(N/30·.1) are as 1 : 5/3 : 3.
  expect(proposedShares(TERRITORY.areas, ["whole", "middle", "leaf"], 3000)).toEqual({ whole: 0.18, middle: 0.29, leaf: 0.53 });
  expect(proposedShares(TERRITORY.areas, ["whole", "leaf"], 3000)).toEqual({ whole: 0.25, leaf: 0.75 });
  expect(proposedShares(TERRITORY.areas, ["whole"], 3000)).toEqual({ whole: 1 });
});

test("shares are hundredths that add up to 1 exactly, none below a tenth", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }), (middle, leaves) => {
      const shares = Object.values(proposedShares(gridTerritory(middle, leaves).areas, ["whole", "middle", "leaf"], 3000));
      expect(sum(shares.map(fromNumber))).toEqual(fromNumber(1));
      expect(Math.min(...shares)).toBeGreaterThanOrEqual(0.1);
    }),
    { numRuns: 50, seed: 17 },
  );
});

test.each([200, 3000, 12_500, 100_000])(
  "%i households: what is proposed are settings that hold, and what they give is worthwhile",
  (n) => {
    const { calendar, streams, levelShares, predictions } = propose(SETTINGS, TERRITORY, n);
    expect(calendar).not.toBeNull();
    const steps = TERRITORY.levels.map((level) => RANK.indexOf(calendar?.[level] as string));
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
    const stated = { measures: SETTINGS.measures, calendar: { ...calendar }, streams, expected_households: n };
    const plan = makePlan(parseSettings(stated), TERRITORY);
    expect(Object.values(levelShares).reduce((a, b) => a + b, 0)).toBeCloseTo(1, 1);
    // k, ε and δ are those of the settings: left out above, they are the same defaults.
    expect({ k: plan.settings.k, epsilon: plan.budget.epsilon }).toEqual({ k: SETTINGS.k, epsilon: SETTINGS.budget.epsilon });
    expect(predict(plan, n).filter(({ measure }) => measure === "water.volume")).toEqual(predictions);
    for (const { table, published, cells, halfWidth } of predictions) {
      if (table === "types") continue;
      expect(published).toBeGreaterThanOrEqual(WORTHWHILE.published * cells);
      expect(halfWidth).toBeLessThanOrEqual(WORTHWHILE.halfWidth);
    }
  },
);

test("more households: never fewer levels, and no coarser a calendar with as many streams", () => {
  const proposals = [200, 1000, 3000, 6000, 12_500, 50_000].map((n) => propose(SETTINGS, TERRITORY, n));
  const depth = (calendar: Readonly<Record<string, string>> | null) =>
    Object.values(calendar ?? {}).filter((step) => step !== "never").length;
  for (const [i, next] of proposals.slice(1).entries()) {
    const last = proposals[i] as (typeof proposals)[number];
    expect(depth(next.calendar)).toBeGreaterThanOrEqual(depth(last.calendar));
    if (depth(next.calendar) > depth(last.calendar)) continue;
    expect(next.streams).toBeGreaterThanOrEqual(last.streams);
    if (next.streams > last.streams) continue;
    const ranks = ({ calendar }: typeof next) =>
      Object.values(calendar ?? {})
        .map((step) => RANK.indexOf(step))
        .join();
    expect(ranks(next) <= ranks(last), `${ranks(next)} after ${ranks(last)}`).toBe(true);
  }
});

test("lower clamps of leaves: few households are proposed a calendar without leaves, many have them in it", () => {
  const settings = withLeafClamps(SETTINGS, 28);
  for (const [n, published] of [
    [200, false],
    [12_500, true],
  ] as const) {
    const [plain, lowered] = [propose(SETTINGS, TERRITORY, n), propose(settings, TERRITORY, n)];
    expect(lowered.calendar?.leaf !== "never").toBe(published);
    const widthOf = ({ predictions }: typeof plain) => predictions.find(({ level }) => level === "leaf")?.halfWidth ?? null;
    if (published) expect(widthOf(lowered)).toBeLessThan(widthOf(plain) as number);
    else expect(lowered).toEqual(plain);
  }
});

test("too few households for anything: no calendar, rather than a smaller k or a larger ε", () => {
  expect(propose(parseSettings({ budget: { epsilon: 1 } }), TERRITORY, 100)).toEqual({
    households: 100,
    calendar: null,
    streams: 6,
    levelShares: {},
    predictions: [],
  });
});

test("the allocation is all of the year: shares of one stream add up to 1, δ′ to the gates' half", () => {
  const calendars = [
    {},
    { whole: "month", middle: "quarter", leaf: "year" },
    { whole: "year", middle: "never", leaf: "never" },
  ] as const;
  for (const calendar of calendars) {
    const { tables, rho, rhoPerMeasure, delta } = allocation(
      gridPlan(2, 2, { measures: ["water.volume", "gas.energy"], calendar: { ...calendar } }),
    );
    expect(tables.reduce((all, { share }) => all + share, 0)).toBeCloseTo(1, 5);
    expect(tables.reduce((all, one) => all + one.delta, 0)).toBeCloseTo(delta.gates, 12);
    expect(rho / rhoPerMeasure).toBeCloseTo(2, 12);
    for (const { rho: one, share, publications } of tables) {
      expect((publications * (one.counts + one.sums + one.histograms)) / rhoPerMeasure).toBeCloseTo(share, 9);
    }
  }
});
