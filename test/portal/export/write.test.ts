import { promises as fs, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Refusal } from "../../../src/contract/problem.ts";
import { writeExport } from "../../../src/portal/export/index.ts";
import { inFolder } from "../../support/folder.ts";
import { readTree, site, type TextsByPath, writeTree } from "./support.ts";

let root: string;
let to: string;
beforeEach(async () => {
  root = await fs.mkdtemp(join(tmpdir(), "voisinage-write-"));
  to = join(root, "site");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const write = (tree: TextsByPath, folder = to, compress = false) => writeTree(folder, tree, compress);
const read = (folder = to) => readTree(folder);

async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(Refusal);
  expect((error as Refusal).code).toBe("not-an-export");
  return (error as Refusal).message;
}

test("an export is exactly its files, whatever was exported before, and the same bytes each time", async () => {
  const tree = fc.dictionary(fc.constantFrom("a.txt", "b.txt", "b/a.txt", "b/c/d.txt", "e/f.txt"), fc.string({ maxLength: 8 }), {
    minKeys: 1,
  });
  await fc.assert(
    fc.asyncProperty(fc.array(tree, { minLength: 1, maxLength: 4 }), (trees) =>
      inFolder(async (folder) => {
        const [once, again] = [join(folder, "once"), join(folder, "again")];
        for (const one of trees) {
          await write(one, once);
          expect(read(once)).toEqual(one);
        }
        await write(trees.at(-1) as TextsByPath, again);
        expect(readFileSync(join(again, "export.json"))).toEqual(readFileSync(join(once, "export.json")));
        expect(readdirSync(folder).sort()).toEqual(["again", "once"]);
      }),
    ),
    { numRuns: 30 },
  );
});

test("what has not changed keeps its inode and date, and an export that is as it would be is left alone", async () => {
  await write({ "a.txt": "1", "b.txt": "2", "c.txt": "3" });
  const before = statSync(join(to, "a.txt"));
  expect(await write({ "a.txt": "1", "b.txt": "two" })).toMatchObject({ written: 1, kept: 1, removed: 1, files: 2, bytes: 4 });
  const after = statSync(join(to, "a.txt"));
  expect([after.ino, after.mtimeMs]).toEqual([before.ino, before.mtimeMs]);
  const folder = statSync(to).ino;
  expect(await write({ "a.txt": "1", "b.txt": "two" })).toMatchObject({ written: 0, kept: 2, removed: 0 });
  expect(statSync(to).ino).toBe(folder);
});

test("a file that was spoilt or lost since, or is a link, is written anew", async () => {
  await write({ "a.txt": "one", "b.txt": "two", "c.txt": "three" });
  writeFileSync(join(to, "a.txt"), "ONE");
  rmSync(join(to, "b.txt"));
  rmSync(join(to, "c.txt"));
  writeFileSync(join(root, "elsewhere"), "three");
  symlinkSync(join(root, "elsewhere"), join(to, "c.txt"));
  expect(await write({ "a.txt": "one", "b.txt": "two", "c.txt": "three" })).toMatchObject({ written: 3, kept: 0 });
  expect(read()).toEqual({ "a.txt": "one", "b.txt": "two", "c.txt": "three" });
});

test("a folder that holds anything else is refused by what it holds, and is left as it is", async () => {
  mkdirSync(to);
  writeFileSync(join(to, "thesis.tex"), "years of work");
  expect(await refusal(write({ "a.txt": "1" }))).toContain("thesis.tex");
  expect(read()).toEqual({ "thesis.tex": "years of work" });
  rmSync(join(to, "thesis.tex"));
  await write({ "a.txt": "1" });
  writeFileSync(join(to, "CNAME"), "data.example.org");
  expect(await refusal(write({ "a.txt": "2" }))).toContain("CNAME");
  expect(read()).toEqual({ "a.txt": "1", CNAME: "data.example.org" });
});

test("a record that leads out of the folder is no record", async () => {
  mkdirSync(to);
  const files = [{ path: "../home", bytes: 1, sha256: "0".repeat(64) }];
  writeFileSync(join(to, "export.json"), JSON.stringify({ schema: "voisinage-export/1", url: null, base: "/", files }));
  expect(await refusal(write({ "a.txt": "1" }))).toContain("no export of ours");
});

test("a file in the place of the folder is refused", async () => {
  writeFileSync(to, "a file");
  expect(await refusal(write({ "a.txt": "1" }))).toContain("is no folder");
});

test("an empty folder is taken, and a link to a folder is that folder", async () => {
  mkdirSync(join(root, "real"));
  symlinkSync(join(root, "real"), to);
  await write({ "a.txt": "1" });
  expect(read(join(root, "real"))).toEqual({ "a.txt": "1" });
  expect(readdirSync(root).sort()).toEqual(["real", "site"]);
});

test("a web server may read it, whatever the operator's own files are", async () => {
  const mask = process.umask(0o077);
  try {
    await write({ "b/a.txt": "1" });
  } finally {
    process.umask(mask);
  }
  for (const [path, mode] of [
    ["", 0o755],
    ["b", 0o755],
    ["b/a.txt", 0o644],
    ["export.json", 0o644],
  ] as const)
    expect([path, statSync(join(to, path)).mode & 0o777]).toEqual([path, mode]);
});

test("every file and folder is on the disk before the new folder takes its place", async () => {
  const order: string[] = [];
  const { open, rename } = fs;
  vi.spyOn(fs, "open").mockImplementation(async (path, ...rest) => {
    const handle = await open(path, ...rest);
    const { sync } = handle;
    handle.sync = async () => {
      order.push(String(path).replace(/^.*voisinage-new-site-[^/]*/, "new"));
      return sync.call(handle);
    };
    return handle;
  });
  vi.spyOn(fs, "rename").mockImplementation(async (from, into) => {
    order.push("rename");
    return rename(from, into);
  });
  await write({ "b/a.txt": "1", "c.txt": "2" });
  expect([...order.slice(0, -2)].sort()).toEqual(["new", "new/b", "new/b/a.txt", "new/c.txt", "new/export.json"]);
  expect(order.slice(-2)).toEqual(["rename", root]);
});

test("a disk that refuses in the middle leaves what was there, and nothing beside it", async () => {
  await write({ "a.txt": "1" });
  const fails = Object.assign(new Error("cut"), { code: "ENOSPC", syscall: "write" });
  const files = [
    { path: "a.txt", bytes: async () => Buffer.from("2") },
    { path: "b.txt", bytes: () => Promise.reject(fails) },
  ];
  await expect(writeExport({ files, site, to, compress: false })).rejects.toBe(fails);
  expect([read(), readdirSync(root)]).toEqual([{ "a.txt": "1" }, ["site"]]);
  const { rename } = fs;
  const renames = vi.spyOn(fs, "rename").mockImplementation(async (from, into) => {
    if (renames.mock.calls.length === 2) throw fails;
    return rename(from, into);
  });
  await expect(write({ "a.txt": "2" })).rejects.toBe(fails);
  expect(read()).toEqual({ "a.txt": "1" });
});

test("another run's half-written folder is left alone while that run lives", async () => {
  const theirs = join(root, `.voisinage-new-site-${process.ppid}-abc`);
  mkdirSync(theirs);
  mkdirSync(join(root, ".voisinage-new-site-999999999-abc"));
  await write({ "a.txt": "1" });
  expect(readdirSync(root).sort()).toEqual([`.voisinage-new-site-${process.ppid}-abc`, "site"]);
});

test("compressed forms stand beside texts that gain by it, unpack to them, and go with them", async () => {
  const long = "une ligne, puis une autre\n".repeat(200);
  await write({ "a.csv": long, "b.parquet": long, "short.json": "{}" }, to, true);
  expect(readdirSync(to).sort()).toEqual(["a.csv", "a.csv.br", "a.csv.gz", "b.parquet", "export.json", "short.json"]);
  expect(gunzipSync(readFileSync(join(to, "a.csv.gz"))).toString()).toBe(long);
  expect(brotliDecompressSync(readFileSync(join(to, "a.csv.br"))).toString()).toBe(long);
  expect(await write({ "a.csv": long }, to, true)).toMatchObject({ kept: 3, removed: 2 });
  await write({ "b.parquet": "1" }, to, true);
  expect(readdirSync(to).sort()).toEqual(["b.parquet", "export.json"]);
});
