/** An area's figure, as far as its rank is asked for. */
interface RankedArea {
  readonly code: string;
  readonly lower: number;
  readonly upper: number;
}

/**
 * Ranks as bands, never as points: an area ranks after those whose whole interval lies above its own, and
 * before those whose whole interval lies below. Rank 1 is the highest.
 */
export function rankBands(ranked: readonly RankedArea[]): Map<string, { best: number; worst: number; of: number }> {
  return new Map(
    ranked.map((cell) => {
      const above = ranked.filter((other) => other.lower > cell.upper).length;
      const below = ranked.filter((other) => other.upper < cell.lower).length;
      return [cell.code, { best: above + 1, worst: ranked.length - below, of: ranked.length }];
    }),
  );
}
