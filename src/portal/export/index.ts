// The portal's answers as files for a static host, and the record of an export's sources.

export { type ExportRecord, type ExportSource, RECORD, readRecord, recordText, sourceOf, treeOf } from "./record.ts";
export { PACKED, type SiteExportInput, unpacked, writeExport } from "./write.ts";
