import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Context } from "hono";
import { MANIFEST_SIGNATURE } from "../contract/log.ts";
import { Refusal } from "../contract/problem.ts";
import { type Body, type BodyCache, IMMUTABLE, lastingBody, sendFile } from "../http/index.ts";
import { hashFile, MANIFEST, MANIFEST_MEDIA_TYPE, type OpenRelease } from "../release/index.ts";
import { notFoundParameter } from "./params.ts";

/** Files that the manifest cannot list: itself and its signature. */
const UNLISTED: Readonly<Record<string, string>> = { [MANIFEST]: MANIFEST_MEDIA_TYPE, [MANIFEST_SIGNATURE]: "application/jose" };

/**
 * Serves the files of releases, with their hashes as ETags.
 *
 * @param kept files of up to so many bytes are kept in memory; larger ones are read from the disk while they are sent
 */
export function releaseFiles(cache: BodyCache, kept: number) {
  /** Hashes of large files, by path. */
  const hashes = new Map<string, Promise<string>>();
  return async (c: Context, { id, folder, manifest }: OpenRelease, name: string): Promise<Body | Response> => {
    const listed = manifest.files.find((file) => file.name === name);
    if (!listed && !Object.hasOwn(UNLISTED, name)) {
      const names = [...manifest.files.map((file) => file.name), ...Object.keys(UNLISTED)];
      throw notFoundParameter("file", `one of ${names.join(", ")}`, name);
    }
    const path = join(folder, name);
    const type = listed?.media_type ?? (UNLISTED[name] as string);
    const headers = { "Content-Disposition": `attachment; filename="${id}-${name}"` };
    const refuse = (): never => {
      if (name === MANIFEST_SIGNATURE) throw notFoundParameter("file", `another one, for release ${id} is not signed`, name);
      throw new Refusal("release-damaged", `release ${id} does not verify any more: ${name}`);
    };
    /** Refuses a file that changed since the release was verified. The manifest cannot list its own hash. */
    const verified = (hash: string) => (listed && hash !== listed.sha256 ? refuse() : hash);
    if (listed && listed.bytes > kept) {
      const found = hashes.get(path) ?? hashFile(path).then(({ sha256 }) => verified(sha256), refuse);
      hashes.set(path, found);
      found.catch(() => hashes.delete(path));
      return sendFile(c, path, listed.bytes, { type, hash: await found, cache: IMMUTABLE, headers, ranges: true });
    }
    return cache.get(`file ${path}`, async () => {
      const bytes = new Uint8Array(await readFile(path).catch(refuse));
      const body = lastingBody(bytes, type, { cache: IMMUTABLE, headers, ranges: true });
      verified(body.hash);
      return body;
    });
  };
}
