import { lstat, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { LedgerEntry } from "../contract/chain.ts";
import { MANIFEST_SIGNATURE } from "../contract/log.ts";
import { type Finding, MANIFEST, sha256 } from "../release/index.ts";
import { findingsOf } from "./check.ts";
import { jwksOf, keyEntries, keysSince } from "./keys.ts";
import { openSignature } from "./signature.ts";

/** Whose a release is, as far as it says. */
export interface SignedManifest {
  readonly findings: readonly Finding[];
  /** thumbprint of the key under which its manifest verifies, of those that a chain names */
  readonly signedBy: string | null;
  /** of its manifest.json */
  readonly sha256: string;
}

export interface SignedFolder {
  readonly folder: string;
  /** the release's own chain, up to its draw */
  readonly own: readonly LedgerEntry[];
  /** that, or the log's where it is longer */
  readonly chain: readonly LedgerEntry[];
}

/** Bytes: a signature is some hundred characters, and what is larger is none. */
const LARGEST = 4096;

/** The manifest is signed under the key that stood when the release was drawn, or one that came after it. A key that was replaced before signs nothing any more. */
export async function signedManifest({ folder, own, chain }: SignedFolder): Promise<SignedManifest> {
  const bytes = await readFile(join(folder, MANIFEST));
  const keys = keysSince(own, chain);
  const signed = (signedBy: string | null, ...faults: string[]): SignedManifest => {
    return { findings: findingsOf(MANIFEST_SIGNATURE, "signature", faults), signedBy, sha256: sha256(bytes) };
  };
  const path = join(folder, MANIFEST_SIGNATURE);
  const found = await lstat(path).catch(() => null);
  if (!found?.isFile()) return keys.length === 0 ? signed(null) : signed(null, "it is missing, and the chain names a key");
  if (found.size > LARGEST) return signed(null, `it has ${found.size} bytes; expected at most ${LARGEST}`);
  const token = (await readFile(path, "utf8")).trim();
  const opened = openSignature(token, "manifest", keys, bytes);
  if (typeof opened !== "string") return signed(opened.thumbprint);
  const standing = keyEntries(own).at(-1);
  const former = openSignature(token, "manifest", jwksOf(own), bytes);
  if (standing === undefined || typeof former === "string") return signed(null, opened);
  return signed(
    null,
    `it is by the key ${former.thumbprint}; entry ${standing.seq} had put ${standing.thumbprint} in its place before the release was drawn`,
  );
}
