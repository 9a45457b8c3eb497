import { closeSync, existsSync, fsyncSync, openSync, readFileSync, truncateSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";
import { type LedgerEntry, ledgerEntrySchema } from "../contract/chain.ts";
import { storageRefusal } from "../contract/storage.ts";
import { broken } from "./chain.ts";

/**
 * A second copy of the chain, kept apart from the home: a home that is restored from an old backup finds in it what it
 * forgot. NDJSON, one entry a line with the id of the commons that it belongs to, for one operator's key may have several.
 */
export interface Witness {
  readonly file: string;
  /** What was written of this commons, by number; another's lines are passed over. @throws Refusal `ledger-broken` */
  entries(): LedgerEntry[];
  /**
   * Appends those entries of the chain that are not here yet, on the disk when it returns.
   *
   * @throws Refusal `ledger-broken` when something else, or more, stands here: another copy of the home wrote it
   */
  keep(chain: readonly LedgerEntry[]): void;
}

const line = z.strictObject({ commons: z.string(), entry: ledgerEntrySchema });

/**
 * @param file made with the first entry
 * @param commons the id of the commons
 */
export function witnessAt(file: string, commons: string): Witness {
  const read = () => onDisk(() => (existsSync(file) ? readFileSync(file, "utf8") : ""));
  const entries = () => parse(read(), file, commons);
  return {
    file,
    entries,
    keep: (chain) => {
      const text = read();
      const known = parse(text, file, commons);
      refuseFork(chain, known, file);
      const last = known.at(-1)?.seq ?? 0;
      const stranger = last > chain.length;
      if (stranger)
        throw broken(`${file} knows ${last} entries and this ledger ${chain.length}: close the home and open it again`);
      const missing = chain.filter((entry) => entry.seq > last);
      if (missing.length === 0) return;
      onDisk(() => append(file, text, missing.map((entry) => `${JSON.stringify({ commons, entry })}\n`).join("")));
    },
  };
}

/** @throws Refusal `ledger-broken` when the two chains have different entries of one number */
export function refuseFork(chain: readonly LedgerEntry[], other: readonly LedgerEntry[], source: string): void {
  const fork = other.find(({ seq, hash }) => seq <= chain.length && chain[seq - 1]?.hash !== hash);
  if (fork === undefined) return;
  throw broken(
    `entry ${fork.seq} is another one in ${source}: two copies of this home have published, and what they cost adds up. Nothing was drawn`,
  );
}

function parse(text: string, file: string, commons: string): LedgerEntry[] {
  const entries = new Map<number, LedgerEntry>();
  // What follows the last end of line is a line that a power cut took: nothing took effect by it.
  const lines = text.split("\n").slice(0, -1);
  lines.forEach((one, i) => {
    const read = parseLine(one);
    if (read === null) throw broken(`line ${i + 1} of ${file} is not an entry of a ledger`);
    if (read.commons !== commons) return;
    const before = entries.get(read.entry.seq);
    if (before && before.hash !== read.entry.hash) throw broken(`${file} has two entries with the number ${read.entry.seq}`);
    entries.set(read.entry.seq, read.entry);
  });
  return [...entries.values()].sort((a, b) => a.seq - b.seq);
}

function parseLine(text: string): z.infer<typeof line> | null {
  try {
    return line.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** @param before what the file holds: a torn last line is cut off first */
function append(file: string, before: string, lines: string): void {
  const isNew = !existsSync(file);
  const whole = before.lastIndexOf("\n") + 1;
  if (whole < before.length) truncateSync(file, Buffer.byteLength(before.slice(0, whole)));
  const handle = openSync(file, "a", 0o600);
  try {
    writeSync(handle, lines);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  if (!isNew) return;
  // The name as well: a file that a power cut takes is no witness.
  const folder = openSync(dirname(file), "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

function onDisk<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw storageRefusal(code === "ENOSPC" || code === "EDQUOT" ? "full" : "failed", "the ledger's witness", message);
  }
}
