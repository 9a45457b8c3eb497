import { lstat, readFile } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
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

/** What is found of an export's files beside its releases and its log. */
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
export interface ExportContents {
  readonly record: ExportRecord;
  readonly source: ExportSource;
  readonly releases: readonly OpenRelease[];
  readonly log: PublicLog | null;
  readonly territory: Territory;
  /** of the notice */
  readonly noticed: Territory;
}

/** The program that verifies, as far as it makes exports. */
export interface ExportMaker {
  readonly version: string;
  /** digest of its built pages; null: it has none */
  readonly pages: string | null;
  readonly make: (contents: ExportContents) => readonly RemadeFile[];
}

interface RemadeFile {
  readonly path: string;
  readonly bytes: () => Promise<Uint8Array>;
  /** of the built pages */
  readonly page?: boolean;
}

export interface ExportInQuestion {
  readonly folder: string;
  /** paths of the files that neither a release nor a log accounts for */
  readonly files: readonly string[];
  /** absolute paths of the releases' files in which something is found already */
  readonly named: ReadonlySet<string>;
}

/** Every path of a folder, and whether it is a plain file. */
type Paths = ReadonlyMap<string, boolean>;
type FileHash = { readonly bytes: number; readonly sha256: string };
/** null: there is something that is no plain file */
type Tree = ReadonlyMap<string, FileHash | null>;

const LOG = "v1/log.json";
const TERRITORY = "v1/territory.json";
const SHAPES = "v1/territory/shapes.geojson";
/** Bytes of a document above which it is nobody's. */
const LARGEST = 256 * 2 ** 20;
/** Bytes by which a compressed form may be larger than what is in it. */
const OVERHEAD = 1024;
const COMPRESSED = /\.(br|gz)$/;
/** Pages stand at the root of a site, and what they load in one folder below it. */
const PAGES_PLACE = /^(assets\/)?[^/]+$/;
const VERIFIED_FILES: ReadonlySet<string> = new Set([...Object.keys(RELEASE_FILES), MANIFEST, MANIFEST_SIGNATURE]);

/** Is the file verified as a release's own, or as the log? */
function isVerified(path: string): boolean {
  const name = path.startsWith(`${EXPORT_SHELF}/`) ? path.split("/").slice(3).join("/") : "";
  return VERIFIED_FILES.has(name) || path === LOG;
}

/**
 * Makes an export again, from its releases, its log and what it says that it is made of, and compares both as trees of files: every
 * byte of every file. Only the version that made it can do so, and of pages only their build; of others' files the record of their
 * hashes and what figures are shown with are checked, and they are listed. Its releases and its log are verified by themselves.
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

  const tree = await hashesOf(folder, paths);
  const shown = shownFaults(contents);
  const findings: Finding[] = shown.faults.map(({ part, detail }) => ({
    file: part === "territory" ? TERRITORY : RECORD,
    promise: `signed ${part}`,
    detail,
  }));
  const notes = [`nothing signed tells ${unsignedOf(contents, shown.mended).join("; ")}`, ...shown.notes];
  const isSame = source.version === maker.version;
  const unknown: string[] = [];
  if (isSame) {
    const { remade, isPage } = await remadeTree(folder, tree, contents, maker);
    const differing = differences(tree, remade, "as its releases make it");
    const isOfOthers = ({ file }: Finding) => source.pages !== maker.pages && isPage(file);
    findings.push(...differing.filter((one) => !isOfOthers(one)));
    unknown.push(...differing.filter((one) => isOfOthers(one) && tree.has(one.file)).map(({ file }) => file));
    if (source.pages !== maker.pages && !differing.some(isOfOthers))
      findings.push({
        file: RECORD,
        promise: "export",
        detail: "it says that another build made the pages; they are this program's",
      });
  } else unknown.push(...[...tree.keys()].filter((path) => !isVerified(path)));
  if (unknown.length > 0)
    notes.push(
      `Voisinage ${source.version} made it${isSame ? ", with pages of another build" : `, and this is ${maker.version}`}: that one alone tells whether ${unknown.length} files, such as ${unknown[0]}, are what they must be`,
    );
  const faulty = new Set(findings.map(({ file }) => file));
  findings.push(...(await recordFindings(folder, tree, record)).filter(({ file }) => !faulty.has(file)));
  return {
    ...nothing,
    held: isSame
      ? [...tree.keys()].filter((path) => !unknown.includes(path) && !findings.some(({ file }) => file === path)).length
      : 0,
    unknown,
    findings,
    notes: notes.map((note) => `${folder}: ${note}`),
  };
}

/** What an export is made of, or the file of it that cannot be read. */
async function readContents(
  folder: string,
  paths: Paths,
  record: ExportRecord,
  source: ExportSource,
): Promise<ExportContents | { readonly file: string; readonly detail: string }> {
  const { value: log } = await readJsonFile(folder, LOG, logSchema);
  if (log === null) return { file: LOG, detail: "it cannot be read" };
  let file = TERRITORY;
  try {
    const read = async (name: string) => {
      file = name;
      const found = await lstat(join(folder, name));
      if (!found.isFile() || found.size > LARGEST) throw new RangeError("it is no plain file, or too large");
      return JSON.parse(await readFile(join(folder, name), "utf8"));
    };
    const input = await read(TERRITORY);
    const shapes = paths.has(SHAPES) ? await read(SHAPES) : null;
    const territory = buildTerritory({ ...input, shapes });
    const other = source.in_force.territory;
    const noticed = other === null ? territory : buildTerritory(other as TerritoryInput);
    const releases: OpenRelease[] = [];
    for (const id of releaseIds(paths, log)) {
      file = `${EXPORT_SHELF}/${id}/${MANIFEST}`;
      releases.push(await openRelease(join(folder, EXPORT_SHELF, id), true));
    }
    return { record, source, log, releases, territory, noticed };
  } catch (error) {
    if (error instanceof Refusal || error instanceof RangeError || error instanceof SyntaxError)
      return { file, detail: error.message };
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return { file, detail: "it is missing" };
    throw error;
  }
}

