import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { Refusal } from "../contract/problem.ts";
import { sha256 } from "../release/index.ts";
import { makeFolder } from "../storage/files/make-folder.ts";

/** Beside the drafts: the sha256 of each file as written, so that later edits by people are recognised and kept. */
const RECORD = "documents.json";
const recordSchema = z.strictObject({ schema: z.literal("voisinage-documents/1"), files: z.record(z.string(), z.string()) });

interface Draft {
  /** path in the folder, with slashes */
  readonly path: string;
  readonly content: string;
  /** whether the file, and its folder, is for its owner alone */
  readonly secret: boolean;
}

/**
 * Writes files into a folder. It only replaces files of an earlier run that nobody has changed since.
 *
 * @returns the paths of the files
 * @throws Refusal `file-in-the-way`, before anything is written
 */
export function writeDrafts(folder: string, files: readonly Draft[]): string[] {
  const known = recordOf(folder);
  const changed = files.flatMap(({ path, content }) => {
    const place = join(folder, path);
    if (!existsSync(place)) return [];
    const existing = sha256(readFileSync(place));
    return existing === known[path] || existing === sha256(content) ? [] : [path];
  });
  if (changed.length > 0)
    throw new Refusal(
      "file-in-the-way",
      `${folder} holds what was written or changed by hand, and would be lost: ${changed.slice(0, 3).join(", ")}${changed.length > 3 ? ` and ${changed.length - 3} more` : ""}. Move it away, or name another folder`,
    );
  makeFolder(folder);
  const digests = { ...known };
  const written = files.map(({ path, content, secret }) => {
    const place = join(folder, path);
    makeFolder(dirname(place), secret ? 0o700 : 0o777);
    if (secret) chmodSync(dirname(place), 0o700);
    writeFileSync(place, content, { mode: secret ? 0o600 : 0o644 });
    if (secret) chmodSync(place, 0o600);
    digests[path] = sha256(content);
    return place;
  });
  const record = { schema: "voisinage-documents/1", files: digests } satisfies z.input<typeof recordSchema>;
  writeFileSync(join(folder, RECORD), `${JSON.stringify(record, null, 2)}\n`);
  return written;
}

function recordOf(folder: string): Readonly<Record<string, string>> {
  const file = join(folder, RECORD);
  if (!existsSync(file)) return {};
  try {
    return recordSchema.parse(JSON.parse(readFileSync(file, "utf8"))).files;
  } catch {
    throw new Refusal(
      "file-in-the-way",
      `${file} is not what "voisinage documents" writes beside its files: move it away, or name another folder`,
    );
  }
}
