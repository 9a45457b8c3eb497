import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import * as files from "../importers/files.ts";
import * as more from "../importers/more-files.ts";
import { type Ran, voisinage } from "../support/cli.ts";
import { donation, writeTerritory } from "../support/commons.ts";
import { inFolder } from "../support/folder.ts";
import { gridTerritory } from "../support/territory.ts";

/** nothing looks like a wrong unit */
const NONE = { above_clamp: 0, ten_times_middle: 0 };

interface Town {
  readonly folder: string;
  /** Writes a file and donates it. */
  readonly donate: (name: string, content: string | Uint8Array, ...options: string[]) => Promise<Ran>;
}

/** A commons of electricity and gas in four leaves. */
function inTown(work: (town: Town) => Promise<void>): Promise<void> {
  return inFolder(async (folder) => {
    const home = join(folder, "home");
    const territory = writeTerritory(join(folder, "territory"), gridTerritory(2, 2));
    const settings = join(folder, "settings.json");
    writeFileSync(settings, JSON.stringify({ measures: ["water.volume", "electricity.energy", "gas.energy"], sample: true }));
    expect((await voisinage("init", "--home", home, "--territory", territory, "--settings", settings)).code).toBe(0);
    await work({
      folder,
      donate: (name, content, ...options) => {
        const path = join(folder, name);
        writeFileSync(path, content);
        return voisinage("donate", "--home", home, ...options, path);
      },
    });
  });
}

const lines = (donations: readonly unknown[]) => donations.map((one) => JSON.stringify(one)).join("\n");
const BAD = donation("nowhere", 9);

test("exit 1 where lines were refused and none was accepted or repeated; else 0", () =>
  inTown(async ({ donate }) => {
    const one = donation("m0l0", 9);
    const refused = await donate("bad.ndjson", lines([BAD, BAD]), "--json");
    expect([refused.code, JSON.parse(refused.out)]).toEqual([
      1,
      { accepted: 0, rejected: 2, repeated: 0, dropped: 0, unusual: NONE },
    ]);
    expect((await donate("empty.ndjson", "")).code).toBe(0);
    expect((await donate("one.ndjson", lines([one, BAD]))).code).toBe(0);
    const again = await donate("one.ndjson", lines([one, BAD]), "--json");
    expect([again.code, JSON.parse(again.out)]).toMatchObject([0, { accepted: 0, rejected: 1, repeated: 1 }]);
  }));

test("what looks like a wrong unit is taken, and counted by kind: above the clamp, and far from the file's own middle", () =>
  inTown(async ({ donate }) => {
    const of = (factor: number) => {
      const one = donation("m0l0", 9);
      return { ...one, readings: one.readings.map((r) => ({ ...r, value: r.value * factor })) };
    };
    const usual = Array.from({ length: 6 }, () => of(1));
    const { code, out, err } = await donate("units.ndjson", lines([...usual, of(1000)]), "--json");
    const { accepted, unusual } = JSON.parse(out);
    expect([code, accepted, unusual.above_clamp + unusual.ten_times_middle]).toEqual([0, 7, of(1).readings.length]);
    expect(err).toMatch(/units\.ndjson: \d+ readings .*: check the unit/);
  }));

test("a kind of fault is one line with its count, whatever its number of a reading; the rejects file has each donation", () =>
  inTown(async ({ folder, donate }) => {
    const one = donation("m0l0", 9);
    const unit = (i: number) => ({ ...one, readings: one.readings.map((r, j) => (i === j ? { ...r, unit: "kWh" } : r)) });
    const all = [...Array.from({ length: 700 }, () => BAD), ...Array.from({ length: 12 }, (_, i) => unit(i)), { no: 1 }];
    const rejects = join(folder, "rejects");
    const { code, err } = await donate("bad.ndjson", lines(all), "--rejects", rejects);
    expect(code).toBe(1);
    const told = err.split("\n").filter((line) => line.includes(" refused"));
    expect(told).toEqual([
      expect.stringMatching(/bad\.ndjson: 700 refused, the first in line 1: .*\[unknown-area\]$/),
      expect.stringMatching(/bad\.ndjson: 12 refused, the first in line 701: .*\[wrong-unit\]$/),
      expect.stringMatching(/bad\.ndjson: 1 refused, line 713: .*\[invalid-donation\]$/),
    ]);
    expect(readFileSync(rejects, "utf8").trim().split("\n")).toHaveLength(713);
  }));

