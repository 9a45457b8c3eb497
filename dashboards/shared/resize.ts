/**
 * Calls `redraw` when the element's width has changed, at most once per frame. Not with a width of 0, as in a hidden or closing
 * window, where nothing can be drawn.
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
