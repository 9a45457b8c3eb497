import { useMemo } from "preact/hooks";
import { type PaintedArea, PlainMap } from "./difference-map.tsx";
import type { Shape } from "./geometry.ts";
import { mapLayout } from "./map-layout.ts";
import { type ChartFrame, Dotted, Drawing, Hatch, px, SMALL, shortened } from "./parts.tsx";

/** One of several maps of the same areas. */
export interface OneMap {
  readonly name: string;
  /** below its name, such as the figure of the whole; empty: nothing */
  readonly text: string;
  readonly areas: readonly PaintedArea[];
}

export interface MapMultiplesProps extends ChartFrame {
  readonly maps: readonly OneMap[];
  readonly shapes: readonly Shape[];
  /** code of the area that the others are compared with */
  readonly parent: string;
  /** code of the area outlined on every map; null: none */
  readonly chosen: string | null;
  /** without ground: the areas are squares in an order, and lie nowhere */
  readonly bare?: boolean;
}

/** Least width of a map, greatest height, most maps in a row, and the space between them, in px. */
const [LEAST, TALLEST, MOST, GAP] = [118, 240, 4, 14];
/** Height in px of the two lines above a map. */
const HEAD = 36;

/** The same map several times, in one scale of colours, with its name above each. */
export function MapMultiples(props: MapMultiplesProps) {
  const { width, id, maps, shapes, parent, chosen, bare = false } = props;
  const columns = Math.max(1, Math.min(MOST, maps.length, Math.floor((width + GAP) / (LEAST + GAP))));
  const wide = (width - GAP * (columns - 1)) / columns;
  const areas = maps[0]?.areas ?? [];
  const layout = useMemo(
    () => mapLayout({ areas, shapes, parent, neighbours: [], width: wide, tallest: TALLEST, bare }),
    [areas, shapes, parent, wide, bare],
  );
  const pitch = HEAD + layout.height + GAP;
  const isWide = maps.some((map) => map.areas.some(({ against }) => against === "wide"));
  return (
    <Drawing {...props} height={pitch * Math.ceil(maps.length / columns)}>
      <Hatch id={`${id}-hatch`} />
      {isWide ? <Dotted id={`${id}-hatch-wide`} /> : null}
      {maps.map((map, i) => (
        <g key={map.name} transform={`translate(${px((i % columns) * (wide + GAP))} ${px(pitch * Math.floor(i / columns))})`}>
          <text y={SMALL} font-weight="700">
            {shortened(map.name, wide, true)}
          </text>
          <text y={2 * SMALL + 4} fill="var(--ink-2)">
            {shortened(map.text, wide)}
          </text>
          <g transform={`translate(0 ${HEAD})`}>
            <PlainMap layout={layout} areas={map.areas} width={wide} hatch={`${id}-hatch`} chosen={chosen} bare={bare} />
          </g>
        </g>
      ))}
    </Drawing>
  );
}
