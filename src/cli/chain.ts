import { accessSync, constants, existsSync } from "node:fs";
import { type HomePaths, homeId, type PublicHome, termsByYear } from "../commons/home.ts";
import { readLog } from "../commons/home-log.ts";
import type { TermsOfYear } from "../commons/terms-of-year.ts";
import { Refusal } from "../contract/problem.ts";
import { openLedger } from "../ledger/index.ts";
import { publicChain } from "./public-side.ts";

/**
 * Reads the ledger's chain without a key. Where the ledger is missing or owned by another user, the chain is that of releases and
 * public log, which may be older. `log` is the public log's path; null where the entries are the ledger's, or there is no log.
 *
 * @throws Refusal `storage-failed` for a ledger that cannot be read; otherwise as `openLedger`
 */
export async function chainOf(paths: HomePaths, releases: Parameters<typeof publicChain>[0], progress: (line: string) => void) {
  const { ledger: path, log } = paths;
  if (mayWrite(path)) {
    const ledger = openLedger({ path, clock: () => new Date(), commons: homeId(paths), authenticate: null, create: false });
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

/** Whether the database can be opened: even reading needs the right to write. */
function mayWrite(path: string): boolean {
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** The terms of a home by year, without its key. @throws Refusal as `chainOf` */
export async function knownTerms(home: PublicHome, progress: (line: string) => void): Promise<(year: number) => TermsOfYear> {
  return termsByYear(home, (await chainOf(home.paths, [], progress)).entries);
}
