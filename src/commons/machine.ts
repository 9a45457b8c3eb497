import { readFileSync } from "node:fs";
import { uptime } from "node:os";
import type { Machine } from "../contract/doubt.ts";

/** Linux only; on other systems there is no boot id. */
const BOOT_ID = "/proc/sys/kernel/random/boot_id";

let cachedId: string | null | undefined;

function bootId(): string | null {
  // The id cannot change while this process runs, so it is read once.
  if (cachedId === undefined) {
    try {
      cachedId = readFileSync(BOOT_ID, "utf8").trim();
    } catch {
      cachedId = null;
    }
  }
  return cachedId;
}

/** The machine that this process runs on. */
export const systemMachine: Machine = { uptime, bootId };
