import { canonicalJson, type Json } from "../contract/canonical.ts";
import type { EntryOf, LedgerEntry } from "../contract/chain.ts";
import type { Eligibility } from "../contract/eligibility.ts";
import { type Fault, Refusal } from "../contract/problem.ts";
import type { Settings } from "../contract/settings.ts";
import { type Archive, settingsHash } from "./archive.ts";

/** Settings of which people are told 30 days before they are others: what is published, how it is protected, what becomes of data. */
export const NOTICED = [
  "k",
  "budget",
  "calendar",
  "streams",
  "measures",
  "purposes",
  "retention_months",
  "processors",
  "eligibility",
] as const satisfies readonly (keyof Settings)[];

/** What is announced, never mended: the rest of a settings file is mended in `commons.json`, for any year, and is no change of terms. */
const ANNOUNCED: ReadonlySet<string> = new Set<keyof Settings>([...NOTICED, "clamps", "currency", "sample"]);

/** What operators state late, because contributions over HTTP wait for it: that they have is no change. */
const LATE: ReadonlySet<string> = new Set(["retention_months", "processors"]);

/** What a file may leave out: what was stated was spelled out, and stands. */
const LEFT_OUT = ["measures", "streams", "calendar"] as const satisfies readonly (keyof Settings)[];

/** The settings that are in force of those in `commons.json`, and what of the file is not. */
export interface Pinned {
  readonly settings: Settings;
  readonly edited: readonly Fault[];
  /**
   * Settings that were announced, as they are in force: what may be mended is as `commons.json` has it now, and keys of
   * eligibility that were taken out of it let nobody in.
   */
  under(announced: Settings): Settings;
}

/**
 * The home's own settings, as far as they may be others than the log says that they were: a contact may be mended, and
 * fewer keys of eligibility let nobody in. Of the rest what was stated stands, whatever the file says.
 *
 * @param raw of `commons.json`
 * @param archive of what was stated
 */
export function pinned(raw: Settings, archive: Archive, entries: readonly LedgerEntry[]): Pinned {
  const entry = entries.find((one): one is EntryOf<"stated"> => one.kind === "stated");
  const asItIs = (edited: readonly Fault[] = []): Pinned => ({ settings: raw, edited, under: underOf(raw, raw) });
  if (entry === undefined || entry.settings === settingsHash(raw)) return asItIs();
  let stated: Settings;
  try {
    stated = archive.settings(entry.settings);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const detail = `commons.json is not what was stated on ${entry.at.slice(0, 10)} (sha256 ${entry.settings.slice(0, 12)}…), and what was is not kept: put stated/ back from a copy`;
    return asItIs([{ parameter: "settings", detail }]);
  }
  const left = LEFT_OUT.filter((key) => raw[key] === undefined);
  const edited = NOTICED.filter((key) => !left.some((one) => one === key) && !mayStand(key, stated, raw));
  return {
    settings: defined({ ...raw, ...Object.fromEntries([...edited, ...left].map((key) => [key, stated[key]])) }),
    edited: edited.map((key) => ({
      parameter: key,
      detail:
        `${key} was ${said(stated[key])} when it was stated on ${entry.at.slice(0, 10)} and must stay so, unless "voisinage change" announces another for a later year; ` +
        `got ${said(raw[key])} in commons.json`,
    })),
    under: underOf(raw, stated),
  };
}

function underOf(raw: Settings, stated: Settings): Pinned["under"] {
  return (announced) =>
    defined({
      ...announced,
      ...absent(announced),
      ...mendable(raw),
      eligibility: announced.eligibility && withoutGone(announced.eligibility, raw.eligibility, stated.eligibility),
    });
}

/** The settings that are mended in `commons.json`, and announced by nobody. */
export function mendable(settings: Settings): Partial<Settings> {
  return Object.fromEntries(Object.entries(settings).filter(([key]) => !ANNOUNCED.has(key)));
}

/** Of settings the mendable ones as undefined: one that `commons.json` has no more is none. */
function absent(settings: Settings): Partial<Settings> {
  return Object.fromEntries(Object.keys(mendable(settings)).map((key) => [key, undefined]));
}

/**
 * Keys of eligibility that were announced, but for those that were stated and stand in `commons.json` no more; or as
 * `commons.json` has them, where it has the announced ones and fewer.
 */
function withoutGone(announced: Eligibility, raw: Eligibility | undefined, stated: Eligibility | undefined): Eligibility {
  if (raw === undefined) return announced;
  const textsOf = (one: Eligibility | undefined) => new Set(one?.keys.map((key) => canonicalJson(key)));
  const [held, before] = [textsOf(raw), textsOf(stated)];
  const isNew = announced.keys.some((key) => held.has(canonicalJson(key)) && !before.has(canonicalJson(key)));
  if (isNew && isNarrower(raw, announced)) return raw;
  const keys = announced.keys.filter((key) => held.has(canonicalJson(key)) || !before.has(canonicalJson(key)));
  return { ...announced, keys };
}

/** Without the members that are undefined: what a file would hold. */
function defined(settings: Settings): Settings {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)) as Settings;
}

/** May a setting of which people are told be this one now, without their having been told? */
export function mayStand(key: (typeof NOTICED)[number], stated: Settings, now: Settings): boolean {
  if (said(stated[key]) === said(now[key])) return true;
  if (LATE.has(key) && stated[key] === undefined) return true;
  return key === "eligibility" && isNarrower(now.eligibility, stated.eligibility);
}

/** The same, with keys taken away: one that was stolen must not wait for a year to end. */
function isNarrower(now: Eligibility | undefined, stated: Eligibility | undefined): boolean {
  if (now === undefined || stated === undefined) return false;
  const known = new Set(stated.keys.map((key) => canonicalJson(key)));
  return now.commons === stated.commons && now.issuer === stated.issuer && now.keys.every((key) => known.has(canonicalJson(key)));
}

function said(value: unknown): string {
  return value === undefined ? "the default" : canonicalJson(value as Json);
}

/** @throws Refusal `invalid-settings` that names each setting that was changed and not announced */
export function refuseEdited(edited: readonly Fault[]): void {
  if (edited.length === 0) return;
  throw new Refusal("invalid-settings", `${edited.map(({ detail }) => detail).join("; ")}. Nothing was drawn`, edited);
}
