/** Mutants of the terms that a year stands on, and of the checks that see every step of the pipeline. */

const LEDGER = "src/ledger/ledger.ts";
const CHECKS = "pipelines/checks";
const PUBLISH_TEST = "test/pipeline/publish.test.ts";
const STEPS_TEST = "test/pipeline/steps.test.ts";
const CONTINUITY_TEST = "test/commons/continuity.test.ts";

export const TERMS = [
  {
    name: "a debit that stands is drawn on other terms that cost the same",
    edits: [[LEDGER, "          opened(year, debit);\n          return before;", "          return before;"]],
    tests: [PUBLISH_TEST],
  },
  {
    name: "types and months may become others within a year",
    edits: [["src/pipeline/plan/meaning.ts", "String(measure.upper), coverage, classes, rungs]", "String(measure.upper)]"]],
    tests: [PUBLISH_TEST],
  },
  {
    name: "the means that choose whom a household is compared with are in no digest",
    edits: [["src/commons/archive.ts", "areas: tree, means }", "areas: tree }"]],
    tests: ["test/commons/territory-hash.test.ts"],
  },
  {
    name: "a season's reference is a year's",
    edits: [
      ["src/territory/yearly-means.ts", ' || household_type !== "_T" || !YEAR.test(period)', ' || household_type !== "_T"'],
    ],
    tests: ["test/commons/territory-hash.test.ts"],
  },
  {
    name: "an earlier draw is read as if it were of other cells",
    edits: [["src/pipeline/earlier.ts", "if (draw.cells.length !== measured.length)", "if (draw.cells.length < 0)"]],
    tests: ["test/pipeline/earlier.test.ts"],
  },
  {
    name: "a home leaves its measures to the program",
    edits: [["src/commons/home.ts", "JSON.stringify(whole, null, 2)", "JSON.stringify(settings, null, 2)"]],
    tests: [CONTINUITY_TEST],
  },
  {
    name: "what an earlier version left to the program is taken for what it would be now",
    edits: [["src/commons/continuity.ts", "settings.streams ?? Math.min(6, before.length)", "settings.streams ?? plan.streams"]],
    tests: [CONTINUITY_TEST],
  },
  {
    name: "plan of a commons passes over what was announced",
    edits: [["src/commons/home-terms.ts", 'inForce(changes, "settings", year)', "null"]],
    tests: ["test/cli/plan.test.ts"],
  },
  {
    name: "a δ of nothing is let in",
    edits: [["src/contract/settings.ts", "z.number().min(1e-20).max(MOST_DELTA)", "z.number().positive().max(MOST_DELTA)"]],
    tests: ["test/commons/settings.test.ts"],
  },
  {
    name: "households that count twice in a cell are not seen",
    edits: [[`${CHECKS}/cells_add_up.sql`, "  OR cells.households <> COALESCE(expected.households, 0)\n", ""]],
    tests: [STEPS_TEST],
  },
  {
    name: "amounts that count twice in a cell are not seen",
    edits: [[`${CHECKS}/cells_add_up.sql`, "  OR cells.centred <> COALESCE(expected.centred, 0)\n", ""]],
    tests: [STEPS_TEST],
  },
  {
    name: "a histogram may have a household twice",
    edits: [[`${CHECKS}/bins_add_up.sql`, " OR bins.households <> COALESCE(expected.households, 0)", ""]],
    tests: [STEPS_TEST],
  },
  {
    name: "a household may stand in two places",
    edits: [[`${CHECKS}/one_place_per_household.sql`, "<> 1", "= 0"]],
    tests: [STEPS_TEST],
  },
  {
    name: "one lost and one doubled are as many",
    edits: [[`${CHECKS}/partials_add_up.sql`, "  AND merged.leaf = counted.leaf\n", ""]],
    tests: [STEPS_TEST],
  },
  {
    name: "verify takes rows of any types of households",
    edits: [["src/release/verify/cells.ts", "if (typesOf(own) !== expected)", "if (own.length === 0)"]],
    tests: ["test/release/verify/forgery-identity.test.ts"],
  },
];
