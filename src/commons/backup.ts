import { cpSync, existsSync, lstatSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { z } from "zod";
import { DAY_MS } from "../contract/period.ts";
import { Refusal } from "../contract/problem.ts";
import { storageRefusal } from "../contract/storage.ts";
import { openLedger } from "../ledger/index.ts";
import { hashFile } from "../release/index.ts";
import { makeFolder } from "../storage/files/make-folder.ts";
import { syncPath, writeDurable } from "../storage/files/whole-folder.ts";
import { copyStore, integrityFaults } from "../storage/sqlite/index.ts";
import { type HomePaths, homeId, homePaths, isInside, readHome } from "./home.ts";
import { actsAt, BACKUP_DAYS, keyOfHome } from "./key.ts";
import { withLock } from "./lock.ts";
import { openOwnVault } from "./own-vault.ts";
import { packageVersion } from "./version.ts";

/**
 * Files of the home that a backup copies as they are, if they exist. The databases are copied by SQLite; key, witness and lock
 * are no part of it.
 */
export const FILES = ["commons.json", "commons.id", "territories", "log", "releases", "notices", "breaches.json", "breach-log"];
const DATABASES = ["vault", "ledger", "partners"] as const;
const MANIFEST = "backup.json";
const TEMPORARY = /^\.tmp-/;
const manifestSchema = z.strictObject({
  schema: z.literal("voisinage-backup/1"),
  /** the id of the commons */
  commons: z.string(),
  /** instant from which on nothing is in it, ISO 8601 UTC */
  at: z.string(),
  /** of the program */
  version: z.string(),
  /** acts of contributors that its vault has recorded */
  acts: z.number().int().min(0),
  /** entries that its ledger has */
  entries: z.number().int().min(0),
  files: z.array(z.strictObject({ path: z.string(), bytes: z.number(), sha256: z.string() })),
});
export type Backup = z.infer<typeof manifestSchema> & { readonly folder: string };

interface BackupOptions {
  readonly home: string;
  /** a folder of backups, one a run */
  readonly to: string;
  /** the operator's key; absent: `HOME.key` */
  readonly key?: string | undefined;
  readonly clock: () => Date;
}

/**
 * Copies a home while it is served, as it is at one moment: whole, under a name of its own, or not at all. Backups that are
 * older than `backup_days` go, by a clock that is believed. What holds a secret or must not be old stays out: the operator's key, and what lies beside it.
 *
 * @returns the backup, and the names of those that went
 * @throws Refusal `home-in-use` while something is published; `invalid-settings` where the settings keep no backups
 */
export async function backupHome({ home, to, key, clock }: BackupOptions) {
  const { paths, about } = readHome(home);
  const own = keyOfHome(home, key);
  if (about.backup_days === 0)
    throw new Refusal(
      "invalid-settings",
      "/backup_days: is 0, by which people are told that no backup is kept: state for how many days one is",
    );
  const commons = homeId(paths);
  if (isInside(to, paths.home) || resolve(to) === paths.home)
    throw new Refusal("file-in-the-way", `a backup must lie outside the home ${paths.home}; got ${resolve(to)}`);
  const former = backupsIn(to);
  const strange = former.find((one) => one.commons !== commons);
  if (strange) throw new Refusal("file-in-the-way", `${strange.folder} is a backup of another commons: name another folder`);
  makeFolder(to, 0o700);
  const acts = actsAt(own.keyFile, commons, about);
  let isDoubted = false;
  const backup = await withLock(paths.lock, async () => {
    for (const name of readdirSync(to)) if (TEMPORARY.test(name)) rmSync(join(to, name), { recursive: true, force: true });
    // The file beside the witness is as new as the backup, or newer.
    const live = openOwnVault({ path: paths.vault, key: own.key, clock, commons, acts });
    live.keepActs();
    isDoubted = live.status().clockDoubted;
    live.close();
    const at = clock();
    const temporary = mkdtempSync(join(to, ".tmp-"));
    await copyAll(paths, temporary);
    const copies = homePaths(temporary);
    const vault = openOwnVault({ path: copies.vault, key: own.key, clock, commons });
    const ledger = openLedger({ path: copies.ledger, clock, commons, create: false });
    const manifest = {
      schema: "voisinage-backup/1" as const,
      commons,
      at: at.toISOString(),
      version: packageVersion(),
      acts: vault.actsRecorded(),
      entries: ledger.entries().length,
    };
    vault.close();
    ledger.close();
    const files = await hashAll(temporary);
    await writeDurable(join(temporary, MANIFEST), `${JSON.stringify({ ...manifest, files }, null, 2)}\n`);
    await syncAll(temporary);
    const folder = freeName(join(to, secondOf(at)));
    renameSync(temporary, folder);
    await syncPath(to);
    return { ...manifest, files, folder };
  });
  const oldest = clock().getTime() - (about.backup_days ?? BACKUP_DAYS) * DAY_MS;
  const removed = isDoubted ? [] : former.filter(({ at }) => Date.parse(at) < oldest).map(({ folder }) => folder);
  for (const folder of removed) {
    // Renamed first: half a backup must not look like one.
    const going = join(to, `.tmp-old-${process.pid}`);
    renameSync(folder, going);
    rmSync(going, { recursive: true });
  }
  return { backup, removed };
}

async function copyAll(paths: HomePaths, to: string): Promise<void> {
  for (const name of FILES) {
    const from = join(paths.home, name);
    if (existsSync(from)) cpSync(from, join(to, name), { recursive: true, filter: (path) => !/[\\/]\.tmp-[^\\/]*$/.test(path) });
  }
  const copies = homePaths(to);
  for (const name of DATABASES) {
    if (!existsSync(paths[name])) continue;
    copyStore(paths[name], copies[name]);
    const [fault] = integrityFaults(copies[name]);
    if (fault !== undefined) throw storageRefusal("corrupt", paths[name], fault);
  }
}

/** An instant as part of a file's name. */
export function secondOf(instant: Date): string {
  return `${instant.toISOString().slice(0, 19).replaceAll(":", "-")}Z`;
}

/** The name, or the first of `NAME.2`, `NAME.3`, … that is not taken: two of one second have two names. */
export function freeName(name: string): string {
  let free = name;
  for (let i = 2; existsSync(free); i += 1) free = `${name}.${i}`;
  return free;
}

/** Everything under a folder, whatever lies in what. */
function entriesIn(folder: string) {
  return readdirSync(folder, { recursive: true, withFileTypes: true });
}

/** Every file under a folder, by its path in it. */
async function hashAll(folder: string) {
  const paths = entriesIn(folder)
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"));
  const files = [];
  for (const path of paths.sort()) files.push({ path, ...(await hashFile(join(folder, path))) });
  return files;
}

/** Waits until every file and folder is on the disk. */
export async function syncAll(folder: string): Promise<void> {
  for (const entry of entriesIn(folder)) await syncPath(join(entry.parentPath, entry.name));
  await syncPath(folder);
}

/** The backups of a folder, oldest first; the folder itself where it is one. */
export function backupsIn(folder: string): Backup[] {
  const own = readBackup(folder);
  if (own !== null) return [own];
  if (!existsSync(folder) || !lstatSync(folder).isDirectory()) return [];
  return readdirSync(folder)
    .filter((name) => !TEMPORARY.test(name))
    .flatMap((name) => readBackup(join(folder, name)) ?? [])
    .sort((a, b) => (`${a.at} ${a.folder}` < `${b.at} ${b.folder}` ? -1 : 1));
}

function readBackup(folder: string): Backup | null {
  try {
    return { ...manifestSchema.parse(JSON.parse(readFileSync(join(folder, MANIFEST), "utf8"))), folder };
  } catch {
    return null;
  }
}

/** @throws Refusal `home-damaged`, naming the first file that is not as it was written */
export async function refuseDamaged({ folder, files }: Backup): Promise<void> {
  const [written, found] = [files, await hashAll(folder)].map(
    (all) => new Map(all.map(({ path, sha256 }) => [path, sha256])),
  ) as [Map<string, string>, Map<string, string>];
  const paths = new Set([...written.keys(), ...found.keys()]);
  paths.delete(MANIFEST);
  const bad = [...paths].find((path) => written.get(path) !== found.get(path));
  if (bad !== undefined)
    throw new Refusal("home-damaged", `${join(folder, bad)} is not as it was backed up: take another backup`);
}
