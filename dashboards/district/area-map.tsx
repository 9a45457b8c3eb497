import { useEffect, useMemo, useRef } from "preact/hooks";
import { DifferenceMap, type DifferenceMapProps, type MapTurn } from "../charts/difference-map.tsx";
import { heightOfAreas, heightOfMap, TALLEST } from "../charts/map-layout.ts";
import type { PaintedArea } from "../charts/map-parts.tsx";
import { written } from "../shared/digits.ts";
import { codeOf } from "../shared/listeners.ts";
import { MapLegend, withoutText } from "../shared/map-legend.tsx";
import { paintedAlike } from "../shared/published-figure.ts";
import type { Sight } from "../shared/zoomed-map.tsx";
import { figureAt, isNearlyAllOf, yardstickAt } from "./area-figures.ts";
import type { Choice } from "./choice.ts";
import { areTiles, neighboursOf, partsOnMap, shapesFor } from "./map-shapes.ts";
import { perChoice } from "./per-choice.ts";
import { periodsOnMap } from "./periods-on-map.ts";
import { absentTexts, type DistrictState, gapAmount, isAlone, placeDecimals, placeWords } from "./shown.ts";

/** The height in px that the areas fill at a width: a higher map would lie in empty ground. Null while outlines load. */
export function heightFilled({ atlas, choice }: DistrictState, painted: readonly PaintedArea[], width: number): number | null {
  const shapes = shapesFor(atlas, choice.level, new Set(painted.map(({ code }) => code)), width);
  return shapes && heightOfAreas({ areas: painted, shapes, width });
}

/** The parts of one of several maps that share a scale of colours. */
interface PaintedMap {
  readonly choice: Choice;
  readonly painted: readonly PaintedArea[];
}

/**
 * The parts as the map paints them: compared with the whole as far as the margins allow, in stronger colours the larger the
 * difference.
 */
export const paintedParts = (shown: Pick<DistrictState, "atlas" | "choice">): readonly PaintedArea[] =>
  paintedMaps(shown)[0]?.painted ?? [];

/** Paints the parts in the colours that they have over all periods of the slider, so that walking it changes no scale: first those of the choice. */
const paintedMaps = perChoice(({ atlas, choice }): readonly PaintedMap[] => {
  const periods = [choice.period, ...periodsOnMap({ atlas, choice }).filter((period) => period !== choice.period)];
  const maps = periods.map((period) => ({
    whole: yardstickAt(atlas, { ...choice, period }, choice.area),
    figureAt: (code: string) => figureAt(atlas, { ...choice, period }, code),
  }));
  const painted = paintedAlike(partsOnMap({ atlas, choice }), maps);
  return periods.map((period, i) => ({ choice: { ...choice, period }, painted: painted[i] ?? [] }));
});

/** The difference that the strongest colour of some maps in one scale stands for; undefined where nothing has a colour. */
export function strongestText({ atlas, lang, words }: DistrictState, maps: readonly PaintedMap[]): string | undefined {
  for (const { choice, painted } of maps) {
    const furthest = painted.find(({ strength }) => strength === 1);
    const figure = furthest && figureAt(atlas, choice, furthest.code);
    const whole = yardstickAt(atlas, choice, choice.area);
    if (!figure || !whole) continue;
    // Of both as they are written, so that whoever subtracts finds the same.
    const [digits, ofWhole] = [
      placeDecimals({ atlas, choice }, furthest.code, figure),
      placeDecimals({ atlas, choice }, choice.area, whole),
    ];
    const most = Math.abs(written(figure.value, digits) - written(whole.value, ofWhole));
    return words.map.strongest(gapAmount(atlas, choice, most, Math.max(digits, ofWhole), lang));
  }
  return undefined;
}

/** Number of areas by relation. */
export function kindsOf(painted: readonly PaintedArea[]): Readonly<Record<PaintedArea["against"], number>> {
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
  /** px that the map must fill; absent: derived from the width */
  readonly height?: number;
  /** letters of the parts that stand out, by code; may be empty */
  readonly lettered?: Readonly<Record<string, string>>;
  readonly painted?: readonly PaintedArea[];
  readonly chosen: string | null;
  /** code of the part pointed at; absent or null: none */
  readonly pointed?: string | null;
  /** codes of the parts that the map is framed on; absent: all */
  readonly framed?: readonly string[];
  /** areas around several of the parts, outlined and named over them */
  readonly groups?: DifferenceMapProps["groups"];
  /** what is seen of the map; absent: all of it; null: not known before it is drawn */
  readonly sight?: Sight | null | undefined;
  /** how far it is drawn; absent: wholly */
  readonly turn?: MapTurn;
}

