/** Scores an engine's draws: error and coverage of published means by level, and what its composed noise lets an attacker win. */

import { randomFillSync } from "node:crypto";

/**
 * How many of 100 bets are won against a list of Laplace draws, by simulation: 50 + 50·E[(1 − e^−L)₊], where L is the privacy
 * loss. The standard error is below 0.1.
 */
export function laplaceOdds(epsilons, samples = 100_000) {
  const words = randomFillSync(new Uint32Array(2 * samples * epsilons.length));
  let [winnings, next] = [0, 0];
  for (let i = 0; i < samples; i++) {
    let loss = 0;
    for (const epsilon of epsilons) {
      // Noise around a figure that the household changes by the full sensitivity, in units of it.
      const sign = words[next++] % 2 === 0 ? -1 : 1;
      const z = (-Math.log((words[next++] + 1) / 2 ** 32) * sign) / epsilon;
      loss += epsilon * (Math.abs(z + 1) - Math.abs(z));
    }
    winnings += Math.max(0, 1 - Math.exp(-loss));
  }
  return 50 + (50 * winnings) / samples;
}

/**
 * The threshold of a noisy count, set as our gate does for that kind of noise: k − 1 households and one more pass it with
 * probability δ′.
 */
function thresholdOf(work, loss, share, quantile) {
  const own = (work[loss] / work.streams) * share;
  const noise = loss === "rho" ? quantile(work.gate_delta) / Math.sqrt(2 * own) : -Math.log(2 * work.gate_delta) / own;
  return work.k + noise;
}

const mean = (values) => (values.length === 0 ? null : values.reduce((a, b) => a + b, 0) / values.length);

/**
 * Scores by measure and level, for `_T`: the mean absolute relative error of published means in %, the cells published per draw
 * among those with households, and the share of intervals that contain the truth. Cells with fewer than `least` households are
 * not scored.
 */
export function score(work, truths, result, quantile, least) {
  return work.measures.flatMap(({ key }) =>
    work.levels.map(({ level, areas }) => {
      const count = work.queries.find((query) => query.level === level && !query.typed && query.statistic === "count");
      const threshold = result.decided ? 0 : thresholdOf(work, result.loss, count.share, quantile);
      const scored = areas.flatMap((area) => {
        const truth = truths.get([key, area, "_T"].join("\n"));
        return truth && truth.mean > 0 && truth.households >= least ? [{ cell: [key, area, "_T"].join("|"), truth }] : [];
      });
      const shown = result.draws.flatMap((cells) =>
        scored.flatMap(({ cell, truth }) => {
          const found = cells[cell];
          return found && (result.decided || found.count >= threshold) ? [{ ...found, truth: truth.mean }] : [];
        }),
      );
      const intervals = shown.filter(({ lower }) => lower !== undefined);
      return {
        measure: key,
        level,
        error: mean(shown.map((one) => 100 * Math.abs(one.mean / one.truth - 1))),
        published: shown.length / result.draws.length,
        cells: scored.length,
        coverage: mean(intervals.map(({ lower, upper, truth }) => (lower <= truth && truth <= upper ? 100 : 0))),
      };
    }),
  );
}
