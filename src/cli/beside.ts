import { lstat, readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { isOfHome } from "../commons/home.ts";
import { readLog } from "../commons/home-log.ts";
import type { PublicLog } from "../contract/log.ts";
import { MANIFEST } from "../release/index.ts";
import { RECORD } from "../static/index.ts";
import type { Compared } from "../verify/index.ts";

/** What lies in a folder beside the releases and the logs that were verified there. */
export interface Beside {
  readonly folder: string;
  /** it is an export, or looks like something that a host serves: what lies in it is read by people */
  readonly served: boolean;
  /** paths of files that nothing was held to; those of a home are the operator's own, and not among them */
  readonly files: readonly string[];
}

const HOME = "commons.json";
const LOG = "v1/log.json";
/** Where a site's API lies, and its pages, compressed or not. */
const SITE = "v1";
const PAGE = /\.x?html?(\.(br|gz))?$/i;

/** What a site says of its log in files of their own: they follow from it. */
const OF_LOG: readonly [path: string, text: (log: PublicLog) => string][] = [
  ["v1/log/checkpoint.jose", ({ checkpoint }) => `${checkpoint}\n`],
  ["v1/log/keys.json", ({ keys }) => JSON.stringify({ keys })],
];

/** Looks at all of a folder that was given to be verified; a release's own folder is verified as a whole, and a file has nothing beside it. */
export async function besideOf(folder: string, { releases, logs }: Compared): Promise<Beside> {
  const nothing = { folder, served: false, files: [] };
  const there = (path: string) => lstat(join(folder, path)).catch(() => null);
  if (!(await there("."))?.isDirectory() || (await there(MANIFEST))?.isFile()) return nothing;
  const verified = new Set([...releases.map((one) => one.folder), ...logs.map(({ file }) => file)].map((path) => resolve(path)));
  const all = await filesIn(folder, verified);
  const home = (await there(HOME)) !== null;
  const ofLog = await toldByLog(folder, verified);
  const files = all.filter((path) => !ofLog.has(path) && (PAGE.test(path) || !(home && isOfHome(path))));
  const site = files.length > 0 && ((await there(SITE)) !== null || files.some((path) => PAGE.test(path)));
  return { folder, served: site || (await there(RECORD)) !== null, files };
}

/** Every path below a folder that is no folder, but for what was verified. A folder that cannot be read stands for what is in it. */
async function filesIn(folder: string, verified: ReadonlySet<string>, below = ""): Promise<string[]> {
  const entries = await readdir(join(folder, below), { withFileTypes: true }).catch(() => null);
  if (entries === null) return [below];
  const found: string[] = [];
  for (const entry of entries) {
    const path = `${below}${entry.name}`;
    if (verified.has(resolve(folder, path))) continue;
    if (entry.isDirectory()) found.push(...(await filesIn(folder, verified, `${path}/`)));
    else found.push(path);
  }
  return found.sort();
}

async function toldByLog(folder: string, verified: ReadonlySet<string>): Promise<Set<string>> {
  const log = verified.has(resolve(folder, LOG)) ? readLog(join(folder, LOG)) : null;
  const told = new Set<string>();
  for (const [path, text] of log ? OF_LOG : []) {
    const file = join(folder, path);
    const plain = (await lstat(file).catch(() => null))?.isFile();
    if (plain && (await readFile(file, "utf8")) === text(log as PublicLog)) told.add(path);
  }
  return told;
}
