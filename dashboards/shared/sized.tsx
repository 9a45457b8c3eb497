import type { ComponentChild } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

/** What is laid out for the width that it gets, again whenever that changes. Until it is known, the height is kept free. */
export function Sized({ children, height }: { children: (width: number) => ComponentChild; height?: number }) {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const look = (): void => {
      // Hidden, and on paper, there is no width to lay out for.
      if (element.clientWidth > 0) setWidth(element.clientWidth);
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={box} class="sized" style={width === 0 && height ? { minHeight: `${height}px` } : undefined}>
      {width > 0 ? children(width) : null}
    </div>
  );
}
