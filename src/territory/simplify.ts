import { cornersOf } from "./geometry.ts";
import type { FeatureCollection, Geometry } from "./territory.ts";

/** Corners that all outlines of a territory may have together; a territory of many areas may have `CORNERS_EACH` an area. */
const MOST_CORNERS = 12_000;
const CORNERS_EACH = 12;
/** Fewest positions that can be told apart across the territory: the decimals of a degree follow from it. */
const STEPS_ACROSS = 20_000;
/** Longest border, in corners, before it is cut: the time to simplify one grows with the square of its corners. */
const MAX_ARC_CORNERS = 2_000;

/** A position in whole steps of the grid. */
type GridPosition = readonly [x: number, y: number];
/** Indexes of positions; the last is followed by the first. */
type Ring = readonly number[];

/**
 * Outlines with fewer corners, for a map on a page. A border that areas share is simplified once, so no gap opens between them. The
 * corners that go first are those whose triangle with their neighbours is smallest (Visvalingam and Whyatt 1993,
 * doi:10.1179/000870493786962263), in proportion to the square root of the smallest area beside them: small ones are seen from nearer.
 *
 * A part or a hole that becomes too small to be seen is left out, but no area is. The same outlines give the same bytes.
 */
export function simplify(shapes: FeatureCollection): FeatureCollection {
  const grid = gridOf(shapes);
  const { rings, positions } = weld(shapes, grid.steps);
  const ranks = rankCorners(rings, positions, grid.stretch);
  const sortedRanks = rings.flatMap(({ ids }) => ids.map((id) => ranks[id] as number)).sort((a, b) => b - a);
  const smallestKept = sortedRanks[Math.max(MOST_CORNERS, CORNERS_EACH * shapes.features.length)] ?? 0;
  let read = 0;
  const nextRing = (): ThinRing => {
    const { ids: whole } = rings[read++] as WeldedRing;
    const coordinatesOf = (ring: Ring) =>
      [...ring, ring[0] as number].map((id) => (positions[id] as GridPosition).map((n) => n / grid.steps));
    const thin = whole.filter((id) => (ranks[id] as number) > smallestKept);
    return { whole: coordinatesOf(whole), thin: thin.length < 3 ? null : coordinatesOf(thin) };
  };
  return {
    ...shapes,
    features: shapes.features.map((feature) => ({ ...feature, geometry: thinGeometry(feature.geometry, nextRing) })),
  };
}

interface ThinRing {
  readonly whole: number[][];
  /** null: too small to be seen */
  readonly thin: number[][] | null;
}

function polygonsOf({ type, coordinates }: Geometry) {
  return type === "Polygon" ? [coordinates] : coordinates;
}

function thinGeometry(geometry: Geometry, nextRing: () => ThinRing): Geometry {
  const polygons = polygonsOf(geometry).map((polygon) => polygon.map(nextRing));
  const visible = polygons.flatMap(([outer, ...holes]) =>
    outer?.thin ? [[outer.thin, ...holes.flatMap(({ thin }) => (thin ? [thin] : []))]] : [],
  );
  const kept = visible.length > 0 ? visible : polygons.slice(0, 1).map((polygon) => polygon.map(({ whole }) => whole));
  return kept.length === 1
    ? { type: "Polygon", coordinates: kept[0] as number[][][] }
    : { type: "MultiPolygon", coordinates: kept };
}

/** How many steps a degree has, a power of ten, and by how much a degree of longitude is shorter than one of latitude. */
function gridOf({ features }: FeatureCollection) {
  const corners = features.flatMap(({ geometry }) => cornersOf(geometry));
  const ends = (axis: 0 | 1) => {
    const values = corners.map((corner) => corner[axis] as number);
    return values.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)] as const, [
      Infinity,
      -Infinity,
    ] as const);
  };
  const [[west, east], [south, north]] = [ends(0), ends(1)];
  const across = Math.max(east - west, north - south);
  const decimals = across > 0 ? Math.ceil(Math.log10(STEPS_ACROSS / across)) : 0;
  return { steps: 10 ** Math.min(7, Math.max(1, decimals)), stretch: Math.cos(((south + north) / 2) * (Math.PI / 180)) };
}

/** Indexes of the positions of a ring, and the index of the feature that it is part of. */
interface WeldedRing {
  readonly ids: Ring;
  readonly feature: number;
}

/** Every ring on the grid, in the order of the file; a corner that several rings have is one position. */
function weld({ features }: FeatureCollection, steps: number) {
  const indexes = new Map<string, number>();
  const positions: GridPosition[] = [];
  const idOf = ([x = 0, y = 0]: number[]): number => {
    const position = [Math.round(x * steps), Math.round(y * steps)] as const;
    const known = indexes.get(position.join());
    if (known !== undefined) return known;
    indexes.set(position.join(), positions.length);
    return positions.push(position) - 1;
  };
  const rings = features.flatMap(({ geometry }, feature) =>
    polygonsOf(geometry).flatMap((polygon) =>
      polygon.map((ring): WeldedRing => {
        const ids = ring.map(idOf).filter((id, i, all) => id !== all[(i || all.length) - 1]);
        return { ids, feature };
      }),
    ),
  );
  return { rings, positions };
}

