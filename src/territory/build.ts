import { Refusal } from "../contract/problem.ts";
import { faultsOf } from "../contract/settings.ts";
import { levelName } from "./level-names.ts";
import { territoryInputSchema } from "./schema.ts";
import type { Area, FeatureCollection, Territory, TerritoryInput } from "./territory.ts";
import { checkReferences, checkShapes, checkTree, indexAreas } from "./tree.ts";
import { rewind } from "./winding.ts";

/** A fault or two say what is wrong; a thousand say no more. */
const MAX_FAULTS = 5;

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function childrenOf(areas: readonly Area[]): Map<string, Area[]> {
  const children = new Map<string, Area[]>();
  for (const area of areas) {
    if (area.parent === null) continue;
    const siblings = children.get(area.parent);
    if (siblings) siblings.push(area);
    else children.set(area.parent, [area]);
  }
  return children;
}

type Feature = FeatureCollection["features"][number];

function woundByTheBook(feature: Feature): Feature {
  return { ...feature, geometry: rewind(feature.geometry, "rfc7946") };
}

/**
 * Checks a territory and makes its tree walkable. Pure; it runs in the browser too. The order of the
 * input's areas does not matter. Dwellings of an area need not equal the sum of its parts.
 *
 * @throws Refusal `invalid-territory`, naming the area, the bound and the value; `faults[].pointer` says where in the input
 */
export function buildTerritory(input: TerritoryInput): Territory {
  const parsed = territoryInputSchema.safeParse(input);
  if (!parsed.success) {
    const faults = faultsOf(parsed.error, input).slice(0, MAX_FAULTS);
    throw new Refusal("invalid-territory", faults.map(({ detail }) => detail).join("; "), faults);
  }
  const { id, name, levels, level_names, bbox, shapes, references } = parsed.data;
  const stray = Object.keys(level_names ?? {}).find((level) => !levels.includes(level));
  if (stray) throw new Refusal("invalid-territory", `level_names: the levels are ${levels.join(", ")}; got ${stray}`);
  const byCode = indexAreas(parsed.data.areas, levels);
  checkTree(parsed.data.areas, levels, byCode);
  if (shapes) checkShapes(shapes, byCode, bbox);
  if (references) checkReferences(references, byCode);

  const areas = [...parsed.data.areas].sort(
    (a, b) => levels.indexOf(a.level) - levels.indexOf(b.level) || compare(a.code, b.code),
  );
  const root = areas[0] as Area;
  const children = childrenOf(areas);
  return {
    id,
    name,
    levels,
    levelNames: Object.fromEntries(levels.map((level) => [level, level_names?.[level] ?? levelName(level)])),
    areas,
    root,
    leaves: areas.filter(({ level }) => level === levels.at(-1)),
    get: (code) => byCode.get(code),
    children: (code) => children.get(code) ?? [],
    lineage: (code) => {
      const line: Area[] = [];
      for (let at = byCode.get(code); at; at = at.parent === null ? undefined : byCode.get(at.parent)) line.push(at);
      return line;
    },
    bbox: bbox ?? null,
    shapes: shapes ? { ...shapes, features: shapes.features.map(woundByTheBook) } : null,
    references: references ?? [],
    dwellings: root.dwellings,
    input,
  };
}
