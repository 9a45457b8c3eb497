/** Mutants of what is made of a draw. */

const ROW_STATES = "src/pipeline/estimate/row-states.ts";
const MODEL = "src/pipeline/estimate/model.ts";
const OBSERVATIONS = "src/pipeline/estimate/observations.ts";
const GROUPS = "src/pipeline/estimate/groups.ts";
const SHRINKAGE = "src/privacy/shrinkage.ts";
const COVERAGE_TEST = "test/pipeline/coverage.test.ts";
const CONSISTENCY_TEST = "test/pipeline/estimate/consistency.test.ts";
const UTILITY_TEST = "test/cli/utility.test.ts";
const GROUPS_TEST = "test/pipeline/estimate/groups.test.ts";
const OBSERVATIONS_TEST = "test/pipeline/estimate/observations.test.ts";
const SHRINKAGE_TEST = "test/privacy/shrinkage.test.ts";
const TREE_TEST = "test/privacy/tree.test.ts";
const ROUNDING_TEST = "test/privacy/rounding.test.ts";

export const ESTIMATES = [
  {
    name: "accuracy: two thirds of the budget are never spent",
    edits: [
      [
        "src/pipeline/plan/budget.ts",
        "rhoOf(div(mul(mul(whole, fromNumber(part)), share), uses));",
        "rhoOf(div(mul(mul(mul(whole, rational(1n, 3n)), fromNumber(part)), share), uses));",
      ],
    ],
    tests: [UTILITY_TEST],
  },
  {
    name: "accuracy: models of small areas are not used",
    edits: [["src/pipeline/rehearse.ts", "modelled[i] ?? null", "null"]],
    tests: [UTILITY_TEST],
  },
  {
    name: "a comparison group is chosen by its noisy mean",
    edits: [
      [
        GROUPS,
        "Number(row.publication.centre), mean) <= PREDICTED",
        "Number(row.publication.centre), Number(row.publication.centre) + state.estimate.sum / state.estimate.count) <= PREDICTED",
      ],
    ],
    tests: [GROUPS_TEST],
  },
  {
    name: "a comparison group may be 16 % wide",
    edits: [[GROUPS, "const PREDICTED = 0.15;", "const PREDICTED = 0.16;"]],
    tests: [GROUPS_TEST],
  },
  {
    name: "a comparison group may be withheld",
    edits: [[GROUPS, 'return state.fate === "published" && ', 'return state.fate !== "published" || ']],
    tests: [GROUPS_TEST],
  },
  {
    name: "a comparison group widens the type before the area",
    edits: [
      [
        GROUPS,
        "for (const type of ladder) {\n    for (const area of places) if",
        "for (const area of places) {\n    for (const type of ladder) if",
      ],
    ],
    tests: [GROUPS_TEST],
  },
  {
    name: "children are rounded apart from their parents",
    edits: [["src/privacy/rounding.ts", "? (parent?.total ?? null)", "? null"]],
    tests: [ROUNDING_TEST],
  },
  {
    name: "counts are rounded apart from each other",
    edits: [
      [
        ROW_STATES,
        "const wholeCounts = roundTree(real(count));",
        "const wholeCounts = real(count).map((node) => ({ ...node, total: node.total === null ? null : Math.round(node.total), classes: node.classes.map((one) => (one === null ? null : Math.round(one))) }));",
      ],
    ],
    tests: [CONSISTENCY_TEST],
  },
  {
    name: "siblings tell nothing of a child",
    edits: [["src/privacy/tree.ts", "above[child] = between(rest[place] as Information", "above[child] = between(whole"]],
    tests: [TREE_TEST],
  },
  {
    name: "siblings are added to the parent, not taken from it",
    edits: [["src/privacy/tree.ts", "const others = children.map(negated);", "const others = [...children];"]],
    tests: [TREE_TEST],
  },
  {
    name: "a mean's interval forgets the noise of its count",
    edits: [
      [
        OBSERVATIONS,
        "fieller({ sum, count, sumVariance, countVariance, z: Z95 })",
        "fieller({ sum, count, sumVariance, countVariance: 0, z: Z95 })",
      ],
    ],
    tests: [COVERAGE_TEST],
  },
  {
    name: "intervals of 90 % are called 95 %",
    edits: [
      ["src/pipeline/estimate/margin.ts", "export const Z95 = 1.959963984540054;", "export const Z95 = 1.6448536269514722;"],
    ],
    tests: [COVERAGE_TEST],
  },
  {
    name: "a count's interval is rounded inwards",
    edits: [[OBSERVATIONS, "lower: Math.floor(lower * power) / power,", "lower: Math.ceil(lower * power) / power,"]],
    tests: [OBSERVATIONS_TEST],
  },
  {
    name: "a total is modelled",
    edits: [
      [
        OBSERVATIONS,
        'METHOD: statistic === "MEAN" && modelled ? "modelled" : "measured",',
        'METHOD: modelled ? "modelled" : "measured",',
      ],
    ],
    tests: [CONSISTENCY_TEST],
  },
  {
    name: "not knowing how areas differ is forgotten",
    edits: [[SHRINKAGE, "Math.max(0, square / all - g * g) * deviation ** 2", "0"]],
    tests: [SHRINKAGE_TEST],
  },
  {
    name: "the model forgets what chance makes of few households",
    edits: [[SHRINKAGE, "const model = tail * between + area.withinVariance + e;", "const model = tail * between + e;"]],
    tests: [SHRINKAGE_TEST],
  },
  {
    name: "the model takes areas for alike",
    edits: [[SHRINKAGE, "return points.map(({ between }, i) => ({ between,", "return points.map((_, i) => ({ between: 0,"]],
    tests: [SHRINKAGE_TEST],
  },
  {
    name: "measured and expected means are taken for independent",
    edits: [[MODEL, "covariance: Math.min(expected.covariance, 0.9 * directVariance),", "covariance: 0,"]],
    tests: ["test/pipeline/estimate/model.test.ts"],
  },
  {
    name: "a rung stays measured when its classes are modelled",
    edits: [
      [
        MODEL,
        "if (parts.some((part) => part === undefined)) return null;",
        "if (parts.length > 1 || parts[0] === undefined) return null;",
      ],
    ],
    tests: ["test/pipeline/estimate/model.test.ts"],
  },
  {
    name: "a count does not know that it passed its gate",
    edits: [["src/pipeline/estimate/observations.ts", "Math.max(least, lower - passing)", "Math.max(least, lower)"]],
    tests: [OBSERVATIONS_TEST],
  },
  {
    name: "a margin is judged by the noisy value alone",
    edits: [
      [
        "src/pipeline/estimate/observations.ts",
        "isWide(estimate) || isWideAsExpected(row, state.estimate, modelled, statistic)",
        "isWide(estimate)",
      ],
    ],
    tests: [OBSERVATIONS_TEST],
  },
  {
    name: "the lower end of a count forgets its threshold",
    edits: [["src/privacy/tail.ts", "outside * gaussianUpperTail(variance, threshold - n)", "outside"]],
    tests: ["test/privacy/tail.test.ts"],
  },
  {
    name: "a revision is protected as if nothing were published before",
    edits: [["src/pipeline/publish.ts", "fates(publication, cube, noisy, earlier)", "fates(publication, cube, noisy)"]],
    tests: ["test/pipeline/earlier.test.ts"],
  },
  {
    name: "the model is used where it tells nothing more",
    edits: [
      [MODEL, "if (!fit || errorKept(areas, fit) > WORTH) continue;", "if (!fit || errorKept(areas, fit) < WORTH) continue;"],
    ],
    tests: [CONSISTENCY_TEST],
  },
];
