import { DAY_MS, isoDay } from "../contract/period.ts";
import { TEXTS } from "../texts/files.ts";
import { phraseInEach } from "../texts/index.ts";
import type { Withdrawal } from "../vault/index.ts";

/** The sentence, in every answer about a contribution, that past publications stay as they are. */
export const PAST_STAYS_NOTE = phraseInEach(TEXTS, "past-stands", {});

/** What is said within a contributor's own file: of the file, of a value that was replaced, and of a home that was described anew. */
export const EXPORT_NOTE = phraseInEach(TEXTS, "export", {});
export const FORMER_VALUE_NOTE = phraseInEach(TEXTS, "former-value", {});
export const FORMER_HOME_NOTE = phraseInEach(TEXTS, "former-home", {});

/** How long backups still contain a contribution that is withdrawn now. */
interface BackupNotice {
  /** days for which backups are kept; null: not stated by the operator */
  readonly days: number | null;
  /** day, `YYYY-MM-DD` UTC, by which the last backup is gone; null: not stated, or no backups are kept */
  readonly until: string | null;
}

/** @param days days for which the operator keeps backups; undefined: not stated */
export function backupNotice(days: number | undefined, now: Date): BackupNotice {
  if (days === undefined) return { days: null, until: null };
  return { days, until: days === 0 ? null : isoDay(new Date(now.getTime() + days * DAY_MS)) };
}

/** The notice for a contributor who has just withdrawn. Of a home that was in no publication, none is spoken of. */
export function withdrawalNotice({ days, until }: BackupNotice, { years }: Pick<Withdrawal, "years">) {
  return phraseInEach(TEXTS, "withdrawal", { backups: days === null ? null : { until }, published: years > 0 });
}
