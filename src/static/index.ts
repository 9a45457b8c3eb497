export { type Exported, type ExportInput, writeExport } from "./write.ts";
