import { expect, test } from "vitest";
import { measureCells } from "../../src/pipeline/mechanism.ts";
import { toNumber } from "../../src/privacy/index.ts";
import { seededEntropy } from "../support/entropy.ts";
import { cellAt, gridPlan, sumsOf } from "../support/pipeline.ts";

/**
 * Σ(z/σ)² over N draws is within N ± 6.5·√(2N) but with a probability below 1e-9 (χ², normal for N ≥ 10 000). It sees a
 * scale that is 7 % off, in any of the three mechanisms of a cell.
 */
test("each mechanism of a cell draws noise of the variance that the plan declares and the ledger pays for", async () => {
  const sums = await sumsOf(gridPlan(2, 2), [], "2025");
  const cells = [cellAt(sums, "m0"), cellAt(sums, "m0l0")].map((at) => {
    const cell = sums.cube.cells[at] as (typeof sums.cube.cells)[number];
    // Without a threshold the noise on an empty cell is what comes out.
    return { ...cell, plan: { ...cell.plan, gate: { ...cell.plan.gate, tau: -(10n ** 30n) } } };
  });
  const random = seededEntropy("variance");
  const found = cells.map(() => ({ count: 0, sum: 0, bins: 0 }));
  const DRAWS = 10_000;
  const ROUNDS_WITH_BINS = DRAWS / 25;
  for (let r = 0; r < DRAWS; r++) {
    // A histogram is 32 draws: a few rounds are as many.
    const asked = r < ROUNDS_WITH_BINS ? cells : cells.map((cell) => ({ ...cell, plan: { ...cell.plan, histogram: null } }));
    measureCells(asked, sums.bounded, 0n, random).forEach((noisy, i) => {
      const squares = found[i] as (typeof found)[number];
      const centred = (noisy?.sum ?? 0n) - (sums.exact.centred[cells[i]?.cell ?? 0] as bigint);
      squares.count += Number(noisy?.count) ** 2;
      squares.sum += Number(centred) ** 2;
      squares.bins += (noisy?.bins ?? []).reduce((all, bin) => all + Number(bin) ** 2, 0);
    });
  }
  cells.forEach(({ plan, level }, i) => {
    const ratio = (squares: number, variance: Parameters<typeof toNumber>[0], n: number) => {
      const off = Math.abs(squares / toNumber(variance) / n - 1);
      expect(off, level).toBeLessThan(6.5 * Math.sqrt(2 / n));
    };
    const { count, sum, bins } = found[i] as (typeof found)[number];
    ratio(count, plan.count.variance, DRAWS);
    ratio(sum, plan.sum.variance, DRAWS);
    if (plan.histogram) ratio(bins, plan.histogram.variance, 32 * ROUNDS_WITH_BINS);
    else expect(bins).toBe(0);
  });
});
