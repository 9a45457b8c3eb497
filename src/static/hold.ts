import { lstat, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { SiteFile } from "../portal/index.ts";
import { hashFile, sha256 } from "../release/index.ts";
import { PACKED, unpacked } from "./compress.ts";
import { difference } from "./difference.ts";
import { type ExportRecord, RECORD, type RecordedFile, recordText } from "./record.ts";

export interface HoldInput {
  readonly folder: string;
  /** of the folder: its paths, and whether each is a plain file */
  readonly tree: ReadonlyMap<string, boolean>;
  readonly record: ExportRecord;
  /** what the site consists of, made again */
  readonly files: readonly SiteFile[];
  /** files that are held to something else already: of these, only compressed forms and what the record says are looked at */
  readonly frozen: (path: string) => boolean;
  /** the pages are of another build than those of `files`: what differs of them is not known */
  readonly othersPages: boolean;
}

/** A file that is not what it must be. */
export interface Deviation {
  readonly file: string;
  readonly promise: "as its releases make it" | "no other file" | "list of files";
  readonly detail: string;
  /** it lies where pages do */
  readonly page: boolean;
}

export interface HeldFiles {
  /** files that are what they must be, to the last byte */
  readonly held: number;
  readonly deviations: readonly Deviation[];
  /** files of others' pages */
  readonly unknown: readonly string[];
}

type Seen = Pick<RecordedFile, "bytes" | "sha256">;

/** Bytes by which a compressed form may be larger than what is in it. */
const OVERHEAD = 1024;
/** Pages stand at the root of a site, and what they load in one folder below it. */
const PAGES_PLACE = /^(assets\/)?[^/]+$/;

/** Holds every file of an export against what it must be, byte for byte, and the record of its files against them. */
export async function holdFiles(input: HoldInput): Promise<HeldFiles> {
  const { folder, tree, files, frozen, othersPages } = input;
  const deviations: Deviation[] = [];
  const unknown: string[] = [];
  const [seen, explained] = [new Map<string, Seen>(), new Set([RECORD])];
  const own = new Set(files.map(({ path }) => path));
  let held = 0;

  const deviates = (file: string, page: boolean, promise: Deviation["promise"], detail: string) => {
    if (!page || !othersPages) deviations.push({ file, promise, detail, page });
    else if (tree.has(file)) unknown.push(file);
  };
  const hold = async (path: string, page: boolean, expected: Uint8Array, unpack: (bytes: Buffer) => Buffer | null) => {
    explained.add(path);
    const found = await fileAt(input, path, 2 * expected.byteLength + OVERHEAD);
    if (typeof found === "string") return deviates(path, page, "as its releases make it", found);
    seen.set(path, { bytes: found.byteLength, sha256: sha256(found) });
    const bytes = unpack(found);
    const fault = bytes ? difference(bytes, expected) : "it cannot be unpacked";
    if (fault === null) held++;
    else deviates(path, page, "as its releases make it", fault);
  };
  const holdCompressed = async (path: string, page: boolean, expected: () => Promise<Uint8Array>) => {
    const there = PACKED.filter((extension) => tree.has(path + extension) && !own.has(path + extension));
    if (there.length === 0) return;
    const content = await expected();
    for (const extension of there)
      await hold(path + extension, page, content, (bytes) => unpacked(extension, bytes, content.byteLength + OVERHEAD));
  };

  for (const { path, page = false, bytes } of files) {
    if (frozen(path)) continue;
    const expected = await bytes().catch((error: Error) => error);
    if (expected instanceof Error) {
      explained.add(path);
      deviates(path, page, "as its releases make it", `it cannot be made again: ${expected.message}`);
      continue;
    }
    await hold(path, page, expected, (found) => found);
    await holdCompressed(path, page, async () => expected);
  }
  for (const [path, plain] of tree) {
    if (!frozen(path)) continue;
    explained.add(path);
    if (!plain) continue;
    seen.set(path, await hashFile(join(folder, path)));
    await holdCompressed(path, false, () => readFile(join(folder, path)));
  }
  for (const [path, plain] of tree) {
    if (explained.has(path)) continue;
    deviates(path, PAGES_PLACE.test(path), "no other file", "nothing explains it: the site has no such file");
    if (plain && othersPages && unknown.includes(path)) seen.set(path, await hashFile(join(folder, path)));
  }
  const listed = recordFaults(input, seen, new Set(deviations.map(({ file }) => file)));
  const inForm = recordText(input.record) === (await readFile(join(folder, RECORD), "utf8"));
  if (!inForm) listed.push([RECORD, "it is not in the form in which it is written"]);
  for (const [file, detail] of listed) deviations.push({ file, promise: "list of files", detail, page: false });
  return { held: held + (listed.length === 0 ? 1 : 0), deviations, unknown };
}

/** A plain file's bytes, or why there are none. */
async function fileAt({ folder, tree }: HoldInput, path: string, largest: number): Promise<Buffer | string> {
  const plain = tree.get(path);
  if (plain === undefined) return "it is missing";
  if (!plain) return "it is not a plain file";
  const { size } = await lstat(join(folder, path));
  return size > largest ? `it has ${size} bytes; expected at most ${largest}` : readFile(join(folder, path));
}

/**
 * Does the record list each file once, with its size and its hash?
 *
 * @param seen files that are there
 * @param named files that are named anyway: what the record says of them says no more
 */
function recordFaults({ record, tree }: HoldInput, seen: ReadonlyMap<string, Seen>, named: ReadonlySet<string>) {
  const listed = new Map(record.files.map((file) => [file.path, file]));
  const faults: [file: string, detail: string][] = [];
  if (record.files.length > listed.size) faults.push([RECORD, "it lists a file twice"]);
  for (const [path, { bytes, sha256: hash }] of seen) {
    if (named.has(path)) continue;
    const said = listed.get(path);
    if (said === undefined) faults.push([path, `${RECORD} does not list it`]);
    else if (said.bytes !== bytes || said.sha256 !== hash)
      faults.push([path, `it has ${bytes} bytes and the sha256 ${hash}; ${RECORD} says ${said.bytes} and ${said.sha256}`]);
  }
  for (const path of listed.keys())
    if (!tree.has(path) && !named.has(path)) faults.push([path, `${RECORD} lists it, and it is not there`]);
  return faults;
}
