import { householdChances } from "./donors.ts";
import { type CellNoise, halfWidth, meanError, passingMoments } from "./noise.ts";

/**
 * Expectations of one cell, over the number of its households and over the noise. All but `chance` are sums over the outcomes in
 * which the cell passes its gate, not divided by `chance`.
 */
export interface CellExpectation {
  /** chance that it passes its gate */
  readonly chance: number;
  /** chance that it passes in at least one of the measures that count the same households */
  readonly chanceOfAny: number;
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
      return { n, ...moments, weight: chance * moments.chance, weightOfAny: chance * (1 - (1 - moments.chance) ** measures) };
    })
    .filter(({ weightOfAny: weight }) => weight > NEGLIGIBLE_WEIGHT);
  const sum = (read: (outcome: (typeof passed)[number]) => number) =>
    passed.reduce((all, outcome) => all + outcome.weight * read(outcome), 0);
  return {
    chance: sum(() => 1),
    chanceOfAny: passed.reduce((all, { weightOfAny }) => all + weightOfAny, 0),
    households: sum(({ n }) => n),
    excess: sum(({ mean }) => mean),
    error: sum((outcome) => meanError(noise, outcome.n, outcome)),
    widths: passed.map(({ n, weight, mean }) => ({ width: halfWidth(noise, n + mean, n), weight })),
  };
}
