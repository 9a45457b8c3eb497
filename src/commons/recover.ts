import { type LedgerEntry, ofKind } from "../contract/chain.ts";
import type { PublicLog } from "../contract/log.ts";
import { isoDay } from "../contract/period.ts";
import { Refusal, refusalOf } from "../contract/problem.ts";
import { faultOf, keyOf, type Ledger, type RestoredDoubt, refuseFork, verifyChain, type Witness } from "../ledger/index.ts";
import type { ForgottenDraw } from "../vault/index.ts";
import type { Shelf } from "./shelf.ts";
import { chainOfLog, type FoundChain, signerFault } from "./signed-chains.ts";

interface RecoverOptions {
  readonly ledger: Ledger;
  readonly witness: Witness | undefined;
  readonly shelf: Pick<Shelf, "chains">;
  /** the public log; a home restored as a whole has the log of its time */
  readonly log: PublicLog | null | undefined;
  /** thumbprints of the signing keys beside the operator's key */
  readonly signers: readonly string[];
  /** gets a line for each thing taken over, or that cannot be */
  readonly notice: (line: string) => void;
  readonly clock: () => Date;
}

/**
 * Brings a ledger that may come from an old backup up to date: it takes over entries that its witness, the public log and the
 * releases have, and they count as spent. Whoever writes log or releases could state terms or name a key by such entries: so they
 * are taken over only as far as the operator signed them. Everything else stops the next publication, and nothing for good.
 *
 * A witness that is lost, unreadable or another copy's is reported here, and refused at the ledger's next entry. Contributors'
 * requests are served nevertheless. Entries are witnessed before they are public: a witness that lacks public ones is an old copy, and
 * what was published since is not known.
 *
 * @returns whether the ledger accepts entries now
 */
export async function recover({ ledger, witness, shelf, log, signers, notice, clock }: RecoverOptions): Promise<boolean> {
  /** Takes over another record's entries. @returns how many; null where the ledger has not all of them, and `notice` gets the reason */
  const adopt = (source: string, known: () => readonly LedgerEntry[], trouble: string): number | null => {
    try {
      const added = ledger.adopt(known(), source);
      const publications = ofKind(added, "debit").map(({ publication }) => publication);
      const what = publications.length === 0 ? "" : ` (${publications.join(", ")})`;
      if (added.length > 0)
        notice(
          `this ledger was older than ${source}: ${added.length} entries that it did not know${what} are taken over, and count as spent`,
        );
      return added.length;
    } catch (error) {
      notice(`${trouble}: ${refusalOf(error).message}`);
      return null;
    }
  };
  /** The entries of a found chain that the operator signed. @throws Refusal `ledger-broken` where they are not the operator's */
  const signedEntries = ({ source, entries, signed }: FoundChain): readonly LedgerEntry[] => {
    refuseFork(ledger.entries(), entries, source);
    if (entries.length <= ledger.entries().length) return [];
    if (typeof signed === "string") throw notOurs(signed);
    const believed = entries.slice(0, signed.size);
    verifyChain([], believed, ledger.commons);
    // Once the operator has another key, somebody who stole the former one may sign with it.
    const standing = keyOf(ledger.entries())?.thumbprint;
    const fault = signerFault(believed, signed.by, signers.length > 0 || standing === undefined ? signers : [standing]);
    if (fault !== null) throw notOurs(fault);
    return believed;
  };
  let fromPublic = 0;
  const adoptSigned = (found: FoundChain): void => {
    const { source, entries } = found;
    const added = adopt(source, () => signedEntries(found), `${source} does not fit this ledger`);
    fromPublic += added ?? 0;
    if (added !== null && entries.length > ledger.entries().length)
      notice(`${source} goes on after what is signed of it: that is not taken over`);
  };
  const cannotPublish = "nothing can be published";
  const isSound = !witness || adopt(witness.file, witness.entries, cannotPublish) !== null;
  if (witness && isSound) ledger.doubt(witness.doubts());
  const own = ledger.entries();
  // What was public counts as spent, even if the ledger that knew it is lost.
  if (log?.commons === ledger.commons) adoptSigned(chainOfLog(log));
  const known = new Set(ledger.entries().map((entry) => entry.hash));
  // A foreign release only stops publishing (`refuseLedgerMissingReleases`); contributors' requests are served.
  for (const chain of await shelf.chains(known)) adoptSigned(chain);
  const fault = witness && isSound ? faultOf(witness, ledger.entries()) : null;
  if (fault) notice(`${cannotPublish}: ${fault.message}`);
  const isWitnessOld = witness !== undefined && isSound && fault === null && fromPublic > 0;
  if (isWitnessOld) {
    ledger.doubt([doubtSince(own, clock)]);
    notice(
      `${witness.file} lacks entries that are public already, so it is an old copy: what was published since is not known, and nothing is published before these years are counted as spent ("voisinage ledger --assume-spent YYYY")`,
    );
  }
  return isSound && fault === null && !isWitnessOld;
}

/** What is not known since the last of these entries. The latest day that is known counts, because a clock may be behind. */
function doubtSince(own: readonly LedgerEntry[], clock: () => Date): RestoredDoubt {
  const [day, since = day] = [isoDay(clock()), own.at(-1)?.at.slice(0, 10)];
  return { day, since, year: Math.max(...[day, since].map((one) => Number(one.slice(0, 4)))) };
}

function notOurs(fault: string): Refusal {
  return new Refusal(
    "ledger-broken",
    `somebody else wrote it, or it is damaged (${fault}). Nothing of it is taken over: put it back from a copy`,
  );
}

/** Draws missing from the ledger's database. The vault of the same backup lacks the rows frozen for them. */
export function forgottenDraws(ledger: Pick<Ledger, "lost">): ForgottenDraw[] {
  return ledger.lost().map(({ publication, year }) => ({ publication, year }));
}
