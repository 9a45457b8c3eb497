import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import { type LedgerEntry, ledgerEntrySchema } from "../contract/chain.ts";
import { type Refusal, refusalOf } from "../contract/problem.ts";
import { appendLines } from "../storage/files/durable.ts";
import { fileErrorOf } from "../storage/files/error.ts";
import { refuseShared } from "../storage/files/private-file.ts";
import { brokenLedger } from "./chain.ts";
import { lackingDoubts, type RestoredDoubt } from "./year.ts";

const line = z.union([
  z.strictObject({ commons: z.string(), entry: ledgerEntrySchema }),
  z.strictObject({ commons: z.string(), renewed: z.literal(true) }),
  z.strictObject({ commons: z.string(), doubt: z.strictObject({ day: z.string(), since: z.string(), year: z.number().int() }) }),
]);
type Line = z.infer<typeof line>;

/**
 * Most entries of one write of the ledger: a year's opening and its first debit. A crash can keep no more than these from the
 * witness.
 */
const ONE_WRITE = 2;

/** Advice for an operator whose witness is missing, damaged or another ledger's. */
const WAYS =
  'Put its newest copy back. If there is none, count every year as spent that may have been published since ("voisinage ledger --assume-spent YYYY"), and then, ' +
  'or at once if this home never came from a backup, write the witness anew ("voisinage ledger --renew-witness"). Nothing is published before';

export type Witness = ReturnType<typeof witnessAt>;

/**
 * A second copy of the chain, kept apart from the home: a home that is restored from an old backup finds in it what it forgot. It
 * is NDJSON, one entry a line with the id of the commons that it belongs to, for one operator's key may have several. A line
 * `renewed` voids the earlier entries of its commons; the chain is written again after it. Making a home writes one such line, so a
 * witness without it belongs to another commons, however short the chain. A line `doubt` repeats what the ledger notes of restores,
 * and stands whatever is renewed: a ledger that is lost, or put back once more, does not forget it.
 *
 * Long, for its methods share one reading of the file.
 *
 * @param file is made with the first entry
 * @param commons the id of the commons
 * @param append writes lines at the end of the file, on the disk when it returns; only tests replace it
 */
export function witnessAt(file: string, commons: string, append = appendLines) {
  /**
   * All lines, those of other commons too; null for a line that cannot be parsed. What follows the last line end was cut off by a
   * crash before anything followed from it.
   */
  const read = () => {
    refuseShared(file);
    const text = onDisk(() => (existsSync(file) ? readFileSync(file, "utf8") : ""));
    return text.split("\n").slice(0, -1).map(parseLine);
  };
  const lines = (entries: readonly LedgerEntry[]) => entries.map((entry) => JSON.stringify({ commons, entry } satisfies Line));
  const write = (added: readonly string[]) => onDisk(() => append(file, added, 0o600));
  /** Whether a line tells of the chain of this commons. */
  const isOfChain = (parsed: Line | null): boolean => parsed?.commons === commons && !("doubt" in parsed);
  const doubts = (): RestoredDoubt[] =>
    read().flatMap((parsed) => (parsed !== null && "doubt" in parsed && parsed.commons === commons ? [parsed.doubt] : []));
  const missing = (chain: readonly LedgerEntry[]) => {
    const allLines = read();
    const witnessed = parse(allLines, file, commons);
    if (!allLines.some(isOfChain)) throw notTheNewest(file, 0, chain.length);
    refuseFork(chain, witnessed, file);
    const last = witnessed.at(-1)?.seq ?? 0;
    if (last > chain.length)
      throw brokenLedger(`${file} knows ${last} entries and this ledger ${chain.length}: close the home and open it again`);
    const lacking = chain.filter((entry) => entry.seq > last);
    if (lacking.length > ONE_WRITE) throw notTheNewest(file, last, chain.length);
    return lacking;
  };
  return {
    file,
    /** The entries of this commons by number. Lines of other commons are skipped. @throws Refusal `ledger-broken` */
    entries: () => parse(read(), file, commons),
    /** Every entry of this commons that can be read, from before a renewal too: what it spent stays spent. */
    ever: () =>
      read().flatMap((parsed) => (parsed !== null && "entry" in parsed && parsed.commons === commons ? [parsed.entry] : [])),
    /** What is not known since restores of this home, by the lines that can be read. */
    doubts,
    /**
     * Adds the doubts that are not here yet, on the disk when it returns. A witness that is lost is not begun by it: it gets them when
     * it is written anew.
     *
     * @throws Refusal `storage-failed`
     */
    doubt: (added: readonly RestoredDoubt[]): void => {
      const lacking = lackingDoubts(doubts(), added);
      if (lacking.length > 0 && read().some(isOfChain))
        write(lacking.map((doubt) => JSON.stringify({ commons, doubt } satisfies Line)));
    },
    /**
     * Which entries of the chain are not here yet.
     *
     * @throws Refusal `ledger-broken` as `keep`
     */
    missing,
    /**
     * Appends those entries of the chain that are not here yet, on the disk when it returns.
     *
     * @throws Refusal `ledger-broken` when other entries, or more, stand here, because another copy of the home wrote them; or
     *   when more is missing than one write of the ledger, because this is then not the newest witness
     */
    keep: (chain: readonly LedgerEntry[]): void => {
      const lacking = missing(chain);
      if (lacking.length === 0) return;
      write(lines(lacking));
      // Another copy of the home may have written between the reading and the writing: at most one of the two may go on.
      refuseFork(chain, parse(read(), file, commons), file);
    },
    /** Writes the whole chain anew, whatever stands here. On the disk when it returns. */
    renew: (chain: readonly LedgerEntry[]) => write([JSON.stringify({ commons, renewed: true } satisfies Line), ...lines(chain)]),
  };
}

