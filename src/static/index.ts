export type { MadeOf } from "./record.ts";
export { type Exported, type ExportInput, writeExport } from "./write.ts";
