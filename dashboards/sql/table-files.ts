import { TABLES } from "../../src/contract/tables.ts";
import { newestReleases, type ReleaseRef } from "../shared/data.ts";

/** The files of a table, one per release, with their total size; addresses are relative to the site. */
export interface TableFiles {
  readonly table: string;
  readonly bytes: number;
  readonly files: readonly { readonly release: string; readonly url: string }[];
}

/** The tables of the newest release of each period. */
export function filesOf(releases: readonly ReleaseRef[]): TableFiles[] {
  const newest = newestReleases(releases);
  return TABLES.map(({ name }) => {
    const found = newest.flatMap((release) => {
      const file = release.files.find((one) => one.name === `${name}.parquet`);
      return file
        ? [{ release: release.id, url: `v1/releases/${encodeURIComponent(release.id)}/${file.name}`, bytes: file.bytes ?? 0 }]
        : [];
    });
    return { table: name, bytes: found.reduce((sum, { bytes }) => sum + bytes, 0), files: found };
  });
}
