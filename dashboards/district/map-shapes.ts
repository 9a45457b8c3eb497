import type { Area } from "../../src/territory/index.ts";
import type { Shape } from "../charts/geometry.ts";
import { tileShapes } from "../charts/tile-shapes.ts";
import { mapSource } from "../shared/source-text.ts";
import type { Atlas } from "./atlas.ts";
import { type DistrictState, partsOf } from "./shown.ts";

/** Outlines of the areas, or one square each where the territory has no outlines; null while they load. */
export function shapesFor(atlas: Atlas, level: string, codes: ReadonlySet<string>, width: number): readonly Shape[] | null {
  if (atlas.shapes) return atlas.shapes.features;
  if (atlas.catalog.territory.shapes_url !== null) return null;
  return tileShapes(atlas.tree, atlas.levels, level, codes, { width });
}

/** Tells whether the territory has no outlines. Its areas are then squares in the order of their names, not a map. */
export const areTiles = ({ catalog }: Pick<Atlas, "catalog">): boolean => catalog.territory.shapes_url === null;

/** The source of figures on a map, with that of its outlines and background. Squares have neither. */
export const onMap = (source: string, { atlas, lang }: Pick<DistrictState, "atlas" | "lang">): string =>
  mapSource(source, atlas.catalog, lang, { outlines: !areTiles(atlas), background: atlas.context !== null });

/** The areas beside an area, within its parent. */
export function neighboursOf({ tree }: Pick<Atlas, "tree">, code: string): readonly Area[] {
  const parent = tree.get(code)?.parent;
  return parent ? tree.children(parent).filter((area) => area.code !== code) : [];
}

/** The parts by the names that they have on a map. Their position tells places of the same name apart, so none needs its town. */
export function partsOnMap({ atlas, choice }: Pick<DistrictState, "atlas" | "choice">) {
  return partsOf({ atlas, choice }).map(({ code, name }) => ({ code, name: atlas.tree.get(code)?.name ?? name }));
}
