import { brokenInto, NAME_LINE, nameWidth } from "./map-layout.ts";
import { type Box, touch } from "./place-labels.ts";

/** An area that may have a name over its neighbours too, by the middle of its mark. */
export interface NamableArea {
  readonly code: string;
  readonly name: string;
  readonly x: number;
  readonly y: number;
  /** true where it has a mark that no name may cover */
  readonly isMarked: boolean;
  /** that mark as a sign, which may begin the name where both have no room one above the other */
  readonly sign?: "▼" | "▲";
  /** true where that mark is a letter in a circle, which is larger */
  readonly badge?: true;
  /** lines of the name that fits within it; empty where none does */
  readonly lines: readonly string[];
  /** true where it is one of several with one thick outline around them */
  readonly isJoined?: true;
  /** true where it is named whatever share of the others is, because a list beside the map needs it */
  readonly isKept?: true;
  /** tells whether a point is within the area; absent: not known */
  readonly isInside?: (x: number, y: number) => boolean;
  /** the box of what it tells that of; absent: not known */
  readonly box?: Box;
  /** size in px² of the area's box, since the name of a large one tells most readers where they are */
  readonly size: number;
  /** how much its name is wanted: more than 0 for a picked area, the two ends and those that differ, less than 0 where nothing is told of it */
  readonly rank: number;
}

/** Rank of an area that the visitor picked to compare. Its name is placed first, those within other areas make room for it, and none crosses its thick outline. */
export const PICKED = 3;
/** Ranks of an end of the ranking, and of an area that differs from the whole. */
export const [END, TOLD] = [1, 0.5];

export interface NamesOnMap {
  readonly placed: readonly PlacedName[];
  /** codes of areas whose own name is left out, because another lies there, an edge or the map's buttons would cut it, or too few areas have one */
  readonly hidden: ReadonlySet<string>;
  /** codes of areas whose mark is left out, because the name of a picked one lies on it */
  readonly unmarked: ReadonlySet<string>;
  /** boxes of all names and marks that stand */
  readonly standing: readonly Box[];
}

export interface PlacedName {
  readonly code: string;
  readonly lines: readonly string[];
  /** middle of the lines, and base line of the first */
  readonly x: number;
  readonly y: number;
}

/** Least share of the areas with a name: with fewer, those without a figure have none, which chance would seem to have named. */
const GOOD_SHARE = 0.2;
/** Areas for whose names room is looked for, at most: where there are hundreds, the largest have their names already. */
const MOST_TRIED = 40;
/** Half the width and height of a mark with its air, and the distance from a mark's middle to its name, in px. */
const MARK = { x: 7, y: 7, gap: 9 };
const BADGE = { x: 15, y: 15, gap: 16 };
const markOf = ({ badge }: NamableArea) => (badge ? BADGE : MARK);
/** px of a letter above its base line and below it. */
export const [RISE, FALL] = [10, 4];
/** px of air on both sides of a name. */
const AIR = 2;

const widthOf = (lines: readonly string[]): number => Math.max(...lines.map(nameWidth));

/** Half the width in px of the box of lines. */
export const halfOf = (lines: readonly string[]): number => widthOf(lines) / 2 + AIR;

/** The box of some lines around a middle, of which the first has its base line at `y`. */
export const boxAround = (half: number, count: number, x: number, y: number): Box => ({
  left: x - half,
  right: x + half,
  top: y - RISE,
  bottom: y + (count - 1) * NAME_LINE + FALL,
});

/** The same by the lines themselves. */
export const boxOf = (lines: readonly string[], x: number, y: number): Box => boxAround(halfOf(lines), lines.length, x, y);

/** Tells whether areas have numbers or letters instead of names, which are so small that a map has room for all. */
const isNumber = ({ name }: NamableArea): boolean => /^[▼▲]?(\d+|[a-z]|\?)$/.test(name);

/** How far (px) a name may stand from its area's middle, nearest first: an area is seldom widest where its mark is. */
const ASIDE = [0, 4, -4, 8, -8, 12, -12, 16, -16, 20, -20, 24, -24, 28, -28, 32, -32, 36, -36, 40, -40];

