import type { ComponentChild } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { PaintedArea } from "../charts/difference-map.tsx";
import { heightOfMap, TALLEST } from "../charts/map-layout.ts";
import { type Lang, WORDS } from "./i18n.ts";

/** Factors by which the map can be enlarged. */
const STEPS = [1, 2, 4] as const;
/** Share of the enlarged map's width or height within which its figures are when it opens. */
const MOST_SPREAD = 0.6;
/** With more parts than this, some are too small for a finger. */
const MANY = 8;

/** Where the map has a list beside it, room in px that the window keeps for what stands above the map and for a line below it. */
const AROUND = 370;
const LEAST_HEIGHT = 380;

/** Greatest height of a map in this window, so that the line that names a chosen place is within it. */
function tallestHere(): number {
  if (!matchMedia("(min-width: 60rem)").matches) return TALLEST;
  return Math.max(LEAST_HEIGHT, Math.min(TALLEST, innerHeight - AROUND));
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
  /** true: the map opens on those parts, as large as they all stay in sight */
  readonly framed?: boolean;
  /** draws the map for a width and a greatest height */
  readonly children: (width: number, tallest: number) => ComponentChild;
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

/** Tells whether the middle of a part is within the visible part of the map. */
function isInSight(map: Element, code: string): boolean {
  const part = map.querySelector(`[data-area="${CSS.escape(code)}"]`)?.getBoundingClientRect();
  const { left, right, top, bottom } = map.getBoundingClientRect();
  if (!part) return true;
  const [x, y] = [(part.left + part.right) / 2, (part.top + part.bottom) / 2];
  return x > left && x < right && y > top && y < bottom;
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
export function openingStep(middles: readonly Middle[]): number | null {
  if (middles.length === 0) return null;
  if (middles.length <= MANY) return 0;
  return stepAround(middles, Math.floor(middles.length / 10));
}

/** The largest step at which parts stay in sight, but for some outer ones on each side. Null: none of them is drawn yet. */
function stepAround(middles: readonly Middle[], outer = 0): number | null {
  if (middles.length === 0) return null;
  const spread = (axis: 0 | 1): number => {
    const sorted = middles.map((middle) => middle[axis]).sort((a, b) => a - b);
    return (sorted[sorted.length - 1 - outer] ?? 0) - (sorted[outer] ?? 0);
  };
  const share = Math.max(spread(0), spread(1));
  return STEPS.findLastIndex((factor) => share * factor <= MOST_SPREAD || factor === 1);
}

/**
 * A map that can be enlarged within its place, which makes room for names and small parts; texts keep their size. At first it
 * does not scroll, so a finger moves the page, unless its figures are in a small part of it. Enlarged, a finger moves the map, and the page beyond its edges. Pinching is left
 * to the browser.
 */
export function ZoomedMap({ lang, width, parts, fixed, figures, focus, framed = false, children }: ZoomedMapProps) {
  const [step, setStep] = useState(0);
  const opened = useRef(false);
  const scrolledFor = useRef("");
  const [box, buttons] = [useRef<HTMLDivElement>(null), useRef<HTMLDivElement>(null)];
  const factor = STEPS[step] ?? 1;
  const focused = (focus.length > 0 ? focus : figures).join(" ");
  useLayoutEffect(() => {
    if (opened.current || !box.current) return;
    const opening =
      framed && focus.length > 0 ? stepAround(middlesIn(box.current, focus)) : openingStep(middlesIn(box.current, figures));
    opened.current = opening !== null;
    if (opening) setStep(opening);
  });
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const codes = focused === "" ? [] : focused.split(" ");
    // A part that was picked in sight leaves the map where it is, under the finger that goes on picking.
    const isSame = scrolledFor.current === `${factor} ${width}`;
    scrolledFor.current = `${factor} ${width}`;
    if (framed && isSame && codes.every((code) => isInSight(element, code))) return;
    const [x, y] = focusIn(element, codes);
    element.scrollTo(x * element.scrollWidth - element.clientWidth / 2, y * element.scrollHeight - element.clientHeight / 2);
  }, [factor, width, focused]);
  if (fixed) return children(width, TALLEST);
  const tallest = tallestHere();
  if (parts <= MANY) return children(width, tallest);
  // The pressed button may be gone, so the focus moves to the other.
  const setStepKeepingFocus = (next: number): void => {
    setStep(next);
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) buttons.current?.querySelector("button")?.focus({ preventScroll: true });
    });
  };
  const larger = factor > 1;
  const words = WORDS[lang].zoom;
  return (
    <div class="zoomed">
      <div
        ref={box}
        class={larger ? "zoomed-map larger" : "zoomed-map"}
        style={{ height: `${heightOfMap(width, tallest)}px` }}
        {...(larger ? { role: "group", "aria-label": words.moves, tabIndex: 0 } : {})}
      >
        {children(width * factor, tallest * factor)}
      </div>
      <div ref={buttons} class="zoom-buttons no-print">
        {step < STEPS.length - 1 ? <Zoom label={words.larger} sign="+" onPress={() => setStepKeepingFocus(step + 1)} /> : null}
        {step > 0 ? <Zoom label={words.smaller} sign="−" onPress={() => setStepKeepingFocus(step - 1)} /> : null}
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
