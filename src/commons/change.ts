import { canonicalJson, type Json } from "../contract/canonical.ts";
import type { EntryOf } from "../contract/chain.ts";
import type { ManifestHead } from "../contract/manifest.ts";
import { type Fault, Refusal } from "../contract/problem.ts";
import { parseSettings, type Settings } from "../contract/settings.ts";
import { announcementOf, type Ledger, refuseLateChange } from "../ledger/index.ts";
import { spelledOut } from "../pipeline/index.ts";
import { buildTerritory, type Territory, type TerritoryInput } from "../territory/index.ts";
import { readTerritory } from "../territory/read.ts";
import { type Archive, settingsHash, territoryHash } from "./archive.ts";
import { refuseBrokenSeries } from "./continuity.ts";
import type { ChangedSettings, ChangeInput } from "./public.ts";
import { mendable } from "./stated.ts";
import { type BaseTerms, type Change, changesIn, inForce, termsOfYears } from "./terms.ts";

/** What a change is made in. */
export interface ChangeParts {
  readonly base: BaseTerms;
  readonly archive: Archive;
  readonly ledger: Ledger;
  readonly released: readonly ManifestHead[];
  readonly clock: () => Date;
  /** what the log says before anything else */
  readonly begin: () => Promise<void>;
}

/**
 * Announces other settings, another territory or both for publications of `from` and later: kept, then said in the
 * ledger. Nothing is in force before it is in the chain. What was published, and what is published of earlier years,
 * keeps its terms. What was announced already is not announced again; its files are kept again.
 *
 * @throws Refusal `change-too-late`; `invalid-settings`, `invalid-territory` when no plan can be made of them, or when they
 *   break a series; `invalid-parameter` when nothing changes
 */
export async function announceChange(input: ChangeInput, parts: ChangeParts): Promise<EntryOf<"announced">> {
  const { base, archive, ledger, released, clock } = parts;
  const { from } = input;
  if (!Number.isInteger(from) || from < 1900 || from > 9999)
    throw new Refusal("invalid-parameter", `from: a change begins with a year, YYYY; got ${from}`);
  const announced = changesIn(ledger.entries());
  const territory = input.territory === undefined ? null : territoryOf(input.territory);
  const settings = input.settings === undefined ? null : changedSettings(input.settings, from, parts, announced, territory);
  const change: Change = {
    year: from,
    settings: settings && settingsHash(settings),
    territory: territory && territoryHash(territory),
  };
  const keep = async () => {
    if (settings) await archive.keepSettings(settings);
    if (territory) await archive.keepTerritory(territory);
  };
  if (announcementOf(announced, change)) {
    // Said already, by a run that was killed perhaps; or its files were lost, and are kept again.
    await keep();
    return ledger.announce(change);
  }
  refuseLateChange(ledger.entries(), from, clock());
  refuseNoChange(change, base, announced);
  const trial: Archive = {
    ...archive,
    settings: (digest) => (settings && digest === change.settings ? settings : archive.settings(digest)),
    territory: (digest) => (territory && digest === change.territory ? territory : archive.territory(digest)),
  };
  const changed = termsOfYears(base, trial, [...announced, change]);
  for (const year of [from, ...announced.map((one) => one.year).filter((year) => year > from)])
    refuseBrokenSeries(changed(year).plan, released);
  await parts.begin();
  await keep();
  return ledger.announce(change);
}

/**
 * Who may begin a contribution is not opened to everybody by leaving a key out of a file: then what stands is kept. What
 * else the file leaves out is spelled out.
 *
 * @throws Refusal `change-too-late` before what stands is looked for: it may be lost, and the change be no change
 */
function changedSettings(
  { eligibility, ...rest }: ChangedSettings,
  from: number,
  { base, archive, ledger, clock }: ChangeParts,
  announced: readonly EntryOf<"announced">[],
  territory: Territory | null,
): Settings {
  const beside =
    territory ?? territoryIn(from, base, archive, announced, () => refuseLateChange(ledger.entries(), from, clock()));
  const whole = (said: Settings["eligibility"] | null): Settings =>
    spelledOut(parseSettings({ ...mendable(base.settings), ...rest, ...(said ? { eligibility: said } : {}) }), beside);
  if (eligibility !== undefined) {
    refuseMended(rest, base.settings);
    return whole(eligibility);
  }
  const standing = (changes: readonly Change[]): Settings => {
    const digest = inForce(changes, "settings", from);
    return digest === null ? base.settings : archive.settings(digest);
  };
  // The same file again is the same change, whatever was announced since, and whether or not that is still kept.
  for (const [i, { year, settings }] of announced.entries()) {
    const before = inForce(announced.slice(0, i), "settings", from);
    if (year !== from || (before !== null && !archive.has(before))) continue;
    const again = whole(standing(announced.slice(0, i)).eligibility);
    if (settingsHash(again) === settings) return again;
  }
  refuseLateChange(ledger.entries(), from, clock());
  refuseMended(rest, base.settings);
  return whole(standing(announced).eligibility);
}

/** What is mended in `commons.json` at any time would be announced for a day on which it may be another. */
function refuseMended(given: Omit<ChangedSettings, "eligibility">, base: Settings): void {
  const faults = Object.entries(mendable(parseSettings(given) as Settings)).flatMap(([key, value]): Fault[] => {
    const stands = base[key as keyof Settings];
    if (!Object.hasOwn(given, key) || canonicalJson(value as Json) === canonicalJson((stands ?? null) as Json)) return [];
    const detail = `${key} is not announced: mend it in commons.json, for any year, and give it here as it is there or leave it out`;
    return [{ parameter: key, detail }];
  });
  if (faults.length > 0) throw new Refusal("invalid-settings", faults.map(({ detail }) => detail).join("; "), faults);
}

/** The territory in force in the year. It may be lost: that it is too late for any change is said first. */
function territoryIn(
  year: number,
  base: ChangeParts["base"],
  archive: Archive,
  announced: readonly EntryOf<"announced">[],
  refuseLate: () => void,
): Territory {
  const digest = inForce(announced, "territory", year);
  try {
    return digest === null ? base.territory : archive.territory(digest);
  } catch (error) {
    refuseLate();
    throw error;
  }
}

/** @throws Refusal `invalid-parameter` when what is given is in force in that year already */
function refuseNoChange(change: Change, base: ChangeParts["base"], announced: readonly EntryOf<"announced">[]): void {
  const { year } = change;
  const standing = {
    settings: inForce(announced, "settings", year) ?? settingsHash(base.settings),
    territory: inForce(announced, "territory", year) ?? territoryHash(base.territory),
  };
  const same = (["settings", "territory"] as const).every((part) => change[part] === null || change[part] === standing[part]);
  if (!same) return;
  throw new Refusal(
    "invalid-parameter",
    `settings, territory: at least one must be other than what is in force in ${year}; got the same ` +
      `(settings ${standing.settings.slice(0, 12)}, territory ${standing.territory.slice(0, 12)})`,
  );
}

/** A territory as a caller gives it: a folder or an object. */
export function territoryOf(given: string | TerritoryInput): Territory {
  return typeof given === "string" ? readTerritory(given) : buildTerritory(given);
}
