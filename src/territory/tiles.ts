import type { Area, Territory } from "./territory.ts";

/** A unit square of a tile map: column `x` and row `y`, from the top left, integers ≥ 0. */
export interface Tile {
  readonly code: string;
  readonly x: number;
  readonly y: number;
}

interface TileBlock {
  readonly width: number;
  readonly height: number;
  readonly tiles: readonly Tile[];
}

/** Screens are wide: a block is about this many times as wide as high. */
const ASPECT = 1.5;

/** Puts blocks side by side on shelves, in order, `gap` empty tiles apart. */
function pack(blocks: readonly TileBlock[], gap: number, aspect: number): TileBlock {
  const surface = blocks.reduce((sum, { width, height }) => sum + (width + gap) * (height + gap), 0);
  const limit = Math.max(...blocks.map(({ width }) => width), Math.ceil(Math.sqrt(surface * aspect)));
  const tiles: Tile[] = [];
  let [x, y, shelf, right] = [0, 0, 0, 0];
  for (const block of blocks) {
    if (x > 0 && x + block.width > limit) [x, y, shelf] = [0, y + shelf + gap, 0];
    for (const tile of block.tiles) tiles.push({ code: tile.code, x: x + tile.x, y: y + tile.y });
    right = Math.max(right, x + block.width);
    shelf = Math.max(shelf, block.height);
    x += block.width + gap;
  }
  return { width: right, height: y + shelf, tiles };
}

/**
 * Where to draw the areas of a level when their shapes are not known: one square each, children of one
 * parent together and apart from the others. The same territory always gives the same map.
 *
 * @param aspect how many times as wide as high a block is, about
 * @returns one tile an area of the level, no two in one place; none when there is no such level
 */
export function tiles(territory: Pick<Territory, "levels" | "root" | "children">, level: string, aspect = ASPECT): Tile[] {
  const depth = territory.levels.indexOf(level);
  if (depth < 0) return [];
  const layOut = (area: Area): TileBlock => {
    if (area.level === level) return { width: 1, height: 1, tiles: [{ code: area.code, x: 0, y: 0 }] };
    const children = territory.children(area.code);
    return pack(children.map(layOut), children[0]?.level === level ? 0 : 1, aspect);
  };
  return [...layOut(territory.root).tiles];
}
