import { expect, test } from "vitest";
import { parsePeriod } from "../../src/contract/period.ts";
import { publish } from "../../src/pipeline/index.ts";
import { publicView, type World, worlds } from "../support/attacked.ts";
import {
  type Band,
  type Knowledge,
  knowledgeOf,
  type LeastSquares,
  leastSquares,
  range,
  type Withheld,
} from "../support/attacker.ts";
import { seededEntropy } from "../support/entropy.ts";
import { conductorOf, gridPlan, household } from "../support/pipeline.ts";
import { upperNormal } from "../support/statistics.ts";

/**
 * Attackers who have the public tables of a release and nothing else try to learn a withheld count. Promised is a 95 %
 * half-width of at least 2k, for each withheld row of the cube, cells and rungs, from all rows together: counts, sums of bins,
 * types and `_T`, levels, nested and single areas.
 *
 * VOISINAGE_FULL=1: in twenty times as many worlds.
 */
const WORLDS = worlds(process.env.VOISINAGE_FULL === "1" ? 1200 : 60);
const Z95 = 1.959963984540054;
/** Variances are sums of a few dozen doubles. */
const ROUNDING = 1e-6;

interface Attack {
  readonly world: World;
  readonly known: Knowledge;
  readonly fit: LeastSquares;
  readonly needed: number;
}

async function attack(world: World): Promise<Attack> {
  const known = knowledgeOf(await publicView(world));
  return { world, known, fit: leastSquares(known.rows), needed: 2 * world.plan.settings.k };
}

/** Each world is published once, by the first test that asks. */
const attacks = (() => {
  let made: Promise<Attack[]> | undefined;
  const all = async () => {
    const found: Attack[] = [];
    for (const world of WORLDS) found.push(await attack(world));
    return found;
  };
  return () => {
    made ??= all();
    return made;
  };
})();

test("least squares over all public rows knows no withheld count better than ± 2k", async () => {
  let [withheld, finite] = [0, 0];
  for (const { world, known, fit, needed } of await attacks()) {
    for (const { name, of } of known.withheld) {
      const half = Z95 * Math.sqrt(fit.variance(of));
      expect(half, `${name} of world ${world.noise}`).toBeGreaterThan(needed - ROUNDING);
      withheld++;
      if (half < Number.POSITIVE_INFINITY) finite++;
    }
  }
  // The attack has something to bite on: many withheld counts are determined, if badly.
  expect(withheld).toBeGreaterThan(10 * WORLDS.length);
  expect(finite).toBeGreaterThan(WORLDS.length / 2);
});

test("what is shown is measured: no count of the observations is of a cell without a measurement, or of none at all", async () => {
  let shown = 0;
  for (const { world, known, fit } of await attacks()) {
    for (const { name, of } of known.shown) {
      expect(fit.variance(of), `${name} of world ${world.noise}`).toBeLessThan(Number.POSITIVE_INFINITY);
      shown++;
    }
    // And a withheld cell has neither a measurement nor a histogram of its own.
    const cells = new Set(known.withheld.filter(({ rung }) => !rung).map(({ of }) => String(of)));
    expect(known.rows.filter(({ of }) => cells.has(String(of)))).toEqual([]);
  }
  expect(shown).toBeGreaterThan(2 * WORLDS.length);
});

/** z with 2·(1 − Φ(z)) = .05/m: m intervals hold together in at least 95 of 100 draws (Bonferroni). */
function jointZ(m: number): number {
  let [low, high] = [1, 9];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (upperNormal(middle) > 0.025 / m) low = middle;
    else high = middle;
  }
  return high;
}

/**
 * Two linear programmes: from the noisy rows as they are, and from rows that least squares made consistent first, each with
 * its smaller variance. The second never beats least squares (move along its worst direction until the first band is met:
 * Cauchy and Schwarz); the first could where rows that measure the same thing differ by luck.
 */
function bandsOf(known: Knowledge, fit: LeastSquares): { raw: Band[]; consistent: Band[] } {
  const z = jointZ(known.rows.length);
  const band = (of: Band["of"], value: number, variance: number): Band => {
    const half = z * Math.sqrt(variance);
    return { of, low: value - half, high: value + half };
  };
  return {
    raw: known.rows.map(({ of, value, variance }) => band(of, value, variance)),
    consistent: known.rows.map(({ of }) => band(of, fit.estimate(of), fit.variance(of))),
  };
}

test("nor does a linear programme: with each public count within its joint 95 % interval, a withheld one spans at least 4k", async () => {
  for (const { world, known, fit, needed } of await attacks()) {
    const bands = bandsOf(known, fit);
    for (const { name, of } of determined(known.withheld, fit)) {
      for (const [kind, own] of Object.entries(bands)) {
        const [low, high] = range(of, own, true);
        expect(high - low, `${name} of world ${world.noise}, ${kind}`).toBeGreaterThan(2 * needed - ROUNDING);
        expect(high - low, `${name} of world ${world.noise}, ${kind}`).toBeLessThan(Number.POSITIVE_INFINITY);
      }
    }
  }
});

/** Counts below zero allowed, a programme is without a bound exactly where least squares is. */
function determined(withheld: readonly Withheld[], fit: LeastSquares): Withheld[] {
  return withheld.filter(({ of }) => fit.variance(of) < Number.POSITIVE_INFINITY);
}

test("classes that nothing tells apart do not leave their rung exposed", async () => {
  const plan = gridPlan(1, 3, { budget: { epsilon: 10 }, calendar: { whole: "year", middle: "year", leaf: "year" } });
  const sizes = { "1": 200, "2": 200, unknown: 200, "3": 3, "4": 2, "5+": 1 };
  const bill = { domain: "water", measure: "volume", period: "2025", amount: 60_000, source: "bill" };
  const households = Object.entries(sizes)
    .flatMap(([size, count]) => new Array<string>(count).fill(size))
    .map((size, i) => household(i, `m0l${i % 3}`, [bill], { size }));
  for (let r = 0; r < 20; r++) {
    const { known, fit, needed } = await attack({ plan, households, noise: `rung ${r}` });
    const rung = known.withheld.find(({ name }) => name === "w size=3+");
    // Six households. From the total and three classes alone they would be known to ± 14.
    expect(rung).toBeDefined();
    if (rung) expect(Z95 * Math.sqrt(fit.variance(rung.of))).toBeGreaterThan(needed - ROUNDING);
  }
});

test("what is withheld, and why, follows from gates and noisy counts: other amounts under the same noise change no row", async () => {
  const pattern = async (world: World) => {
    const { tables } = await publish(
      conductorOf(world.plan, world.households, { random: seededEntropy(world.noise) }),
      parsePeriod("2025"),
    );
    return tables.observations
      .filter(({ STATISTIC }) => STATISTIC === "COUNT")
      .map(({ REF_AREA, HOUSEHOLD_TYPE, OBS_VALUE, CONF_STATUS }) =>
        [REF_AREA, HOUSEHOLD_TYPE, OBS_VALUE === null ? CONF_STATUS : "shown"].join(" "),
      );
  };
  const others = worlds(15, 77);
  let protecting = 0;
  for (const [i, world] of WORLDS.slice(0, 15).entries()) {
    const found = await pattern(world);
    expect(found).toEqual(await pattern(others[i] as World));
    protecting += found.filter((row) => row.endsWith(" D")).length;
  }
  expect(protecting).toBeGreaterThan(20);
});
