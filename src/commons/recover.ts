import { type LedgerEntry, ofKind } from "../contract/chain.ts";
import type { PublicLog } from "../contract/log.ts";
import { refusalOf } from "../contract/problem.ts";
import { faultOf, type Ledger, type Witness } from "../ledger/index.ts";
import type { ForgottenDraw } from "../vault/index.ts";
import type { Shelf } from "./shelf.ts";

/**
 * Brings a ledger that may come from an old backup up to date: it takes over entries that its witness, the releases and the
 * public log have, and they count as spent.
 *
 * A witness that is lost, unreadable or another copy's is reported here, and refused at the ledger's next entry. Contributors'
 * requests are served nevertheless.
 *
 * @param log the public log; a home restored as a whole has the log of its time
 * @param notice gets a line for each thing taken over, or that cannot be
 * @returns whether the ledger accepts entries now
 */
export async function recover(
  ledger: Ledger,
  witness: Witness | undefined,
  shelf: Shelf,
  log: PublicLog | null | undefined,
  notice: (line: string) => void,
): Promise<boolean> {
  /** Takes over another record's entries. @returns whether the ledger has all of them now; if not, `notice` gets the reason */
  const adopt = (source: string, known: () => readonly LedgerEntry[], trouble: string): boolean => {
    try {
      const added = ledger.adopt(known(), source);
      const publications = ofKind(added, "debit").map(({ publication }) => publication);
      const what = publications.length === 0 ? "" : ` (${publications.join(", ")})`;
      if (added.length > 0)
        notice(
          `this ledger was older than ${source}: ${added.length} entries that it did not know${what} are taken over, and count as spent`,
        );
      return true;
    } catch (error) {
      notice(`${trouble}: ${refusalOf(error).message}`);
      return false;
    }
  };
  const cannotPublish = "nothing can be published";
  const isSound = !witness || adopt(witness.file, witness.entries, cannotPublish);
  const known = new Set(ledger.entries().map((entry) => entry.hash));
  // A foreign release only stops publishing (`refuseLedgerMissingReleases`); contributors' requests are served.
  for (const { id, entries } of await shelf.chains(known))
    adopt(`release ${id}`, () => entries, `release ${id} does not fit this ledger`);
  // What was public counts as spent, even if the ledger that knew it is lost.
  if (log?.commons === ledger.commons) adopt("the public log", () => log.entries, "the public log does not fit this ledger");
  const fault = witness && isSound ? faultOf(witness, ledger.entries()) : null;
  if (fault) notice(`${cannotPublish}: ${fault.message}`);
  return isSound && fault === null;
}

/** Draws missing from the ledger's database. The vault of the same backup lacks the rows frozen for them. */
export function forgottenDraws(ledger: Pick<Ledger, "lost">): ForgottenDraw[] {
  return ledger.lost().map(({ publication, year }) => ({ publication, year }));
}
