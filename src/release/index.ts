// Writes and reads a release: one frozen folder of tables, manifest, catalogue and privacy report.

export { LICENCE } from "../contract/licence.ts";
export { lastDay, releaseDownloads, releaseNode, releaseTitle } from "./catalog.ts";
export { type ColumnarTable, numberCell, type TextColumn, textCell } from "./columnar.ts";
export { toCsv } from "./csv.ts";
export * as dcat from "./dcat.ts";
export { MANIFEST, MANIFEST_MEDIA_TYPE, RELEASE_ABOUT, RELEASE_FILES, RELEASE_ID } from "./files.ts";
export { type Finding, plainFiles } from "./folder.ts";
export { canonicalHash, hashFile, sha256 } from "./hash.ts";
export { identifierOf, wellKnown } from "./identifier.ts";
export { type DamagedRelease, loadReleases } from "./load.ts";
export { toParquet } from "./parquet.ts";
export { type OpenRelease, openRelease } from "./read.ts";
export type { Columns } from "./tables.ts";
export { commonsWithTerritory, dataSetTitle } from "./title.ts";
export { type ReleaseInput, writeRelease } from "./write.ts";
