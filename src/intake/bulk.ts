import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { type ProblemCode, refusalOf } from "../contract/problem.ts";
import type { DonationItem, Vault } from "../vault/index.ts";
import { canonicalise } from "./canonical.ts";
import type { IntakeContext } from "./context.ts";
import { type Candidate, jsonLines } from "./lines.ts";
import { donationsFromRows, type ReadingRow } from "./rows.ts";
import type { ReceiptsFile, Reject } from "./run-files.ts";
import { type UnusualCounts, unusualCounter } from "./unusual.ts";

/** The most donations, and roughly the most readings, committed together: the memory that a run needs. */
export const BULK_BATCH = 1000;
const BATCH_READINGS = 50_000;

export interface BulkResult {
  /** stored by this run */
  readonly accepted: number;
  readonly rejected: number;
  /** stored by an earlier run */
  readonly repeated: number;
  /** attributes and readings left out of accepted or repeated donations because no measure in use needs them */
  readonly dropped: number;
  /** readings of valid donations that look like a wrong unit; they are stored nevertheless */
  readonly unusual: UnusualCounts;
}

export interface BulkOptions {
  readonly vault: Vault;
  readonly context: IntakeContext;
  /** gets the receipts before each commit; absent: they are discarded */
  readonly receipts?: ReceiptsFile;
  /** called for each rejected donation, with the code of its refusal */
  readonly onReject?: (reject: Reject, code: ProblemCode) => void;
}

/**
 * Donates one by one. Refused donations are reported, and valid ones are kept. A donation is identified by the file's digest and
 * its line, not by its content: two equal donations are two households, and a repeated run under other settings still recognises
 * what the first one stored.
 */
async function donateFile(file: string, candidates: AsyncIterable<Candidate>, o: BulkOptions): Promise<BulkResult> {
  const digest = await digestOfFile(file);
  const total = { accepted: 0, rejected: 0, repeated: 0, dropped: 0 };
  const unusual = unusualCounter();
  let batch: DonationItem[] = [];
  let readings = 0;
  const commit = () => {
    if (batch.length === 0) return;
    const results = o.vault.donateAll(batch, o.receipts?.add);
    const repeated = results.filter((result) => result.repeated).length;
    total.repeated += repeated;
    total.accepted += results.length - repeated;
    batch = [];
    readings = 0;
  };
  for await (const { line, read } of candidates) {
    try {
      const { donation, dropped } = canonicalise(read(), o.context, "lenient");
      total.dropped += dropped;
      readings += donation.readings.length;
      unusual.add(donation.readings, o.context.terms(o.context.clock()));
      batch.push({ donation, idempotency: `file ${digest} line ${line}`, named: true });
    } catch (error) {
      const { code, message: reason, faults } = refusalOf(error);
      total.rejected += 1;
      o.onReject?.({ file, line, field: faults[0]?.pointer ?? "", reason }, code);
    }
    if (batch.length >= BULK_BATCH || readings >= BATCH_READINGS) commit();
  }
  commit();
  return { ...total, unusual: unusual.counts() };
}

/**
 * Donates a file of NDJSON, one donation on each line. Repeated after a crash, it stores nothing twice.
 *
 * @throws Refusal `storage-full`, `storage-failed`, `home-in-use`; what was committed before stays
 */
export function donateLines(file: string, o: BulkOptions): Promise<BulkResult> {
  return donateFile(file, jsonLines(createReadStream(file)), o);
}

/**
 * Donates a table in the canonical form: one reading on each row, rows of a household together.
 *
 * @param rows rows of `file`, always in the same order, since their numbers identify them
 */
export function donateRows(file: string, rows: AsyncIterable<ReadingRow>, o: BulkOptions): Promise<BulkResult> {
  return donateFile(file, donationsFromRows(rows), o);
}

/** SHA-256 of a file's bytes, in hexadecimal; read as a stream. */
async function digestOfFile(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}
