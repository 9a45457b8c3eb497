export { type ExportRecord, type ExportSource, RECORD, readRecord, recordText, sourceOf, treeOf } from "./record.ts";
export { PACKED, type SiteExportInput, unpacked, type WrittenExport, writeExport } from "./write.ts";
