import type { ComponentChild } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

interface FittedProps {
  /** height in px below which the frame scrolls */
  readonly least: number;
  readonly children: (width: number, height: number) => ComponentChild;
}

/** A drawing that takes the height which the frame's texts leave. It is laid out again whenever the frame changes. */
export function Fitted({ least, children }: FittedProps) {
  const box = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = (): void => {
      const { clientWidth: width, clientHeight: height } = element;
      setSize((previous) => (previous.width === width && previous.height === height ? previous : { width, height }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={box} class="fitted" style={{ minHeight: `${least}px` }}>
      {size.width > 0 ? <div>{children(size.width, size.height)}</div> : null}
    </div>
  );
}
