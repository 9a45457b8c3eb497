import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { type LedgerEntry, ofKind } from "../contract/chain.ts";
import { refusalOf } from "../contract/problem.ts";
import { faultOf, openLedger, type RestoredDoubt, witnessAt } from "../ledger/index.ts";
import { openKeyRing } from "../partners/keys/keys.ts";
import { integrityFaults } from "../storage/sqlite/index.ts";
import { isCovered, readActs } from "../vault/index.ts";
import { verifyReleases } from "../verify/index.ts";
import { systemRandom } from "./commons.ts";
import { homeId, readHome } from "./home.ts";
import { actsAt, keyOfHome, ledgerAuthenticator, partnerAuthenticator, witnessFile } from "./key.ts";
import { refuseNoLock, withLock } from "./lock.ts";
import { openOwnVault } from "./own-vault.ts";
import { diskTerritories } from "./territories.ts";

interface CheckOptions {
  readonly home: string;
  readonly key?: string | undefined;
  /** sets aside contributions that do not authenticate, and rebuilds a lost ledger from its witness */
  readonly repair: boolean;
  readonly clock: () => Date;
}

/**
 * Checks everything in a home: the databases' pages, every sealed contribution, the ledger's chain, its witness, the acts file,
 * and the releases against the public log. Long, for its steps share the list of faults.
 *
 * @returns the faults, a sentence each; counts of contributions, which are for the operator only; and the number of entries of a
 *   ledger that was made anew, null where none was
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
  /** Runs `work` if the database exists and its pages are sound; otherwise it adds a fault. */
  const onWhole = (name: "vault" | "ledger" | "partners", work: () => void) => {
    const exists = existsSync(paths[name]);
    const [first] = exists ? integrityFaults(paths[name]) : [];
    if (first !== undefined)
      faults.push(`${paths[name]} is damaged: ${first}. Put the home back from a backup ("voisinage restore")`);
    else if (exists) attempt(work);
    else if (name !== "partners")
      faults.push(`${paths[name]}: there is no such file. Put it back from a backup ("voisinage restore")`);
  };
  attempt(() => refuseNoLock(paths.lock));
  const commons = attempt(() => homeId(paths));
  let contributions = { unauthentic: 0, aside: 0 };
  let remade: number | null = null;
  if (commons !== undefined) {
    const witness = witnessAt(witnessFile(own.keyFile), commons);
    const acts = actsAt(own.keyFile, commons, about);
    const ledgerParts = { path: paths.ledger, clock, commons, authenticate: ledgerAuthenticator(own.key, commons) };
    if (repair && !existsSync(paths.ledger)) {
      const witnessed = attempt(() => witness.entries()) ?? [];
      const doubts = attempt(() => witness.doubts()) ?? [];
      await withLock(paths.lock, async () => remakeLedger(ledgerParts, witnessed, doubts));
      remade = witnessed.length;
    }
    onWhole("ledger", () => {
      const ledger = openLedger({ ...ledgerParts, create: false });
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
        const [lines, recorded] = [readActs(acts.file), vault.actsRecorded()];
        if ((lines.at(-1)?.seq ?? 0) > recorded)
          faults.push(
            `the vault is older than ${acts.file}, or its count of what contributors asked for was put back: what it lacks is repeated when the home is opened`,
          );
        if (!isCovered(lines, recorded))
          faults.push(
            `${acts.file} is lost, or an old copy: what contributors ask for could not be repeated in a home that is put back from a backup`,
          );
      } finally {
        vault.close();
      }
    });
    onWhole("partners", () => {
      const ring = openKeyRing({
        path: paths.partners,
        clock,
        entropy: systemRandom,
        authenticate: partnerAuthenticator(own.key, commons),
      });
      const forged = ring.forged();
      ring.close();
      if (forged > 0)
        faults.push(
          `${paths.partners} has keys that were not made under the operator's key: ${forged}. They send nothing; revoke them ("voisinage partner list")`,
        );
    });
  }
  if (contributions.unauthentic > 0)
    faults.push(
      `${contributions.unauthentic} contributions do not authenticate, and stop every publication: "voisinage check --repair" sets them aside, and nothing else`,
    );
  // Before the first publication nothing is public.
  if (existsSync(paths.log) || readdirSync(paths.releases).length > 0) faults.push(...(await publicFaults(paths.home)));
  return { faults, contributions, remade };
}

/**
 * Rebuilds a lost ledger from its witness, where there is no backup. Entries that only releases and log have are added when the
 * home is opened. If the witness is lost too, nobody knows what was published, and the ledger takes no entry before the operator
 * confirms.
 */
function remakeLedger(
  o: Parameters<typeof openLedger>[0],
  known: readonly LedgerEntry[],
  doubts: readonly RestoredDoubt[],
): void {
  const ledger = openLedger(o);
  try {
    ledger.adopt(known, "the witness");
    ledger.doubt(doubts);
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
