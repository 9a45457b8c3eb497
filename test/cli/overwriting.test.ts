import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fromSource as voisinage } from "../support/cli.ts";
import { donation, writeTerritory } from "../support/commons.ts";
import { inFolder } from "../support/folder.ts";
import { gridTerritory } from "../support/territory.ts";

/** A commons and a file of two donations, of which one is refused. */
function withFile(work: (o: { folder: string; home: string; file: string; text: string }) => Promise<void>): Promise<void> {
  return inFolder(async (folder) => {
    const home = join(folder, "home");
    const territory = writeTerritory(join(folder, "territory"), gridTerritory(2, 2));
    writeFileSync(join(folder, "settings.json"), JSON.stringify({ measures: ["water.volume"] }));
    expect(
      (await voisinage("init", "--home", home, "--territory", territory, "--settings", join(folder, "settings.json"))).code,
    ).toBe(0);
    const file = join(folder, "f.ndjson");
    const text = `${JSON.stringify(donation("m0l0", 9))}\n${JSON.stringify(donation("nowhere", 9))}\n`;
    writeFileSync(file, text);
    await work({ folder, home, file, text });
  });
}

test.each(["rejects", "receipts"])("--%s is no file that is donated, by whatever name, and the file is as it was", (option) =>
  withFile(async ({ folder, home, file, text }) => {
    symlinkSync(file, join(folder, "soft"));
    linkSync(file, join(folder, "hard"));
    mkdirSync(join(folder, "sub"));
    for (const name of [file, join(folder, "soft"), join(folder, "hard"), join(folder, "sub", "..", "f.ndjson")]) {
      const { code, err } = await voisinage("donate", "--home", home, `--${option}`, name, file);
      expect([code, err]).toEqual([2, expect.stringContaining(`--${option} must be no file that is donated; got ${name}`)]);
      const other = await voisinage("donate", "--home", home, `--${option}`, file, name);
      expect(other.code).toBe(2);
    }
    expect(readFileSync(file, "utf8")).toBe(text);
  }),
);

test("--receipts and --rejects are two files, also where neither is there yet", () =>
  withFile(async ({ folder, home, file }) => {
    symlinkSync(join(folder, "x"), join(folder, "to-x"));
    for (const rejects of ["x", "to-x"]) {
      const { code, err } = await voisinage(
        "donate",
        "--home",
        home,
        "--receipts",
        join(folder, "x"),
        "--rejects",
        join(folder, rejects),
        file,
      );
      expect([code, err]).toEqual([2, expect.stringContaining("--receipts and --rejects must be two files")]);
    }
    expect(existsSync(join(folder, "x"))).toBe(false);
  }));

test("a file that holds anything else than what was refused is not made anew; what a run before refused is", () =>
  withFile(async ({ folder, home, file }) => {
    const receipts = join(folder, "keys.txt");
    const rejects = join(folder, "refused.ndjson");
    const run = (...rest: string[]) => voisinage("donate", "--home", home, ...rest, file);
    expect((await run("--receipts", receipts, "--rejects", rejects)).code).toBe(0);
    const refused = readFileSync(rejects, "utf8");
    expect(JSON.parse(refused)).toMatchObject({ line: 2 });
    expect((await run("--rejects", rejects)).code).toBe(0);
    expect(readFileSync(rejects, "utf8")).toBe(refused);
    // A run that was killed left its last line torn.
    writeFileSync(rejects, `${refused}{"fil`);
    expect((await run("--rejects", rejects)).code).toBe(0);
    expect(readFileSync(rejects, "utf8")).toBe(refused);
    writeFileSync(join(folder, "mixed"), `${refused}a line of somebody's\n`);
    for (const name of ["keys.txt", "home.key", "home/vault.sqlite", "home/commons.json", "settings.json", "mixed"]) {
      const before = readFileSync(join(folder, name));
      const { code, err } = await run("--rejects", join(folder, name));
      expect([code, err]).toEqual([1, expect.stringContaining("[file-in-the-way]")]);
      expect(readFileSync(join(folder, name)).equals(before)).toBe(true);
    }
  }));

