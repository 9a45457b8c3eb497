import { accessSync, constants, existsSync } from "node:fs";
import { type HomePaths, homeId, homeTerms, type PublicHome } from "../commons/home.ts";
import { readLog } from "../commons/home-log.ts";
import type { TermsOfYear } from "../commons/terms-of-year.ts";
import type { LedgerEntry } from "../contract/chain.ts";
import type { PrivacyReport } from "../contract/manifest.ts";
import { Refusal } from "../contract/problem.ts";
import { openLedger } from "../ledger/index.ts";
import { publicChain } from "./public-side.ts";

/** May this user open the ledger? Its owner alone may, and for reading too the rights to write are needed. */
function mayReadLedger({ ledger }: HomePaths): boolean {
  try {
    accessSync(ledger, constants.R_OK | constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** The chain, as far as this user may read it. */
export interface KnownChain {
  readonly entries: readonly LedgerEntry[];
  /** the public log that they are of; null: they are the ledger's, or there is neither */
  readonly log: string | null;
}

/**
 * The chain without a key: the ledger's; where there is none, or it is another user's, what is public of it, which may lack what
 * was done since.
 *
 * @throws Refusal `storage-failed` where there is a ledger, and nothing of it may be read
 */
export async function chainOf(
  paths: HomePaths,
  releases: readonly { readonly report: Pick<PrivacyReport, "ledger"> }[],
  progress: (line: string) => void,
): Promise<KnownChain> {
  if (mayReadLedger(paths)) return { entries: entriesOf(paths), log: null };
  const known = publicChain(releases, readLog(paths.log));
  const found = { entries: known, log: existsSync(paths.log) ? paths.log : null };
  if (!existsSync(paths.ledger)) return found;
  if (known.length === 0)
    throw new Refusal(
      "storage-failed",
      `the ledger ${paths.ledger} can be read by its owner alone, and there is no public log ${paths.log} to go by: run this as the ledger's owner`,
    );
  progress(`the ledger can be read by its owner alone: what the public log says is taken, ${known.length} entries`);
  return found;
}

/** The ledger's chain, which needs no key. @throws Refusal as `openLedger` */
function entriesOf(paths: HomePaths): readonly LedgerEntry[] {
  const ledger = openLedger({ path: paths.ledger, clock: () => new Date(), commons: homeId(paths), create: false });
  try {
    return ledger.entries();
  } finally {
    ledger.close();
  }
}

/** The terms of a home that is opened without its key, by year. @throws Refusal as `chainOf` */
export async function knownTerms(home: PublicHome, progress: (line: string) => void): Promise<(year: number) => TermsOfYear> {
  return homeTerms(home, (await chainOf(home.paths, [], progress)).entries);
}
