import { lstat } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { z } from "zod";
import type { Json } from "../../contract/canonical.ts";
import type { LedgerEntry } from "../../contract/chain.ts";
import { type Manifest, manifestSchema, type PrivacyReport, privacyReportSchema } from "../../contract/manifest.ts";
import { parsePeriod } from "../../contract/period.ts";
import { Refusal } from "../../contract/problem.ts";
import { faultsOf } from "../../contract/settings.ts";
import { DuckError, openDuck } from "../../duckdb/index.ts";
import { MANIFEST } from "../files.ts";
import { cellFindings } from "./cells.ts";
import { descriptionFindings } from "./descriptions.ts";
import { basisFindings, drawFindings } from "./draw.ts";
import { estimateFindings } from "./estimates.ts";
import { fateFindings } from "./fates.ts";
import { fileFindings, plainFiles } from "./files.ts";
import type { Finding } from "./finding.ts";
import { groupFindings } from "./groups.ts";
import { identityFindings } from "./identity.ts";
import { readJsonFile } from "./json.ts";
import { ledgerFindings } from "./ledger.ts";
import { measurementFindings } from "./measurements.ts";
import { mechanismFindings } from "./mechanisms.ts";
import { observationFindings } from "./observations.ts";
import { exportOf } from "./places.ts";
import { countFindings, exposedFindings, reportFindings } from "./report.ts";
import { residualFindings } from "./residuals.ts";
import { severalFindings } from "./several.ts";
import { signedManifest } from "./signed.ts";
import { measureCells, sumFindings } from "./sums.ts";
import { readTables } from "./tables.ts";
import { termsFindings } from "./terms.ts";
import { withheldFindings } from "./withheld.ts";

export type { Finding } from "./finding.ts";

const REPORT = "privacy.json";
/** A manifest or a report of more is nobody's. */
const LARGEST_JSON = 64 * 2 ** 20;

/** What is found of one release, and its documents where they can be read. */
export interface Verified {
  readonly findings: readonly Finding[];
  readonly manifest: Manifest | null;
  readonly report: PrivacyReport | null;
  /** thumbprint of the key under which its manifest verifies, of those that its chain names */
  readonly signedBy: string | null;
  /** of manifest.json; empty where there is none */
  readonly sha256: string;
}

/**
 * Checks a release from its folder alone: files and hashes, schemas, that all formats and descriptions say the same, the
 * budget as the ledger, the mechanisms and the noise of every published figure make it, and the promises on every row.
 *
 * @param path the release's own folder, named after it
 * @returns what is not kept; empty when all is
 */
export async function verifyRelease(path: string): Promise<Finding[]> {
  return [...(await verifyFolder(path)).findings];
}

/** Entries of the log that is known of a release's commons: one that was gone on with after its key was replaced is signed under the next. */
type LogOf = (manifest: Manifest, report: PrivacyReport) => readonly LedgerEntry[];

export async function verifyFolder(path: string, logOf: LogOf = () => []): Promise<Verified> {
  const folder = resolve(path);
  const findings: Finding[] = [];
  const read = await documents(folder, findings);
  if (read.manifest && read.report) {
    const [manifest, report] = [read.manifest, read.report];
    findings.push(...(await guarded(MANIFEST, async () => documentFindings(manifest, report, read.settings))));
    // Rows are held against the documents: where these contradict themselves it is they that are at fault.
    findings.push(...(await guarded("observations.parquet", () => rowsFindings(folder, read.plain, manifest, report))));
  }
  const { manifest, report } = read;
  if (!manifest || !report) return { findings, manifest, report, signedBy: null, sha256: "" };
  const [own, log] = [report.ledger, logOf(manifest, report)];
  const chain = log.length > own.length ? log : own;
  const { findings: unsigned, signedBy, manifest: sha256 } = await signedManifest({ folder, plain: read.plain, own, chain });
  return { findings: [...findings, ...unsigned], manifest, report, signedBy, sha256 };
}

