import { existsSync } from "node:fs";
import type { OperatedCommons } from "../../commons/types.ts";
import { Refusal } from "../../contract/problem.ts";
import { unreadyWarning } from "../../contract/readiness.ts";
import { BULK_BATCH, type BulkResult, donateLines, donateRows, openReceipts, openRejects } from "../../intake/index.ts";
import { HOME, KEY, withCommons } from "../options.ts";
import { isSameFile } from "../same-file.ts";
import { stating } from "../stating.ts";
import { isTable, tableRows } from "../table-rows.ts";
import { UsageError, type Verb } from "../verb.ts";

export interface DonateFiles {
  readonly commons: OperatedCommons;
  readonly files: readonly string[];
  readonly receipts?: string | undefined;
  readonly rejects?: string | undefined;
  readonly progress: (line: string) => void;
}

/** A file that is written must be no other one of the run, by any name. @throws UsageError */
function refuseMixed({ files, receipts, rejects }: Pick<DonateFiles, "files" | "receipts" | "rejects">): void {
  for (const [name, written] of Object.entries({ receipts, rejects })) {
    const input = written === undefined ? undefined : files.find((file) => isSameFile(file, written));
    if (input !== undefined) throw new UsageError(`--${name} must be no file that is donated; got ${written}, which is ${input}`);
  }
  if (receipts !== undefined && rejects !== undefined && isSameFile(receipts, rejects))
    throw new UsageError(`--receipts and --rejects must be two files; got ${receipts} and ${rejects}`);
}

/** Donates files one after the other; what is refused is told and what is valid is kept. */
export async function donateFiles({ commons, files, receipts, rejects, progress }: DonateFiles): Promise<BulkResult> {
  const total = { accepted: 0, rejected: 0, repeated: 0, dropped: 0 };
  refuseMixed({ files, receipts, rejects });
  const secrets = receipts === undefined ? undefined : openReceipts(receipts, BULK_BATCH);
  let refused: ReturnType<typeof openRejects> | undefined;
  try {
    refused = rejects === undefined ? undefined : openRejects(rejects);
    for (const file of files) {
      const options = {
        vault: commons.vault,
        context: commons.context,
        ...(secrets === undefined ? {} : { receipts: secrets }),
        onReject: (reject: Parameters<NonNullable<typeof refused>["add"]>[0]) =>
          refused ? refused.add(reject) : progress(`${reject.file}:${reject.line} ${reject.field} ${reject.reason}`),
      };
      const result = isTable(file) ? await donateRows(file, tableRows(file), options) : await donateLines(file, options);
      for (const key of ["accepted", "rejected", "repeated", "dropped"] as const) total[key] += result[key];
      progress(`${file}: ${result.accepted} accepted, ${result.rejected} rejected, ${result.repeated} repeated`);
    }
  } finally {
    secrets?.close();
    refused?.close();
  }
  return total;
}

export const donate: Verb = {
  words: { name: "FILE…", min: 1, max: 10_000 },
  options: {
    home: HOME,
    receipts: {
      type: "string",
      value: "FILE",
      help: "takes one contribution key a line, added and synced before each commit; a file that holds anything else is refused. Without it nobody keeps them",
    },
    rejects: {
      type: "string",
      value: "FILE",
      help: "takes what was refused, as NDJSON: file, line, field, reason; made anew, and a file that holds anything else is refused",
    },
    key: KEY,
  },
  run: (input) =>
    withCommons(input, async (commons) => {
      const missing = input.words.find((file) => !existsSync(file));
      if (missing !== undefined) throw new Refusal("not-found", `there is no file ${missing}`);
      const { receipts, rejects } = input.options;
      const warning = unreadyWarning(commons.settings, commons.context.clock());
      if (warning !== null) input.progress(warning);
      await stating(commons, input.progress).attempt();
      const result = await donateFiles({ commons, files: input.words, receipts, rejects, progress: input.progress });
      const { accepted, rejected, repeated, dropped } = result;
      return {
        json: result,
        text: `${accepted} accepted, ${rejected} rejected, ${repeated} donated before; ${dropped} readings and attributes that no measure in use needs were dropped`,
      };
    }),
};
