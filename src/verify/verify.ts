import { resolve } from "node:path";
import { z } from "zod";
import type { Json } from "../contract/canonical.ts";
import type { LedgerEntry } from "../contract/chain.ts";
import { type Manifest, manifestSchema, type PrivacyReport, privacyReportSchema } from "../contract/manifest.ts";
import { fileFindings } from "../release/folder.ts";
import { type Finding, MANIFEST } from "../release/index.ts";
import { openDuck } from "../storage/duckdb/index.ts";
import { CELL_CHECKS } from "./cells.ts";
import { findingsOrUnreadable, runChecks } from "./check.ts";
import { contentsOf, OBSERVATIONS_FILE } from "./contents.ts";
import { type Documents, descriptionFindings, documentsOf, REPORT_FILE, readJsonFile } from "./documents.ts";
import { FATE_CHECKS } from "./fates.ts";
import { IDENTITY_CHECKS } from "./identity.ts";
import { LEAF_CLAMP_CHECKS } from "./leaf-clamp.ts";
import { LEDGER_CHECKS } from "./ledger.ts";
import { MEASUREMENT_CHECKS } from "./measurements.ts";
import { MECHANISM_CHECKS } from "./mechanisms.ts";
import { exportOf } from "./places.ts";
import { QUANTILE_CHECKS } from "./quantiles.ts";
import { REPORT_CHECKS, REPORTED_CELL_CHECKS } from "./report.ts";
import { signedManifest } from "./signature.ts";
import { TERMS_CHECKS } from "./stated-terms.ts";
import { readTables } from "./tables.ts";
import { WITHHELD_CHECKS } from "./withheld.ts";

const DOCUMENT_CHECKS = [...IDENTITY_CHECKS, ...TERMS_CHECKS, ...LEDGER_CHECKS, ...MECHANISM_CHECKS, ...REPORT_CHECKS];
const ROW_CHECKS = [
  ...CELL_CHECKS,
  ...MEASUREMENT_CHECKS,
  ...LEAF_CLAMP_CHECKS,
  ...QUANTILE_CHECKS,
  ...FATE_CHECKS,
  ...WITHHELD_CHECKS,
  ...REPORTED_CELL_CHECKS,
];

/**
 * Checks a release from its folder alone: files and hashes, schemas, that all formats and descriptions say the same, the
 * budget as the ledger, the mechanisms and the noise of every published figure make it, and the promises on every row.
 *
 * @param path the release's own folder, named after it
 * @returns what is not kept; empty when all is
 */
export async function verifyRelease(path: string): Promise<readonly Finding[]> {
  return (await verifyFolder(path, () => [])).findings;
}

/**
 * @param logOf entries of the log that is known of a release's commons: a release may be signed anew, under a key that came after its
 * own chain ended
 * @returns what is found, the documents where they can be read, the key under which the manifest verifies, of those that the chain
 * names, and the manifest's sha256, empty where a document cannot be read
 */
export async function verifyFolder(folder: string, logOf: (manifest: Manifest, report: PrivacyReport) => readonly LedgerEntry[]) {
  const path = resolve(folder);
  const findings: Finding[] = [];
  const read = async <T>(name: string, schema: z.ZodType<T>) => {
    const file = await readJsonFile(path, name, schema);
    findings.push(...file.findings);
    return file;
  };
  const { raw, value: manifest } = await read(MANIFEST, manifestSchema);
  const unread = { folder, findings, manifest, report: null, signedBy: null, sha256: "" };
  if (!manifest) return unread;
  findings.push(...(await fileFindings(path, manifest, (await exportOf(path)) !== null)));
  const { value: report } = await read(REPORT_FILE, privacyReportSchema);
  const [dataPackage, catalog] = [await read("datapackage.json", z.unknown()), await read("catalog.jsonld", z.unknown())];
  if (dataPackage.findings.length + catalog.findings.length === 0)
    findings.push(
      // A manifest may name any files and levels, and the descriptions are made of what is known of them.
      ...(await findingsOrUnreadable(MANIFEST, async () =>
        descriptionFindings(manifest, { "datapackage.json": dataPackage.raw, "catalog.jsonld": catalog.raw }),
      )),
    );
  if (!report) return unread;
  const makeDocuments = () => documentsOf(manifest, report, (raw as { settings: Json }).settings);
  findings.push(
    ...(await contentFindings(makeDocuments, async () => {
      const duck = await openDuck({ folders: [path] });
      try {
        return await readTables(duck, path, manifest);
      } finally {
        duck.close();
      }
    })),
  );
  const [own, log] = [report.ledger, logOf(manifest, report)];
  const signed = await signedManifest({ folder: path, own, chain: log.length > own.length ? log : own });
  return { folder, manifest, report, ...signed, findings: [...findings, ...signed.findings] };
}

/**
 * What documents and rows do not keep, whatever they were read from. Rows are held against the documents: where these contradict
 * themselves it is they that are at fault.
 *
 * @param read the rows, null where they cannot be read, and what is wrong with their files
 */
export async function contentFindings(
  makeDocuments: () => Documents,
  read: () => ReturnType<typeof readTables>,
): Promise<Finding[]> {
  return [
    ...(await findingsOrUnreadable(MANIFEST, async () => runChecks(DOCUMENT_CHECKS, makeDocuments()))),
    ...(await findingsOrUnreadable(OBSERVATIONS_FILE, async () => {
      const { tables, findings } = await read();
      return tables ? [...findings, ...runChecks(ROW_CHECKS, contentsOf(makeDocuments(), tables))] : findings;
    })),
  ];
}
