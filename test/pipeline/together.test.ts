import { expect, test } from "vitest";
import { unknownHousehold } from "../../src/contract/attributes.ts";
import { parsePeriod } from "../../src/contract/period.ts";
import { MEASURES } from "../../src/domains/index.ts";
import { boundedQueries } from "../../src/pipeline/exact.ts";
import { countCell } from "../../src/pipeline/forest.ts";
import { publish } from "../../src/pipeline/index.ts";
import { measureCells, type NoisyCell } from "../../src/pipeline/mechanism.ts";
import { type Cube, makeCube } from "../../src/pipeline/plan/cube.ts";
import { type Plan, planPublication } from "../../src/pipeline/plan/plan.ts";
import { linkedMeasures } from "../../src/pipeline/plan/together.ts";
import { decideFates } from "../../src/pipeline/protect.ts";
import { seededEntropy } from "../support/entropy.ts";
import { gridPlan, household, publicationContextOf } from "../support/pipeline.ts";
import { yearAttack } from "../support/year-attacker.ts";

/**
 * Attackers who lay the tables of several measures side by side. Every household gives every measure, so that a cell counts the
 * same households in all of them. The noise is seeded, so that a verdict is always the same.
 */
const Z95 = 1.959963984540054;
const YEAR = { whole: "year", middle: "never", leaf: "year" } as const;
const BY_SIZE = [
  ["water", "volume"],
  ["spending", "water"],
  ["spending", "insurance"],
  ["spending", "banking"],
  ["spending", "telephony"],
  ["mobility", "trips"],
] as const;
const SIZES = { "1": 200, "2": 190, "3": 185, "4": 195, "5+": 180, unknown: 5 };

/** Households of each size in four leaves, each with a reading of `given` of the measures, by turns. */
function homes(
  measures: readonly (readonly [domain: string, measure: string])[],
  given = measures.length,
  sizes: Readonly<Record<string, number>> = SIZES,
) {
  const readingsOf = (i: number) =>
    Array.from({ length: given }, (_, m) => measures[(i + m) % measures.length] as readonly [string, string]).map(
      ([domain, measure]) => ({ domain, measure, period: "2025", amount: 6000, source: "bill" }),
    );
  return Object.entries(sizes)
    .flatMap(([size, count]) => new Array<string>(count).fill(size))
    .map((size, i) => household(i, `m0l${i % 4}`, readingsOf(i), { size }));
}

const keysOf = (measures: readonly (readonly [string, string])[]) => measures.map((names) => names.join("."));

async function views(plan: Plan, noise: string, households: ReturnType<typeof homes>) {
  const context = publicationContextOf(plan, households, { random: seededEntropy(noise) });
  const { tables, report } = await publish(context, parsePeriod("2025"));
  expect(report.exposed).toEqual([]);
  const own = plan.measures.map(({ domain, measure }) => {
    const isOwn = (row: { DOMAIN: string; MEASURE: string }) => row.DOMAIN === domain.id && row.MEASURE === measure.id;
    return {
      territory: plan.territory,
      measure,
      observations: tables.observations.filter(isOwn),
      measurements: tables.measurements.filter(isOwn),
      distributions: tables.distributions.filter(isOwn),
      groups: tables.groups,
    };
  });
  return own;
}

test.each([
  ["six measures, ε 4", BY_SIZE, 4, undefined],
  ["three measures, ε 3", BY_SIZE.slice(0, 3), 3, undefined],
  ["two measures, ε 2.5", BY_SIZE.slice(0, 2), 2.5, undefined],
  ["three measures of which a household gives two, ε 4", BY_SIZE.slice(0, 3), 4, 2],
] as const)(
  "%s: together they tell no withheld count better than ± 2k, and hide the same cells",
  async (name, measures, epsilon, streams) => {
    const plan = gridPlan(
      1,
      4,
      { measures: keysOf(measures), calendar: YEAR, budget: { epsilon }, ...(streams !== undefined && { streams }) },
      1000,
    );
    let withheld = 0;
    for (let draw = 0; draw < 3; draw++) {
      const all = await views(plan, `${name} ${draw}`, homes(measures, streams));
      // Who knows that a household gives two measures at most can lay any two side by side.
      for (const some of streams === 2 ? all.map((view, i) => [view, all[(i + 1) % 3] as typeof view]) : [all]) {
        const attack = yearAttack(some);
        for (const { name: cell, of } of attack.withheld) {
          expect(Z95 * Math.sqrt(attack.variance(of)), cell).toBeGreaterThan(2 * plan.settings.k - 1e-6);
          withheld++;
        }
      }
      const hidden = all.map(({ observations }) =>
        observations
          .filter(({ STATISTIC, CONF_STATUS, OBS_VALUE }) => STATISTIC === "COUNT" && OBS_VALUE === null && CONF_STATUS === "D")
          .map(({ REF_AREA, HOUSEHOLD_TYPE }) => `${REF_AREA} ${HOUSEHOLD_TYPE}`),
      );
      for (const own of hidden) expect(own).toEqual(hidden[0]);
    }
    expect(withheld).toBeGreaterThan(0);
  },
);

