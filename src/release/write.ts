import { join, resolve } from "node:path";
import { MANIFEST_SIGNATURE } from "../contract/log.ts";
import {
  type Manifest,
  type ManifestHead,
  manifestSchema,
  type PrivacyReport,
  privacyReportSchema,
} from "../contract/manifest.ts";
import { storageRefusal } from "../contract/storage.ts";
import { OBSERVATIONS, type ReleaseTables, TABLES } from "../contract/tables.ts";
import { DuckError, openDuck } from "../storage/duckdb/index.ts";
import { fileErrorOf } from "../storage/files/error.ts";
import { createWhole, exists, writeDurable } from "../storage/files/whole-folder.ts";
import { catalog } from "./catalog.ts";
import { toCsv } from "./csv.ts";
import { dataPackage } from "./datapackage.ts";
import { MANIFEST, RELEASE_FILE_NAMES, RELEASE_FILES, RELEASE_ID, type ReleaseFile } from "./files.ts";
import { hashFile } from "./hash.ts";
import { fileMetadata } from "./metadata.ts";
import { writeParquet } from "./parquet.ts";
import { readManifest } from "./read.ts";
import { columnsOf } from "./tables.ts";

/** Everything that a release folder is made from. */
export interface ReleaseInput {
  /** where releases live; made if missing */
  readonly folder: string;
  readonly id: string;
  readonly tables: ReleaseTables;
  readonly manifest: ManifestHead;
  readonly report: PrivacyReport;
  /** makes the detached signature of the manifest's bytes; absent: the release is not signed */
  readonly sign?: (manifest: Uint8Array) => Promise<string>;
}

/**
 * Freezes a release in `folder/id`: whole on the disk when it returns, or absent. A release that is
 * there already is returned as it is, never written again. One writer at a time: temporary folders
 * that a killed run left behind are removed.
 *
 * @throws Refusal `storage-full` or `storage-failed` when the disk refuses, `release-damaged` when
 *   what is there already cannot be read
 */
export async function writeRelease(input: ReleaseInput): Promise<Manifest> {
  const { id } = input;
  const folder = resolve(input.folder);
  if (!RELEASE_ID.test(id)) throw new RangeError(`a release is called after its period; got ${JSON.stringify(id)}`);
  const target = join(folder, id);
  if (await exists(target)) return readManifest(target);
  try {
    await createWhole(folder, id, (temporary) => fill(temporary, input));
  } catch (error) {
    throw error instanceof DuckError ? storageRefusal("failed", target, error.message) : fileErrorOf(error, target);
  }
  return readManifest(target);
}

async function fill(folder: string, input: ReleaseInput): Promise<void> {
  const { tables, manifest, report } = input;
  await writeTables(folder, tables, manifest);
  await writeDurable(join(folder, "privacy.json"), pretty(privacyReportSchema.parse(report)));
  const described = await entries(folder, ["datapackage.json", "catalog.jsonld"]);
  await writeDurable(join(folder, "datapackage.json"), pretty(dataPackage(manifest, described)));
  await writeDurable(join(folder, "catalog.jsonld"), pretty(catalog(manifest, described)));
  const whole: Manifest = manifestSchema.parse({
    ...manifest,
    rows: Object.fromEntries(TABLES.map(({ name }) => [name, tables[name].length])),
    files: await entries(folder, []),
  });
  const bytes = new TextEncoder().encode(pretty(whole));
  await writeDurable(join(folder, MANIFEST), bytes);
  if (input.sign) await writeDurable(join(folder, MANIFEST_SIGNATURE), `${await input.sign(bytes)}\n`);
}

async function writeTables(folder: string, tables: ReleaseTables, manifest: ManifestHead): Promise<void> {
  const metadata = fileMetadata(manifest);
  // It is imported here because Arrow takes a tenth of a second to load, which programs that write no release are spared.
  const { toArrow } = await import("./arrow.ts");
  const observations = columnsOf(OBSERVATIONS, tables.observations);
  await writeDurable(join(folder, "observations.csv"), toCsv(OBSERVATIONS, observations));
  await writeDurable(join(folder, "observations.arrow"), toArrow(OBSERVATIONS, observations, metadata));
  const duck = await openDuck({ folders: [folder] });
  try {
    for (const schema of TABLES) {
      const columns = schema === OBSERVATIONS ? observations : columnsOf(schema, tables[schema.name]);
      await writeParquet(duck, join(folder, `${schema.name}.parquet`), schema, columns, metadata);
    }
  } finally {
    duck.close();
  }
}

async function entries(folder: string, without: readonly ReleaseFile[]): Promise<Manifest["files"]> {
  const names = RELEASE_FILE_NAMES.filter((name) => !without.includes(name));
  return Promise.all(
    names.map(async (name) => ({ name, ...(await hashFile(join(folder, name))), media_type: RELEASE_FILES[name] })),
  );
}

function pretty(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
