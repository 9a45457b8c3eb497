import { createReadStream } from "node:fs";
import { type ProblemCode, Refusal } from "../contract/problem.ts";
import { parseJson } from "../http/body.ts";
import type { DonationItem, Vault } from "../vault/index.ts";
import { canonicalise } from "./canonical.ts";
import type { IntakeContext } from "./context.ts";
import { digestOfFile, type Line, linesOf, MAX_LINE_BYTES } from "./lines.ts";
import type { ReceiptsFile } from "./receipts.ts";
import { donationsFromRows, type Grouped, type Row } from "./rows.ts";

/** The most donations, and about the most readings, that are committed together: what a run holds in memory. */
export const BULK_BATCH = 1000;
const BATCH_READINGS = 50_000;

export interface BulkResult {
  /** stored by this run */
  readonly accepted: number;
  readonly rejected: number;
  /** stored by an earlier run */
  readonly repeated: number;
  /** attributes and readings that no measure in use needs, left out of what was accepted or repeated */
  readonly dropped: number;
}

/** Why a donation was refused: its first fault. */
export interface Reject {
  readonly file: string;
  /** of the file, from 1; the first row of a household in a table */
  readonly line: number;
  /** a JSON pointer or a column; empty: the whole line */
  readonly field: string;
  readonly reason: string;
}

export interface BulkOptions {
  readonly vault: Vault;
  readonly context: IntakeContext;
  /** takes the receipts before each commit; absent: nobody keeps them */
  readonly receipts?: ReceiptsFile;
  /** told each, with the code of its refusal */
  readonly onReject?: (reject: Reject, code: ProblemCode) => void;
  /** called after each commit with the figures so far */
  readonly onProgress?: (result: BulkResult) => void;
}

/** A donation of a file, before it is checked: `read` gives its JSON value, or refuses. */
interface Candidate {
  readonly line: number;
  readonly read: () => unknown;
}

function candidateOfLine({ number, bytes }: Line): Candidate {
  return {
    line: number,
    read: () => {
      if (bytes === null) throw new Refusal("body-too-large", `a line must have at most ${MAX_LINE_BYTES} bytes`);
      return parseJson(bytes);
    },
  };
}

function candidateOfRows({ line, input, fault }: Grouped): Candidate {
  return {
    line,
    read: () => {
      if (fault) throw new Refusal("invalid-donation", fault.reason, [{ detail: fault.reason, pointer: fault.field }]);
      return input;
    },
  };
}

/**
 * Donates one by one; what is refused is told, what is valid is kept. A donation is known again by
 * its file's digest and its line, never by its content: two equal ones are two households, and a run
 * repeated under other settings knows what the first one stored.
 */
async function donateCandidates(
  candidates: AsyncIterable<Candidate>,
  file: string,
  digest: string,
  o: BulkOptions,
): Promise<BulkResult> {
  const total = { accepted: 0, rejected: 0, repeated: 0, dropped: 0 };
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
    o.onProgress?.({ ...total });
  };
  for await (const { line, read } of candidates) {
    try {
      const { donation, dropped } = canonicalise(read(), o.context, "lenient");
      total.dropped += dropped;
      readings += donation.readings.length;
      batch.push({ donation, idempotency: `file ${digest} line ${line}`, named: true });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      total.rejected += 1;
      o.onReject?.({ file, line, field: error.faults[0]?.pointer ?? "", reason: error.message }, error.code);
    }
    if (batch.length >= BULK_BATCH || readings >= BATCH_READINGS) commit();
  }
  commit();
  return total;
}

async function* map<A, B>(items: AsyncIterable<A>, change: (item: A) => B): AsyncGenerator<B> {
  for await (const item of items) yield change(item);
}

/**
 * Donates a file of NDJSON, one donation a line. Repeated after a crash, it donates nothing twice.
 *
 * @throws Refusal `storage-full`, `storage-failed`, `home-in-use`: what was committed before stays
 */
export async function donateLines(file: string, o: BulkOptions): Promise<BulkResult> {
  const digest = await digestOfFile(file);
  return donateCandidates(map(linesOf(createReadStream(file)), candidateOfLine), file, digest, o);
}

/**
 * Donates a table in the canonical form, one reading a row, the rows of a household together.
 *
 * @param rows of `file`, always in the same order: their numbers are their identity
 */
export async function donateRows(file: string, rows: AsyncIterable<Row>, o: BulkOptions): Promise<BulkResult> {
  const digest = await digestOfFile(file);
  return donateCandidates(map(donationsFromRows(rows), candidateOfRows), file, digest, o);
}
