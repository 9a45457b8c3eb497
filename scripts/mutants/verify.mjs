/** Mutants of what `verify` holds a release's folder to: each would let a forgery pass whose hashes all fit. */

const BUDGET_TEST = "test/release/verify/forgery-budget.test.ts";
const SUMS_TEST = "test/release/verify/forgery-sums.test.ts";
const MECHANISMS = "src/release/verify/mechanisms.ts";
const EXPORTED_TEST = "test/cli/exported.test.ts";
const HOLD = "src/static/hold.ts";
const SHOWN = "src/commons/shown.ts";
const SHOWN_TEST = "test/commons/shown.test.ts";
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
  {
    name: "verify takes a file of an export for what it must be where it has its size",
    edits: [["src/static/difference.ts", "if (one.equals(other)) return null;", "if (one.length === other.length) return null;"]],
    tests: [EXPORTED_TEST],
  },
  {
    name: "verify takes what is beside an export's files for its own",
    edits: [[HOLD, "if (explained.has(path)) continue;", "if (explained.has(path) || plain) continue;"]],
    tests: [EXPORTED_TEST],
  },
  {
    name: "verify follows a link in an export",
    edits: [[HOLD, '  if (!plain) return "it is not a plain file";\n', ""]],
    tests: [EXPORTED_TEST],
  },
  {
    name: "verify does not see that a file of an export is gone",
    edits: [
      [
        HOLD,
        '    if (typeof found === "string") return deviates(',
        '    if (typeof found === "string") return;\n    if (typeof found === "string") return deviates(',
      ],
    ],
    tests: [EXPORTED_TEST],
  },
  {
    name: "verify does not unpack what an export has compressed",
    edits: [[HOLD, "(bytes) => unpacked(extension, bytes, content.byteLength + OVERHEAD)", "() => Buffer.from(content)"]],
    tests: [EXPORTED_TEST],
  },
  {
    name: "verify does not hold the hashes that an export lists against its files",
    edits: [[HOLD, "said.bytes !== bytes || said.sha256 !== hash", "said.bytes !== bytes"]],
    tests: [EXPORTED_TEST],
  },
  {
    name: "verify takes this build's pages for another's",
    edits: [["src/cli/exported.ts", "const othersPages = pages !== of.pages;", 'const othersPages = pages !== "";']],
    tests: [EXPORTED_TEST],
  },
  {
    name: "verify makes an export again of a release that the log contradicts",
    edits: [["src/cli/exported.ts", "(said.has(id) && said.get(id) !==", '(said.get(id) === "" && said.get(id) !==']],
    tests: [EXPORTED_TEST],
  },
  {
    name: "verify lets an export be damaged throughout by one release's file that nothing is made of",
    edits: [["src/release/read.ts", ".filter(({ file }) => READ.has(file))", ""]],
    tests: [EXPORTED_TEST],
  },
  {
    name: "verify lets an export name areas as no release has them",
    edits: [[SHOWN, "signed === undefined || shown === signed", 'signed === undefined || shown !== ""']],
    tests: [SHOWN_TEST],
  },
  {
    name: "verify lets an export say that made-up households are none",
    edits: [[SHOWN, 'return key !== "currency" && key !== "sample";', 'return key !== "currency";']],
    tests: [SHOWN_TEST],
  },
  {
    name: "verify lets a notice be of terms that nobody announced",
    edits: [
      [SHOWN, "if (text(inForce.settings) === text(settings)) return none;", "if (inForce.settings !== null) return none;"],
    ],
    tests: [SHOWN_TEST],
  },
  {
    name: "verify lets people be told of another breach than the log has",
    edits: [[SHOWN, "said.get(one.number) !== canonicalHash(one as Json)", 'said.get(one.number) === ""']],
    tests: ["test/cli/exported-signed.test.ts"],
  },
];
