import {
  appendFileSync,
  cpSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { printedWhenForged, printedWhenWell } from "../../dashboards/privacy/printed.ts";
import type { PublicLog } from "../../src/contract/log.ts";
import type { VerifiedExport } from "../../src/verify/index.ts";
import { voisinage } from "../support/cli.ts";
import { changeByte, edit, FROZEN, filesOf, upToDate, withSpoiltFiles } from "../support/exported.ts";
import { folderOfFile } from "../support/folder.ts";
import { loggedHome } from "../support/logged.ts";

const temporary = folderOfFile();
const at = (...path: string[]) => join(temporary, ...path);
/** Below a path, with an address, compressed; and at the root of whichever host. */
const BELOW = ["--base-url", "https://data.example.org/commons/", "--compress"];
let [home, below, root] = ["", "", ""];

beforeAll(async () => {
  home = await loggedHome(temporary, { periods: ["2025", "2025-01"] });
  for (const [name, ...options] of [["below", ...BELOW], ["root"]] as const) {
    const done = await voisinage("export", "--home", home, "--to", at(name), ...options);
    expect([name, done.code]).toEqual([name, 0]);
  }
  [below, root] = [at("below"), at("root")];
});

interface Result {
  readonly ok: boolean;
  readonly notes: readonly string[];
  readonly exports: readonly VerifiedExport[];
}

async function verified(path: string): Promise<Result & { readonly named: string[] }> {
  const { code, out, err } = await voisinage("verify", path, "--json");
  expect(err).toBe("");
  const result = JSON.parse(out) as Result;
  expect([result.ok, code]).toEqual([code === 0, code]);
  return { ...result, named: result.exports.flatMap(({ findings }) => findings.map(({ file }) => file)) };
}

test.each(["below", "root"])("an export as it was written: every file beside its releases is held (%s)", async (name) => {
  const { ok, exports, notes } = await verified(at(name));
  expect({ ok, exports }).toMatchObject({
    ok: true,
    exports: [{ held: filesOf(at(name)).length, findings: [], unknown: [] }],
  });
  expect(notes.join("\n").includes("it stands at https://data.example.org/commons/")).toBe(name === "below");
  expect(notes.join("\n")).toContain("nothing signed tells");
});

test("what is said to people is short: a count, what is not checked, and the first twenty by name", async () => {
  const good = await voisinage("verify", root);
  expect(good.out).toContain(`${root}: ${filesOf(root).length} files are what its releases make, to the last byte\n`);
  const pages = filesOf(root).filter((path) => path.startsWith("assets/"));
  expect(pages.length).toBeGreaterThan(25);
  const bad = await withSpoiltFiles(
    root,
    pages,
    () => {
      for (const path of pages) rmSync(join(root, path));
    },
    () => voisinage("verify", root),
  );
  expect(bad.code).toBe(1);
  expect(bad.out.match(/assets\/.*: it is missing$/gm)).toHaveLength(20);
  expect(bad.out).toContain(`${root}: and ${pages.length - 20} more; --json lists them all\n`);
});

test("what Confiance tells strangers to expect is what the program prints, of true files and of a forged one", async () => {
  const taken = at("taken");
  cpSync(join(home, "releases"), join(taken, "releases"), { recursive: true });
  cpSync(join(root, "v1", "log.json"), join(taken, "log.json"));
  const printed = async () => (await voisinage("verify", taken)).out.replaceAll(`${taken}/`, "").split("\n");
  const log = JSON.parse(readFileSync(join(taken, "log.json"), "utf8")) as PublicLog;
  const lines = await printed();
  for (const line of printedWhenWell(["2025", "2025-01"], log))
    expect(lines.filter((one) => one.startsWith(line.replace("…", "")))).toHaveLength(1);
  appendFileSync(join(taken, "releases/2025/observations.csv"), "forged\n");
  const pattern = (line: string) => line.replaceAll(/\d{3,}(?= bytes|$)/g, "N");
  expect((await printed()).map(pattern)).toContain(pattern(printedWhenForged("2025")));
});

describe("a file that was changed is named, and fails", () => {
  const script = () => filesOf(root).find((path) => /^assets\/.*\.js$/.test(path)) as string;
  const water = "v1/datasets/water/exports/water";
  const DIFFERS = /^it has \d+ bytes and the sha256 \w{64}; expected \d+ and \w{64}$/;
  /** A file, what is done to it, and what is said of it. */
  type Change = [path: string, change: (site: string, path: string) => void, detail: RegExp];
  const one = (): Change[] => [
    [`${water}.csv`, (site, path) => edit(site, path, /,\d+\.\d/, ",9.x"), DIFFERS],
    [`${water}.json`, (site, path) => edit(site, path, /"OBS_VALUE":\d/, '"OBS_VALUE":77'), DIFFERS],
    [`${water}.parquet`, (site, path) => changeByte(join(site, path), 0.5), DIFFERS],
    [`${water}.arrow`, (site, path) => changeByte(join(site, path), 0.8), DIFFERS],
    [`${water}.sdmx.csv`, (site, path) => edit(site, path, /\.\d/, ".x"), DIFFERS],
    [`${water}.sdmx.json`, (site, path) => rmSync(join(site, path)), /^it is missing$/],
    ["catalog.jsonld", (site, path) => edit(site, path, /k = 2 /, "k = 9 "), DIFFERS],
    ["v1/catalog.json", (site, path) => edit(site, path, '"k":2', '"k":5'), DIFFERS],
    ["v1/notice.fr.json", (site, path) => edit(site, path, /foyer/, "FOYER"), DIFFERS],
    ["v1/releases/2025-01/citation.fr.bib", (site, path) => edit(site, path, /20\d\d/, "1999"), DIFFERS],
    ["v1/log/keys.json", (site, path) => edit(site, path, '"x":"', '"x":"-'), DIFFERS],
    [script(), (site, path) => edit(site, path, /$/, ";fetch('/')"), DIFFERS],
    ["index.html", (site, path) => edit(site, path, "</head>", "<script></script></head>"), DIFFERS],
    ["privacy.html", (site, path) => rmSync(join(site, path)), /^it is missing$/],
    ["v1/datasets/water/exports/corrected.csv", (site, path) => writeFileSync(join(site, path), "x"), /^nothing explains it/],
    ["login.html", (site, path) => writeFileSync(join(site, path), "x"), /^nothing explains it/],
  ];
  const other = (): Change[] => [
    ["catalog.jsonld", (site, path) => edit(site, path, /ε = 10/, "ε = 1"), DIFFERS],
    [
      `${water}.csv`,
      // A link to the same bytes.
      (site, path) => {
        renameSync(join(site, path), at("elsewhere.csv"));
        symlinkSync(at("elsewhere.csv"), join(site, path));
      },
      /^it is not a plain file$/,
    ],
  ];
  test.each([
    ["as it was", one],
    ["as it was", other],
    ["brought up to date", one],
    ["brought up to date", other],
  ])("with export.json %s", async (record, make) => {
    const changes = make();
    const spoil = () => {
      for (const [path, change] of changes) change(root, path);
      if (record === "brought up to date") upToDate(root);
    };
    const paths = changes.map(([path]) => path);
    const { ok, exports, named } = await withSpoiltFiles(root, paths, spoil, () => verified(root));
    expect([ok, [...named].sort()]).toEqual([false, [...paths].sort()]);
    for (const [path, , detail] of changes)
      expect(exports[0]?.findings.find(({ file }) => file === path)?.detail).toMatch(detail);
  });
});

/**
 * A byte of any file, the record's list of files included, is compared: the probability that another one passes is 0, and one random file
 * shows it as well as more. `exported.test.ts` changes a byte of each.
 */
test("a random byte of a random published file: verification fails", async () => {
  const all = filesOf(below).filter((path) => lstatSync(join(below, path)).size > 0);
  const any = all[Math.floor(Math.random() * all.length)] as string;
  for (const path of ["v1/log.json", "v1/territory.json", any]) {
    const { ok } = await withSpoiltFiles(
      below,
      [path],
      () => changeByte(join(below, path), Math.random()),
      () => verified(below),
    );
    expect([path, ok]).toEqual([path, false]);
  }
});

test("releases and a log alone are no export; of an export whose releases alone are named, it is said that no more is held", async () => {
  const alone = at("alone");
  for (const path of filesOf(root).filter((one) => FROZEN.test(one) || one === "v1/log.json")) {
    mkdirSync(dirname(join(alone, path)), { recursive: true });
    cpSync(join(root, path), join(alone, path));
  }
  expect(await verified(alone)).toMatchObject({ ok: true, exports: [] });
  const { ok, notes } = await verified(join(root, "v1/releases"));
  expect([ok, notes.join("\n")]).toEqual([true, expect.stringContaining(`of the export ${root}, no file beside the releases`)]);
});
