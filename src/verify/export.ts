// Checks a static export: what its releases, log and stated sources make must be what lies there, file by file.

import { lstat, readFile } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { ofKind } from "../contract/chain.ts";
import { logSchema, MANIFEST_SIGNATURE, type PublicLog } from "../contract/log.ts";
import { Refusal } from "../contract/problem.ts";
import {
  type ExportRecord,
  type ExportSource,
  PACKED,
  RECORD,
  readRecord,
  recordText,
  sourceOf,
  treeOf,
  unpacked,
} from "../portal/export/index.ts";
import {
  type Finding,
  hashFile,
  MANIFEST,
  type OpenRelease,
  openRelease,
  RELEASE_FILES,
  RELEASE_ID,
  sha256,
} from "../release/index.ts";
import { buildTerritory, type Territory, type TerritoryInput } from "../territory/index.ts";
import { readJsonFile } from "./documents.ts";
import { EXPORT_SHELF } from "./places.ts";
import { shownFaults } from "./shown.ts";

/** Findings about an export's files other than its releases and its log. */
export interface VerifiedExport {
  readonly folder: string;
  /** the version of Voisinage that made it; null where it does not say */
  readonly made_by: string | null;
  /** files that are what its releases make, to the last byte */
  readonly held: number;
  readonly findings: readonly Finding[];
  /** files that were compared with nothing */
  readonly unknown: readonly string[];
  readonly notes: readonly string[];
}

/** All that the files of an export are made of. */
interface ExportContents {
  readonly record: ExportRecord;
  readonly source: ExportSource;
  readonly releases: readonly OpenRelease[];
  readonly log: PublicLog | null;
  readonly territory: Territory;
  /** territory of the notice */
  readonly noticed: Territory;
}

/** The program that verifies, as far as it makes exports. */
export interface ExportMaker {
  readonly version: string;
  /** digest of its built pages; null: the export has no pages */
  readonly pages: string | null;
  /** Lists the files that it makes; `page` marks those of the built pages. */
  readonly make: (
    contents: ExportContents,
  ) => readonly { readonly path: string; readonly bytes: () => Promise<Uint8Array>; readonly page?: boolean }[];
}

interface ExportInQuestion {
  readonly folder: string;
  /** paths of the files that neither a release nor a log accounts for */
  readonly files: readonly string[];
  /** absolute paths of the releases' files in which something is found already */
  readonly named: ReadonlySet<string>;
}

/** Every path of a folder, and whether it is a plain file. */
type Paths = ReadonlyMap<string, boolean>;
/** Files by path; null: there is something that is no plain file. */
type Tree = ReadonlyMap<string, { readonly bytes: number; readonly sha256: string } | null>;

const LOG = "v1/log.json";
const TERRITORY = "v1/territory.json";
const MAPS = { shapes: "v1/territory/shapes.geojson", context: "v1/context.geojson" };
const LISTS = ["zones", "composition", "climate"];
/** A larger document of an export is refused unread. */
const MAX_EXPORT_DOCUMENT_BYTES = 256 * 2 ** 20;
/** Bytes by which a compressed file may be larger than its content. */
const OVERHEAD = 1024;
const COMPRESSED = /\.(br|gz)$/;
/** Pages stand at the root of a site, and what they load in one folder below it. */
const PAGES_PLACE = /^(assets\/)?[^/]+$/;
const VERIFIED_FILES: ReadonlySet<string> = new Set([...Object.keys(RELEASE_FILES), MANIFEST, MANIFEST_SIGNATURE]);

/** Whether the file is verified as a release's own, or as the log. */
function isVerified(path: string): boolean {
  const name = path.startsWith(`${EXPORT_SHELF}/`) ? path.split("/").slice(3).join("/") : "";
  return VERIFIED_FILES.has(name) || path === LOG;
}

/**
 * Makes an export again, from its releases, its log and its stated sources, and compares both as trees of files: every byte of
 * every file. Only the version that made an export can do so, and pages are compared only with those of their own build. Of other
 * files, the record of their hashes and the context of the figures are checked, and they are listed as unknown. Releases and log
 * are verified by themselves.
 */
