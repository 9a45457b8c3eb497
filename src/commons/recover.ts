import type { LedgerEntry } from "../contract/chain.ts";
import type { PublicLog } from "../contract/log.ts";
import { Refusal } from "../contract/problem.ts";
import { faultOf, type Ledger, type Witness } from "../ledger/index.ts";
import type { ForgottenDraw } from "../vault/index.ts";
import type { Shelf } from "./shelf.ts";

/**
 * A ledger that was restored from an old backup takes over what its witness knows, and what the releases beside it
 * say in public: they stay on the chain, and count as spent.
 *
 * A witness that is lost, unreadable or another copy's is said, and refused by the ledger's next entry: rights are served.
 *
 * @param log as it was published last; a home that was put back whole has the log of its time
 * @returns whether the ledger takes an entry now
 * @param notice is told what was taken over, and what cannot be, a line each
 */
export async function recover(
  ledger: Ledger,
  witness: Witness | undefined,
  shelf: Shelf,
  log: PublicLog | null | undefined,
  notice: (line: string) => void,
): Promise<boolean> {
  const attempt = (work: () => void, words: (refusal: Refusal) => string) => {
    try {
      work();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      notice(words(error));
    }
  };
  let unsound = false;
  const publishesNothing = ({ message }: Refusal) => {
    unsound = true;
    return `nothing can be published: ${message}`;
  };
  if (witness) attempt(() => tell(ledger.adopt(witness.entries(), witness.file), witness.file, notice), publishesNothing);
  const known = new Set(ledger.entries().map((entry) => entry.hash));
  for (const { id, entries } of await shelf.chains(known)) {
    // Whoever put it there: nothing is published beside it (`refuseForgetfulLedger`), and rights are served.
    attempt(
      () => tell(ledger.adopt(entries, `release ${id}`), `release ${id}`, notice),
      ({ message }) => `release ${id} does not fit this ledger: ${message}`,
    );
  }
  // What was public is counted too, wherever the ledger that knew it went.
  if (log?.commons === ledger.commons)
    attempt(
      () => tell(ledger.adopt(log.entries, "the public log"), "the public log", notice),
      ({ message }) => `the public log does not fit this ledger: ${message}`,
    );
  if (!witness || unsound) return !unsound;
  const fault = faultOf(witness, ledger.entries());
  if (fault) notice(publishesNothing(fault));
  return fault === null;
}

function tell(entries: readonly LedgerEntry[], source: string, notice: (line: string) => void): void {
  if (entries.length === 0) return;
  const publications = entries.flatMap((entry) => (entry.kind === "debit" ? [entry.publication] : []));
  const what = publications.length === 0 ? "" : ` (${publications.join(", ")})`;
  notice(
    `this ledger was older than ${source}: ${entries.length} entries that it did not know${what} are taken over, and count as spent`,
  );
}

/** What was drawn and this ledger's database has not: its vault has forgotten what was frozen for it. */
export function forgottenDraws(ledger: Pick<Ledger, "lost">): ForgottenDraw[] {
  return ledger.lost().map(({ publication, year }) => ({ publication, year }));
}
