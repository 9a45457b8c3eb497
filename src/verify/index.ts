/**
 * Checks what is public of a commons: releases, logs and exports, from their files alone. What it computes again it computes by
 * arithmetic of its own, so that a fault of the code that publishes is found and not repeated.
 */
export { type VerificationResult, verifyReleases } from "./compare.ts";
export { type ExportMaker, type VerifiedExport, verifyExport } from "./export.ts";
export { exportOf } from "./places.ts";
export { thumbprintOf } from "./signature.ts";
export { verifyRelease } from "./verify.ts";
