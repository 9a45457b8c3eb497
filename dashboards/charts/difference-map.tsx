import { type Frame, frameOf, inPixels, type Shape } from "./geometry.ts";
import { type ChartFrame, Drawing, Hatch, px, textWidth } from "./parts.tsx";

/** An area beside its parent: how far, as a share of the furthest one (0 to 1), in which direction, or why nothing can be told. */
export interface PaintedArea {
  readonly code: string;
  readonly name: string;
  readonly against: "less" | "more" | "same" | "absent";
  readonly strength: number;
}

export interface DifferenceMapProps extends ChartFrame {
  readonly areas: readonly PaintedArea[];
  /** of any areas; those of `areas` are painted */
  readonly shapes: readonly Shape[];
  /** outlined: the area that the others are held against */
  readonly parent: string;
  /** named where there is room: what lies around the parent */
  readonly neighbours: readonly { readonly code: string; readonly name: string }[];
  readonly chosen: string | null;
  readonly tallest?: number;
}

/** from this strength on, what stands on a colour is written in the paper's, because the ink's contrast is below 3 */
const DARK = 0.8;
const FROM = { less: "--lo-0", more: "--hi-0" } as const;
const TO = { less: "--lo-1", more: "--hi-1" } as const;

function fillOf({ against, strength }: PaintedArea, hatch: string): string {
  if (against === "absent") return `url(#${hatch})`;
  if (against === "same") return "var(--mid)";
  return `color-mix(in srgb, var(${TO[against]}) ${Math.round(100 * strength)}%, var(${FROM[against]}))`;
}

type Rings = ReturnType<typeof inPixels>["coordinates"];

function pathOf(polygons: Rings): string {
  return polygons.map((polygon) => polygon.map((ring) => `M${ring.map(([x, y]) => `${x} ${y}`).join("L")}Z`).join("")).join("");
}

interface Middle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly ring: readonly (readonly number[])[];
}

/** Is the point within the ring? A ray to the right crosses it an odd number of times. */
function holds(ring: Middle["ring"], [px, py]: readonly [number, number]): boolean {
  let inside = false;
  ring.forEach(([x1 = 0, y1 = 0], i) => {
    const [x2 = 0, y2 = 0] = ring[(i + 1) % ring.length] ?? [];
    if (y1 > py !== y2 > py && px < x1 + ((py - y1) / (y2 - y1)) * (x2 - x1)) inside = !inside;
  });
  return inside;
}

/** The middle of the largest outer ring, and how much room there is around it. */
function middleOf(polygons: Rings): Middle | null {
  let best: (Middle & { size: number }) | null = null;
  for (const [ring] of polygons) {
    if (!ring) continue;
    let [area, cx, cy] = [0, 0, 0];
    ring.forEach(([x = 0, y = 0], i) => {
      const [nx = 0, ny = 0] = ring[(i + 1) % ring.length] ?? [];
      const cross = x * ny - nx * y;
      area += cross / 2;
      cx += ((x + nx) * cross) / 6;
      cy += ((y + ny) * cross) / 6;
    });
    if (Math.abs(area) <= (best?.size ?? 0)) continue;
    const xs = ring.map(([x = 0]) => x);
    const ys = ring.map(([, y = 0]) => y);
    const box = { width: Math.max(...xs) - Math.min(...xs), height: Math.max(...ys) - Math.min(...ys) };
    best = { x: cx / area, y: cy / area, ring, size: Math.abs(area), ...box };
  }
  return best;
}

interface Placed {
  readonly x: number;
  readonly y: number;
  readonly half: number;
}

/** The names of neighbours that touch nothing, in their order. */
function placeNames(names: readonly { name: string; x: number; y: number }[], width: number, height: number, taken: Placed[]) {
  return names.filter(({ name, x, y }) => {
    const half = textWidth(name, 12) / 2;
    const inside = x - half > 4 && x + half < width - 4 && y > 14 && y < height - 6;
    const free = taken.every((other) => Math.abs(other.x - x) > other.half + half + 6 || Math.abs(other.y - y) > 16);
    if (inside && free) taken.push({ x, y, half });
    return inside && free;
  });
}

/** Samples points of an outline that lie within the drawing, to name a neighbour of which only a part shows. */
function seenMiddle(polygons: Rings, width: number, height: number): { x: number; y: number } | null {
  const seen = polygons.flatMap(([ring]) => (ring ?? []).filter(([x = 0, y = 0]) => x > 0 && x < width && y > 0 && y < height));
  if (seen.length < 3) return null;
  const mean = (at: 0 | 1): number => seen.reduce((sum, point) => sum + (point[at] ?? 0), 0) / seen.length;
  return { x: mean(0), y: mean(1) };
}

