/**
 * Voisinage as a library: open a commons, contribute, withdraw, publish.
 *
 * @example
 * const commons = await openCommons({ home: ":memory:", territory: SAMPLE_TERRITORY });
 * const { receipt } = await commons.donate(donation);
 * const { observations } = await commons.release("2026-01");
 * await commons.withdraw(receipt);
 * await commons.close();
 */
import { openOperatedCommons as open } from "./commons/open.ts";
import type { Commons, OpenOptions } from "./commons/public.ts";

export { SAMPLE_TERRITORY } from "./cli/sample/files.ts";
export type { ChangedSettings, ChangeInput, Commons, LedgerSummary, OpenOptions, Release } from "./commons/public.ts";
export type { DonationInput } from "./contract/donation.ts";
export type { Machine } from "./contract/doubt.ts";
export type { LedgerEntry, Manifest, ManifestHead } from "./contract/manifest.ts";
export type { DistributionRow, GroupRow, Measurement, Observation } from "./contract/observation.ts";
export { type Fault, type ProblemCode, Refusal } from "./contract/problem.ts";
export { type ProblemDetails, problemOf } from "./contract/problem-answer.ts";
export type { Settings, SettingsInput } from "./contract/settings.ts";
export type { Territory, TerritoryInput } from "./territory/index.ts";
export type { Contribution, Objection, Removal, Withdrawal } from "./vault/contribution.ts";

/**
 * Opens a commons. A home that does not exist is made where a territory folder is given.
 *
 * @throws Refusal `home-missing`, `home-damaged`, `home-version`, `home-in-use`, `invalid-settings`, `invalid-territory`,
 *   `key-missing`, `key-wrong`, `key-exposed`
 */
export function openCommons(options: OpenOptions): Promise<Commons> {
  return open(options);
}
