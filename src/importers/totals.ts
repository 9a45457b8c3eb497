import type { Complaints } from "./series.ts";

/** A total that the file gives for a whole month or year. */
export interface Total {
  readonly amount: number;
  readonly estimated: boolean;
}

/** What a list of totals comes to. */
export interface SettledTotals {
  /** by period, in order */
  readonly kept: ReadonlyMap<string, Total>;
  /** the first and the last: exports are cut where they begin and end, and a total does not tell */
  readonly edges: readonly string[];
  readonly denominator: bigint;
  readonly points: number;
  readonly estimated: number;
}

/** Totals by month, or by year, as a provider sums them up. */
export class Totals {
  private readonly denominator: bigint;
  private readonly given = new Map<string, { total: Total; places: number[]; agreed: boolean }>();
  private empty = 0;
  private repeated = 0;
  points = 0;

  constructor(denominator: bigint) {
    this.denominator = denominator;
  }

  /**
   * @param period `YYYY-MM` or `YYYY`; one series holds one of the two
   * @param points of the file that the total was made from
   */
  add(period: string, amount: number | null, estimated: boolean, place: number, points = 1): void {
    if (amount === null) {
      this.empty += 1;
      return;
    }
    this.points += points;
    const known = this.given.get(period);
    if (known === undefined) {
      this.given.set(period, { total: { amount, estimated }, places: [place], agreed: true });
      return;
    }
    known.places.push(place);
    if (known.total.amount === amount) this.repeated += 1;
    else known.agreed = false;
  }

  settle(complaints: Complaints): SettledTotals {
    if (this.empty > 0) complaints.drop("empty", this.empty);
    if (this.repeated > 0) complaints.drop("repeated", this.repeated);
    const periods = [...this.given.keys()].sort();
    const edges = [...new Set([periods[0], periods.at(-1)])].filter((period) => period !== undefined);
    const kept = new Map<string, Total>();
    for (const period of periods) {
      const { total, places, agreed } = this.given.get(period) as { total: Total; places: number[]; agreed: boolean };
      if (!agreed) for (const place of places) complaints.refuse(place, "contradiction");
      else if (!edges.includes(period)) kept.set(period, total);
    }
    const estimated = [...this.given.values()].filter(({ total }) => total.estimated).length;
    return { kept, edges, denominator: this.denominator, points: this.points, estimated };
  }
}