/**
 * Areas beside their parent: blue and ▼ for less, ochre and ▲ for more, both only beyond the margins; pale where the difference cannot
 * be told, hatched where there are not enough homes. North is up, and the ground is darker than what cannot be told.
 */
export function DifferenceMap(props: DifferenceMapProps) {
  const { width, id, areas, shapes, parent, neighbours, chosen, tallest = 560 } = props;
  const byCode = new Map(areas.map((area) => [area.code, area]));
  const own = shapes.filter(({ properties }) => byCode.has(properties.code));
  const frame: Frame = frameOf(own, width, Math.min(tallest, Math.round(width * 0.95)), 28);
  const hatch = `${id}-hatch`;
  const drawn = own.map((shape) => ({
    area: byCode.get(shape.properties.code) as PaintedArea,
    rings: inPixels(shape, frame).coordinates,
  }));
  const outline = shapes
    .filter(({ properties }) => properties.code === parent)
    .map((shape) => pathOf(inPixels(shape, frame).coordinates));
  const names = new Map(neighbours.map(({ code, name }) => [code, name]));
  const around = shapes
    .filter(({ properties }) => names.has(properties.code))
    .map((shape) => ({ name: names.get(shape.properties.code) ?? "", rings: inPixels(shape, frame).coordinates }))
    .filter(({ rings }) => seenMiddle(rings, width, frame.height) !== null);
  const taken: Placed[] = [];
  const marks = drawn.flatMap(({ area, rings }) => {
    const middle = middleOf(rings);
    if (!middle || Math.min(middle.width, middle.height) < 16) return [];
    const room = textWidth(area.name, 12, true);
    const ends = [-room / 2, 0, room / 2].flatMap((dx) => [2, 15].map((dy) => [middle.x + dx, middle.y + dy] as const));
    const named = ends.every((point) => holds(middle.ring, point));
    taken.push({ x: middle.x, y: middle.y, half: named ? room / 2 : 8 });
    return [{ area, named, x: middle.x, y: middle.y }];
  });
  const aside = placeNames(
    around.flatMap(({ name, rings }) => {
      const at = seenMiddle(rings, width, frame.height);
      return at ? [{ name, ...at }] : [];
    }),
    width,
    frame.height,
    taken,
  );
  const selected = drawn.find(({ area }) => area.code === chosen);
  return (
    <Drawing {...props} height={frame.height} clipped>
      <Hatch id={hatch} />
      <rect width={width} height={frame.height} rx="16" fill="var(--land)" />
      {around.map(({ name, rings }) => (
        <path key={name} d={pathOf(rings)} fill="none" stroke="var(--edge)" stroke-dasharray="2 3" stroke-opacity="0.700" />
      ))}
      <g class="areas" stroke="var(--card)" stroke-width="1.200" stroke-linejoin="round">
        {drawn.map(({ area, rings }) => (
          <path
            key={area.code}
            data-area={area.code}
            d={pathOf(rings)}
            fill={fillOf(area, hatch)}
            stroke={area.against === "absent" ? "var(--hatch)" : undefined}
          />
        ))}
      </g>
      {outline.map((path) => (
        <path key="parent" d={path} fill="none" stroke="var(--ink-2)" stroke-width="1.200" pointer-events="none" />
      ))}
      <g pointer-events="none">
        {marks.map(({ area, named, x, y }) => {
          const ink =
            (area.against === "less" || area.against === "more") && area.strength >= DARK ? "var(--card)" : "var(--ink)";
          const mark = { less: "M-5-4h10l-5 8.500z", more: "M-5 4.500h10l-5-8.500z", same: null, absent: null }[area.against];
          return (
            <g key={area.code} transform={`translate(${px(x)} ${px(y)})`} fill={ink}>
              {mark ? <path d={mark} transform={named ? "translate(0 -9)" : undefined} /> : null}
              {named ? (
                <text
                  y={mark ? 12 : 4}
                  text-anchor="middle"
                  font-size="12"
                  font-weight="700"
                  {...(area.against === "absent" ? { stroke: "var(--card)", "stroke-width": 4, "paint-order": "stroke" } : {})}
                >
                  {area.name}
                </text>
              ) : null}
            </g>
          );
        })}
        {aside.map(({ name, x, y }) => (
          <text key={name} x={px(x)} y={px(y)} text-anchor="middle" font-size="12" fill="var(--ink-2)">
            {name}
          </text>
        ))}
        {selected ? (
          <g fill="none" stroke-linejoin="round">
            <path d={pathOf(selected.rings)} stroke="var(--card)" stroke-width="6" />
            <path d={pathOf(selected.rings)} stroke="var(--ink)" stroke-width="3" class="chosen" />
          </g>
        ) : null}
      </g>
    </Drawing>
  );
}
