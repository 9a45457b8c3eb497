export type { Contribution, Held, Objection, Removal, Withdrawal } from "./contribution.ts";
export { type ActsFile, isCovered, readActs } from "./acts.ts";
export { encodeDonation as written } from "./payload.ts";
export type { Retention } from "./retention.ts";
export type {
  DonateOptions,
  DonationItem,
  DonationResult,
  Erasure,
  Repeated,
  SnapshotHousehold,
  SnapshotOptions,
  Vault,
  VaultStatus,
  Written,
} from "./types.ts";
export { openVault } from "./vault.ts";
