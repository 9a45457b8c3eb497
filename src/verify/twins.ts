import type { Manifest } from "../contract/manifest.ts";
import type { Observation } from "../contract/observation.ts";
import { dueLevels, type LevelShape } from "./shape.ts";

/** One cell of a household's: the levels that pay for it, whole first, and whether it is of all households or of a type. */
export interface PaidCell {
  readonly levels: readonly LevelShape[];
  readonly table: "_T" | "types";
}

/**
 * The levels at which a household may live in an only child, which has the very same households as the area above: one list, whole
 * first, for each kind of place there is. Without a word of the manifest no area is an only child.
 */
export function lineagesOf({ territory }: Pick<Manifest, "territory">): readonly (readonly string[])[] {
  return territory.only_children ?? [[]];
}

/** The cells that a household of such a lineage sits in, of one measure, where these levels are published together. */
export function cellsOf(levels: readonly string[], due: readonly LevelShape[], lineage: readonly string[]): PaidCell[] {
  const together: LevelShape[][] = [];
  let last = -1;
  for (const shape of due) {
    const place = levels.indexOf(shape.level);
    const isTwin = last >= 0 && levels.slice(last + 1, place + 1).every((level) => lineage.includes(level));
    if (isTwin) together.at(-1)?.push(shape);
    else together.push([shape]);
    last = place;
  }
  return together.flatMap((paying): PaidCell[] => {
    const typed = paying.filter((shape) => shape.typed);
    const all = { levels: paying, table: "_T" } as const;
    return typed.length > 0 ? [all, { levels: typed, table: "types" }] : [all];
  });
}

/** The levels of a cell as one text. */
export function namesOf(levels: readonly LevelShape[]): string {
  return levels.map(({ level }) => level).join("+");
}

/** The area as which an area is measured: another one above it that has the same households, or itself. */
export function measuredAs({ draw }: Pick<Manifest, "draw">, area: string): string {
  return Object.hasOwn(draw.measured_as, area) ? (draw.measured_as[area] as string) : area;
}

/** By area, of a release's rows: the due levels that its cell stands for. */
export function levelsByArea(manifest: Manifest, observations: readonly Observation[]): Map<string, LevelShape[]> {
  const names = new Map<string, Set<string>>();
  for (const { REF_AREA, AREA_LEVEL } of observations) {
    const area = measuredAs(manifest, REF_AREA);
    names.set(area, (names.get(area) ?? new Set()).add(AREA_LEVEL));
  }
  const due = dueLevels(manifest);
  const areas = new Set(observations.map(({ REF_AREA }) => REF_AREA));
  return new Map([...areas].map((area) => [area, due.filter(({ level }) => names.get(measuredAs(manifest, area))?.has(level))]));
}
