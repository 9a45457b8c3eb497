import { parsePeriod } from "../contract/period.ts";
import { Refusal } from "../contract/problem.ts";
import type { Ledger, Stored } from "../ledger/index.ts";
import type { Reading } from "../privacy/index.ts";
import { countCell } from "./forest.ts";
import { decodeDraw } from "./payload.ts";
import { type MeasuredCell, makeCube } from "./plan/cube.ts";
import { type Plan, type PublicationPlan, planPublication, planRevision } from "./plan/plan.ts";

/** What earlier publications of a year have measured, and what is public of it. */
export interface Earlier {
  /** by `countKey`: every cell that was measured, published or not */
  readonly cells: ReadonlyMap<string, MeasuredCell>;
  /** by `countKey`: a published count, of several publications weighed together */
  readonly counts: ReadonlyMap<string, Reading>;
}

export const NOTHING_EARLIER: Earlier = { cells: new Map(), counts: new Map() };

/** A count's place in the year: whatever the period, it is of nearly the same households. */
export function countKey({ publication, area, type }: MeasuredCell): string {
  return `${publication.measure.key}\n${area.code}\n${type}`;
}

/**
 * The counts that the public has of a year before a publication is drawn, revisions included: from stored draws alone. A
 * household that contributes to one publication mostly contributes to all, so an attacker takes the cells' counts for the
 * same, and what is known of one period tells of the others.
 *
 * A draw is read by position in the cube of today's plan: the year's terms hold that it is the cube of then, for a debit on
 * others is refused before this is asked.
 *
 * @throws Refusal `ledger-broken` for a draw of another number of cells
 */
export function earlierOf(plan: Plan, ledger: Pick<Ledger, "entries" | "stored">, own: PublicationPlan): Earlier {
  const cells = new Map<string, MeasuredCell>();
  const counts = new Map<string, Reading>();
  for (const entry of ledger.entries()) {
    if (entry.kind !== "drawn" || entry.year !== own.period.year || entry.publication === own.id) continue;
    const stored = storedOrLost(ledger, entry.publication);
    if (!stored) continue;
    const draw = decodeDraw(stored.payload, stored.entry.digest);
    const { cells: measured } = makeCube(publicationOf(plan, entry.publication));
    if (draw.cells.length !== measured.length)
      throw new Refusal(
        "ledger-broken",
        `${entry.publication} was drawn with ${draw.cells.length} cells; these settings, this territory and this version make ${measured.length} of it. Nothing was drawn`,
      );
    for (const cell of measured) {
      const key = countKey(cell);
      cells.set(key, cell);
      const drawn = draw.cells[cell.cell];
      if (drawn?.fate !== "published") continue;
      const { noisy: value, variance } = countCell(cell, drawn);
      const known = counts.get(key);
      counts.set(key, known ? together(known, { value, variance }) : { value, variance });
    }
  }
  return { cells, counts };
}

/** A draw that was lost with a restored backup is public where it was published, and unknown here. */
function storedOrLost(ledger: Pick<Ledger, "stored">, publication: string): Stored | null {
  try {
    return ledger.stored(publication);
  } catch (error) {
    if (error instanceof Refusal && error.code === "draw-lost") return null;
    throw error;
  }
}

const REVISION = /^(\d{4})-r\d+$/;

function publicationOf(plan: Plan, id: string): PublicationPlan {
  const revised = REVISION.exec(id)?.[1];
  return revised === undefined ? planPublication(plan, parsePeriod(id)) : planRevision(plan, Number(revised));
}

/** Two independent measurements of one count. */
function together(a: Reading, b: Reading): Reading {
  const variance = 1 / (1 / a.variance + 1 / b.variance);
  return { value: variance * (a.value / a.variance + b.value / b.variance), variance };
}