/**
 * Five households of unknown size give every measure, 120 others the first measure alone, whose gate that size so passes. Whoever
 * lays the measures that withhold a count side by side has the same households in all of them. By the rule of before (each of them
 * held for itself, where another shows the count) the size is told to ± 12 to ± 19 in every draw. The first measure misses its
 * gate with a probability ≤ 1e-4, and the others pass theirs with 0, as five households are fewer than k. What an attacker gets
 * follows from variances: with these gates no seed changes a verdict.
 */
test.each([
  ["six measures, ε 5", BY_SIZE, 5],
  ["three measures, ε 3.5", BY_SIZE.slice(0, 3), 3.5],
] as const)(
  "%s, one of which more homes give: those that withhold a count tell it no better together",
  async (name, measures, epsilon) => {
    const plan = gridPlan(1, 4, { measures: keysOf(measures), calendar: YEAR, budget: { epsilon } }, 1000);
    const popular = homes(measures.slice(0, 1), 1, { unknown: 120 }).map((home, i) => ({
      ...home,
      unit: `f${i}`.padStart(32, "0"),
    }));
    for (let draw = 0; draw < 2; draw++) {
      const all = await views(plan, `${name} ${draw}`, [...homes(measures), ...popular]);
      const withheldIn = all.map((view) => new Map(yearAttack([view]).withheld.map((one) => [one.name, one.of])));
      expect(withheldIn.slice(1).every((own) => own.has("w size=unknown"))).toBe(true);
      for (const [cell, of] of withheldIn.flatMap((own) => [...own])) {
        const attack = yearAttack(all.filter((_, m) => withheldIn[m]?.has(cell)));
        expect(Z95 * Math.sqrt(attack.variance(of)), cell).toBeGreaterThan(2 * plan.settings.k - 1e-6);
      }
    }
  },
);

/** Kinds of homes by heating and size. */
const KINDS = ["electric", "gas", "wood", "unknown"].flatMap((heating) =>
  Object.keys(SIZES).map((size) => ({ ...unknownHousehold(""), heating, size })),
);

/**
 * Electricity and gas are both by heating and size: for each size, electric heating and not electric are the same homes as gas and
 * not gas. Every home gives all measures. Small homes with electric heating are few in each area. By the rule of before (other
 * partitions share totals alone) their number follows at the whole to ± 17.1 from electricity and gas. What an attacker gets follows
 * from variances: where all other types pass their gates, no seed changes a verdict.
 */
test.each([
  ["electricity and gas", ["electricity.energy", "gas.energy"], 4],
  ["electricity, gas and water", ["electricity.energy", "gas.energy", "water.volume"], 6],
] as const)(
  "%s, at two levels: types that are sums of the same homes tell none better than ± 2k",
  async (name, measures, epsilon) => {
    const calendar = { whole: "year", middle: "year", leaf: "never" } as const;
    const plan = gridPlan(3, 1, { measures: [...measures], calendar, budget: { epsilon } }, 1000);
    const readings = measures.map((key) => {
      const [domain, measure] = key.split(".") as [string, string];
      return { domain, measure, period: "2025", amount: 6000, source: "bill" };
    });
    const households = [0, 1, 2]
      .flatMap((area) => KINDS.flatMap((kind, i) => new Array(i < 2 ? 3 : 60).fill({ ...kind, area: `m${area}l0` })))
      .map((home, i) => household(i, home.area, readings, home));
    for (let draw = 0; draw < 2; draw++) {
      const all = (await views(plan, `${name} ${draw}`, households)).map((view) => ({ ...view, kinds: KINDS }));
      const known = all.map((view) => yearAttack([view]));
      const withheld = known.flatMap((one) => one.withheld);
      expect(withheld.map(({ name: cell }) => cell)).toContain("m1 heating=electric-or-pump;size=1-2");
      for (const { name: cell, of } of withheld) {
        // A measure that shows the count has other households in it.
        const hiding = all.filter(
          ({ observations }, m) =>
            known[m]?.withheld.some((one) => one.name === cell) ||
            observations.every(({ REF_AREA, HOUSEHOLD_TYPE }) => `${REF_AREA} ${HOUSEHOLD_TYPE}` !== cell),
        );
        expect(Z95 * Math.sqrt(yearAttack(hiding).variance(of)), cell).toBeGreaterThan(2 * plan.settings.k - 1e-6);
      }
    }
  },
);