/** Tells whether some lines fit into the box of their area, but for the px by which they may run over either end: most names of small areas do not. */
const fitsBox = ({ box }: NamableArea, lines: readonly string[], over: number): boolean =>
  !box || 2 * (halfOf(lines) - over) <= box.right - box.left;

/** A name in one line, in two and in three, as its words allow. */
export function textsOf(name: string): string[][] {
  const words = name.split(/(?<=-)|\s+/).filter((word) => word !== "");
  return [1, 2, 3].filter((count) => count <= words.length).map((count) => brokenInto(words, count));
}

/**
 * Where a name may stand: on one line, two or three, below its area's mark or above it, and over the middle where there is no mark; that of a
 * picked area also beside its mark, and so may a number. Any other moves aside to where its area has room for it.
 *
 * @param over px by which it may run over the border of its area at either end
 */
function placesOf(area: NamableArea, over: number): readonly PlacedName[] {
  const { code, name, x, y, isMarked } = area;
  const { gap } = markOf(area);
  return textsOf(name).flatMap((lines) => {
    if (!fitsBox(area, lines, over)) return [];
    const down = (lines.length - 1) * NAME_LINE;
    const at = isMarked ? [y + gap + RISE, y - gap - FALL - down] : [y + FALL - down / 2];
    const aside = gap + widthOf(lines) / 2;
    const isLetter = area.rank === PICKED || isNumber(area);
    const beside = isMarked && (isLetter || area.isInside) ? [x + aside, x - aside] : [];
    const across = isLetter || !area.isInside ? [0] : ASIDE;
    return [
      ...across.flatMap((shift) => at.map((base) => ({ code, lines, x: x + shift, y: base }))),
      ...beside.map((middle) => ({ code, lines, x: middle, y: y + FALL - down / 2 })),
    ];
  });
}

/** Places aside of a middle on both axes, by how far they are, the nearest first. */
const SPOTS = ASIDE.flatMap((dx) => ASIDE.map((dy) => ({ dx, dy, far: Math.hypot(dx, dy) }))).sort((a, b) => a.far - b.far);

/** Where a name may stand anywhere in its area, nearest to the middle first. Where the area has a mark, the name begins with it. */
function placeAnywhere(area: NamableArea, isGood: (place: PlacedName) => boolean): PlacedName | undefined {
  const { code, name, x, y, isMarked, sign, isInside: isKnown, box } = area;
  if (!isKnown || (isMarked && !sign)) return undefined;
  for (const [first = "", ...rest] of textsOf(name)) {
    const lines = [sign ? `${sign}\u00a0${first}` : first, ...rest];
    const base = y + FALL - (rest.length * NAME_LINE) / 2;
    const half = halfOf(lines);
    for (const { dx, dy } of SPOTS) {
      if (box && (x + dx - half < box.left || x + dx + half > box.right)) continue;
      const place = { code, lines, x: x + dx, y: base + dy };
      if (isGood(place)) return place;
    }
  }
  return undefined;
}

/** A number in the place of its area's mark; undefined where it would touch something else. */
function overOwnMark(
  { code, name, x, y }: NamableArea,
  isFree: (box: Box) => boolean,
  marks: ReadonlyMap<string, Box>,
): PlacedName | undefined {
  const place = { code, lines: [name], x, y: y + FALL };
  const box = boxOf(place.lines, place.x, place.y);
  const isAlone = [...marks].every(([other, mark]) => other === code || !touch(box, mark));
  return isFree(box) && isAlone ? place : undefined;
}

interface Spot {
  readonly x: number;
  readonly y: number;
}

/** The distance in px from a box to a point. */
const farFrom = ({ left, right, top, bottom }: Box, { x, y }: Spot): number =>
  Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));

/** Points at which a name is looked at, across it and down. */
const [ACROSS, DOWN] = [9, 4];

/** The share of a name that lies in its own area; 1 where the outline is not known. */
function ownShare({ isInside }: NamableArea, { left, right, top, bottom }: Box): number {
  if (!isInside) return 1;
  let inside = 0;
  for (let i = 0.5; i < ACROSS; i++)
    for (let j = 0.5; j < DOWN; j++)
      if (isInside(left + (i / ACROSS) * (right - left), top + (j / DOWN) * (bottom - top))) inside += 1;
  return inside / (ACROSS * DOWN);
}