test("a file that is no table, by its content, is refused by name and not a failure of the program", () =>
  inTown(async ({ donate }) => {
    const noise = Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256);
    for (const name of ["noise.csv", "noise.parquet", "empty.parquet"]) {
      const { code, err } = await donate(name, name.startsWith("empty") ? "" : noise);
      expect([name, code, err]).toEqual([
        name,
        1,
        expect.stringMatching(/ is not (CSV in UTF-8|Parquet).*\[unreadable-file\]\n$/),
      ]);
      expect(err).not.toContain("at async");
    }
    const ragged = await donate("ragged.csv", 'household,area\n1,m0l0\n"2,secret-cell\n3,m0l0');
    expect(ragged.err).not.toContain("secret-cell");
  }));

test("a file without donations says so, and one of JSON that is not one object a line is told the form", () =>
  inTown(async ({ donate }) => {
    for (const name of ["empty.ndjson", "empty.csv"])
      expect((await donate(name, "")).err).toContain(`${name}: there is no donation in it`);
    const pretty = await donate("pretty.json", JSON.stringify(donation("m0l0", 9), null, 1));
    expect([pretty.code, pretty.err]).toEqual([1, expect.stringContaining("one JSON object on each line (NDJSON)")]);
    expect((await donate("bad.ndjson", lines([BAD]))).err).not.toContain("NDJSON");
  }));

test("a file of noise has no more than twenty kinds", () =>
  inTown(async ({ donate }) => {
    const letters = [..."abcdefghijklmnopqrstuvwxy"];
    const { err } = await donate("odd.ndjson", lines(letters.map((name) => ({ ...BAD, [name]: 1 }))));
    const told = err.split("\n").filter((line) => line.includes(" refused"));
    expect(told).toHaveLength(21);
    expect(told.at(-1)).toMatch(/: 5 refused for faults of other kinds$/);
  }));

const OF_SUPPLIERS: readonly (readonly [string, string | Uint8Array | Promise<Uint8Array>])[] = [
  ["enedis-curve", files.enedisCurve(files.SPRING)],
  ["enedis-index", files.enedisIndex(files.SPRING)],
  ["enedis-workbook", files.enedisWorkbook(files.SPRING)],
  ["dataconnect", files.dataconnectDaily(files.SPRING)],
  ["edf-daily", files.edfDaily(files.SPRING)],
  ["grdf-portal", files.grdfPortal(files.DAYS)],
  ["grdf-workbook", files.grdfWorkbook(files.DAYS)],
  ["grdf-list", files.grdfList(files.DAYS)],
  ["grdf-adict", files.grdfAdict(files.DAYS)],
  ["water-portal", files.waterPortal(files.DAYS)],
  ["cozy", files.cozy(files.DAYS)],
  ["green-button", more.greenButton(files.SPRING)],
  ["mesinfos", more.mesinfos(files.SPRING)],
];

test.each(OF_SUPPLIERS)("%s, a household's own file, is refused as one, and led to read --to-donation", (variant, content) =>
  inTown(async ({ folder, donate }) => {
    const bytes = await content;
    for (const name of ["export.csv", "export"]) {
      const rejects = join(folder, `${name} rejects`);
      const { code, out, err } = await donate(name, bytes, "--json", "--rejects", rejects);
      expect([code, JSON.parse(out)]).toEqual([1, { accepted: 0, rejected: 1, repeated: 0, dropped: 0, unusual: NONE }]);
      expect(err).toContain(`this is a household's own file (${variant}`);
      expect(err).toContain('"voisinage read --to-donation"');
      expect(err.split("\n").filter((line) => line.includes(" refused"))).toHaveLength(1);
      expect(Object.keys(JSON.parse(readFileSync(rejects, "utf8")))).toEqual(["file", "line", "field", "reason"]);
      expect(err + readFileSync(rejects, "utf8")).not.toContain(files.PRM);
    }
  }),
);

test("files of suppliers beside a list of donations hinder it in nothing", () =>
  inTown(async ({ folder, donate }) => {
    const curve = join(folder, "curve.csv");
    writeFileSync(curve, files.enedisCurve(files.SPRING));
    const { code, out } = await donate("one.ndjson", lines([donation("m0l0", 9)]), "--json", curve);
    expect([code, JSON.parse(out)]).toMatchObject([0, { accepted: 1, rejected: 1 }]);
  }));

