export { PACKED, unpacked } from "./compress.ts";
export { type ExportRecord, type ExportSource, RECORD, readRecord, recordText, sourceOf } from "./record.ts";
export { treeOf } from "./tree.ts";
export { type SiteExportInput, type WrittenExport, writeExport } from "./write.ts";
