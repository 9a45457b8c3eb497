export { type Deviation, holdFiles } from "./hold.ts";
export { type ExportRecord, type MadeOf, madeOf, RECORD, readRecord } from "./record.ts";
export { treeOf } from "./tree.ts";
export { type Exported, type ExportInput, writeExport } from "./write.ts";
