export type {
  Contribution,
  DonateOptions,
  DonationItem,
  DonationResult,
  SnapshotHousehold,
  SnapshotOptions,
  Vault,
  VaultStatus,
} from "./types.ts";
export { openVault } from "./vault.ts";
