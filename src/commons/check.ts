import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { type LedgerEntry, ofKind } from "../contract/chain.ts";
import { refusalOf } from "../contract/problem.ts";
import { faultOf, openLedger, witnessAt } from "../ledger/index.ts";
import { integrityFaults } from "../storage/sqlite/index.ts";
import { isCovered, readActs } from "../vault/index.ts";
import { verifyReleases } from "../verify/index.ts";
import { homeId, readHome } from "./home.ts";
import { actsAt, keyOfHome, witnessFile } from "./key.ts";
import { refuseNoLock, withLock } from "./lock.ts";
import { openOwnVault } from "./own-vault.ts";
import { diskTerritories } from "./territories.ts";

interface CheckOptions {
  readonly home: string;
  readonly key?: string | undefined;
  /** sets aside contributions that do not authenticate, and makes a ledger that is lost anew, from its witness */
  readonly repair: boolean;
  readonly clock: () => Date;
}

/**
 * Looks at everything of a home: the databases' pages, every sealed contribution, the ledger's chain, its witness, the file
 * of contributors' acts, and the releases against the public log. Long, for its steps share the list of faults.
 *
 * @returns what does not hold, a sentence each, and counts for the operator only, as every count of contributions
 *
 * @throws Refusal `key-missing`, `key-exposed`, `home-missing`
 */
export async function checkHome({ home, key, repair, clock }: CheckOptions) {
  const { paths, about } = readHome(home);
  const own = keyOfHome(home, key);
  const faults: string[] = [];
  const attempt = <T>(work: () => T): T | undefined => {
    try {
      return work();
    } catch (error) {
      faults.push(refusalOf(error).message);
      return undefined;
    }
  };
  /** Works on a database that is there and whole. */
  const onWhole = (name: "vault" | "ledger" | "partners", work: () => void) => {
    const isThere = existsSync(paths[name]);
    const [first] = isThere ? integrityFaults(paths[name]) : [];
    if (first !== undefined)
      faults.push(`${paths[name]} is damaged: ${first}. Put the home back from a backup ("voisinage restore")`);
    else if (isThere) attempt(work);
    else if (name !== "partners")
      faults.push(`${paths[name]}: there is no such file. Put it back from a backup ("voisinage restore")`);
  };
  attempt(() => refuseNoLock(paths.lock));
  const commons = attempt(() => homeId(paths));
  let contributions = { unauthentic: 0, aside: 0 };
  if (commons !== undefined) {
    const witness = witnessAt(witnessFile(own.keyFile), commons);
    const acts = actsAt(own.keyFile, commons, about);
    if (repair && !existsSync(paths.ledger)) {
      const known = attempt(() => witness.entries()) ?? [];
      await withLock(paths.lock, async () => remakeLedger({ path: paths.ledger, clock, commons }, known));
    }
    onWhole("ledger", () => {
      const ledger = openLedger({ path: paths.ledger, clock, commons, create: false });
      const entries = ledger.entries();
      ledger.close();
      for (const { territory } of ofKind(entries, "terms")) attempt(() => diskTerritories(paths.territories).read(territory));
      const fault = faultOf(witness, entries);
      if (fault) throw fault;
    });
    onWhole("vault", () => {
      const vault = openOwnVault({ path: paths.vault, key: own.key, clock, commons });
      try {
        contributions = vault.audit(repair);
        if (!isCovered(readActs(acts.file), vault.actsRecorded()))
          faults.push(
            `${acts.file} is lost, or an old copy: what contributors ask for could not be repeated in a home that is put back from a backup`,
          );
      } finally {
        vault.close();
      }
    });
    onWhole("partners", () => undefined);
  }
  if (contributions.unauthentic > 0)
    faults.push(
      `${contributions.unauthentic} contributions do not authenticate, and stop every publication: "voisinage check --repair" sets them aside, and nothing else`,
    );
  // Before the first publication nothing is public.
  if (existsSync(paths.log) || readdirSync(paths.releases).length > 0) faults.push(...(await publicFaults(paths.home)));
  return { faults, contributions };
}

/**
 * Makes a lost ledger anew from its witness where there is no backup. Entries that only releases and log know follow when the
 * home is opened. Without a witness nobody knows what was published: the first entry waits for the operator's word.
 */
function remakeLedger(o: Parameters<typeof openLedger>[0], known: readonly LedgerEntry[]): void {
  const ledger = openLedger(o);
  try {
    ledger.adopt(known, "the witness");
  } finally {
    ledger.close();
  }
}

/** The findings of `verify` about the home's releases and log, a sentence each. */
async function publicFaults(home: string): Promise<string[]> {
  const { releases, logs, checkpoints, commons } = await verifyReleases([home]);
  return [...releases, ...logs, ...checkpoints, ...commons].flatMap((one) =>
    one.findings.map(({ file, promise, detail }) => `${"folder" in one ? join(one.folder, file) : file}: ${promise}: ${detail}`),
  );
}
