import { existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { Refusal } from "../contract/problem.ts";
import { newSigningKey, type Signer, signerOf } from "../ledger/log/signer.ts";
import { syncFolder, writeOnce } from "../storage/files/durable.ts";
import { isMissing } from "../storage/files/missing.ts";
import { refuseShared } from "../storage/files/private-file.ts";
import { refuseInside } from "./key.ts";

/**
 * Path of the key that signs the public log: beside the operator's key, in a file of its own, so that each can be replaced alone.
 */
export function signingKeyFile(keyFile: string): string {
  return `${resolve(keyFile)}.signing`;
}

/** Path of a new key that the log does not name yet. */
export const successorOf = (file: string): string => `${file}.next`;

/**
 * Reads a signing key: a private JWK.
 *
 * @returns null where there is no file
 * @throws Refusal `signing-key`, naming the file and never quoting it; `key-exposed`
 */
export async function readSigner(file: string): Promise<Signer | null> {
  refuseShared(file);
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if (isMissing(error)) return null;
    throw unusable(file, `it cannot be read: ${(error as NodeJS.ErrnoException).code}`);
  }
  try {
    return await signerOf(JSON.parse(text));
  } catch {
    throw unusable(file, `it must be a private Ed25519 key as a JWK; the file holds ${text.length} characters`);
  }
}

/** The existing key, or a new one, readable by its owner alone and on the disk on return. @throws Refusal `signing-key` */
export async function makeSigner(file: string, home: string): Promise<Signer> {
  refuseInside(file, home);
  return (await readSigner(file)) ?? writeKey(file);
}

/**
 * Makes a successor beside the key, to be used once the log names it. A successor the log never named is replaced.
 *
 * @throws Refusal `signing-key`
 */
export async function makeSuccessor(file: string): Promise<Signer> {
  rmSync(successorOf(file), { force: true });
  return writeKey(successorOf(file));
}

/**
 * The signer with the key that the log names. If that is the successor, its file takes the key's name, in case a run was stopped
 * before.
 *
 * @returns null where neither file has that key
 * @throws Refusal `signing-key` where a file cannot be read
 */
export async function signerNamed(file: string, thumbprint: string): Promise<Signer | null> {
  const successor = existsSync(successorOf(file)) ? await readSigner(successorOf(file)) : null;
  if (successor?.thumbprint === thumbprint) {
    renameSync(successorOf(file), file);
    syncFolder(dirname(file));
    return successor;
  }
  const own = await readSigner(file);
  return own?.thumbprint === thumbprint ? own : null;
}

/** Writes a new key, unless another process was faster: then its key is used. */
async function writeKey(file: string): Promise<Signer> {
  const text = `${JSON.stringify(await newSigningKey())}\n`;
  try {
    writeOnce(dirname(file), basename(file), text, 0o600);
  } catch (error) {
    throw unusable(file, `it cannot be written: ${(error as NodeJS.ErrnoException).code}`);
  }
  return (await readSigner(file)) as Signer;
}

function unusable(file: string, detail: string): Refusal {
  return new Refusal("signing-key", `the signing key ${file} cannot be used: ${detail}`);
}
