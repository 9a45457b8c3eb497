import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import type { Context } from "hono";
import { MANIFEST_SIGNATURE } from "../contract/log.ts";
import { Refusal } from "../contract/problem.ts";
import { hashFile, MANIFEST, MANIFEST_MEDIA_TYPE, type OpenRelease, sha256 } from "../release/index.ts";
import { IMMUTABLE, matches, parseRange } from "./http.ts";
import { mediaType } from "./negotiate.ts";

/** Files up to this size are kept in memory; larger ones are streamed from the disk. */
const KEEP_BYTES = 16 * 2 ** 20;

/** What the manifest does not list: itself, and its signature. */
const UNLISTED: Readonly<Record<string, string>> = { [MANIFEST]: MANIFEST_MEDIA_TYPE, [MANIFEST_SIGNATURE]: "application/jose" };

interface FrozenFile {
  readonly name: string;
  readonly path: string;
  readonly media_type: string;
  readonly bytes: number;
  readonly sha256: string;
  /** null: too large to keep */
  readonly content: Uint8Array<ArrayBuffer> | null;
}

/** Serves the files of releases, each with its hash as its ETag. */
export function releaseFiles() {
  const opened = new Map<string, Promise<FrozenFile>>();
  return async (c: Context, release: OpenRelease, name: string): Promise<Response> => {
    const key = `${release.id}/${name}`;
    const file = opened.get(key) ?? open(release, name);
    if (!opened.has(key)) {
      file.then(
        () => opened.set(key, file),
        () => undefined,
      );
    }
    return serve(c, release.id, await file);
  };
}

async function open(release: OpenRelease, name: string): Promise<FrozenFile> {
  const path = join(release.folder, name);
  const listed = release.manifest.files.find((file) => file.name === name);
  if (!listed && UNLISTED[name] === undefined) {
    const names = [...release.manifest.files.map((file) => file.name), ...Object.keys(UNLISTED)];
    throw new Refusal("not-found", `release ${release.id} has ${names.join(", ")}`);
  }
  const found = await hashFile(path).catch(() => null);
  if (!found && name === MANIFEST_SIGNATURE) throw new Refusal("not-found", `release ${release.id} is not signed`);
  // The release was whole when it was opened; what changed since is not served.
  if (!found || (listed && found.sha256 !== listed.sha256)) {
    throw new Refusal("release-damaged", `release ${release.id} does not verify any more: ${name}`);
  }
  const media_type = listed?.media_type ?? (UNLISTED[name] as string);
  const content = found.bytes <= KEEP_BYTES ? await readWhole(path, found.sha256, release.id) : null;
  return { name, path, media_type, ...found, content };
}

async function readWhole(path: string, hash: string, id: string): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(await readFile(path));
  if (sha256(bytes) !== hash) throw new Refusal("release-damaged", `release ${id} does not verify any more`);
  return bytes;
}

async function serve(c: Context, id: string, file: FrozenFile): Promise<Response> {
  mediaType(c, [file.media_type]);
  const etag = `"${file.sha256}"`;
  const headers = new Headers({
    ETag: etag,
    "Cache-Control": IMMUTABLE,
    Vary: "Accept",
    "Accept-Ranges": "bytes",
    "Content-Disposition": `attachment; filename="${id}-${file.name}"`,
  });
  if (matches(c.req.header("If-None-Match"), etag)) return new Response(null, { status: 304, headers });
  headers.set("Content-Type", file.media_type);
  const condition = c.req.header("If-Range");
  const range = condition === undefined || condition === etag ? parseRange(c.req.header("Range"), file.bytes) : null;
  const { start, end } = range ?? { start: 0, end: file.bytes - 1 };
  headers.set("Content-Length", String(end - start + 1));
  if (range) headers.set("Content-Range", `bytes ${start}-${end}/${file.bytes}`);
  const body = c.req.method === "HEAD" ? null : partOf(file, start, end);
  return new Response(body, { status: range ? 206 : 200, headers });
}

function partOf(file: FrozenFile, start: number, end: number) {
  if (file.content) return file.content.subarray(start, end + 1);
  return Readable.toWeb(createReadStream(file.path, { start, end })) as ReadableStream<Uint8Array>;
}