/** The map of the parts. While outlines load, a placeholder of the same size keeps the page from moving. */
export function PartsMap({
  shown,
  id,
  width,
  label,
  tallest = TALLEST,
  height,
  lettered,
  painted,
  chosen,
  pointed = null,
  framed,
  groups,
  sight,
  turn = 5,
}: PartsMapProps) {
  const { atlas, choice, words } = shown;
  const areas = painted ?? paintedParts({ atlas, choice });
  const shapes = useMemo(
    () => shapesFor(atlas, choice.level, new Set(areas.map(({ code }) => code)), width),
    [atlas, choice.level, areas, width],
  );
  const neighbours = useMemo(() => neighboursOf(atlas, choice.area), [atlas.tree, choice.area]);
  if (shapes === null || turn === 1)
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
      pointed={pointed}
      tallest={tallest}
      fixed={!areTiles(atlas)}
      bare={areTiles(atlas)}
      turn={turn}
      {...(lettered ? { lettered } : {})}
      {...(framed ? { framed } : {})}
      {...(groups ? { groups } : {})}
      {...(sight === undefined ? {} : { sight })}
      {...(height === undefined ? {} : { height })}
    />
  );
}

/** Distances in px around a touch at which areas are looked for, and the number of directions. */
const REACH = [0, 7, 14, 21];
const DIRECTIONS = 8;
/** An area whose smaller side is below this (px) is hard to hit with a finger. */
const SMALL = 26;

/** Tells whether an area is smaller than a finger. */
function isSmall(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect();
  return Math.min(width, height) < SMALL;
}

/** The area that a touch means: a small one close by, else the one under the finger, else the nearest. */
function areaUnder(event: MouseEvent): string | null {
  const hit = codeOf(event.target);
  if (!matchMedia("(pointer: coarse)").matches) return hit;
  // A name that stands beside its area lies on others.
  if (event.target instanceof Element && event.target.closest("[data-of]")) return hit;
  const near = REACH.flatMap((reach) =>
    Array.from({ length: DIRECTIONS }, (_, i) => {
      const angle = (2 * Math.PI * i) / DIRECTIONS;
      return document.elementFromPoint(event.clientX + reach * Math.cos(angle), event.clientY + reach * Math.sin(angle));
    }),
  ).filter((element) => element !== null && codeOf(element) !== null) as Element[];
  return codeOf(near.find(isSmall) ?? null) ?? hit ?? codeOf(near[0] ?? null);
}

/** Listens to taps and pointing on a drawing. The drawing itself is pure; its shapes carry the codes of their areas. */
export function useAreaTaps(onTap: (code: string, on: Element) => void, onPoint: (code: string | null) => void) {
  const box = useRef<HTMLDivElement>(null);
  const calls = useRef({ onTap, onPoint });
  calls.current = { onTap, onPoint };
  useEffect(() => {
    const element = box.current;
    // What a click, a scroll or new words move under a pointer at rest was not pointed at.
    let last = "";
    const tap = (event: Event): void => {
      const on = event.target;
      if (!(event instanceof MouseEvent && on instanceof Element && on.closest("svg.chart"))) return;
      const code = areaUnder(event);
      if (code !== null) calls.current.onTap(code, on);
    };
    const move = (event: Event): void => {
      if (!(event instanceof PointerEvent) || event.pointerType !== "mouse") return;
      const at = `${event.clientX} ${event.clientY}`;
      if (at === last) return;
      last = at;
      calls.current.onPoint(codeOf(event.target));
    };
    const out = (): void => calls.current.onPoint(null);
    element?.addEventListener("click", tap);
    element?.addEventListener("pointermove", move);
    element?.addEventListener("pointerleave", out);
    return () => {
      element?.removeEventListener("click", tap);
      element?.removeEventListener("pointermove", move);
      element?.removeEventListener("pointerleave", out);
    };
  }, []);
  return box;
}

/** The legend of the parts on the map. */
export function PartsLegend({ shown, painted }: { shown: DistrictState; painted: readonly PaintedArea[] }) {
  const { words, atlas, choice, lang } = shown;
  const { relations } = words.map;
  const hasWhole = yardstickAt(atlas, choice, choice.area) !== null;
  // One that has nearly all homes of the whole is not compared with it.
  const isCompared = painted.some(({ code, against }) => against === "same" && !isNearlyAllOf(atlas, choice, code, choice.area));
  const texts = {
    less: words.map.less(placeWords(atlas, choice.area, lang)),
    same: isAlone(shown) || (hasWhole && !isCompared) ? words.map.published : hasWhole ? relations.same : words.map.uncompared,
    more: words.map.more,
    wide: words.map.wide,
    absent: withoutText(absentTexts(shown, painted), lang),
  };
  const kinds = new Set(painted.map(({ against }) => against));
  const hasColour = kinds.has("less") || kinds.has("more");
  const maps = painted === paintedParts(shown) ? paintedMaps(shown) : [{ choice, painted }];
  return (
    <>
      {areTiles(atlas) ? <p class="note">{words.map.tiles}</p> : null}
      <MapLegend kinds={kinds} texts={texts} strongest={hasColour ? strongestText(shown, maps) : undefined} />
    </>
  );
}