describe("read --to-donation", () => {
  const CONSENT = {
    version: "1",
    purposes: ["commons"],
    domains: ["electricity"],
    adult: true,
    given_at: "2026-01-05T09:00:00Z",
  };
  const inFiles = (work: (read: (...args: string[]) => Promise<Ran>, town: Town) => Promise<void>) =>
    inTown((town) => {
      const write = (name: string, content: string) => {
        writeFileSync(join(town.folder, name), content);
        return join(town.folder, name);
      };
      const curve = write("curve.csv", files.enedisCurve(files.SPRING));
      write("gas", files.grdfList(files.DAYS));
      write("consent.json", JSON.stringify(CONSENT));
      write("both.json", JSON.stringify({ ...CONSENT, domains: ["electricity", "gas"] }));
      write("gas.json", JSON.stringify({ ...CONSENT, domains: ["water"] }));
      write("broken.json", "{");
      return work((...args) => voisinage("read", ...args, curve), town);
    });
  const at = ({ folder }: Town, name: string) => join(folder, name);

  test("makes one donation of a file, an area and a consent, which donate accepts; nothing is said that was not given", () =>
    inFiles(async (read, town) => {
      const made = await read("--to-donation", "--area", "m0l0", "--size", "3", "--consent", at(town, "consent.json"));
      expect(made.code).toBe(0);
      expect(made.err).toContain("what would be contributed: 2 whole numbers");
      const one = JSON.parse(made.out);
      expect([one.household, one.consent]).toEqual([{ area: "m0l0", size: "3" }, CONSENT]);
      expect(one.readings.map(({ period, unit }: { period: string; unit: string }) => [period, unit])).toEqual([
        ["2024-03", "Wh"],
        ["2024-04", "Wh"],
      ]);
      expect(made.out + made.err).not.toContain(files.PRM);
      const donated = await town.donate("one.ndjson", made.out, "--json");
      expect([donated.code, JSON.parse(donated.out)]).toMatchObject([0, { accepted: 1, rejected: 0 }]);
    }));

  test("several files are one household's: one donation; what the consent does not name is left out, and said", () =>
    inFiles(async (read, town) => {
      const domainsOf = ({ out }: Ran) => [...new Set(JSON.parse(out).readings.map(({ domain }: { domain: string }) => domain))];
      const gas = at(town, "gas");
      const both = await read("--to-donation", "--area", "m0l0", "--consent", at(town, "both.json"), gas);
      expect([both.code, domainsOf(both).sort()]).toEqual([0, ["electricity", "gas"]]);
      const curve = await read("--to-donation", "--area", "m0l0", "--consent", at(town, "consent.json"), gas);
      expect(domainsOf(curve)).toEqual(["electricity"]);
      expect(curve.err).toContain("left out, for the consent does not name it: gas");
      // The same file twice is the same months: none counts twice.
      const twice = await read("--to-donation", "--area", "m0l0", "--consent", at(town, "consent.json"), at(town, "curve.csv"));
      expect(JSON.parse(twice.out).readings).toHaveLength(2);
    }));

  test("a consent is never made up, nor an area; without the flag neither is taken", () =>
    inFiles(async (read, town) => {
      const consent = ["--consent", at(town, "consent.json")];
      const area = ["--area", "m0l0"];
      for (const [args, code, words] of [
        [["--to-donation", ...area], 2, "--consent is needed"],
        [["--to-donation", ...consent], 2, "--area is needed"],
        [area, 2, "--area goes with --to-donation"],
        [["--to-donation", ...area, "--consent", at(town, "nowhere")], 1, "[not-found]"],
        [["--to-donation", ...area, "--consent", at(town, "broken.json")], 1, "[invalid-json]"],
        [["--to-donation", ...area, "--consent", at(town, "settings.json")], 1, "[invalid-donation]"],
        [["--to-donation", ...area, "--consent", at(town, "gas.json")], 1, "[no-consent]"],
        [["--to-donation", ...area, ...consent, "--size", "many"], 1, "[invalid-donation]"],
      ] as const) {
        const refused = await read(...args);
        expect([refused.code, refused.out, refused.err]).toEqual([code, "", expect.stringContaining(words)]);
      }
    }));
});

const REAL = fileURLToPath(new URL("../../../shared/data/importers", import.meta.url));
describe.skipIf(!existsSync(REAL))("real files, from ../shared/data/importers (skipped where it is absent)", () => {
  test("each that a reader knows is recognised, in one line; the others are refused in few", () =>
    inTown(async ({ folder, donate }) => {
      const paths = readdirSync(REAL, { recursive: true, encoding: "utf8" })
        .map((name) => join(REAL, name))
        .filter((path) => statSync(path).isFile() && /\.(csv|xml|json)$/.test(path));
      expect(paths.length).toBeGreaterThan(9);
      let known = 0;
      for (const path of paths) {
        const isKnown = (await voisinage("read", path)).code === 0;
        const { code, err } = await donate(`real.${path.split(".").at(-1)}`, readFileSync(path));
        expect([path, code]).toEqual([path, 1]);
        expect([path, err.includes("read --to-donation")]).toEqual([path, isKnown]);
        expect(err.split("\n").length).toBeLessThan(12);
        known += Number(isKnown);
      }
      expect([known, existsSync(join(folder, "home"))]).toEqual([expect.any(Number), true]);
      expect(known).toBeGreaterThan(6);
    }));
});
