import { expect, test } from "vitest";
import { parsePeriod } from "../../src/contract/period.ts";
import { openLedger } from "../../src/ledger/index.ts";
import { publish } from "../../src/pipeline/index.ts";
import { seededEntropy } from "../support/entropy.ts";
import { authenticate } from "../support/ledger.ts";
import { CLOCK, gridPlan, household, months, publicationContextOf, STEPS } from "../support/pipeline.ts";

/** A step with a defect, as a change of the rows that it gives. */
const DEFECTS: Readonly<Record<string, { readonly step: string; readonly defect: (sql: string) => string }>> = {
  amounts_within_clamp: { step: "bounded", defect: (sql) => `SELECT * REPLACE (amount + 100000000 AS amount) FROM (${sql})` },
  bins_add_up: { step: "bins", defect: (sql) => `SELECT * REPLACE (2 * households AS households) FROM (${sql})` },
  cells_add_up: { step: "cells", defect: (sql) => `SELECT * REPLACE (2 * centred AS centred) FROM (${sql})` },
  classes_cover_all: { step: "places", defect: (sql) => `SELECT * REPLACE (CAST(NULL AS VARCHAR) AS class) FROM (${sql})` },
  cube_is_whole: { step: "cells", defect: (sql) => `SELECT * FROM (${sql}) WHERE households > 0` },
  one_amount_per_household: { step: "bounded", defect: (sql) => `SELECT * FROM (${sql}) UNION ALL SELECT * FROM (${sql})` },
  // One is moved: no total of a measure tells.
  one_place_per_household: {
    step: "places",
    defect: (sql) => `SELECT * REPLACE (CASE WHEN household = 0 THEN 'm1l0' ELSE leaf END AS leaf) FROM (${sql})`,
  },
  partials_add_up: { step: "partials", defect: (sql) => `SELECT * REPLACE (2 * centred AS centred) FROM (${sql})` },
  shards_add_up: { step: "merged", defect: (sql) => `SELECT * REPLACE (2 * centred AS centred) FROM (${sql})` },
  streams_within_bound: { step: "run", defect: (sql) => sql },
};

/** Two measures of which one counts; a vault with a defect would give both. */
const plan = gridPlan(2, 2, { measures: ["water.volume", "gas.energy"], streams: 1 });
const one = [household(0, "m0l0", months(5000)), household(1, "m0l0", months(6000))];
const both = [household(0, "m0l0", [...months(5000), ...months(900, "gas.energy")])];

function run(check: string) {
  const { step, defect } = DEFECTS[check] as (typeof DEFECTS)[string];
  const ledger = openLedger({ path: ":memory:", clock: CLOCK, authenticate });
  let asked = 0;
  const source = seededEntropy("promises");
  const random = (n: number) => {
    asked += n;
    return source(n);
  };
  const steps = STEPS.steps.map((s) => (s.table === step ? { ...s, sql: defect(s.sql) } : s));
  const households = check === "streams_within_bound" ? both : one;
  const done = publish(
    publicationContextOf(plan, households, { ledger, random, steps: { ...STEPS, steps } }),
    parsePeriod("2025"),
  );
  return { done, ledger, asked: () => asked };
}

test("there is a defect for every promise", () => {
  expect(Object.keys(DEFECTS)).toEqual(STEPS.checks.map((check) => check.name));
});

test.each(STEPS.checks)("$name: a broken promise refuses before anything is drawn", async ({ name, promise }) => {
  const { done, ledger, asked } = run(name);
  await expect(done).rejects.toMatchObject({
    code: "promise-broken",
    // The message names the promise and shows no record.
    message: `${name}: ${promise}. Nothing was drawn`,
  });
  expect(asked()).toBe(0);
  expect(ledger.entries().map((entry) => entry.kind)).toEqual(["terms", "opened", "debit"]);
});

test("one household that is lost and another that is doubled are noticed, and so is one that finds no place", async () => {
  const all = [household(0, "m0l0", months(5000)), household(1, "m0l0", months(5000))];
  const only = (sql: string) => `SELECT * FROM (${sql}) WHERE household = 0`;
  for (const [check, defect] of [
    ["one_amount_per_household", (sql: string) => `${only(sql)} UNION ALL ${only(sql)}`],
    ["partials_add_up", only],
  ] as const) {
    const steps = STEPS.steps.map((step) => (step.table === "places" ? { ...step, sql: defect(step.sql) } : step));
    const done = publish(publicationContextOf(plan, all, { steps: { ...STEPS, steps } }), parsePeriod("2025"));
    await expect(done).rejects.toMatchObject({ code: "promise-broken", message: expect.stringContaining(check) });
  }
});

test("a household that counts twice in what is rolled up, in cells of types alone or in all, is noticed", async () => {
  const rolled = STEPS.steps.find(({ table }) => table === "rolled")?.sql as string;
  const [typed = "", whole = ""] = rolled.split("UNION ALL");
  const twice = (sql: string) => sql.replace(/SUM\(/g, "2 * SUM(");
  expect([typed, whole].map((part) => twice(part).split("2 * SUM(").length)).toEqual([3, 3]);
  for (const sql of [`${twice(typed)}UNION ALL${whole}`, `${typed}UNION ALL${twice(whole)}`]) {
    const steps = STEPS.steps.map((step) => (step.table === "rolled" ? { ...step, sql } : step));
    const done = publish(publicationContextOf(plan, one, { steps: { ...STEPS, steps } }), parsePeriod("2025"));
    await expect(done).rejects.toMatchObject({ code: "promise-broken", message: expect.stringMatching(/(bins|cells)_add_up/) });
  }
});

test("without a defect every promise is kept", async () => {
  const { head } = await publish(publicationContextOf(plan, one), parsePeriod("2025"));
  expect(head.id).toBe("2025");
});
