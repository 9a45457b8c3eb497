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

/** A part of a page as it was last drawn. */
interface DrawnPart {
  readonly data: readonly unknown[];
  readonly choices: readonly unknown[];
  readonly content: ComponentChildren;
}

const areSame = (a: readonly unknown[], b: readonly unknown[]): boolean => a.every((one, i) => one === b[i]);

/**
 * Parts of a page, drawn anew when data come: one a task, from the top down, and the others stay as they are meanwhile.
 *
 * @param data what they show; it is compared one by one
 * @param choices the visitor's own, for which all parts are drawn anew at once
 */
export function useRedrawn(
  parts: readonly (() => ComponentChildren)[],
  data: readonly unknown[],
  choices: readonly unknown[],
): readonly ComponentChildren[] {
  const kept = useRef<readonly DrawnPart[]>([]);
  const [, redraw] = useState(0);
  let isTurnTaken = false;
  kept.current = parts.map((draw, i) => {
    const last = kept.current[i];
    if (last && areSame(last.choices, choices)) {
      if (isTurnTaken || areSame(last.data, data)) return last;
      isTurnTaken = true;
    }
    return { data, choices, content: draw() };
  });
  // Runs after what was drawn is on the screen.
  useEffect(() => {
    if (kept.current.some((part) => !areSame(part.data, data))) redraw((times) => times + 1);
  });
  return kept.current.map(({ content }) => content);
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
