import { lstat, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { LedgerEntry } from "../../contract/chain.ts";
import { MANIFEST_SIGNATURE } from "../../contract/log.ts";
import { MANIFEST } from "../files.ts";
import { sha256 } from "../hash.ts";
import type { Finding } from "./finding.ts";
import { jwksOf } from "./keys.ts";
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

/**
 * Is the manifest signed under a key that the chain names?
 *
 * @param chain the release's own, or the log's where that is longer
 */
export async function signedManifest(
  folder: string,
  plain: ReadonlySet<string>,
  chain: readonly LedgerEntry[],
): Promise<SignedManifest> {
  const bytes = await readFile(join(folder, MANIFEST));
  const manifest = sha256(bytes);
  const keys = jwksOf(chain);
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
  const opened = openSignature((await readFile(path, "utf8")).trim(), "manifest", keys, bytes);
  return typeof opened === "string" ? finding(opened) : { findings: [], signedBy: opened.thumbprint, manifest };
}
