import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sha256 } from "../release/index.ts";
import { writeOnce } from "../storage/files/durable.ts";
import { TEXTS } from "../texts/files.ts";
import { type Facts, LANGUAGES, type Language, shownNotice } from "../texts/index.ts";

/**
 * `HOME/notices` has every notice ever shown, named by the sha256 of its text, so that what a consent was based on can always be
 * shown.
 */
const folderOf = (home: string): string => join(home, "notices");
const VERSION = /^[0-9a-f]{64}$/;

export interface StoredNotice {
  readonly version: string;
  readonly language: Language;
  readonly text: string;
  readonly facts: Facts;
}

/** Stores the notice of these facts in every language. It is on the disk on return. */
export function keepNotices(home: string, facts: Facts): void {
  for (const language of LANGUAGES) {
    const { version, text } = shownNotice(TEXTS, facts, language, sha256);
    const kept: StoredNotice = { version, language, text, facts };
    writeOnce(folderOf(home), `${version}.json`, `${JSON.stringify(kept, null, 2)}\n`);
  }
}

/** The notice of a version; undefined where it is not stored, or the file was changed since. */
export function findNotice(home: string, version: string): StoredNotice | undefined {
  const file = join(folderOf(home), `${version}.json`);
  if (!VERSION.test(version) || !existsSync(file)) return undefined;
  const kept = JSON.parse(readFileSync(file, "utf8")) as StoredNotice;
  return sha256(kept.text) === version ? kept : undefined;
}
