import { canonicalJson, type Json } from "../../contract/canonical.ts";
import type { Manifest, PrivacyReport } from "../../contract/manifest.ts";
import type { Observation } from "../../contract/observation.ts";
import { type Finding, summed } from "./finding.ts";
import { dueLevels, measureShapes } from "./shape.ts";

const FILE = "privacy.json";

/** Does the report speak of the same release as the manifest? */
export function reportFindings(manifest: Manifest, report: PrivacyReport): Finding[] {
  const { id, settings, year, privacy } = manifest;
  const { epsilon_allowed, delta_allowed } = privacy;
  const pairs: [string, unknown, unknown][] = [
    ["release", report.release, id],
    ["k", report.k, settings.k],
    ["year", report.year, { ...privacy.year, year, epsilon_allowed, delta_allowed }],
    ["lifetime", report.lifetime, privacy.lifetime],
    ["this_release", report.this_release, privacy.this_release],
    [
      "measures with a clamp_loss",
      Object.keys(report.clamp_loss).sort(),
      measureShapes(manifest)
        .map(({ key }) => key)
        .sort(),
    ],
  ];
  const faults = pairs
    .map(([what, said, expected]) => [what, canonicalJson(said as Json), canonicalJson(expected as Json)] as const)
    .filter(([, said, expected]) => said !== expected)
    .map(([what, said, expected]) => `${what} is ${said}; the manifest says ${expected}`);
  for (const [key, loss] of Object.entries(report.clamp_loss))
    if (loss !== null && !(loss >= 0 && loss < 1)) faults.push(`clamp_loss of ${key} is ${loss}; expected a share`);
  return summed(FILE, "report", faults);
}

/** Does the report count the cells that the observations show? */
export function countFindings(manifest: Manifest, { cells }: PrivacyReport, observations: readonly Observation[]): Finding[] {
  const means = observations.filter((row) => row.STATISTIC === "MEAN" && row.HOUSEHOLD_TYPE === "_T");
  const expected = Object.fromEntries(
    dueLevels(manifest).map(({ level }) => {
      const own = means.filter(({ AREA_LEVEL }) => AREA_LEVEL === level);
      const withheld = own.filter(({ OBS_VALUE }) => OBS_VALUE === null).length;
      const unreliable = own.filter(({ OBS_STATUS }) => OBS_STATUS === "U").length;
      return [level, { published: own.length - withheld, unreliable, withheld }];
    }),
  );
  const [said, found] = [canonicalJson(cells), canonicalJson(expected)];
  return said === found ? [] : [{ file: FILE, promise: "report", detail: `cells are ${said}; the observations have ${found}` }];
}
