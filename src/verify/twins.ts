import type { Manifest } from "../contract/manifest.ts";
import type { Observation } from "../contract/observation.ts";
import { dueLevels, type LevelShape, type TableName } from "./shape.ts";

/** Levels at which an area is the only child of the one above, and so has its very same households: whole first. */
export type Lineage = readonly string[];

/** One cell of a household's: the levels that pay for it, whole first, and whether it is of all households or of a type. */
export interface PaidCell {
  readonly levels: readonly LevelShape[];
  readonly table: TableName;
}

/** What is said of where a household can live: everywhere no area is an only child, unless the manifest says which are. */
export function lineagesOf({ territory }: Pick<Manifest, "territory">): readonly Lineage[] {
  return territory.only_children ?? [[]];
}

/** The cells that a household of such a lineage sits in, of one measure, where these levels are published together. */
export function cellsOf(levels: readonly string[], due: readonly LevelShape[], lineage: Lineage): PaidCell[] {
  const together: LevelShape[][] = [];
  let last = -1;
  for (const shape of due) {
    const place = levels.indexOf(shape.level);
    const isTwin = last >= 0 && levels.slice(last + 1, place + 1).every((level) => lineage.includes(level));
    if (isTwin) together.at(-1)?.push(shape);
    else together.push([shape]);
    last = place;
  }
  return together.flatMap((paying) => {
    const typed = paying.filter((shape) => shape.typed);
    const all: PaidCell = { levels: paying, table: "_T" };
    return typed.length > 0 ? [all, { levels: typed, table: "types" as const }] : [all];
  });
}

/** The levels of a cell as one text. */
export function namesOf(levels: readonly (LevelShape | string)[]): string {
  return levels.map((level) => (typeof level === "string" ? level : level.level)).join("+");
}

/** By area, of a release's rows: the due levels that its cell stands for. An area that is measured as another one is told of it. */
export function levelsByArea(
  manifest: Pick<Manifest, "settings" | "territory" | "step" | "draw">,
  observations: readonly Observation[],
): Map<string, LevelShape[]> {
  const { measured_as: twins } = manifest.draw;
  const measured = (area: string) => (Object.hasOwn(twins, area) ? (twins[area] as string) : area);
  const names = new Map<string, Set<string>>();
  for (const { REF_AREA, AREA_LEVEL } of observations) {
    const found = names.get(measured(REF_AREA)) ?? new Set();
    names.set(measured(REF_AREA), found.add(AREA_LEVEL));
  }
  const due = dueLevels(manifest);
  const areas = new Set(observations.map(({ REF_AREA }) => REF_AREA));
  return new Map([...areas].map((area) => [area, due.filter(({ level }) => names.get(measured(area))?.has(level))]));
}
