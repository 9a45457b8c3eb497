import { householdChances } from "./donors.ts";
import { type CellNoise, halfWidth, meanError, passingMoments } from "./noise.ts";

/**
 * Expectations of one cell, over the number of its households and over the noise. All but `chance` are sums over the outcomes in
 * which the cell passes its gate, not divided by `chance`.
 */
export interface CellExpectation {
  /** chance that it passes its gate */
  readonly chance: number;
  /** for one of the measures that count the same households, two and so on: chance that it fails in fewer of them */
  readonly chancesOfFewer: readonly number[];
  /** households behind it */
  readonly households: number;
  /** noise of its count, households */
  readonly excess: number;
  /** absolute relative error of its mean */
  readonly error: number;
  /** relative half-widths of its mean, each with its probability */
  readonly widths: readonly { readonly width: number; readonly weight: number }[];
}

/** Outcomes that are less probable change no forecast, and are left out. */
const NEGLIGIBLE_WEIGHT = 1e-9;

/**
 * @param part chance that a contributing household is in the cell
 * @param measures measures that count the same households in the cell, each with noise of its own
 */
export function expectedOf(noise: CellNoise, households: number, part: number, measures = 1): CellExpectation {
  const passed = householdChances(households, part)
    .map(({ n, chance }) => {
      const moments = passingMoments(noise, n);
      const weightsOfFewer = chancesOfFewer(measures, 1 - moments.chance).map((fewer) => chance * fewer);
      return { n, ...moments, weight: chance * moments.chance, weightsOfFewer };
    })
    .filter(({ weightsOfFewer }) => (weightsOfFewer.at(-1) as number) > NEGLIGIBLE_WEIGHT);
  const sum = (read: (outcome: (typeof passed)[number]) => number) =>
    passed.reduce((all, outcome) => all + outcome.weight * read(outcome), 0);
  return {
    chance: sum(() => 1),
    chancesOfFewer: Array.from({ length: measures }, (_, j) =>
      passed.reduce((all, { weightsOfFewer }) => all + (weightsOfFewer[j] as number), 0),
    ),
    households: sum(({ n }) => n),
    excess: sum(({ mean }) => mean),
    error: sum((outcome) => meanError(noise, outcome.n, outcome)),
    widths: passed.map(({ n, weight, mean }) => ({ width: halfWidth(noise, n + mean, n), weight })),
  };
}

/** The chances that fewer than one of so many gates fail, fewer than two and so on, where each fails with the same chance. */
function chancesOfFewer(gates: number, failure: number): number[] {
  let [choices, sum] = [1, 0];
  return Array.from({ length: gates }, (_, failed) => {
    if (failed > 0) choices *= (gates - failed + 1) / failed;
    sum += choices * failure ** failed * (1 - failure) ** (gates - failed);
    return sum;
  });
}
