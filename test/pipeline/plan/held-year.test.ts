import { expect, test } from "vitest";
import { parsePeriod, periodsOf } from "../../../src/contract/period.ts";
import { predict, publish } from "../../../src/pipeline/index.ts";
import { seededEntropy } from "../../support/entropy.ts";
import { gridPlan, household, months, publicationContextOf } from "../../support/pipeline.ts";

/**
 * What `plan` says that protection costs, held against whole years: with one type without households and the others even.
 * Where every cell but the empty ones is far above its gate (15 σ), what is withheld is decided by calendar and noise alone,
 * and forecast and outcome must be the same number. Seeded: a verdict is always the same; and with other seeds a cell misses
 * its gate with a probability ≤ 1e-40.
 */
test.each([
  ["whole by quarter, ε 4", { calendar: { whole: "quarter", middle: "never", leaf: "never" } }, "quarter"],
  [
    "whole and middle by quarter, ε 10",
    { budget: { epsilon: 10 }, calendar: { whole: "quarter", middle: "quarter", leaf: "never" } },
    "quarter",
  ],
  ["default calendar, ε 10", { budget: { epsilon: 10 } }, "year"],
] as const)("%s: as many cells are withheld to protect the empty type as the plan says", async (name, settings, step) => {
  const plan = gridPlan(4, 3, settings, 1000);
  let next = 0;
  const perLeaf = 1000;
  const households = plan.territory.leaves.flatMap(({ code }) =>
    Array.from({ length: perLeaf }, () =>
      household(next, code, months(5000), { size: ["1", "2", "3", "4", "5+"][next++ % 5] as string }),
    ),
  );
  const predictions = predict(plan, next).filter(({ table }) => table === "types");
  const context = publicationContextOf(plan, households, { random: seededEntropy(name) });
  for (const period of periodsOf(2025, step).map(({ id }) => id)) {
    const { tables } = await publish(context, parsePeriod(period));
    for (const { level, withEmptyType } of predictions) {
      const cells = tables.observations.filter(
        ({ STATISTIC, AREA_LEVEL, HOUSEHOLD_TYPE }) =>
          STATISTIC === "COUNT" && AREA_LEVEL === level && !["_T", "size=1-2", "size=3+"].includes(HOUSEHOLD_TYPE),
      );
      const withheld = cells.filter(({ CONF_STATUS }) => CONF_STATUS === "D").length;
      expect(withheld, `${period} ${level}`).toBe(Math.round(withEmptyType?.protecting as number));
      expect(cells.filter(({ OBS_VALUE }) => OBS_VALUE !== null).length).toBe(Math.round(withEmptyType?.published as number));
    }
  }
});
