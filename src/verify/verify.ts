import { resolve } from "node:path";
import { z } from "zod";
import type { Json } from "../contract/canonical.ts";
import type { LedgerEntry } from "../contract/chain.ts";
import { type Manifest, manifestSchema, type PrivacyReport, privacyReportSchema } from "../contract/manifest.ts";
import { fileFindings } from "../release/folder.ts";
import { type Finding, MANIFEST, plainFiles } from "../release/index.ts";
import { openDuck } from "../storage/duckdb/index.ts";
import { CELL_CHECKS } from "./cells.ts";
import { guarded, run } from "./check.ts";
import { type Documents, OBSERVATIONS_FILE, REPORT_FILE } from "./contents.ts";
import { descriptionFindings, readJsonFile } from "./documents.ts";
import { ESTIMATE_CHECKS } from "./estimates.ts";
import { FATE_CHECKS } from "./fates.ts";
import { IDENTITY_CHECKS } from "./identity.ts";
import { LEDGER_CHECKS } from "./ledger.ts";
import { MEASUREMENT_CHECKS } from "./measurements.ts";
import { MECHANISM_CHECKS } from "./mechanisms.ts";
import { OBSERVATION_CHECKS } from "./observations.ts";
import { exportOf } from "./places.ts";
import { REPORT_CHECK, REPORTED_CELLS_CHECK } from "./report.ts";
import { RESIDUAL_CHECK } from "./residuals.ts";
import { signedManifest } from "./signed.ts";
import { TERMS_CHECKS } from "./stated-terms.ts";
import { SUM_CHECKS } from "./sums.ts";
import { contentsOf, readTables } from "./tables.ts";
import { WITHHELD_CHECK } from "./withheld.ts";

const DOCUMENT_CHECKS = [...IDENTITY_CHECKS, ...TERMS_CHECKS, ...LEDGER_CHECKS, ...MECHANISM_CHECKS, REPORT_CHECK];
const ROW_CHECKS = [
  ...OBSERVATION_CHECKS,
  ...CELL_CHECKS,
  ...MEASUREMENT_CHECKS,
  ...ESTIMATE_CHECKS,
  ...FATE_CHECKS,
  RESIDUAL_CHECK,
  ...SUM_CHECKS,
  WITHHELD_CHECK,
  REPORTED_CELLS_CHECK,
];

/** What is found of one release, and its documents where they can be read. */
export interface VerifiedRelease {
  readonly findings: readonly Finding[];
  readonly manifest: Manifest | null;
  readonly report: PrivacyReport | null;
  /** thumbprint of the key under which its manifest verifies, of those that its chain names */
  readonly signedBy: string | null;
  /** of manifest.json; empty where a document cannot be read */
  readonly sha256: string;
}

/**
 * Checks a release from its folder alone: files and hashes, schemas, that all formats and descriptions say the same, the
 * budget as the ledger, the mechanisms and the noise of every published figure make it, and the promises on every row.
 *
 * @param path the release's own folder, named after it
 * @returns what is not kept; empty when all is
 */
export async function verifyRelease(path: string): Promise<readonly Finding[]> {
  return (await verifyFolder(path)).findings;
}

/**
 * @param logOf entries of the log that is known of a release's commons: a release may be signed anew, under a key that came after its
 * own chain ended
 */
export async function verifyFolder(
  path: string,
  logOf: (documents: Documents) => readonly LedgerEntry[] = () => [],
): Promise<VerifiedRelease> {
  const folder = resolve(path);
  const read = await readDocuments(folder);
  const { manifest, report, settings, findings } = read;
  if (!manifest || !report) return { findings, manifest, report, signedBy: null, sha256: "" };
  const documents = { manifest, report, settings };
  // Rows are held against the documents: where these contradict themselves it is they that are at fault.
  findings.push(...(await guarded(MANIFEST, async () => run(DOCUMENT_CHECKS, documents))));
  findings.push(...(await guarded(OBSERVATIONS_FILE, () => rowFindings(folder, documents))));
  const [own, log] = [report.ledger, logOf(documents)];
  const signed = await signedManifest({ folder, own, chain: log.length > own.length ? log : own });
  return { manifest, report, findings: [...findings, ...signed.findings], signedBy: signed.signedBy, sha256: signed.sha256 };
}

/** Checks files and hashes, and reads the documents. */
async function readDocuments(folder: string) {
  const findings: Finding[] = [];
  const read = async <T>(name: string, schema: z.ZodType<T>) => {
    const file = await readJsonFile(folder, name, schema);
    findings.push(...file.findings);
    return file;
  };
  const { raw, value: manifest } = await read(MANIFEST, manifestSchema);
  if (!manifest) return { manifest, report: null, settings: null, findings };
  findings.push(...(await fileFindings(folder, manifest, (await exportOf(folder)) !== null)));
  const { value: report } = await read(REPORT_FILE, privacyReportSchema);
  const [dataPackage, catalog] = [await read("datapackage.json", z.unknown()), await read("catalog.jsonld", z.unknown())];
  if (dataPackage.findings.length + catalog.findings.length === 0)
    findings.push(...descriptionFindings(manifest, { "datapackage.json": dataPackage.raw, "catalog.jsonld": catalog.raw }));
  return { manifest, report, settings: (raw as { settings: Json }).settings, findings };
}

async function rowFindings(folder: string, documents: Documents): Promise<Finding[]> {
  const { manifest } = documents;
  const duck = await openDuck({ folders: [folder] });
  try {
    const { tables, findings } = await readTables({ duck, folder, plain: await plainFiles(folder), manifest });
    return tables ? [...findings, ...run(ROW_CHECKS, contentsOf(documents, tables))] : findings;
  } finally {
    duck.close();
  }
}
