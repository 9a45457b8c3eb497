import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { canonicalJson, type Json } from "../contract/canonical.ts";
import { ofKind } from "../contract/chain.ts";
import { Refusal, refusalOf } from "../contract/problem.ts";
import { PROGRAM_VERSION } from "../contract/program.ts";
import { type About, parseSettings, retentionMonths, splitSettings } from "../contract/settings.ts";
import { directClient, vaultThread } from "../intake/index.ts";
import { type Ledger, openLedger, witnessAt } from "../ledger/index.ts";
import { explicitSettings, readSteps } from "../pipeline/index.ts";
import { KEY_BYTES, openVault, type Retention, type Vault } from "../vault/index.ts";
import { makeCommons, systemRandom } from "./commons.ts";
import { completeRestore, type HomePaths, homeId, homePaths, readHome } from "./home.ts";
import { type HomeLog, homeLog, readLog } from "./home-log.ts";
import { actsAt, defaultKeyFile, ledgerAuthenticator, partnerAuthenticator, readKey, refuseInside, witnessFile } from "./key.ts";
import { refuseNoLock } from "./lock.ts";
import { systemMachine } from "./machine.ts";
import { makeHome } from "./make-home.ts";
import type { OpenOptions } from "./public.ts";
import { forgottenDraws, recover } from "./recover.ts";
import { diskShelf, memoryShelf, type Shelf } from "./shelf.ts";
import { ownSigners } from "./signed-chains.ts";
import { signingKeyFile } from "./signing-key.ts";
import { termsOfYears } from "./terms-of-year.ts";
import { diskTerritories, memoryTerritories, type Territories, territoryHash, territoryOf } from "./territories.ts";
import type { OperatedCommons } from "./types.ts";

/** Root of the package, which has `pipelines/` beside `src` and `dist`. */
const PACKAGE = fileURLToPath(new URL("../../", import.meta.url));

/**
 * Opens a commons. Where the home's folder does not exist and a territory folder is given, a home is made.
 *
 * @throws Refusal `home-missing`, `home-damaged`, `home-version`, `invalid-settings`, `invalid-territory`, `key-missing`,
 *   `key-wrong`
 */
export function openOperatedCommons(options: OpenOptions): Promise<OperatedCommons> {
  return options.home === ":memory:" ? inMemory(options) : onDisk(options);
}

async function inMemory(options: OpenOptions): Promise<OperatedCommons> {
  const { territory: given, settings, key, clock = () => new Date() } = options;
  if (given === undefined) throw new Refusal("invalid-territory", "a commons in memory needs a territory: a folder or an object");
  const territory = territoryOf(given);
  const { terms, about } = splitSettings(explicitSettings(parseSettings(settings), territory));
  const territories = memoryTerritories();
  await territories.keep(given);
  const year = clock().getUTCFullYear();
  return assembleCommons(options, {
    about,
    territories,
    first: (ledger) => ledger.state({ year, terms, territory: territoryHash(territory) }, true),
    key: key === undefined ? systemRandom(KEY_BYTES) : keyBytes(key),
  });
}

async function onDisk(options: OpenOptions): Promise<OperatedCommons> {
  const { home, entropy, settings } = options;
  if (entropy) throw new Refusal("invalid-parameter", "entropy: only a commons in memory takes a source of its own");
  const isNew = await makeWhereMissing(options);
  const { paths, about } = readHome(home);
  const keyOrFile = options.key ?? defaultKeyFile(home);
  if (isFile(keyOrFile)) refuseInside(keyOrFile, home);
  const key = keyBytes(keyOrFile);
  const id = homeId(paths);
  refuseNoLock(paths.lock);
  const disk = { paths, keyFile: isFile(keyOrFile) ? keyOrFile : defaultKeyFile(home), id };
  const commons = await assembleCommons(options, { about, territories: diskTerritories(paths.territories), key, disk });
  if (isNew || settings === undefined || (await hasSettings(commons, about, settings))) return commons;
  await commons.close();
  throw new Refusal("home-exists", `${paths.home} holds a commons with other settings`);
}

/**
 * Makes a home where its folder does not exist. An empty folder may be a disk that is not mounted: only `init` makes a home of
 * it.
 */
async function makeWhereMissing({ home, territory, clock = () => new Date(), ...given }: OpenOptions): Promise<boolean> {
  completeRestore(home);
  if (existsSync(homePaths(home).home) || typeof territory !== "string") return false;
  const key = given.key ?? defaultKeyFile(home);
  const settings = parseSettings(given.settings);
  await makeHome({ home, settings, territory, key: isFile(key) ? key : keyBytes(key), entropy: systemRandom, clock });
  return true;
}

/** Whether these settings, defaults written out, equal terms once stated in the commons and its `commons.json`. */
async function hasSettings(commons: OperatedCommons, about: About, given: OpenOptions["settings"]): Promise<boolean> {
  const own = splitSettings(explicitSettings(parseSettings(given), commons.territory));
  const text = (value: object) => canonicalJson(value as Json);
  const { entries } = await commons.ledger();
  return text(own.about) === text(about) && ofKind(entries, "terms").some(({ terms }) => text(terms) === text(own.terms));
}

interface CommonsInputs {
  readonly about: About;
  readonly territories: Territories;
  /** states the first terms of a commons in memory; a home on disk has them since it was made */
  readonly first?: (ledger: Ledger) => void;
  readonly key: Uint8Array;
  /** for a home on disk: its paths, the path of the operator's key, and the id of the commons */
  readonly disk?: { readonly paths: HomePaths; readonly keyFile: string; readonly id: string };
}

