import { useEffect, useMemo, useRef } from "preact/hooks";
import { DifferenceMap, type PaintedArea } from "../charts/difference-map.tsx";
import type { Shape } from "../charts/geometry.ts";
import { heightOfMap } from "../charts/map-layout.ts";
import { tileShapes } from "../charts/tile-shapes.ts";
import { figureAt, type Relation, relationAt } from "./area-figures.ts";
import type { Atlas } from "./atlas.ts";
import type { Choice } from "./choice.ts";
import { type DistrictState, partsOf, placeWords } from "./shown.ts";

/** No map is higher than this, in pixels. */
export const TALLEST = 560;

/** The outlines of the areas shown, or one square for each where outlines are not known; null: they are being fetched. */
function shapesFor(atlas: Atlas, level: string, codes: ReadonlySet<string>, width: number): readonly Shape[] | null {
  if (atlas.shapes) return atlas.shapes.features;
  if (atlas.catalog.territory.shapes_url !== null) return null;
  return tileShapes(atlas.tree, atlas.levels, level, codes, { width });
}

/** Does nobody know the outlines? Then places are squares in the order of their names: no map. */
export const areTiles = ({ catalog }: Pick<Atlas, "catalog">): boolean => catalog.territory.shapes_url === null;

/** What was painted last of a choice: title, legend and map ask for the same, at every move of a pointer. */
const PAINTED = new WeakMap<Choice, { readonly atlas: Atlas; readonly parts: readonly PaintedArea[] }>();

/** The parts as the map paints them: beside the whole, as far as the margins allow; the further, the stronger. */
export function paintedParts({ atlas, choice }: Pick<DistrictState, "atlas" | "choice">): readonly PaintedArea[] {
  const known = PAINTED.get(choice);
  if (known?.atlas === atlas) return known.parts;
  const parts = paint(atlas, choice);
  PAINTED.set(choice, { atlas, parts });
  return parts;
}

function paint(atlas: Atlas, choice: Choice): PaintedArea[] {
  const whole = figureAt(atlas, choice, choice.area);
  const parts = partsOf({ atlas, choice }).map(({ code, name: told }) => {
    // On the map a place is where it is: its name needs no town.
    const name = atlas.tree.get(code)?.name ?? told;
    const figure = figureAt(atlas, choice, code);
    const against = relationAt(atlas, choice, code, choice.area);
    const far = figure && whole && (against === "less" || against === "more") ? Math.abs(figure.value - whole.value) : 0;
    return { code, name, against, far };
  });
  const furthest = Math.max(1e-9, ...parts.map(({ far }) => far));
  return parts.map(({ code, name, against, far }) => ({ code, name, against, strength: far / furthest }));
}

/** How many of each kind. */
export function kindsOf(painted: readonly PaintedArea[]): Readonly<Record<Relation, number>> {
  const count = { less: 0, more: 0, same: 0, wide: 0, absent: 0 };
  for (const { against } of painted) count[against] += 1;
  return count;
}

interface PartsMapProps {
  readonly shown: DistrictState;
  readonly id: string;
  readonly width: number;
  readonly label: string;
  readonly tallest?: number;
  /** px that the map must fill; absent: as its width asks for */
  readonly height?: number;
  /** parts that stand out, with a letter or none */
  readonly lettered?: Readonly<Record<string, string>>;
  readonly painted?: readonly PaintedArea[];
  readonly chosen: string | null;
}

/** The map of the parts, or its place while outlines are on their way: what stands below does not move when they come. */
export function PartsMap({ shown, id, width, label, tallest = TALLEST, height, lettered, painted, chosen }: PartsMapProps) {
  const { atlas, choice, words } = shown;
  const areas = useMemo(() => painted ?? paintedParts({ atlas, choice }), [painted, atlas, choice]);
  const shapes = useMemo(
    () => shapesFor(atlas, choice.level, new Set(areas.map(({ code }) => code)), width),
    [atlas, choice.level, areas, width],
  );
  const neighbours = useMemo(() => {
    const parent = atlas.tree.get(choice.area)?.parent;
    return parent ? atlas.tree.children(parent).filter(({ code }) => code !== choice.area) : [];
  }, [atlas, choice.area]);
  if (shapes === null)
    return (
      <div class="map-wait" style={{ height: `${height ?? heightOfMap(width, tallest)}px` }}>
        {words.map.waiting}
      </div>
    );
  return (
    <DifferenceMap
      id={id}
      width={width}
      label={label}
      areas={areas}
      shapes={shapes}
      parent={choice.area}
      neighbours={neighbours}
      surroundings={atlas.context}
      chosen={chosen}
      tallest={tallest}
      fixed={!areTiles(atlas)}
      bare={areTiles(atlas)}
      {...(lettered ? { lettered } : {})}
      {...(height === undefined ? {} : { height })}
    />
  );
}

