import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { isoDay } from "../contract/period.ts";
import { Refusal, refusalOf } from "../contract/problem.ts";
import { lackingDoubts, openLedger, type RestoredDoubt, witnessAt } from "../ledger/index.ts";
import { syncPath } from "../storage/files/whole-folder.ts";
import { copyStore, integrityFaults, isUnused } from "../storage/sqlite/index.ts";
import { type ActsFile, isCovered, readActs } from "../vault/index.ts";
import { type Backup, backupsIn, FILES, freeName, refuseDamaged, secondOf, syncAll } from "./backup.ts";
import { completeRestore, homePaths, pendingRestorePath, readAbout } from "./home.ts";
import { readLog } from "./home-log.ts";
import { actsAt, keyOfHome, ledgerAuthenticator, witnessFile } from "./key.ts";
import { withLock } from "./lock.ts";
import { openOwnVault } from "./own-vault.ts";
import { forgottenDraws, recover } from "./recover.ts";
import { diskShelf } from "./shelf.ts";
import { ownSigners } from "./signed-chains.ts";
import { signingKeyFile } from "./signing-key.ts";

interface RestoreOptions {
  readonly home: string;
  /** a backup, or a folder of backups, of which the newest is taken */
  readonly from: string;
  /** the operator's key; absent: `HOME.key` */
  readonly key?: string | undefined;
  /** the acts file is lost as well: every contribution is then paused until its holder resumes it */
  readonly actsLost: boolean;
  readonly clock: () => Date;
  readonly notice: (line: string) => void;
}

/**
 * Restores a home from a backup without forgetting any debit or erasure. Before the new home gets its name, debits known to
 * witness, releases and public log are taken over as spent, and contributors' requests since the backup are repeated. The former
 * home is kept beside the new one; releases, territories and notices newer than the backup are copied from it. The ledger's
 * witness is only read. If it is stopped at any moment, either the former home or the new one is in place: `readHome` completes
 * the rest.
 *
 * @throws Refusal `home-missing` where there is no backup; `home-damaged` where it is not whole, or where contributors' requests
 *   since then are not known; `home-in-use` while a process has the home open
 */
export async function restoreHome(options: RestoreOptions) {
  const { home, from, clock } = options;
  const root = resolve(home);
  const own = keyOfHome(home, options.key);
  const backup = backupsIn(from).at(-1);
  if (backup === undefined)
    throw new Refusal("home-missing", `there is no backup in ${resolve(from)}; "voisinage backup --to" makes one`);
  await refuseDamaged(backup, own.key);
  const acts = actsAt(own.keyFile, backup.commons, readAbout(join(backup.folder, "commons.json")));
  const isKnown = knowsSince(acts, backup);
  if (!isKnown && !options.actsLost) throw unknownActs(acts, backup);
  completeRestore(root);
  refuseOther(root, backup);
  refuseOpen(root);

  const building = `${root}.tmp-restore`;
  for (const folder of [building, pendingRestorePath(root)]) rmSync(folder, { recursive: true, force: true });
  copyBackup(backup, building);
  // The backup's folder may have changed since it was looked at.
  await refuseDamaged(backup, own.key, building);
  copyPublicSince(root, building);
  await withLock(homePaths(building).lock, async () => undefined, { create: true });
  const doubts = doubtsOf(root, backup.commons, clock);
  const { known, ...counts } = await bringUpToDate(building, { ...options, ...own, backup, acts, pausesAll: !isKnown, doubts });
  await syncAll(building);
  // Bringing a large vault up to date takes minutes: a timer may have opened the former home meanwhile.
  refuseOpen(root);
  const former = await swap(root, building, clock());
  try {
    // The former home has no such doubt, so the witness gets it once the new one is in place.
    witnessAt(witnessFile(own.keyFile), backup.commons).doubt(known);
  } catch (error) {
    options.notice(`the ledger's witness gets what is not known when the home is opened: ${refusalOf(error).message}`);
  }
  return {
    backup,
    ...counts,
    paused: !isKnown,
    /** path where the former home is kept */
    former,
  };
}

/** Whether the acts file has every act since the backup, and was still kept on the backup's day or later. */
function knowsSince({ file }: ActsFile, { acts, at }: Backup): boolean {
  const lines = readActs(file);
  return isCovered(lines, acts) && (lines.at(-1)?.day ?? "") >= at.slice(0, 10);
}

function unknownActs({ file, days }: ActsFile, { at, folder }: Backup): Refusal {
  return new Refusal(
    "home-damaged",
    `what contributors asked for since ${at.slice(0, 10)} is not known: ${file} is lost, or older than ${folder}, or the backup is older than the ${days} days that it goes back. ` +
      'Put its newest copy back. If there is none, "--acts-lost" pauses every contribution until its holder resumes it. Nothing was changed',
  );
}

/** @throws Refusal `file-in-the-way` where the home that is there belongs to another commons */
function refuseOther(root: string, { commons, folder }: Backup): void {
  const { id, log } = homePaths(root);
  const own = existsSync(id) ? readFileSync(id, "utf8").trim() : readLog(log)?.commons;
  if (own === undefined || !/^[0-9a-f]{32}$/.test(own) || own === commons) return;
  throw new Refusal(
    "file-in-the-way",
    `${root} is the home of another commons (${own}) than ${folder} (${commons}): name another home, or another backup. Nothing was changed`,
  );
}

