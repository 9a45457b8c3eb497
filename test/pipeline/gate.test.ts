import { expect, test } from "vitest";
import { parsePeriod } from "../../src/contract/period.ts";
import { boundedQueries } from "../../src/pipeline/exact.ts";
import { publish } from "../../src/pipeline/index.ts";
import { measureCells } from "../../src/pipeline/mechanism.ts";
import { householdsNeeded } from "../../src/privacy/index.ts";
import { gaussianUpperTail } from "../../src/privacy/tail.ts";
import { seededEntropy } from "../support/entropy.ts";
import { cellAt, gridPlan, household, months, publicationContextOf, sumsOf } from "../support/pipeline.ts";

const K = 11;
/** The largest ε that settings allow: the least noise. */
const plan = gridPlan(2, 4, { k: K, budget: { epsilon: 10 } }, 400);

const of = (n: number, area: string, from = 0) =>
  Array.from({ length: n }, (_, i) => household(from + i, area, months(4000 + 10 * i)));

const DRAWS = 2000;

/** 6.2 standard deviations of a share of `DRAWS`: beyond, the binomial has a probability below 1e-9 on either side. */
const farFrom = (p: number) => 6.2 * Math.sqrt((p * (1 - p)) / DRAWS);

test("a cell of k − 1 households passes in no draw, one that has what it needs in one half, one with a margin in all", async () => {
  const nobody = await sumsOf(plan, [], "2025");
  const { gate, count } = (nobody.cube.cells[cellAt(nobody, "m1l0")] as (typeof nobody.cube.cells)[number]).plan;
  const needed = Number(gate.householdsNeeded);
  // Over all draws a false alarm has a probability below 2000 × 1e-13.
  const safe = Number(householdsNeeded(BigInt(K), gate.tau, count.variance, 1 - 1e-13));
  const made = await sumsOf(
    plan,
    [...of(K - 1, "m0l0"), ...of(K, "m0l1", 1000), ...of(safe, "m1l0", 2000), ...of(needed, "m1l1", 3000)],
    "2025",
  );
  const random = seededEntropy("gate");
  const leaves = made.cube.cells.filter((cell) => cell.level === "leaf");
  const seen = { below: 0, at: 0, empty: 0, needed: 0, safe: 0 };
  const at = { below: "m0l0", at: "m0l1", empty: "m0l2", needed: "m1l1", safe: "m1l0" } as const;
  for (let r = 0; r < DRAWS; r++) {
    const noisy = measureCells(leaves, made.bounded, BigInt(K), random);
    const passes = (area: string) => noisy[leaves.findIndex((cell) => cell.area.code === area)] !== null;
    for (const key of Object.keys(seen) as (keyof typeof seen)[]) seen[key] += passes(at[key]) ? 1 : 0;
  }
  // k − 1 never, by the true count; k with probability δ′ < 1e-7 a draw, by the noise.
  expect(seen).toMatchObject({ below: 0, empty: 0, at: 0, safe: DRAWS });
  const share = seen.needed / DRAWS;
  const at0 = gaussianUpperTail(count.variance, 0n);
  expect(Math.abs(share - at0)).toBeLessThan(farFrom(at0));
  // The same figure refuses τ ± 1. σ is 2 here, so Pr[Z ≥ ±1] is 0.19 away: 17 standard deviations, of which 6.2 are the alarm's.
  for (const t of [1n, -1n]) {
    const shifted = gaussianUpperTail(count.variance, t);
    expect(Math.abs(at0 - shifted)).toBeGreaterThan(2 * farFrom(at0));
    expect(Math.abs(share - shifted)).toBeGreaterThan(farFrom(shifted));
  }
});

