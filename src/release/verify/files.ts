import { lstat, readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { MANIFEST_SIGNATURE } from "../../contract/log.ts";
import type { Manifest } from "../../contract/manifest.ts";
import { MANIFEST, RELEASE_FILE_NAMES, RELEASE_FILES } from "../files.ts";
import { hashFile } from "../hash.ts";
import type { Finding } from "./finding.ts";

/** Names of what can be opened and read to its end: no link, no folder, no pipe. A folder that is not there has none. */
export async function plainFiles(folder: string): Promise<Set<string>> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return new Set(entries.filter((entry) => entry.isFile()).map((entry) => entry.name));
}

/** What an export writes beside a release, and is no part of it: how to cite it, what search engines read; compressed forms. */
const BESIDE = /^(citation\.[a-z]{2}\.[a-z]+(\.json)?|croissant\.json)$/;
const COMPRESSED = /\.(br|gz)$/;

/**
 * Is the folder exactly the manifest's files, byte for byte, and named after it?
 *
 * @param exported it lies in an export, where some documents stand beside it
 */
export async function fileFindings(folder: string, manifest: Manifest, exported = false): Promise<Finding[]> {
  const findings: Finding[] = [];
  const say = (file: string, promise: string, detail: string) => findings.push({ file, promise, detail });
  if (basename(folder) !== manifest.id)
    say(MANIFEST, "name", `the folder is called ${basename(folder)}, the release ${manifest.id}`);
  const listed = manifest.files.map((file) => file.name).join(", ");
  if (listed !== RELEASE_FILE_NAMES.join(", "))
    say(MANIFEST, "files", `it lists ${listed}; expected ${RELEASE_FILE_NAMES.join(", ")}`);

  const entries = await readdir(folder, { withFileTypes: true });
  const expected = new Set<string>([MANIFEST, MANIFEST_SIGNATURE, ...RELEASE_FILE_NAMES]);
  for (const entry of entries) {
    const name = exported ? entry.name.replace(COMPRESSED, "") : entry.name;
    if (exported && BESIDE.test(name)) continue;
    if (!expected.has(name)) say(entry.name, "files", "it is not part of a release");
    else if (!entry.isFile()) say(entry.name, "files", "it is not a plain file");
  }
  const present = new Set(entries.filter((entry) => entry.isFile()).map((entry) => entry.name));
  for (const name of RELEASE_FILE_NAMES) {
    const file = manifest.files.find((entry) => entry.name === name);
    if (!present.has(name)) say(name, "files", "it is missing");
    if (!file || !present.has(name)) continue;
    // A file of another size is another file: it need not be read to its end.
    const { size } = await lstat(join(folder, name));
    if (size !== file.bytes) say(name, "hash", `it has ${size} bytes; the manifest says ${file.bytes}`);
    else {
      const { sha256 } = await hashFile(join(folder, name));
      if (sha256 !== file.sha256) say(name, "hash", `sha256 is ${sha256}; the manifest says ${file.sha256}`);
    }
    if (file.media_type !== RELEASE_FILES[name])
      say(name, "media type", `the manifest says ${file.media_type}; expected ${RELEASE_FILES[name]}`);
  }
  return findings;
}