/** px by which a name may run over the thin border of its area at either end, with the air around it: every reader still sees whose it is. */
const OVER_BORDER = 3.5;

/** Where a line is looked at, from its middle to half its width; the ends first: most places that do not hold a name are told by these. */
const SHARES = [-1, 1, 0, -0.75, 0.75, -0.5, 0.5, -0.25, 0.25];

/** Tells whether the lines of a name lie in its own area, but for a few px at either end. */
function holdsName({ isInside: holds }: NamableArea, { lines, x, y }: Omit<PlacedName, "code">, over = OVER_BORDER): boolean {
  if (!holds) return true;
  const down = Math.max(0, Math.min(over, 2));
  return lines.every((line, i) => {
    const base = y + i * NAME_LINE;
    const half = nameWidth(line) / 2 + AIR - over;
    const isHeld = (px: number): boolean =>
      holds(px, base + (down - RISE)) && holds(px, base + (FALL - down)) && holds(px, base + (FALL - RISE) / 2);
    return SHARES.every((share) => isHeld(x + share * half));
  });
}

/** Tells whether a box lies in what is in sight, and touches none of its edges. */
export function isInside(box: Box, sight: Box): boolean {
  return box.left > sight.left && box.right < sight.right && box.top > sight.top && box.bottom < sight.bottom;
}

/** Tells whether the edge of what is in sight goes through a box. */
export function isCut(box: Box, sight: Box): boolean {
  const isWithin = box.left >= sight.left && box.right <= sight.right && box.top >= sight.top && box.bottom <= sight.bottom;
  return touch(box, sight) && !isWithin;
}

/** px by which a picked area's name is nearer to its own middle than to another's: beside the wrong one it would name that. */
const NEARER = 6;

/** Where the name of an area stands that has room for it below its mark. */
const placeWithin = ({ lines, x, y, isMarked }: NamableArea): Omit<PlacedName, "code"> => ({
  lines,
  x,
  y: y - ((lines.length - 1) * NAME_LINE) / 2 + (isMarked ? 12 : 4),
});

/** The box of a name that stands in its area; null where it has none there. */
export function boxWithin(area: NamableArea): Box | null {
  const { lines, x, y } = placeWithin(area);
  return lines.length === 0 ? null : boxOf(lines, x, y);
}

/** The box of an area's mark. */
export function boxOfMark(area: NamableArea): Box {
  const mark = markOf(area);
  return { left: area.x - mark.x, right: area.x + mark.x, top: area.y - mark.y, bottom: area.y + mark.y };
}

/** Tells whether an area has a thick outline, which no name crosses, or a part of one. */
const isOutlined = ({ rank, isJoined }: NamableArea): boolean => isJoined === true || rank === PICKED;

/** Half the width in px of the outline around joined areas, and of that of one alone: names beside it stay where they were. */
const [CLEAR, CLEAR_OF_ONE] = [3, 1.5];

const grown = ({ left, right, top, bottom }: Box, by = CLEAR): Box => ({
  left: left - by,
  right: right + by,
  top: top - by,
  bottom: bottom + by,
});

/** Tells whether a box lies on no thick outline of some areas: wholly within its own, and wholly outside every other. Between joined areas there is none. */
function isOffOutlines(area: NamableArea, box: Box, areas: readonly NamableArea[]): boolean {
  return areas.every((one) => {
    if (area.isJoined && one.isJoined) return true;
    const share = one.isInside ? ownShare(one, grown(box, one.isJoined ? CLEAR : CLEAR_OF_ONE)) : one === area ? 1 : 0;
    return share === 0 || (one === area && share === 1);
  });
}

/** Tells whether a name that may stand elsewhere in its area runs over a border where it is, and would not there. */
const isBetterAside = (area: NamableArea): boolean =>
  area.rank >= 0 && !holdsName(area, placeWithin(area), 0) && placesOf(area, 0).some((place) => holdsName(area, place, 0));

