import { estimateLayout, type LaidOut, RANKED_AIR } from "./estimate-frame.tsx";
import { leaves } from "./margin-mark.tsx";

/** Tells whether a margin goes on beyond an axis that spans the ranked rows. */
export function goesBeyond(laid: Omit<LaidOut, "width" | "rankedAxis">): boolean {
  const ends = [0, 1000] as const;
  const { x } = estimateLayout({ ...laid, width: 0, rankedAxis: true }, { ends, air: RANKED_AIR, pitch: 0 });
  return laid.rows.some(({ interval }) => {
    if (interval === null) return false;
    const { before, after } = leaves(interval, x, ends);
    return before || after;
  });
}
