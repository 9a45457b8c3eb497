import { createWriteStream, existsSync } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { OperatedCommons } from "../../commons/types.ts";
import type { DonationInput } from "../../contract/donation.ts";
import { Refusal } from "../../contract/problem.ts";
import { unreadyWarning } from "../../contract/readiness.ts";
import {
  BULK_BATCH,
  type BulkOptions,
  type BulkResult,
  donateLines,
  donateRows,
  kindsOfFaults,
  openReceipts,
  openRejects,
  type UnusualCounts,
} from "../../intake/index.ts";
import { supplierVariant } from "../household-file.ts";
import { commonsVerb } from "../options.ts";
import { isSameFile } from "../output-file.ts";
import { termsPublisher } from "../serve/terms-publisher.ts";
import { isTable, tableRows } from "../table-rows.ts";
import { text, UsageError } from "../verb.ts";

interface BulkFiles {
  readonly files: readonly string[];
  readonly receipts?: string | undefined;
  readonly rejects?: string | undefined;
}

/** Refuses a file to write that is another file of the run under any name. @throws UsageError */
function refuseMixed({ files, receipts, rejects }: BulkFiles): void {
  for (const [name, written] of Object.entries({ receipts, rejects })) {
    const input = written === undefined ? undefined : files.find((file) => isSameFile(file, written));
    if (input !== undefined) throw new UsageError(`--${name} must be no file that is donated; got ${written}, which is ${input}`);
  }
  if (receipts !== undefined && rejects !== undefined && isSameFile(receipts, rejects))
    throw new UsageError(`--receipts and --rejects must be two files; got ${receipts} and ${rejects}`);
}

/** Donates files one by one. Refused donations are summarised by kind of fault, and valid ones are kept. */
export async function donateFiles(
  o: BulkFiles & { readonly commons: OperatedCommons; readonly progress: (line: string) => void },
): Promise<BulkResult> {
  const { commons, receipts, rejects, progress } = o;
  const total = { accepted: 0, rejected: 0, repeated: 0, dropped: 0 };
  const unusual = { above_clamp: 0, ten_times_middle: 0 };
  refuseMixed(o);
  const secrets = receipts === undefined ? undefined : openReceipts(receipts, BULK_BATCH);
  let refused: ReturnType<typeof openRejects> | undefined;
  try {
    refused = rejects === undefined ? undefined : openRejects(rejects);
    for (const file of o.files) {
      const kinds = kindsOfFaults();
      const result = await donateFile(file, {
        vault: commons.vault,
        context: commons.context,
        ...(secrets === undefined ? {} : { receipts: secrets }),
        onReject: (reject, code) => {
          refused?.add(reject);
          kinds.add(reject, code);
        },
      });
      for (const key of ["accepted", "rejected", "repeated", "dropped"] as const) total[key] += result[key];
      const hint = hintOf(file, result, kinds.codes());
      const counts = `${result.accepted} accepted, ${result.rejected} rejected, ${result.repeated} repeated`;
      for (const kind of ["above_clamp", "ten_times_middle"] as const) unusual[kind] += result.unusual[kind];
      const lines = [...kinds.lines(), ...(hint === null ? [] : [hint]), ...unusualLines(result.unusual), counts];
      for (const line of lines) progress(`${file}: ${line}`);
    }
  } finally {
    secrets?.close();
    refused?.close();
  }
  return { ...total, unusual };
}

/** Warnings about amounts that suggest a wrong unit, one line for each kind. */
function unusualLines({ above_clamp, ten_times_middle }: UnusualCounts): string[] {
  const lines = [
    [above_clamp, "above the clamp of their measure, for which they count: check the unit"],
    [ten_times_middle, "more than ten times the middle value of their measure in this file: check the unit"],
  ] as const;
  return lines.filter(([count]) => count > 0).map(([count, what]) => `${count} readings ${what}`);
}

/** Writes donations to a file, one on each line. */
export async function writeDonations(file: string, donations: Iterable<DonationInput>): Promise<void> {
  const lines = Readable.from(donations).map((donation) => `${JSON.stringify(donation)}\n`);
  await pipeline(lines, createWriteStream(file));
}

/** Advice for a file from which nothing was accepted; null where there is none. */
function hintOf(file: string, { accepted, repeated, rejected }: BulkResult, codes: ReadonlySet<string>): string | null {
  if (accepted + repeated > 0) return null;
  if (rejected === 0) return "there is no donation in it";
  if (isTable(file) || !codes.has("invalid-json")) return null;
  return "a file of donations has one JSON object on each line (NDJSON); a name that ends in .csv or .parquet is read as a table";
}

/** Donates one file. A supplier's file is refused with a single reason: its rows are readings, not donations. */
async function donateFile(file: string, options: BulkOptions): Promise<BulkResult> {
  const variant = await supplierVariant(file);
  if (variant === null) return isTable(file) ? donateRows(file, tableRows(file), options) : donateLines(file, options);
  const reason =
    `this is a household's own file (${variant}), and no list of donations: "voisinage read --to-donation" makes a donation of it, ` +
    "with the household's area and the consent that it gave";
  options.onReject?.({ file, line: 1, field: "", reason }, "invalid-donation");
  return { accepted: 0, rejected: 1, repeated: 0, dropped: 0, unusual: { above_clamp: 0, ten_times_middle: 0 } };
}

export const donate = commonsVerb({
  words: "<files...>",
  options: {
    receipts: text("FILE", "file to which the contribution keys are added, one a line. Without it nobody keeps them"),
    rejects: text("FILE", "file of what was refused, as NDJSON: file, line, field, reason"),
  },
  run: async (commons, { receipts, rejects, words: files, progress }) => {
    const missing = files.find((file) => !existsSync(file));
    if (missing !== undefined) throw new Refusal("not-found", `there is no file ${missing}`);
    const warning = unreadyWarning(commons.settings, commons.context.clock());
    if (warning !== null) progress(warning);
    await termsPublisher(commons, progress).tryPublish();
    const result = await donateFiles({ commons, files, receipts, rejects, progress });
    const { accepted, rejected, repeated, dropped } = result;
    return {
      exitCode: rejected > 0 && accepted + repeated === 0 ? 1 : 0,
      json: result,
      text: `${accepted} accepted, ${rejected} rejected, ${repeated} donated before; ${dropped} readings and attributes that no measure in use needs were dropped`,
    };
  },
});
