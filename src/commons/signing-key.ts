import { existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { Refusal } from "../contract/problem.ts";
import { newSigningKey, type Signer, signerOf } from "../ledger/log/signer.ts";
import { syncFolder, writeOnce } from "../storage/files/durable.ts";
import { isMissing } from "../storage/files/missing.ts";
import { refuseShared } from "../storage/files/private-file.ts";
import { refuseInside } from "./key.ts";

/** The place of the key that signs the public log: beside the operator's key, and separate so that each can be replaced alone. */
export function signingKeyFile(keyFile: string): string {
  return `${resolve(keyFile)}.signing`;
}

/** A successor before the log names it. */
const nextOf = (file: string): string => `${file}.next`;

/**
 * The signer of a key file: a private JWK.
 *
 * @returns null where there is no file
 * @throws Refusal `signing-key` with the file's name, never with what is in it; `key-exposed`
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

/** The key that is there, or a new one: readable by its owner alone, and on the disk when it resolves. @throws Refusal `signing-key` */
export async function makeSigner(file: string, home: string): Promise<Signer> {
  refuseInside(file, home);
  return (await readSigner(file)) ?? writeKey(file);
}

/** A successor of the key, beside it: it is used once the log names it. A former one that was never named goes. @throws Refusal `signing-key` */
export async function makeSuccessor(file: string): Promise<Signer> {
  rmSync(nextOf(file), { force: true });
  return writeKey(nextOf(file));
}

/**
 * The signer of the key that the log names: its successor takes the file's name where a run was stopped before it could.
 *
 * @returns null where neither file is of that key
 * @throws Refusal `signing-key` when the file cannot be read
 */
export async function signerNamed(file: string, thumbprint: string): Promise<Signer | null> {
  const present = existsSync(nextOf(file)) ? await readSigner(nextOf(file)) : null;
  if (present?.thumbprint === thumbprint) {
    renameSync(nextOf(file), file);
    syncFolder(dirname(file));
    return present;
  }
  const own = await readSigner(file);
  return own?.thumbprint === thumbprint ? own : null;
}

/** Another process may be faster: its key is the key. */
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
