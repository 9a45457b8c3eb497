/**
 * Voisinage as a library: open a commons, contribute, take back, publish.
 *
 * @example
 * const commons = await openCommons({ home: ":memory:", territory: "sample/territory" });
 * const { receipt } = await commons.donate(donation);
 * const { observations } = await commons.release("2026-01");
 * await commons.withdraw(receipt);
 * await commons.close();
 */
export type { ChangeInput } from "./commons/change.ts";
export { type OpenOptions, openCommons } from "./commons/open.ts";
export type { Release } from "./commons/release.ts";
export type { LedgerSummary } from "./commons/summary.ts";
export type { Terms } from "./commons/terms.ts";
export type { Commons } from "./commons/types.ts";
export type { DonationInput } from "./contract/donation.ts";
export type { LedgerEntry, Manifest } from "./contract/manifest.ts";
export type { Observation } from "./contract/observation.ts";
export { type Fault, type ProblemCode, type ProblemDetails, Refusal } from "./contract/problem.ts";
export type { Settings, SettingsInput } from "./contract/settings.ts";
export type { TerritoryInput } from "./territory/index.ts";
export type { Contribution, Objection, Removal, Withdrawal } from "./vault/index.ts";
