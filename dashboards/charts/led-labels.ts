import { type Box, boxOfLabel, isWithin, type LabelledPoint, type PlacedLabel, touch } from "./place-labels.ts";

interface Place {
  readonly x: number;
  readonly y: number;
}

/** A thin line from a point to its name. */
interface Lead {
  readonly from: Place;
  readonly to: Place;
}

/** A name beside its point, or at the end of a line from it. */
export type LedLabel = PlacedLabel & { readonly lead?: Lead };

/**
 * Where a line leaves its point, and distances in px and number of directions, at which a name looks for room: nobody follows a long
 * line through many margins, and a tap reads the name.
 */
const EDGE = 7;
const DISTANCES = [24, 36, 50, 66, 84];
const DIRECTIONS = 44;
/** Length in px of a line that costs as much as a margin which the name crosses. */
const AS_A_MARGIN = 20;

/** Places of a name around its point, each at the end of a line, nearest first. */
function placesAround({ x, y, name }: LabelledPoint, size: number): (PlacedLabel & { readonly lead: Lead })[] {
  return DISTANCES.flatMap((distance) =>
    Array.from({ length: DIRECTIONS }, (_, i) => {
      // Never level or upright, as margins are.
      const angle = (2 * Math.PI * (i + 0.5)) / DIRECTIONS;
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
      const at = (far: number): Place => ({ x: x + far * cos, y: y + far * sin });
      const lead = { from: at(EDGE), to: at(distance) };
      const { to } = lead;
      if (Math.abs(cos) < 0.5) return { name, x: to.x, y: sin > 0 ? to.y + size : to.y - 4, anchor: "middle", lead };
      return { name, x: to.x + 3 * Math.sign(cos), y: to.y + 4, anchor: cos > 0 ? "start" : "end", lead };
    }),
  );
}

/** Tells whether a line passes through a box. */
function passes({ from, to }: Lead, { left, right, top, bottom }: Box): boolean {
  const along = (start: number, end: number, low: number, high: number): readonly [number, number] => {
    const [a, b] = [(low - start) / (end - start), (high - start) / (end - start)];
    return [Math.min(a, b), Math.max(a, b)];
  };
  const [across, down] = [along(from.x, to.x, left, right), along(from.y, to.y, top, bottom)];
  return Math.max(0, across[0], down[0]) < Math.min(1, across[1], down[1]);
}

const side = ({ from, to }: Lead, { x, y }: Place): number =>
  Math.sign((to.x - from.x) * (y - from.y) - (to.y - from.y) * (x - from.x));

/** Tells whether two lines cross. */
const meet = (a: Lead, b: Lead): boolean => side(a, b.from) !== side(a, b.to) && side(b, a.from) !== side(b, a.to);

/** Tells whether a box is that of a line, which another line may cross. */
const isThin = ({ left, right, top, bottom }: Box): boolean => Math.min(right - left, bottom - top) < 1.5;

/** A box without the air around it, which a line may use. */
const inner = ({ left, right, top, bottom }: Box): Box => ({
  left: left + 1,
  right: right - 1,
  top: top + 1,
  bottom: bottom - 1,
});

/**
 * The labels of `placeLabels`, and those that it found no room for at the end of a line, where there is room: a line passes through no
 * point, name or other such line.
 *
 * @param labels one for each point
 * @param taken where points, names and other words stand; the first are those of the points
 * @param lines thin ones, of which a name crosses as few as it can
 */
export function withLeads(
  labels: readonly (PlacedLabel | null)[],
  points: readonly LabelledPoint[],
  size: number,
  within: Box,
  taken: readonly Box[],
  lines: readonly Box[],
): (LedLabel | null)[] {
  const boxes = [...taken];
  const leads: Lead[] = [];
  return labels.map((label, i): LedLabel | null => {
    const point = points[i];
    if (label !== null || !point) return label;
    let best: { readonly place: LedLabel & { readonly lead: Lead }; readonly cost: number } | null = null;
    for (const place of placesAround(point, size)) {
      const { lead } = place;
      const length = Math.hypot(lead.to.x - point.x, lead.to.y - point.y) / AS_A_MARGIN;
      if (best !== null && best.cost <= length) break;
      const box = boxOfLabel(place, size);
      const others = boxes.filter((_, j) => j !== i);
      if (!isWithin(box, within) || others.some((one) => touch(box, one)) || leads.some((one) => passes(one, box))) continue;
      if (others.some((one) => !isThin(one) && passes(lead, inner(one))) || leads.some((one) => meet(lead, one))) continue;
      const cost = length + lines.filter((line) => touch(box, line)).length;
      if (best === null || cost < best.cost) best = { place, cost };
    }
    if (best === null) return null;
    boxes.push(boxOfLabel(best.place, size));
    leads.push(best.place.lead);
    return best.place;
  });
}
