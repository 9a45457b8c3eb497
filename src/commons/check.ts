import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { Refusal } from "../contract/problem.ts";
import { statementsIn } from "../contract/terms.ts";
import { faultOf, openLedger, witnessAt } from "../ledger/index.ts";
import { integrityFaults } from "../storage/sqlite/index.ts";
import { isCovered, readActs } from "../vault/index.ts";
import { type Compared, verifyReleases } from "../verify/index.ts";
import { type HomePaths, homeId, readHome } from "./home.ts";
import { actsAt, defaultKeyFile, readKey, refuseInside, witnessFile } from "./key.ts";
import { refuseNoLock, withLock } from "./lock.ts";
import { openOwnVault } from "./own-vault.ts";
import { diskTerritories } from "./territories.ts";

export interface CheckOptions {
  readonly home: string;
  readonly key?: string | undefined;
  /** sets aside contributions that do not authenticate, and makes a ledger that is lost anew, from its witness */
  readonly repair: boolean;
  readonly clock: () => Date;
}

export interface Checked {
  /** what does not hold, a sentence each */
  readonly faults: readonly string[];
  /** for the operator only, as every count of contributions */
  readonly contributions: { readonly unauthentic: number; readonly aside: number };
}

/**
 * Looks at everything of a home: the databases' pages, every sealed contribution, the ledger's chain, its witness, the file
 * of contributors' acts, and the releases against the public log.
 *
 * @throws Refusal `key-missing`, `key-exposed`, `home-missing`
 */
export async function checkHome({ home, key, repair, clock }: CheckOptions): Promise<Checked> {
  const { paths, about } = readHome(home);
  const keyFile = key ?? defaultKeyFile(home);
  refuseInside(keyFile, home);
  const bytes = readKey(keyFile);
  const faults: string[] = [];
  const attempt = <T>(work: () => T): T | undefined => {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      faults.push(error.message);
      return undefined;
    }
  };
  attempt(() => refuseNoLock(paths.lock));
  const commons = attempt(() => homeId(paths));
  let contributions = { unauthentic: 0, aside: 0 };
  if (commons !== undefined) {
    const witness = witnessAt(witnessFile(keyFile), commons);
    const acts = actsAt(keyFile, commons, about);
    if (repair && !existsSync(paths.ledger))
      await remadeLedger(paths, { commons, clock, known: attempt(() => witness.entries()) ?? [] });
    const broken = new Set(["vault", "ledger", "partners"].filter((name) => pagesOf(paths, name as "vault", faults)));
    if (!broken.has("ledger"))
      attempt(() => {
        const ledger = openLedger({ path: paths.ledger, clock, commons, create: false });
        const entries = ledger.entries();
        ledger.close();
        for (const { territory } of statementsIn(entries)) attempt(() => diskTerritories(paths.territories).read(territory));
        const fault = faultOf(witness, entries);
        if (fault) throw fault;
      });
    if (!broken.has("vault"))
      attempt(() => {
        const vault = openOwnVault({ path: paths.vault, key: bytes, clock, commons });
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
  }
  if (contributions.unauthentic > 0) faults.push(unauthentic(contributions.unauthentic));
  // Before the first publication nothing is public.
  if (existsSync(paths.log) || readdirSync(paths.releases).length > 0)
    faults.push(...findingsOf(await verifyReleases([paths.home])));
  return { faults, contributions };
}

function unauthentic(n: number): string {
  return `${n} contributions do not authenticate, and stop every publication: "voisinage check --repair" sets them aside, and nothing else`;
}

/** @returns whether the database has faults */
function pagesOf(paths: HomePaths, name: "vault" | "ledger" | "partners", faults: string[]): boolean {
  if (!existsSync(paths[name])) {
    if (name !== "partners")
      faults.push(`${paths[name]}: there is no such file. Put it back from a backup ("voisinage restore")`);
    return true;
  }
  const [first] = integrityFaults(paths[name]);
  if (first === undefined) return false;
  faults.push(`${paths[name]} is damaged: ${first}. Put the home back from a backup ("voisinage restore")`);
  return true;
}

/**
 * A ledger that is lost, where there is no backup: what the witness knows is taken over, and what releases and log know when
 * the home is opened. Without a witness nobody knows what was published, and its first entry waits for the operator's word.
 */
async function remadeLedger(
  paths: HomePaths,
  { commons, clock, known }: { commons: string; clock: () => Date; known: Parameters<ReturnType<typeof openLedger>["adopt"]>[0] },
): Promise<void> {
  await withLock(paths.lock, async () => {
    const ledger = openLedger({ path: paths.ledger, clock, commons });
    try {
      ledger.adopt(known, "the witness");
    } finally {
      ledger.close();
    }
  });
}

function findingsOf({ releases, logs, checkpoints, commons }: Compared): string[] {
  return [...releases, ...logs, ...checkpoints, ...commons].flatMap((one) =>
    one.findings.map(({ file, promise, detail }) => {
      const place = "folder" in one ? join(one.folder, file) : file;
      return `${place}: ${promise}: ${detail}`;
    }),
  );
}
