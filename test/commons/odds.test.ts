import { expect, test } from "vitest";
import { openOperatedCommons } from "../../src/commons/open.ts";
import { toNumber } from "../../src/privacy/index.ts";
import { seededEntropy } from "../support/entropy.ts";
import { gridTerritory } from "../support/territory.ts";

const BASE = { measures: ["water.volume"], calendar: { whole: "year", middle: "never", leaf: "never" } } as const;

test("a budget of odds, and a change from ε to odds and back: each year has what was stated for it", async () => {
  const clock = { now: "2026-11-20T12:00:00Z" };
  const commons = await openOperatedCommons({
    home: ":memory:",
    territory: gridTerritory(2, 2),
    settings: { ...BASE, measures: [...BASE.measures], budget: { odds: 63 } },
    clock: () => new Date(clock.now),
    entropy: seededEntropy("odds"),
  });
  const { budget } = commons.plan;
  expect(commons.settings.budget).toMatchObject({ odds: 63 });
  expect(commons.settings.budget).not.toHaveProperty("epsilon");
  // Somewhat less than by Φ(√(2ρ)/2) alone, 0.2202.
  expect(toNumber(budget.rho)).toBeCloseTo(0.2186, 4);
  expect(budget.epsilon).toBeCloseTo(3.38, 2);
  await commons.release("2025");
  await commons.change({ from: 2027, settings: { budget: { epsilon: 3 } } });
  await commons.change({ from: 2028, settings: { budget: { odds: 58.5 } } });
  const stated = [2026, 2027, 2028].map((year) => commons.terms(year).settings.budget);
  expect(stated.map(({ epsilon, odds }) => [epsilon, odds])).toEqual([
    [undefined, 63],
    [3, undefined],
    [undefined, 58.5],
  ]);
  const { entries } = await commons.ledger();
  expect(entries.find(({ kind }) => kind === "opened")).toMatchObject({ year: 2025, odds: 63, epsilon: budget.epsilon });
  await expect(commons.change({ from: 2029, settings: { budget: { odds: 95 } } })).rejects.toMatchObject({
    code: "invalid-settings",
    message: expect.stringMatching(/between 50\.\d\d and 8\d\.\d\d, .* got 95, ε = /),
  });
  await commons.close();
});
