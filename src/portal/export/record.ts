import { promises as fs } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { z } from "zod";
import { breachNoticeSchema } from "../../contract/breach.ts";
import { settingsSchema } from "../../contract/settings.ts";
import { isMissing } from "../../storage/files/missing.ts";

/**
 * What an export was made from, besides the releases, territory and log inside it. With these, `verify` can make its files again.
 */
const sourceSchema = z.strictObject({
  /** version of the program that made it */
  version: z.string(),
  /** digest of the built pages; null: the export has no pages */
  pages: z.string().nullable(),
  /** where its pages send contributors */
  contribute: z.string().nullable(),
  /** settings by which the figures are shown */
  settings: settingsSchema,
  /** settings and territory that the notice describes; null where they equal the above */
  in_force: z.strictObject({ settings: settingsSchema.nullable(), territory: z.unknown() }),
  /** the public statements of breaches */
  breaches: z.array(breachNoticeSchema),
});
export type ExportSource = z.infer<typeof sourceSchema>;

/** The file by which a run recognises an earlier export. It lists every other file by path, with its hash. */
export const RECORD = "export.json";

const recordSchema = z.strictObject({
  schema: z.literal("voisinage-export/1"),
  /** absolute address of the site, or null where nobody gave one */
  url: z.url().nullable(),
  /** path of the site on its host */
  base: z.string().regex(/^\/([^/?#]+\/)*$/),
  /**
   * the export's source (`ExportSource`) as read, so that it is written back byte for byte; absent in exports of earlier versions
   */
  of: z.unknown().optional(),
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

/** The record in a folder; null where it is missing or malformed. */
export async function readRecord(folder: string): Promise<ExportRecord | null> {
  try {
    const parsed = recordSchema.safeParse(JSON.parse(await readFile(join(folder, RECORD), "utf8")));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** What the export was made from; null where the record does not say. */
export function sourceOf({ of }: ExportRecord): ExportSource | null {
  const parsed = sourceSchema.safeParse(of);
  return parsed.success ? parsed.data : null;
}

export function recordText(record: ExportRecord): string {
  return `${JSON.stringify(record, null, 1)}\n`;
}

/**
 * All paths in a folder except folders, relative and sorted, each with whether it is a plain file. Links are not followed. A
 * missing folder has no paths.
 */
export async function treeOf(folder: string) {
  const entries = await fs.readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  const found = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => [relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"), entry.isFile()] as const);
  return new Map(found.sort(([a], [b]) => (a < b ? -1 : 1)));
}
