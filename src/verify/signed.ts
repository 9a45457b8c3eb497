import { lstat, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type LedgerEntry, ofKind } from "../contract/chain.ts";
import { MANIFEST_SIGNATURE } from "../contract/log.ts";
import { MANIFEST, sha256 } from "../release/index.ts";
import { findingsOf } from "./check.ts";
import { jwksOf } from "./keys.ts";
import { openSignature } from "./signature.ts";

export interface SignedFolder {
  readonly folder: string;
  /** the release's own chain, up to its draw */
  readonly own: readonly LedgerEntry[];
  /** that, or the log's where it is longer */
  readonly chain: readonly LedgerEntry[];
}

/** Bytes: a signature is some hundred characters, and what is larger is none. */
const LARGEST = 4096;

/**
 * The manifest is signed under the key that stood when the release was drawn, or one that came after it. A key that was replaced
 * before is somebody's who kept or stole it, and signs nothing any more.
 *
 * @returns what is found, the sha256 of the manifest, and the thumbprint of the key under which it verifies, of those that a chain names
 */
export async function signedManifest({ folder, own, chain }: SignedFolder) {
  const bytes = await readFile(join(folder, MANIFEST));
  const keys = [...jwksOf(own).slice(-1), ...jwksOf(chain.slice(own.length))];
  const signed = (signedBy: string | null, ...faults: string[]) => {
    return { findings: findingsOf(MANIFEST_SIGNATURE, "signature", faults), signedBy, sha256: sha256(bytes) };
  };
  const path = join(folder, MANIFEST_SIGNATURE);
  const found = await lstat(path).catch(() => null);
  if (!found?.isFile()) return signed(null, ...(keys.length === 0 ? [] : ["it is missing, and the chain names a key"]));
  if (found.size > LARGEST) return signed(null, `it has ${found.size} bytes; expected at most ${LARGEST}`);
  const token = (await readFile(path, "utf8")).trim();
  const opened = openSignature(token, "manifest", keys, bytes);
  if (typeof opened !== "string") return signed(opened.thumbprint);
  const standing = ofKind(own, "key").at(-1);
  const former = openSignature(token, "manifest", jwksOf(own), bytes);
  if (standing === undefined || typeof former === "string") return signed(null, opened);
  return signed(
    null,
    `it is by the key ${former.thumbprint}; entry ${standing.seq} had put ${standing.thumbprint} in its place before the release was drawn`,
  );
}
