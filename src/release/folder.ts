import { lstat, readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { MANIFEST_SIGNATURE } from "../contract/log.ts";
import type { Manifest } from "../contract/manifest.ts";
import { MANIFEST, RELEASE_FILE_NAMES, RELEASE_FILES } from "./files.ts";
import { hashFile } from "./hash.ts";

/** A promise that a release, a log or an export breaks. */
export interface Finding {
  /** the file at fault */
  readonly file: string;
  /** which promise, in a few words */
  readonly promise: string;
  readonly detail: string;
}

/**
 * Names of a folder's plain files, without links, folders and pipes, which may not be readable to an end. The list of a missing
 * folder is empty.
 */
export async function plainFiles(folder: string) {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return new Set(entries.filter((entry) => entry.isFile()).map((entry) => entry.name));
}

/** Files that an export writes beside a release and that are no part of it: citations, and what search engines read. */
const OF_AN_EXPORT = /^(citation\.[a-z]{2}\.[a-z]+(\.json)?|croissant\.json)$/;
const COMPRESSED = /\.(br|gz)$/;

/**
 * Checks that a folder is exactly the manifest's files, byte for byte, and is named after the release.
 *
 * @param exported whether the folder lies in an export, where some documents stand beside the release
 */
export async function fileFindings(folder: string, manifest: Manifest, exported = false): Promise<Finding[]> {
  const findings: Finding[] = [];
  const add = (file: string, promise: string, detail: string) => findings.push({ file, promise, detail });
  if (basename(folder) !== manifest.id)
    add(MANIFEST, "name", `the folder is called ${basename(folder)}, the release ${manifest.id}`);
  const listed = manifest.files.map((file) => file.name).join(", ");
  if (listed !== RELEASE_FILE_NAMES.join(", "))
    add(MANIFEST, "files", `it lists ${listed}; expected ${RELEASE_FILE_NAMES.join(", ")}`);

  const expected = new Set<string>([MANIFEST, MANIFEST_SIGNATURE, ...RELEASE_FILE_NAMES]);
  const plain = new Set<string>();
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isFile()) plain.add(entry.name);
    const name = exported ? entry.name.replace(COMPRESSED, "") : entry.name;
    if (exported && OF_AN_EXPORT.test(name)) continue;
    if (!expected.has(name)) add(entry.name, "files", "it is not part of a release");
    else if (!entry.isFile()) add(entry.name, "files", "it is not a plain file");
  }
  for (const name of RELEASE_FILE_NAMES) {
    const file = manifest.files.find((one) => one.name === name);
    if (!plain.has(name)) add(name, "files", "it is missing");
    if (!file || !plain.has(name)) continue;
    // A file whose size differs is not the same: it need not be read to its end.
    const { size } = await lstat(join(folder, name));
    if (size !== file.bytes) add(name, "hash", `it has ${size} bytes; the manifest says ${file.bytes}`);
    else {
      const { sha256 } = await hashFile(join(folder, name));
      if (sha256 !== file.sha256) add(name, "hash", `sha256 is ${sha256}; the manifest says ${file.sha256}`);
    }
    if (file.media_type !== RELEASE_FILES[name])
      add(name, "media type", `the manifest says ${file.media_type}; expected ${RELEASE_FILES[name]}`);
  }
  return findings;
}