/** Releases that are there, and those that the log says were released. */
function releaseIds(paths: Paths, log: PublicLog): string[] {
  const shelved = [...paths.keys()].flatMap((path) => {
    const id = path.slice(EXPORT_SHELF.length + 1, -MANIFEST.length - 1);
    return path === `${EXPORT_SHELF}/${id}/${MANIFEST}` && !id.includes("/") ? [id] : [];
  });
  const released = log.entries.flatMap((entry) => (entry.kind === "released" ? [entry.publication] : []));
  // In a log that somebody forged, a name could lead out of the folder.
  return [...new Set([...shelved, ...released])].filter((id) => RELEASE_ID.test(id)).sort();
}

async function hashesOf(folder: string, paths: Paths): Promise<Tree> {
  const hashes = new Map<string, FileHash | null>();
  for (const [path, plain] of paths) if (path !== RECORD) hashes.set(path, plain ? await hashFile(join(folder, path)) : null);
  return hashes;
}

/** The export as its maker makes it now. A compressed form is what it must be where just the file is in it. */
async function remadeTree(folder: string, tree: Tree, contents: ExportContents, maker: ExportMaker) {
  const remade = new Map<string, FileHash>();
  const pages = new Set<string>();
  for (const { path, bytes, page } of maker.make(contents)) {
    const content = await bytes();
    if (page) pages.add(path);
    remade.set(path, { bytes: content.byteLength, sha256: sha256(content) });
    for (const extension of PACKED) {
      const found = tree.get(path + extension);
      if (!found || found.bytes > content.byteLength + OVERHEAD) continue;
      const inside = unpacked(extension, await readFile(join(folder, path + extension)), content.byteLength);
      if (inside?.equals(content)) remade.set(path + extension, found);
    }
  }
  const isPage = (path: string) => pages.has(path.replace(COMPRESSED, "")) || (!remade.has(path) && PAGES_PLACE.test(path));
  return { remade, isPage };
}

/** Where a tree of files is not the expected one. */
function differences(found: Tree, expected: Tree, promise: string): Finding[] {
  return [...new Set([...expected.keys(), ...found.keys()])].flatMap((file) => {
    const [is, wanted] = [found.get(file), expected.get(file)];
    const faultOf = (): string | null => {
      if (is === undefined) return "it is missing";
      if (is === null) return "it is not a plain file";
      if (!wanted) return "nothing explains it: no such file is expected";
      if (is.bytes === wanted.bytes && is.sha256 === wanted.sha256) return null;
      return `it has ${is.bytes} bytes and the sha256 ${is.sha256}; expected ${wanted.bytes} and ${wanted.sha256}`;
    };
    const detail = faultOf();
    return detail === null ? [] : [{ file, promise, detail }];
  });
}

/** The record lists each file once, with its size and its hash, in the form in which it is written. */
async function recordFindings(folder: string, tree: Tree, record: ExportRecord): Promise<Finding[]> {
  const promise = "list of files";
  const listed = new Map(record.files.map((file) => [file.path, file]));
  const findings = differences(tree, listed, promise);
  const add = (detail: string) => findings.push({ file: RECORD, promise, detail });
  if (listed.size < record.files.length) add("it lists a file twice");
  if (recordText(record) !== (await readFile(join(folder, RECORD), "utf8"))) add("it is not in the form in which it is written");
  return findings;
}

/** What an export shows on its own word: whoever made it could have said something else. */
function unsignedOf({ record: { url, base }, source, territory }: ExportContents, mended: readonly string[]): string[] {
  return [
    ...(url === null && base === "/" ? [] : [`that it stands at ${url ?? base}`]),
    ...(source.contribute === null ? [] : [`that contributions go to ${source.contribute}`]),
    ...(mended.length === 0 ? [] : [`settings that are others than its newest release's (${mended.join(", ")})`]),
    ...(territory.shapes === null ? [] : ["outlines of areas"]),
    ...(territory.references.length === 0 ? [] : ["whose the averages of others are"]),
    "names of levels",
  ];
}
