import { closeSync, constants, fstatSync, fsyncSync, ftruncateSync, openSync, readSync, statSync, writeSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { Refusal } from "../contract/problem.ts";
import { syncFolder } from "../storage/files/durable.ts";
import type { DonationResult } from "../vault/index.ts";

// Files that a bulk run writes: the secrets that it gives out, and what it refuses. One that holds anything else stays as it is.

const RECEIPT = /^[A-Za-z0-9_-]{43}$/;
const TORN = /^[A-Za-z0-9_-]{0,42}$/;
/** A receipt and its line end. */
const LINE_BYTES = 44;
/** Bytes of a file of rejects that are read to recognise it. */
const LOOK = 1 << 20;
const REJECT_BEGIN = '{"file":';

/** Why a donation was refused: its first fault. */
export interface Reject {
  readonly file: string;
  /** of the file, from 1; the first row of a household in a table */
  readonly line: number;
  /** a JSON pointer or a column; empty: the whole line */
  readonly field: string;
  readonly reason: string;
}

/** The file of a bulk run's secrets, one a line. */
export type ReceiptsFile = ReturnType<typeof openReceipts>;

function inTheWay(path: string, what: string): Refusal {
  return new Refusal("file-in-the-way", `${path} is there already and holds no ${what}`);
}

function textAt(file: number, at: number, length: number): string {
  const bytes = Buffer.alloc(length);
  return bytes.toString("latin1", 0, readSync(file, bytes, 0, length, at));
}

/**
 * Opens a receipts file to add to it. A run that was killed may have left at its end the receipts of
 * the one batch that it did not commit, the last of them torn; repeated, the run makes the same
 * receipts, and those are not written twice. So the file holds each secret once.
 *
 * @param batch the most receipts that are added at a time, in this run and in those before it
 * @throws Refusal `file-in-the-way` for a file that holds anything but receipts at either end
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
 * Opens a rejects file anew, one JSON object a line: a run that is repeated refuses the same donations again.
 *
 * @throws Refusal `file-in-the-way` for a file that holds anything but what was refused by a run before
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
