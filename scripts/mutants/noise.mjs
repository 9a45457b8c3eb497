/** Mutants of samplers, mechanisms and the gate. Their form is described in `scripts/mutants.mjs`. */

const GATE_TEST = "test/pipeline/gate.test.ts";
const MECHANISM_TEST = "test/pipeline/mechanism.test.ts";

export const NOISE = [
  {
    name: "the sampler's scale is 5 % too small",
    in: "src/privacy",
    of: "gaussianSampler",
    becomes: (sampler) => (variance) => sampler({ num: variance.num * 9025n, den: variance.den * 10_000n }),
    holds: [5],
    lost: "ρ is 11 % more than what is debited, and nothing published shows it",
    tests: [MECHANISM_TEST],
  },
  {
    name: "doubles decide where they cannot",
    in: "src/privacy",
    of: "bernoulli",
    becomes:
      () =>
      (bits, p, divisor = 1) =>
        bits.word() < Math.round((p.approx / divisor) * 2 ** 32),
    holds: ["floats or Math.random"],
    lost: "probabilities are rounded, and what rounding tells of a value is in no proof",
    tests: ["test/privacy/bernoulli.test.ts"],
  },
  {
    name: "a commons draws from Math.random",
    in: "src/commons",
    of: "systemRandom",
    becomes: () => (n) => Uint8Array.from({ length: n }, () => Math.random() * 256),
    holds: [4, "floats or Math.random"],
    lost: "whoever sees some of the noise computes the rest",
    tests: ["test/house/no-forbidden.test.ts"],
  },
  {
    name: "noise is keyed by what is public of a cell",
    in: "src/pipeline",
    of: "measureCells",
    becomes: (measure) => (cells, bounded, k) => {
      let state = [...cells[0].area.code].reduce((sum, letter) => sum + letter.charCodeAt(0), 1);
      const random = (n) =>
        Uint8Array.from({ length: n }, () => {
          state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
          return state >> 16;
        });
      return measure(cells, bounded, k, random);
    },
    holds: ["noise keyed by format, query, data or a public id", "the same noise in two releases"],
    lost: "anybody makes the noise again and takes it off",
    tests: [GATE_TEST],
  },
  {
    name: "one draw serves all cells of a level",
    in: "src/privacy",
    of: "GaussianNoise.draw",
    becomes: (draw) => {
      let kept;
      return (bits) => {
        kept ??= draw(bits);
        return kept;
      };
    },
    holds: ["one draw for all rows, or another one at each reference", "the same noise in two releases"],
    lost: "the difference of two cells is exact",
    tests: [MECHANISM_TEST],
  },
  {
    name: "what is empty gets no noise",
    in: "src/privacy",
    of: "Bounded.gaussian",
    becomes: (gaussian) => (noise, bits) => {
      const exact = gaussian({ requireCovers: () => undefined, draw: () => 0n }, bits);
      const noisy = gaussian(noise, bits);
      return exact.map((value, i) => (value === 0n ? value : noisy[i]));
    },
    holds: ["noise only on non-empty cells"],
    lost: "a zero says that nobody is there, and the first one who comes is seen",
    tests: [MECHANISM_TEST],
  },
  {
    name: "a count that passes is published exact",
    in: "src/privacy",
    of: "Bounded.gate",
    becomes: (gate) => (noise, rule, bits) => {
      const exact = gate({ requireCovers: () => undefined, draw: () => 0n }, { k: 0n, tau: 0n }, bits);
      return gate(noise, rule, bits) === null ? null : exact;
    },
    holds: [9, "exact n, exact totals"],
    lost: "who knows all others of a cell knows whether one more is in it",
    tests: [MECHANISM_TEST],
  },
  {
    name: "of two draws the one nearer to the truth is published",
    in: "src/privacy",
    of: "Bounded.gaussian",
    becomes: (gaussian) => (noise, bits) => {
      const [exact] = gaussian({ requireCovers: () => undefined, draw: () => 0n }, bits);
      const draws = [gaussian(noise, bits), gaussian(noise, bits)];
      const far = ([value]) => (value < exact ? exact - value : value - exact);
      return far(draws[0]) <= far(draws[1]) ? draws[0] : draws[1];
    },
    holds: ["choosing by true error"],
    lost: "the choice is a query that nobody paid for",
    tests: [MECHANISM_TEST],
  },
  {
    name: "a cell that the gate stops is drawn again until it passes",
    in: "src/privacy",
    of: "Bounded.gate",
    becomes: (gate) => (noise, rule, bits) => {
      for (let i = 0; i < 3; i++) {
        const found = gate(noise, rule, bits);
        if (found !== null) return found;
      }
      return gate(noise, rule, bits);
    },
    holds: ["redrawing until plausible"],
    lost: "δ′ pays for one chance to appear, and there are four",
    tests: [GATE_TEST],
  },
  {
    name: "the gate looks at a count drawn for it, and another is published",
    in: "src/privacy",
    of: "Bounded.gate",
    becomes: (gate) => (noise, rule, bits) => {
      if (gate(noise, rule, bits) === null) return null;
      return gate(noise, { k: 0n, tau: -(10n ** 12n) }, bits);
    },
    holds: ["one draw for all rows, or another one at each reference", "fresh noise without a ledger"],
    lost: "two measurements of a count, one of them paid for",
    tests: [GATE_TEST],
  },
  {
    name: "noise that is too small for what was charged is drawn",
    in: "src/privacy",
    of: "GaussianNoise.requireCovers",
    becomes: () => () => undefined,
    holds: [5],
    lost: "a query that moves by more than was paid for meets the noise of a smaller one",
    tests: ["test/privacy/types.test.ts"],
  },
  {
    name: "τ is one too small",
    in: "src/privacy",
    of: "gateThreshold",
    becomes:
      (threshold) =>
      (...all) =>
        threshold(...all) - 1n,
    holds: [10, "off-by-one at the threshold"],
    lost: "a cell that one household brings to k appears more often than δ′ allows",
    tests: ["test/privacy/gate.test.ts"],
  },
  {
    name: "the gate is content with one less than k − 1 + τ",
    in: "src/privacy",
    of: "passesGate",
    becomes: (passes) => (gate) => passes({ ...gate, noisy: gate.noisy + 1n }),
    holds: [10, "off-by-one at the threshold"],
    lost: "a cell that one household brings to k appears more often than δ′ allows",
    tests: [GATE_TEST],
  },
  {
    name: "k − 1 households are enough",
    in: "src/privacy",
    of: "passesGate",
    becomes: (passes) => (gate) => passes({ ...gate, n: gate.n + 1n }),
    holds: [10, "off-by-one at the threshold"],
    lost: "a published cell may hold k − 1 households",
    tests: [GATE_TEST],
  },
  {
    name: "the gate looks at the true count alone",
    in: "src/privacy",
    of: "passesGate",
    becomes: () => (gate) => gate.n >= gate.k,
    holds: [10, "k on true counts with a deterministic output", "the exact number of withheld cells"],
    lost: "whether a cell appears tells the k-th household's presence for certain",
    tests: [GATE_TEST],
  },
  {
    name: "the gate looks at the noisy count alone",
    in: "src/privacy",
    of: "passesGate",
    becomes: (passes) => (gate) => passes({ ...gate, n: gate.k }),
    holds: [10],
    lost: "a published cell may hold one household",
    tests: [GATE_TEST],
  },
  {
    name: "the gate's k is 2, whatever the settings say",
    in: "src/pipeline",
    of: "measureCells",
    becomes:
      (measure) =>
      (cells, bounded, _k, ...rest) =>
        measure(cells, bounded, 2n, ...rest),
    holds: [10, "empty maps mended by a smaller k, a larger ε or tuned data"],
    lost: "cells of two households appear on a map that says eleven",
    tests: [GATE_TEST],
  },
];
