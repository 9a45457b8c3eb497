import type { ComponentChild } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

/** px of the root's letters for which drawings are made, and the narrowest width for which they are laid out. */
const LETTERS = 16;
const NARROWEST = 120;

/**
 * How much larger a drawing is than it is laid out for: as the reader's letters are, up to twice (WCAG 1.4.4); beyond, as far as that
 * leaves it a width to be read at.
 */
export function enlargement(width: number, letters: number): number {
  return Math.max(1, Math.min(letters / LETTERS, width / NARROWEST));
}

/** Drawings that may shrink while the page is printed. */
const shrinking = new Set<Element>();
/** Sees those that are laid out anew meanwhile. */
let resized: MutationObserver | undefined;

/**
 * Lets drawings that are wider than the sheet shrink to it (`motion-and-print.css`): paper tells no width to lay them out for.
 */
function shrinkOnPaper(): void {
  resized ??= new MutationObserver((changes) => {
    for (const { target } of changes) frame(target as Element);
  });
  for (const drawing of document.querySelectorAll(".sized svg[width]:not([viewBox])")) {
    frame(drawing);
    shrinking.add(drawing);
    // What is laid out anew for the sheet, now or after this, would else be seen through its frame of the screen.
    resized.observe(drawing, { attributeFilter: ["width", "height"] });
  }
}

function frame(drawing: Element): void {
  drawing.setAttribute("viewBox", `0 0 ${drawing.getAttribute("width")} ${drawing.getAttribute("height")}`);
}

function growOnScreen(): void {
  resized?.disconnect();
  for (const drawing of shrinking) drawing.removeAttribute("viewBox");
  shrinking.clear();
}

/** The width in px that a box has on the sheet, where the page's style says it (`--sheet`); 0: it does not. */
const sheetWidth = (box: Element | null): number =>
  box === null ? 0 : Number.parseFloat(getComputedStyle(box).getPropertyValue("--sheet")) || 0;

/** What asks for a width before the next paint. */
const asking = new Set<() => void>();

/**
 * Asks before the next paint, all at once: the browser lays the page out then anyway, and what is drawn for the width is seen with the
 * rest of the page, from a task of its own. @returns takes the question back
 */
function beforePaint(ask: () => void): () => void {
  if (asking.size === 0)
    requestAnimationFrame(() => {
      const all = [...asking];
      asking.clear();
      for (const one of all) one();
    });
  asking.add(ask);
  return () => void asking.delete(ask);
}

/**
 * Content laid out for its width, and again whenever that changes. Until the width is known, its height is kept free. Letters in a
 * drawing grow with those of the page.
 */
export function Sized({ children, height }: { children: (width: number) => ComponentChild; height?: number }) {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const [zoom, setZoom] = useState(1);
  const [sheet, setSheet] = useState(0);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = (): void => {
      const { clientWidth } = element;
      // Hidden content and paper have no width to lay out for.
      if (clientWidth === 0) return;
      const times = enlargement(clientWidth, Number.parseFloat(getComputedStyle(document.documentElement).fontSize));
      setZoom(times);
      setWidth(clientWidth / times);
    };
    const forget = beforePaint(measure);
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    // Larger letters make the page longer, also where this box stays as wide.
    observer.observe(document.documentElement);
    return () => {
      forget();
      observer.disconnect();
    };
  }, []);
  useEffect(() => {
    addEventListener("beforeprint", shrinkOnPaper);
    addEventListener("afterprint", growOnScreen);
    const onPaper = (): void => setSheet(sheetWidth(box.current));
    const onScreen = (): void => setSheet(0);
    addEventListener("beforeprint", onPaper);
    addEventListener("afterprint", onScreen);
    return () => {
      removeEventListener("beforeprint", onPaper);
      removeEventListener("afterprint", onScreen);
    };
  }, []);
  const content = width > 0 ? children(sheet > 0 ? sheet / zoom : width) : null;
  return (
    <div ref={box} class="sized" style={width === 0 && height ? { minHeight: `${height}px` } : undefined}>
      {zoom === 1 ? content : <div style={{ zoom, "--zoom": zoom }}>{content}</div>}
    </div>
  );
}
