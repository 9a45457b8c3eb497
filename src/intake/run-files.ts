import { closeSync, constants, fstatSync, fsyncSync, ftruncateSync, openSync, readSync, statSync, writeSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { Refusal } from "../contract/problem.ts";
import { syncFolder } from "../storage/files/durable.ts";
import type { DonationResult } from "../vault/index.ts";

// Files that a bulk run writes: the receipts it gives out, and what it refuses. An existing file with any other content is left
// as it is.

const RECEIPT = /^[A-Za-z0-9_-]{43}$/;
const TORN = /^[A-Za-z0-9_-]{0,42}$/;
/** A receipt and its line end. */
const LINE_BYTES = 44;
/** Bytes read of an existing file to recognise it as one of rejects. */
const LOOK = 1 << 20;
const REJECT_BEGIN = '{"file":';

/** Why a donation was refused: its first fault. */
export interface Reject {
  readonly file: string;
  /** line in the file, from 1; in a table the household's first row */
  readonly line: number;
  /** a JSON pointer or a column; empty: the whole line */
  readonly field: string;
  readonly reason: string;
}

/** The file of a bulk run's receipts, which are secret; one on each line. */
export type ReceiptsFile = ReturnType<typeof openReceipts>;

function inTheWay(path: string, what: string): Refusal {
  return new Refusal("file-in-the-way", `${path} is there already and holds no ${what}`);
}

function textAt(file: number, at: number, length: number): string {
  const bytes = Buffer.alloc(length);
  return bytes.toString("latin1", 0, readSync(file, bytes, 0, length, at));
}

/**
 * Opens a receipts file to append to it. A run that was killed may have left, at its end, the receipts of one batch that it did
 * not commit, the last of them cut off. Repeated, the run derives the same receipts, and does not write those again: the file has
 * each receipt once.
 *
 * @param batch the most receipts added at a time, in this run and in earlier ones
 * @throws Refusal `file-in-the-way` for a file that has anything but receipts at either end
 */
export function openReceipts(path: string, batch: number) {
  const file = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600);
  let { size: end } = fstatSync(file);
  const from = Math.max(0, end - (batch + 1) * LINE_BYTES);
  const lines = textAt(file, from, end - from).split("\n");
  const last = lines.pop() ?? "";
  if (from > 0) lines.shift();
  const isOfReceipts =
    /^([A-Za-z0-9_-]{43}\n?)?$/.test(textAt(file, 0, LINE_BYTES)) &&
    lines.every((line) => RECEIPT.test(line)) &&
    (TORN.test(last) || RECEIPT.test(last));
  if (!isOfReceipts) {
    closeSync(file);
    throw inTheWay(path, "contribution keys: it would be changed");
  }
  syncFolder(dirname(resolve(path)));
  const put = (text: string) => {
    const bytes = Buffer.from(text, "latin1");
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at, bytes.length - at, end + at);
    end += bytes.length;
  };
  if (TORN.test(last)) end -= last.length;
  else put("\n");
  ftruncateSync(file, end);
  const written = new Set([...lines, last]);
  return {
    /** Adds the receipts of donations that are about to be stored and syncs the file. Called before the commit. */
    add: (results: readonly DonationResult[]) => {
      const fresh = results.filter(({ receipt, repeated }) => !repeated && !written.has(receipt));
      if (fresh.length === 0) return;
      put(fresh.map(({ receipt }) => `${receipt}\n`).join(""));
      fsyncSync(file);
    },
    close: () => closeSync(file),
  };
}

/**
 * Opens an empty file of rejects, one JSON object on each line. A repeated run refuses the same donations, so the former file is
 * replaced.
 *
 * @throws Refusal `file-in-the-way` for a file that has anything but rejects of an earlier run
 */
export function openRejects(path: string) {
  if (statSync(path, { throwIfNoEntry: false })?.isFile()) {
    const before = openSync(path, "r");
    const lines = textAt(before, 0, LOOK).split("\n");
    closeSync(before);
    // The last line may be incomplete, because a run was killed or only the beginning was read.
    const last = lines.pop() ?? "";
    if (!lines.every(isReject) || !(last.startsWith(REJECT_BEGIN) || REJECT_BEGIN.startsWith(last)))
      throw inTheWay(path, "refused donations: it would be lost");
  }
  const file = openSync(path, "w", 0o600);
  return {
    add: (reject: Reject) => void writeSync(file, `${JSON.stringify(reject)}\n`),
    close: () => closeSync(file),
  };
}

function isReject(line: string): boolean {
  try {
    return Object.keys(JSON.parse(line)).join() === "file,line,field,reason";
  } catch {
    return false;
  }
}
