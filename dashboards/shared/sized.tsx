import type { ComponentChild } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

/** Content laid out for its width, and again whenever that changes. Until the width is known, its height is kept free. */
export function Sized({ children, height }: { children: (width: number) => ComponentChild; height?: number }) {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = (): void => {
      // Hidden content and paper have no width to lay out for.
      if (element.clientWidth > 0) setWidth(element.clientWidth);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={box} class="sized" style={width === 0 && height ? { minHeight: `${height}px` } : undefined}>
      {width > 0 ? children(width) : null}
    </div>
  );
}
