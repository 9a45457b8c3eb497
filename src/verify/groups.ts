import type { PromiseCheck } from "./check.ts";
import { type Contents, cellOf, measureOf } from "./contents.ts";
import { ALL } from "./shape.ts";

/** Everybody is compared with a published cell that is no finer than their own, and what was widened is said. */
export const GROUP_CHECK: PromiseCheck<Contents> = {
  file: "groups.parquet",
  promise: "groups are published cells",
  faults: groupFaults,
};

function groupFaults({ manifest: { territory }, counts, published, tables: { groups } }: Contents): string[] {
  const depths = new Map(counts.map(({ REF_AREA, AREA_LEVEL }) => [REF_AREA, territory.levels.indexOf(AREA_LEVEL)]));
  return groups.flatMap((row) => {
    const { REF_AREA, HOUSEHOLD_TYPE, GROUP_AREA, GROUP_TYPE, RELAXED } = row;
    const name = cellOf(row);
    if (GROUP_AREA === null || GROUP_TYPE === null) {
      if (GROUP_AREA !== GROUP_TYPE) return [`${name} has one half of a group: ${GROUP_AREA}, ${GROUP_TYPE}`];
      return RELAXED === "" ? [] : [`${name} has no group, and ${RELAXED} is said to be widened`];
    }
    const faults: string[] = [];
    if (!published.has(cellOf({ ...row, REF_AREA: GROUP_AREA, HOUSEHOLD_TYPE: GROUP_TYPE })))
      faults.push(`${name} is compared with ${GROUP_AREA} ${GROUP_TYPE}, which ${measureOf(row)} does not publish`);
    const widened = [...(GROUP_AREA === REF_AREA ? [] : ["area"]), ...(GROUP_TYPE === HOUSEHOLD_TYPE ? [] : ["type"])].join(";");
    if (RELAXED !== widened) faults.push(`${name}: RELAXED is ${JSON.stringify(RELAXED)}; expected ${JSON.stringify(widened)}`);
    const [own, other] = [depths.get(REF_AREA), depths.get(GROUP_AREA)];
    if (own !== undefined && other !== undefined && GROUP_AREA !== REF_AREA && other >= own)
      faults.push(`${name} is compared with ${GROUP_AREA}, which is no wider area`);
    if (HOUSEHOLD_TYPE === ALL && GROUP_TYPE !== ALL) faults.push(`${name} is compared with the type ${GROUP_TYPE} alone`);
    return faults;
  });
}