/** The boxes of names that stand in their areas, those that are wanted most first: one that another touches, or that would lie on a thick outline, has none. */
function boxesWithin(areas: readonly NamableArea[]): ReadonlyMap<string, Box> {
  const boxes = new Map<string, Box>();
  const standing: Box[] = [];
  const outlined = areas.filter(isOutlined);
  for (const area of [...areas].sort(byWant)) {
    const box = boxWithin(area);
    if (box === null || !holdsName(area, placeWithin(area)) || !isOffOutlines(area, box, outlined)) continue;
    if (areas.length <= MOST_TRIED && isBetterAside(area)) continue;
    if (standing.some((other) => touch(box, other))) continue;
    boxes.set(area.code, box);
    standing.push(box);
  }
  return boxes;
}

const byWant = (a: NamableArea, b: NamableArea): number => b.rank - a.rank || b.size - a.size;

/**
 * Names of areas that are too small to hold them, for narrow maps: of picked areas, of the two ends and of large ones.
 * A name touches no mark, no other name and no edge, and lies in its own area, for elsewhere it would name what is there. Where few areas can be named, those without a figure are not.
 *
 * @param taken boxes that no name touches
 * @param badges middles of letters that stand beside areas too small for a mark
 * @param sight the part of the map that is seen; absent: all of it
 * @param buttons the corner that buttons cover; absent: none does
 * @param specks number of areas that are too small for a mark
 */
export function namesOver(
  areas: readonly NamableArea[],
  taken: readonly Box[],
  width: number,
  height: number,
  badges: readonly Spot[] = [],
  sight: Box = { left: 0, right: width, top: 0, bottom: height },
  buttons: Box | null = null,
  specks = 0,
): NamesOnMap {
  const hasPicked = areas.some(({ rank }) => rank === PICKED);
  const isSeen = ({ x, y }: Spot): boolean => x >= sight.left && x <= sight.right && y >= sight.top && y <= sight.bottom;
  const within = boxesWithin(areas);
  const isCutOff = (box: Box): boolean => isCut(box, sight) || (buttons !== null && touch(box, buttons));
  const standing = areas.filter(({ code, rank }) => {
    const box = within.get(code);
    return box && !isCutOff(box) && (!hasPicked || rank === PICKED);
  });
  const ground = [...taken, ...(buttons ? [buttons] : []), ...standing.flatMap(({ code }) => within.get(code) ?? [])];
  const placed = placedOver(
    areas.filter(({ code, rank }) => rank >= 0 && !within.has(code)),
    { areas, ground, sight, isSeen, badges },
  );
  const over = placed.map(({ lines, x, y }) => boxOf(lines, x, y));
  const isHidden = (area: NamableArea): boolean => {
    if (area.lines.length === 0) return false;
    const box = within.get(area.code);
    return !box || isCutOff(box) || (area.rank !== PICKED && over.some((other) => touch(box, other)));
  };
  const hidden = new Set(areas.filter(isHidden).map(({ code }) => code));
  const marks = areas.filter(({ isMarked, rank }) => isMarked && rank !== PICKED);
  const isSigned = ({ code, sign }: NamableArea): boolean =>
    placed.some((one) => one.code === code && sign !== undefined && one.lines[0]?.startsWith(sign));
  const unmarked = marks
    .filter((area) => isSigned(area) || over.some((box) => touch(box, boxOfMark(area))))
    .map(({ code }) => code);
  const isNamed = ({ code, lines }: NamableArea): boolean =>
    placed.some((one) => one.code === code) || (lines.length > 0 && !hidden.has(code));
  const seen = areas.filter(isSeen);
  const told = seen.some(({ rank }) => rank >= 0) ? seen.filter(({ rank }) => rank >= 0) : seen;
  if (areas.every(isNumber) || told.filter(isNamed).length >= GOOD_SHARE * (told.length + specks))
    return withStanding(areas, { placed, hidden, unmarked: new Set(unmarked) });
  const kept = new Set(areas.filter((area) => isOutlined(area) || area.isKept || area.rank >= 0).map(({ code }) => code));
  return withStanding(areas, {
    placed: placed.filter(({ code }) => kept.has(code)),
    hidden: new Set(areas.filter(({ code }) => !kept.has(code) || hidden.has(code)).map(({ code }) => code)),
    unmarked: new Set(unmarked.filter((code) => kept.has(code))),
  });
}

