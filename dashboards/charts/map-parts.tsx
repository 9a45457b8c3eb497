import type { Surroundings } from "../../src/territory/index.ts";
import { aboveName, type laidSurroundings, type MapLayout, NAME_LINE, nameWidth } from "./map-layout.ts";
import { px, TIGHT, textWidth } from "./parts.tsx";

/** An area beside its parent: the direction of the difference, and its size as a share of the largest one (0 to 1). */
export interface PaintedArea {
  readonly code: string;
  readonly name: string;
  /** wide: the figure's margin is too wide to tell anything; absent: no figure is published */
  readonly against: "less" | "more" | "same" | "wide" | "absent";
  readonly strength: number;
  /** true: it lies within another area of the map, and is drawn over it */
  readonly inner?: true;
  /** true: it is there for orientation, and has neither mark nor name */
  readonly quiet?: true;
  /** its number in the list beside the map, which stands where its name has no room */
  readonly rank?: string | undefined;
  /** true: its name is its number in a list beside the map, with its mark, and always stands */
  readonly numbered?: true;
}

/** An area in pixels with what it is painted as. */
export type DrawnArea = MapLayout["areas"][number] & { readonly area: PaintedArea };

/** The areas of a layout as they are painted. */
export function drawnAreas({ areas: laid }: MapLayout, areas: readonly PaintedArea[]): readonly DrawnArea[] {
  const byCode = new Map(areas.map((area) => [area.code, area]));
  return laid.flatMap((one) => {
    const area = byCode.get(one.code);
    return area ? [{ ...one, area }] : [];
  });
}

/** The marks of areas as signs before their numbers, because on a map without colours only these tell more from less. */
export const SIGNS = { less: "▼", more: "▲", same: "", wide: "", absent: "" } as const;

/** Areas with numbers of a list instead of their names, each with the mark of its colour. */
export const numbered = (painted: readonly PaintedArea[], numbers: ReadonlyMap<string, string>): readonly PaintedArea[] =>
  painted.map((area) => {
    const number = numbers.get(area.code);
    return number === undefined ? area : { ...area, name: `${SIGNS[area.against]}${number}`, numbered: true };
  });

export const isTold = (area: PaintedArea): area is PaintedArea & { readonly against: "less" | "more" } =>
  area.against === "less" || area.against === "more";

/** Colour of each kind of surroundings; a kind that is not listed is not drawn. Where nobody lives is ground: painted it would seem to be an area. */
const AROUND: Readonly<Partial<Record<Surroundings["features"][number]["properties"]["kind"], string>>> = {
  water: "var(--water)",
  park: "var(--park)",
  built: "var(--sunk)",
  neighbour: "var(--line)",
  road: "var(--line)",
  rail: "var(--line)",
};

/** Strengths from which text on a coloured area changes its ink, so that its contrast reaches 4.5 in light and in dark. */
const MIDDLE = { less: 0.31, more: 0.28 } as const;
const STRONG = 0.8;
const ON_STRONG = { less: "var(--on-lo)", more: "var(--on-hi)" } as const;

function inkOn({ against, strength }: PaintedArea): string {
  if (against !== "less" && against !== "more") return "var(--ink)";
  return strength >= STRONG ? ON_STRONG[against] : markOn(against, strength);
}

/** The ink of a mark, which needs a contrast of 3: by light it is dark on every colour, as in the legend. */
const markOn = (against: "less" | "more", strength: number): string =>
  strength >= MIDDLE[against] ? "var(--on-mid)" : "var(--on-weak)";

const FROM = { less: "--lo-0", more: "--hi-0" } as const;
const TO = { less: "--lo-1", more: "--hi-1" } as const;

export function fillOf({ against, strength }: PaintedArea, hatch: string): string {
  if (against === "absent") return `url(#${hatch})`;
  if (against === "wide") return `url(#${hatch}-wide)`;
  if (against === "same") return "var(--mid)";
  return `color-mix(in srgb, var(${TO[against]}) ${Math.round(100 * strength)}%, var(${FROM[against]}))`;
}

/** The chosen area; a ring marks it where it is too small to see. */
export function Selected({ path, speck }: DrawnArea) {
  return (
    <g fill="none" stroke-linejoin="round">
      <RingOf speck={speck} />
      <path d={path} stroke="var(--card)" stroke-width="6" />
      <path d={path} stroke="var(--ink)" stroke-width="3" class="chosen" />
    </g>
  );
}

/** Radius in px of the ring around an area that is too small to see. */
export const RING = 16;

/** Marks an area that is smaller than its own outline. */
export function RingOf({ speck }: Pick<DrawnArea, "speck">) {
  const at = speck();
  if (at === null) return null;
  const { x, y } = at;
  return (
    <>
      <circle cx={px(x)} cy={px(y)} r={RING} stroke="var(--card)" stroke-width="6" />
      <circle cx={px(x)} cy={px(y)} r={RING} stroke="var(--ink)" stroke-width="2" />
    </>
  );
}

