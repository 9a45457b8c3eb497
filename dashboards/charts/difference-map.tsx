import { useMemo } from "preact/hooks";
import type { Shape } from "./geometry.ts";
import { mapLayout } from "./map-layout.ts";
import { type ChartFrame, Drawing, Hatch, px } from "./parts.tsx";

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

/**
 * Areas beside their parent: blue and ▼ for less, ochre and ▲ for more, both only beyond the margins; pale where the difference cannot
 * be told, hatched where there are not enough homes. North is up, and the ground is darker than what cannot be told.
 */
export function DifferenceMap(props: DifferenceMapProps) {
  const { width, id, areas, shapes, parent, neighbours, chosen, tallest = 560 } = props;
  const layout = useMemo(
    () => mapLayout({ areas, shapes, parent, neighbours, width, tallest }),
    [areas, shapes, parent, neighbours, width, tallest],
  );
  const byCode = new Map(areas.map((area) => [area.code, area]));
  const hatch = `${id}-hatch`;
  const drawn = layout.areas.flatMap((laid) => {
    const area = byCode.get(laid.code);
    return area ? [{ ...laid, area }] : [];
  });
  const selected = drawn.find(({ code }) => code === chosen);
  return (
    <Drawing {...props} height={layout.height} clipped>
      <Hatch id={hatch} />
      <rect width={width} height={layout.height} rx="16" fill="var(--land)" />
      {layout.around.map(({ name, path }) => (
        <path key={name} d={path} fill="none" stroke="var(--edge)" stroke-dasharray="2 3" stroke-opacity="0.700" />
      ))}
      <g class="areas" stroke="var(--card)" stroke-width="1.200" stroke-linejoin="round">
        {drawn.map(({ area, path }) => (
          <path
            key={area.code}
            data-area={area.code}
            d={path}
            fill={fillOf(area, hatch)}
            stroke={area.against === "absent" ? "var(--hatch)" : undefined}
          />
        ))}
      </g>
      {layout.parent.map((path) => (
        <path key="parent" d={path} fill="none" stroke="var(--ink-2)" stroke-width="1.200" pointer-events="none" />
      ))}
      <g pointer-events="none">
        {drawn.map(({ area, mark }) => (mark ? <Mark key={area.code} area={area} {...mark} /> : null))}
        {layout.around.map(({ name, at }) =>
          at ? (
            <text key={name} x={px(at.x)} y={px(at.y + 4)} text-anchor="middle" font-size="12" fill="var(--ink-2)">
              {name}
            </text>
          ) : null,
        )}
        {selected ? (
          <g fill="none" stroke-linejoin="round">
            <path d={selected.path} stroke="var(--card)" stroke-width="6" />
            <path d={selected.path} stroke="var(--ink)" stroke-width="3" class="chosen" />
          </g>
        ) : null}
      </g>
    </Drawing>
  );
}

/** ▼ or ▲, and the area's name where it fits. */
function Mark({ area, x, y, named }: { area: PaintedArea; x: number; y: number; named: boolean }) {
  const ink = (area.against === "less" || area.against === "more") && area.strength >= DARK ? "var(--card)" : "var(--ink)";
  const mark = { less: "M-5-4h10l-5 8.500z", more: "M-5 4.500h10l-5-8.500z", same: null, absent: null }[area.against];
  return (
    <g transform={`translate(${px(x)} ${px(y)})`} fill={ink}>
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
}
