// The only way to raw records: append, amend, object, pause, withdraw, erase, snapshot. Changes are on the disk when a call
// returns.

export { type ActsFile, isCovered, readActs } from "./acts.ts";
export { ColumnBuilder, NO_AMOUNT, putWhole } from "./columns.ts";
export type { Contribution, HeldDonation, Objection, Removal, Withdrawal } from "./contribution.ts";
export { KEY_BYTES } from "./keys.ts";
export { encodeDonation as written } from "./payload.ts";
export { readingNameOf } from "./records.ts";
export type { Retention } from "./retention.ts";
export { areEnough, LEAST_EQUAL } from "./search.ts";
export type {
  Clue,
  ColumnLists,
  ContributionRef,
  ContributionView,
  DonateOptions,
  DonationItem,
  DonationResult,
  DonationText,
  Erasure,
  ForgottenDraw,
  RepeatedActs,
  SnapshotColumns,
  SnapshotHousehold,
  SnapshotOptions,
  SnapshotPage,
  StoredContribution,
  Vault,
  VaultStatus,
} from "./types.ts";
export { openVault } from "./vault.ts";
export { openView } from "./view.ts";
