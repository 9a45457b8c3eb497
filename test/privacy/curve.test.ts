import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { epsilonOf } from "../../src/privacy/accounting.ts";
import { normalQuantile } from "../../src/privacy/normal.ts";
import { fromNumber, rational } from "../../src/privacy/rational.ts";

/**
 * The theorem of decision 0058, tried by enumeration: a discrete Gaussian of variance σ² ≥ 1 on an integer that differs by d is
 * d·a-GDP with a² = 6·(1 − √(1 − 1/(3σ²))), so that draws compose, adaptively too, to one Gaussian of μ² = Σ d²a².
 */
const gaussianSquare = (variance: number) => 6 * (1 - Math.sqrt(1 - 1 / (3 * variance)));

/** ln-free tails Pr[Z ≥ t] for t ≥ 1, summed from the far end so that small ones keep their digits. */
function tails(variance: number, reach: number): number[] {
  const far = Math.ceil(reach * Math.sqrt(variance));
  const weights = Array.from({ length: far + 40 }, (_, t) => Math.exp(-(t * t) / (2 * variance)));
  const total = 2 * weights.reduceRight((sum, one) => sum + one, 0) - 1;
  let sum = 0;
  const found = weights.map(() => 0);
  for (let t = weights.length - 1; t > 0; t--) {
    sum += (weights[t] as number) / total;
    found[t] = sum;
  }
  return found.slice(0, far);
}

test("the normal deviate of what lies below t grows by at most a from one integer to the next", () => {
  for (const variance of [1, 1.3, 1.69, 3, 5, 16.9, 50]) {
    const most = Math.sqrt(gaussianSquare(variance));
    const deviates = tails(variance, 14).map((tail, t) => (t === 0 ? Number.NaN : -normalQuantile(tail)));
    // Over zero it grows from −h(1) to h(1): there the bound is nearest.
    expect(2 * (deviates[1] as number)).toBeLessThanOrEqual(most);
    expect(2 * (deviates[1] as number)).toBeGreaterThan(most * (1 - 0.005 / variance));
    for (let t = 1; t + 1 < deviates.length; t++)
      expect((deviates[t + 1] as number) - (deviates[t] as number), `σ² ${variance}, ${t}`).toBeLessThanOrEqual(most);
  }
});

type Law = ReadonlyMap<number, number>;
function law(variance: number): Law {
  const reach = Math.ceil(9 * Math.sqrt(variance));
  const weights = Array.from({ length: 2 * reach + 1 }, (_, i) => Math.exp(-((i - reach) ** 2) / (2 * variance)));
  const all = weights.reduce((a, b) => a + b);
  return new Map(weights.map((weight, i) => [i - reach, weight / all]));
}

interface Draw {
  readonly variance: number;
  readonly shift: number;
}

/** Probabilities of every outcome without the household and with it. What is drawn next may follow from what appeared. */
function outcomes(
  next: (seen: readonly number[]) => Draw | null,
  seen: readonly number[] = [],
  p = 1,
  q = 1,
): [number, number][] {
  const draw = next(seen);
  if (!draw) return [[p, q]];
  const noise = law(draw.variance);
  const values = new Set([...noise.keys()].flatMap((z) => [z, z + draw.shift]));
  return [...values].flatMap((z) => outcomes(next, [...seen, z], p * (noise.get(z) ?? 0), q * (noise.get(z - draw.shift) ?? 0)));
}

/** 1 − Φ by its continued fraction from 2 on, by its series below: 1e-15 absolute and small tails to 1e-12 of themselves. */
function upper(x: number): number {
  if (x < 0) return 1 - upper(-x);
  const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  if (x < 2) {
    let [sum, term] = [x, x];
    for (let n = 1; n < 60; n++) sum += term *= (x * x) / (2 * n + 1);
    return 0.5 - density * sum;
  }
  let fraction = x;
  for (let n = 200; n > 0; n--) fraction = x + n / fraction;
  return density / fraction;
}

/** δ at ε of a Gaussian with this μ² (Balle & Wang 2018; Dong, Roth & Su 2022, corollary 2.13). */
const gaussianDelta = (square: number, epsilon: number) =>
  upper(epsilon / Math.sqrt(square) - Math.sqrt(square) / 2) -
  Math.exp(epsilon) * upper(epsilon / Math.sqrt(square) + Math.sqrt(square) / 2);

const deltaOf = (pairs: readonly (readonly [number, number])[], epsilon: number) =>
  pairs.reduce((sum, [p, q]) => sum + Math.max(0, p - Math.exp(epsilon) * q), 0);
const EPSILONS = [0, 0.1, 0.5, 1, 2, 3, 4, 5];

test("draws that are composed tell no more than the one Gaussian, at every ε, both ways; by ρ alone they would", () => {
  let brokenByRho = 0;
  for (const draws of [
    [{ variance: 1.69, shift: 1 }],
    [
      { variance: 1, shift: 1 },
      { variance: 6, shift: 2 },
    ],
    [
      { variance: 2, shift: 1 },
      { variance: 3, shift: 1 },
      { variance: 5, shift: 1 },
    ],
  ]) {
    const pairs = outcomes((seen) => draws[seen.length] ?? null);
    const squareOf = (of: (variance: number) => number) =>
      draws.reduce((sum, { variance, shift }) => sum + shift ** 2 * of(variance), 0);
    for (const epsilon of EPSILONS) {
      const bound = gaussianDelta(squareOf(gaussianSquare), epsilon);
      expect(deltaOf(pairs, epsilon)).toBeLessThanOrEqual(bound + 1e-14);
      expect(
        deltaOf(
          pairs.map(([p, q]) => [q, p]),
          epsilon,
        ),
      ).toBeLessThanOrEqual(bound + 1e-14);
      if (
        deltaOf(pairs, epsilon) >
        gaussianDelta(
          squareOf((variance) => 1 / variance),
          epsilon,
        ) +
          1e-14
      )
        brokenByRho++;
    }
  }
  expect(brokenByRho).toBeGreaterThan(0);
});

