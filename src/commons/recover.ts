import type { LedgerEntry } from "../contract/chain.ts";
import { Refusal } from "../contract/problem.ts";
import type { Ledger, Witness } from "../ledger/index.ts";
import type { Shelf } from "./shelf.ts";

/**
 * A ledger that was restored from an old backup takes over what its witness knows, and what the releases beside it
 * say in public: they stay on the chain, and count as spent.
 *
 * @param notice is told what was taken over, a line each
 * @throws Refusal `ledger-broken` when the witness contradicts the ledger: two copies of the home have published
 */
export async function recover(
  ledger: Ledger,
  witness: Witness | undefined,
  shelf: Shelf,
  notice: (line: string) => void,
): Promise<void> {
  if (witness) tell(ledger.adopt(witness.entries(), witness.file), witness.file, notice);
  const known = new Set(ledger.entries().map((entry) => entry.hash));
  for (const { id, entries } of await shelf.chains(known)) {
    try {
      tell(ledger.adopt(entries, `release ${id}`), `release ${id}`, notice);
    } catch (error) {
      // Whoever put it there: nothing is published beside it (`refuseForgetfulLedger`), and rights are served.
      if (!(error instanceof Refusal)) throw error;
      notice(`release ${id} does not fit this ledger: ${error.message}`);
    }
  }
}

function tell(entries: readonly LedgerEntry[], source: string, notice: (line: string) => void): void {
  if (entries.length === 0) return;
  const publications = entries.flatMap((entry) => (entry.kind === "debit" ? [entry.publication] : []));
  const what = publications.length === 0 ? "" : ` (${publications.join(", ")})`;
  notice(
    `this ledger was older than ${source}: ${entries.length} entries that it did not know${what} are taken over, and count as spent`,
  );
}
