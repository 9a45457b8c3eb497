import fc from "fast-check";
import { expect, test } from "vitest";
import { BitSource } from "../../src/privacy/entropy.ts";
import { seededEntropy } from "../support/entropy.ts";
import { chiSquareP } from "../support/statistics.ts";

const WIDE = 2 ** 53 - 111;

test("every value below n is as likely as any other", () => {
  const bits = new BitSource(seededEntropy("uniform"));
  for (const n of [2, 3, 6, 7, 100]) {
    const counts = new Array<number>(n).fill(0);
    for (let i = 0; i < 1000 * n; i++) {
      const value = bits.below(n);
      counts[value] = (counts[value] as number) + 1;
    }
    expect(chiSquareP(counts, new Array<number>(n).fill(1000))).toBeGreaterThan(0.001);
  }
});

test("wide ranges are filled evenly, past 2³² and past 2⁵³", () => {
  const bits = new BitSource(seededEntropy("wide"));
  for (const n of [3n << 31n, BigInt(WIDE), 3n << 60n, 5n << 100n]) {
    const counts = new Array<number>(10).fill(0);
    for (let i = 0; i < 10_000; i++) {
      const tenth = Number((bits.below(n) * 10n) / n);
      counts[tenth] = (counts[tenth] as number) + 1;
    }
    expect(chiSquareP(counts, new Array<number>(10).fill(1000))).toBeGreaterThan(0.001);
  }
});

test("a draw is in its range, whatever the range", () => {
  const bits = new BitSource(seededEntropy("range"));
  fc.assert(
    fc.property(fc.integer({ min: 1, max: WIDE }), fc.bigInt({ min: 1n, max: 1n << 130n }), (small, large) => {
      const [a, b] = [bits.below(small), bits.below(large)];
      return Number.isSafeInteger(a) && a >= 0 && a < small && b >= 0n && b < large;
    }),
  );
});

test("past 2⁵³ a draw is the first run of words, shifted down to the bits of n − 1, that is below n", () => {
  const word = fc.oneof(fc.constantFrom(0, 1, 0x7fffffff, 0x80000000, 0xffffffff), fc.nat(0xffffffff));
  const bound = fc.oneof(
    fc.constantFrom((1n << 53n) + 1n, (1n << 64n) - 1n, 1n << 64n, (1n << 64n) + 1n, (1n << 95n) + 1n, 1n << 96n),
    fc.bigInt({ min: (1n << 53n) + 1n, max: 1n << 200n }),
  );
  fc.assert(
    fc.property(bound, fc.array(word, { minLength: 28, maxLength: 28 }), (n, words) => {
      const source = () => new Uint8Array(Uint32Array.from([...words, ...new Array<number>(1024 - words.length).fill(0)]).buffer);
      const bits = (n - 1n).toString(2).length;
      const limbs = Math.ceil(bits / 32);
      const runs = [...words, 0, 0, 0, 0, 0, 0, 0].flatMap((_, i, all) => (i % limbs === 0 ? [all.slice(i, i + limbs)] : []));
      const values = runs.map((run) => run.reduce((value, one) => (value << 32n) | BigInt(one), 0n) >> BigInt(32 * limbs - bits));
      expect(new BitSource(source).below(n)).toBe(values.find((value) => value < n));
    }),
  );
});

test("what would favour small values is drawn again", () => {
  // 2³² − 1 is beyond the largest multiple of 7, and would give 3; the word of zeros after it gives 0.
  const bytes = (n: number) => new Uint8Array(n).fill(0xff, 0, 4);
  expect(new BitSource(bytes).below(7)).toBe(0);
  expect(new BitSource(bytes).below(2 ** 32)).toBe(2 ** 32 - 1);
});

test("every word of the random bytes is used once, in order", () => {
  let next = 0;
  const counting = (n: number) => new Uint8Array(Uint32Array.from({ length: n / 4 }, () => next++).buffer);
  const bits = new BitSource(counting);
  for (let i = 0; i < 5000; i++) expect(bits.word()).toBe(i);
});

test("bits are balanced", () => {
  const bits = new BitSource(seededEntropy("bits"));
  let ones = 0;
  for (let i = 0; i < 100_000; i++) ones += bits.bit();
  expect(chiSquareP([ones, 100_000 - ones], [50_000, 50_000])).toBeGreaterThan(0.001);
});

test("bad ranges and short entropy are refused", () => {
  const bits = new BitSource(seededEntropy("refused"));
  expect(() => bits.below(0)).toThrow("n must be a safe integer ≥ 1; got 0");
  expect(() => bits.below(2 ** 53)).toThrow(RangeError);
  expect(() => bits.below(1.5)).toThrow(RangeError);
  expect(() => bits.below(0n)).toThrow("n must be an integer ≥ 1; got 0");
  expect(() => new BitSource(() => new Uint8Array(16)).word()).toThrow("the entropy must give 4096 bytes; got 16");
});
