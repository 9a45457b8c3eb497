import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { canonicalJson, type Json } from "../contract/canonical.ts";
import { Refusal } from "../contract/problem.ts";
import { type About, parseSettings, retentionMonths, type Settings, splitSettings } from "../contract/settings.ts";
import { statementsIn } from "../contract/terms.ts";
import { directClient, type VaultClient, vaultThread } from "../intake/index.ts";
import { type Ledger, openLedger, witnessAt } from "../ledger/index.ts";
import { explicitSettings, readSteps } from "../pipeline/index.ts";
import { openVault, type Repeated, type Retention, type Vault } from "../vault/index.ts";
import { makeCommons, systemRandom } from "./commons.ts";
import { endRestore, type HomePaths, homeId, homePaths, readHome } from "./home.ts";
import { type HomeLog, homeLog, readLog } from "./home-log.ts";
import { actsAt, defaultKeyFile, KEY_BYTES, readKey, refuseInside, witnessFile } from "./key.ts";
import { refuseNoLock } from "./lock.ts";
import { systemMachine } from "./machine.ts";
import { makeHome } from "./make-home.ts";
import type { OpenOptions } from "./public.ts";
import { forgottenDraws, recover } from "./recover.ts";
import { diskShelf, memoryShelf, type Shelf } from "./shelf.ts";
import { signingKeyFile } from "./signing-key.ts";
import { type TermsOfYear, termsOfYears } from "./terms-of-year.ts";
import { diskTerritories, memoryTerritories, type Territories, territoryHash, territoryOf } from "./territories.ts";
import type { OperatedCommons } from "./types.ts";
import { packageVersion } from "./version.ts";

/** The steps ship with the package, beside `src` and `dist`. */
const PACKAGE = fileURLToPath(new URL("../../", import.meta.url));

/**
 * Opens a commons; where there is no folder of that name, a home is made when a territory folder is given.
 *
 * @throws Refusal `home-missing`, `home-damaged`, `home-version`, `invalid-settings`, `invalid-territory`, `key-missing`, `key-wrong`
 */
export function openCommons(options: OpenOptions): Promise<OperatedCommons> {
  return options.home === ":memory:" ? inMemory(options) : onDisk(options);
}

async function inMemory(options: OpenOptions): Promise<OperatedCommons> {
  if (options.territory === undefined)
    throw new Refusal("invalid-territory", "a commons in memory needs a territory: a folder or an object");
  const territory = territoryOf(options.territory);
  const settings = explicitSettings(parseSettings(options.settings), territory);
  const { terms, about } = splitSettings(settings);
  const territories = memoryTerritories();
  await territories.keep(options.territory);
  const now = (options.clock ?? (() => new Date()))();
  return assembleCommons({
    about,
    territories,
    first: (ledger) => ledger.state({ year: now.getUTCFullYear(), terms, territory: territoryHash(territory) }, true),
    paths: { vault: ":memory:", ledger: ":memory:" },
    key: options.key === undefined ? systemRandom(KEY_BYTES) : keyBytes(options.key),
    random: options.entropy ?? systemRandom,
    options,
  });
}

async function onDisk(options: OpenOptions): Promise<OperatedCommons> {
  const { home, entropy } = options;
  if (entropy) throw new Refusal("invalid-parameter", "entropy: only a commons in memory takes a source of its own");
  const isNew = await makeWhereMissing(options);
  const { paths, about } = readHome(home);
  const given = options.key ?? defaultKeyFile(home);
  if (isFile(given)) refuseInside(given, home);
  const key = keyBytes(given);
  const id = homeId(paths);
  refuseNoLock(paths.lock);
  const commons = await assembleCommons({
    about,
    territories: diskTerritories(paths.territories),
    paths,
    key,
    random: systemRandom,
    options,
    onDisk: { paths, keyFile: isFile(given) ? given : defaultKeyFile(home), id },
  });
  if (isNew || options.settings === undefined || (await isOf(commons, about, parseSettings(options.settings)))) return commons;
  await commons.close();
  throw new Refusal("home-exists", `${paths.home} holds a commons with other settings`);
}

/** A folder that is there and empty may be a disk that is not mounted: `init` alone makes a home of it. */
async function makeWhereMissing({ home, territory, settings, key: given, clock }: OpenOptions): Promise<boolean> {
  endRestore(home);
  if (existsSync(homePaths(home).home) || typeof territory !== "string") return false;
  const key = given ?? defaultKeyFile(home);
  await makeHome({
    home,
    settings: parseSettings(settings),
    territory,
    key: isFile(key) ? key : keyBytes(key),
    entropy: systemRandom,
    clock: clock ?? (() => new Date()),
  });
  return true;
}

/** Are these settings, written out, terms that were stated of the commons, and what it has in `commons.json`? */
async function isOf(commons: OperatedCommons, about: About, given: Settings): Promise<boolean> {
  const own = splitSettings(explicitSettings(given, commons.territory));
  const text = (value: object) => canonicalJson(value as Json);
  const { entries } = await commons.ledger();
  return text(own.about) === text(about) && statementsIn(entries).some(({ terms }) => text(terms) === text(own.terms));
}

interface CommonsInputs {
  readonly about: About;
  readonly territories: Territories;
  /** what a commons in memory begins with; a home on disk was made with it */
  readonly first?: (ledger: Ledger) => void;
  readonly paths: { readonly vault: string; readonly ledger: string };
  readonly key: Uint8Array;
  readonly random: (n: number) => Uint8Array;
  readonly options: OpenOptions;
  /** of a home on disk: its files, the operator's key's, and the id of the commons */
  readonly onDisk?: { readonly paths: HomePaths; readonly keyFile: string; readonly id: string };
}

