import type { Manifest } from "../contract/manifest.ts";
import type { Finding } from "../release/folder.ts";
import { summed } from "./finding.ts";
import { type CheckedTables, cellOf, measureOf, nameOf } from "./rows.ts";

const FILE = "groups.parquet";

/** Is everybody compared with a published cell that is no finer than their own, and is what was widened said? */
export function groupFindings({ territory }: Manifest, { groups, observations }: CheckedTables): Finding[] {
  const counts = observations.filter(({ STATISTIC }) => STATISTIC === "COUNT");
  const published = new Set(counts.filter(({ OBS_VALUE }) => OBS_VALUE !== null).map(cellOf));
  const depths = new Map(counts.map(({ REF_AREA, AREA_LEVEL }) => [REF_AREA, territory.levels.indexOf(AREA_LEVEL)]));
  const faults = groups.flatMap((row) => {
    const { DOMAIN, MEASURE, REF_AREA, HOUSEHOLD_TYPE, GROUP_AREA, GROUP_TYPE, RELAXED } = row;
    const name = nameOf(cellOf(row));
    if (GROUP_AREA === null || GROUP_TYPE === null) {
      if (GROUP_AREA !== GROUP_TYPE) return [`${name} has one half of a group: ${GROUP_AREA}, ${GROUP_TYPE}`];
      return RELAXED === "" ? [] : [`${name} has no group, and ${RELAXED} is said to be widened`];
    }
    const found: string[] = [];
    const group = cellOf({ DOMAIN, MEASURE, REF_AREA: GROUP_AREA, HOUSEHOLD_TYPE: GROUP_TYPE });
    if (!published.has(group))
      found.push(`${name} is compared with ${GROUP_AREA} ${GROUP_TYPE}, which ${measureOf(row)} does not publish`);
    const widened = [GROUP_AREA === REF_AREA ? "" : "area", GROUP_TYPE === HOUSEHOLD_TYPE ? "" : "type"]
      .filter(Boolean)
      .join(";");
    if (RELAXED !== widened) found.push(`${name}: RELAXED is ${JSON.stringify(RELAXED)}; expected ${JSON.stringify(widened)}`);
    const [own, other] = [depths.get(REF_AREA), depths.get(GROUP_AREA)];
    if (own !== undefined && other !== undefined && GROUP_AREA !== REF_AREA && other >= own)
      found.push(`${name} is compared with ${GROUP_AREA}, which is no wider area`);
    if (HOUSEHOLD_TYPE === "_T" && GROUP_TYPE !== "_T") found.push(`${name} is compared with the type ${GROUP_TYPE} alone`);
    return found;
  });
  return summed(FILE, "groups are published cells", faults);
}
