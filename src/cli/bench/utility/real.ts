import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readSettings } from "../../../commons/home.ts";
import { parsePeriod } from "../../../contract/period.ts";
import { refusalOf } from "../../../contract/problem.ts";
import { canonicalise, fixedContext } from "../../../intake/index.ts";
import { makePlan, planPublication } from "../../../pipeline/index.ts";
import { readTerritory } from "../../../territory/read.ts";
import type { SnapshotHousehold } from "../../../vault/index.ts";

/** Names of the folders in `data` that are such sets. */
export function realSets(data: string): string[] {
  const whole = (name: string) =>
    ["territory", "settings.json", "donations.ndjson"].every((part) => existsSync(join(data, name, part)));
  return readdirSync(data).filter(whole).sort();
}

/**
 * Reads openly published households from a folder with `territory/`, `settings.json` and `donations.ndjson`, and plans the
 * publication of the year with most readings. They are read as by the intake, without a vault; a donation with nothing left is
 * skipped.
 */
export function readRealSet(folder: string, clock: () => Date) {
  const territory = readTerritory(join(folder, "territory"));
  const plan = makePlan(readSettings(join(folder, "settings.json")), territory);
  const context = fixedContext({
    territory,
    measures: plan.measures,
    asked: plan.settings.attributes,
    currency: plan.settings.currency,
    clock,
  });
  const lines = readFileSync(join(folder, "donations.ndjson"), "utf8").trimEnd().split("\n");
  const households = lines.flatMap((line, i): SnapshotHousehold[] => {
    try {
      const { household, readings } = canonicalise(JSON.parse(line), context, "lenient").donation;
      return [{ unit: i.toString(16).padStart(32, "0"), household, readings }];
    } catch (error) {
      refusalOf(error, "nothing-left");
      return [];
    }
  });
  const years = new Map<string, number>();
  for (const { period } of households.flatMap(({ readings }) => readings))
    years.set(period.slice(0, 4), (years.get(period.slice(0, 4)) ?? 0) + 1);
  const [year] = [...years].reduce((a, b) => (b[1] > a[1] ? b : a), ["", 0]);
  if (year === "") throw new RangeError(`${folder} has no reading`);
  return { publication: planPublication(plan, parsePeriod(year)), households };
}
