import { Refusal } from "../../src/contract/problem.ts";
import { type HouseholdFile, IMPORTERS, readHouseholdFile, readHouseholdFiles } from "../../src/importers/index.ts";
import type { Asked, NotRead, Said } from "./protocol.ts";

/**
 * Reads households' files in a thread of its own. What leaves it is a report: integers, periods, closed codes and places. The
 * files' bytes and every identifier in them end with this thread.
 */
const say = (said: Said): void => postMessage(said);

/** Progress is told at most so often, in milliseconds. */
const EVERY = 80;

function codeOf(error: unknown): NotRead["code"] {
  const code = error instanceof Refusal ? error.code : "internal";
  return code === "unknown-file" || code === "unreadable-file" ? code : "internal";
}

/** Which of several files is refused: each is read alone. */
async function culprit(files: readonly HouseholdFile[]): Promise<number | null> {
  for (const [i, file] of files.entries()) {
    try {
      await readHouseholdFile(file);
    } catch {
      return i;
    }
  }
  return null;
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
    return { kind: "read", report, variants: IMPORTERS.filter(({ id }) => known.includes(id)).map(({ labels }) => labels) };
  } catch (error) {
    return { kind: "not-read", code: codeOf(error), at: files.length > 1 ? await culprit(files) : null };
  }
}

addEventListener("message", ({ data }: MessageEvent<Asked>) => void read(data.files).then(say));
