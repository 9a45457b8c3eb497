import { createHmac, hkdfSync } from "node:crypto";
import { cpSync, existsSync, lstatSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { z } from "zod";
import { canonicalJson } from "../contract/canonical.ts";
import { BACKUP_DAYS } from "../contract/operator.ts";
import { DAY_MS } from "../contract/period.ts";
import { Refusal } from "../contract/problem.ts";
import { PROGRAM_VERSION } from "../contract/program.ts";
import { storageRefusal } from "../contract/storage.ts";
import { openLedger } from "../ledger/index.ts";
import { hashFile } from "../release/index.ts";
import { makeFolder } from "../storage/files/make-folder.ts";
import { syncPath, writeDurable } from "../storage/files/whole-folder.ts";
import { copyStore, integrityFaults } from "../storage/sqlite/index.ts";
import { type HomePaths, homeId, homePaths, isInside, readHome } from "./home.ts";
import { actsAt, keyOfHome, ledgerAuthenticator } from "./key.ts";
import { withLock } from "./lock.ts";
import { openOwnVault } from "./own-vault.ts";

/**
 * Files and folders of the home that a backup copies unchanged, if they exist. SQLite copies the databases; the backup leaves out
 * key, witness and lock.
 */
export const FILES = ["commons.json", "commons.id", "territories", "log", "releases", "notices", "breaches.json", "breach-log"];
const DATABASES = ["vault", "ledger", "partners"] as const;
const MANIFEST = "backup.json";
const TEMPORARY = /^\.tmp-/;
const manifestSchema = z.strictObject({
  schema: z.literal("voisinage-backup/1"),
  /** the id of the commons */
  commons: z.string(),
  /** instant of the backup: later changes are not in it; ISO 8601 UTC */
  at: z.string(),
  /** version of the program */
  version: z.string(),
  /** number of acts (requests of contributors) that its vault has recorded */
  acts: z.number().int().min(0),
  /** number of entries in its ledger */
  entries: z.number().int().min(0),
  files: z.array(z.strictObject({ path: z.string(), bytes: z.number(), sha256: z.string() })),
  /** of all the above, under the operator's key: whoever has only the backup can make no other (`authenticatorOf`) */
  authenticator: z.string(),
});
type BackupManifest = z.infer<typeof manifestSchema>;
export type Backup = BackupManifest & { readonly folder: string };

/** HMAC-SHA-256 of a manifest under a key that is derived from the operator's (RFC 5869), in hexadecimal. */
function authenticatorOf(
  { schema, commons, at, version, acts, entries, files }: Omit<BackupManifest, "authenticator">,
  key: Uint8Array,
) {
  const derived = Buffer.from(hkdfSync("sha256", key, "", "voisinage/backup/1", 32));
  return createHmac("sha256", derived)
    .update(canonicalJson({ schema, commons, at, version, acts, entries, files }))
    .digest("hex");
}

interface BackupOptions {
  readonly home: string;
  /** a folder of backups, to which each run adds one */
  readonly to: string;
  /** the operator's key; absent: `HOME.key` */
  readonly key?: string | undefined;
  readonly clock: () => Date;
}

/**
 * Copies a home, while it is served, into a new folder: one consistent state, or nothing. Then it deletes backups older than
 * `backup_days`, unless the clock is doubted. The operator's key and the files beside it stay out: they are secret, or would be
 * harmful if old.
 *
 * @returns the backup, and the folders of the backups deleted
 * @throws Refusal `home-in-use` while a publication is made; `invalid-settings` where the settings keep no backups
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
  const existing = backupsIn(to);
  const foreign = existing.find((one) => one.commons !== commons);
  if (foreign) throw new Refusal("file-in-the-way", `${foreign.folder} is a backup of another commons: name another folder`);
  makeFolder(to, 0o700);
  const acts = actsAt(own.keyFile, commons, about);
  let isDoubted = false;
  const backup = await withLock(paths.lock, async () => {
    for (const name of readdirSync(to)) if (TEMPORARY.test(name)) rmSync(join(to, name), { recursive: true, force: true });
    // Brings the acts file up to date first, so that it is never older than the backup.
    const live = openOwnVault({ path: paths.vault, key: own.key, clock, commons, acts });
    live.keepActs();
    isDoubted = live.status().clockDoubted;
    live.close();
    const at = clock();
    const temporary = mkdtempSync(join(to, ".tmp-"));
    await copyAll(paths, temporary);
    const copies = homePaths(temporary);
    const vault = openOwnVault({ path: copies.vault, key: own.key, clock, commons });
    const authenticate = ledgerAuthenticator(own.key, commons);
    const ledger = openLedger({ path: copies.ledger, clock, commons, authenticate, create: false });
    const manifest = {
      schema: "voisinage-backup/1" as const,
      commons,
      at: at.toISOString(),
      version: PROGRAM_VERSION,
      acts: vault.actsRecorded(),
      entries: ledger.entries().length,
    };
    vault.close();
    ledger.close();
    const described = { ...manifest, files: await hashAll(temporary) };
    const written = { ...described, authenticator: authenticatorOf(described, own.key) };
    await writeDurable(join(temporary, MANIFEST), `${JSON.stringify(written, null, 2)}\n`);
    await syncAll(temporary);
    const folder = freeName(join(to, secondOf(at)));
    renameSync(temporary, folder);
    await syncPath(to);
    return { ...written, folder };
  });
  const deleteBefore = clock().getTime() - (about.backup_days ?? BACKUP_DAYS) * DAY_MS;
  const removed = isDoubted ? [] : existing.filter(({ at }) => Date.parse(at) < deleteBefore).map(({ folder }) => folder);
  for (const folder of removed) {
    // Renamed before it is deleted, so that a half-deleted backup is not taken for a whole one.
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

/** The name, or the first free one of `NAME.2`, `NAME.3`, …: two backups may be made in one second. */
export function freeName(name: string): string {
  let free = name;
  for (let i = 2; existsSync(free); i += 1) free = `${name}.${i}`;
  return free;
}

/** All files and folders under a folder, at any depth. */
function entriesIn(folder: string) {
  return readdirSync(folder, { recursive: true, withFileTypes: true });
}

/**
 * Hashes of all files under a folder, with their paths in it.
 *
 * @throws Refusal `home-damaged` at a link or whatever else is neither file nor folder: a copy would have the link, and not what was hashed
 */
async function hashAll(folder: string) {
  const entries = entriesIn(folder);
  const odd = entries.find((entry) => !entry.isDirectory() && !entry.isFile());
  if (odd !== undefined)
    throw new Refusal(
      "home-damaged",
      `${join(odd.parentPath, odd.name)} is neither a file nor a folder, and cannot be backed up or restored: put the file itself in its place`,
    );
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"));
  const files = [];
  for (const path of paths.sort()) files.push({ path, ...(await hashFile(join(folder, path))) });
  return files;
}

/** Syncs every file and folder under a folder to the disk. */
export async function syncAll(folder: string): Promise<void> {
  for (const entry of entriesIn(folder)) await syncPath(join(entry.parentPath, entry.name));
  await syncPath(folder);
}

/** The backups in a folder, oldest first; or the folder itself, if it is a backup. */
export function backupsIn(folder: string): Backup[] {
  const itself = readBackup(folder);
  if (itself !== null) return [itself];
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

/**
 * @param folder where the backup's files are looked at: its own, or that of a copy
 * @throws Refusal `home-damaged`, naming the first file that is not as it was written
 */
export async function refuseDamaged(backup: Backup, key: Uint8Array, folder = backup.folder): Promise<void> {
  const { files } = backup;
  if (authenticatorOf(backup, key) !== backup.authenticator)
    throw new Refusal(
      "home-damaged",
      `${join(backup.folder, MANIFEST)} was not written under this operator's key, or was changed: take another backup, or the right key`,
    );
  const [expected, found] = [files, await hashAll(folder)].map(
    (all) => new Map(all.map(({ path, sha256 }) => [path, sha256])),
  ) as [Map<string, string>, Map<string, string>];
  const paths = new Set([...expected.keys(), ...found.keys()]);
  paths.delete(MANIFEST);
  const damaged = [...paths].find((path) => expected.get(path) !== found.get(path));
  if (damaged !== undefined)
    throw new Refusal("home-damaged", `${join(folder, damaged)} is not as it was backed up: take another backup`);
}