/** Why the witness does not fit this chain; null if it does. @throws Refusal `storage-failed` where it cannot be read */
export function witnessFault(witness: Pick<Witness, "missing">, chain: readonly LedgerEntry[]): Refusal | null {
  try {
    witness.missing(chain);
    return null;
  } catch (error) {
    return refusalOf(error, "ledger-broken", "key-exposed");
  }
}

/** @throws Refusal `ledger-broken` when the two chains have different entries of one number */
export function refuseFork(chain: readonly LedgerEntry[], other: readonly LedgerEntry[], source: string): void {
  const fork = other.find(({ seq, hash }) => seq <= chain.length && chain[seq - 1]?.hash !== hash);
  if (fork === undefined) return;
  throw brokenLedger(
    `entry ${fork.seq} is another one in ${source}: two copies of this home have published, and what they cost adds up. ` +
      'Go on with the copy whose releases are public; there, "voisinage ledger --renew-witness" counts the years that the other one spent of as spent',
  );
}

/** @param known number of entries that the witness has */
function notTheNewest(file: string, known: number, entries: number): Refusal {
  const lacks =
    known === 0 && entries <= ONE_WRITE
      ? `${file} has no line of this home, and was begun when the home was made`
      : `${file} has ${known === 0 ? "none" : known} of the ${entries} entries of this ledger; a crash explains ${ONE_WRITE} missing ones at most`;
  return brokenLedger(`${lacks}: ` + `it was lost or is an old copy, and cannot tell what this home forgot. ${WAYS}`);
}

function parse(lines: readonly (Line | null)[], file: string, commons: string): LedgerEntry[] {
  const entries = new Map<number, LedgerEntry>();
  const from = lines.findLastIndex((parsed) => parsed !== null && "renewed" in parsed && parsed.commons === commons) + 1;
  for (const [i, one] of lines.slice(from).entries()) {
    if (one === null) throw brokenLedger(`line ${from + i + 1} of ${file} is not an entry of a ledger. ${WAYS}`);
    if (!("entry" in one) || one.commons !== commons) continue;
    const { entry } = one;
    const before = entries.get(entry.seq);
    if (before && before.hash !== entry.hash)
      throw brokenLedger(`${file} has two entries with the number ${entry.seq}: two copies of this home have published. ${WAYS}`);
    entries.set(entry.seq, entry);
  }
  return [...entries.values()].sort((a, b) => a.seq - b.seq);
}

function parseLine(text: string): Line | null {
  try {
    return line.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function onDisk<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw fileErrorOf(error, "the ledger's witness");
  }
}
