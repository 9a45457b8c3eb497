export type { Objection } from "./objection.ts";
export type {
  Contribution,
  DonateOptions,
  DonationItem,
  DonationResult,
  Erasure,
  Held,
  Removal,
  SnapshotHousehold,
  SnapshotOptions,
  Vault,
  VaultStatus,
  Withdrawal,
} from "./types.ts";
export { openVault } from "./vault.ts";
