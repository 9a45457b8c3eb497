import { accessSync, constants, existsSync } from "node:fs";
import { type HomePaths, homeId, homeTerms, type PublicHome } from "../commons/home.ts";
import { readLog } from "../commons/home-log.ts";
import type { TermsOfYear } from "../commons/terms-of-year.ts";
import { Refusal } from "../contract/problem.ts";
import { openLedger } from "../ledger/index.ts";
import { publicChain } from "./public-side.ts";

/**
 * The ledger's chain, read without a key. Where the ledger is missing or another user owns it, the chain is that of the public
 * log, which may be older. `log` is that public log; null when the entries are the ledger's or when neither exists.
 *
 * @throws Refusal `storage-failed` for a ledger that cannot be read; otherwise as `openLedger`
 */
export async function chainOf(paths: HomePaths, releases: Parameters<typeof publicChain>[0], progress: (line: string) => void) {
  const { ledger: path, log } = paths;
  if (mayWrite(path)) {
    const ledger = openLedger({ path, clock: () => new Date(), commons: homeId(paths), create: false });
    try {
      return { entries: ledger.entries(), log: null };
    } finally {
      ledger.close();
    }
  }
  const entries = publicChain(releases, readLog(log));
  if (existsSync(path)) {
    if (entries.length === 0)
      throw new Refusal(
        "storage-failed",
        `the ledger ${path} can be read by its owner alone, and there is no public log ${log} to go by: run this as the ledger's owner`,
      );
    progress(`the ledger can be read by its owner alone: what the public log says is taken, ${entries.length} entries`);
  }
  return { entries, log: existsSync(log) ? log : null };
}

/** A database is opened by its owner alone: for reading too the rights to write are needed. */
function mayWrite(path: string): boolean {
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** The terms of a home that is opened without its key, by year. @throws Refusal as `chainOf` */
export async function knownTerms(home: PublicHome, progress: (line: string) => void): Promise<(year: number) => TermsOfYear> {
  return homeTerms(home, (await chainOf(home.paths, [], progress)).entries);
}