/** Long, for it opens the parts in order and closes them in reverse. */
async function assembleCommons({
  about,
  territories,
  first,
  paths,
  key,
  random,
  options,
  onDisk,
}: CommonsInputs): Promise<OperatedCommons> {
  const clock = options.clock ?? (() => new Date());
  const machine = options.machine ?? systemMachine;
  const notice = options.notice ?? (() => undefined);
  const witness = onDisk && witnessAt(witnessFile(onDisk.keyFile), onDisk.id);
  const own = onDisk && { commons: onDisk.id, create: false };
  const ledger = openLedger({ path: paths.ledger, clock, witness, ...own });
  let vault: Vault | undefined;
  try {
    first?.(ledger);
    const termsOf = termsOfYears({ about, territories, entries: ledger.recent, notice });
    const retention = () => retentionOf(termsOf, clock());
    const acts = onDisk && actsAt(onDisk.keyFile, onDisk.id, about);
    vault = openVault({
      path: paths.vault,
      key,
      clock,
      machine,
      entropy: systemRandom,
      retentionMonths: retention,
      acts,
      ...own,
    });
    const standingNow = () => ({
      now: clock().getTime(),
      uptime: machine.uptime(),
      bootId: machine.bootId(),
      retention: retention(),
    });
    const door = vaultClientOf({ path: paths.vault, key, acts, standing: standingNow }, vault, clock);
    let log: HomeLog | null = null;
    const shelf = onDisk
      ? diskShelf(onDisk.paths.releases, onDisk.paths.lock, (manifest) => (log as HomeLog).signManifest(manifest))
      : memoryShelf();
    if (onDisk) {
      const { home, log: file } = onDisk.paths;
      const keyFile = signingKeyFile(onDisk.keyFile);
      log = homeLog({ home, file, keyFile, ledger, shelf, clock });
    }
    const sound = await recover(ledger, witness, shelf, onDisk && readLog(onDisk.paths.log), notice);
    vault.endFreezing(forgottenDraws(ledger));
    if (onDisk) for (const line of repeatedLines(vault.repeated, acts?.file ?? "")) notice(line);
    const steps = readSteps(`${PACKAGE}pipelines`);
    if (onDisk) planOrNotice(termsOf, clock(), notice);
    else void termsOf(clock().getUTCFullYear()).plan;
    if (log && sound) await catchUp(log, shelf, notice);
    return makeCommons({
      about,
      termsOf,
      territories,
      vault,
      door,
      ledger,
      shelf,
      steps,
      clock,
      random,
      log,
      notice,
      codeVersion: packageVersion(),
    });
  } catch (error) {
    vault?.close();
    ledger.close();
    throw error;
  }
}

/** What was repeated of contributors' acts when a vault that is older than these was opened. */
function repeatedLines({ repeated, notHeld, isLacking }: Repeated, file: string): string[] {
  return [
    ...(repeated + notHeld === 0
      ? []
      : [
          `this vault was older than ${file}: ${repeated} acts of contributors since then are repeated; ${notHeld} are of contributions that came later, and are lost`,
        ]),
    ...(isLacking
      ? [
          `${file} is lost, or an old copy, and is begun anew: if this home came from a backup, what contributors asked for since is not repeated ("voisinage restore" would say so)`,
        ]
      : []),
  ];
}

/** Calendar years of which one may still have a donation that nobody erased: settings keep one for ten years at most. */
const YEARS_KEPT = 11;

function retentionOf(termsOf: (year: number) => TermsOfYear, now: Date): Retention {
  const months = (ago: number) => retentionMonths(termsOf(now.getUTCFullYear() - ago).settings);
  return [months(0), ...Array.from({ length: YEARS_KEPT - 1 }, (_, i) => months(i + 1))];
}

/** A database in memory has one connection. */
function vaultClientOf(thread: Parameters<typeof vaultThread>[0], vault: Vault, clock: () => Date): () => VaultClient {
  return () => (thread.path === ":memory:" ? directClient(vault, clock) : vaultThread(thread));
}

/**
 * What a run that was stopped did not say any more. While another process publishes, that one says it; and who wants to
 * withdraw must not wait for any of it.
 */
async function catchUp(log: HomeLog, shelf: Shelf, notice: (line: string) => void): Promise<void> {
  try {
    if (!(await log.isBehind())) return;
    await shelf.locked(async () => {
      await log.settle();
      await log.publish();
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.code !== "home-in-use") notice(`the public log is not up to date: ${error.message} [${error.code}]`);
  }
}

/** A territory that is lost is told: `change` puts it back, and who wants to withdraw must not wait for that. */
function planOrNotice(termsOf: (year: number) => TermsOfYear, now: Date, notice: (line: string) => void): void {
  try {
    void termsOf(now.getUTCFullYear()).plan;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    notice(`nothing can be published or contributed: ${error.message}`);
  }
}

const HEX_KEY = /^[0-9a-f]{64}$/i;

/** Is the key given by the name of its file? */
function isFile(key: string | Uint8Array): key is string {
  return typeof key === "string" && !HEX_KEY.test(key);
}

function keyBytes(key: string | Uint8Array): Uint8Array {
  const bytes = typeof key !== "string" ? key : HEX_KEY.test(key) ? new Uint8Array(Buffer.from(key, "hex")) : readKey(key);
  if (bytes.length !== KEY_BYTES)
    throw new Refusal("key-missing", `the operator's key must be ${KEY_BYTES} bytes; got ${bytes.length}`);
  return bytes;
}
