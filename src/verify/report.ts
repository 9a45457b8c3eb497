import { canonicalJson, type Json } from "../contract/canonical.ts";
import type { Manifest, PrivacyReport } from "../contract/manifest.ts";
import type { Observation } from "../contract/observation.ts";
import type { Finding } from "../release/folder.ts";
import { summed } from "./finding.ts";
import { cellOf } from "./rows.ts";
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

/** Are cells that the report calls exposed withheld, and was there an earlier publication of the year to expose them? */
export function exposedFindings(manifest: Manifest, report: PrivacyReport, observations: readonly Observation[]): Finding[] {
  if (report.exposed.length === 0) return [];
  const counts = observations.filter(({ STATISTIC }) => STATISTIC === "COUNT");
  const withheld = new Set(counts.filter(({ OBS_VALUE }) => OBS_VALUE === null).map(cellOf));
  const name = ({ measure, area, type }: PrivacyReport["exposed"][number]) => `${measure} ${area} ${type}`;
  const faults = report.exposed.flatMap((cell) => {
    const [DOMAIN = "", MEASURE = ""] = cell.measure.split(".");
    return withheld.has(cellOf({ DOMAIN, MEASURE, REF_AREA: cell.area, HOUSEHOLD_TYPE: cell.type }))
      ? []
      : [`${name(cell)} is said to be exposed, and is not withheld`];
  });
  if (!drawnBefore(manifest, report)) faults.push("cells are exposed, and nothing of the year was published before");
  return summed(FILE, "report", faults);
}

/** Does the ledger have another publication of the year, drawn before this one? */
export function drawnBefore({ id, year }: Manifest, { ledger }: PrivacyReport): boolean {
  return ledger.some((entry) => entry.kind === "drawn" && entry.year === year && entry.publication !== id);
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