test("a file that holds anything else than contribution keys is not added to", () =>
  withFile(async ({ folder, home, file }) => {
    const receipts = join(folder, "keys.txt");
    const run = (...rest: string[]) => voisinage("donate", "--home", home, ...rest, file);
    expect((await run("--receipts", receipts)).code).toBe(0);
    const keys = readFileSync(receipts, "utf8");
    // What ends in few letters of a key's alphabet would have lost them; what ends in keys would have gained some.
    writeFileSync(join(folder, "note"), "remember");
    writeFileSync(join(folder, "prose"), "a sentence that is longer than one contribution key is.\nend");
    writeFileSync(join(folder, "headed"), `the keys of the town hall's first campaign are these:\n${keys}`);
    for (const name of ["note", "prose", "headed", "home.key", "settings.json", "f.ndjson.gz"]) {
      if (name.endsWith(".gz")) writeFileSync(join(folder, name), Buffer.from([31, 139, 8, 0, 1, 2, 3]));
      const before = readFileSync(join(folder, name));
      const { code, err } = await run("--receipts", join(folder, name));
      expect([code, err]).toEqual([1, expect.stringContaining("[file-in-the-way]")]);
      expect(readFileSync(join(folder, name)).equals(before)).toBe(true);
    }
    expect((await run("--receipts", receipts)).code).toBe(0);
    expect(readFileSync(receipts, "utf8")).toBe(keys);
  }));

test("an answer of sql goes into a new file, and never into a home", () =>
  withFile(async ({ folder, home, file }) => {
    await voisinage("donate", "--home", home, file);
    expect((await voisinage("release", "--home", home, "--period", "2025", "--yes")).code).toBe(0);
    const sql = (output: string) => voisinage("sql", "--home", home, "--output", output, "SELECT 1 AS one");
    const before = readFileSync(join(home, "vault.sqlite"));
    for (const inside of ["vault.sqlite", "new.csv"]) expect((await sql(join(home, inside))).code).toBe(2);
    expect(existsSync(join(home, "new.csv"))).toBe(false);
    const there = await sql(`${home}.key`);
    expect([there.code, there.err]).toEqual([1, expect.stringContaining("[file-in-the-way]")]);
    const aside = await voisinage(
      "sql",
      "--release",
      join(home, "releases/2025"),
      "--output",
      join(home, "vault.sqlite"),
      "SELECT 1",
    );
    expect([aside.code, aside.err]).toEqual([1, expect.stringContaining("[file-in-the-way]")]);
    expect(readFileSync(join(home, "vault.sqlite")).equals(before)).toBe(true);
    writeFileSync(join(folder, "empty.csv"), "");
    for (const name of ["empty.csv", "other.csv"]) expect((await sql(join(folder, name))).code).toBe(0);
  }));

test("documents are written over those of a run before, and over nothing that a person wrote; what is the operator's is closed", () =>
  withFile(async ({ folder, home }) => {
    const to = join(folder, "papers");
    const run = (folderTo = to) => voisinage("documents", "--home", home, "--to", folderTo, "--language", "en");
    expect((await run()).code).toBe(0);
    for (const path of ["operator", "operator/breach-log.en.md"]) expect(statSync(join(to, path)).mode & 0o077).toBe(0);
    expect(statSync(join(to, "public/notice.en.html")).mode & 0o044).toBe(0o044);
    const settings = join(home, "commons.json");
    writeFileSync(settings, JSON.stringify({ ...JSON.parse(readFileSync(settings, "utf8")), dpo: "dpo@town.example" }));
    expect((await run()).code).toBe(0);
    const register = join(to, "operator/register.en.md");
    expect(readFileSync(register, "utf8")).toContain("dpo@town.example");
    writeFileSync(register, "completed and signed");
    const notice = readFileSync(join(to, "public/notice.en.md"), "utf8");
    writeFileSync(settings, JSON.stringify({ ...JSON.parse(readFileSync(settings, "utf8")), dpo: "other@town.example" }));
    const { code, err } = await run();
    expect([code, err]).toEqual([1, expect.stringMatching(/operator\/register\.en\.md\. .*\[file-in-the-way\]/)]);
    expect(readFileSync(register, "utf8")).toBe("completed and signed");
    expect(readFileSync(join(to, "public/notice.en.md"), "utf8")).toBe(notice);
    for (const inside of [home, join(home, "papers")]) expect((await run(inside)).code).toBe(2);
  }));

test("a territory is kept under its digest: init mends what is in its place, and touches no other", () =>
  inFolder(async (folder) => {
    const territory = writeTerritory(join(folder, "given"), gridTerritory(2, 2));
    const elsewhere = join(folder, "elsewhere");
    expect((await voisinage("init", "--home", elsewhere, "--territory", territory)).code).toBe(0);
    const [digest = ""] = readdirSync(join(elsewhere, "territories"));
    const home = join(folder, "home");
    for (const name of [digest, "another"]) writeTerritory(join(home, "territories", name), gridTerritory(3, 2));
    const areas = (name: string) => readFileSync(join(home, "territories", name, "areas.csv"), "utf8");
    const before = areas("another");
    expect((await voisinage("init", "--home", home, "--territory", territory)).code).toBe(0);
    expect(areas(digest)).toBe(readFileSync(join(territory, "areas.csv"), "utf8"));
    expect(areas("another")).toBe(before);
  }));
