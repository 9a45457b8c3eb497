import type { ComponentChild } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { PaintedArea } from "../charts/difference-map.tsx";
import { heightOfMap } from "../charts/map-layout.ts";
import { TALLEST } from "./area-map.tsx";
import type { DistrictWords } from "./shown.ts";

/** Factors by which the map can be enlarged. */
const STEPS = [1, 2, 4] as const;
/** With more parts than this, some are too small for a finger. */
const MANY = 8;

interface ZoomedMapProps {
  readonly words: DistrictWords;
  /** width of the map, in px */
  readonly width: number;
  /** number of parts on the map */
  readonly parts: number;
  /** true for squares in an order, which have no details to enlarge */
  readonly fixed: boolean;
  /** codes of the parts to keep in sight when enlarged; empty: the middle of the map stays */
  readonly focus: readonly string[];
  /** draws the map for a width and a greatest height */
  readonly children: (width: number, tallest: number) => ComponentChild;
}

/**
 * The mean place of the parts, as shares of the map's width and height (0 to 1); the middle of the map where none of them is
 * drawn.
 */
function focusIn(map: Element, codes: readonly string[]): readonly [number, number] {
  const svg = map.querySelector("svg")?.getBoundingClientRect();
  const wanted = new Set(codes);
  const boxes = [...map.querySelectorAll("[data-area]")]
    .filter((area) => wanted.has(area.getAttribute("data-area") ?? ""))
    .map((area) => area.getBoundingClientRect());
  if (!svg || boxes.length === 0 || svg.width === 0) return [0.5, 0.5];
  const mean = (coordinate: (box: DOMRect) => number): number =>
    boxes.reduce((sum, box) => sum + coordinate(box), 0) / boxes.length;
  return [
    (mean(({ left, right }) => (left + right) / 2) - svg.left) / svg.width,
    (mean(({ top, bottom }) => (top + bottom) / 2) - svg.top) / svg.height,
  ];
}

/**
 * A map that can be enlarged within its place, which makes room for names and small parts; texts keep their size. At first it
 * does not scroll, so a finger moves the page. Enlarged, a finger moves the map, and the page beyond its edges. Pinching is left
 * to the browser.
 */
export function ZoomedMap({ words, width, parts, fixed, focus, children }: ZoomedMapProps) {
  const [step, setStep] = useState(0);
  const [box, buttons] = [useRef<HTMLDivElement>(null), useRef<HTMLDivElement>(null)];
  const factor = STEPS[step] ?? 1;
  const focused = focus.join(" ");
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const [x, y] = focusIn(element, focused === "" ? [] : focused.split(" "));
    element.scrollTo(x * element.scrollWidth - element.clientWidth / 2, y * element.scrollHeight - element.clientHeight / 2);
  }, [factor, width, focused]);
  if (fixed || parts <= MANY) return children(width, TALLEST);
  // The pressed button may be gone, so the focus moves to the other.
  const setStepKeepingFocus = (next: number): void => {
    setStep(next);
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) buttons.current?.querySelector("button")?.focus({ preventScroll: true });
    });
  };
  const larger = factor > 1;
  return (
    <div class="zoomed">
      <div
        ref={box}
        class={larger ? "zoomed-map larger" : "zoomed-map"}
        style={{ height: `${heightOfMap(width, TALLEST)}px` }}
        {...(larger ? { role: "group", "aria-label": words.map.moves, tabIndex: 0 } : {})}
      >
        {children(width * factor, TALLEST * factor)}
      </div>
      <div ref={buttons} class="zoom-buttons no-print">
        {step < STEPS.length - 1 ? (
          <button type="button" class="quiet" aria-label={words.map.larger} onClick={() => setStepKeepingFocus(step + 1)}>
            +
          </button>
        ) : null}
        {step > 0 ? (
          <button type="button" class="quiet" aria-label={words.map.smaller} onClick={() => setStepKeepingFocus(step - 1)}>
            −
          </button>
        ) : null}
      </div>
    </div>
  );
}

/** Codes of the parts to keep in sight: the chosen one, else those with a figure. */
export function focusOf(parts: readonly PaintedArea[], chosen: string | null): string[] {
  if (chosen !== null) return [chosen];
  return parts.filter(({ against }) => against !== "absent").map(({ code }) => code);
}