test.each(["w", "m0", "m0l0"])(
  "with the same bytes, a cell of %s passes exactly when the count that is drawn for it reaches k − 1 + τ",
  async (area) => {
    const made = await sumsOf(plan, [], "2025");
    const cell = made.cube.cells[cellAt(made, area)] as (typeof made.cube.cells)[number];
    const { gate } = cell.plan;
    const threshold = BigInt(K) - 1n + gate.tau;
    const exact = { households: [threshold], centred: [0n], bins: [null] };
    const draw = (tau: bigint) =>
      measureCells(
        new Array(DRAWS).fill({ ...cell, cell: 0, plan: { ...cell.plan, histogram: null, gate: { ...gate, tau } } }),
        boundedQueries({ ...made.cube, cells: [{ ...cell, cell: 0 }] }, exact),
        BigInt(K),
        seededEntropy(`replay ${area}`),
      );
    const [open, gated] = [draw(-(10n ** 9n)), draw(gate.tau)];
    const counts = open.map((noisy) => noisy?.count ?? 0n);
    // Both sides of the threshold are drawn, so τ ± 1 would show in a cell at least: an exact test, without an error.
    expect(counts.filter((count) => count === threshold).length).toBeGreaterThan(10);
    expect(counts.filter((count) => count === threshold - 1n).length).toBeGreaterThan(10);
    expect(gated.map((noisy) => noisy !== null)).toEqual(counts.map((count) => count >= threshold));
    // What passes is what was drawn, and nothing is drawn again for it.
    expect(gated.filter((noisy) => noisy !== null)).toEqual(open.filter((noisy) => (noisy?.count ?? 0n) >= threshold));
  },
);

test("what a cell holds, and whether it passes, changes no other cell's noise", async () => {
  const made = await sumsOf(plan, [], "2025");
  const cells = made.cube.cells.slice(0, 3).map((cell, i) => ({ ...cell, cell: i }));
  const noiseOfLast = (first: bigint) => {
    const exact = {
      households: [first, first, 10_000n],
      centred: [0n, 0n, 0n],
      bins: cells.map(() => new Array<bigint>(32).fill(0n)),
    };
    return measureCells(cells, boundedQueries({ ...made.cube, cells }, exact), BigInt(K), seededEntropy("apart")).at(-1);
  };
  expect(noiseOfLast(0n)).not.toBeNull();
  for (const first of [1n, 10n, 11n, 40n, 100_000n]) expect(noiseOfLast(first)).toEqual(noiseOfLast(0n));
});

test("however kind the noise, k − 1 households never pass, and k do", async () => {
  const made = await sumsOf(plan, [...of(K - 1, "m0l0"), ...of(K, "m0l1", 1000)], "2025");
  // A threshold that any noise reaches: what is left of the gate is k on the true count.
  const open = made.cube.cells.map((cell) => ({
    ...cell,
    plan: { ...cell.plan, gate: { ...cell.plan.gate, tau: -1_000_000n } },
  }));
  const noisy = measureCells(open, made.bounded, BigInt(K), seededEntropy("kind"));
  expect(noisy[cellAt(made, "m0l0")]).toBeNull();
  expect(noisy[cellAt(made, "m0l1")]).not.toBeNull();
});

test("below k on the true count stays below k in what is published: no row, measurement or bin of the cell", async () => {
  const publication = await publish(
    publicationContextOf(plan, [...of(K - 1, "m0l0"), ...of(300, "m1l0", 1000)], { random: seededEntropy("rows") }),
    parsePeriod("2025"),
  );
  const { observations, measurements, distributions } = publication.tables;
  const rows = observations.filter((row) => row.REF_AREA === "m0l0");
  expect(rows.map((row) => row.STATISTIC)).toEqual(["COUNT", "MEAN", "TOTAL"]);
  for (const row of rows) {
    expect(row).toMatchObject({ OBS_VALUE: null, CI_LOWER: null, CI_UPPER: null, OBS_STATUS: "Q", CONF_STATUS: "A" });
  }
  expect([...measurements, ...distributions].filter((row) => row.REF_AREA === "m0l0")).toEqual([]);
  expect(observations.find((row) => row.REF_AREA === "m1l0" && row.STATISTIC === "MEAN")?.OBS_VALUE).not.toBeNull();
});
