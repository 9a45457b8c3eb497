import type { InFile } from "./report.ts";
import type { Complaints } from "./series.ts";

/** A total that the file gives for a whole month or year. */
export interface Total {
  readonly amount: number;
  readonly estimated: boolean;
}

interface Given {
  readonly total: Total;
  readonly places: { readonly at: number; readonly file: InFile | undefined }[];
  agreed: boolean;
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
  private readonly given = new Map<string, Given>();
  private file: InFile | undefined;
  private empty = 0;
  private repeated = 0;
  points = 0;

  constructor(denominator: bigint) {
    this.denominator = denominator;
  }

  /** Says which file the totals from here on stand in. */
  enter(file: InFile): void {
    this.file = file;
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
    const [known, here] = [this.given.get(period), { at: place, file: this.file }];
    if (known === undefined) {
      this.given.set(period, { total: { amount, estimated }, places: [here], agreed: true });
      return;
    }
    known.places.push(here);
    if (known.total.amount === amount) this.repeated += 1;
    else known.agreed = false;
  }

  settle(complaints: Complaints): SettledTotals {
    if (this.empty > 0) complaints.drop("empty", this.empty);
    if (this.repeated > 0) complaints.drop("repeated", this.repeated);
    const periods = [...this.given.keys()].sort();
    const edges = [...new Set([periods[0], periods.at(-1)])].filter((period) => period !== undefined);
    const kept = new Map<string, Total>();
    for (const [period, { total, places, agreed }] of [...this.given].sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (!agreed) for (const { at, file } of places) complaints.refuse(at, "contradiction", file);
      else if (!edges.includes(period)) kept.set(period, total);
    }
    const estimated = [...this.given.values()].filter(({ total }) => total.estimated).length;
    return { kept, edges, denominator: this.denominator, points: this.points, estimated };
  }
}
