import { readdirSync, readFileSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";
import { type Body, IMMUTABLE, lastingBody, ownSecurity } from "../http/index.ts";
import { canonicalHash } from "../release/index.ts";
import { dresser } from "./describe/head.ts";
import type { Portal } from "./portal.ts";

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
const HASHED = /^\/assets\/.*-[A-Za-z0-9_-]{8,}\.[a-z0-9]+$/;

/**
 * The built dashboards, by path: pages without `.html` (`/compare`), everything else under its own name.
 *
 * @param webRoot null: there are none
 * @param portal that the pages are dressed for; absent: they are as they were built
 */
export function readPages(webRoot: string | null, portal?: Pick<Portal, "library" | "inForce">): ReadonlyMap<string, Body> {
  const pages = new Map<string, Body>();
  const issuer = portal?.inForce().settings.eligibility?.issuer;
  const dress = portal && dresser(portal.library, issuer);
  for (const entry of webRoot === null ? [] : readdirSync(webRoot, { recursive: true, withFileTypes: true })) {
    const type = TYPES[extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const file = join(entry.parentPath, entry.name);
    const path = `/${relative(webRoot as string, file)
      .split(sep)
      .join("/")}`;
    const built = new Uint8Array(readFileSync(file));
    const name = clean(path);
    const content = dress && type.startsWith("text/html") ? dress(name, new TextDecoder().decode(built)) : built;
    const cache = HASHED.test(path) ? IMMUTABLE : "no-cache";
    pages.set(name, lastingBody(content, type, { cache, headers: ownSecurity(name, type, issuer) }));
  }
  return pages;
}

/** Tells one build of the pages from another: sha256 over every file of them, as it was built. */
export function pagesDigest(webRoot: string): string {
  return canonicalHash([...readPages(webRoot)].map(([path, { hash }]) => [path, hash]).sort());
}

/** `/index.html` is `/`, `/compare.html` and `/compare/index.html` are `/compare`. */
export function clean(path: string): string {
  const short = path.replace(/(^|\/)index\.html$/, "$1").replace(/\.html$/, "");
  return short.length > 1 && short.endsWith("/") ? short.slice(0, -1) : short;
}
