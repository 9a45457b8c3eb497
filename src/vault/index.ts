export type { Objection } from "./objection.ts";
export { encodeDonation as written } from "./payload.ts";
export type { Retention } from "./retention.ts";
export type {
  Contribution,
  ContributionView,
  DonateOptions,
  DonationItem,
  DonationResult,
  Erasure,
  Held,
  Removal,
  SnapshotHousehold,
  SnapshotOptions,
  StoredContribution,
  Vault,
  VaultStatus,
  Withdrawal,
  Written,
} from "./types.ts";
export { openVault } from "./vault.ts";
export { openView } from "./view.ts";
