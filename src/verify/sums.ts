import type { Manifest } from "../contract/manifest.ts";
import type { PromiseCheck } from "./check.ts";
import { type Contents, type MeasureCells, OBSERVATIONS_FILE, type ShownCell } from "./contents.ts";
import { ALL, dueLevels } from "./shape.ts";

/** Counts and totals equal the sums of their parts where all are published. */
export const SUM_CHECKS: readonly PromiseCheck<Contents>[] = [
  { file: OBSERVATIONS_FILE, promise: "types add up", faults: ({ areasByMeasure }) => areasByMeasure.flatMap(typeFaults) },
  {
    file: OBSERVATIONS_FILE,
    promise: "areas add up",
    faults: ({ manifest, areasByMeasure }) => areasByMeasure.flatMap((cells) => levelFaults(manifest, cells)),
  },
];

/** The fault of a whole that is not the sum of its parts; none where one of them is withheld. */
function sumFaults(whole: ShownCell | undefined, parts: readonly (ShownCell | undefined)[], what: string): string[] {
  const isSum = (["count", "total"] as const).every((column) => {
    const [value, values] = [whole?.[column], parts.map((one) => one?.[column])];
    if (value == null || values.some((one) => one == null)) return true;
    const sizes = (values as number[]).map(Math.abs);
    const sum = (values as number[]).reduce((a, b) => a + b, 0);
    return Math.abs(sum - value) <= 1e-9 * Math.max(1, Math.abs(value), ...sizes);
  });
  return isSum ? [] : [`${whole?.name}: COUNT or TOTAL is not the sum over ${what}`];
}

/** A rung is the sum of its classes; all types that are no rungs add up to all households. */
function typeFaults({ areas, rungs }: MeasureCells): string[] {
  return areas.flatMap((area) => {
    const classes = [...area.keys()].filter((type) => type !== ALL && !rungs.has(type));
    const sums = new Map(classes.length > 0 ? [...rungs, [ALL, classes] as const] : rungs);
    return [...sums].flatMap(([type, parts]) =>
      sumFaults(
        area.get(type),
        parts.map((part) => area.get(part)),
        parts.join(", "),
      ),
    );
  });
}

/** Down to the level where a type is withheld somewhere, each level adds up to the whole. */
function levelFaults(manifest: Manifest, { areas }: MeasureCells): string[] {
  const levels = dueLevels(manifest).map(({ level }) => level);
  if (levels[0] !== manifest.territory.levels[0]) return [];
  const faults: string[] = [];
  for (const type of new Set(areas.flatMap((area) => [...area.keys()]))) {
    const cells = areas.flatMap((area) => area.get(type) ?? []);
    const whole = cells.find(({ level }) => level === levels[0]);
    for (const level of levels) {
      const parts = cells.filter((cell) => cell.level === level);
      if (parts.length === 0 || parts.some(({ count, total }) => count === null || total === null)) break;
      faults.push(...sumFaults(whole, parts, `the level ${level}`));
    }
  }
  return faults;
}
