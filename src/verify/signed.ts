import { lstat, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { LedgerEntry } from "../contract/chain.ts";
import { MANIFEST_SIGNATURE } from "../contract/log.ts";
import { MANIFEST } from "../release/files.ts";
import type { Finding } from "../release/folder.ts";
import { sha256 } from "../release/hash.ts";
import { jwksOf, keyEntries, keysSince } from "./keys.ts";
import { openSignature } from "./signature.ts";

/** Whose a release is, as far as it says. */
export interface SignedManifest {
  readonly findings: readonly Finding[];
  /** thumbprint of the key under which its manifest verifies, of those that a chain names */
  readonly signedBy: string | null;
  /** sha256 of its manifest.json */
  readonly manifest: string;
}

/** A signature is some hundred characters; what is larger is none. */
const LARGEST = 4096;

export interface Signing {
  readonly folder: string;
  readonly plain: ReadonlySet<string>;
  /** the release's own chain, up to its draw */
  readonly own: readonly LedgerEntry[];
  /** that, or the log's where it is longer */
  readonly chain: readonly LedgerEntry[];
}

/** Is the manifest signed under the key that stood when the release was drawn, or one that came after it? A key that was replaced before signs nothing any more. */
export async function signedManifest({ folder, plain, own, chain }: Signing): Promise<SignedManifest> {
  const bytes = await readFile(join(folder, MANIFEST));
  const manifest = sha256(bytes);
  const keys = keysSince(own, chain);
  const finding = (detail: string): SignedManifest => ({
    findings: [{ file: MANIFEST_SIGNATURE, promise: "signature", detail }],
    signedBy: null,
    manifest,
  });
  if (!plain.has(MANIFEST_SIGNATURE))
    return keys.length === 0 ? { findings: [], signedBy: null, manifest } : finding("it is missing, and the chain names a key");
  const path = join(folder, MANIFEST_SIGNATURE);
  const { size } = await lstat(path);
  if (size > LARGEST) return finding(`it has ${size} bytes; expected at most ${LARGEST}`);
  const token = (await readFile(path, "utf8")).trim();
  const opened = openSignature(token, "manifest", keys, bytes);
  if (typeof opened !== "string") return { findings: [], signedBy: opened.thumbprint, manifest };
  const standing = keyEntries(own).at(-1);
  const former = openSignature(token, "manifest", jwksOf(own), bytes);
  return finding(
    standing === undefined || typeof former === "string"
      ? opened
      : `it is by the key ${former.thumbprint}; entry ${standing.seq} had put ${standing.thumbprint} in its place before the release was drawn`,
  );
}
