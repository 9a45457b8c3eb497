import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sha256 } from "../release/index.ts";
import { TEXTS } from "../texts/files.ts";
import { type Facts, LANGUAGES, type Language, shownNotice } from "../texts/index.ts";
import { writeOnce } from "./write-once.ts";

/** Every notice that was shown, in `HOME/notices`, by the sha256 of its text: what a consent was given on can be told for good. */
const folderOf = (home: string): string => join(home, "notices");
const VERSION = /^[0-9a-f]{64}$/;

export interface KeptNotice {
  readonly version: string;
  readonly language: Language;
  readonly text: string;
  readonly facts: Facts;
}

/** Keeps the notice of these facts in every language; durable when it returns. */
export function keepNotices(home: string, facts: Facts): void {
  for (const language of LANGUAGES) {
    const { version, text } = shownNotice(TEXTS, facts, language, sha256);
    const kept: KeptNotice = { version, language, text, facts };
    writeOnce(folderOf(home), `${version}.json`, `${JSON.stringify(kept, null, 2)}\n`);
  }
}

/** The notice of a version; undefined where none was kept, or what was kept is not that text any more. */
export function keptNotice(home: string, version: string): KeptNotice | undefined {
  const file = join(folderOf(home), `${version}.json`);
  if (!VERSION.test(version) || !existsSync(file)) return undefined;
  const kept = JSON.parse(readFileSync(file, "utf8")) as KeptNotice;
  return sha256(kept.text) === version ? kept : undefined;
}
