import { expect, test } from "vitest";
import type { SettingsInput } from "../../src/index.ts";
import { memoryCommons } from "../support/commons.ts";

/** Settings that are refused, and words that the refusal must hold: the field, the bound, the value. */
const REFUSED: readonly (readonly [unknown, ...RegExp[]])[] = [
  [{ k: 1 }, /\/k/, /at least 2/, /got 1/],
  [{ k: 0 }, /\/k/, /got 0/],
  [{ k: -11 }, /\/k/, /got -11/],
  [{ k: 11.5 }, /\/k/, /got 11\.5/],
  [{ k: 1001 }, /\/k/, /1000/, /got 1001/],
  [{ k: "11" }, /\/k/, /got "11"/],
  [{ budget: { epsilon: 0 } }, /\/budget\/epsilon/, /0\.01/, /got 0/],
  [{ budget: { epsilon: -1 } }, /\/budget\/epsilon/, /got -1/],
  [{ budget: { epsilon: 10.1 } }, /\/budget\/epsilon/, /10/, /got 10\.1/],
  [{ budget: { epsilon: Number.NaN } }, /\/budget\/epsilon/],
  [{ budget: { epsilon: Number.POSITIVE_INFINITY } }, /\/budget\/epsilon/],
  [{ budget: { odds: 50 } }, /\/budget\/odds/, /50\.01/, /got 50/],
  [{ budget: { odds: 100 } }, /\/budget\/odds/, /99\.99/, /got 100/],
  [{ budget: { odds: 63.005 } }, /\/budget\/odds/, /0\.01/, /got 63\.005/],
  [{ budget: { odds: "63" } }, /\/budget\/odds/, /got "63"/],
  [{ budget: { odds: 63, epsilon: 4 } }, /\/budget/, /epsilon or odds, not both/],
  // ρ of these odds meets the bounds of ε, which depend on δ.
  [{ budget: { odds: 90 } }, /\/budget\/odds/, /between 50\.06 and 81\.87/, /got 90, ε = 13\.\d+/],
  [{ budget: { odds: 50.01 } }, /\/budget\/odds/, /between 50\.06 and 81\.87/, /got 50\.01, ε = 0\.00\d+/],
  [{ budget: { delta: 0 } }, /\/budget\/delta/, /got 0/],
  [{ budget: { delta: 9.9e-21 } }, /\/budget\/delta/, /at least 1e-20/, /got 9\.9e-21/],
  [{ budget: { delta: 1e-310 } }, /\/budget\/delta/, /1e-20/],
  [{ budget: { delta: 0.001 } }, /\/budget\/delta/, /0\.00001/, /got 0\.001/],
  [{ budget: { shares: { counts: 0.3 } } }, /budget\.shares/, /add up to 1/, /got 1\.1/],
  [{ budget: { shares: { counts: 0, sums: 0.75 } } }, /budget\.shares/, /> 0/, /got 0/],
  [{ budget: { shares: { counts: -0.2, sums: 0.95 } } }, /\/budget\/shares\/counts/, /got -0\.2/],
  [
    { budget: { shares: { levels: { whole: 0.5, middle: 0.2, leaf: 0.2 } } } },
    /budget\.shares\.levels/,
    /add up to 1/,
    /got 0\.9/,
  ],
  [{ budget: { shares: { levels: { whole: 1 } } } }, /budget\.shares\.levels\.middle/, /> 0/],
  [{ budget: { shares: { levels: { whole: 0.5, middle: 0.5, leaf: 0 } } } }, /budget\.shares\.levels\.leaf/, /> 0/, /got 0/],
  [{ budget: { shares: { levels: { town: 1 } } } }, /budget\.shares\.levels\.town/, /whole, middle, leaf/],
  [{ calendar: { whole: "week" } }, /\/calendar\/whole/, /one of month, quarter/, /got "week"/],
  [{ calendar: { town: "month" } }, /calendar\.town/, /whole, middle, leaf/],
  [{ calendar: { whole: "never", middle: "never", leaf: "never" } }, /calendar/, /at least one level/],
  [{ streams: 0 }, /\/streams/, /got 0/],
  [{ streams: 2 }, /streams/, /at most the 1 /, /got 2/],
  [{ measures: [] }, /\/measures/],
  [{ measures: ["water"] }, /\/measures\/0/, /domain\.measure/, /got "water"/],
  [{ measures: ["water.colour"] }, /measures/, /water\.volume/, /got water\.colour/],
  [{ measures: ["water.volume", "water.volume"] }, /measures/, /at most once/],
  [{ clamps: { "gas.energy": { upper: 10, source: "x" } } }, /clamps/, /water\.volume/, /got gas\.energy/],
  [{ clamps: { "water.volume": { upper: 0, source: "x" } } }, /\/clamps\/water\.volume\/upper/, /got 0/],
  [{ clamps: { "water.volume": { upper: 0.03, source: "x" } } }, /clamps\.water\.volume\.upper/, /even number ≥ 32/, /got 30/],
  [{ clamps: { "water.volume": { upper: 40.001, source: "x" } } }, /clamps\.water\.volume\.upper/, /even/, /got 40001/],
  [{ clamps: { "water.volume": { upper: 40 } } }, /\/clamps\/water\.volume\/source/],
  [{ currency: "euro" }, /\/currency/, /ISO 4217/, /got "euro"/],
  [{ retention_months: 0 }, /\/retention_months/, /got 0/],
  [{ languages: ["de"] }, /\/languages\/0/, /got "de"/],
  [{ name: { fr: "Seulement" } }, /\/name\/en/],
  [{ mode: "pilot" }, /mode/],
  [{ budget: { epsilon: 1, rho: 1 } }, /\/budget/, /rho/],
  [{ seed: 7 }, /seed/],
];

test.each(REFUSED.map(([settings, ...words]) => ({ settings, words })))("$settings is refused", async ({ settings, words }) => {
  const opened = memoryCommons("settings", settings as SettingsInput);
  await expect(opened).rejects.toMatchObject({ name: "Refusal", code: "invalid-settings" });
  const message = await opened.then(
    () => "",
    (error: Error) => error.message,
  );
  for (const word of words) expect(message).toMatch(word);
});

test.each<SettingsInput>([
  { k: 2 },
  { k: 1000 },
  { budget: { epsilon: 0.01 } },
  { budget: { odds: 50.1 } },
  { budget: { odds: 63 } },
  { budget: { odds: 81.2 } },
  { budget: { epsilon: 10, delta: 1e-5 } },
  { budget: { epsilon: 0.01, delta: 1e-20 } },
  { calendar: { whole: "month", middle: "quarter", leaf: "never" } },
  {
    budget: {
      shares: { counts: 0.2, sums: 0.5, histograms: 0.25, revision: 0.05, levels: { whole: 0.1, middle: 0.2, leaf: 0.7 } },
    },
  },
  { clamps: { "water.volume": { upper: 0.032, source: "the smallest" } } },
])("%j is at its bound and accepted", async (settings) => {
  const commons = await memoryCommons("accepted", settings);
  expect(commons.plan.streams).toBe(1);
  await commons.close();
});
