import { existsSync, readFileSync, realpathSync, renameSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import type { LedgerEntry } from "../contract/chain.ts";
import { LOG_FILE } from "../contract/log.ts";
import { Refusal } from "../contract/problem.ts";
import { type About, parseAbout, parseSettings, type Settings } from "../contract/settings.ts";
import { writeDurable } from "../storage/files/whole-folder.ts";
import { type TermsOfYear, termsOfYears } from "./terms-of-year.ts";
import { diskTerritories } from "./territories.ts";

/** The paths of a commons' files. The operator's key is not among them. */
export type HomePaths = ReturnType<typeof homePaths>;

export function homePaths(home: string) {
  const root = resolve(home);
  return {
    home: root,
    about: join(root, "commons.json"),
    /** the territories that the chain names, by digest */
    territories: join(root, "territories"),
    /** what tells this commons from any other that its operator's key opens */
    id: join(root, "commons.id"),
    /** the public log, signed */
    log: join(root, LOG_FILE),
    vault: join(root, "vault.sqlite"),
    ledger: join(root, "ledger.sqlite"),
    /** keys of partners, hashed; only there once one was made */
    partners: join(root, "partners.sqlite"),
    releases: join(root, "releases"),
    lock: join(root, "lock.sqlite"),
  };
}

/** Files of a home that are its operator's, by their path in it: all but releases and log, and of these what a killed run left half written. */
const OF_HOME = [
  /^(commons\.(json|id)|breaches\.json|(vault|ledger|lock|partners)\.sqlite(-\w+)?)$/,
  /^(territories|notices|breach-log)\//,
  /^(log|releases)\/\.tmp-/,
];
export function isOfHome(path: string): boolean {
  return OF_HOME.some((own) => own.test(path));
}

/** The public side of a home, all that a portal opens besides releases and log: its terms are in the chain. */
export type PublicHome = ReturnType<typeof readHome>;

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
 * @throws Refusal `home-missing`; `invalid-settings` also for a term, which stands in the chain
 */
export function readHome(home: string) {
  const paths = homePaths(home);
  endRestore(home);
  if (!existsSync(paths.about))
    throw new Refusal("home-missing", `there is no commons.json in ${paths.home}; "voisinage init --home ${home}" makes one`);
  return { paths, about: readAbout(paths.about) };
}

/**
 * The settings that are free to edit. @throws Refusal `invalid-settings` for a file that is not there, not JSON or out of bounds,
 * or that has terms
 */
export function readAbout(file: string): About {
  return parseAbout(readSettingsFile(file));
}

/** The terms of any year of a home, by a chain that its ledger, its log or its releases have. */
export function homeTerms({ paths, about }: PublicHome, entries: readonly LedgerEntry[]): (year: number) => TermsOfYear {
  return termsOfYears({ about, territories: diskTerritories(paths.territories), entries: () => entries });
}

/** @throws Refusal `invalid-settings` for a file that is not there, not JSON or out of bounds */
export function readSettings(file: string): Settings {
  return parseSettings(readSettingsFile(file));
}

/** The same as it is written, without defaults. @throws Refusal `invalid-settings` for a file that is not there or not a JSON object */
export function readSettingsFile(file: string): Record<string, unknown> {
  let input: unknown;
  try {
    input = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    const what = error instanceof SyntaxError ? "is not JSON" : "cannot be read";
    throw new Refusal("invalid-settings", `${file} ${what}: ${(error as Error).message}`);
  }
  if (input === null || typeof input !== "object" || Array.isArray(input))
    throw new Refusal("invalid-settings", `${file} must hold a JSON object`);
  return input as Record<string, unknown>;
}

const ID_BYTES = 16;

/** The id of a home, created on first use. */
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
