import { Refusal } from "../../src/contract/problem.ts";
import {
  type HouseholdFile,
  readable,
  readHouseholdFile,
  readHouseholdFiles,
  UnknownFile,
  VARIANTS,
} from "../../src/importers/index.ts";
import type { Asked, NotRead, Said, Why } from "./protocol.ts";

/**
 * Reads households' files in a thread of its own. What leaves it is a report: integers, periods, closed codes and places. The
 * files' bytes and every identifier in them end with this thread.
 */
const say = (said: Said): void => postMessage(said);

/** Progress is told at most so often, in milliseconds. */
const EVERY = 80;

function whyOf(error: unknown): Why {
  if (error instanceof UnknownFile) return { code: "unknown-file", looks: error.looks, readable: readable() };
  return { code: error instanceof Refusal && error.code === "unreadable-file" ? error.code : "internal" };
}

/** Which of several files is refused, and why: each is read alone. */
async function culprit(files: readonly HouseholdFile[], together: unknown): Promise<NotRead> {
  for (const [at, file] of files.entries()) {
    try {
      await readHouseholdFile(file);
    } catch (error) {
      return { ...whyOf(error), at };
    }
  }
  return { ...whyOf(together), at: null };
}

async function read(given: readonly File[]): Promise<Said> {
  const files: HouseholdFile[] = [];
  try {
    for (const file of given) files.push({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });
    let told = 0;
    const onProgress = (done: number, total: number): void => {
      const now = performance.now();
      if (now - told < EVERY) return;
      told = now;
      say({ kind: "progress", done, total });
    };
    const report = await readHouseholdFiles(files, { onProgress });
    const known = report.variant.split("+");
    return {
      kind: "read",
      report,
      variants: Object.entries(VARIANTS).flatMap(([id, labels]) => (known.includes(id) ? [labels] : [])),
    };
  } catch (error) {
    return { kind: "not-read", ...(files.length > 1 ? await culprit(files, error) : { ...whyOf(error), at: null }) };
  }
}

addEventListener("message", ({ data }: MessageEvent<Asked>) => void read(data.files).then(say));
