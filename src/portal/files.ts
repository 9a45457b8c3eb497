import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Context } from "hono";
import { MANIFEST_SIGNATURE } from "../contract/log.ts";
import { Refusal } from "../contract/problem.ts";
import {
  type Body,
  type BodyCache,
  filePart,
  IMMUTABLE,
  isNotModified,
  lasting,
  partial,
  publicReply as reply,
  wantedRange,
} from "../http/index.ts";
import { hashFile, MANIFEST, MANIFEST_MEDIA_TYPE, type OpenRelease, sha256 } from "../release/index.ts";
import type { Answer } from "./answer.ts";
import { absent } from "./refusals.ts";

/** What the manifest does not list: itself, and its signature. */
const UNLISTED: Readonly<Record<string, string>> = { [MANIFEST]: MANIFEST_MEDIA_TYPE, [MANIFEST_SIGNATURE]: "application/jose" };

interface FrozenFile {
  readonly release: string;
  readonly name: string;
  readonly path: string;
  readonly type: string;
  /** as the manifest says; the manifest cannot say its own */
  readonly listed: { readonly bytes: number; readonly sha256: string } | null;
}

interface LargeFile {
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * Serves the files of releases, each with its hash as its ETag.
 *
 * @param kept bytes of a file that is kept in memory; a larger one is read from the disk as it is sent
 */
export function releaseFiles(cache: BodyCache, kept: number) {
  const large = new Map<string, Promise<LargeFile>>();
  const verified = (file: FrozenFile): Promise<LargeFile> => {
    const known = large.get(file.path);
    if (known !== undefined) return known;
    const found = hashFile(file.path).then((hash) => checked(file, hash), refuse(file));
    large.set(file.path, found);
    found.catch(() => large.delete(file.path));
    return found;
  };
  return async (c: Context, release: OpenRelease, name: string): Promise<Answer> => {
    const file = fileOf(release, name);
    if (file.listed && file.listed.bytes > kept) return stream(c, file, await verified(file));
    return cache.get(`file ${file.path}`, () => bodyOf(file));
  };
}

function fileOf(release: OpenRelease, name: string): FrozenFile {
  const listed = release.manifest.files.find((file) => file.name === name) ?? null;
  if (!listed && !Object.hasOwn(UNLISTED, name)) {
    const names = [...release.manifest.files.map((file) => file.name), ...Object.keys(UNLISTED)];
    throw absent("file", `one of ${names.join(", ")}`, name);
  }
  const type = listed?.media_type ?? (UNLISTED[name] as string);
  return { release: release.id, name, path: join(release.folder, name), type, listed };
}

async function bodyOf(file: FrozenFile): Promise<Body> {
  const bytes = new Uint8Array(await readFile(file.path).catch(refuse(file)));
  const { sha256: hash } = checked(file, { bytes: bytes.byteLength, sha256: sha256(bytes) });
  const { "Cache-Control": cache, ...headers } = frozen(file);
  return { bytes, type: file.type, hash, cache, headers, ranges: true, ...lasting(file.type, bytes) };
}

/** The release was whole when it was opened; what changed since is not served. */
function checked<T extends LargeFile>(file: FrozenFile, found: T): T {
  if (file.listed && found.sha256 !== file.listed.sha256) refuse(file)();
  return found;
}

function refuse({ release, name }: FrozenFile) {
  return (): never => {
    if (name === MANIFEST_SIGNATURE) throw absent("file", `another one, for release ${release} is not signed`, name);
    throw new Refusal("release-damaged", `release ${release} does not verify any more: ${name}`);
  };
}

function stream(c: Context, file: FrozenFile, { bytes, sha256: hash }: LargeFile): Response {
  const etag = `"${hash}"`;
  const headers = { ETag: etag, Vary: "Accept, Accept-Language", "Accept-Ranges": "bytes", ...frozen(file) };
  if (isNotModified(c, etag)) return reply(null, 304, headers);
  const described = { ...headers, "Content-Type": file.type };
  const range = wantedRange(c, etag, bytes);
  const { start, end } = range ?? { start: 0, end: bytes - 1 };
  const part = c.req.method === "HEAD" ? null : filePart(file.path, { start, end });
  if (range) return partial(part, range, bytes, described);
  return reply(part, 200, { ...described, "Content-Length": String(bytes) });
}

function frozen({ release, name }: FrozenFile) {
  return { "Cache-Control": IMMUTABLE, "Content-Disposition": `attachment; filename="${release}-${name}"` };
}