/** Calendar years in which donations held now may have come in: settings keep a donation for ten years at most. */
const YEARS_KEPT = 11;

/** Opens all parts of a commons and builds it. Long, for it opens the parts in order and closes them in reverse. */
async function assembleCommons(
  { clock = () => new Date(), machine = systemMachine, notice = () => undefined, entropy = systemRandom }: OpenOptions,
  { about, territories, first, key, disk }: CommonsInputs,
): Promise<OperatedCommons> {
  const witness = disk && witnessAt(witnessFile(disk.keyFile), disk.id);
  const ofHome = disk && { commons: disk.id, create: false };
  const path = disk?.paths.vault ?? ":memory:";
  const authenticate = ledgerAuthenticator(key, disk?.id ?? "");
  const ledger = openLedger({ path: disk?.paths.ledger ?? ":memory:", clock, witness, authenticate, ...ofHome });
  let vault: Vault | undefined;
  try {
    first?.(ledger);
    const termsOf = termsOfYears({ about, territories, entries: ledger.recent, notice });
    const retentionMonthsOf = (): Retention => {
      const months = (ago: number) => retentionMonths(termsOf(clock().getUTCFullYear() - ago).settings);
      return [months(0), ...Array.from({ length: YEARS_KEPT - 1 }, (_, i) => months(i + 1))];
    };
    const acts = disk && actsAt(disk.keyFile, disk.id, about);
    vault = openVault({ path, key, clock, machine, entropy: systemRandom, retentionMonths: retentionMonthsOf, acts, ...ofHome });
    const openedVault = vault;
    const vaultTimes = () => ({
      now: clock().getTime(),
      uptime: machine.uptime(),
      bootId: machine.bootId(),
      retention: retentionMonthsOf(),
    });
    let log: HomeLog | null = null;
    const shelf = disk
      ? diskShelf(disk.paths.releases, disk.paths.lock, (manifest) => (log as HomeLog).signManifest(manifest))
      : memoryShelf();
    if (disk) {
      const { home, log: file } = disk.paths;
      log = homeLog({ home, file, keyFile: signingKeyFile(disk.keyFile), ledger, shelf, clock });
    }
    const signers = disk ? await ownSigners(signingKeyFile(disk.keyFile)) : [];
    const isSound = await recover({ ledger, witness, shelf, log: disk && readLog(disk.paths.log), signers, notice, clock });
    witnessDoubts(ledger, notice);
    vault.endFreezing(forgottenDraws(ledger));
    const { repeated, notHeld, isLacking } = vault.repeated;
    if (acts && repeated + notHeld > 0)
      notice(
        `this vault was older than ${acts.file}: ${repeated} acts of contributors since then are repeated; ${notHeld} are of contributions that came later, and are lost`,
      );
    if (acts && isLacking)
      notice(
        `${acts.file} is lost, or an old copy, and is begun anew: if this home came from a backup, what contributors asked for since is not repeated ("voisinage restore" would say so)`,
      );
    const steps = readSteps(`${PACKAGE}pipelines`);
    try {
      void termsOf(clock().getUTCFullYear()).plan;
    } catch (error) {
      // A lost territory is only reported. `change` puts it back, and contributors must be able to withdraw until then.
      if (!disk) throw error;
      notice(`nothing can be published or contributed: ${refusalOf(error).message}`);
    }
    if (log && isSound) await catchUp(log, shelf, notice);
    return makeCommons({
      about,
      termsOf,
      territories,
      vault,
      // A database in memory has only one connection, so no thread can open it.
      vaultClient: () => (disk ? vaultThread({ path, key, acts, standing: vaultTimes }) : directClient(openedVault, clock)),
      ledger,
      shelf,
      steps,
      clock,
      authenticatePartner: partnerAuthenticator(key, disk?.id ?? ""),
      random: entropy,
      log,
      notice,
      codeVersion: PROGRAM_VERSION,
    });
  } catch (error) {
    vault?.close();
    ledger.close();
    throw error;
  }
}

/** Has the witness know what is not known since restores. A file that cannot be written keeps nobody from withdrawing. */
function witnessDoubts(ledger: Ledger, notice: (line: string) => void): void {
  try {
    ledger.witnessDoubts();
  } catch (error) {
    notice(`the ledger's witness does not know yet that this home was put back: ${refusalOf(error).message}`);
  }
}

/**
 * Completes the public log after a run that was stopped. While another process publishes, that one does it; and no fault here
 * keeps contributors from withdrawing.
 */
async function catchUp(log: HomeLog, shelf: Shelf, notice: (line: string) => void): Promise<void> {
  try {
    if (!(await log.isBehind())) return;
    await shelf.locked(async () => {
      await log.settle();
      await log.publish();
    });
  } catch (error) {
    const { code, message } = refusalOf(error);
    if (code !== "home-in-use") notice(`the public log is not up to date: ${message} [${code}]`);
  }
}

const HEX_KEY = /^[0-9a-f]{64}$/i;

/** Whether the key is given as a path, not as the key itself. */
function isFile(key: string | Uint8Array): key is string {
  return typeof key === "string" && !HEX_KEY.test(key);
}

function keyBytes(key: string | Uint8Array): Uint8Array {
  const bytes = typeof key !== "string" ? key : HEX_KEY.test(key) ? new Uint8Array(Buffer.from(key, "hex")) : readKey(key);
  if (bytes.length !== KEY_BYTES)
    throw new Refusal("key-missing", `the operator's key must be ${KEY_BYTES} bytes; got ${bytes.length}`);
  return bytes;
}