/** The painted areas. Each carries its code, for listeners of taps. */
export function Areas({ drawn, hatch, bare }: { drawn: readonly DrawnArea[]; hatch: string; bare: boolean }) {
  return (
    <g class="areas" stroke={bare ? "var(--hatch)" : "var(--card)"} stroke-width="1.200" stroke-linejoin="round">
      {drawn.map(({ area, path }) => (
        <path
          key={area.code}
          data-area={area.code}
          d={path}
          fill={fillOf(area, hatch)}
          // The line in the ground's colour would not be seen on pale areas.
          stroke={area.against === "less" || area.against === "more" ? undefined : "var(--hatch)"}
        />
      ))}
    </g>
  );
}

interface MarkProps {
  readonly area: PaintedArea;
  readonly isThin?: boolean;
  readonly x: number;
  readonly y: number;
  readonly lines: readonly string[];
  /** a letter on the line of the mark; absent: none */
  readonly beside?: string | undefined;
}

/** Where a mark stands beside a letter or a number, in px from the middle of both. */
export const leftOf = (beside: string): number => Math.min(-6, -1.5 - textWidth(beside, TIGHT, true) / 2);

const MARKS = { less: "M-5-4h10l-5 8.500z", more: "M-5 4.500h10l-5-8.500z" } as const;

/** ▼ or ▲, and the area's name where it fits. */
export function Mark({ area, isThin = false, x, y, lines, beside }: MarkProps) {
  const mark = isTold(area) && !area.numbered ? MARKS[area.against] : null;
  if (mark === null && lines.length === 0 && beside === undefined) return null;
  const half = ((lines.length - 1) * NAME_LINE) / 2;
  return (
    <g transform={`translate(${px(x)} ${px(y)})`} fill={inkOn(area)}>
      {mark ? (
        <path
          d={mark}
          transform={
            lines.length > 0 ? `translate(0 ${px(-aboveName(lines))})` : beside ? `translate(${px(leftOf(beside))} 0)` : undefined
          }
          {...(isTold(area) ? { fill: markOn(area.against, area.strength) } : {})}
        />
      ) : null}
      {beside ? (
        <text class="rank" x={mark ? 6 : 0} y="4" text-anchor="middle" font-size={TIGHT} font-weight="700">
          {beside}
        </text>
      ) : null}
      <NameLines area={area} isThin={isThin} lines={lines} y={(mark ? 12 : 4) - half} />
    </g>
  );
}

export interface NameProps {
  readonly area: PaintedArea;
  readonly isThin?: boolean;
  readonly lines: readonly string[];
  /** middle of the lines, and base line of the first */
  readonly x?: number;
  readonly y: number;
}

/** The lines of a name in its area, in the ink that is read on it. Its halo, in the area's colour, parts it from a pattern and from a border that it touches. */
export function NameLines({ area, isThin = false, lines, x, y }: NameProps) {
  const isPatterned = area.against === "absent" || area.against === "wide";
  // A line may begin with the area's mark, which is drawn as it is elsewhere.
  const sign = isTold(area) && x !== undefined && lines[0]?.[1] === "\u00a0" ? MARKS[area.against] : null;
  const drawnSign = sign && isTold(area) && (
    <path
      d={sign}
      transform={`translate(${px((x ?? 0) - nameWidth(lines[0] ?? "") / 2 + 7)} ${px(y - 4.5)})`}
      fill={markOn(area.against, area.strength)}
    />
  );
  const texts = lines.map((line, i) => (
    <text
      key={i}
      {...(x === undefined ? {} : { x: px(sign && i === 0 ? x + 8 : x), fill: inkOn(area) })}
      y={px(y + i * NAME_LINE)}
      text-anchor="middle"
      font-size={TIGHT}
      font-weight={area.against === "absent" || (isThin && !area.numbered) ? undefined : 700}
      stroke={isPatterned ? "var(--card)" : fillOf(area, "")}
      stroke-width="4"
      paint-order="stroke"
    >
      {sign && i === 0 ? line.slice(2) : line}
    </text>
  ));
  return [drawnSign, ...texts];
}

/** The outlines of the areas around the parent. */
export function AroundAreas({ layout }: { readonly layout: MapLayout }) {
  return layout.around.map(({ name, path }) => (
    <path key={name} d={path} fill="none" stroke="var(--edge)" stroke-dasharray="2 3" stroke-opacity="0.700" />
  ));
}

/** The outline of the area that the others are compared with. */
export function Parent({ layout }: { readonly layout: MapLayout }) {
  return layout.parent.map((path) => (
    <path key="parent" d={path} fill="none" stroke="var(--ink-2)" stroke-width="1.200" pointer-events="none" />
  ));
}

export function AroundNames({ around }: Pick<MapLayout, "around">) {
  return (
    <>
      {around.map(({ name, at }) =>
        at ? (
          <text key={name} x={px(at.x)} y={px(at.y + 4)} text-anchor="middle" font-size={TIGHT} fill="var(--ink-2)">
            {name}
          </text>
        ) : null,
      )}
    </>
  );
}

export function Ground({ surroundings }: { readonly surroundings: ReturnType<typeof laidSurroundings> }) {
  return (
    <>
      {surroundings.map(({ kind, path, line }, i) => {
        const paint = AROUND[kind];
        if (paint === undefined) return null;
        return <path key={i} d={path} {...(line ? { fill: "none", stroke: paint, "stroke-width": 2 } : { fill: paint })} />;
      })}
    </>
  );
}
