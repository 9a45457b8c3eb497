import { createHmac, hkdfSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { BACKUP_DAYS } from "../contract/operator.ts";
import { Refusal } from "../contract/problem.ts";
import type { About } from "../contract/settings.ts";
import { createFile } from "../storage/files/durable.ts";
import { makeFolder } from "../storage/files/make-folder.ts";
import { refuseShared } from "../storage/files/private-file.ts";
import { type ActsFile, KEY_BYTES } from "../vault/index.ts";
import { isInside } from "./home.ts";

/** Default path of a home's key: beside the home, not in it. */
export function defaultKeyFile(home: string): string {
  return `${resolve(home)}.key`;
}

/** Path of the ledger's witness: beside the key, so that both are backed up together and apart from the home. */
export function witnessFile(keyFile: string): string {
  return `${resolve(keyFile)}.ledger`;
}

/**
 * The acts file of a commons: beside the ledger's witness, so that it is not restored with the home. Its lines are kept as long as
 * backups, and never for less than `BACKUP_DAYS`: whoever writes `commons.json` could else have withdrawals forgotten, and then undo
 * them.
 */
export function actsAt(keyFile: string, commons: string, { backup_days = BACKUP_DAYS }: Pick<About, "backup_days">): ActsFile {
  return { file: `${resolve(keyFile)}.${commons.slice(0, 8)}.rights`, commons, days: Math.max(backup_days, BACKUP_DAYS) };
}

/**
 * Reads the operator's key: 64 hexadecimal digits.
 *
 * @throws Refusal `key-exposed` where others may read or write the file; `key-missing`, naming the file and never quoting it
 */
export function readKey(file: string): Uint8Array {
  refuseShared(file);
  let text: string;
  try {
    text = readFileSync(file, "utf8").trim();
  } catch (error) {
    throw new Refusal(
      "key-missing",
      `the operator's key ${file} cannot be read: ${(error as NodeJS.ErrnoException).code}; "--key FILE" says where it is`,
    );
  }
  if (!/^[0-9a-f]{64}$/i.test(text)) {
    throw new Refusal(
      "key-missing",
      `the operator's key ${file} must be 64 hexadecimal digits; the file holds ${text.length} characters`,
    );
  }
  return new Uint8Array(Buffer.from(text, "hex"));
}

/** Makes HMACs under a key that is derived from the operator's (RFC 5869) for the rows of one database of one commons alone. */
function authenticator(key: Uint8Array, commons: string, database: string): (text: string) => Buffer {
  const derived = Buffer.from(hkdfSync("sha256", key, commons, `voisinage/${database}/1`, 32));
  return (text) => createHmac("sha256", derived).update(text).digest();
}
export const partnerAuthenticator = (key: Uint8Array, commons: string) => authenticator(key, commons, "partners");
export const ledgerAuthenticator = (key: Uint8Array, commons: string) => authenticator(key, commons, "ledger");

/** @throws Refusal `key-missing` where the file is inside the home: whoever steals a home must not get its key with it */
export function refuseInside(file: string, home: string): void {
  if (!isInside(file, home)) return;
  throw new Refusal("key-missing", `the operator's key must be outside the home ${resolve(home)}; got ${resolve(file)}`);
}

/** Reads a home's key, and returns it with its path. @throws Refusal `key-missing`, `key-exposed` */
export function keyOfHome(home: string, keyFile = defaultKeyFile(home)) {
  refuseInside(keyFile, home);
  return { keyFile, key: readKey(keyFile) };
}

/**
 * Makes the operator's key, synced and readable by its owner alone. A key that exists is read instead.
 *
 * @throws Refusal `key-missing` where the file is inside the home or cannot be written
 */
export function makeKey(file: string, home: string, entropy: (n: number) => Uint8Array): Uint8Array {
  refuseInside(file, home);
  const key = entropy(KEY_BYTES);
  try {
    makeFolder(dirname(resolve(file)));
    createFile(file, `${Buffer.from(key).toString("hex")}\n`, 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return readKey(file);
    throw new Refusal("key-missing", `the operator's key ${file} cannot be written: ${(error as NodeJS.ErrnoException).code}`);
  }
  return key;
}