/** How much the outlines lose without each position; infinite where borders part. */
function rankCorners(rings: readonly WeldedRing[], positions: readonly GridPosition[], stretch: number): Float64Array {
  const ranks = new Float64Array(positions.length).fill(Infinity);
  const twiceArea = (a: number, b: number, c: number): number => {
    const [[ax, ay], [bx, by], [cx, cy]] = [positions[a], positions[b], positions[c]] as [
      GridPosition,
      GridPosition,
      GridPosition,
    ];
    return Math.abs((bx - ax) * (cy - ay) - (by - ay) * (cx - ax)) * stretch;
  };
  const beside = smallestBeside(rings, positions, stretch);
  const isJunction = junctionsOf(rings, positions.length);
  const done = new Set<number>();
  for (const { ids } of rings) {
    for (const arc of arcsOf(ids, isJunction)) {
      const inner = arc.slice(1, -1);
      // A border is met once from each side, and again as part of every larger area. Its inner corners lie on no other border.
      if (inner.length === 0 || done.has(inner[0] as number)) continue;
      for (const id of inner) done.add(id);
      rankArc(arc, (a, b, c) => twiceArea(a, b, c) / Math.sqrt(beside[b] as number), ranks);
    }
  }
  return ranks;
}

/**
 * Removes the inner corners of an arc one after the other, the one with the least loss first, and ranks each by the loss at its
 * removal.
 */
function rankArc(arc: readonly number[], loss: (before: number, corner: number, after: number) => number, ranks: Float64Array) {
  const before = arc.map((_, i) => i - 1);
  const after = arc.map((_, i) => i + 1);
  const lossAt = (i: number) => loss(arc[before[i] as number] as number, arc[i] as number, arc[after[i] as number] as number);
  const losses = arc.map((_, i) => (i === 0 || i === arc.length - 1 ? Infinity : lossAt(i)));
  let last = 0;
  for (let removed = 0; removed < arc.length - 2; removed++) {
    let next = 0;
    for (let i = after[0] as number; i < arc.length - 1; i = after[i] as number)
      if ((losses[i] as number) < (losses[next] as number)) next = i;
    last = Math.max(last, losses[next] as number);
    ranks[arc[next] as number] = last;
    const [left, right] = [before[next] as number, after[next] as number];
    after[left] = right;
    before[right] = left;
    for (const i of [left, right]) if (i > 0 && i < arc.length - 1) losses[i] = lossAt(i);
  }
}

/** The size of the smallest feature at each position, in square steps. */
function smallestBeside(rings: readonly WeldedRing[], positions: readonly GridPosition[], stretch: number): Float64Array {
  const sizes = new Map<number, number>();
  for (const { ids, feature } of rings) {
    const [x0, y0] = positions[ids[0] as number] as GridPosition;
    const twice = ids.reduce((sum, id, i) => {
      const [[ax, ay], [bx, by]] = [positions[id], positions[ids[(i + 1) % ids.length] as number]] as [
        GridPosition,
        GridPosition,
      ];
      return sum + (ax - x0) * (by - y0) - (bx - x0) * (ay - y0);
    }, 0);
    sizes.set(feature, (sizes.get(feature) ?? 0) + (Math.abs(twice) * stretch) / 2);
  }
  const smallest = new Float64Array(positions.length).fill(Infinity);
  for (const { ids, feature } of rings)
    for (const id of ids) smallest[id] = Math.min(smallest[id] as number, Math.max(1, sizes.get(feature) as number));
  return smallest;
}

/** Positions whose neighbours are not the same two in every ring: there a border ends. */
function junctionsOf(rings: readonly WeldedRing[], count: number): (id: number) => boolean {
  const neighbours = new Map<number, readonly [number, number]>();
  const junctions = new Uint8Array(count);
  for (const { ids: ring } of rings) {
    ring.forEach((id, i) => {
      const pair = [ring.at(i - 1) as number, ring[(i + 1) % ring.length] as number].sort((a, b) => a - b) as [number, number];
      const firstPair = neighbours.get(id);
      if (!firstPair) neighbours.set(id, pair);
      else if (firstPair[0] !== pair[0] || firstPair[1] !== pair[1]) junctions[id] = 1;
    });
  }
  return (id) => junctions[id] === 1;
}

/**
 * Cuts a ring into arcs where borders end, and where they are long. A ring without such a place begins and ends at the position
 * with the smallest index.
 */
function arcsOf(ring: Ring, isJunction: (id: number) => boolean) {
  const first = ring.findIndex(isJunction);
  const start = first >= 0 ? first : ring.indexOf(ring.reduce((a, b) => Math.min(a, b), Infinity));
  const turned = [...ring.slice(start), ...ring.slice(0, start + 1)];
  const arcs: number[][] = [];
  let arc: number[] = [];
  for (const id of turned) {
    arc.push(id);
    if (arc.length > 1 && (isJunction(id) || arc.length === MAX_ARC_CORNERS)) {
      arcs.push(arc);
      arc = [id];
    }
  }
  return arc.length > 1 ? [...arcs, arc] : arcs;
}
