import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

/**
 * How many parts of a page stand, from the top down: one more with each picture, so that no task is long. What is counted stays, whatever
 * changes later.
 *
 * @param begun is there anything to show?
 */
export function useTurns(parts: number, begun: boolean): number {
  const [count, setCount] = useState(1);
  // Once the parts before are on the screen.
  useEffect(() => {
    if (begun && count < parts) setCount(count + 1);
  }, [begun, count, parts]);
  return count;
}

export interface InTurnsProps {
  /** from the top of the page down, so that none moves what is seen; they do not change */
  readonly parts: readonly (() => ComponentChildren)[];
  /** all stand */
  readonly onDone?: () => void;
}

/** Parts of a page one after the other, each in a task of its own: all at once would hold a slow phone for half a second. */
export function InTurns({ parts, onDone }: InTurnsProps) {
  const made = useRef<ComponentChildren[]>([]);
  const [count, setCount] = useState(1);
  // Once the parts before are on the screen.
  useEffect(() => {
    if (count < parts.length) setCount(count + 1);
    else onDone?.();
  }, [count]);
  // What is made stays the same, so that it is not drawn again with each part that follows.
  for (const part of parts.slice(made.current.length, count)) made.current.push(part());
  return <>{made.current}</>;
}
