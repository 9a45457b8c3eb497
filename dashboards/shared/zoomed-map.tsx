import type { ComponentChild, RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { MapTurn } from "../charts/difference-map.tsx";
import { heightOfMap, TALLEST } from "../charts/map-layout.ts";
import type { PaintedArea } from "../charts/map-parts.tsx";
import { en } from "../messages/en/zoom.ts";
import { fr } from "../messages/fr/zoom.ts";
import { type Lang, translated } from "./i18n.ts";
import { useTurns } from "./in-turns.tsx";

const ZOOM = translated(fr, en);

/** Factors by which a map may open, as far as it can be enlarged. */
const STEPS = [1, 2, 4, 8] as const;
/** Factor by which a button enlarges, and the greatest one: with very many parts, which are small, it is greater. */
const STEP = 2;
const VERY_MANY = 100;
const mostOf = (parts: number): number => (parts > VERY_MANY ? 16 : 4);
/** Share of the enlarged map's width or height within which its figures are when it opens. */
const MOST_SPREAD = 0.6;
/** With more parts than this, some are too small for a finger. */
const MANY = 8;

/** Where the map has a list beside it, room in px that the window keeps for what stands above the map and for a line below it, and the least height. */
const AROUND = { room: 370, least: 380 };
/** The same beside a long list, where the map stays in sight. */
const AROUND_TALL = { room: 300, least: 500 };

/** The same of a map that has the width of its page, and the line above it. */
const AROUND_WIDE = { room: 144, least: 380, most: 640 };

/** Greatest height of a map in this window, so that the line that names a chosen place is within it. */
function tallestHere(tall: boolean, wide: boolean): number {
  if (!matchMedia("(min-width: 60rem)").matches) return TALLEST;
  const { room, least, most } = { most: TALLEST, ...(wide ? AROUND_WIDE : tall ? AROUND_TALL : AROUND) };
  return Math.max(least, Math.min(most, innerHeight - room));
}

interface ZoomedMapProps {
  readonly lang: Lang;
  /** width of the map, in px */
  readonly width: number;
  /** number of parts on the map */
  readonly parts: number;
  /** true where nothing is to be enlarged: squares in an order have no details, and paper and frames elsewhere no buttons */
  readonly fixed: boolean;
  /** codes of the parts with a figure */
  readonly figures: readonly string[];
  /** codes of the parts to keep in sight when enlarged; empty: those with a figure */
  readonly focus: readonly string[];
  /** true: where one of those parts is small, the map opens on them, as large as they all stay in sight */
  readonly framed?: boolean;
  /** true: beside a list that is longer than the map, which may then be taller */
  readonly tall?: boolean;
  /** true: it has the width of its page, and no list beside it */
  readonly wide?: boolean;
  /** false while outlines come */
  readonly ready?: boolean;
  /** number of other parts of the page that are drawn first, one a task, where the page itself is still drawn: then so is the map; 0: it is not */
  readonly others?: number;
  /**
   * draws the map for a width and a greatest height; `sight` says what of it is seen: null until it is drawn, undefined where all of it is;
   * `turn` is how far it is drawn
   */
  readonly children: (width: number, tallest: number, sight: Sight | null | undefined, turn: MapTurn) => ComponentChild;
}

/** The middle of a part, as shares of the map's width and height (0 to 1). */
type Middle = readonly [x: number, y: number];

/** The middles of some parts. Those that are not drawn are left out. */
function middlesIn(map: Element, codes: readonly string[]): readonly Middle[] {
  const svg = map.querySelector("svg")?.getBoundingClientRect();
  const wanted = new Set(codes);
  if (!svg || svg.width === 0) return [];
  return [...map.querySelectorAll("[data-area]")]
    .filter((area) => wanted.has(area.getAttribute("data-area") ?? ""))
    .map((area) => {
      const { left, right, top, bottom } = area.getBoundingClientRect();
      return [((left + right) / 2 - svg.left) / svg.width, ((top + bottom) / 2 - svg.top) / svg.height];
    });
}

const SIDES = ["left", "right", "top", "bottom"] as const;

/** The sides of a box: in px, or as shares of the map's width and height (0 to 1). */
export interface Extent {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The box around some parts; null where none of them is drawn. */
function extentIn(map: Element, codes: readonly string[]): Extent | null {
  const svg = map.querySelector("svg")?.getBoundingClientRect();
  const boxes = codes
    .flatMap((code) => map.querySelector(`[data-area="${CSS.escape(code)}"]`)?.getBoundingClientRect() ?? [])
    .filter(({ width }) => width > 0);
  if (!svg || svg.width === 0 || boxes.length === 0) return null;
  return {
    left: (Math.min(...boxes.map(({ left }) => left)) - svg.left) / svg.width,
    right: (Math.max(...boxes.map(({ right }) => right)) - svg.left) / svg.width,
    top: (Math.min(...boxes.map(({ top }) => top)) - svg.top) / svg.height,
    bottom: (Math.max(...boxes.map(({ bottom }) => bottom)) - svg.top) / svg.height,
  };
}

/** Width and height in px from which a part can be told on a map with all of them, with a letter in it. */
const TOLD = 30;

/** Tells whether all of some parts are large enough on the map at its own size, where one sees where they are. */
function areTold(map: Element, codes: readonly string[]): boolean {
  return codes.every((code) => {
    const part = map.querySelector(`[data-area="${CSS.escape(code)}"]`)?.getBoundingClientRect();
    return !part || Math.min(part.width, part.height) >= TOLD;
  });
}

/** The factor at which all of some parts is in sight, with what is around them. */
export function factorAround({ left, right, top, bottom }: Extent, parts: number): number {
  return Math.max(1, Math.min(mostOf(parts), MOST_SPREAD / Math.max(right - left, bottom - top)));
}

/** Tells whether the middle of a part is within the visible part of the map. */
function isInSight(map: Element, code: string): boolean {
  const part = map.querySelector(`[data-area="${CSS.escape(code)}"]`)?.getBoundingClientRect();
  const { left, right, top, bottom } = map.getBoundingClientRect();
  if (!part) return true;
  const [x, y] = [(part.left + part.right) / 2, (part.top + part.bottom) / 2];
  return x > left && x < right && y > top && y < bottom;
}

/** What of a map is seen, and what buttons cover of that, in px of the drawing. */
export interface Sight {
  readonly seen: Extent;
  readonly covered: Extent;
}

function sightOf(map: Element, buttons: Element): Sight | null {
  const svg = map.querySelector("svg")?.getBoundingClientRect();
  if (!svg || svg.width === 0) return null;
  // With larger letters a drawing's px are larger than those of the page.
  const times = Number(map.querySelector("svg")?.getAttribute("width")) / svg.width;
  const inDrawing = ({ left, right, top, bottom }: DOMRect): Extent => ({
    left: (left - svg.left) * times,
    right: (right - svg.left) * times,
    top: (top - svg.top) * times,
    bottom: (bottom - svg.top) * times,
  });
  return { seen: inDrawing(map.getBoundingClientRect()), covered: inDrawing(buttons.getBoundingClientRect()) };
}

const isAlike = (one: Extent, other: Extent): boolean => SIDES.every((side) => Math.abs(one[side] - other[side]) < 0.5);

/** Milliseconds without scrolling after which the names are placed anew. */
const AT_REST = 150;

/** What is seen of a map once it is at rest: names are placed within it. */
function useSight(
  box: RefObject<HTMLElement | null>,
  buttons: RefObject<HTMLElement | null>,
  isLarger: boolean,
  size: readonly unknown[],
) {
  const [sight, setSight] = useState<Sight | null>(null);
  const look = (): void => {
    const next = box.current && buttons.current && sightOf(box.current, buttons.current);
    if (next) setSight((last) => (last && isAlike(last.seen, next.seen) && isAlike(last.covered, next.covered) ? last : next));
  };
  // The buttons and the map's place are known only once they are drawn. The first time names and marks come with the next task, over the same areas.
  useEffect(() => {
    if (sight === null) look();
  });
  // Later only another size of the map changes it, for a look makes the browser lay the whole page out within the task.
  useLayoutEffect(() => {
    if (sight !== null) look();
  }, size);
  useEffect(() => {
    const element = box.current;
    if (!isLarger || !element) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const rest = (): void => {
      clearTimeout(timer);
      timer = setTimeout(look, AT_REST);
    };
    element.addEventListener("scroll", rest, { passive: true });
    return () => {
      clearTimeout(timer);
      element.removeEventListener("scroll", rest);
    };
  }, [isLarger]);
  return sight;
}

/**
 * How far the map is drawn. One that a visitor's choice brings, with its outlines there, is drawn at once: it would be seen to go.
 *
 * @param isUnseen true: it is not known yet what of it is seen
 */
function useMapTurn(ready: boolean, others: number, isUnseen: boolean): MapTurn {
  const [isAtOnce, before] = useRef([ready && others === 0, ready ? others : 0] as const).current;
  const turn = useTurns(before + (isUnseen ? 4 : 5), ready && !isAtOnce);
  return isAtOnce ? 5 : (Math.max(1, turn - before) as MapTurn);
}

/** The mean place of the parts; the middle of the map where none of them is drawn. */
function focusIn(map: Element, codes: readonly string[]): readonly [number, number] {
  const middles = middlesIn(map, codes);
  if (middles.length === 0) return [0.5, 0.5];
  const mean = (axis: 0 | 1): number => middles.reduce((sum, middle) => sum + middle[axis], 0) / middles.length;
  return [mean(0), mean(1)];
}

/**
 * The step at which a map opens: enlarged where nearly all figures are in so small a part of it that nobody would see them. The
 * outermost tenth of the parts on each side does not count, because one place far away hides nothing. A few figures are told by the
 * ranking. Null: nothing is drawn yet.
 */
export function openingStep(middles: readonly Middle[], parts = middles.length): number | null {
  if (middles.length === 0) return null;
  if (middles.length <= MANY) return 0;
  const outer = Math.floor(middles.length / 10);
  const spread = (axis: 0 | 1): number => {
    const sorted = middles.map((middle) => middle[axis]).sort((a, b) => a - b);
    return (sorted[sorted.length - 1 - outer] ?? 0) - (sorted[outer] ?? 0);
  };
  const share = Math.max(spread(0), spread(1));
  return STEPS.findLastIndex((factor) => factor === 1 || (factor <= mostOf(parts) && share * factor <= MOST_SPREAD));
}

interface Scrolling extends Pick<ZoomedMapProps, "width" | "parts" | "focus"> {
  readonly factor: number;
  readonly setFactor: (factor: number) => void;
  readonly framed: boolean;
  /** codes of the parts to be seen, with a space between */
  readonly focused: string;
}

/** Brings what is asked about in sight whenever it, the width or the enlargement changes. */
function useScrolledTo(box: RefObject<HTMLDivElement | null>, scrolling: Scrolling): void {
  const { factor, setFactor, width, parts, focus, framed, focused } = scrolling;
  const scrolledFor = useRef({ factor: 0, width: 0, codes: [] as readonly string[] });
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const codes = focused === "" ? [] : focused.split(" ");
    const last = scrolledFor.current;
    scrolledFor.current = { factor, width, codes };
    const extent = framed && focus.length > 0 ? extentIn(element, codes) : null;
    // A part that was picked in sight leaves the map where it is, under the finger that goes on picking; one that was picked elsewhere is brought in sight with the others.
    if (extent && last.factor === factor && last.width === width) {
      if (codes.every((code) => last.codes.includes(code) || isInSight(element, code))) return;
      const fitting = factorAround(extent, parts);
      if (fitting !== factor) return setFactor(fitting);
    }
    // At its own size it has nothing to scroll.
    if (factor === 1) return;
    const [x, y] = extent ? [(extent.left + extent.right) / 2, (extent.top + extent.bottom) / 2] : focusIn(element, codes);
    element.scrollTo(x * element.scrollWidth - element.clientWidth / 2, y * element.scrollHeight - element.clientHeight / 2);
  }, [factor, width, focused]);
}

