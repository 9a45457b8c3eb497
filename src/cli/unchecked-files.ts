import { lstat, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { isOperatorFile } from "../commons/home.ts";
import { readLog } from "../commons/home-log.ts";
import { RECORD, treeOf } from "../portal/export/index.ts";
import { MANIFEST } from "../release/index.ts";
import type { VerificationResult } from "../verify/index.ts";

/** Files of a folder other than the releases and logs that were verified there. */
export type UncheckedFiles = Awaited<ReturnType<typeof uncheckedFilesIn>>;

const HOME = "commons.json";
const LOG = "v1/log.json";
/** How to recognise a site: the folder of its API, and its pages, compressed or not. */
const SITE = "v1";
const PAGE = /\.x?html?(\.(br|gz))?$/i;

/**
 * Lists the unchecked files of a folder passed to `verify`. It has none for a release's own folder, which is verified as a whole,
 * or for a single file.
 */
export async function uncheckedFilesIn(folder: string, { releases, logs }: VerificationResult) {
  const statOf = (path: string) => lstat(join(folder, path)).catch(() => null);
  if (!(await statOf("."))?.isDirectory() || (await statOf(MANIFEST))?.isFile()) return { folder, served: false, files: [] };
  const verified = [...releases.map((one) => one.folder), ...logs.map(({ file }) => file)].map((path) => `${resolve(path)}/`);
  const isVerified = (path: string) => verified.some((one) => `${resolve(folder, path)}/`.startsWith(one));
  const isHome = (await statOf(HOME)) !== null;
  // An unreadable folder is listed in place of its files.
  const tree = await treeOf(folder).catch(() => new Map([[".", false]]));
  const follows = isVerified(LOG) ? await filesThatFollow(folder, tree) : [];
  const files = [...tree.keys()].filter(
    (path) => !isVerified(path) && !follows.includes(path) && (PAGE.test(path) || !(isHome && isOperatorFile(path))),
  );
  const isSite = files.length > 0 && ((await statOf(SITE)) !== null || files.some((path) => PAGE.test(path)));
  return {
    folder,
    /** it is an export, or looks like something that a host serves: what lies in it is read by people */
    served: isSite || (await statOf(RECORD)) !== null,
    /** paths of files that were compared with nothing; those of a home are the operator's own, and not among them */
    files,
  };
}

/** Files of a site that must repeat parts of its log, and do. */
async function filesThatFollow(folder: string, tree: ReadonlyMap<string, boolean>): Promise<string[]> {
  const log = readLog(join(folder, LOG));
  if (log === null) return [];
  const found: string[] = [];
  for (const [path, text] of [
    ["v1/log/checkpoint.jose", `${log.checkpoint}\n`],
    ["v1/log/keys.json", JSON.stringify({ keys: log.keys })],
  ] as const)
    if (tree.get(path) && (await readFile(join(folder, path), "utf8")) === text) found.push(path);
  return found;
}
