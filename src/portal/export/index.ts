// Writes the portal's answers as files for a static host, with a record of what they were made from.

export { type ExportRecord, type ExportSource, RECORD, readRecord, recordText, sourceOf, treeOf } from "./record.ts";
export { PACKED, type SiteExportInput, unpacked, writeExport } from "./write.ts";
