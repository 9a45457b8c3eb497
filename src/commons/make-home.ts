import { existsSync } from "node:fs";
import { Refusal } from "../contract/problem.ts";
import { type Settings, splitSettings } from "../contract/settings.ts";
import { openLedger, type Witness, witnessAt } from "../ledger/index.ts";
import { explicitSettings, makePlan } from "../pipeline/index.ts";
import { makeFolder } from "../storage/files/make-folder.ts";
import { writeDurable } from "../storage/files/whole-folder.ts";
import { readTerritory } from "../territory/read.ts";
import { openVault } from "../vault/index.ts";
import { completeRestore, homePaths, makeHomeId, type PublicHome, readHome } from "./home.ts";
import { homeLog } from "./home-log.ts";
import { actsAt, defaultKeyFile, ledgerAuthenticator, makeKey, witnessFile } from "./key.ts";
import { withLock } from "./lock.ts";
import { systemMachine } from "./machine.ts";
import { memoryShelf } from "./shelf.ts";
import { makeSigner, signingKeyFile } from "./signing-key.ts";
import { diskTerritories, territoryHash } from "./territories.ts";

interface NewHome {
  readonly home: string;
  readonly settings: Settings;
  /** territory folder, which is copied */
  readonly territory: string;
  /** the operator's key itself, or the path of its file, which is made where it does not exist */
  readonly key: string | Uint8Array;
  readonly entropy: (n: number) => Uint8Array;
  readonly clock: () => Date;
}

/**
 * Makes a home: territory, vault, ledger with its witness, and lock. It states the first terms in the chain and publishes them in
 * the log. No other code makes any of these. `commons.json` is written last, so that a folder which has it is whole.
 *
 * @throws Refusal `home-exists`; `invalid-settings`, `invalid-territory` where no plan can be made of them; `file-in-the-way`
 */
export async function makeHome({ home, settings, territory: folder, key, entropy, clock }: NewHome): Promise<PublicHome> {
  completeRestore(home);
  const paths = homePaths(home);
  if (existsSync(paths.about)) throw new Refusal("home-exists", `${paths.home} holds a commons already`);
  const territory = readTerritory(folder);
  const whole = explicitSettings(settings, territory);
  makePlan(whole, territory);
  const { terms, about } = splitSettings(whole);
  const bytes = typeof key === "string" ? makeKey(key, home, entropy) : key;
  const keyFile = typeof key === "string" ? key : defaultKeyFile(home);
  // The keys are made first: if one is refused, no half-made home is left.
  await makeSigner(signingKeyFile(keyFile), home);
  makeFolder(paths.releases, 0o755);
  await diskTerritories(paths.territories).keep(folder);
  const id = await makeHomeId(paths, entropy);
  const acts = actsAt(keyFile, id, about);
  const vault = openVault({
    path: paths.vault,
    key: bytes,
    clock,
    machine: systemMachine,
    entropy,
    retentionMonths: 0,
    commons: id,
    acts,
  });
  const { donations } = vault.status();
  vault.close();
  // An empty vault may be left from an earlier run that was stopped.
  if (donations > 0) throw inTheWay(paths.vault, "empty");
  const witness = witnessAt(witnessFile(keyFile), id);
  const ledger = openNewLedger({ path: paths.ledger, commons: id, clock, witness, authenticate: ledgerAuthenticator(bytes, id) });
  try {
    const shelf = memoryShelf();
    const log = homeLog({ home, file: paths.log, keyFile: signingKeyFile(keyFile), ledger, shelf, clock });
    await log.begin();
    ledger.state({ year: clock().getUTCFullYear(), terms, territory: territoryHash(territory) }, true);
    await log.publish();
  } finally {
    ledger.close();
  }
  await withLock(paths.lock, async () => undefined, { create: true });
  await writeDurable(paths.about, `${JSON.stringify(about, null, 2)}\n`);
  return readHome(home);
}

/** Opens the ledger of a new home and starts its witness. @throws Refusal `file-in-the-way` */
function openNewLedger(o: Parameters<typeof openLedger>[0] & { readonly witness: Witness }) {
  const { path, witness } = o;
  const ledger = openLedger(o);
  const entries = ledger.entries();
  const known = new Set(entries.map(({ hash }) => hash));
  const isOurs = witness.ever().every(({ hash }) => known.has(hash));
  if (entries.some(({ kind }) => kind !== "key" && kind !== "terms") || !isOurs) {
    ledger.close();
    throw isOurs ? inTheWay(path, "new") : inTheWay(witness.file, "without entries of this home");
  }
  witness.renew(entries);
  return ledger;
}

function inTheWay(file: string, not: string): Refusal {
  return new Refusal("file-in-the-way", `${file} is there already, and not ${not}: move it away, or name another home`);
}
