import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { About, Terms } from "../contract/settings.ts";
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

/**
 * A warning that backups are kept for longer than a notice said that was shown, and that none announced it; null: they are not. Notices of
 * versions that announced nothing have no such fact.
 */
export function longerBackups(
  home: string,
  { backup_days, sample }: Pick<About, "backup_days"> & Pick<Terms, "sample">,
  today: string,
) {
  if (sample || backup_days === undefined || !existsSync(folderOf(home))) return null;
  const shown = readdirSync(folderOf(home)).flatMap(
    (file) => findNotice(home, file.replace(/\.json$/, ""))?.facts.operator ?? [],
  );
  const shorter = shown.flatMap(({ backup_days: days }) => (days !== null && days < backup_days ? [days] : []));
  const isAnnounced = shown.some(({ next_backup_days: next }) => next && next.days >= backup_days && next.from <= today);
  if (shorter.length === 0 || isAnnounced) return null;
  return `backup_days is ${backup_days}, a notice that people were shown says ${Math.min(...shorter)}, and none announced it: state "next_backup_days" (days, from) 30 days before, and until then keep backups as before`;
}

/** The notice of a version; undefined where it is not stored, or the file was changed since. */
export function findNotice(home: string, version: string): StoredNotice | undefined {
  const file = join(folderOf(home), `${version}.json`);
  if (!VERSION.test(version) || !existsSync(file)) return undefined;
  const kept = JSON.parse(readFileSync(file, "utf8")) as StoredNotice;
  return sha256(kept.text) === version ? kept : undefined;
}