export async function verifyExport({ folder, files, named }: ExportInQuestion, maker: ExportMaker): Promise<VerifiedExport> {
  const paths = await treeOf(folder);
  const record = paths.get(RECORD) === true ? await readRecord(folder) : null;
  const source = record && sourceOf(record);
  const nothing = { folder, made_by: source?.version ?? null, held: 0, unknown: files, notes: [] };
  const stop = (file: string, detail: string): VerifiedExport => {
    const some = files.length > 0 ? ` (${files.length} files, such as ${files[0]})` : "";
    const finding = { file, promise: "export", detail: `${detail}: nothing beside the releases can be made again${some}` };
    return { ...nothing, findings: [finding] };
  };
  if (!record || !source) return stop(RECORD, "it is missing, or does not say what the export is made of");
  const damaged = [...named].find((file) => file.startsWith(`${resolve(folder, EXPORT_SHELF)}/`));
  if (damaged) return stop(relative(resolve(folder), damaged), "it does not verify");
  const contents = await readContents(folder, paths, record, source);
  if ("detail" in contents) return stop(contents.file, contents.detail);

  const tree: Map<string, Awaited<ReturnType<typeof hashFile>> | null> = new Map();
  for (const [path, plain] of paths) if (path !== RECORD) tree.set(path, plain ? await hashFile(join(folder, path)) : null);
  const shown = shownFaults(contents);
  const findings: Finding[] = shown.faults.map(({ part, detail }) => {
    return { file: part === "territory" ? TERRITORY : RECORD, promise: `signed ${part}`, detail };
  });
  const notes = [`nothing signed tells ${[...unsignedOf(contents, shown.mended)].join("; ")}`, ...shown.notes];
  const isSame = source.version === maker.version;
  const isBuiltHere = source.pages === maker.pages;
  let unknown = [...tree.keys()].filter((path) => !isVerified(path));
  if (isSame) {
    const { remade, isPage } = await remadeTree(folder, tree, contents, maker);
    const differing = [...differences(tree, remade, "as its releases make it")];
    const ofOtherPages = isBuiltHere ? [] : differing.filter(({ file }) => isPage(file));
    findings.push(...differing.filter((finding) => !ofOtherPages.includes(finding)));
    unknown = ofOtherPages.map(({ file }) => file).filter((file) => tree.has(file));
    const detail = "it says that another build made the pages; they are this program's";
    if (!isBuiltHere && ofOtherPages.length === 0) findings.push({ file: RECORD, promise: "export", detail });
  }
  if (unknown.length > 0)
    notes.push(
      `Voisinage ${source.version} made it${isSame ? ", with pages of another build" : `, and this is ${maker.version}`}: that one alone tells whether ${unknown.length} files, such as ${unknown[0]}, are what they must be`,
    );
  const faulty = new Set(findings.map(({ file }) => file));
  const recorded = [...recordFindings(tree, record, await readFile(join(folder, RECORD), "utf8"))];
  findings.push(...recorded.filter(({ file }) => !faulty.has(file)));
  const unheld = new Set([...unknown, ...findings.map(({ file }) => file)]);
  return {
    ...nothing,
    held: isSame ? [...tree.keys()].filter((path) => !unheld.has(path)).length : 0,
    unknown,
    findings,
    notes: notes.map((note) => `${folder}: ${note}`),
  };
}

/** The sources of an export, or the file that cannot be read. */
async function readContents(
  folder: string,
  paths: Paths,
  record: ExportRecord,
  source: ExportSource,
): Promise<ExportContents | { readonly file: string; readonly detail: string }> {
  const { value: log } = await readJsonFile(folder, LOG, logSchema);
  if (log === null) return { file: LOG, detail: "it cannot be read" };
  let file = TERRITORY;
  const read = async (name: string) => {
    file = name;
    const stats = await lstat(join(folder, name));
    if (!stats.isFile() || stats.size > MAX_EXPORT_DOCUMENT_BYTES) throw new RangeError("it is no plain file, or too large");
    return JSON.parse(await readFile(join(folder, name), "utf8"));
  };
  try {
    const input = { ...(await read(TERRITORY)) };
    for (const [part, path] of Object.entries(MAPS)) input[part] = paths.has(path) ? await read(path) : null;
    for (const part of LISTS) input[part] = paths.has(`v1/${part}.json`) ? (await read(`v1/${part}.json`))?.[part] : null;
    file = TERRITORY;
    const territory = buildTerritory(input);
    const other = source.in_force.territory;
    const noticed = other === null ? territory : buildTerritory(other as TerritoryInput);
    const releases: OpenRelease[] = [];
    for (const id of releaseIds(paths, log)) {
      file = `${EXPORT_SHELF}/${id}/${MANIFEST}`;
      releases.push(await openRelease(join(folder, EXPORT_SHELF, id), true));
    }
    return { record, source, log, releases, territory, noticed };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return { file, detail: "it is missing" };
    if (error instanceof Refusal || error instanceof RangeError || error instanceof SyntaxError)
      return { file, detail: error.message };
    throw error;
  }
}

