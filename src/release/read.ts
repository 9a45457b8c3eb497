import { readFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import type { z } from "zod";
import { formFaults, parseInWords } from "../contract/form-fault.ts";
import { type Manifest, manifestSchema, type PrivacyReport, privacyReportSchema } from "../contract/manifest.ts";
import type { GroupRow } from "../contract/observation.ts";
import { Refusal } from "../contract/problem.ts";
import { GROUPS, OBSERVATIONS, type ReleaseTables, type TableSchema } from "../contract/tables.ts";
import { openDuck } from "../storage/duckdb/index.ts";
import type { ColumnarTable } from "./columnar.ts";
import { MANIFEST } from "./files.ts";
import { fileFindings } from "./folder.ts";
import { identifierOf } from "./identifier.ts";
import { readRows } from "./parquet.ts";

/** A verified release, its observations in memory for filtering. */
export interface OpenRelease {
  readonly id: string;
  /** identifier of its content, for citing: `ni:///sha-256;…` */
  readonly identifier: string;
  /** absolute; its files are frozen */
  readonly folder: string;
  readonly manifest: Manifest;
  readonly report: PrivacyReport;
  readonly observations: ColumnarTable;
  readonly groups: readonly GroupRow[];
}

/**
 * Opens a release folder.
 *
 * @param exported whether it lies in an export, where some documents stand beside it
 * @throws Refusal `release-damaged` when a file is missing, surplus, or not what the manifest says
 */
export async function openRelease(path: string, exported = false): Promise<OpenRelease> {
  const folder = resolve(path);
  try {
    const manifest = await readManifest(folder);
    const [finding] = await fileFindings(folder, manifest, exported);
    if (finding) throw damaged(folder, `${finding.file}: ${finding.detail}`);
    const { fromArrow } = await import("./arrow.ts");
    return {
      id: manifest.id,
      identifier: identifierOf(await readFile(join(folder, MANIFEST))),
      folder,
      manifest,
      report: await readReport(folder),
      observations: fromArrow(OBSERVATIONS, await readFile(join(folder, "observations.arrow"))),
      groups: await readGroups(folder),
    };
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const { code } = error as NodeJS.ErrnoException;
    // Only the error's code is reported, since the file system's message names the whole path.
    throw damaged(folder, code === undefined ? (error as Error).message : `a file of it cannot be read (${code})`);
  }
}

/** @throws Refusal `release-damaged` */
export function readManifest(folder: string): Promise<Manifest> {
  return readJson(folder, MANIFEST, manifestSchema);
}

/** @throws Refusal `release-damaged` */
export function readReport(folder: string): Promise<PrivacyReport> {
  return readJson(folder, "privacy.json", privacyReportSchema);
}

async function readJson<T>(folder: string, name: string, schema: z.ZodType<T>): Promise<T> {
  let input: unknown;
  try {
    input = JSON.parse(await readFile(join(folder, name), "utf8"));
  } catch (error) {
    throw damaged(
      folder,
      `${name} cannot be read (${error instanceof SyntaxError ? "not JSON" : (error as NodeJS.ErrnoException).code})`,
    );
  }
  const parsed = parseInWords(schema, input);
  if (!parsed.success) throw damaged(folder, `${name}${formFaults(parsed.error, input)[0]?.detail ?? " is not in its form"}`);
  return parsed.data;
}

async function readGroups(folder: string): Promise<readonly GroupRow[]> {
  return (await readTableRows(folder, [GROUPS])).groups ?? [];
}

/** Tables of a release that was verified already, as rows. */
export async function readTableRows(folder: string, schemas: readonly TableSchema[]): Promise<Partial<ReleaseTables>> {
  const duck = await openDuck({ folders: [folder] });
  try {
    const tables: Record<string, unknown> = {};
    for (const schema of schemas) tables[schema.name] = await readRows(duck, join(folder, `${schema.name}.parquet`), schema);
    return tables;
  } finally {
    duck.close();
  }
}

function damaged(folder: string, detail: string): Refusal {
  return new Refusal("release-damaged", `release ${basename(folder)} does not verify: ${detail}`);
}
