import { readFileSync } from "node:fs";
import { uptime } from "node:os";
import type { Machine } from "../contract/doubt.ts";

/** Linux; other systems have no file like it. */
const BOOT_ID = "/proc/sys/kernel/random/boot_id";

let known: string | null | undefined;

function bootId(): string | null {
  // A process does not outlive its machine's start: one look is enough.
  if (known === undefined) {
    try {
      known = readFileSync(BOOT_ID, "utf8").trim();
    } catch {
      known = null;
    }
  }
  return known;
}

/** The machine that this process runs on. */
export const systemMachine: Machine = { uptime, bootId };
