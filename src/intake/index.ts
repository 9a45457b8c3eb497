// Takes donations and serves contributors' rights, over HTTP and in bulk.

export { BULK_BATCH, type BulkOptions, type BulkResult, donateLines, donateRows, type Reject } from "./bulk.ts";
export { type Canonical, canonicalise, type IntakeMode } from "./canonical.ts";
export { directDoor, type VaultDoor } from "./door/door.ts";
export { doorThread } from "./door/thread.ts";
export type { Standing } from "./door/words.ts";
export { exportCsv, exportJson } from "./export.ts";
export { parseDonation } from "./form.ts";
export { groupCommit } from "./group.ts";
export { type Kinds, kindsOfFaults } from "./kinds.ts";
export { backupNotice, PAST_STANDS, withdrawalNotice } from "./notice.ts";
export { openReceipts, type ReceiptsFile } from "./receipts.ts";
export { openRejects } from "./rejects.ts";
export type { Row } from "./rows.ts";
export { fixedContext, type IntakeContext, type IntakeTerms, intakeTerms } from "./terms.ts";
export { parseCorrection, parseObjection } from "./wishes.ts";
