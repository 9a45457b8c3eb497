/** Mutants of samplers, scales, the gate and the drawing of noise. The form is in `scripts/mutants.mjs`. */

const GAUSSIAN = "src/privacy/gaussian.ts";
const ACCOUNTING = "src/privacy/accounting.ts";
const GATE = "src/privacy/gate.ts";
const MECHANISM = "src/pipeline/mechanism.ts";

const SAMPLER = "return samplerWith(variance, acceptance(variance), exponentialSampler(laplaceScale(variance)));";
const offScale = (square) =>
  `const off = { num: variance.num * ${square}n, den: variance.den * 10000n }; return samplerWith(off, acceptance(off), exponentialSampler(laplaceScale(off)));`;
const VARIANCE = "rational(sensitivity * sensitivity * rho.den, 2n * rho.num)";
const BOUNDED = "src/privacy/bounded.ts";
const CHARGE = "src/privacy/charge.ts";
const GATED_COUNT = "const noisy = n + noise.draw(bits);";
const EACH_VALUE = "return this.#values.map((value) => value + noise.draw(bits));";
const ONE_DRAW = "return this.#sample(bits);";

export const NOISE = [
  {
    name: "the sampler's scale is 5 % too large",
    edits: [[GAUSSIAN, SAMPLER, offScale(11025)]],
    tests: ["test/pipeline/mechanism.test.ts"],
  },
  {
    name: "the sampler's scale is 5 % too small",
    edits: [[GAUSSIAN, SAMPLER, offScale(9025)]],
    tests: ["test/pipeline/mechanism.test.ts"],
  },
  {
    name: "the sampler keeps both zeros",
    edits: [[GAUSSIAN, 'if (negative && (typeof size === "number" ? size : size.approx) === 0) continue;', ""]],
    tests: ["test/privacy/gaussian.test.ts"],
  },
  {
    name: "the sampler accepts every proposal: Laplace noise in place of Gaussian",
    edits: [[GAUSSIAN, "if (bernoulliExp(bits, exponent(size)))", "if (exponent(size))"]],
    tests: ["test/pipeline/mechanism.test.ts"],
  },
  {
    name: "a decision in doubles is taken for one in integers",
    edits: [["src/privacy/bernoulli.ts", "return rest >= scaled || bits.below(scaled) < rest;", "return true;"]],
    tests: ["test/privacy/bernoulli.test.ts"],
  },
  {
    name: "the discrete Laplace's scale is 5 % too large",
    edits: [
      [
        "src/privacy/laplace.ts",
        "const { num, den } = scale;",
        "const { num, den } = { num: scale.num * 21n, den: scale.den * 20n };",
      ],
    ],
    tests: ["test/privacy/laplace.test.ts"],
  },
  {
    name: "what would favour small values is not drawn again",
    edits: [["src/privacy/entropy.ts", "if (value < limit) return value % n;", "if (limit) return value % n;"]],
    tests: ["test/privacy/entropy.test.ts"],
  },
  {
    name: "random bytes are used twice",
    edits: [
      [
        "src/privacy/entropy.ts",
        "new Uint8Array(this.#words.buffer).set(bytes);",
        "new Uint8Array(this.#words.buffer).set(bytes.copyWithin(BUFFER_BYTES / 2, 0, BUFFER_BYTES / 2));",
      ],
    ],
    tests: ["test/privacy/entropy.test.ts"],
  },
  {
    name: "the planned scale is 5 % too small for what is paid",
    edits: [[ACCOUNTING, VARIANCE, "rational(sensitivity * sensitivity * rho.den * 9025n, 20000n * rho.num)"]],
    tests: ["test/privacy/accounting.test.ts"],
  },
  {
    name: "the planned scale is 5 % larger than what is paid",
    edits: [[ACCOUNTING, VARIANCE, "rational(sensitivity * sensitivity * rho.den * 11025n, 20000n * rho.num)"]],
    tests: ["test/privacy/accounting.test.ts"],
  },
  {
    name: "variances are rounded down",
    edits: [[ACCOUNTING, "(top + bottom - 1n) / bottom", "top / bottom"]],
    tests: ["test/privacy/accounting.test.ts"],
  },
  {
    name: "a sum's noise is of half its sensitivity",
    edits: [["src/pipeline/plan/budget.ts", "sum: gaussianCharge(centre,", "sum: gaussianCharge(centre / 2n,"]],
    tests: ["test/pipeline/plan/plan.test.ts"],
  },
  {
    name: "τ is one too large",
    edits: [[GATE, "gaussianUpperTail(variance, tau - 1n) <= limit", "gaussianUpperTail(variance, tau - 2n) <= limit"]],
    tests: ["test/privacy/gate.test.ts"],
  },
  {
    name: "τ is one too small",
    edits: [[GATE, "gaussianUpperTail(variance, tau - 1n) <= limit", "gaussianUpperTail(variance, tau) <= limit"]],
    tests: ["test/privacy/gate.test.ts"],
  },
  {
    name: "the planned τ is one too small",
    edits: [
      [
        "src/pipeline/plan/budget.ts",
        "const tau = gateThreshold(count.variance, budget.gateDelta);",
        "const tau = gateThreshold(count.variance, budget.gateDelta) - 1n;",
      ],
    ],
    tests: ["test/pipeline/plan/plan.test.ts"],
  },
  {
    name: "the gate wants one more than k − 1 + τ",
    edits: [[GATE, "gate.noisy >= gate.k - 1n + gate.tau", "gate.noisy > gate.k - 1n + gate.tau"]],
    tests: ["test/pipeline/gate.test.ts"],
  },
  {
    name: "the gate is content with one less than k − 1 + τ",
    edits: [[GATE, "gate.noisy >= gate.k - 1n + gate.tau", "gate.noisy >= gate.k - 2n + gate.tau"]],
    tests: ["test/pipeline/gate.test.ts"],
  },
  {
    name: "k − 1 households are enough",
    edits: [[GATE, "gate.n >= gate.k &&", "gate.n >= gate.k - 1n &&"]],
    tests: ["test/pipeline/gate.test.ts"],
  },
  {
    name: "the gate looks at the true count alone",
    edits: [[GATE, "return gate.n >= gate.k && gate.noisy >= gate.k - 1n + gate.tau;", "return gate.n >= gate.k;"]],
    tests: ["test/pipeline/gate.test.ts"],
  },
  {
    name: "the gate looks at the noisy count alone",
    edits: [[GATE, "return gate.n >= gate.k &&", "return"]],
    tests: ["test/pipeline/gate.test.ts"],
  },
  {
    name: "an empty cell gets no noise",
    edits: [[BOUNDED, GATED_COUNT, "const noisy = n === 0n ? n : n + noise.draw(bits);"]],
    tests: ["test/pipeline/mechanism.test.ts"],
  },
  {
    name: "the bins of a histogram that hold nobody get no noise",
    edits: [[BOUNDED, EACH_VALUE, "return this.#values.map((value) => (value === 0n ? value : value + noise.draw(bits)));"]],
    tests: ["test/pipeline/mechanism.test.ts"],
  },
  {
    name: "one draw serves all cells of a level",
    edits: [
      [CHARGE, "readonly #covered: bigint;", "readonly #covered: bigint; #kept: bigint | undefined;"],
      [CHARGE, ONE_DRAW, "this.#kept ??= this.#sample(bits); return this.#kept;"],
    ],
    tests: ["test/pipeline/mechanism.test.ts"],
  },
  {
    name: "one draw serves two neighbouring cells",
    edits: [
      [CHARGE, "readonly #covered: bigint;", "readonly #covered: bigint; #kept: bigint | undefined;"],
      [
        CHARGE,
        ONE_DRAW,
        "const again = this.#kept; this.#kept = again === undefined ? this.#sample(bits) : undefined; return again ?? (this.#kept as bigint);",
      ],
    ],
    tests: ["test/pipeline/mechanism.test.ts"],
  },
  {
    name: "a bin's draw serves the whole histogram",
    edits: [[BOUNDED, EACH_VALUE, "const shared = noise.draw(bits); return this.#values.map((value) => value + shared);"]],
    tests: ["test/pipeline/mechanism.test.ts"],
  },
  {
    name: "the gate looks at a count drawn for it, and another is published",
    edits: [[BOUNDED, "passesGate({ n, noisy, ...rule })", "passesGate({ n, noisy: n + noise.draw(bits), ...rule })"]],
    tests: ["test/pipeline/gate.test.ts"],
  },
  {
    name: "a cell that the gate stops is drawn again until it passes",
    edits: [
      [
        BOUNDED,
        GATED_COUNT,
        "let noisy = n + noise.draw(bits); for (let i = 0; i < 3 && noisy < rule.k - 1n + rule.tau; i++) noisy = n + noise.draw(bits);",
      ],
    ],
    tests: ["test/pipeline/gate.test.ts"],
  },
  {
    name: "a cell with too few households draws less",
    edits: [
      [
        MECHANISM,
        "const [sum] = mechanisms.gaussian(query.sum, noise.sum, bits) as readonly [bigint];",
        "const [sum] = (count === null ? [0n] : mechanisms.gaussian(query.sum, noise.sum, bits)) as readonly [bigint];",
      ],
    ],
    tests: ["test/pipeline/gate.test.ts"],
  },
  {
    name: "noise that is too small for what was charged is drawn",
    edits: [[CHARGE, "if (sensitivity <= this.#covered) return;", "if (sensitivity >= 0n) return;"]],
    tests: ["test/privacy/types.test.ts"],
  },
  {
    name: "the gate's k is 2, whatever the settings say",
    edits: [["src/pipeline/publish.ts", "BigInt(conductor.plan.settings.k)", "2n"]],
    tests: ["test/pipeline/protect.test.ts"],
  },
  {
    name: "a home on disk takes a source of noise of the caller's",
    edits: [["src/commons/open.ts", "if (options.entropy) throw", "if (false) throw"]],
    tests: ["test/commons/homes.test.ts"],
  },
];