/** px around a finger in which an area is looked for, the nearest first, and directions in which it is */
const REACH = [0, 7, 14, 21];
const DIRECTIONS = 8;
/** px of the smaller side from which on an area can be hit without help */
const SMALL = 26;

const codeOf = (element: EventTarget | null): string | null =>
  element instanceof Element ? element.getAttribute("data-area") : null;

/** Is an area smaller than a finger? */
function isSmall(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect();
  return Math.min(width, height) < SMALL;
}

/** The area that a finger means: a small one close by, else the one under it, else the nearest. */
function areaUnder(event: MouseEvent): string | null {
  const hit = codeOf(event.target);
  if (!matchMedia("(pointer: coarse)").matches) return hit;
  const near = REACH.flatMap((reach) =>
    Array.from({ length: DIRECTIONS }, (_, i) => {
      const angle = (2 * Math.PI * i) / DIRECTIONS;
      return document.elementFromPoint(event.clientX + reach * Math.cos(angle), event.clientY + reach * Math.sin(angle));
    }),
  ).filter((element) => element !== null && codeOf(element) !== null) as Element[];
  return codeOf(near.find(isSmall) ?? null) ?? hit ?? codeOf(near[0] ?? null);
}

/** Listens to what is pointed at and tapped: the drawing is pure, and its shapes carry their area's code. */
export function useAreaTaps(onTap: (code: string) => void, onPoint: (code: string | null) => void) {
  const box = useRef<HTMLDivElement>(null);
  const calls = useRef({ onTap, onPoint });
  calls.current = { onTap, onPoint };
  useEffect(() => {
    const element = box.current;
    const tap = (event: Event): void => {
      const isMap = event.target instanceof Element && event.target.closest("svg.chart") !== null;
      const code = isMap && event instanceof MouseEvent ? areaUnder(event) : null;
      if (code !== null) calls.current.onTap(code);
    };
    const over = (event: Event): void => {
      if (event instanceof PointerEvent && event.pointerType === "mouse") calls.current.onPoint(codeOf(event.target));
    };
    const out = (): void => calls.current.onPoint(null);
    element?.addEventListener("click", tap);
    element?.addEventListener("pointerover", over);
    element?.addEventListener("pointerleave", out);
    return () => {
      element?.removeEventListener("click", tap);
      element?.removeEventListener("pointerover", over);
      element?.removeEventListener("pointerleave", out);
    };
  }, []);
  return box;
}

/** The legend: each colour with its form; only what the map has. */
export function MapLegend({ shown, kinds }: { shown: DistrictState; kinds: Readonly<Record<Relation, number>> }) {
  const { words, atlas, choice, lang } = shown;
  const told = figureAt(atlas, choice, choice.area) !== null;
  const texts = {
    less: words.map.less(placeWords(atlas, choice.area, lang)),
    same: told ? words.map.same : words.map.published,
    more: words.map.more,
    absent: words.map.absent,
  };
  const mark = { less: "M0 0h10l-5 8.500z", more: "M0 8.500h10L5 0z", same: null, absent: null } as const;
  return (
    <>
      {areTiles(atlas) ? <p class="note">{words.map.tiles}</p> : null}
      <ul class="legend">
        {(["less", "same", "more", "absent"] as const)
          .filter((kind) => kinds[kind] > 0)
          .map((kind) => (
            <li key={kind}>
              <span class={`swatch ${kind}`} aria-hidden="true" />
              {mark[kind] ? (
                <svg width="10" height="9" aria-hidden="true">
                  <path d={mark[kind] ?? ""} fill="var(--ink)" />
                </svg>
              ) : null}
              {texts[kind]}
            </li>
          ))}
      </ul>
    </>
  );
}