/**
 * A map that can be enlarged within its place, which makes room for names and small parts; texts keep their size. At first it
 * does not scroll, so a finger moves the page, unless its figures are in a small part of it. Enlarged, a finger moves the map, and the page beyond its edges. Pinching is left
 * to the browser.
 */
export function ZoomedMap({
  lang,
  width,
  parts,
  fixed,
  figures,
  focus,
  framed = false,
  tall = false,
  wide = false,
  ready = true,
  others = 0,
  children,
}: ZoomedMapProps) {
  const [factor, setFactor] = useState(1);
  const opened = useRef(false);
  const [box, buttons] = [useRef<HTMLDivElement>(null), useRef<HTMLDivElement>(null)];
  const tallest = fixed ? TALLEST : tallestHere(tall, wide);
  const sight = useSight(box, buttons, factor > 1, [factor, width, tallest]);
  const hasSight = !fixed && parts > MANY;
  const turn = useMapTurn(ready, others, hasSight && sight === null);
  const focused = (focus.length > 0 ? focus : figures).join(" ");
  useLayoutEffect(() => {
    const element = box.current;
    if (opened.current || !element) return;
    const extent = framed ? extentIn(element, focus) : null;
    const step = openingStep(middlesIn(element, figures), parts);
    opened.current = extent !== null || step !== null;
    // The whole map says where the parts are, if they can be told on it.
    if (extent) return setFactor(areTold(element, focus) ? 1 : factorAround(extent, parts));
    if (opened.current) setFactor(STEPS[step ?? 0] ?? 1);
  });
  useScrolledTo(box, { factor, setFactor, width, parts, focus, framed, focused });
  if (!hasSight) return children(width, tallest, undefined, turn);
  // The pressed button may be gone, so the focus moves to the other.
  const zoom = (next: number): void => {
    setFactor(Math.max(1, Math.min(mostOf(parts), next)));
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) buttons.current?.querySelector("button")?.focus({ preventScroll: true });
    });
  };
  const larger = factor > 1;
  const words = ZOOM[lang];
  return (
    <div class="zoomed">
      <div
        ref={box}
        class={larger ? "zoomed-map larger" : "zoomed-map"}
        style={{ height: `${heightOfMap(width, tallest)}px` }}
        {...(larger ? { role: "group", "aria-label": words.moves, tabIndex: 0 } : {})}
      >
        {children(width * factor, tallest * factor, sight, turn)}
      </div>
      <div ref={buttons} class="zoom-buttons no-print">
        {factor < mostOf(parts) ? <Zoom label={words.larger} sign="+" onPress={() => zoom(factor * STEP)} /> : null}
        {factor > 1 ? <Zoom label={words.smaller} sign="−" onPress={() => zoom(factor / STEP)} /> : null}
      </div>
    </div>
  );
}

function Zoom({ label, sign, onPress }: { readonly label: string; readonly sign: string; readonly onPress: () => void }) {
  return (
    <button type="button" class="quiet" aria-label={label} onClick={onPress}>
      {sign}
    </button>
  );
}

/** Codes of the parts with a figure. */
export function withFigure(parts: readonly PaintedArea[]): string[] {
  return parts.filter(({ against }) => against !== "absent").map(({ code }) => code);
}
