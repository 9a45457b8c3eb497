import { promises as fs, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test, vi } from "vitest";
import { Refusal } from "../../src/contract/problem.ts";
import { numberCell, textCell } from "../../src/release/columnar.ts";
import { loadReleases, openRelease, writeRelease } from "../../src/release/index.ts";
import { folderOfTest } from "../support/folder.ts";
import { sampleRelease } from "../support/release.ts";

let folder: string;
beforeEach(() => {
  folder = folderOfTest();
});

test("a release is written whole and opens with the same rows", async () => {
  const input = sampleRelease(folder);
  const manifest = await writeRelease(input);
  const open = await openRelease(join(folder, "2026"));
  expect(open.manifest).toEqual(manifest);
  expect(open.report).toEqual(input.report);
  expect(open.groups).toEqual(input.tables.groups);
  expect(open.observations.length).toBe(input.tables.observations.length);
  input.tables.observations.forEach((row, i) => {
    expect(textCell(open.observations, "REF_AREA", i)).toBe(row.REF_AREA);
    expect(numberCell(open.observations, "OBS_VALUE", i)).toBe(row.OBS_VALUE);
  });
  expect(readdirSync(folder)).toEqual(["2026"]);
});

test("the same rows give the same bytes, file by file", async () => {
  const other = folderOfTest();
  const a = await writeRelease(sampleRelease(folder));
  const b = await writeRelease(sampleRelease(other));
  expect(b).toEqual(a);
});

test("a release that exists is returned as it is, whatever is asked", async () => {
  const first = await writeRelease(sampleRelease(folder));
  const again = sampleRelease(folder);
  const changed = { ...again, tables: { ...again.tables, observations: again.tables.observations.slice(0, 3) } };
  expect(await writeRelease(changed)).toEqual(first);
  expect((await openRelease(join(folder, "2026"))).manifest).toEqual(first);
});

test("a run that dies before the rename leaves nothing that looks like a release, and the next one cleans up", async () => {
  const rename = vi
    .spyOn(fs, "rename")
    .mockRejectedValueOnce(Object.assign(new Error("cut"), { code: "EIO", syscall: "rename" }));
  await expect(writeRelease(sampleRelease(folder))).rejects.toMatchObject({ code: "storage-failed" });
  expect(rename).toHaveBeenCalledOnce();
  expect(readdirSync(folder)).toEqual([]);
  // A killed process cannot even remove its temporary folder.
  mkdirSync(join(folder, ".tmp-2026-killed"));
  writeFileSync(join(folder, ".tmp-2026-killed", "observations.csv"), "half");
  expect((await loadReleases(folder)).releases).toEqual([]);
  await writeRelease(sampleRelease(folder));
  expect(readdirSync(folder)).toEqual(["2026"]);
});

test("a full disk is named, and nothing is left", async () => {
  vi.spyOn(fs, "writeFile").mockRejectedValueOnce(Object.assign(new Error("full"), { code: "ENOSPC", syscall: "open" }));
  await expect(writeRelease(sampleRelease(folder))).rejects.toMatchObject({ code: "storage-full" });
  expect(readdirSync(folder)).toEqual([]);
});

test("every file is synced before the folder has its name", async () => {
  const order: string[] = [];
  const open = fs.open;
  vi.spyOn(fs, "open").mockImplementation(async (...args) => {
    const handle = await open(...args);
    const sync = handle.sync.bind(handle);
    handle.sync = async () => {
      order.push(String(args[0]).split("/").at(-1) as string);
      return sync();
    };
    return handle;
  });
  const rename = fs.rename;
  vi.spyOn(fs, "rename").mockImplementation(async (...args) => {
    order.push("rename");
    return rename(...args);
  });
  const { files } = await writeRelease(sampleRelease(folder));
  const before = order.slice(0, order.indexOf("rename"));
  for (const { name } of files) expect(before).toContain(name);
  expect(before).toContain("manifest.json");
  expect(order.at(-1)).toBe(folder.split("/").at(-1));
});

test("an id that is no period is refused before anything is written", async () => {
  await expect(writeRelease({ ...sampleRelease(folder), id: "../x" })).rejects.toThrow("../x");
  expect(readdirSync(folder)).toEqual([]);
});

test("a damaged release is named and the others are served", async () => {
  await writeRelease(sampleRelease(folder, "2026"));
  await writeRelease(sampleRelease(folder, "2026-01"));
  await writeRelease(sampleRelease(folder, "2026-r1"));
  const path = join(folder, "2026-01", "observations.csv");
  writeFileSync(path, `${readFileSync(path, "utf8")}x`);
  const { releases, damaged } = await loadReleases(folder);
  expect(releases.map(({ id }) => id)).toEqual(["2026", "2026-r1"]);
  expect(damaged).toEqual([{ id: "2026-01", reason: expect.stringContaining("observations.csv") }]);
  await expect(openRelease(join(folder, "2026-01"))).rejects.toThrow(Refusal);
  expect(await loadReleases(join(folder, "nowhere"))).toEqual({ releases: [], damaged: [] });
});
