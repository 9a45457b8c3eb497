/**
 * Calls `redraw` once a frame at most, when the element's width has changed and it has one: a window that closes or is
 * hidden has none, and nothing can be drawn in it.
 */
export function onWidth(element: Element, redraw: (width: number) => void): void {
  let drawn = element.clientWidth;
  let waiting = false;
  const look = (): void => {
    waiting = false;
    const width = element.clientWidth;
    if (width === 0 || width === drawn) return;
    drawn = width;
    redraw(width);
  };
  addEventListener("resize", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(look);
  });
}
