export { BULK_BATCH, type BulkOptions, type BulkResult, donateLines, donateRows, type Reject } from "./bulk.ts";
export { type Canonical, canonicalise, type IntakeContext, type IntakeMode } from "./canonical.ts";
export { type IntakeEnv, type IntakeOptions, intakeApp } from "./http.ts";
export { DEFAULT_RATE } from "./rate.ts";
export { openReceipts, type ReceiptsFile } from "./receipts.ts";
export { openRejects } from "./rejects.ts";
export type { Row } from "./rows.ts";
