import { statSync } from "node:fs";
import { join } from "node:path";
import { readLog } from "../commons/home-log.ts";
import type { PublicLog } from "../contract/log.ts";
import { type DamagedRelease, hashFile, MANIFEST, type OpenRelease } from "../release/index.ts";

/**
 * The public log as it stands at each call; read again where its file is another. One that cannot be read is told, and what
 * was read last is shown on.
 */
export function watchLog(file: string, progress: (line: string) => void): () => PublicLog | null {
  let [seen, last]: [string, PublicLog | null] = ["", null];
  return () => {
    const stat = statSync(file, { throwIfNoEntry: false });
    const now = stat ? `${stat.ino} ${stat.size} ${stat.mtimeMs}` : "";
    if (now === seen) return last;
    seen = now;
    const read = readLog(file);
    if (read === null) progress(`the public log ${file} cannot be read; ${last === null ? "none" : "the former one"} is shown`);
    else last = read;
    return last;
  };
}

interface Loaded {
  readonly releases: readonly OpenRelease[];
  readonly damaged: readonly DamagedRelease[];
}

/** A release that is not the one that the log says was frozen is named, and not served. */
export async function asLogged({ releases, damaged }: Loaded, log: PublicLog | null): Promise<Loaded> {
  const said = new Map(
    log?.entries.flatMap((entry) => (entry.kind === "released" ? [[entry.publication, entry.manifest] as const] : [])),
  );
  const kept: OpenRelease[] = [];
  const others: DamagedRelease[] = [];
  for (const release of releases) {
    const logged = said.get(release.id);
    const { sha256 } = await hashFile(join(release.folder, MANIFEST));
    if (logged === undefined || logged === sha256) kept.push(release);
    else
      others.push({
        id: release.id,
        reason: `its manifest has the sha256 ${sha256}; the log says that ${logged} was released: put releases/${release.id} back from a copy`,
      });
  }
  return { releases: kept, damaged: [...damaged, ...others] };
}
