import { join } from "node:path";
import { expect, test } from "vitest";
import { type Manifest, type PrivacyReport, privacyReportSchema } from "../../src/contract/manifest.ts";
import { parsePeriod } from "../../src/contract/period.ts";
import type { SettingsInput } from "../../src/contract/settings.ts";
import { publish } from "../../src/pipeline/index.ts";
import { writeRelease } from "../../src/release/index.ts";
import { verifyRelease } from "../../src/verify/index.ts";
import { LEDGER_CHECKS } from "../../src/verify/ledger.ts";
import { eligibilityOf, testEpoch } from "../support/eligibility.ts";
import { folderOfTest } from "../support/folder.ts";
import { gridPlan, publicationContextOf } from "../support/pipeline.ts";
import { sampleRelease } from "../support/release.ts";
import { inDocuments } from "./support.ts";

const severalFindings = (head: Manifest, report: PrivacyReport) =>
  inDocuments(
    LEDGER_CHECKS.filter(({ promise }) => promise === "several contributions"),
    { head, report },
  );

async function published(settings: SettingsInput = {}) {
  const plan = gridPlan(2, 2, { measures: ["water.volume"], ...settings });
  const { head, report } = await publish(publicationContextOf(plan, []), parsePeriod("2025"));
  return { manifest: head as Manifest, report };
}

test("a report says what 1, 2, 3, 5 and 10 contributions of one household cost: m² times ρ, and its ε", async () => {
  const { manifest, report } = await published();
  const { eligibility, costs } = report.several as NonNullable<PrivacyReport["several"]>;
  expect(eligibility).toBe("off");
  expect(costs.map(({ contributions }) => contributions)).toEqual([1, 2, 3, 5, 10]);
  expect(costs[0]).toEqual({ contributions: 1, rho: report.year.rho, epsilon: report.year.epsilon });
  const rho = (text: string) => {
    const [num = 0, den = 1] = text.split("/").map(Number);
    return num / den;
  };
  for (const { contributions, rho: cost } of costs) expect(rho(cost) / rho(report.year.rho)).toBeCloseTo(contributions ** 2, 9);
  // ε grows faster than m and slower than m² where ρ is small beside ln(1/δ).
  for (const { contributions: m, epsilon } of costs.slice(1)) {
    expect(epsilon).toBeGreaterThan(m * report.year.epsilon);
    expect(epsilon).toBeLessThan(m * m * report.year.epsilon);
  }
  expect(severalFindings(manifest, report)).toEqual([]);
});

test("it says whether tokens are asked for", async () => {
  const eligibility = eligibilityOf([testEpoch("2026", "2026-01-01", "2027-01-01")]);
  const { manifest, report } = await published({ eligibility });
  expect(report.several?.eligibility).toBe("on");
  expect(severalFindings(manifest, report)).toEqual([]);
  const { eligibility: _, ...settings } = manifest.settings;
  expect(severalFindings({ ...manifest, settings }, report).map(({ detail }) => detail)).toEqual([
    "eligibility is off by the settings; the report says on",
  ]);
});

test("a table that makes several contributions look cheaper is found, from the folder alone", async () => {
  const { manifest, report } = await published();
  const several = report.several as NonNullable<PrivacyReport["several"]>;
  const [one, two, ...rest] = several.costs as [(typeof several.costs)[0], (typeof several.costs)[0]];
  const found = (costs: typeof several.costs) =>
    severalFindings(manifest, { ...report, several: { ...several, costs } }).map(
      ({ promise, detail }) => `${promise}: ${detail}`,
    );
  expect(found([one, { ...two, rho: one.rho }, ...rest])).toEqual([
    `several contributions: rho of 2 contributions is 2² times ${one.rho}; the report says ${one.rho}`,
  ]);
  expect(found([one, { ...two, epsilon: 2 * one.epsilon }, ...rest]).join()).toMatch(
    /epsilon of 2 contributions is \S+; the report says/,
  );
  expect(found([one, two]).join()).toContain("the table is of 1, 2 contributions; expected 1, 2, 3, 5, 10");

  const input = sampleRelease(folderOfTest(), "2026");
  const lie = { ...input, report: { ...input.report, several: { ...several, costs: [{ ...one, rho: "1/1000000" }] } } };
  await writeRelease(lie);
  expect((await verifyRelease(join(input.folder, input.id))).map(({ promise }) => promise)).toContain("several contributions");
});

test("a report without the table is rejected", async () => {
  const { report } = await published();
  const { several: _, ...without } = report;
  expect(privacyReportSchema.safeParse(report).success).toBe(true);
  expect(privacyReportSchema.safeParse(without).success).toBe(false);
});
