/** Mutants of what is withheld and of what is stored. */

const PROTECT = "src/pipeline/protect.ts";
const FOREST = "src/pipeline/forest.ts";
const PROTECTION = "src/privacy/protection.ts";
const ATTACKERS_TEST = "test/pipeline/attackers.test.ts";
const PROTECTION_TEST = "test/privacy/protection.test.ts";

export const SUPPRESSION = [
  {
    name: "no sibling is withheld with a cell that it would expose",
    edits: [[PROTECT, 'result[measured.cell] = "protecting";', "void measured;"]],
    tests: [ATTACKERS_TEST],
  },
  {
    name: "a withheld count may be known to ± k",
    edits: [[PROTECTION, "2 * k", "k"]],
    tests: [PROTECTION_TEST],
  },
  {
    name: "the rule forgets what the bins' sum tells of a count",
    edits: [[FOREST, "1 / (BINS * toNumber(cell.plan.histogram.variance))", "0"]],
    tests: [ATTACKERS_TEST],
  },
  {
    name: "the rule forgets the tables by type",
    edits: [[PROTECT, "classes: node.classes.map(state)", "classes: []"]],
    tests: [ATTACKERS_TEST],
  },
  {
    name: "the rule forgets the levels above",
    edits: [[FOREST, "(tree[above.index] as ForestNode).children.push(tree.length)", "void tree.length"]],
    tests: [ATTACKERS_TEST],
  },
  {
    name: "the rule forgets the rungs",
    edits: [[PROTECT, "settings.k, sums", "settings.k"]],
    tests: [ATTACKERS_TEST],
  },
  {
    name: "the suppression stops after its first round",
    edits: [[PROTECTION, "current = without(current, [...victims.values()]);", "return withheld;"]],
    tests: [PROTECTION_TEST],
  },
  {
    name: "the smallest sibling is the largest",
    edits: [[PROTECTION, "return gap < 0 ||", "return gap > 0 ||"]],
    tests: [PROTECTION_TEST],
  },
  {
    name: "the territory's total goes first",
    edits: [[PROTECTION, "!isRootTotal(address) &&", ""]],
    tests: [PROTECTION_TEST],
  },
  {
    name: "what was drawn for a cell that protects another is stored",
    edits: [
      [
        "src/pipeline/payload.ts",
        'return cell && fate === "published" ? { fate, ...cell }',
        'return cell ? { fate: "published", ...cell }',
      ],
    ],
    tests: ["test/pipeline/payload.test.ts"],
  },
  {
    name: "an area with a single child is measured twice",
    edits: [["src/pipeline/plan/cube.ts", "if (territory.children(above.code).length !== 1) break;", "if (above) break;"]],
    tests: ["test/pipeline/protect.test.ts"],
  },
];
