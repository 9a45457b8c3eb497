import { existsSync } from "node:fs";
import { lstat, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { readLog } from "../commons/home-log.ts";
import { heldShown } from "../commons/shown.ts";
import { packageVersion } from "../commons/version.ts";
import { MANIFEST_SIGNATURE, type PublicLog } from "../contract/log.ts";
import { Refusal } from "../contract/problem.ts";
import { type PortalOptions, pagesDigest, siteFiles } from "../portal/index.ts";
import { type Finding, hashFile, MANIFEST, type OpenRelease, openReadable, RELEASE_FILES } from "../release/index.ts";
import {
  type Deviation,
  type ExportRecord,
  holdFiles,
  type MadeOf,
  madeOf,
  RECORD,
  readRecord,
  treeOf,
} from "../static/index.ts";
import { buildTerritory, type Territory, type TerritoryInput } from "../territory/index.ts";
import type { Compared } from "../verify/index.ts";
import type { Beside } from "./beside.ts";
import { WEB } from "./portal-options.ts";

/** What is found of an export's files beside its releases' own. */
export interface HeldExport {
  readonly folder: string;
  readonly made_by: string | null;
  /** that are what its releases make, to the last byte */
  readonly held: number;
  readonly findings: readonly Finding[];
  /** files of pages that another build made, or all where nothing can be made again: nothing is known of them */
  readonly unknown: readonly string[];
  readonly notes: readonly string[];
}

type Tree = ReadonlyMap<string, boolean>;

const LOG = "v1/log.json";
const TERRITORY = "v1/territory.json";
const SHAPES = "v1/territory/shapes.geojson";
const SHELF = "v1/releases";
/** A document of more is nobody's. */
const LARGEST = 256 * 2 ** 20;
const FROZEN: ReadonlySet<string> = new Set([...Object.keys(RELEASE_FILES), MANIFEST, MANIFEST_SIGNATURE]);
const RELEASE_FILE = /^v1\/releases\/([^/]+)\/([^/]+)$/;

/** What is found of exports; a file that is named as a release's own is named once. */
export async function holdExports(exported: readonly Beside[], { releases }: Compared, web = WEB): Promise<HeldExport[]> {
  const named = new Set(releases.flatMap(({ folder, findings }) => findings.map(({ file }) => resolve(folder, file))));
  const exports: HeldExport[] = [];
  for (const one of exported) {
    const { findings, ...held } = await holdExport(one, web);
    exports.push({ ...held, findings: findings.filter(({ file }) => !named.has(resolve(one.folder, file))) });
  }
  return exports;
}

/**
 * Makes the files of an export again from its releases, its log and what it says that it is made of, and holds each against what is
 * there; and what it says against what is signed. Its releases and its log are verified by themselves.
 */
async function holdExport({ folder, files }: Beside, web: string): Promise<HeldExport> {
  const tree = await treeOf(folder);
  const nothing = (file: string, detail: string): HeldExport => ({
    folder,
    made_by: null,
    held: 0,
    findings: [
      { file, promise: "export", detail: `${detail}: no file beside the releases can be held against them${someOf(files)}` },
    ],
    unknown: files,
    notes: [],
  });
  if (tree.get(RECORD) !== true) return nothing(RECORD, "it is missing, or no plain file");
  const record = await readRecord(folder);
  const of = record && madeOf(record);
  if (!record || !of) return nothing(RECORD, "it does not say what the export is made of");
  const log = tree.get(LOG) === true ? readLog(join(folder, LOG)) : null;
  const { releases, damaged } = await releasesIn(folder, tree, log);
  const land = await territories(folder, tree, of);
  if (typeof land === "string") return nothing(TERRITORY, land);

  const { url, base: path } = record;
  const options = {
    ...optionsOf(of, land, log),
    webRoot: existsSync(web) ? web : null,
    releases,
    site: { url, path, files: true, contribute: of.contribute },
  };
  const frozen = (file: string) => {
    const [, id, name = ""] = RELEASE_FILE.exec(file) ?? [];
    return FROZEN.has(name) && tree.get(`${SHELF}/${id}/${MANIFEST}`) === true;
  };
  const pages = options.webRoot === null ? null : pagesDigest(options.webRoot);
  const othersPages = pages !== of.pages;
  const { held, deviations, unknown } = await holdFiles({ folder, tree, record, files: siteFiles(options), frozen, othersPages });
  const shown = heldShown(
    { settings: of.settings, territory: land.territory, inForce: options.inForce(), breaches: of.breaches },
    releases.map(({ manifest }) => manifest),
    log,
  );
  const broken = [...damaged, ...(log === null ? ["the log"] : [])];
  const findings = [
    ...deviations.map((one) => findingOf(one, broken)),
    ...(othersPages && unknown.length === 0
      ? [{ file: RECORD, promise: "export", detail: "it says that another build made the pages; they are this program's" }]
      : []),
    ...shown.faults.map(({ part, detail }) => ({
      file: part === "territory" ? TERRITORY : RECORD,
      promise: `signed ${part}`,
      detail,
    })),
  ];
  const differs = of.version !== packageVersion() && findings.length > 0;
  const notes = [
    `nothing signed tells ${unsignedOf(record, of, land, shown.mended).join("; ")}`,
    ...shown.notes,
    ...(unknown.length > 0
      ? [`another build made its pages: what these do is not known (${unknown.length} files, such as ${unknown[0]})`]
      : []),
    ...(differs
      ? [
          `Voisinage ${of.version} made it, and this is ${packageVersion()}: whether files differ by that alone is told by that version`,
        ]
      : []),
  ];
  return { folder, made_by: of.version, held, findings, unknown, notes: notes.map((note) => `${folder}: ${note}`) };
}

function someOf([first, ...more]: readonly string[]): string {
  return first === undefined ? "" : ` (${more.length + 1} files, such as ${first})`;
}

/** What an export shows on its own word: whoever made it could have said something else. */
function unsignedOf(
  { url, base }: ExportRecord,
  { contribute }: MadeOf,
  { territory }: Land,
  mended: readonly string[],
): string[] {
  return [
    ...(url === null && base === "/" ? [] : [`that it stands at ${url ?? base}`]),
    ...(contribute === null ? [] : [`that contributions go to ${contribute}`]),
    ...(mended.length === 0 ? [] : [`settings that are others than its newest release's (${mended.join(", ")})`]),
    ...(territory.shapes === null ? [] : ["outlines of areas"]),
    ...(territory.references.length === 0 ? [] : ["whose the averages of others are"]),
    "names of levels",
  ];
}

function optionsOf(of: MadeOf, { territory, noticed }: Land, log: PublicLog | null) {
  const { settings, in_force, breaches } = of;
  const terms = { settings: in_force.settings ?? settings, territory: noticed };
  return {
    commons: settings,
    territory,
    clock: () => new Date(),
    inForce: () => terms,
    breaches: () => breaches,
    log: () => log,
  } satisfies Omit<PortalOptions, "releases" | "webRoot">;
}

/** Releases whose data can be read, of those that the log does not contradict; and which cannot, or are gone. */
async function releasesIn(folder: string, tree: Tree, log: PublicLog | null) {
  const said = new Map(
    log?.entries.flatMap((entry) => (entry.kind === "released" ? [[entry.publication, entry.manifest] as const] : [])),
  );
  const releases: OpenRelease[] = [];
  const damaged: string[] = [];
  const there = [...tree].flatMap(([path, plain]) => {
    const [, id = "", name] = RELEASE_FILE.exec(path) ?? [];
    return plain && name === MANIFEST ? [id] : [];
  });
  for (const id of [...new Set([...there, ...said.keys()])].sort()) {
    const place = join(folder, SHELF, id);
    try {
      if (!there.includes(id) || (said.has(id) && said.get(id) !== (await hashFile(join(place, MANIFEST))).sha256))
        damaged.push(id);
      else releases.push(await openReadable(place));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      damaged.push(id);
    }
  }
  return { releases, damaged };
}

interface Land {
  readonly territory: Territory;
  /** of the notice */
  readonly noticed: Territory;
}

/** The territory that an export shows, as its own files have it; or why it cannot be read. */
async function territories(folder: string, tree: Tree, { in_force }: MadeOf): Promise<Land | string> {
  const read = async (name: string) => {
    if (tree.get(name) !== true) throw new RangeError(`${name} is missing, or no plain file`);
    if ((await lstat(join(folder, name))).size > LARGEST) throw new RangeError(`${name} has more than ${LARGEST} bytes`);
    return JSON.parse(await readFile(join(folder, name), "utf8"));
  };
  try {
    const shapes = tree.has(SHAPES) ? await read(SHAPES) : null;
    const territory = buildTerritory({ ...(await read(TERRITORY)), shapes });
    return { territory, noticed: in_force.territory === null ? territory : buildTerritory(in_force.territory as TerritoryInput) };
  } catch (error) {
    if (error instanceof Refusal || error instanceof RangeError || error instanceof SyntaxError) return error.message;
    throw error;
  }
}

function findingOf({ file, promise, detail, page }: Deviation, broken: readonly string[]): Finding {
  const excused = broken.length > 0 && (!page || file.endsWith(".html"));
  return {
    file,
    promise,
    detail: excused ? `${detail} (${broken.join(", ")} cannot be read or is gone: it may be why)` : detail,
  };
}
