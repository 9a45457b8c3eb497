import { estimatesHead } from "../charts/estimate-frame.tsx";
import { isSlim } from "../charts/stacked-estimates.tsx";
import { rankedParts, rankNumbers, withNumbers } from "../district/ranked-parts.ts";
import { RankingDrawing, SHORT_LIST_ROWS } from "../district/ranking.tsx";
import type { DistrictState } from "../district/shown.ts";

/** Smallest and largest row height in px of an embedded ranking: closer rows would touch, wider ones would waste room. */
const CLOSEST = 18;
const FURTHEST = 30;
/** Height in px of a ranking without its rows: the name of the whole above, the axis below. */
const BESIDE_ROWS = estimatesHead({ text: "" }, 0) + 28;

/** Least height of an embedded ranking, in px. */
export function leastRanking(shown: DistrictState): number {
  return BESIDE_ROWS + CLOSEST * Math.min(SHORT_LIST_ROWS, rankedParts(shown).length);
}

/** The height that an embedded ranking fills at most at a width, in px; null where each row has the lines that its words need. */
export function mostRanking(shown: DistrictState, width: number): number | null {
  return isSlim(width) ? null : BESIDE_ROWS + FURTHEST * Math.min(SHORT_LIST_ROWS, rankedParts(shown).length);
}

/** The ranking alone, for embedding. Its rows share the given height. */
export function BareRanking({ shown, width, height }: { shown: DistrictState; width: number; height: number }) {
  const ranked = rankedParts(shown);
  const rows = withNumbers(ranked, rankNumbers(ranked)).slice(0, SHORT_LIST_ROWS);
  const pitch = Math.floor((height - BESIDE_ROWS) / Math.max(1, rows.length));
  return <RankingDrawing shown={shown} width={width} rows={rows} pitch={Math.max(CLOSEST, Math.min(FURTHEST, pitch))} />;
}