interface Documents {
  readonly manifest: Manifest | null;
  readonly report: PrivacyReport | null;
  /** as the manifest's file says, before defaults are filled in */
  readonly settings: Json;
  /** names of the plain files in the folder: nothing else is opened */
  readonly plain: ReadonlySet<string>;
}

/** Files, hashes, and the documents that can be read. */
async function documents(folder: string, findings: Finding[]): Promise<Documents> {
  const nothing = { manifest: null, report: null, settings: null };
  const plain = await plainFiles(folder);
  const open = async <T>(name: string, parse: (value: unknown) => T): Promise<{ value: T; raw: unknown } | null> => {
    let opened: { value: T; raw: unknown } | null = null;
    const found = await guarded(name, async () => {
      if (!plain.has(name)) throw new RangeError("it is missing, or no plain file");
      const { size } = await lstat(join(folder, name));
      if (size > LARGEST_JSON) throw new RangeError(`it has ${size} bytes; expected at most ${LARGEST_JSON}`);
      const { value, findings: faults } = await readJsonFile(folder, name);
      if (faults.length === 0) opened = { value: parse(value), raw: value };
      return [...faults];
    });
    findings.push(...found);
    return opened;
  };
  const manifest = await open(MANIFEST, (value) => parsed(manifestSchema, value));
  if (!manifest) return { ...nothing, plain };
  findings.push(...(await fileFindings(folder, manifest.value, (await exportOf(folder)) !== null)));
  const report = await open(REPORT, (value) => parsed(privacyReportSchema, value));
  const [dataPackage, catalog] = [
    await open("datapackage.json", (value) => value),
    await open("catalog.jsonld", (value) => value),
  ];
  if (dataPackage && catalog)
    findings.push(...descriptionFindings(manifest.value, { dataPackage: dataPackage.value, catalog: catalog.value }));
  const { settings } = manifest.raw as { settings: Json };
  return { manifest: manifest.value, report: report?.value ?? null, settings, plain };
}

function parsed<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new RangeError(faultsOf(result.error, value)[0]?.detail ?? "it is not in its form");
}

function documentFindings(manifest: Manifest, report: PrivacyReport, settings: Json): Finding[] {
  return [
    ...identityFindings(manifest, report),
    ...termsFindings(manifest, settings, report.ledger),
    ...ledgerFindings(manifest, report),
    ...severalFindings(manifest, report),
    ...mechanismFindings(manifest, report),
    ...basisFindings(manifest, settings, report),
    ...reportFindings(manifest, report),
  ];
}

async function rowsFindings(
  folder: string,
  plain: ReadonlySet<string>,
  manifest: Manifest,
  report: PrivacyReport,
): Promise<Finding[]> {
  const duck = await openDuck({ folders: [folder] });
  try {
    const { tables, findings } = await readTables({ duck, folder, plain, manifest, guarded });
    if (!tables) return findings;
    const measures = measureCells(manifest, tables);
    return [
      ...findings,
      ...observationFindings(manifest, parsePeriod(manifest.period), tables.observations, report.ledger),
      ...cellFindings(manifest, tables),
      ...measurementFindings(manifest, report, tables),
      ...estimateFindings(manifest, report, tables),
      ...drawFindings(manifest, report, tables),
      ...fateFindings(manifest, tables),
      ...residualFindings(tables, measures),
      ...sumFindings(manifest, measures),
      ...withheldFindings(manifest, report, tables, measures),
      ...groupFindings(manifest, tables),
      ...countFindings(manifest, report, tables.observations),
      ...exposedFindings(manifest, report, tables.observations),
    ];
  } finally {
    duck.close();
  }
}

/** A file that cannot be read at all is a finding, not a failure of the check. */
async function guarded(file: string, check: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await check();
  } catch (error) {
    const known = error instanceof RangeError || error instanceof DuckError || error instanceof Refusal;
    const detail = known ? error.message : `it cannot be read (${error instanceof Error ? error.message : String(error)})`;
    return [{ file, promise: "schema", detail }];
  }
}
