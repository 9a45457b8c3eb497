import type { EntryOf } from "../contract/chain.ts";
import type { ManifestHead } from "../contract/manifest.ts";
import { Refusal } from "../contract/problem.ts";
import { parseSettings, type SettingsInput } from "../contract/settings.ts";
import { announcementOf, type Ledger, refuseLateChange } from "../ledger/index.ts";
import { spelledOut } from "../pipeline/index.ts";
import { buildTerritory, type Territory, type TerritoryInput } from "../territory/index.ts";
import { readTerritory } from "../territory/read.ts";
import { type Archive, settingsHash, territoryHash } from "./archive.ts";
import { refuseBrokenSeries } from "./continuity.ts";
import { type Change, changesIn, inForce, type Terms, termsOfYears } from "./terms.ts";

/** What is to change: at least one of the two. */
export interface ChangeInput {
  /** calendar year of readings from which it is in force */
  readonly from: number;
  readonly settings?: SettingsInput;
  /** a folder or an object */
  readonly territory?: string | TerritoryInput;
}

/** What a change is made in. */
export interface ChangeParts {
  readonly base: Pick<Terms, "settings" | "territory">;
  readonly archive: Archive;
  readonly ledger: Ledger;
  readonly released: readonly ManifestHead[];
  readonly clock: () => Date;
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
  const territory = input.territory === undefined ? null : territoryOf(input.territory);
  const announced = changesIn(ledger.entries());
  const standing = (): Territory => {
    const digest = inForce(announced, "territory", from);
    try {
      return digest === null ? base.territory : archive.territory(digest);
    } catch (error) {
      // It is lost. Is it too late for any other change, that comes first.
      refuseLateChange(ledger.entries(), from, clock());
      throw error;
    }
  };
  const settings = input.settings === undefined ? null : spelledOut(parseSettings(input.settings), territory ?? standing());
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
  await keep();
  return ledger.announce(change);
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
