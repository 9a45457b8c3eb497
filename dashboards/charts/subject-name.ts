import { NAME_LINE } from "./map-layout.ts";
import { boxAround, boxOf, FALL, halfOf, isInside, type PlacedName, RISE, textsOf } from "./map-names.ts";
import { type Box, touch } from "./place-labels.ts";

/** An area that a map is about, or one that stands out most, by the middle of its mark. */
export interface Subject {
  readonly code: string;
  readonly name: string;
  readonly x: number;
  readonly y: number;
  /** px from that middle to the edge of its mark, letter or ring; 0 where there is none */
  readonly reach: number;
  /** tells whether a point is within the area; absent: it is too small to hold anything */
  readonly isInside?: (x: number, y: number) => boolean;
  /** true: chosen or pointed at, so that it has its name whatever else gives way */
  readonly always?: boolean;
}

/** What the name of a subject has to spare. */
export interface SubjectGround {
  /** letters, buttons and names of other subjects, none of which it touches */
  readonly taken: readonly Box[];
  /** names and marks, which it touches only where there is no other room: they then give way; absent: none */
  readonly standing?: readonly Box[];
  readonly sight: Box;
  /** tells whether a point is in any area of the map: over another one a name would name that */
  readonly isInArea: (x: number, y: number) => boolean;
  /** tells whether a point is in an area from which a line would seem to come; absent: any does */
  readonly isInTold?: (x: number, y: number) => boolean;
}

