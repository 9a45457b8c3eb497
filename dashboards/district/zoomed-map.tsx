import type { ComponentChild } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
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
  /** stays in sight when the map is drawn larger; null: its middle does */
  readonly chosen: string | null;
  /** draws the map for a width and at most a height */
  readonly children: (width: number, tallest: number) => ComponentChild;
}

/** Where the chosen part is within the map, in shares of it; the middle where it is nowhere. */
function focusIn(map: Element, chosen: string | null): readonly [number, number] {
  const svg = map.querySelector("svg")?.getBoundingClientRect();
  const area = chosen === null ? null : map.querySelector(`[data-area="${CSS.escape(chosen)}"]`)?.getBoundingClientRect();
  if (!svg || !area || svg.width === 0) return [0.5, 0.5];
  return [(area.left + area.width / 2 - svg.left) / svg.width, (area.top + area.height / 2 - svg.top) / svg.height];
}

/**
 * A map that can be drawn larger within its place: names and small parts get room, and texts keep their size. At first nothing in it
 * scrolls, so that a finger moves the page; larger, a finger moves the map, and the page beyond its edges. Two fingers are the browser's.
 */
export function ZoomedMap({ words, width, parts, chosen, children }: ZoomedMapProps) {
  const [step, setStep] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const factor = STEPS[step] ?? 1;
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const [x, y] = focusIn(element, chosen);
    element.scrollTo(x * element.scrollWidth - element.clientWidth / 2, y * element.scrollHeight - element.clientHeight / 2);
  }, [factor, width, chosen]);
  if (parts <= MANY) return children(width, TALLEST);
  return (
    <div class="zoomed">
      <div
        ref={box}
        class={factor > 1 ? "zoomed-map larger" : "zoomed-map"}
        style={{ height: `${heightOfMap(width, TALLEST)}px` }}
      >
        {children(width * factor, TALLEST * factor)}
      </div>
      <div class="zoom-buttons no-print">
        <button
          type="button"
          class="quiet"
          aria-label={words.map.larger}
          disabled={step === STEPS.length - 1}
          onClick={() => setStep(step + 1)}
        >
          +
        </button>
        <button
          type="button"
          class="quiet"
          aria-label={words.map.smaller}
          disabled={step === 0}
          onClick={() => setStep(step - 1)}
        >
          −
        </button>
      </div>
    </div>
  );
}
