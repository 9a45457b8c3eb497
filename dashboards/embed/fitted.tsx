import type { ComponentChild } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { enlargement } from "../shared/sized.tsx";

interface FittedProps {
  /** height in px below which the frame scrolls, at a width */
  readonly least: number | ((width: number) => number);
  /** what the drawing fills at most at a width, in px, or null while that is not known; null: it fills any height */
  readonly most: ((width: number) => number | null) | null;
  readonly children: (width: number, height: number) => ComponentChild;
}

/**
 * A drawing that takes the height which the frame's texts leave, as far as it fills it. It is laid out again whenever the frame
 * changes. Its letters grow with those of the page.
 */
export function Fitted({ least, most, children }: FittedProps) {
  const box = useRef<HTMLDivElement>(null);
  const [{ width, height, zoom }, setSize] = useState({ width: 0, height: 0, zoom: 1 });
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = (): void => {
      const { clientWidth, clientHeight } = element;
      const times = enlargement(clientWidth, Number.parseFloat(getComputedStyle(document.documentElement).fontSize));
      const size = { width: clientWidth / times, height: clientHeight / times, zoom: times };
      setSize((previous) => (previous.width === size.width && previous.height === size.height ? previous : size));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const lowest = typeof least === "number" ? least : zoom * least(width);
  const filled = width > 0 && most ? most(width) : null;
  return (
    <div
      ref={box}
      class="fitted"
      style={{ minHeight: `${lowest}px`, ...(filled === null ? {} : { maxHeight: `${Math.max(lowest, filled * zoom)}px` }) }}
    >
      {width > 0 ? <div style={zoom === 1 ? undefined : { zoom }}>{children(width, height)}</div> : null}
    </div>
  );
}
