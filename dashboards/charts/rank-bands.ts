/** The interval of an area's figure, which decides its rank. */
interface RankedArea {
  readonly code: string;
  readonly lower: number;
  readonly upper: number;
}

/**
 * Ranks as bands, never as points: areas whose whole interval lies above come before, areas whose whole interval lies below come
 * after. Rank 1 is the highest; `of` is the number of areas.
 */
export function rankBands(ranked: readonly RankedArea[]): Map<string, { best: number; worst: number; of: number }> {
  return new Map(
    ranked.map((area) => {
      const above = ranked.filter((other) => other.lower > area.upper).length;
      const below = ranked.filter((other) => other.upper < area.lower).length;
      return [area.code, { best: above + 1, worst: ranked.length - below, of: ranked.length }];
    }),
  );
}
