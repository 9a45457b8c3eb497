import { expect, test } from "vitest";
import { bernoulli, bernoulliExp, type LazyFraction } from "../../src/privacy/bernoulli.ts";
import { BitSource } from "../../src/privacy/entropy.ts";
import { seededEntropy } from "../support/entropy.ts";
import { chiSquareP } from "../support/statistics.ts";

/** Words are little-endian 32-bit integers; those given come first, zeros follow. */
function words(...first: number[]): BitSource {
  return new BitSource((n) => {
    const bytes = new Uint8Array(n);
    for (const [i, word] of first.splice(0).entries()) new DataView(bytes.buffer).setUint32(4 * i, word, true);
    return bytes;
  });
}

const third: LazyFraction = { approx: 1 / 3, error: 2 ** -50, exact: () => ({ num: 1n, den: 3n }) };
const thirdInIntegers: LazyFraction = { ...third, approx: Number.NaN };
const cell = Math.floor(2 ** 32 / 3);

test("the cell that holds p is decided in integers, its neighbours by their word alone", () => {
  for (const p of [third, thirdInIntegers]) {
    expect(bernoulli(words(cell - 1), p)).toBe(true);
    expect(bernoulli(words(cell + 1), p)).toBe(false);
    // 2³²/3 = cell + 1/3: of the three sub-cells the first is below p.
    expect(bernoulli(words(cell, 0), p)).toBe(true);
    expect(bernoulli(words(cell, 1), p)).toBe(false);
    expect(bernoulli(words(cell, 2), p)).toBe(false);
  }
});

test.each([0, 0.25, 1, 1.5, 3])("exp(−%d) comes true as often as it should, fast and in integers", (gamma) => {
  const exact = () => ({ num: BigInt(gamma * 4), den: 4n });
  for (const known of [
    { approx: gamma, error: 2 ** -45, exact },
    { approx: Number.NaN, error: 0, exact },
  ]) {
    const bits = new BitSource(seededEntropy(`exp ${gamma}`));
    let hits = 0;
    for (let i = 0; i < 40_000; i++) if (bernoulliExp(bits, known)) hits++;
    const expected = 40_000 * Math.exp(-gamma);
    if (gamma === 0) expect(hits).toBe(40_000);
    else expect(chiSquareP([hits, 40_000 - hits], [expected, 40_000 - expected])).toBeGreaterThan(0.001);
  }
});
