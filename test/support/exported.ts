import { cpSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect } from "vitest";
import { atOneMoment, exportMaker, exportSource } from "../../src/cli/export-source.ts";
import { portalOptions } from "../../src/cli/public-side.ts";
import { loadServable } from "../../src/cli/servable.ts";
import { BASE, BASE_URL, pageUrl, siteOf } from "../../src/cli/site.ts";
import { uncheckedFilesIn } from "../../src/cli/unchecked-files.ts";
import { option, parseOptions } from "../../src/cli/verb.ts";
import { watchNotices } from "../../src/commons/breaches.ts";
import { readHome } from "../../src/commons/home.ts";
import type { ExportRecord } from "../../src/portal/export/record.ts";
import { writeExport } from "../../src/portal/export/write.ts";
import { siteFiles } from "../../src/portal/index.ts";
import { sha256 } from "../../src/release/index.ts";
import { type VerificationResult, type VerifiedExport, verifyExport, verifyReleases } from "../../src/verify/index.ts";

/** The paths of all files of an export except its record. */
export function filesOf(site: string): string[] {
  return readdirSync(site, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(site.length + 1))
    .filter((path) => path !== "export.json")
    .sort();
}

/** The files that `verify` checks in the folder of a release by itself. */
export const FROZEN =
  /^v1\/releases\/[^/]+\/(manifest\.(json|jws)|observations\.(arrow|csv|parquet)|(groups|distributions|measurements)\.parquet|(catalog\.jsonld|datapackage|privacy)(\.json)?)$/;
export const besideReleases = (site: string) => filesOf(site).filter((path) => !FROZEN.test(path));

export function recordOf(site: string): ExportRecord {
  return JSON.parse(readFileSync(join(site, "export.json"), "utf8"));
}

export function putRecord(site: string, record: object): void {
  writeFileSync(join(site, "export.json"), `${JSON.stringify(record, null, 1)}\n`);
}

/** Writes the export's record again to fit changed files, as a forger would. */
export function upToDate(site: string): void {
  const files = filesOf(site)
    .filter((path) => lstatSync(join(site, path)).isFile())
    .map((path) => {
      const bytes = readFileSync(join(site, path));
      return { path, bytes: bytes.length, sha256: sha256(bytes) };
    });
  putRecord(site, { ...recordOf(site), files });
}

/** Saves copies of some files of an export, spoils the files, does the work, and puts the copies back. */
export async function withSpoiltFiles<T>(
  site: string,
  paths: readonly string[],
  spoil: () => void,
  work: () => Promise<T>,
): Promise<T> {
  const kept = `${site}.kept`;
  const all = [...paths, "export.json"];
  const here = (path: string) => lstatSync(join(site, path), { throwIfNoEntry: false }) !== undefined;
  const there = new Set(all.filter(here));
  for (const path of there) cpSync(join(site, path), join(kept, path), { recursive: true });
  try {
    spoil();
    return await work();
  } finally {
    for (const path of all) {
      rmSync(join(site, path), { recursive: true, force: true });
      if (there.has(path)) cpSync(join(kept, path), join(site, path), { recursive: true });
    }
    rmSync(kept, { recursive: true });
  }
}

export function edit(site: string, path: string, find: string | RegExp, replace: string): void {
  const text = readFileSync(join(site, path), "utf8");
  const edited = text.replace(find, replace);
  expect([path, edited === text]).toEqual([path, false]);
  writeFileSync(join(site, path), edited);
}

/** Changes one byte of a file, at this share of its length. */
export function changeByte(file: string, share: number): void {
  const bytes = readFileSync(file);
  const place = Math.min(bytes.length - 1, Math.floor(share * bytes.length));
  bytes[place] = (bytes[place] as number) ^ (1 + Math.floor(Math.random() * 255));
  writeFileSync(file, bytes);
}

/** Writes a very small set of built pages. */
export function writePages(web: string, script: string): void {
  mkdirSync(join(web, "assets"), { recursive: true });
  for (const name of ["index", "privacy"]) writeFileSync(join(web, `${name}.html`), "<html><head></head><body></body></html>");
  writeFileSync(join(web, script), "show()".repeat(200));
}

/** Exports a home in the same way as the verb. */
export async function exportHome(
  to: string,
  from: string,
  web: string,
  options: Record<string, string> = {},
  compress = false,
): Promise<string> {
  const progress = () => undefined;
  const opened = readHome(from);
  const loaded = await loadServable(opened, progress);
  const breaches = watchNotices(opened.paths.home, progress);
  const shown = portalOptions({ home: opened, ...loaded, breaches, progress, web });
  const exportOptions = parseOptions({ baseUrl: BASE_URL, base: BASE, contribute: option("URL", "", pageUrl) }, options);
  const site = { ...siteOf(exportOptions), files: true, contribute: exportOptions.contribute ?? null };
  const made = { ...atOneMoment(shown), site };
  await writeExport({ files: siteFiles(made), site, of: exportSource(made), to, compress });
  return to;
}

export interface Result extends VerifiedExport {
  readonly ok: boolean;
  readonly releases: VerificationResult["releases"];
  readonly named: readonly string[];
}

const comparisons = new Map<string, Promise<VerificationResult>>();

/**
 * Releases and logs are verified once for as long as they are the same, which is half of the work: what a test does to other files does
 * not change what is found in them. The key has every path, since one more may be a release, and the bytes of all that may be one or a log.
 */
function comparedOf(site: string): Promise<VerificationResult> {
  const entries = readdirSync(site, { recursive: true, withFileTypes: true }).map((entry) => {
    const path = join(entry.parentPath, entry.name);
    const isRead = entry.isFile() && /releases\/|log|manifest/.test(path.slice(site.length));
    return [path, entry.isFile(), isRead ? sha256(readFileSync(path)) : null];
  });
  const key = JSON.stringify(entries.sort());
  const known = comparisons.get(key) ?? verifyReleases([site]);
  comparisons.set(key, known);
  return known;
}

export async function verified(site: string, web: string): Promise<Result> {
  const compared = await comparedOf(site);
  const beside = await uncheckedFilesIn(site, compared);
  expect(beside.served).toBe(true);
  const named = new Set(compared.releases.flatMap(({ folder, findings }) => findings.map(({ file }) => resolve(folder, file))));
  const verification = await verifyExport({ folder: site, files: beside.files, named }, exportMaker(web));
  const faults = [...compared.releases, ...compared.logs, ...compared.commons, verification].flatMap(({ findings }) => findings);
  return {
    ...verification,
    releases: compared.releases,
    ok: faults.length === 0,
    named: verification.findings.map(({ file }) => file),
  };
}
