import { readdirSync, readFileSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";
import { type Body, IMMUTABLE, lasting, ownSecurity } from "../http/index.ts";
import { canonicalHash, sha256 } from "../release/index.ts";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  // Compressed when it was built: the page unpacks it.
  ".gz": "application/gzip",
};

/** A name that carries a hash of its content, as the bundler gives it. */
const HASHED = /-[A-Za-z0-9_-]{8,}\.[a-z0-9]+$/;

/**
 * The built dashboards, by path: pages without `.html` (`/compare`), everything else under its own name.
 *
 * @param issuer that `/contribute` may ask
 * @param dress what a page says beside what was built, by its path
 */
export function readPages(
  webRoot: string,
  issuer: string | undefined,
  dress: (path: string, html: string) => string,
): ReadonlyMap<string, Body> {
  const pages = new Map<string, Body>();
  for (const entry of readdirSync(webRoot, { recursive: true, withFileTypes: true })) {
    const type = TYPES[extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const file = join(entry.parentPath, entry.name);
    const path = `/${relative(webRoot, file).split(sep).join("/")}`;
    const built = readFileSync(file);
    const name = clean(path);
    const bytes = new Uint8Array(extname(entry.name) === ".html" ? Buffer.from(dress(name, built.toString())) : built);
    const cache = HASHED.test(entry.name) && path.startsWith("/assets/") ? IMMUTABLE : "no-cache";
    pages.set(name, {
      bytes,
      type,
      hash: sha256(bytes),
      cache,
      headers: ownSecurity(name, type, issuer),
      ...lasting(type, bytes),
    });
  }
  return pages;
}

/** Tells one build of the pages from another: sha256 over every file of them, as it was built. */
export function pagesDigest(webRoot: string): string {
  const files = [...readPages(webRoot, undefined, (_, html) => html)].map(([path, { hash }]) => [path, hash]);
  return canonicalHash(files.sort());
}

/** `/index.html` is `/`, `/compare.html` and `/compare/index.html` are `/compare`. */
export function clean(path: string): string {
  const short = path.replace(/(^|\/)index\.html$/, "$1").replace(/\.html$/, "");
  return short.length > 1 && short.endsWith("/") ? short.slice(0, -1) : short;
}
