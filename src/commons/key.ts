import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { Refusal } from "../contract/problem.ts";
import type { About } from "../contract/settings.ts";
import { createFile } from "../storage/files/durable.ts";
import { makeFolder } from "../storage/files/make-folder.ts";
import { refuseShared } from "../storage/files/private-file.ts";
import { type ActsFile, KEY_BYTES } from "../vault/index.ts";
import { isInside } from "./home.ts";

/** The default place of a home's key: beside the home, not in it. */
export function defaultKeyFile(home: string): string {
  return `${resolve(home)}.key`;
}

/** The place of the ledger's witness: beside the key, so that both are backed up together, and apart from the home. */
export function witnessFile(keyFile: string): string {
  return `${resolve(keyFile)}.ledger`;
}

/** Days for which backups are kept, and with them what must be repeated of one that is put back, where settings do not say. */
export const BACKUP_DAYS = 35;

/** The place of the second copy of contributors' acts: beside the ledger's witness, one file a commons. */
export function actsAt(keyFile: string, commons: string, { backup_days = BACKUP_DAYS }: Pick<About, "backup_days">): ActsFile {
  return { file: `${resolve(keyFile)}.${commons.slice(0, 8)}.rights`, commons, days: backup_days };
}

/**
 * Reads the operator's key: 64 hexadecimal digits.
 *
 * @throws Refusal `key-exposed` where others may read or write the file; `key-missing` with its name, never with what is in it
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

/** @throws Refusal `key-missing` when the file would be inside the home: a stolen home must not open itself */
export function refuseInside(file: string, home: string): void {
  if (!isInside(file, home)) return;
  throw new Refusal("key-missing", `the operator's key must be outside the home ${resolve(home)}; got ${resolve(file)}`);
}

/** The file of a home's key, and the key. @throws Refusal `key-missing`, `key-exposed` */
export function keyOfHome(home: string, keyFile = defaultKeyFile(home)) {
  refuseInside(keyFile, home);
  return { keyFile, key: readKey(keyFile) };
}

/**
 * Makes the operator's key, readable by its owner alone and synced; one that is there is used as it is.
 *
 * @throws Refusal `key-missing` when the file is inside the home or cannot be written
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