test("the measures of one group have types that are sums of the same homes; other groups share totals alone", () => {
  const { measures } = gridPlan(1, 4, { measures: MEASURES.map(({ key }) => key) });
  const partitionsIn = (streams: number) =>
    linkedMeasures({ measures, streams }).map((group) => [
      ...new Set(group.map(({ measure }) => measure.similarity.attributes.join())),
    ]);
  expect(partitionsIn(6)).toEqual([["size"], ["heating,size"], ["tenure"], ["surface"]]);
  expect(linkedMeasures({ measures, streams: 6 })[1]?.map(({ key }) => key)).toEqual(["electricity.energy", "gas.energy"]);
  expect(partitionsIn(1)).toHaveLength(measures.length);
});

/** Draws over made-up exact counts: of the whole by size, of leaves as even parts of it. */
function drawsOf(plan: Plan, sizes: readonly number[]) {
  const publication = planPublication(plan, parsePeriod("2025"));
  const cube = makeCube(publication);
  const leaves = plan.territory.leaves.map(({ code }) => code);
  const types = plan.measures[0]?.measure.similarity.classes.map(({ code }) => code) ?? [];
  const households = cube.cells.map(({ area, type }) => {
    const [leaf, all] = [leaves.indexOf(area.code), sizes.reduce((sum, size) => sum + size, 0)];
    const whole = type === "_T" ? all : (sizes[types.indexOf(type)] as number);
    return BigInt(leaf < 0 ? whole : Math.floor(whole / leaves.length) + (leaf < whole % leaves.length ? 1 : 0));
  });
  const bounded = boundedQueries(cube, {
    households,
    centred: cube.cells.map(({ plan: own }, i) => (-(households[i] as bigint) * own.centre) / 2n),
    bins: cube.cells.map(({ plan: own }, i) =>
      own.histogram ? Array.from({ length: 32 }, (_, bin) => (bin === 10 ? (households[i] as bigint) : 0n)) : null,
    ),
  });
  const k = BigInt(plan.settings.k);
  return { publication, cube, draw: (noise: ReturnType<typeof seededEntropy>) => measureCells(cube.cells, bounded, k, noise) };
}

test("what is withheld follows from the gates' outcomes: other noisy counts of the cells that pass change nothing", () => {
  const plan = gridPlan(1, 4, { measures: keysOf(BY_SIZE.slice(0, 3)), calendar: YEAR }, 1000);
  const { publication, cube, draw } = drawsOf(plan, [120, 70, 90, 110, 60, 5]);
  const noise = seededEntropy("other counts");
  let protecting = 0;
  for (let r = 0; r < 30; r++) {
    const noisy = draw(noise);
    const others = noisy.map((cell, i): NoisyCell => cell && { ...cell, count: BigInt((7919 * (i + r)) % 500) });
    const fates = decideFates(publication, cube, noisy);
    expect(decideFates(publication, cube, others)).toEqual(fates);
    protecting += fates.filter((fate) => fate === "protecting").length;
  }
  expect(protecting).toBeGreaterThan(30);
});

/**
 * Whether an attacker says that the withheld size is not empty: the whole less the sizes that are shown, less the smallest of
 * them once more, is above 0 at a level of 2.3 %. That would hold if the size that protects another were chosen by its noisy count,
 * and so were never above those that are shown.
 */
function saysNotEmpty(cube: Cube, noisy: readonly NoisyCell[], fates: readonly string[]): boolean {
  let [rest, variance, smallest] = [0, 0, Number.POSITIVE_INFINITY];
  for (const cell of cube.cells.filter(({ area, cell: at }) => area.code === "w" && fates[at] === "published")) {
    const count = countCell(cell, noisy[cell.cell] ?? null);
    rest += cell.type === "_T" ? count.noisy : -count.noisy;
    variance += count.variance;
    if (cell.type !== "_T") smallest = Math.min(smallest, count.noisy);
  }
  return rest - smallest > 2 * Math.sqrt(variance);
}

/**
 * By noisy counts (the rule of before) the attacker holds the level: of an empty size it says so in .015 of 400 draws, of one of 8
 * households in .078. Now it is wrong in .08 of the draws. Of 400 draws a share of .015 has a standard error of .006, one of .08 of
 * .014: the rule of before would pass with a probability ≤ 1e-4, and this one fail with ≤ 2e-3. Seeded: the verdict is always the
 * same.
 */
test("which size protects another does not tell that one is not empty: who takes it for the smallest is wrong too often", () => {
  const plan = gridPlan(1, 4, { measures: ["water.volume"], calendar: YEAR }, 1000);
  const share = (unknown: number) => {
    const { publication, cube, draw } = drawsOf(plan, [200, 200, 200, 200, 200, unknown]);
    const noise = seededEntropy("not empty");
    const said = Array.from({ length: 400 }, () => {
      const noisy = draw(noise);
      return saysNotEmpty(cube, noisy, decideFates(publication, cube, noisy));
    });
    return said.filter(Boolean).length / said.length;
  };
  const [eight, none] = [share(8), share(0)];
  process.stdout.write(`said not to be empty: ${eight} with 8 households, ${none} with none\n`);
  expect(none).toBeGreaterThan(0.04);
  expect(eight / none).toBeLessThan(4);
});
