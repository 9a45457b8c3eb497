import { closeSync, constants, fstatSync, fsyncSync, ftruncateSync, openSync, readSync, writeSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { Refusal } from "../contract/problem.ts";
import { syncFolder } from "../storage/files/durable.ts";
import type { DonationResult } from "../vault/index.ts";

const RECEIPT = /^[A-Za-z0-9_-]{43}$/;
const TORN = /^[A-Za-z0-9_-]{0,42}$/;
/** A receipt and its line end. */
const LINE_BYTES = 44;

/** Where the secrets of a bulk run go, one a line. */
export interface ReceiptsFile {
  /** Adds the receipts of what is about to be stored and syncs the file; to be called before the commit. */
  add(results: readonly DonationResult[]): void;
  close(): void;
}

/** The end of the file: as many bytes as `lines` receipts take. */
function tailOf(file: number, lines: number): string {
  const { size } = fstatSync(file);
  const bytes = Buffer.alloc(Math.min(size, lines * LINE_BYTES));
  readSync(file, bytes, 0, bytes.length, size - bytes.length);
  return bytes.toString("latin1");
}

/** Holds the file nothing yet, or receipts, at both ends? The last line may be torn; a first one that is could be anything. */
function isOfReceipts(file: number, batch: number): boolean {
  const head = Buffer.alloc(LINE_BYTES);
  const first = head.toString("latin1", 0, readSync(file, head, 0, LINE_BYTES, 0));
  const tail = tailOf(file, batch + 1).split("\n");
  const whole = fstatSync(file).size > (batch + 1) * LINE_BYTES ? tail.slice(1, -1) : tail.slice(0, -1);
  const last = tail.at(-1) ?? "";
  return (
    /^([A-Za-z0-9_-]{43}\n?)?$/.test(first) &&
    whole.every((line) => RECEIPT.test(line)) &&
    (TORN.test(last) || RECEIPT.test(last))
  );
}

/**
 * Opens a receipts file to add to it. A file that holds anything else stays as it is. A run that was killed may have left at its end the receipts of
 * the one batch that it did not commit, the last of them torn; repeated, the run makes the same
 * receipts, and those are not written twice. So the file holds each secret once.
 *
 * @param batch the most receipts that are added at a time, in this run and in those before it
 * @throws Refusal `file-in-the-way`
 */
export function openReceipts(path: string, batch: number): ReceiptsFile {
  const file = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600);
  if (!isOfReceipts(file, batch)) {
    closeSync(file);
    throw new Refusal("file-in-the-way", `${path} is there already and holds no contribution keys: it would be changed`);
  }
  syncFolder(dirname(resolve(path)));
  const lines = tailOf(file, batch + 1).split("\n");
  const last = lines.pop() ?? "";
  let end = fstatSync(file).size;
  const put = (text: string) => {
    const bytes = Buffer.from(text, "latin1");
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at, bytes.length - at, end + at);
    end += bytes.length;
  };
  if (TORN.test(last)) end -= last.length;
  else put("\n");
  ftruncateSync(file, end);
  const written = new Set([...lines, last].filter((line) => RECEIPT.test(line)));
  return {
    add: (results) => {
      const fresh = results
        .filter(({ receipt, repeated }) => !repeated && !written.has(receipt))
        .map(({ receipt }) => `${receipt}\n`);
      if (fresh.length === 0) return;
      put(fresh.join(""));
      fsyncSync(file);
    },
    close: () => closeSync(file),
  };
}
