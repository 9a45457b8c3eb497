// Takes donations and serves contributors' rights, over HTTP and in bulk.

export { BULK_BATCH, type BulkOptions, type BulkResult, donateLines, donateRows } from "./bulk.ts";
export { type Canonical, canonicalise, type IntakeMode } from "./canonical.ts";
export { attributesOf, fixedContext, type IntakeContext, type IntakeTerms } from "./context.ts";
export { parseCorrection, parseObjection } from "./corrections.ts";
export { exportCsv, exportJson } from "./export.ts";
export { parseDonation } from "./form.ts";
export { groupCommit } from "./group.ts";
export { kindsOfFaults } from "./kinds.ts";
export { backupNotice, PAST_STAYS_NOTE as PAST_STANDS, withdrawalNotice } from "./notice.ts";
export type { ReadingRow } from "./rows.ts";
export { openReceipts, openRejects, type ReceiptsFile, type Reject } from "./run-files.ts";
export type { UnusualCounts } from "./unusual.ts";
export { directClient, type VaultClient } from "./vault-client/client.ts";
export type { RequestConditions } from "./vault-client/responder.ts";
export { vaultThread } from "./vault-client/thread.ts";
