// The rules for changing terms: what needs notice, what may begin at once, and where a series of figures breaks.

import { ATTRIBUTE_NAMES } from "./attributes.ts";
import { canonicalJson, type Json } from "./canonical.ts";
import type { EntryOf, LedgerEntry } from "./chain.ts";
import { MINIMUM_AGE } from "./operator.ts";
import { basePeriod, DAY_MS, type Period, parsePeriod } from "./period.ts";
import { retentionMonths, type Terms, termsSchema } from "./settings.ts";
import { planningTerms, statementsIn, termsIn } from "./standing-terms.ts";

/** Terms as an entry states them: from which year on, on which day, and on which territory. */
export type Statement = Pick<EntryOf<"terms">, "year" | "at" | "terms" | "territory">;

/**
 * Measures whose series breaks with a publication: their clamp or their currency differs from that of the last year before
 * that was charged for them, and nothing earlier of the year was published at this step.
 *
 * @param entries the chain up to the publication's draw
 */
export function brokenSeries(
  entries: readonly LedgerEntry[],
  { id, year, step }: Period,
  measures: readonly { readonly key: string; readonly unit: string }[],
): ReadonlySet<string> {
  const debits = entries.filter((entry) => entry.kind === "debit");
  const current = planningTerms(entries, year);
  const isLater = debits.some((debit) => {
    const other = parsePeriod(basePeriod(debit.publication));
    return debit.year === year && other.step === step && other.id < id;
  });
  if (current === undefined || isLater) return new Set();
  const termsLastChargedFor = (key: string) => {
    const years = debits.filter((debit) => debit.year < year && Object.hasOwn(debit.charges, key)).map((debit) => debit.year);
    return years.length === 0 ? undefined : planningTerms(entries, Math.max(...years));
  };
  const breaks = measures.filter(({ key, unit }) => {
    const was = termsLastChargedFor(key);
    const [before, upper] = [was?.clamps[key]?.upper, current.clamps[key]?.upper];
    const isClamped = before !== undefined && upper !== undefined && before !== upper;
    return isClamped || (was !== undefined && unit === current.currency && was.currency !== current.currency);
  });
  return new Set(breaks.map(({ key }) => key));
}

const text = (value: unknown): string => canonicalJson((value ?? null) as Json);
const isSame = (one: unknown, other: unknown): boolean => text(one) === text(other);
const isSubset = (some: readonly string[] = [], all: readonly string[] = []): boolean => some.every((item) => all.includes(item));
const numberTexts = (from: number, to: number): string[] => Array.from({ length: to - from + 1 }, (_, i) => String(from + i));

type Permissions = { readonly [Key in keyof Terms]?: readonly string[] };

/** Age from which everybody consents alone. */
const MAJORITY = 18;

/** What terms permit, one by one, by setting: each measure that is asked for, each key, each month that data are kept. */
function permissionsOf(terms: Terms): Permissions {
  const { eligibility, partners } = terms;
  return {
    measures: terms.measures ?? [],
    attributes: terms.attributes ?? ATTRIBUTE_NAMES,
    purposes: (terms.purposes ?? []).map(text),
    processors: terms.processors ?? [],
    transfers: terms.transfers ?? [],
    retention_months: numberTexts(1, retentionMonths(terms)),
    minimum_age: numberTexts(terms.minimum_age ?? MINIMUM_AGE, MAJORITY),
    eligibility: (eligibility?.keys ?? []).map(text),
    partners: [
      ...(partners?.organisations ?? []),
      ...Object.entries(partners?.measures ?? {}).map(text),
      partners?.base ?? [],
    ].flat(),
  };
}

/** For each setting that permits something, whether all else about it is the same. A setting that is not listed never changes at once. */
const OTHERWISE_SAME: { readonly [Key in keyof Terms]?: (was: Terms, now: Terms) => boolean } = {
  measures: () => true,
  attributes: () => true,
  purposes: () => true,
  retention_months: () => true,
  minimum_age: () => true,
  transfers: (_, now) => now.transfers !== undefined,
  eligibility: ({ eligibility: was }, { eligibility: now }) =>
    was !== undefined && now !== undefined && isSame({ ...was, keys: [] }, { ...now, keys: [] }),
  partners: ({ partners: was }, { partners: now }) => now === undefined || was?.created_by === now.created_by,
};