/** The name of a subject: within its outline, or beside it with a line that leads to it. */
export interface SubjectName extends PlacedName {
  readonly leader?: { readonly from: Point; readonly to: Point };
  /** true: it lies over other areas on a card, and what is below gives way */
  readonly isCard?: boolean;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** px between the places that are tried within an outline, and the farthest from the mark's middle. */
const [STEP, FARTHEST] = [6, 48];
/** Directions and distances (px) in which a place beside the area is looked for. */
const DIRECTIONS = 48;
const NEAREST = 10;
const LONGEST = 160;
const PACE = 5;
/** px by which a longer line is worth a name or a mark that need not give way. */
const GIVEN = 30;
/** px by which a longer line is worth a name on one line instead of on two. */
const BROKEN = 12;
/** Points at which a box is looked at, across it and down; and px between those of a line. */
const [ACROSS, DOWN] = [7, 3];
const ALONG = 4;
/** px that a line reaches into its area, and that it keeps from its name. */
const [INTO, CLEAR] = [15, 3];
/** Points all over a box, as shares of it, its corners first: most boxes that an area does not hold are told by these. */
const POINTS = (() => {
  const all = Array.from({ length: ACROSS * DOWN }, (_, i) => ({
    across: (i % ACROSS) / (ACROSS - 1),
    down: Math.floor(i / ACROSS) / (DOWN - 1),
  }));
  const far = ({ across, down }: (typeof all)[number]): number => Math.hypot(across - 0.5, down - 0.5);
  return all.sort((a, b) => far(b) - far(a));
})();

/** Tells whether something is true of some point of a box, its edges too. */
const somePoint = ({ left, right, top, bottom }: Box, is: (x: number, y: number) => boolean): boolean =>
  POINTS.some(({ across, down }) => is(left + across * (right - left), top + down * (bottom - top)));

const isFree = (box: Box, { taken, standing = [], sight }: SubjectGround): boolean =>
  isInside(box, sight) && !taken.some((other) => touch(box, other)) && !standing.some((other) => touch(box, other));

/** The places that are tried within an outline, by how far they are from the mark's middle, the nearest first. */
const SPOTS = (() => {
  const steps = Array.from({ length: (2 * FARTHEST) / STEP + 1 }, (_, i) => i * STEP - FARTHEST);
  const spots = steps.flatMap((dx) => steps.map((dy) => ({ dx, dy, far: Math.hypot(dx, dy) })));
  return spots.sort((a, b) => a.far - b.far);
})();

/** The directions in which a place beside the area is looked for. */
const WAYS = Array.from({ length: DIRECTIONS }, (_, i) => {
  const angle = (2 * Math.PI * i) / DIRECTIONS;
  return { right: Math.cos(angle), down: Math.sin(angle) };
});

/** The base line of the first of some lines that stand around a middle. */
const baseOf = (lines: readonly string[], middle: number): number =>
  middle + (RISE - FALL) / 2 - ((lines.length - 1) * NAME_LINE) / 2;

/** The name wholly within its outline, as near to the mark as it can. */
function nameWithin({ code, name, x, y, reach, isInside: holds }: Subject, ground: SubjectGround): SubjectName | null {
  if (!holds) return null;
  const mark = { left: x - reach, right: x + reach, top: y - reach, bottom: y + reach };
  const isOutside = (px: number, py: number): boolean => !holds(px, py);
  for (const lines of textsOf(name)) {
    const half = halfOf(lines);
    const spot = SPOTS.find(({ dx, dy }) => {
      const box = boxAround(half, lines.length, x + dx, baseOf(lines, y + dy));
      return !somePoint(box, isOutside) && isFree(box, ground) && (reach === 0 || !touch(box, mark));
    });
    if (spot) return { code, lines, x: x + spot.dx, y: baseOf(lines, y + spot.dy) };
  }
  return null;
}

/** The line from a little beside a box to an area, and its length. */
function leaderOf(
  { x, y, reach, isInside: holds }: Subject,
  { left, right, top, bottom }: Box,
): { from: Point; to: Point; length: number } {
  const edge = { x: Math.max(left, Math.min(right, x)), y: Math.max(top, Math.min(bottom, y)) };
  const away = Math.hypot(edge.x - x, edge.y - y) || 1;
  const from = { x: edge.x + (CLEAR / away) * (x - edge.x), y: edge.y + (CLEAR / away) * (y - edge.y) };
  const far = Math.max(1, away - CLEAR);
  const at = (length: number): Point => ({
    x: from.x + (length / far) * (x - from.x),
    y: from.y + (length / far) * (y - from.y),
  });
  let length = 0;
  // It ends a little within the outline, or at what marks the area.
  while (length < far && !holds?.(from.x + (length / far) * (x - from.x), from.y + (length / far) * (y - from.y))) length += 1;
  length = Math.min(length + INTO, far - reach);
  return { from, to: at(length), length };
}

/**
 * The name off all areas, with a line to its own, as short as can be; null where there is no such ground near.
 *
 * @param isCard true: over other areas too, where as few names and marks as can be give way
 */
function nameBeside(subject: Subject, ground: SubjectGround, isCard = false): SubjectName | null {
  const { code, name, x, y, reach } = subject;
  const free = isCard ? { ...ground, standing: [] } : ground;
  let best: { readonly name: SubjectName; readonly cost: number } | null = null;
  for (const lines of textsOf(name)) {
    const half = halfOf(lines);
    const high = (RISE + FALL + (lines.length - 1) * NAME_LINE) / 2;
    for (let far = reach + NEAREST; far <= LONGEST; far += PACE)
      for (const { right, down } of WAYS) {
        const at = { x: x + right * (far + half), y: baseOf(lines, y + down * (far + high)) };
        const box = boxAround(half, lines.length, at.x, at.y);
        // What is asked first is told soonest, and leaves out most places.
        if (!isFree(box, free) || (!isCard && somePoint(box, ground.isInArea))) continue;
        const leader = leaderOf(subject, box);
        const given = isCard ? GIVEN * (ground.standing ?? []).filter((other) => touch(box, other)).length : 0;
        const cost = leader.length + BROKEN * (lines.length - 1) + given;
        if (best && cost >= best.cost) continue;
        if (!isCard && crosses(leader, ground, subject)) continue;
        best = { name: { code, lines, ...at, leader, ...(isCard ? { isCard } : {}) }, cost };
      }
  }
  return best?.name ?? null;
}

/** Tells whether a line goes through a name, a mark or another area, which the name would seem to be of. */
function crosses(
  { from, to, length }: ReturnType<typeof leaderOf>,
  ground: SubjectGround,
  { isInside: holds }: Subject,
): boolean {
  const count = Math.ceil(length / ALONG);
  const { taken, standing = [], isInArea, isInTold = isInArea } = ground;
  for (let i = 1; i <= count; i++) {
    const [x, y] = [from.x + (i / count) * (to.x - from.x), from.y + (i / count) * (to.y - from.y)];
    const isOn = (box: Box): boolean => x > box.left && x < box.right && y > box.top && y < box.bottom;
    if ((isInTold(x, y) && !holds?.(x, y)) || taken.some(isOn) || standing.some(isOn)) return true;
  }
  return false;
}

/** The box of such a name with the line to it. */
export function boxOfSubject({ lines, x, y, leader }: SubjectName): Box {
  const { left, right, top, bottom } = boxOf(lines, x, y);
  const [xs, ys] = [
    [left, right],
    [top, bottom],
  ] as [number[], number[]];
  for (const end of leader ? [leader.from, leader.to] : []) {
    xs.push(end.x);
    ys.push(end.y);
  }
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}

/**
 * The names of a map's subjects, each clear of the others: in the order given or, where that names more, in the reverse one, for the first
 * may take the only place of another. One has none where there is no room near it: what stands below the map names it.
 *
 * @param others areas that are named after them, in this order, where there is room; lines to them may cross areas of which nothing is told
 */
export function subjectNames(
  subjects: readonly Subject[],
  { isInTold, ...ground }: SubjectGround,
  others: readonly Subject[] = [],
): SubjectName[] {
  const inOrder = namesInOrder(subjects, ground);
  const reversed = inOrder.length < subjects.length ? namesInOrder(subjects.toReversed(), ground) : [];
  const names = reversed.length > inOrder.length ? reversed : inOrder;
  const taken = [...ground.taken, ...names.map(boxOfSubject)];
  return [...names, ...namesInOrder(others, { ...ground, ...(isInTold ? { isInTold } : {}), taken })];
}

function namesInOrder(subjects: readonly Subject[], ground: SubjectGround): SubjectName[] {
  const taken = [...ground.taken];
  return subjects.flatMap((subject) => {
    const free = { ...ground, taken };
    const name =
      nameWithin(subject, free) ?? nameBeside(subject, free) ?? (subject.always ? nameBeside(subject, free, true) : null);
    if (name) taken.push(boxOf(name.lines, name.x, name.y));
    return name ?? [];
  });
}
