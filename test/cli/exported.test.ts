import { lstatSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import type { ExportRecord } from "../../src/portal/export/record.ts";
import {
  besideReleases,
  changeByte,
  edit,
  exportHome,
  FROZEN,
  filesOf,
  putRecord,
  recordOf,
  upToDate,
  verified,
  withSpoiltFiles,
  writePages,
} from "../support/exported.ts";
import { folderOfFile } from "../support/folder.ts";
import { loggedHome } from "../support/logged.ts";

const temporary = folderOfFile();
const at = (...path: string[]) => join(temporary, ...path);
const WATER = "v1/datasets/water/exports/water.csv";
const SCRIPT = "assets/compare-aaaaaaaa.js";
const held = (site: string) => verified(site, at("web"));
let [home, below, root] = ["", "", ""];

beforeAll(async () => {
  writePages(at("web"), SCRIPT);
  home = await loggedHome(temporary, { periods: ["2025", "2025-01"] });
  root = await exportHome(at("root"), home, at("web"));
  below = await exportHome(at("below"), home, at("web"), { "base-url": "https://data.example.org/commons/" }, true);
});

test("an export as it was written is held, and written again it is the same", async () => {
  for (const site of [root, below]) expect(await held(site)).toMatchObject({ ok: true, findings: [], unknown: [] });
  expect(recordOf(await exportHome(at("again"), home, at("web")))).toEqual(recordOf(root));
});

describe("what is beside the files is held as well", () => {
  test("a compressed form of something else", async () => {
    const [path, frozen] = ["v1/catalog.json.gz", "v1/releases/2025-01/observations.csv.gz"];
    const spoil = () => {
      writeFileSync(join(below, path), gzipSync(readFileSync(join(below, "v1/catalog.json"), "utf8").replace('"k":2', '"k":5')));
      writeFileSync(join(below, frozen), gzipSync("REF_AREA\n"));
      upToDate(below);
    };
    expect([...(await withSpoiltFiles(below, [path, frozen], spoil, () => held(below))).named].sort()).toEqual([path, frozen]);
  });

  test("a link to the same bytes, a file that is gone, one too many", async () => {
    const [gone, more] = ["v1/catalog.json", "v1/datasets/water/exports/corrected.csv"];
    const spoil = () => {
      renameSync(join(root, WATER), at("elsewhere.csv"));
      symlinkSync(at("elsewhere.csv"), join(root, WATER));
      rmSync(join(root, gone));
      writeFileSync(join(root, more), "x");
      upToDate(root);
    };
    const { findings } = await withSpoiltFiles(root, [WATER, gone, more], spoil, () => held(root));
    expect(findings.map(({ file, detail }) => [file, detail]).sort()).toEqual([
      [gone, "it is missing"],
      [more, expect.stringContaining("nothing explains it")],
      [WATER, "it is not a plain file"],
    ]);
  });

  test("the record of the files", async () => {
    const listed = (change: (files: ExportRecord["files"]) => ExportRecord["files"]) => () =>
      putRecord(root, { ...recordOf(root), files: change(recordOf(root).files) });
    const cases: [named: string, () => void][] = [
      [".nojekyll", listed(([first, ...files]) => [{ ...first!, sha256: "0".repeat(64) }, ...files])],
      [".nojekyll", listed(([first, ...files]) => [{ ...first!, bytes: first!.bytes + 1 }, ...files])],
      [".nojekyll", listed(([, ...files]) => files)],
      ["export.json", listed(([first, ...files]) => [first!, first!, ...files])],
      ["zzz", listed((files) => [...files, { ...files[0]!, path: "zzz" }])],
      ["export.json", () => edit(root, "export.json", /\n$/, "\n\n")],
    ];
    for (const [named, spoil] of cases) expect((await withSpoiltFiles(root, [], spoil, () => held(root))).named).toEqual([named]);
  });
});

describe("every byte of every file is compared: whichever is changed, to whatever, the probability that it passes is 0", () => {
  const flipped = (paths: readonly string[]) =>
    withSpoiltFiles(
      below,
      paths,
      () => {
        for (const path of paths) changeByte(join(below, path), Math.random());
      },
      () => held(below),
    );
  const some = () => filesOf(below).filter((path) => lstatSync(join(below, path)).size > 0);
  /** What all others are made of. */
  const BROUGHT = ["v1/zones.json", "v1/composition.json", "v1/climate.json", "v1/context.geojson"];
  const SOURCES = ["v1/log.json", "v1/territory.json", ...BROUGHT];

  test("what the territory brings is signed: another leaf, count, degree or place is named", async () => {
    const changes = [/m0l1/, /780/, /310\.5/, /1\.5/].map((was, i) => [BROUGHT[i] as string, was] as const);
    for (const [path, was] of changes) {
      const spoil = () => {
        edit(root, path, was, path.includes("zones") ? "m0l0" : "7");
        upToDate(root);
      };
      const { findings } = await withSpoiltFiles(root, [path], spoil, () => held(root));
      const signed = findings.filter(({ promise }) => promise === "signed territory");
      expect([path, signed.length]).toEqual([path, 1]);
    }
  });

  // Each file meets two of the texts in every run; VOISINAGE_FULL=1: all of them.
  test("one of these that is gone, or is something else, is found, and stops nothing with a crash", async () => {
    const texts = [null, "null", "7", "[]", '{"zones":7}', "{"];
    const cases = BROUGHT.flatMap((path, i) =>
      texts.filter((_, j) => process.env.VOISINAGE_FULL === "1" || j % 3 === i % 3).map((text) => ({ path, text })),
    );
    for (const { path, text } of cases) {
      const spoil = () => (text === null ? rmSync(join(root, path)) : writeFileSync(join(root, path), text));
      const { ok, findings } = await withSpoiltFiles(root, [path], spoil, () => held(root));
      expect([path, text, ok, findings.length > 0]).toEqual([path, text, false, true]);
    }
  });

  test("a byte of every file beside releases: each is named", async () => {
    const made = some().filter((path) => !FROZEN.test(path) && !SOURCES.includes(path));
    expect(made.length).toBeGreaterThan(120);
    const { named } = await flipped(made);
    expect([...new Set(named)].sort()).toEqual(made);
  });
});

describe("an export whose releases do not verify is not made again, which fails as they do", () => {
  test.each([
    ["a file that nothing else is made of", "v1/releases/2025-01/observations.csv", (path: string) => changeByte(path, 0.5)],
    ["its data", "v1/releases/2025-01/observations.arrow", (path: string) => changeByte(path, 0.5)],
    [
      "its manifest",
      "v1/releases/2025-01/manifest.json",
      (path: string) => edit(dirname(path), "manifest.json", '"etalab-2.0"', '"etalab-2.1"'),
    ],
    ["all of it", "v1/releases/2025-01", (path: string) => rmSync(path, { recursive: true })],
  ])("%s", async (_, path, damage) => {
    const result = await withSpoiltFiles(
      root,
      [path],
      () => damage(join(root, path)),
      () => held(root),
    );
    expect(result).toMatchObject({ ok: false, held: 0, findings: [{ promise: "export" }] });
    expect(result.unknown).toContain(WATER);
    const faulty = result.releases.flatMap(({ folder: one, findings }) => (findings.length > 0 ? [basename(one)] : []));
    expect(faulty).toEqual(lstatSync(join(root, path), { throwIfNoEntry: false })?.isDirectory() ? [] : ["2025-01"]);
  });
});

describe("pages of another build", () => {
  const other = () => putRecord(root, { ...recordOf(root), of: { ...(recordOf(root).of as object), pages: "0".repeat(64) } });

  test("are not known, which is said, and what is made of releases is compared all the same", async () => {
    const spoil = () => {
      other();
      rmSync(join(root, SCRIPT));
      writeFileSync(join(root, "assets/compare-00000000.js"), "other()");
      upToDate(root);
    };
    const paths = [SCRIPT, "assets/compare-00000000.js"];
    const { ok, unknown, notes } = await withSpoiltFiles(root, paths, spoil, () => held(root));
    expect([ok, unknown]).toEqual([true, ["assets/compare-00000000.js"]]);
    expect(notes.join("\n")).toContain(
      "with pages of another build: that one alone tells whether 1 files, such as assets/compare-0",
    );
    const both = () => {
      spoil();
      changeByte(join(root, WATER), 0.5);
      upToDate(root);
    };
    expect((await withSpoiltFiles(root, [...paths, WATER], both, () => held(root))).named).toEqual([WATER]);
  });

  test("are not said of this build's", async () => {
    expect((await withSpoiltFiles(root, [], other, () => held(root))).named).toEqual(["export.json"]);
  });
});

describe("an export of another version", () => {
  const other = (change: object) => () =>
    putRecord(root, { ...recordOf(root), of: { ...(recordOf(root).of as object), ...change } });

  test("is not made again, which is said", async () => {
    const { ok, unknown, notes, held: same } = await withSpoiltFiles(root, [], other({ version: "9.9.9" }), () => held(root));
    expect([ok, same, unknown]).toEqual([true, 0, besideReleases(root).filter((path) => path !== "v1/log.json")]);
    expect(notes.join("\n")).toMatch(
      /Voisinage 9\.9\.9 made it, and this is .*: that one alone tells whether \d+ files, such as/,
    );
  });

  test("is compared with its list of files, and what it shows figures with with what is signed", async () => {
    const spoil = () => {
      other({ version: "9.9.9" })();
      changeByte(join(root, WATER), 0.5);
    };
    expect((await withSpoiltFiles(root, [WATER], spoil, () => held(root))).named).toEqual([WATER]);
    const lie = other({ version: "9.9.9", settings: { ...(recordOf(root).of as { settings: object }).settings, k: 9 } });
    expect((await withSpoiltFiles(root, [], lie, () => held(root))).findings).toEqual([
      expect.objectContaining({ promise: "signed settings" }),
    ]);
  });
});

test("an export that does not say what it is made of is not held, and fails", async () => {
  const { of: _, ...bare } = recordOf(root);
  for (const spoil of [
    () => putRecord(root, bare),
    () => rmSync(join(root, "export.json")),
    () => writeFileSync(join(root, "export.json"), "{}"),
  ]) {
    const result = await withSpoiltFiles(root, [], spoil, () => held(root));
    expect(result).toMatchObject({ ok: false, held: 0, findings: [{ file: "export.json", promise: "export" }] });
  }
});
