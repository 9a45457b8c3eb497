import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

/**
 * How many parts of a page to draw, from the top down: one more with each frame, so that no task is long. The number never
 * decreases. `begun` is false while there is nothing to show.
 */
export function useTurns(parts: number, begun: boolean): number {
  const [count, setCount] = useState(1);
  // Runs after the previous parts are on the screen.
  useEffect(() => {
    if (begun && count < parts) setCount(count + 1);
  }, [begun, count, parts]);
  return count;
}

export interface InTurnsProps {
  /** from the top of the page down, so that no part moves what is already seen; they do not change */
  readonly parts: readonly (() => ComponentChildren)[];
  /** called once all parts are drawn */
  readonly onDone?: () => void;
}

/**
 * Draws the parts of a page one after the other, each in a task of its own. All at once would block a slow phone for half a
 * second.
 */
export function InTurns({ parts, onDone }: InTurnsProps) {
  const made = useRef<ComponentChildren[]>([]);
  const [count, setCount] = useState(1);
  // Runs after the previous parts are on the screen.
  useEffect(() => {
    if (count < parts.length) setCount(count + 1);
    else onDone?.();
  }, [count]);
  // Parts are kept, so that they are not drawn again with each part that follows.
  for (const part of parts.slice(made.current.length, count)) made.current.push(part());
  return <>{made.current}</>;
}
