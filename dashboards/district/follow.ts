import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";

/** Room in px between a side that stays in sight and the edge of the window. */
export const ROOM = 16;

/**
 * Where a side that stays beside a longer one has its top, in px from that of the window, once the page is scrolled by `by` px. One that is
 * higher than the window moves with the page until its end is in sight, and on the way back until its beginning is.
 */
export function followedTop(top: number, by: number, height: number, room: number): number {
  const least = Math.min(ROOM, room - height - ROOM);
  return Math.max(least, Math.min(ROOM, top - by));
}

/** Keeps a side in sight that sticks to the window: all of it is reached on the way, however long what stands beside it is. */
export function useFollowing(side: RefObject<HTMLElement | null>, isLong: boolean): void {
  const top = useRef(ROOM);
  useEffect(() => {
    if (!isLong) return undefined;
    let last = scrollY;
    const follow = (): void => {
      if (!side.current) return;
      top.current = followedTop(top.current, scrollY - last, side.current.offsetHeight, innerHeight);
      last = scrollY;
      side.current.style.top = `${top.current}px`;
    };
    addEventListener("scroll", follow, { passive: true });
    return () => removeEventListener("scroll", follow);
  }, [isLong]);
}