/** @throws Refusal `home-in-use` where a process has the databases of a home open */
function refuseOpen(root: string): void {
  const { vault, ledger } = homePaths(root);
  for (const file of [vault, ledger])
    if (existsSync(file) && !isUnused(file))
      throw new Refusal(
        "home-in-use",
        `another process has ${file} open: end "serve" and whatever else uses ${root}, and repeat the command`,
      );
}

function doubtsOf(root: string, commons: string, clock: () => Date): RestoredDoubt[] {
  const { ledger: path } = homePaths(root);
  if (!existsSync(path)) return [];
  try {
    const ledger = openLedger({ path, clock, commons, authenticate: null, create: false });
    try {
      return ledger.doubts();
    } finally {
      ledger.close();
    }
  } catch (error) {
    // A damaged ledger is treated as one without doubts.
    refusalOf(error);
    return [];
  }
}

function copyBackup({ folder }: Backup, to: string): void {
  mkdirSync(to, { mode: 0o755 });
  for (const name of readdirSync(folder))
    if (name !== "backup.json") cpSync(join(folder, name), join(to, name), { recursive: true });
}

/** Copies from the existing home what became public since the backup, and partners' keys, since some may have been revoked. */
function copyPublicSince(from: string, to: string): void {
  if (!existsSync(from)) return;
  for (const name of FILES.filter((one) => !/^(commons|log)/.test(one)))
    if (existsSync(join(from, name)))
      cpSync(join(from, name), join(to, name), {
        recursive: true,
        force: name === "breaches.json",
        filter: (path) => !basename(path).startsWith(".tmp-"),
      });
  const [before, now] = [homePaths(from), homePaths(to)];
  const [newest, backedUp] = [readLog(before.log), readLog(now.log)];
  if (newest !== null && newest.size > (backedUp?.size ?? 0)) cpSync(before.log, now.log, { recursive: true });
  if (existsSync(before.partners) && integrityFaults(before.partners).length === 0) {
    // The database is copied by SQLite, not as a file: the newest rows may only be in its log.
    rmSync(now.partners, { force: true });
    copyStore(before.partners, now.partners);
  }
}

interface UpdateOptions extends Pick<RestoreOptions, "clock" | "notice"> {
  readonly backup: Backup;
  readonly acts: ActsFile;
  readonly key: Uint8Array;
  readonly keyFile: string;
  readonly pausesAll: boolean;
  /** doubts that earlier restores of the existing home left, because their backups lacked entries too */
  readonly doubts: readonly RestoredDoubt[];
}

async function bringUpToDate(building: string, o: UpdateOptions) {
  const { backup, clock, acts, notice, key } = o;
  const { commons } = backup;
  const paths = homePaths(building);
  const [on, since] = [isoDay(clock()), backup.at.slice(0, 10)];
  const witness = witnessAt(witnessFile(o.keyFile), commons);
  const authenticate = ledgerAuthenticator(key, commons);
  const ledger = openLedger({ path: paths.ledger, clock, commons, witness, authenticate, create: false });
  const vault = openOwnVault({ path: paths.vault, key, clock, commons, acts });
  try {
    if (o.pausesAll) vault.pauseAll();
    vault.restoredFrom({ on, from: since });
    const [before, backedUp] = [ledger.entries().length, ledger.doubts()];
    const shelf = diskShelf(paths.releases, paths.lock, () => Promise.reject(new Error("nothing is signed")));
    const signers = await ownSigners(signingKeyFile(o.keyFile));
    const isSound = await recover({ ledger, witness, shelf, log: readLog(paths.log), signers, notice, clock });
    const adopted = ledger.entries().length - before;
    // The clock of a machine after an accident may be years behind, so the latest year known counts.
    const year = Math.max(...[on, since, readActs(acts.file).at(-1)?.day ?? on].map((day) => Number(day.slice(0, 4))));
    if (on < since) notice(`the clock says ${on}, and the backup is of ${since}: set it right before anything is published`);
    ledger.doubt([...o.doubts, ...(adopted > 0 && isSound ? [] : [{ day: on, since, year }])]);
    const known = ledger.doubts();
    const doubts = lackingDoubts(backedUp, known);
    vault.endFreezing(forgottenDraws(ledger));
    const { repeated, notHeld } = vault.repeated;
    return {
      /** acts repeated, and acts of contributions that came after the backup and are lost */
      repeated,
      notHeld,
      /** ledger entries taken over */
      adopted,
      /** everything that is not known since restores, for the witness */
      known,
      /**
       * nothing of this year or earlier can be published until it is counted as spent; null where a newer record than the backup
       * was found
       */
      doubtedYear: doubts.length === 0 ? null : Math.max(...doubts.map((doubt) => doubt.year)),
    };
  } finally {
    vault.close();
    ledger.close();
  }
}

/**
 * Puts the copy in the home's place. It first gets a name by which `readHome` recognises it as whole, then the former home is
 * moved aside.
 */
async function swap(root: string, building: string, now: Date): Promise<string | null> {
  renameSync(building, pendingRestorePath(root));
  await syncPath(dirname(root));
  const former = existsSync(root) ? freeName(`${root}.before-${secondOf(now)}`) : null;
  if (former !== null) renameSync(root, former);
  renameSync(pendingRestorePath(root), root);
  await syncPath(dirname(root));
  return former;
}
