// Chains that lie in public files, and whether this home's operator signed them. Anybody may write such files, and the chain's
// hashes anybody can compute.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { LedgerEntry } from "../contract/chain.ts";
import { checkpointSchema, type PublicLog } from "../contract/log.ts";
import { type Manifest, manifestSchema, privacyReportSchema } from "../contract/manifest.ts";
import { refusalOf } from "../contract/problem.ts";
import { MANIFEST, sha256 } from "../release/index.ts";
import { jwksOf, keyFaults, openSignature, pinnedKeyFault, signedManifest } from "../verify/signature.ts";
import { readSigner, successorOf } from "./signing-key.ts";

/** A chain as it was found. */
export interface FoundChain {
  /** what it is called in refusals */
  readonly source: string;
  readonly entries: readonly LedgerEntry[];
  /** how many entries, from the first on, are signed, and the thumbprint of the key; or why none are, in words */
  readonly signed: { readonly size: number; readonly by: string } | string;
}

/** The signed chain of a release, whose manifest has the hash of its report. Files of the release beside the report do not matter. */
export async function chainOfRelease(id: string, folder: string): Promise<FoundChain> {
  const source = `release ${id}`;
  try {
    const report = await readFile(join(folder, "privacy.json"));
    const { ledger: own } = privacyReportSchema.parse(JSON.parse(report.toString("utf8")));
    const { manifest, fault, signedBy } = await signedRelease(folder, own, own);
    const isReport = manifest.files.some((file) => file.name === "privacy.json" && file.sha256 === sha256(report));
    const faults = [fault, isReport ? null : "privacy.json is not the manifest's", signedBy === null ? "it is not signed" : null];
    return { source, entries: own, signed: faults.find((one) => one !== null) ?? { size: own.length, by: signedBy as string } };
  } catch {
    return { source, entries: [], signed: "manifest.json or privacy.json cannot be read" };
  }
}

/**
 * Reads the manifest of a release and verifies its signature, over the same bytes.
 *
 * @param own the chain up to the release's draw
 * @param chain that chain, or a longer one
 */
export async function signedRelease(folder: string, own: readonly LedgerEntry[], chain: readonly LedgerEntry[]) {
  const bytes = await readFile(join(folder, MANIFEST));
  const manifest: Manifest = manifestSchema.parse(JSON.parse(bytes.toString("utf8")));
  const { findings, signedBy, sha256: hash } = await signedManifest({ folder, own, chain });
  const fault = hash === sha256(bytes) ? (findings[0]?.detail ?? null) : "its manifest was changed meanwhile";
  return { manifest, hash, signedBy, fault: fault && `manifest.jws: ${fault}` };
}

/** The chain of the public log, of which the operator signed as much as the checkpoint says. */
export function chainOfLog({ checkpoint, entries }: PublicLog): FoundChain {
  const found = { source: "the public log", entries };
  const payload = Buffer.from(checkpoint?.split(".")[1] ?? "", "base64url").toString("utf8");
  const size = sizeOf(payload);
  const signed = entries.slice(0, size);
  const opened = openSignature(checkpoint ?? "", "checkpoint", jwksOf(signed).slice(-1));
  if (typeof opened === "string") return { ...found, signed: `its checkpoint: ${opened}` };
  const { head } = checkpointSchema.parse(JSON.parse(opened.payload));
  if (signed.at(-1)?.hash !== head) return { ...found, signed: `its checkpoint is of ${size} entries that it has not` };
  return { ...found, signed: { size, by: opened.thumbprint } };
}

/** Entries that a checkpoint says it is of; 0 where it is none. */
function sizeOf(payload: string): number {
  try {
    return checkpointSchema.parse(JSON.parse(payload)).size;
  } catch {
    return 0;
  }
}

/**
 * Why the signed entries of a chain are not believed; null where a key that the operator has stands behind them.
 *
 * @param pins thumbprints of keys that are known to be the operator's
 */
export function signerFault(signed: readonly LedgerEntry[], signedBy: string, pins: readonly string[]): string | null {
  if (pins.length === 0) return "no key is known that could have signed it: put the signing key back beside the operator's";
  const [fault] = keyFaults(signed);
  if (fault !== undefined) return fault;
  const faults = pins.map((pin) => pinnedKeyFault(signed, pin, signedBy));
  return faults.includes(null) ? null : (faults[0] as string);
}

/** Thumbprints of the signing keys beside the operator's key: the one in use, and a successor that a stopped run made. */
export async function ownSigners(file: string): Promise<string[]> {
  const thumbprints: string[] = [];
  for (const one of [file, successorOf(file)]) {
    try {
      const signer = await readSigner(one);
      if (signer !== null) thumbprints.push(signer.thumbprint);
    } catch (error) {
      // Publications are refused for it, by name. Contributors who want to withdraw must not wait for that.
      refusalOf(error);
    }
  }
  return thumbprints;
}