/** The names with the boxes of all that stands on the map. */
function withStanding(areas: readonly NamableArea[], names: Omit<NamesOnMap, "standing">): NamesOnMap {
  const { placed, hidden, unmarked } = names;
  const within = areas.flatMap((area) => (hidden.has(area.code) ? [] : (boxWithin(area) ?? [])));
  const marks = areas.filter(({ code, isMarked }) => isMarked && !unmarked.has(code)).map(boxOfMark);
  return { ...names, standing: [...placed.map(({ lines, x, y }) => boxOf(lines, x, y)), ...within, ...marks] };
}

/** The names and marks that stay where others lie over them on cards. */
export function underCards(
  areas: readonly NamableArea[],
  names: NamesOnMap,
  cards: readonly Box[],
): Omit<NamesOnMap, "standing"> {
  const isUnder = (box: Box | null): boolean => box !== null && cards.some((card) => touch(card, box));
  const codes = (some: readonly NamableArea[]) => some.map(({ code }) => code);
  return {
    placed: names.placed.filter(({ lines, x, y }) => !isUnder(boxOf(lines, x, y))),
    hidden: new Set([...names.hidden, ...codes(areas.filter((area) => isUnder(boxWithin(area))))]),
    unmarked: new Set([...names.unmarked, ...codes(areas.filter((area) => area.isMarked && isUnder(boxOfMark(area))))]),
  };
}

interface NamingGround {
  /** all areas of the map */
  readonly areas: readonly NamableArea[];
  /** boxes that no name touches */
  readonly ground: readonly Box[];
  readonly sight: Box;
  readonly isSeen: (spot: Spot) => boolean;
  readonly badges: readonly Spot[];
}

/** Names over the map for areas that hold none, those that are wanted most first. */
function placedOver(unnamed: readonly NamableArea[], { areas, ground, sight, isSeen, badges }: NamingGround): PlacedName[] {
  const boxes = [...ground, ...areas.filter(({ isMarked, rank }) => isMarked && rank === PICKED).map(boxOfMark)];
  const picked = [...areas.filter(({ rank }) => rank === PICKED), ...badges];
  const outlined = areas.filter(isOutlined);
  const marks = new Map(
    areas.filter(({ isMarked, rank }) => isMarked && rank !== PICKED).map((area) => [area.code, boxOfMark(area)]),
  );
  const isFree = (box: Box): boolean => isInside(box, sight) && !boxes.some((other) => touch(box, other));
  const boxesOfMarks = [...marks];
  const touchesMark = (box: Box, own?: string): boolean => boxesOfMarks.some(([code, mark]) => code !== own && touch(box, mark));
  const placed: PlacedName[] = [];
  for (const area of unnamed.filter(isSeen).sort(byWant).slice(0, MOST_TRIED)) {
    const isNearest = (box: Box): boolean =>
      area.rank !== PICKED || picked.every((other) => other === area || farFrom(box, area) + NEARER <= farFrom(box, other));
    // At a border a number would seem to be between the marks on both sides.
    const over = isNumber(area) ? -CLEAR : OVER_BORDER;
    const free = placesOf(area, over).filter((place) => {
      if (!holdsName(area, place, over)) return false;
      const box = boxOf(place.lines, place.x, place.y);
      return isFree(box) && isNearest(box) && isOffOutlines(area, box, outlined);
    });
    const clears = free.filter(({ lines, x, y }) => !touchesMark(boxOf(lines, x, y)));
    const signed = (): PlacedName | undefined =>
      placeAnywhere(area, (place) => {
        if (!holdsName(area, place, 0)) return false;
        const box = boxOf(place.lines, place.x, place.y);
        return isFree(box) && !touchesMark(box, area.code) && isNearest(box) && isOffOutlines(area, box, outlined);
      });
    const clear = clears.find((place) => holdsName(area, place, 0)) ?? signed() ?? clears[0];
    // A place that somebody picked is named, whatever is told of those around it; a number that a list beside the map needs replaces its mark.
    const best = clear ?? (area.rank === PICKED ? free[0] : isNumber(area) ? overOwnMark(area, isFree, marks) : undefined);
    if (best === undefined) continue;
    boxes.push(boxOf(best.lines, best.x, best.y));
    placed.push(best);
  }
  return placed;
}
