import { cpSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { verify } from "../../src/cli/verbs/verify.ts";
import type { LedgerEntry } from "../../src/contract/chain.ts";
import type { Publication } from "../../src/pipeline/index.ts";
import { verifyReleases } from "../../src/verify/index.ts";
import { SILENT } from "../support/cli.ts";
import { chained, type Forgery, forge, publications, rewrite, town, workshop } from "../support/forge.ts";

/** Several releases at once: of one commons there is one chain, and each release carries its beginning. */
const { place } = workshop();
const MONTHS = ["2025-01", "2025-02", "2025-03"];
let shelf: Publication[];
let folders: string[];
beforeAll(async () => {
  shelf = await publications(town(), MONTHS);
  folders = await Promise.all(shelf.map((one) => forge(place(), one)));
});

const at = (i: number) => shelf[i] as Publication;
const folder = (i: number) => folders[i] as string;
/** A release whose chain differs from its commons', and fits by itself. */
const forked = (i: number, change: (entries: readonly LedgerEntry[]) => readonly object[]) =>
  forge(place(), at(i), (forgery: Forgery) => {
    forgery.report.ledger = chained(change(forgery.report.ledger as LedgerEntry[]));
    rewrite(forgery, (entry) => entry);
  });
async function chains(paths: readonly string[]): Promise<string[]> {
  const { releases, commons } = await verifyReleases(paths);
  expect(releases.map((one) => one.folder)).toEqual(paths);
  return commons.flatMap(({ findings }) => findings.map(({ promise, detail }) => `${promise}: ${detail}`));
}
const own = (i: number) => (entry: LedgerEntry) => "publication" in entry && entry.publication === MONTHS[i];

test("the chains of one commons' releases begin each other, in whatever order they are given", async () => {
  expect(await chains(folders)).toEqual([]);
  expect(await chains([...folders].reverse())).toEqual([]);
  const { commons } = await verifyReleases([...folders].reverse());
  expect(commons).toEqual([{ name: "Voisinage", folders, findings: [] }]);
});

test("a release that forgot an earlier one is found, though its own chain fits", async () => {
  const forgetful = await forked(2, (entries) => entries.filter((entry) => !own(1)(entry)));
  const { releases } = await verifyReleases([forgetful]);
  expect(releases[0]?.findings).toEqual([]);
  expect(await chains([folder(1), forgetful])).toEqual([
    expect.stringMatching(/^one chain: entry 5 is "debit" 2025-0\d, \w{12}…; in .* it is "debit" 2025-0\d, \w{12}…$/),
  ]);
});

test("two debits for one publication are found", async () => {
  const [year, other] = [
    await forge(place(), at(1)),
    await forked(1, (entries) => entries.map((entry) => (own(1)(entry) ? { ...entry, at: "2026-02-03T00:00:00.000Z" } : entry))),
  ];
  const found = await chains([year, other]);
  expect(found).toContainEqual(expect.stringContaining("2025-02 is also the release in"));
  expect(found).toContainEqual(expect.stringMatching(/entry 5 is "debit" 2025-02, \w+…; in .* it is "debit" 2025-02/));
});

test("entries in another order are found, and where they went", async () => {
  const shuffled = await forked(2, (entries) => {
    const [first, ...rest] = entries;
    return [first as LedgerEntry, ...rest.filter(own(1)), ...rest.filter(own(0)), ...rest.filter(own(2))];
  });
  expect(await chains([folder(0), shuffled])).toEqual([
    expect.stringMatching(/entry 2 is "debit" 2025-02, .* it is "opened" 2025/),
  ]);
});

test("a chain that begins anew is a fork of a commons of the same name and territory", async () => {
  const anew = await forked(1, (entries) => entries.map((entry) => ({ ...entry, at: "2026-02-04T00:00:00.000Z" })));
  expect(await chains([folder(0), anew])).toEqual([expect.stringMatching(/entry 1 is "terms" 2025, .* it is "terms" 2025/)]);
});

test("one release under two forms is found, and the same release twice is not", async () => {
  const same = join(place(), "2025-01");
  cpSync(folder(0), same, { recursive: true });
  expect(await chains([folder(0), same])).toEqual([]);
  const warmer = await forge(place(), at(0), (forgery) => {
    for (const row of forgery.tables.groups) row.RELAXED = "";
  });
  expect(await chains([folder(0), warmer])).toEqual([
    expect.stringMatching(/2025-01 is also the release in .*, with other files/),
  ]);
});

test("releases of different commons are held against their own alone", async () => {
  const name = { fr: "Ailleurs", en: "Elsewhere" };
  const elsewhere = await publications(town({ seed: "elsewhere", settings: { measures: ["water.volume"], name } }), [
    "2025-01",
    "2025-02",
  ]);
  const theirs = await Promise.all(elsewhere.map((one) => forge(place(), one)));
  const { commons } = await verifyReleases([...theirs, ...folders]);
  expect(commons.map((one) => [one.name, one.folders.length, one.findings])).toEqual([
    ["Elsewhere", 2, []],
    ["Voisinage", 3, []],
  ]);
});

test("the command says so to people and to machines, and a damaged folder stops nothing", async () => {
  const run = (words: readonly string[]) => verify.run({}, { ...SILENT, words });
  const kept = await run(folders);
  expect(kept.exitCode).toBe(0);
  expect(kept.text.split("\n")).toEqual([
    ...folders.map((one) => `${one}: all is as promised`),
    "Voisinage: the chains of 3 releases are one",
    "not checked: not signed: whoever could write these folders may have made them",
    "not checked: without the log it is not known what else was published, announced or forked",
  ]);
  expect(kept.json).toMatchObject({
    ok: true,
    pinned: false,
    releases: folders.map((one) => ({ folder: one, signed_by: null, findings: [] })),
    logs: [],
    commons: [{ name: "Voisinage", folders, findings: [] }],
  });

  const forgetful = await forked(2, (entries) => entries.filter((entry) => !own(1)(entry)));
  const broken = await run([folder(1), forgetful, "/nowhere/\u001b[2J"]);
  expect(broken.exitCode).toBe(1);
  expect(broken.text).toContain(`${forgetful}/privacy.json: one chain: entry 5 is`);
  expect(broken.text).toContain("/nowhere/\\u001b[2J/manifest.json: schema: it is missing, or no plain file");
  expect(broken.text).toContain("/nowhere/\\u001b[2J holds no release, log or export: name a release,");
  expect(broken.json).toMatchObject({ ok: false, commons: [{ findings: [{ promise: "one chain" }] }] });
});