/** Whether the setting may change at once, because it permits nobody more than before. */
function protects(key: keyof Terms, was: Terms, now: Terms): boolean {
  const [had, has] = [permissionsOf(was), permissionsOf(now)];
  // The clamp of a measure that ended goes with it.
  if (key === "clamps") {
    const kept = Object.entries(was.clamps).filter(([measure]) => has.measures?.includes(measure));
    return isSame(Object.fromEntries(kept), now.clamps);
  }
  // A processor that ended may have a successor, because the law wants both stated at once. Transfers must be as before.
  if (key === "processors") {
    const [before, after] = [had.processors ?? [], has.processors ?? []];
    const added = after.filter((processor) => !before.includes(processor));
    const ended = before.filter((processor) => !after.includes(processor));
    const isElsewhere = added.length > 0 && !isSame(was.transfers, now.transfers);
    return now.processors !== undefined && added.length <= ended.length && !isElsewhere;
  }
  return OTHERWISE_SAME[key]?.(was, now) === true && isSubset(has[key], had[key]);
}

/** Settings of new terms that need notice before they are in force: all that differ, except those that only protect more. */
export function settingsNeedingNotice(was: Terms, now: Terms) {
  const keys = Object.keys(termsSchema.shape) as (keyof Terms)[];
  return keys.filter((key) => !isSame(was[key], now[key]) && !protects(key, was, now));
}

/** The settings by which later terms would permit again what a change has ended. */
function revivedSettings(later: Terms, was: Terms, now: Terms) {
  const [had, has, will] = [was, now, later].map(permissionsOf) as [Permissions, Permissions, Permissions];
  const keys = Object.keys(had) as (keyof Terms)[];
  return keys.filter((key) => had[key]?.some((permission) => !has[key]?.includes(permission) && will[key]?.includes(permission)));
}

/** Days between a statement and the first day on which it is in force. */
const NOTICE_DAYS = 30;
/**
 * Why terms cannot be stated here; null where they can. Terms must begin after every opened year and at least 30 days ahead,
 * unless they only protect more, or nothing was contributed and nothing debited yet. Their day is never before an earlier
 * entry's.
 *
 * @param before the chain up to the statement
 * @param isUntouched nothing was contributed, as the operator alone knows; a verifier takes it as said
 */
export function statementFault(before: readonly LedgerEntry[], next: Statement, isUntouched: boolean): string | null {
  // Otherwise the 30 days could be counted from a day before people were told.
  const day = next.at.slice(0, 10);
  const last = before
    .map(({ at }) => at.slice(0, 10))
    .toSorted()
    .at(-1);
  if (last !== undefined && day < last) return `terms cannot be stated on a day before the last entry's, ${last}; got ${day}`;
  const standing = termsIn(before, next.year);
  const spent = before.some(({ kind }) => kind === "debit" || kind === "assumed");
  if (standing === undefined || (isUntouched && !spent)) return null;
  const waiting: string[] = settingsNeedingNotice(standing.terms, next.terms);
  if (standing.territory !== next.territory) waiting.push("territory");
  if (waiting.length === 0) return revivalFault(before, next, standing);
  const sentence = `${waiting.join(", ")}: people must be told before this changes. The change`;
  const opened = Math.max(...before.flatMap((entry) => (entry.kind === "opened" ? [entry.year] : [])));
  if (next.year <= opened)
    return `${sentence} must begin after ${opened}, the last year that was opened; got ${next.year}. Use ${opened + 1} or later`;
  const days = Math.floor((Date.UTC(next.year, 0, 1) - Date.parse(next.at)) / DAY_MS);
  if (days >= NOTICE_DAYS) return null;
  const begins = days < 0 ? `${next.year} began ${-days} days ago` : `${next.year} begins in ${days} days`;
  return `${sentence} must begin at least ${NOTICE_DAYS} days after it is stated; ${begins}`;
}

/** Later terms that were stated before must not permit again what a change ends at once. */
function revivalFault(before: readonly LedgerEntry[], next: Statement, { terms: was }: Statement): string | null {
  const later = statementsIn(before).filter(({ year }) => year > next.year);
  for (const { year } of later) {
    const keys = revivedSettings(termsIn(before, year)?.terms as Terms, was, next.terms);
    if (keys.length > 0)
      return `${keys.join(", ")}: the terms of ${year} would permit again what ends now. State those first ("voisinage change --from ${year}")`;
  }
  return null;
}
