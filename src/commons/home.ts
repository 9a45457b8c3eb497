import { existsSync, readFileSync, realpathSync, renameSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import type { LedgerEntry } from "../contract/chain.ts";
import { LOG_FILE } from "../contract/log.ts";
import { Refusal } from "../contract/problem.ts";
import { type About, parseAbout, parseSettings, type Settings } from "../contract/settings.ts";
import { writeDurable } from "../storage/files/whole-folder.ts";
import { type TermsOfYear, termsOfYears } from "./terms-of-year.ts";
import { diskTerritories } from "./territories.ts";

/** The paths of a home's files. The operator's key lies outside the home. */
export type HomePaths = ReturnType<typeof homePaths>;

export function homePaths(home: string) {
  const root = resolve(home);
  return {
    home: root,
    about: join(root, "commons.json"),
    /** the territories that the chain names, under their digests */
    territories: join(root, "territories"),
    /** the id of the commons, which tells it from others under the same operator's key */
    id: join(root, "commons.id"),
    /** the public log, signed */
    log: join(root, LOG_FILE),
    vault: join(root, "vault.sqlite"),
    ledger: join(root, "ledger.sqlite"),
    /** hashed keys of partners; made with the first key */
    partners: join(root, "partners.sqlite"),
    releases: join(root, "releases"),
    lock: join(root, "lock.sqlite"),
  };
}

/**
 * Paths in a home that are for its operator alone: everything but releases and log, and in those two the temporary files of
 * killed runs.
 */
const OF_HOME = [
  /^(commons\.(json|id)|breaches\.json|(vault|ledger|lock|partners)\.sqlite(-\w+)?)$/,
  /^(territories|notices|breach-log)\//,
  /^(log|releases)\/\.tmp-/,
];
export function isOperatorFile(path: string): boolean {
  return OF_HOME.some((own) => own.test(path));
}

/** What a portal opens of a home besides releases and log: its paths and free settings. Its terms are in the chain. */
export type PublicHome = ReturnType<typeof readHome>;

/** Path of a home that `restore` has completed and that has not yet taken the place of the former one. */
export function pendingRestorePath(home: string): string {
  return `${resolve(home)}.restored`;
}

/** Completes a `restore` that was stopped between its two renames. */
export function completeRestore(home: string): void {
  const { home: root } = homePaths(home);
  if (!existsSync(root) && existsSync(pendingRestorePath(root))) renameSync(pendingRestorePath(root), root);
}

/**
 * Reads the paths and free settings of a home, after completing a `restore` that was stopped between its two renames.
 *
 * @throws Refusal `home-missing`; `invalid-settings`, also where `commons.json` has a term, since terms stand in the chain
 */
export function readHome(home: string) {
  const paths = homePaths(home);
  completeRestore(home);
  if (!existsSync(paths.about))
    throw new Refusal("home-missing", `there is no commons.json in ${paths.home}; "voisinage init --home ${home}" makes one`);
  return { paths, about: readAbout(paths.about) };
}

/**
 * The settings that may be edited at any time.
 *
 * @throws Refusal `invalid-settings` where the file is missing, not JSON, out of bounds, or has terms
 */
export function readAbout(file: string): About {
  return parseAbout(readSettingsFile(file));
}

/** Returns a function that gives a home's terms of any year, from the chain of its ledger, log or releases. */
export function termsByYear({ paths, about }: PublicHome, entries: readonly LedgerEntry[]): (year: number) => TermsOfYear {
  return termsOfYears({ about, territories: diskTerritories(paths.territories), entries: () => entries });
}

/** @throws Refusal `invalid-settings` where the file is missing, not JSON or out of bounds */
export function readSettings(file: string): Settings {
  return parseSettings(readSettingsFile(file));
}

/**
 * The settings as written, without defaults. @throws Refusal `invalid-settings` where the file is missing or not a JSON object
 */
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

/** The id of a home, made at the first call. */
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

/** Whether a file lies inside a folder. Symbolic links are followed; the file need not exist. */
export function isInside(file: string, folder: string): boolean {
  const real = (path: string): string => {
    const absolute = resolve(path);
    if (existsSync(absolute)) return realpathSync(absolute);
    const parent = dirname(absolute);
    return parent === absolute ? absolute : join(real(parent), absolute.slice(parent.length).replace(/^[\\/]+/, ""));
  };
  const path = relative(real(folder), real(file));
  return path !== "" && !path.startsWith("..") && resolve(path) !== path;
}
