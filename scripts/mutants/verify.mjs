/** Mutants of what `verify` holds a release's folder to: each would let a forgery pass whose hashes all fit. */

const BUDGET_TEST = "test/release/verify/forgery-budget.test.ts";
const SUMS_TEST = "test/release/verify/forgery-sums.test.ts";
const MECHANISMS = "src/release/verify/mechanisms.ts";
const MEASUREMENTS = "src/release/verify/measurements.ts";

export const VERIFY = [
  {
    name: "verify lets a debit be less than its noise costs",
    edits: [[MECHANISMS, "if (compareFractions(cost[part], parseFraction(charge[part])) !== 0)", "if (cost[part].den === 0n)"]],
    tests: [BUDGET_TEST],
  },
  {
    name: "verify does not hold the published variances against those that were paid for",
    edits: [
      [MEASUREMENTS, "if (compareFractions(variance, parseFraction(mechanism.variance)) !== 0)", "if (variance.num === 0n)"],
    ],
    tests: [BUDGET_TEST],
  },
  {
    name: "verify shares out no part of histograms that are nowhere",
    edits: [["src/release/verify/shares.ts", "if (all.num > 0n) return own;", "if (all.num >= 0n) return own;"]],
    tests: ["test/release/verify/leaves-alone.test.ts"],
  },
  {
    name: "verify takes the sensitivity that the report says for the clamp's",
    edits: [[MECHANISMS, 'one.quantity === "sum" ? centreOf(measure) : 1n', "BigInt(one.sensitivity)"]],
    tests: [BUDGET_TEST],
  },
  {
    name: "verify lets a cell be published under its gate",
    edits: [[MEASUREMENTS, "return row.NOISY >= threshold", "return row.NOISY >= 0n"]],
    tests: [BUDGET_TEST],
  },
  {
    name: "verify lets a gate open one household early",
    edits: [[MECHANISMS, "upperTail(variance, Number(tau) - 1)", "upperTail(variance, Number(tau))"]],
    tests: [BUDGET_TEST],
  },
  {
    name: "verify does not subtract the published types from the whole",
    edits: [["src/release/verify/withheld.ts", "...amongTypes(cells,", "...amongTypes({ ...cells, areas: [] },"]],
    tests: [SUMS_TEST],
  },
  {
    name: "verify believes in noise that is not there",
    edits: [["src/release/verify/residuals.ts", "if (Math.abs(deviate) <= FAR) return [];", "if (deviate <= FAR) return [];"]],
    tests: [SUMS_TEST],
  },
  {
    name: "verify does not hold the settings against the digest of the year's opening",
    edits: [
      [
        "src/release/verify/terms.ts",
        '  same("the digest of settings and territory", opened.terms, digestOf(manifest, settings));\n',
        "",
      ],
    ],
    tests: [BUDGET_TEST],
  },
  {
    name: "verify does not compare the chains of several releases",
    edits: [
      [
        "src/release/verify/chains.ts",
        "const fork = before && forkOf(before, one);",
        "const fork = before === one && forkOf(before, one);",
      ],
    ],
    tests: ["test/release/verify/compare.test.ts"],
  },
];
