import type { ComponentChild } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

interface FittedProps {
  /** px below which the frame scrolls */
  readonly least: number;
  readonly children: (width: number, height: number) => ComponentChild;
}

/** A drawing in what the frame leaves of its height when all texts stand: laid out again whenever the frame changes. */
export function Fitted({ least, children }: FittedProps) {
  const box = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const look = (): void => {
      const { clientWidth: width, clientHeight: height } = element;
      setSize((known) => (known.width === width && known.height === height ? known : { width, height }));
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={box} class="fitted" style={{ minHeight: `${least}px` }}>
      {size.width > 0 ? <div>{children(size.width, size.height)}</div> : null}
    </div>
  );
}
