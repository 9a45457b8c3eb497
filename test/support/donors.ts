import { existsSync, readFileSync } from "node:fs";
import { parseSettings, type Settings } from "../../src/contract/settings.ts";
import { canonicalise, fixedContext } from "../../src/intake/index.ts";
import { makePlan, type Plan } from "../../src/pipeline/index.ts";
import { planMeasures } from "../../src/pipeline/plan/measures.ts";
import { COARSE, histogramEdges } from "../../src/privacy/bins.ts";
import { readTerritory } from "../../src/territory/read.ts";
import type { SnapshotHousehold } from "../../src/vault/index.ts";

/** Folder of real data beside the repository. Tests that use it are skipped where it is absent. */
export const SHARED_DATA = new URL("../../../shared/data/", import.meta.url).pathname;
export const HAS_SHARED_DATA = existsSync(SHARED_DATA);

/**
 * The settings with lower clamps for the leaves of every measure, each at this edge of wide bins.
 *
 * @param named edges of single leaves, by their codes; the 30th is the measure's own clamp
 */
export function withLeafClamps(settings: Settings, bin: number, named: Readonly<Record<string, number>> = {}): Settings {
  const clamps = planMeasures(settings).map(({ key, clamp, upper, factor }) => {
    const edge = (place: number) => Number(histogramEdges(upper, COARSE)[place]) / Number(factor);
    const areas = Object.fromEntries(Object.entries(named).map(([area, place]) => [area, edge(place)]));
    const leaf = { upper: edge(bin), source: "an edge of its bins", ...(Object.keys(named).length > 0 && { areas }) };
    return [key, { ...clamp, leaf }] as const;
  });
  return { ...settings, clamps: Object.fromEntries(clamps) };
}

/**
 * The plan and the households of a real data set, as a snapshot of the vault would give them.
 *
 * @param leaf number of the bin edge at which leaves are clamped; absent: leaves have no clamp of their own
 */
export function realSet(name: string, leaf?: number): { plan: Plan; households: SnapshotHousehold[] } {
  const territory = readTerritory(`${SHARED_DATA}${name}/territory`);
  const settings = parseSettings(JSON.parse(readFileSync(`${SHARED_DATA}${name}/settings.json`, "utf8")));
  const plan = makePlan(leaf === undefined ? settings : withLeafClamps(settings, leaf), territory);
  const context = fixedContext({
    territory,
    measures: plan.measures,
    currency: plan.settings.currency,
    clock: () => new Date("2026-11-24T00:00:00Z"),
  });
  const lines = readFileSync(`${SHARED_DATA}${name}/donations.ndjson`, "utf8").trimEnd().split("\n");
  const households = lines.map((line, i): SnapshotHousehold => {
    const { donation } = canonicalise(JSON.parse(line), context, "lenient");
    return {
      unit: i.toString(16).padStart(32, "0"),
      household: donation.household,
      readings: donation.readings,
    };
  });
  return { plan, households };
}