/** Releases that are there, and those that the log says were released. */
function releaseIds(paths: Paths, log: PublicLog): string[] {
  const shelved = [...paths.keys()].flatMap((path) => {
    const id = path.slice(EXPORT_SHELF.length + 1, -MANIFEST.length - 1);
    return path === `${EXPORT_SHELF}/${id}/${MANIFEST}` ? [id] : [];
  });
  const released = ofKind(log.entries, "released").map(({ publication }) => publication);
  // A name in a log that somebody forged could lead out of the folder.
  return [...new Set([...shelved, ...released])].filter((id) => RELEASE_ID.test(id)).sort();
}

/** The export as its maker makes it now. A compressed file is correct when it contains exactly the plain one. */
async function remadeTree(folder: string, tree: Tree, contents: ExportContents, maker: ExportMaker) {
  const remade: Map<string, { bytes: number; sha256: string }> = new Map();
  const pages = new Set<string>();
  for (const { path, bytes, page } of maker.make(contents)) {
    const content = await bytes();
    if (page) pages.add(path);
    remade.set(path, { bytes: content.byteLength, sha256: sha256(content) });
    for (const extension of PACKED) {
      const packed = tree.get(path + extension);
      if (!packed || packed.bytes > content.byteLength + OVERHEAD) continue;
      const inside = unpacked(extension, await readFile(join(folder, path + extension)), content.byteLength);
      if (inside?.equals(content)) remade.set(path + extension, packed);
    }
  }
  const isPage = (path: string) => pages.has(path.replace(COMPRESSED, "")) || (!remade.has(path) && PAGES_PLACE.test(path));
  return { remade, isPage };
}

/** Findings where a tree of files differs from the expected one. */
function* differences(found: Tree, expected: Tree, promise: string): Iterable<Finding> {
  for (const file of new Set([...expected.keys(), ...found.keys()])) {
    const [actual, wanted] = [found.get(file), expected.get(file)];
    if (actual === undefined) yield { file, promise, detail: "it is missing" };
    else if (actual === null) yield { file, promise, detail: "it is not a plain file" };
    else if (!wanted) yield { file, promise, detail: "nothing explains it: no such file is expected" };
    else if (actual.bytes !== wanted.bytes || actual.sha256 !== wanted.sha256) {
      const detail = `it has ${actual.bytes} bytes and the sha256 ${actual.sha256}; expected ${wanted.bytes} and ${wanted.sha256}`;
      yield { file, promise, detail };
    }
  }
}

/** The record lists each file once, with its size and its hash, in the form in which it is written. */
function* recordFindings(tree: Tree, record: ExportRecord, text: string): Iterable<Finding> {
  const promise = "list of files";
  const listed = new Map(record.files.map((file) => [file.path, file]));
  yield* differences(tree, listed, promise);
  if (listed.size < record.files.length) yield { file: RECORD, promise, detail: "it lists a file twice" };
  if (recordText(record) !== text) yield { file: RECORD, promise, detail: "it is not in the form in which it is written" };
}

/** Statements of an export that no signature covers, so that its maker could have changed them. */
function* unsignedOf({ record, source, territory }: ExportContents, mended: readonly string[]): Iterable<string> {
  if (record.url !== null || record.base !== "/") yield `that it stands at ${record.url ?? record.base}`;
  if (source.contribute !== null) yield `that contributions go to ${source.contribute}`;
  if (mended.length > 0) yield `settings that are others than its newest release's (${mended.join(", ")})`;
  if (territory.shapes !== null) yield "outlines of areas";
  if (territory.references.length > 0) yield "whose the averages of others are";
  yield "names of levels";
}
