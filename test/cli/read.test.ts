import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import * as files from "../importers/files.ts";
import { SPRING } from "../importers/files.ts";
import { voisinage } from "../support/cli.ts";
import { inFolder } from "../support/folder.ts";

/** The process, on files of that content. */
const read = (contents: readonly (string | Uint8Array)[], ...options: string[]) =>
  inFolder((folder) => {
    const paths = contents.map((content, i) => {
      const path = join(folder, `export ${i} of ${files.PRM}`);
      writeFileSync(path, content);
      return path;
    });
    return voisinage("read", ...options, ...paths);
  });

test("one file as JSON: variant, readings in base units, partial, dropped, unread; exit 0", async () => {
  const { code, out } = await read([files.enedisCurve(SPRING)], "--json");
  expect(code).toBe(0);
  const report = JSON.parse(out);
  expect(Object.keys(report)).toEqual(expect.arrayContaining(["variant", "readings", "partial", "dropped", "unread"]));
  expect(report).toMatchObject({
    variant: "enedis-curve",
    partial: [{ period: "2024-02" }, { period: "2024-05" }],
    dropped: [],
    unread: [],
  });
  expect(
    report.readings.map(({ domain, measure, period, unit }: Record<string, string>) => [domain, measure, period, unit]),
  ).toEqual([
    ["electricity", "energy", "2024-03", "Wh"],
    ["electricity", "energy", "2024-04", "Wh"],
  ]);
});

test("people are told the same in words, with kinds of identifiers and no value of one", async () => {
  const { code, out, err } = await read([`${files.enedisCurve(SPRING)}\nnonsense;1`]);
  expect(code).toBe(0);
  expect(out).toMatch(/^electricity\.energy {2}2024-03 {2}\d+ Wh$/m);
  expect(out).toContain("electricity.energy 2024-02 is not kept: more than 5 % of it is missing (34 % is there)");
  expect(out).toContain(`line ${SPRING.length + 5}: the date cannot be read`);
  expect(out).toContain("number of the electricity meter (PRM): 1");
  expect(out).toContain("what would be contributed: 2 whole numbers");
  expect(out + err).not.toContain(files.PRM);
});

test("several files are an array, in their order; together they are one", async () => {
  const weeks = [SPRING.slice(0, 1000), SPRING.slice(1000)].map((part) => files.enedisCurve(part));
  const apart = JSON.parse((await read(weeks, "--json")).out);
  expect(apart).toHaveLength(2);
  expect(apart.map(({ readings }: { readings: unknown[] }) => readings.length)).toEqual([0, 1]);
  const { out } = await read(weeks, "--json", "--together");
  expect(JSON.parse(out).readings).toHaveLength(2);
});

test("a table of one's own that does not say what it is of is refused, with what it may be of, until it is said", async () => {
  const table = "mois;kWh\n2025-01;412\n";
  const { code, err } = await read([table]);
  expect(code).not.toBe(0);
  expect(err).toContain("It may be of electricity.energy, gas.energy.");
  const { out } = await read([table], "--json", "--measure", "gas.energy");
  expect(JSON.parse(out).readings).toMatchObject([{ domain: "gas", measure: "energy", period: "2025-01", amount: 412_000 }]);
});

test("another zone has other months", async () => {
  const amounts = async (zone: string) =>
    JSON.parse((await read([files.enedisCurve(SPRING)], "--json", "--time-zone", zone)).out).readings.map(
      (one: { amount: number }) => one.amount,
    );
  expect(await amounts("Pacific/Auckland")).not.toEqual(await amounts("Europe/Paris"));
  const { code, err } = await read([files.enedisCurve(SPRING)], "--time-zone", "Lyon");
  expect([code, err]).toEqual([1, expect.stringContaining("[invalid-parameter]")]);
});

test("of several files the one that is refused is told, by its number, for its name may hold a meter's", async () => {
  const { code, err } = await read([files.enedisCurve(SPRING), "", "Jean Dupont"]);
  expect([code, err]).toEqual([1, expect.stringMatching(/file 2: the file is empty.*\[unknown-file\]/s)]);
  expect(err).not.toContain(files.PRM);
  for (const [content, said] of [
    ["", /file 2 is empty.*\[unknown-file\]/s],
    ["PK\u0003\u0004 no archive", /file 2: .*\[unreadable-file\]/s],
  ] as const) {
    const together = await read([files.enedisCurve(SPRING), content], "--together");
    expect([together.code, together.err]).toEqual([1, expect.stringMatching(said)]);
  }
});

test("a pipe is read to its bound; what the system does not let be read is said in words", async () => {
  await inFolder(async (folder) => {
    const path = join(folder, "curve.csv");
    writeFileSync(path, files.enedisCurve(SPRING));
    const pipe = join(folder, "pipe");
    execFileSync("mkfifo", [pipe]);
    const [piped] = await Promise.all([voisinage("read", pipe), writeFile(pipe, files.enedisCurve(SPRING))]);
    expect([piped.code, piped.out]).toEqual([0, expect.stringContaining("what would be contributed: 2 whole numbers")]);
    const under = await voisinage("read", join(path, "curve.csv"));
    expect([under.code, under.err]).toEqual([1, expect.stringContaining("[not-found]")]);
    const looping = join(folder, "loop");
    symlinkSync(looping, looping);
    const { code, err } = await voisinage("read", looping);
    expect([code, err]).toEqual([1, expect.stringMatching(/cannot be opened: the system says ELOOP.*\[unreadable-file\]/s)]);
  });
});

test("what no reader knows is refused by name, exit 1; so is a file that is not there", async () => {
  const { code, err, out } = await read(["Jean Dupont, 12 rue des Fleurs"], "--json");
  expect({ code, out }).toEqual({ code: 1, out: "" });
  expect(JSON.parse(err)).toMatchObject({
    type: "/problems/unknown-file",
    status: 422,
    detail: expect.stringContaining("looks like a table or plain text"),
  });
  expect(err).not.toMatch(/Dupont|Fleurs/);
  expect(err).not.toContain("enedis-");
  const absent = await voisinage("read", "/nowhere/curve.csv");
  expect([absent.code, absent.err]).toEqual([1, expect.stringContaining("[not-found]")]);
  expect((await voisinage("read")).code).toBe(2);
});

test("what is no export is named for what it is, with what to do instead; so is a folder", async () => {
  for (const [content, said] of [
    ["", "the file is empty. Download it again"],
    ["%PDF-1.7\n", "the file is a PDF, and no export of readings. If it is a bill, type its figures"],
    [Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16), "the file is an image"],
    [Uint8Array.of(0x93, 1, 0xf2, 7, 0xc4), "the file is neither text nor of any kind that is known"],
  ] as const) {
    const { code, err } = await read([content]);
    expect([code, err]).toEqual([1, expect.stringContaining(said)]);
    expect(err).toContain("[unknown-file]");
  }
  await inFolder(async (folder) => {
    mkdirSync(join(folder, "relevés"));
    const { code, err } = await voisinage("read", join(folder, "relevés"));
    expect([code, err]).toEqual([1, expect.stringContaining("relevés is a folder, and not a file. Give the files in it.")]);
    expect(err).not.toContain("EISDIR");
  });
});
