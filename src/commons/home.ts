import { existsSync, readFileSync, realpathSync, renameSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { LOG_FILE } from "../contract/log.ts";
import type { ManifestHead } from "../contract/manifest.ts";
import { Refusal } from "../contract/problem.ts";
import { parseSettings, type Settings } from "../contract/settings.ts";
import { writeDurable } from "../storage/files/whole-folder.ts";
import type { Territory } from "../territory/index.ts";
import { readTerritory } from "../territory/read.ts";
import { diskArchive, settingsHash } from "./archive.ts";

/** Where everything of a commons lives. The operator's key is not here. */
export interface HomePaths {
  readonly home: string;
  readonly settings: string;
  readonly territory: string;
  /** what tells this commons from any other that its operator's key opens */
  readonly id: string;
  /** settings and territories that were announced, by digest */
  readonly changes: string;
  /** the settings that the commons was made with, by digest: what was stated in public, whatever became of the file */
  readonly stated: string;
  /** the public log, signed */
  readonly log: string;
  readonly vault: string;
  readonly ledger: string;
  /** keys of partners, hashed; only there once one was made */
  readonly partners: string;
  readonly releases: string;
  readonly lock: string;
}

export function homePaths(home: string): HomePaths {
  const root = resolve(home);
  return {
    home: root,
    settings: join(root, "commons.json"),
    territory: join(root, "territory"),
    id: join(root, "commons.id"),
    changes: join(root, "changes"),
    stated: join(root, "stated"),
    log: join(root, LOG_FILE),
    vault: join(root, "vault.sqlite"),
    ledger: join(root, "ledger.sqlite"),
    partners: join(root, "partners.sqlite"),
    releases: join(root, "releases"),
    lock: join(root, "lock.sqlite"),
  };
}

/** Files of a home that are its operator's, by their path in it: all but releases and log, and of these what a killed run left half written. */
const OF_HOME = [
  /^(commons\.(json|id)|breaches\.json|(vault|ledger|lock|partners)\.sqlite(-\w+)?)$/,
  /^(territory|changes|stated|notices|breach-log)\//,
  /^(log|releases)\/\.tmp-/,
];
export function isOfHome(path: string): boolean {
  return OF_HOME.some((own) => own.test(path));
}

/** The public side of a home: what a portal needs, and all that it opens besides releases. */
export interface PublicHome {
  readonly paths: HomePaths;
  readonly settings: Settings;
  readonly territory: Territory;
}

/** A home that `restore` has made whole, before it takes the place of another. */
export function restoredHome(home: string): string {
  return `${resolve(home)}.restored`;
}

/** Ends a `restore` that was stopped between two names. */
export function endRestore(home: string): void {
  const { home: root } = homePaths(home);
  if (!existsSync(root) && existsSync(restoredHome(root))) renameSync(restoredHome(root), root);
}

/**
 * A `restore` that was stopped between two names is ended first.
 *
 * @throws Refusal `home-missing`, `invalid-settings`, `invalid-territory`
 */
export function readHome(home: string): PublicHome {
  const paths = homePaths(home);
  endRestore(home);
  if (!existsSync(paths.settings))
    throw new Refusal("home-missing", `there is no commons.json in ${paths.home}; "voisinage init --home ${home}" makes one`);
  return { paths, settings: readSettings(paths.settings), territory: readTerritory(paths.territory) };
}

/** @throws Refusal `invalid-settings` for a file that is not there, not JSON or out of bounds */
export function readSettings(file: string): Settings {
  return parseSettings(readSettingsFile(file));
}

/** The same as it is written: what is left out is not filled in. @throws Refusal `invalid-settings` for a file that is not there or not a JSON object */
export function readSettingsFile(file: string): Record<string, unknown> {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new Refusal("invalid-settings", `${file} cannot be read: ${(error as Error).message}`);
  }
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch (error) {
    throw new Refusal("invalid-settings", `${file} is not JSON: ${(error as Error).message}`);
  }
  if (input === null || typeof input !== "object" || Array.isArray(input))
    throw new Refusal("invalid-settings", `${file} must hold a JSON object`);
  return input as Record<string, unknown>;
}

const ID_BYTES = 16;

/** The id of a home, made where there is none. */
export async function makeHomeId(paths: HomePaths, entropy: (n: number) => Uint8Array): Promise<string> {
  if (!existsSync(paths.id)) await writeDurable(paths.id, `${Buffer.from(entropy(ID_BYTES)).toString("hex")}\n`);
  return homeId(paths);
}

/** The id of a home: 32 hexadecimal digits, made once. A copy of the home has the same one. @throws Refusal `home-damaged` */
export function homeId({ id, log }: HomePaths): string {
  const text = existsSync(id) ? readFileSync(id, "utf8").trim() : "";
  if (!/^[0-9a-f]{32}$/.test(text))
    throw new Refusal(
      "home-damaged",
      `${id} must be ${2 * ID_BYTES} hexadecimal digits; ${existsSync(id) ? `got ${text.length} characters` : "there is no such file"}. ` +
        `Vault, ledger and witness know this home by it, and it is not made anew: put it back from a backup; "commons" in ${log} has it, too`,
    );
  return text;
}

/** Is the file inside the folder, links followed? */
export function isInside(file: string, folder: string): boolean {
  const real = (path: string): string => {
    const absolute = resolve(path);
    if (existsSync(absolute)) return realpathSync(absolute);
    const parent = dirname(absolute);
    return parent === absolute ? absolute : join(real(parent), absolute.slice(parent.length).replace(/^[\\/]+/, ""));
  };
  const way = relative(real(folder), real(file));
  return way !== "" && !way.startsWith("..") && resolve(way) !== way;
}

/**
 * What the public side shows: the settings and the territory of the newest year that was published, which after a change
 * are not the home's first ones. It reads no ledger: a release says under which it was made.
 *
 * @throws Refusal `invalid-settings`, `invalid-territory` when what was announced is not as it was
 */
export function publicTerms(
  { settings, territory, paths }: PublicHome,
  releases: readonly { readonly manifest: ManifestHead }[],
  under: (announced: Settings) => Settings,
): { readonly settings: Settings; readonly territory: Territory } {
  const archive = diskArchive(paths.changes);
  const newest = [...releases].sort((a, b) => b.manifest.year - a.manifest.year)[0]?.manifest;
  if (newest === undefined) return { settings, territory };
  const [said, drawn] = [settingsHash(newest.settings), newest.territory.sha256];
  return {
    // What is not in the archive is the home's own, as it stands: a contact may have been mended since.
    settings: archive.has(said) ? under(archive.settings(said)) : settings,
    territory: archive.has(drawn) ? archive.territory(drawn) : territory,
  };
}
