import { inspect } from "node:util";
import { expect, test } from "vitest";
import {
  add,
  BitSource,
  Bounded,
  type Charge,
  epsilonOf,
  GaussianNoise,
  gateThreshold,
  gaussianCharge,
  rational,
  rhoOf,
  type Variance,
  varianceOf,
} from "../../src/privacy/index.ts";
import { seededEntropy } from "../support/entropy.ts";

/**
 * What must not compile. `scripts/check.mjs` runs tsc over this file, and an expected error that is not there is one: a
 * type that lets any of this through fails the check. Each is followed by what happens at run time when the type is forced.
 */

/** Refused by the compiler alone: at run time these are all the same objects. Never called. */
const compiled = (_never: () => unknown): void => undefined;

const DELTA = rational(1n, 10n ** 7n);
const bits = () => new BitSource(seededEntropy("types"));
const rho = rhoOf(rational(1n, 100n));
const count = Bounded.count(41n);
const sum = Bounded.sum(-12_345n, 500n);
const binned = () => [3n, 0n, 5n, ...new Array<bigint>(29).fill(0n)];
const bins = Bounded.histogram(binned());
const countCharge: Charge<"households"> = gaussianCharge(1n, rho);
const sumCharge: Charge<"1/scale base units"> = gaussianCharge(500n, rho);
const countNoise = new GaussianNoise(countCharge);
const sumNoise = new GaussianNoise(sumCharge);

test("a bounded query cannot be made without its bound, nor looked like", () => {
  // @ts-expect-error the constructor is private: a sensitivity is not the caller's to choose
  expect(() => new Bounded([1n], 0n, "households")).toThrow("sensitivity must be ≥ 1 households; got 0");
  // @ts-expect-error a sum has a centre
  expect(() => Bounded.sum(1n)).toThrow("sensitivity must be ≥ 1 1/scale base units; got undefined");
  // @ts-expect-error an object of the same shape is not a bounded query
  const forged: Bounded<"households"> = { sensitivity: 1n, unit: "households", gaussian: count.gaussian, gate: count.gate };
  expect(() => forged.gaussian(countNoise, bits())).toThrow(TypeError);
  expect(() => Bounded.sum(0n, 0n)).toThrow("sensitivity must be ≥ 1 1/scale base units; got 0");
});

test("a transform after bounding does not compile: nothing reads, maps, adds or scales", () => {
  // @ts-expect-error no arithmetic
  compiled(() => count + 1n);
  // @ts-expect-error no scaling
  expect(() => sum * 2n).toThrow(TypeError);
  // @ts-expect-error no sum of two queries
  compiled(() => sum + sum);
  // @ts-expect-error no map
  expect(() => bins.map((bin: bigint) => bin * 2n)).toThrow(TypeError);
  // @ts-expect-error no element
  expect(bins[0]).toBeUndefined();
  // @ts-expect-error no values
  expect(count.values).toBeUndefined();
  // @ts-expect-error its sensitivity is settled
  expect(() => (count.sensitivity = 0n)).toThrow(TypeError);
  const spread = { ...sum };
  // @ts-expect-error a copy is no bounded query
  const copied: Bounded<"1/scale base units"> = spread;
  expect(copied).toEqual({});
});

test("no way of printing a bounded query shows its integers, and later changes of the list do not reach it", () => {
  for (const shown of [inspect(sum, { depth: 9, showHidden: true }), JSON.stringify(sum), String(sum)])
    expect(shown).not.toContain("12345");
  const list = binned();
  const query = Bounded.histogram(list);
  const noise = new GaussianNoise<"households a bin">(gaussianCharge(2n, rho));
  list[0] = 1_000_000n;
  expect(query.gaussian(noise, bits())).toEqual(bins.gaussian(noise, bits()));
});

test("noise and query meet in one unit only", () => {
  // @ts-expect-error a sum's noise is not in households
  compiled(() => count.gaussian(sumNoise, bits()));
  // @ts-expect-error a count's noise is far too small for a sum: the charge says so at run time too
  expect(() => sum.gaussian(countNoise, bits())).toThrow(/^sensitivity must be ≤ 1 for noise of variance .*; got 500$/);
  // @ts-expect-error a histogram is charged apart from the count
  compiled(() => bins.gaussian(countNoise, bits()));
  // @ts-expect-error only a count has a gate
  compiled(() => sum.gate(sumNoise, { k: 11n, tau: 1n }, bits()));
  // @ts-expect-error noise is made from a charge, not from a function
  compiled(() => count.gaussian({ draw: () => 0n, requireCovers: () => undefined }, bits()));
  // @ts-expect-error a bare draw is no noise either
  expect(() => count.gaussian(() => 0n, bits())).toThrow(TypeError);
});

test("a charge and a variance are not taken for one another", () => {
  const { variance } = countCharge;
  // @ts-expect-error a variance is not a charge
  compiled(() => gaussianCharge<"households">(1n, variance));
  // @ts-expect-error nor does it convert to an ε
  compiled(() => epsilonOf(variance, DELTA));
  // @ts-expect-error nor become one by the checked door
  compiled(() => rhoOf(variance));
  // @ts-expect-error a charge is not a variance
  compiled(() => gateThreshold(rho, DELTA));
  // @ts-expect-error nor become one by the checked door
  compiled(() => varianceOf(rho));
  // @ts-expect-error the threshold of households is not from a sum's noise
  compiled(() => gateThreshold(sumCharge.variance, DELTA));
  // @ts-expect-error swapped
  compiled((): Charge<"households"> => ({ variance: rho, rho: variance }));
  // @ts-expect-error a fraction that nobody checked is no budget
  const unchecked: Charge<"households">["rho"] = rational(-1n);
  expect(() => rhoOf(unchecked)).toThrow("rho must be ≥ 0; got -1");
  // @ts-expect-error nor a variance
  const none: Variance<"households"> = rational(0n);
  expect(() => varianceOf(none)).toThrow("variance must be > 0; got 0");
  // @ts-expect-error what is left of arithmetic is a plain fraction, to be checked again
  compiled((): typeof rho => add(rho, rho));
});

test("noise that costs more than was charged is refused, exactly at the bound, and nothing is drawn", () => {
  const drawn = { bytes: 0 };
  const source = seededEntropy("watched");
  const watched = new BitSource((n) => {
    drawn.bytes += n;
    return source(n);
  });
  // Δ²/2σ² = 1/200 exactly for σ² = 100: charged 1/200 it is covered, charged a hair less it is not.
  const at = (num: bigint, den: bigint) =>
    new GaussianNoise<"households">({ variance: varianceOf(rational(100n)), rho: rhoOf(rational(num, den)) });
  const less = at(10n ** 30n - 1n, 200n * 10n ** 30n);
  const message = /^sensitivity must be ≤ 0 for noise of variance 100\/1 that is charged 9+\/20+; got 1$/;
  expect(() => count.gaussian(less, watched)).toThrow(message);
  expect(() => count.gate(less, { k: 11n, tau: 1n }, watched)).toThrow(message);
  expect(drawn.bytes).toBe(0);
  expect(() => count.gaussian(at(1n, 200n), bits())).not.toThrow();
  // And for a sensitivity: 500 is what this charge pays for, 501 is one too many.
  expect(() => Bounded.sum(0n, 500n).gaussian(sumNoise, bits())).not.toThrow();
  expect(() => Bounded.sum(0n, 501n).gaussian(sumNoise, watched)).toThrow("got 501");
  expect(drawn.bytes).toBe(0);
});
