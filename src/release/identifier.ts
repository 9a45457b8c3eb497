import { createHash } from "node:crypto";

/**
 * The persistent identifier of a release: RFC 6920, `ni:///sha-256;…`, of the bytes of its manifest, which holds the hash of
 * every other file. Nobody assigns it and nobody can move it: whoever has the folder can compute it.
 */
export function identifierOf(manifest: Uint8Array | string): string {
  return `ni:///sha-256;${createHash("sha256").update(manifest).digest("base64url")}`;
}

/** The path under which a host answers for an identifier (RFC 6920, section 4). */
export function wellKnown(identifier: string): string {
  return `/.well-known/ni/sha-256/${identifier.slice(identifier.indexOf(";") + 1)}`;
}