test("who chooses what is drawn next by what appeared, or stops, wins nothing as long as the sum is kept", () => {
  const [first, large, small] = [
    { variance: 2, shift: 1 },
    { variance: 3, shift: 1 },
    { variance: 8, shift: 1 },
  ];
  // After a low figure one dear draw, after a high one two cheap ones, after zero none: all cost at most first + large.
  expect(2 * gaussianSquare(small.variance)).toBeLessThan(gaussianSquare(large.variance));
  const pairs = outcomes((seen) => {
    if (seen.length === 0) return first;
    const figure = seen[0] as number;
    if (figure === 0) return null;
    if (figure < 0) return seen.length < 2 ? large : null;
    return seen.length < 3 ? small : null;
  });
  const square = gaussianSquare(first.variance) + gaussianSquare(large.variance);
  for (const epsilon of EPSILONS) expect(deltaOf(pairs, epsilon)).toBeLessThanOrEqual(gaussianDelta(square, epsilon) + 1e-14);
});

/** The largest ρ whose μ² = 2ρ·c comes to at most (ε, δ), where no draw has more than `part` of it by unit of its sensitivity. */
function largestRho(epsilon: number, delta: number, part: number): number {
  let [low, high] = [0, 3 / 2 / part];
  for (let step = 0; step < 60; step++) {
    const rho = (low + high) / 2;
    const widened = gaussianSquare(1 / (2 * part * rho)) / part;
    if (gaussianDelta(widened, epsilon) <= delta) low = rho;
    else high = rho;
  }
  return low;
}

test("what the curve would give: the figures of decision 0058", () => {
  const figures = [1, 2, 4].map((epsilon) =>
    [0.2 / 0.75, 0.2 / 0.75 / 6].map((part) => {
      const rho = largestRho(epsilon, 5e-7, part);
      let [low, high] = [0, 1];
      for (let step = 0; step < 60; step++) {
        const middle = (low + high) / 2;
        if (epsilonOf(fromNumber(middle), rational(1n, 2_000_000n)) <= epsilon) low = middle;
        else high = middle;
      }
      return [rho.toFixed(4), (100 * (1 - Math.sqrt(low / rho))).toFixed(1)];
    }),
  );
  // What ε = 4 is by the curve, as it is bought today.
  const bought = 0.2961;
  const square = gaussianSquare(1 / (2 * bought * (0.2 / 0.75))) / (0.2 / 0.75);
  expect(gaussianDelta(square, 3.776)).toBeLessThan(5e-7);
  expect(gaussianDelta(square, 3.774)).toBeGreaterThan(5e-7);
  expect(figures).toEqual([
    [
      ["0.0262", "6.5"],
      ["0.0262", "6.5"],
    ],
    [
      ["0.0943", "5.9"],
      ["0.0946", "6.1"],
    ],
    [
      ["0.3279", "5.0"],
      ["0.3320", "5.6"],
    ],
  ]);
});

test("how δ is split between the curve and 27 gates: σ, and the households over k that a cell needs, beside those of halves", () => {
  const [epsilon, delta, gates] = [4, 1e-6, 27];
  const at = (share: number) => {
    const sigma = 1 / Math.sqrt(largestRho(epsilon, share * delta, 0.2 / 0.75));
    return { sigma, over: -sigma * normalQuantile(((1 - share) * delta) / gates) };
  };
  const half = at(0.5);
  const found = [0.3, 0.7, 0.9].map((share) => {
    const { sigma, over } = at(share);
    return [sigma / half.sigma, over / half.over].map((one) => (100 * (one - 1)).toFixed(1));
  });
  expect(found).toEqual([
    ["1.9", "0.8"],
    ["-1.2", "0.4"],
    ["-2.2", "2.7"],
  ]);
});

const PYTHON = process.env.VOISINAGE_DP_ACCOUNTING;
test.skipIf(PYTHON === undefined)(
  "dp-accounting's privacy-loss distributions say the same (skipped without VOISINAGE_DP_ACCOUNTING, a Python that has it)",
  () => {
    const variances = [1.69, 3, 5, 16.9, 16.9, 40, 40, 100];
    const program = [
      "from dp_accounting.pld import privacy_loss_distribution as p",
      "import functools, json",
      `v = ${JSON.stringify(variances)}`,
      "c = functools.reduce(lambda a, b: a.compose(b), [p.from_discrete_gaussian_mechanism(s ** .5, sensitivity=1, value_discretization_interval=1e-4) for s in v])",
      "print(json.dumps([c.get_epsilon_for_delta(d) for d in (1e-4, 5e-7, 1e-9)]))",
    ].join("\n");
    const { stdout, stderr } = spawnSync(PYTHON as string, ["-c", program], { encoding: "utf8" });
    expect(stderr).not.toContain("Error");
    const square = variances.reduce((sum, variance) => sum + gaussianSquare(variance), 0);
    for (const [i, delta] of [1e-4, 5e-7, 1e-9].entries()) {
      let [low, high] = [0, 20];
      for (let step = 0; step < 60; step++) {
        const middle = (low + high) / 2;
        if (gaussianDelta(square, middle) <= delta) high = middle;
        else low = middle;
      }
      // Both are upper bounds of one ε; theirs of the very noise, to its discretisation, ours of a Gaussian that is a little worse.
      const theirs = (JSON.parse(stdout) as number[])[i] as number;
      expect(high).toBeGreaterThan(theirs - 1e-3);
      expect(high / theirs).toBeLessThan(1.03);
    }
  },
  120_000,
);
