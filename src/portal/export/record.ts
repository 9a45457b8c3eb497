import { promises as fs } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { z } from "zod";
import { breachNoticeSchema } from "../../contract/breach.ts";
import { settingsSchema } from "../../contract/settings.ts";
import { isMissing } from "../../storage/files/missing.ts";

/** What an export is made of beside its releases, its territory and its log, which are in it: with these, `verify` makes its files again. */
const sourceSchema = z.strictObject({
  /** of the program that made it */
  version: z.string(),
  /** digest of the built pages; null: the export has no pages */
  pages: z.string().nullable(),
  /** where its pages lead contributors to */
  contribute: z.string().nullable(),
  /** that the figures are shown with */
  settings: settingsSchema,
  /** what the notice is of; null: the same settings, the same territory */
  in_force: z.strictObject({ settings: settingsSchema.nullable(), territory: z.unknown() }),
  /** the public statements of breaches */
  breaches: z.array(breachNoticeSchema),
});
export type ExportSource = z.infer<typeof sourceSchema>;

/** The file by which an export knows an older one of its own: it lists every other file, by path, with its hash. */
export const RECORD = "export.json";

const recordSchema = z.strictObject({
  schema: z.literal("voisinage-export/1"),
  /** absolute address of the site, or null where nobody gave one */
  url: z.url().nullable(),
  /** that the site lies under, from its host's root */
  base: z.string().regex(/^\/([^/?#]+\/)*$/),
  /** the original value, kept to write the same bytes again; absent in exports of earlier versions */
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

/** The record in a folder; null when the file is missing or malformed. */
export async function readRecord(folder: string): Promise<ExportRecord | null> {
  try {
    const parsed = recordSchema.safeParse(JSON.parse(await readFile(join(folder, RECORD), "utf8")));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** What the export was made of; null: it does not say. */
export function sourceOf({ of }: ExportRecord): ExportSource | null {
  const parsed = sourceSchema.safeParse(of);
  return parsed.success ? parsed.data : null;
}

export function recordText(record: ExportRecord): string {
  return `${JSON.stringify(record, null, 1)}\n`;
}

/**
 * Every path in a folder that is no folder, relative to it and in order, and whether it is a plain file. Links are not followed.
 * The list of a missing folder is empty.
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
