import { type LedgerEntry, ofKind } from "../contract/chain.ts";
import type { PublicLog } from "../contract/log.ts";
import { refusalOf } from "../contract/problem.ts";
import { faultOf, type Ledger, type Witness } from "../ledger/index.ts";
import type { ForgottenDraw } from "../vault/index.ts";
import type { Shelf } from "./shelf.ts";

/**
 * A ledger that was restored from an old backup takes over what its witness knows, and what the releases beside it
 * say in public: they stay on the chain, and count as spent.
 *
 * A witness that is lost, unreadable or another copy's is reported here and refused at the ledger's next entry. Contributors'
 * rights are served all the same.
 *
 * @param log as it was published last; a home that was put back whole has the log of its time
 * @returns whether the ledger takes an entry now
 * @param notice gets a line for each thing that was taken over, or cannot be
 */
export async function recover(
  ledger: Ledger,
  witness: Witness | undefined,
  shelf: Shelf,
  log: PublicLog | null | undefined,
  notice: (line: string) => void,
): Promise<boolean> {
  /** @returns whether the ledger has all that the other record knows; if not, `notice` gets the reason */
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
  const nothing = "nothing can be published";
  const isSound = !witness || adopt(witness.file, witness.entries, nothing);
  const known = new Set(ledger.entries().map((entry) => entry.hash));
  // Whoever put a release there: nothing is published beside it (`refuseForgetfulLedger`), and rights are served.
  for (const { id, entries } of await shelf.chains(known))
    adopt(`release ${id}`, () => entries, `release ${id} does not fit this ledger`);
  // Public releases count too, even if the ledger that knew them is lost.
  if (log?.commons === ledger.commons) adopt("the public log", () => log.entries, "the public log does not fit this ledger");
  const fault = witness && isSound ? faultOf(witness, ledger.entries()) : null;
  if (fault) notice(`${nothing}: ${fault.message}`);
  return isSound && fault === null;
}

/** Draws that this ledger's database lacks. Its vault has lost the rows frozen for them. */
export function forgottenDraws(ledger: Pick<Ledger, "lost">): ForgottenDraw[] {
  return ledger.lost().map(({ publication, year }) => ({ publication, year }));
}
