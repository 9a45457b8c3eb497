import { cpSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Refusal } from "../contract/problem.ts";
import type { Settings } from "../contract/settings.ts";
import { openLedger, witnessAt } from "../ledger/index.ts";
import { makePlan, spelledOut } from "../pipeline/index.ts";
import { makeFolder } from "../storage/files/make-folder.ts";
import { writeDurable } from "../storage/files/whole-folder.ts";
import { readTerritory } from "../territory/read.ts";
import { type ActsFile, openVault } from "../vault/index.ts";
import { endRestore, type HomePaths, homePaths, makeHomeId, type PublicHome, readHome } from "./home.ts";
import { actsAt, defaultKeyFile, makeKey, witnessFile } from "./key.ts";
import { withLock } from "./lock.ts";
import { systemMachine } from "./machine.ts";

export interface NewHome {
  readonly home: string;
  readonly settings: Settings;
  /** a folder, copied */
  readonly territory: string;
  /** the operator's key: a file, which is made where it is not there, or the key itself */
  readonly key: string | Uint8Array;
  readonly entropy: (n: number) => Uint8Array;
  readonly clock: () => Date;
  /** makes what else belongs to it: once the home is known to be possible, and before there is one */
  readonly first?: () => Promise<unknown>;
}

/**
 * Makes a home: settings, spelled out, territory, vault, ledger, its witness and lock. Nothing else makes any of them.
 * `commons.json` comes last, so that a folder that has it is whole.
 *
 * @throws Refusal `home-exists`; `invalid-settings`, `invalid-territory` where the two do not make a plan; `file-in-the-way`
 */
export async function makeHome({ home, settings, territory: folder, key, entropy, clock, first }: NewHome): Promise<PublicHome> {
  endRestore(home);
  const paths = homePaths(home);
  if (existsSync(paths.settings)) throw new Refusal("home-exists", `${paths.home} holds a commons already`);
  const territory = readTerritory(folder);
  const whole = spelledOut(settings, territory);
  makePlan(whole, territory);
  refuseOthers(folder, paths.territory);
  const bytes = typeof key === "string" ? makeKey(key, home, entropy) : key;
  await first?.();
  makeFolder(paths.releases, 0o755);
  cpSync(folder, paths.territory, { recursive: true });
  const id = await makeHomeId(paths, entropy);
  const keyFile = typeof key === "string" ? key : defaultKeyFile(home);
  makeDatabases(paths, { id, key: bytes, entropy, clock, witness: witnessFile(keyFile), acts: actsAt(keyFile, id, settings) });
  await withLock(paths.lock, async () => undefined, { create: true });
  await writeDurable(paths.settings, `${JSON.stringify(whole, null, 2)}\n`);
  return readHome(home);
}

/** A territory that is there is another's, unless a run that was stopped copied it. */
function refuseOthers(from: string, to: string): void {
  if (!existsSync(to)) return;
  const other = readdirSync(to, { withFileTypes: true }).find((entry) => {
    const [there, here] = [join(to, entry.name), join(from, entry.name)];
    return !existsSync(here) || (entry.isFile() && !readFileSync(there).equals(readFileSync(here)));
  });
  if (other !== undefined) throw inTheWay(join(to, other.name), "of this territory");
}

interface Databases {
  readonly id: string;
  readonly key: Uint8Array;
  readonly entropy: (n: number) => Uint8Array;
  readonly clock: () => Date;
  /** the file of the ledger's witness */
  readonly witness: string;
  readonly acts: ActsFile;
}

/** Vault, ledger and witness, all empty: a run that was stopped left no others. @throws Refusal `file-in-the-way` */
function makeDatabases(paths: HomePaths, { id, key, entropy, clock, witness: file, acts }: Databases): void {
  const vault = openVault({
    path: paths.vault,
    key,
    clock,
    machine: systemMachine,
    entropy,
    retentionMonths: 0,
    commons: id,
    acts,
  });
  const held = vault.status().donations;
  vault.close();
  if (held > 0) throw inTheWay(paths.vault, "empty");
  const witness = witnessAt(file, id);
  const ledger = openLedger({ path: paths.ledger, clock, commons: id });
  const entries = ledger.entries().length;
  ledger.close();
  if (entries > 0) throw inTheWay(paths.ledger, "empty");
  if (witness.ever().length > 0) throw inTheWay(file, "without entries of this home");
  witness.renew([]);
}

function inTheWay(file: string, not: string): Refusal {
  return new Refusal("file-in-the-way", `${file} is there already, and not ${not}: move it away, or name another home`);
}
