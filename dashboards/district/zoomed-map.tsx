import type { ComponentChild } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { PaintedArea } from "../charts/difference-map.tsx";
import { heightOfMap } from "../charts/map-layout.ts";
import { TALLEST } from "./area-map.tsx";
import type { DistrictWords } from "./shown.ts";

/** How many times as wide the map is drawn. */
const STEPS = [1, 2, 4] as const;
/** parts from which on some are too small for a finger */
const MANY = 8;

interface ZoomedMapProps {
  readonly words: DistrictWords;
  /** px that the map has */
  readonly width: number;
  /** how many parts are on it */
  readonly parts: number;
  /** squares in an order have nothing to come closer to */
  readonly fixed: boolean;
  /** codes of the parts that stay in sight when the map is drawn larger; none: its middle does */
  readonly focus: readonly string[];
  /** draws the map for a width and at most a height */
  readonly children: (width: number, tallest: number) => ComponentChild;
}

/** Where parts are within the map, in shares of it: their middle, and its own where they are nowhere. */
function focusIn(map: Element, codes: readonly string[]): readonly [number, number] {
  const svg = map.querySelector("svg")?.getBoundingClientRect();
  const wanted = new Set(codes);
  const boxes = [...map.querySelectorAll("[data-area]")]
    .filter((area) => wanted.has(area.getAttribute("data-area") ?? ""))
    .map((area) => area.getBoundingClientRect());
  if (!svg || boxes.length === 0 || svg.width === 0) return [0.5, 0.5];
  const mean = (of: (box: DOMRect) => number): number => boxes.reduce((sum, box) => sum + of(box), 0) / boxes.length;
  return [
    (mean(({ left, right }) => (left + right) / 2) - svg.left) / svg.width,
    (mean(({ top, bottom }) => (top + bottom) / 2) - svg.top) / svg.height,
  ];
}

/**
 * A map that can be drawn larger within its place: names and small parts get room, and texts keep their size. At first nothing in it
 * scrolls, so that a finger moves the page; larger, a finger moves the map, and the page beyond its edges. Two fingers are the browser's.
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
  // The button that was pressed may be gone: the other has the focus then.
  const to = (next: number): void => {
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
          <button type="button" class="quiet" aria-label={words.map.larger} onClick={() => to(step + 1)}>
            +
          </button>
        ) : null}
        {step > 0 ? (
          <button type="button" class="quiet" aria-label={words.map.smaller} onClick={() => to(step - 1)}>
            −
          </button>
        ) : null}
      </div>
    </div>
  );
}

/** The parts to look at: the one that is chosen, else those that have a figure. */
export function focusOf(parts: readonly PaintedArea[], chosen: string | null): string[] {
  if (chosen !== null) return [chosen];
  return parts.filter(({ against }) => against !== "absent").map(({ code }) => code);
}
