import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

/** Drawings that wait for a task of their own: the page and a map in it take turns at the same time. */
const waiting: (() => void)[] = [];
let isTaken = false;

function next(): void {
  const draw = waiting.shift();
  isTaken = draw !== undefined;
  if (isTaken) setTimeout(next);
  draw?.();
}

/** Draws at once, or after what another part draws in this task. */
export function inItsTask(draw: () => void): void {
  waiting.push(draw);
  if (!isTaken) next();
}

/**
 * How many parts of a page to draw, from the top down: one more with each frame, so that no task is long. The number never
 * decreases. `begun` is false while there is nothing to show.
 */
export function useTurns(parts: number, begun: boolean): number {
  const [count, setCount] = useState(1);
  // Runs after the previous parts are on the screen.
  useEffect(() => {
    if (begun && count < parts) inItsTask(() => setCount(count + 1));
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
 * @param own data that one part alone shows, by its place
 */
export function useRedrawn(
  parts: readonly (() => ComponentChildren)[],
  data: readonly unknown[],
  choices: readonly unknown[],
  own: Readonly<Record<number, readonly unknown[]>> = {},
): readonly ComponentChildren[] {
  const kept = useRef<readonly DrawnPart[]>([]);
  const [, redraw] = useState(0);
  let isTurnTaken = false;
  const dataOf = (i: number): readonly unknown[] => [...data, ...(own[i] ?? [])];
  kept.current = parts.map((draw, i) => {
    const last = kept.current[i];
    if (last && areSame(last.choices, choices)) {
      if (isTurnTaken || areSame(last.data, dataOf(i))) return last;
      isTurnTaken = true;
    }
    return { data: dataOf(i), choices, content: draw() };
  });
  // Runs after what was drawn is on the screen.
  useEffect(() => {
    if (kept.current.some((part, i) => !areSame(part.data, dataOf(i)))) inItsTask(() => redraw((times) => times + 1));
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
