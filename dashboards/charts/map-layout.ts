import type { Surroundings } from "../../src/territory/index.ts";
import { type Frame, frameOf, inPixels, type Shape } from "./geometry.ts";
import { TIGHT, textWidth } from "./parts.tsx";
import {
  type BoxedRing,
  holds,
  holdsPiece,
  linesAcross,
  type Middle,
  markOf,
  middleOf,
  outerRings,
  type Point,
  type Rings,
  withinAny,
  withinRing,
} from "./rings.ts";

function pathOf(polygons: Rings): string {
  return polygons.map((polygon) => polygon.map((ring) => `M${ring.map(([x, y]) => `${x} ${y}`).join("L")}Z`).join("")).join("");
}

/** px of a row of areas. */
const AREA_ROW = 16;

/** Tells which points are in any of some areas. */
export function withinAreas(areas: readonly Pick<NamedRing, "box" | "isInside">[]): (x: number, y: number) => boolean {
  const rows = new Map<number, NamedRing["isInside"][]>();
  for (const { box, isInside } of areas)
    for (let row = Math.floor(box.top / AREA_ROW); row <= box.bottom / AREA_ROW; row++)
      rows.set(row, [...(rows.get(row) ?? []), isInside]);
  return (x, y) => rows.get(Math.floor(y / AREA_ROW))?.some((isInside) => isInside(x, y)) ?? false;
}

/** Width and height in px from which an area has a mark. */
const MARKED = 16;

/** Steps across an area and down it at which its mark is tried with its name, and at which the name of several is tried between their marks. */
const [TRIED, TRIED_BETWEEN] = [9, 25];

/** The mark's place and the lines of the name below it: where a mark stands, else the nearest place that has room for the name. */
function namedAt(name: string, middle: Middle): Point & Pick<NamedRing, "lines"> {
  const { ring } = middle;
  const at = markOf(middle);
  const lines = linesOf(name, { ...at, ring });
  if (lines.length > 0 || name === "") return { ...at, lines };
  let best: NamePlace | undefined;
  for (const place of namePlaces(name, ring, at, TRIED, ({ far }) => best === undefined || far < best.far)) best = place;
  return best ?? { ...at, lines };
}

type NamePlace = Point & Pick<NamedRing, "lines"> & { readonly far: number };

/**
 * The places where a name on one line, two or three has room below a mark within a ring, row by row, with how far they are from a point.
 *
 * @param isWanted asked before room is looked for
 */
function* namePlaces(
  name: string,
  ring: BoxedRing,
  at: Point,
  tried: number,
  isWanted: (place: NamePlace) => boolean = () => true,
): Generator<NamePlace, undefined> {
  const words = wordsOf(name);
  const lineAt = linesAcross([ring]);
  const crossedAt = (y: number): readonly number[] => lineAt(y)[0] ?? [];
  for (let count = 1; count <= Math.min(MOST_LINES, words.length); count++) {
    const lines = brokenInto(words, count);
    const wide = Math.max(...lines.map(nameWidth)) - 2 * OVER_BORDER;
    const spare = ring.right - ring.left - wide;
    if (spare < 0) continue;
    for (let i = 0; i < tried ** 2; i++) {
      const x = ring.left + wide / 2 + ((i % tried) / (tried - 1)) * spare;
      const y = ring.top + ((Math.floor(i / tried) + 0.5) / tried) * (ring.bottom - ring.top);
      const place = { x, y, far: Math.hypot(x - at.x, y - at.y), lines };
      if (isWanted(place) && hasRoom(lines, place, crossedAt)) yield place;
    }
  }
}

