import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

/** The file by which an export knows an older one of its own: it lists every other file, by path, with its hash. */
export const RECORD = "export.json";

const recordSchema = z.strictObject({
  schema: z.literal("voisinage-export/1"),
  /** absolute address of the site, or null where nobody gave one */
  url: z.string().nullable(),
  /** that the site lies under, from its host's root */
  base: z.string(),
  files: z.array(
    z.strictObject({
      path: z.string().regex(/^(?!.*(^|\/)\.{1,2}(\/|$))[^/\0\\]+(\/[^/\0\\]+)*$/),
      bytes: z.number().int().nonnegative(),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
});

export type ExportRecord = z.infer<typeof recordSchema>;
export type RecordedFile = ExportRecord["files"][number];

/** The record in a folder; null: there is none, or it is not one. */
export async function readRecord(folder: string): Promise<ExportRecord | null> {
  try {
    const parsed = recordSchema.safeParse(JSON.parse(await readFile(join(folder, RECORD), "utf8")));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

export function recordText(record: ExportRecord): string {
  return `${JSON.stringify(record, null, 1)}\n`;
}
