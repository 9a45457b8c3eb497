import { type EntryOf, type LedgerEntry, ofKind } from "../contract/chain.ts";
import { Refusal } from "../contract/problem.ts";
import { assumedIn } from "./year.ts";

/** What was drawn is never drawn again, also where the draw itself went with a restored backup. */
export function lostDraw({ publication, at, year }: EntryOf<"drawn">): Refusal {
  return new Refusal(
    "draw-lost",
    `${publication} was drawn on ${at.slice(0, 10)}, and the draw is not in this ledger: it was restored from an older backup. ` +
      `Put the folder releases/${publication} back from a copy; a second draw would cost ${year} a second time, and is not made`,
  );
}

/**
 * A debit without a draw is drawn by the run that goes on, unless its year was counted as spent since: what was published
 * is not known then, and it may be among that.
 *
 * @throws Refusal `draw-lost`
 */
export function refuseUnknownDraw(entries: readonly LedgerEntry[], { publication, year, at }: EntryOf<"debit">): void {
  const assumed = assumedIn(entries, year);
  if (assumed === undefined || ofKind(entries, "drawn").some((drawn) => drawn.publication === publication)) return;
  throw new Refusal(
    "draw-lost",
    `${publication} was debited on ${at.slice(0, 10)} and ${year} counted as spent on ${assumed.at.slice(0, 10)}, because what was published of it is not known: ` +
      `${publication} may have been drawn elsewhere, and is not drawn again. If it was published, put the folder releases/${publication} back from a copy`,
  );
}

/** A ledger was put back from a backup, and nothing that was found knew more than it. */
export interface RestoredDoubt {
  /** on which it was put back */
  readonly day: string;
  /** day of the backup */
  readonly since: string;
  /** the last year that may have been published since: the one in which it was put back */
  readonly year: number;
}

/**
 * What was published between a backup and the day on which it was put back is not known: nothing is drawn of a year that may
 * be among that until the operator counts it as spent.
 *
 * @throws Refusal `ledger-broken`
 */
export function refuseDoubted(entries: readonly LedgerEntry[], year: number, doubt: RestoredDoubt | undefined): void {
  if (doubt === undefined || assumedIn(entries, year)) return;
  throw new Refusal(
    "ledger-broken",
    `what was published of ${year} since ${doubt.since} is not known: this home was put back on ${doubt.day} from a backup of that day, and its witness was lost, ` +
      `or neither it, the releases nor the public log knew more. Count the year as spent ("voisinage ledger --assume-spent ${year}"); years after ${doubt.year} go on. Nothing was debited or drawn`,
  );
}