/** Widths of letters in Figtree's bold, as a share of the size of the text; of those not listed, 0.59. */
const LETTERS = [
  [/[ijlI\u00cc-\u00cf\u00ec-\u00ef\s.,'’]/, 0.27],
  [/[▼▲]/, 1],
  [/[frt1()-]/, 0.41],
  [/[mwMW]/, 0.88],
  [/[A-Z\u00c0-\u00dc]/, 0.71],
] as const;

/** Widths by line: places are tried by the thousand. */
const WIDTHS = new Map<string, number>();

/** The width in px of a name on a map, where every px counts: a letter at a time. */
export function nameWidth(line: string): number {
  const known = WIDTHS.get(line);
  if (known !== undefined) return known;
  const wide = TIGHT * Array.from(line).reduce((sum, one) => sum + (LETTERS.find(([some]) => some.test(one))?.[1] ?? 0.59), 0);
  WIDTHS.set(line, wide);
  return wide;
}

/** px by which a name may run over the thin border of its area at either end: every reader still sees whose it is. */
const OVER_BORDER = 1.5;

/** Tells whether lines and the mark above them lie within the area, but for a few px of the lines' ends. */
function hasRoom(lines: readonly string[], { x, y }: Point, crossedAt: (y: number) => readonly number[]): boolean {
  const top = y - ((lines.length - 1) * NAME_LINE) / 2;
  const isFree = (half: number, from: number, to: number): boolean =>
    [from, (from + to) / 2, to].every((at) => holdsPiece(crossedAt(at), x - half, x + half));
  return (
    isFree(6, top - 14, top - 5) &&
    lines.every((line, i) => isFree(nameWidth(line) / 2 - OVER_BORDER, top + i * NAME_LINE + 1, top + (i + 1) * NAME_LINE + 2))
  );
}

/** An area of which nothing is left in pixels, or that has no mark. */
const UNMARKED: Pick<LaidArea, "mark" | "speck"> = { mark: null, speck: () => null };

/** The place of an area's mark and name, or of the ring around an area that is too small for them. */
function laidMark(polygons: Rings, name: string): Pick<LaidArea, "mark" | "speck"> {
  const middle = middleOf(polygons);
  if (middle === null) return UNMARKED;
  const { ring } = middle;
  // Few small areas are ringed, so the place is looked for only then: a map has hundreds of them.
  if (Math.min(ring.right - ring.left, ring.bottom - ring.top) < MARKED) return { mark: null, speck: () => markOf(middle) };
  const at = namedAt(name, middle);
  const size = (ring.right - ring.left) * (ring.bottom - ring.top);
  return { mark: { ...at, box: ring, size, isInside: withinRing(ring) }, speck: () => null };
}

/** Spacing in px of the points at which a name is tried. */
const GRID = 14;
/** Half the width and height of an area's mark with its air and that of a name, in px. */
const MARK = 9;

/** An area around several of a map's areas, with the place of its name that covers the fewest of their marks; null where it has no room. */
function laidGroup(name: string, polygons: Rings, marks: readonly NonNullable<LaidArea["mark"]>[]): LaidGroup {
  const middle = middleOf(polygons);
  // Of places that cover as many, the nearest, and of several lines the fewest.
  let best: { readonly at: LaidGroup["at"]; readonly covered: number; readonly count: number; readonly far: number } = {
    at: null,
    covered: Infinity,
    count: 0,
    far: Infinity,
  };
  for (const { lines, x, y, far } of middle ? namePlaces(name, middle.ring, markOf(middle), TRIED_BETWEEN) : []) {
    const base = y + 12 - ((lines.length - 1) * NAME_LINE) / 2;
    const half = Math.max(...lines.map(nameWidth)) / 2 + MARK;
    const [top, bottom] = [base - 8 - MARK, base + (lines.length - 1) * NAME_LINE + 2 + MARK];
    const isCovered = (mark: (typeof marks)[number]): boolean =>
      Math.abs(mark.x - x) < half && mark.y > top && mark.y - aboveName(mark.lines) < bottom;
    const covered = marks.filter(isCovered).length;
    const isNearer = covered === best.covered && lines.length === best.count && far < best.far;
    if (covered < best.covered || isNearer) best = { at: { lines, x, y: base }, covered, count: lines.length, far };
  }
  return { name, path: pathOf(polygons), at: best.at };
}

/** px from the right upper corner that a map's buttons cover. */
const BUTTONS = 60;
/** Half the height of a name and the free space around it, in px. */
const NAME = { half: 8, margin: 5 };

/**
 * Where a neighbour's name stands: within its visible part, clear of the parent's areas and of the drawing's edge. Of all points
 * that fit, it is the one nearest to their middle and away from names already placed. Null where the name fits nowhere.
 */
function placeOf(
  name: string,
  rings: readonly BoxedRing[],
  isTaken: (x: number, y: number) => boolean,
  placed: readonly Label[],
  { width, height }: Size,
): Label | null {
  const half = textWidth(name, TIGHT) / 2 + NAME.margin;
  const isInCorner = (x: number, y: number): boolean => x + half > width - BUTTONS && y - NAME.half < BUTTONS;
  const clear = (x: number, y: number): boolean =>
    !isInCorner(x, y) &&
    placed.every((other) => Math.abs(other.y - y) > 3 * NAME.half || Math.abs(other.x - x) > other.half + half);
  const isOwn = withinAny(rings);
  // As close as an area that reaches between two of them would still be seen under the letters.
  const corners = Array.from({ length: 9 }, (_, i) => half * (i / 4 - 1));
  const fitting: Point[] = [];
  for (let y = 2 * NAME.half; y < height - NAME.half; y += GRID) {
    for (let x = half; x < width - half; x += GRID) {
      if (!isOwn(x, y) || !clear(x, y)) continue;
      if (!corners.some((dx) => isTaken(x + dx, y - NAME.half) || isTaken(x + dx, y + NAME.half))) fitting.push({ x, y });
    }
  }
  const mean = (coordinate: (point: Point) => number): number =>
    fitting.reduce((sum, point) => sum + coordinate(point), 0) / fitting.length;
  const [cx, cy] = [mean(({ x }) => x), mean(({ y }) => y)];
  const distance = ({ x, y }: Point): number => Math.hypot(x - cx, y - cy);
  const best = fitting.reduce<Point | null>(
    (one, point) => (one === null || distance(point) < distance(one) ? point : one),
    null,
  );
  return best && { ...best, half };
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** A placed name, by its middle and half its width. */
interface Label extends Point {
  readonly half: number;
}

/** What placing a name needs to know of an area's largest part. */
interface NamedRing {
  /** the name in lines that fit within it; empty where none does */
  readonly lines: readonly string[];
  readonly box: Pick<BoxedRing, "left" | "right" | "top" | "bottom">;
  /** size of its box, in px² */
  readonly size: number;
  /** tells whether a point is within it */
  readonly isInside: (x: number, y: number) => boolean;
}

/** An area in pixels, and the place of its mark, which is null where the area is too small. */
interface LaidArea {
  readonly code: string;
  readonly path: string;
  readonly mark: (Point & NamedRing) | null;
  /** the middle of an area that is too small for a mark; null where it has a mark, or nothing of it is left */
  readonly speck: () => Point | null;
}

/** Water, parks and the like, in pixels. */
interface LaidSurrounding {
  readonly kind: Surroundings["features"][number]["properties"]["kind"];
  readonly path: string;
  /** true: drawn as a line, not filled */
  readonly line: boolean;
}

/** An area around several of the map's areas: its outline, and its name by the middle of its lines and the base line of the first. */
interface LaidGroup {
  readonly name: string;
  readonly path: string;
  readonly at: (Point & Pick<NamedRing, "lines">) | null;
}

export interface MapLayout {
  readonly height: number;
  readonly areas: readonly LaidArea[];
  /** outline of the parent; empty where its shape is not known */
  readonly parent: readonly string[];
  readonly around: readonly { readonly name: string; readonly path: string; readonly at: Point | null }[];
  readonly groups: readonly LaidGroup[];
  /** where surroundings are drawn too */
  readonly frame: Frame;
  readonly clusters: readonly LaidCluster[];
}

/** A group of areas in px: its name stands on the line `top`, begins at `left` and may be `room` wide. */
interface LaidCluster {
  readonly name: string;
  readonly left: number;
  readonly top: number;
  readonly room: number;
}

export interface MapInput {
  /** `inner` ones are laid over the others; `quiet` ones have no mark */
  readonly areas: readonly { readonly code: string; readonly name: string; readonly inner?: true; readonly quiet?: true }[];
  readonly shapes: readonly Shape[];
  readonly parent: string;
  readonly neighbours: readonly { readonly code: string; readonly name: string }[];
  readonly width: number;
  readonly tallest: number;
  /** gives the map the greatest height allowed, so that the page does not move when areas arrive */
  readonly fixed?: boolean;
  /** px that the map must fill; absent: derived from the width */
  readonly height?: number;
  /** squares without ground: they need no room around them, and may be as high as their width asks for */
  readonly bare?: boolean;
  /** areas around several of the map's areas, outlined and named over these */
  readonly groups?: readonly { readonly code: string; readonly name: string }[];
  /** groups of squares with a name */
  readonly clusters?: readonly AreaCluster[];
  /** codes of the areas that the map is framed on, with what is around them, where one of them is small; empty or absent: all areas */
  readonly framed?: readonly string[];
}

/** Share of the width around areas that a map is framed on. */
const AROUND_FRAMED = 0.18;

/** Width and height in px from which an area is told on a map of all of them, with a letter in it. */
const TOLD = 30;

/** How many times larger places must be for a map to be framed on them. */
const WORTH = 2;

/** Pixels of a degree of latitude. */
const scaleOf = ({ project }: Frame): number => project([0, 0])[1] - project([0, 1])[1];

/** Tells whether an area is large enough in a frame to be found there. */
function isTold(shape: Shape, frame: Frame): boolean {
  const points = inPixels(shape, frame).coordinates.flat(2);
  return [0, 1].every((axis) => {
    const along = points.map((point) => point[axis] as number);
    return Math.max(...along) - Math.min(...along) >= TOLD;
  });
}

/** px around areas, where their surroundings are seen: a share of the width, up to a most; and around squares */
const AROUND = { share: 0.04, most: 28 };
const AROUND_SQUARES = 3;

const aroundAreas = (width: number): number => Math.min(AROUND.most, AROUND.share * width);

/** The height in px of a map that its areas fill at a width. */
export function heightOfAreas({ areas, shapes, width }: Pick<MapInput, "areas" | "shapes" | "width">): number {
  const codes = new Set(areas.map(({ code }) => code));
  const shown = shapes.filter(({ properties }) => codes.has(properties.code));
  return frameOf(shown, width, Number.POSITIVE_INFINITY, aroundAreas(width)).height;
}

export interface AreaCluster {
  readonly name: string;
  readonly codes: ReadonlySet<string>;
}

/** A cluster's name may extend up to the next cluster on its right. */
function laidClusters(
  clusters: readonly AreaCluster[],
  drawn: readonly { readonly code: string; readonly rings: Rings }[],
  width: number,
): LaidCluster[] {
  const boxes = clusters.flatMap(({ name, codes }) => {
    const rings = drawn.filter(({ code }) => codes.has(code)).flatMap((one) => outerRings(one.rings));
    if (rings.length === 0) return [];
    const [left, top] = [Math.min(...rings.map((ring) => ring.left)), Math.min(...rings.map((ring) => ring.top))];
    return [{ name, left, top, bottom: Math.max(...rings.map((ring) => ring.bottom)) }];
  });
  return boxes.map(({ name, left, top }) => {
    const beside = boxes.filter((other) => other.left > left && other.top <= top && other.bottom > top);
    return { name, left, top, room: Math.min(width, ...beside.map((other) => other.left)) - left - 6 };
  });
}

/** The same frame with a greater height, its content in the middle. */
function inTheMiddle(frame: Frame, height: number): Frame {
  const down = (height - frame.height) / 2;
  return {
    width: frame.width,
    height,
    project: (position) => {
      const [x, y] = frame.project(position);
      return [x, y + down];
    },
  };
}

type Positions = readonly (readonly number[])[];

/** The parts of a geometry, each as a list of positions. */
function partsOf(geometry: Surroundings["features"][number]["geometry"]): readonly Positions[] {
  if (geometry.type === "Polygon" || geometry.type === "MultiLineString") return geometry.coordinates;
  if (geometry.type === "MultiPolygon") return geometry.coordinates.flat();
  return geometry.type === "LineString" ? [geometry.coordinates] : [];
}

/** The surroundings that lie within the drawing. They are laid apart from the areas, because they come later. */
export function laidSurroundings(surroundings: Surroundings, frame: Frame): LaidSurrounding[] {
  return surroundings.features.flatMap(({ properties: { kind }, geometry }) => {
    const line = geometry.type === "LineString" || geometry.type === "MultiLineString";
    const parts = partsOf(geometry).map((positions) =>
      positions.map((position) => frame.project(position).map((one) => Math.round(one * 2) / 2)),
    );
    const seen = parts.filter((part) => {
      const [xs, ys] = [part.map(([x = 0]) => x), part.map(([, y = 0]) => y)];
      return Math.max(...xs) > 0 && Math.min(...xs) < frame.width && Math.max(...ys) > 0 && Math.min(...ys) < frame.height;
    });
    const path = seen.map((part) => `M${part.map(([x, y]) => `${x} ${y}`).join("L")}${line ? "" : "Z"}`).join("");
    return path === "" ? [] : [{ kind, path, line }];
  });
}

/** Where the areas of a map lie, before it is looked for where their names stand: that takes a slow phone as long again. */
export interface MapGround extends Pick<MapLayout, "frame"> {
  readonly rings: (shape: Shape) => Rings;
  readonly drawn: readonly { readonly code: string; readonly rings: Rings }[];
  readonly outlines: readonly Rings[];
  readonly around: readonly { readonly name: string; readonly rings: Rings }[];
}

export function mapGround(input: MapInput): MapGround {
  const { areas, shapes, parent, neighbours, width, tallest, fixed = false, height, clusters = [] } = input;
  const { bare = false, framed = [] } = input;
  const codes = new Set(areas.map(({ code }) => code));
  const inner = new Set(areas.filter((area) => area.inner).map(({ code }) => code));
  const areaShapes = shapes
    .filter(({ properties }) => codes.has(properties.code))
    .sort((a, b) => Number(inner.has(a.properties.code)) - Number(inner.has(b.properties.code)));
  const most = height ?? (bare ? tallest : heightOfMap(width, tallest));
  const framedShapes = bare ? [] : areaShapes.filter(({ properties }) => framed.includes(properties.code));
  // Above squares that stand together there is their parent's name.
  const whole = frameOf(areaShapes, width, most, bare && clusters.length === 0 ? AROUND_SQUARES : aroundAreas(width));
  const isSeen = framedShapes.length === 0 || framedShapes.every((shape) => isTold(shape, whole));
  const near = isSeen ? whole : frameOf(framedShapes, width, most, AROUND_FRAMED * Math.min(width, most));
  // A little larger is not worth a map that is cut on all sides.
  const close = scaleOf(near) > WORTH * scaleOf(whole) ? near : whole;
  const frame: Frame = fixed || height !== undefined ? inTheMiddle(close, most) : close;
  const rings = (shape: Shape): Rings => inPixels(shape, frame).coordinates;
  const others = new Map(neighbours.map(({ code, name }) => [code, name]));
  const shows = (polygons: Rings): boolean =>
    polygons.some(([ring]) => ring?.some(([x = 0, y = 0]) => x > 0 && x < width && y > 0 && y < frame.height));
  return {
    frame,
    rings,
    drawn: areaShapes.map((shape) => ({ code: shape.properties.code, rings: rings(shape) })),
    outlines: shapes.filter(({ properties }) => properties.code === parent).map(rings),
    around: shapes
      .filter(({ properties }) => others.has(properties.code))
      .map((shape) => ({ name: others.get(shape.properties.code) ?? "", rings: rings(shape) }))
      .filter((one) => shows(one.rings)),
  };
}

/** Everything on a map that does not depend on figures. It is computed once for a width, and kept while areas are pointed at. */
export function mapLayout(input: MapInput, ground = mapGround(input)): MapLayout {
  const { areas, shapes, width, clusters = [], groups = [] } = input;
  const { frame, rings, drawn, outlines, around } = ground;
  const names = new Map(areas.map(({ code, name }) => [code, name]));
  const quiet = new Set(areas.filter((area) => area.quiet).map(({ code }) => code));
  const placed: Label[] = [];
  const isTaken = withinAny((outlines.length > 0 ? outlines : drawn.map((one) => one.rings)).flatMap(outerRings));
  const laid = drawn.map(({ code, rings: polygons }) => ({
    code,
    path: pathOf(polygons),
    ...(quiet.has(code) ? UNMARKED : laidMark(polygons, names.get(code) ?? "")),
  }));
  const marks = laid.flatMap(({ mark }) => mark ?? []);
  return {
    height: frame.height,
    areas: laid,
    groups: groups.flatMap(({ code, name }) => {
      const shape = shapes.find(({ properties }) => properties.code === code);
      return shape ? [laidGroup(name, rings(shape), marks)] : [];
    }),
    parent: outlines.map(pathOf),
    around: around.map((one) => {
      const at = placeOf(one.name, outerRings(one.rings), isTaken, placed, { width, height: frame.height });
      if (at) placed.push(at);
      return { name: one.name, path: pathOf(one.rings), at };
    }),
    frame,
    clusters: laidClusters(clusters, drawn, width),
  };
}

/** Greatest height of a map on a page, in px. */
export const TALLEST = 560;

/** The greatest height of a map at a width, in px. */
export function heightOfMap(width: number, tallest: number): number {
  return Math.min(tallest, Math.round(width * 0.95));
}

/** Height of a line of a name, in px. */
export const NAME_LINE = 14;
/** How far (px) a mark stands above the middle of its area, to make room for the lines of its name. */
export const aboveName = (lines: readonly string[]): number =>
  lines.length === 0 ? 0 : 9 + ((lines.length - 1) * NAME_LINE) / 2;

/** A name that needs more lines than this is left out. */
const MOST_LINES = 3;

/** The words at whose ends a name may be broken. */
const wordsOf = (name: string): string[] => name.split(/(?<=-)|\s+/).filter((word) => word !== "");

/** The name in as few lines as fit within the area, below its mark; empty where it fits nowhere. */
function linesOf(name: string, middle: Middle): readonly string[] {
  const words = wordsOf(name);
  for (let count = 1; count <= Math.min(MOST_LINES, words.length); count++) {
    const lines = brokenInto(words, count);
    if (fits(lines, middle)) return lines;
  }
  return [];
}

/** Breaks words into `count` lines so that the longest is as short as possible. Names have few words, so every way is tried. */
export function brokenInto(words: readonly string[], count: number): string[] {
  const joined = (part: readonly string[]): string => part.join(" ").replaceAll("- ", "-");
  if (count === 1) return [joined(words)];
  let best: string[] = [];
  const longest = (lines: readonly string[]): number => Math.max(...lines.map(({ length }) => length));
  for (let i = 1; i <= words.length - count + 1; i++) {
    const lines = [joined(words.slice(0, i)), ...brokenInto(words.slice(i), count - 1)];
    if (best.length === 0 || longest(lines) < longest(best)) best = lines;
  }
  return best;
}

/** Tells whether the lines fit below the mark, within the area. */
function fits(lines: readonly string[], { x, y, ring }: Middle): boolean {
  const top = 2 - ((lines.length - 1) * NAME_LINE) / 2;
  return lines.every((line, i) => {
    const half = nameWidth(line) / 2 - OVER_BORDER;
    const from = top + i * NAME_LINE;
    return [-half, 0, half].every((dx) => [from, from + NAME_LINE].every((dy) => holds(ring, x + dx, y + dy)));
  });
}
