export { type ActsFile, isCovered, readActs } from "./acts.ts";
export type { Objection } from "./objection.ts";
export { encodeDonation as written } from "./payload.ts";
export type { Retention } from "./retention.ts";
export type {
  Contribution,
  DonateOptions,
  DonationItem,
  DonationResult,
  Erasure,
  Held,
  Removal,
  Repeated,
  SnapshotHousehold,
  SnapshotOptions,
  Vault,
  VaultStatus,
  Withdrawal,
  Written,
} from "./types.ts";
export { openVault } from "./vault.ts";
