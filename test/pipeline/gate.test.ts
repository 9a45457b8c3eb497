import { expect, test } from "vitest";
import { parsePeriod } from "../../src/contract/period.ts";
import { publish } from "../../src/pipeline/index.ts";
import { measureCells } from "../../src/pipeline/mechanism.ts";
import { householdsNeeded } from "../../src/privacy/index.ts";
import { gaussianUpperTail } from "../../src/privacy/tail.ts";
import { seededEntropy } from "../support/entropy.ts";
import { cellAt, conductorOf, gridPlan, household, months, sumsOf } from "../support/pipeline.ts";

const K = 11;
/** The largest ε that settings allow: the least noise. */
const plan = gridPlan(2, 4, { k: K, budget: { epsilon: 10 } }, 400);

const of = (n: number, area: string, from = 0) =>
  Array.from({ length: n }, (_, i) => household(from + i, area, months(4000 + 10 * i)));

const DRAWS = 2000;

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
  // Pr[Z ≥ 0] ± 6.2 standard deviations of the binomial: a false alarm has a probability below 1e-9.
  const p = gaussianUpperTail(count.variance, 0n);
  expect(Math.abs(seen.needed / DRAWS - p)).toBeLessThan(6.2 * Math.sqrt((p * (1 - p)) / DRAWS));
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
    conductorOf(plan, [...of(K - 1, "m0l0"), ...of(300, "m1l0", 1000)], { random: seededEntropy("rows") }),
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
