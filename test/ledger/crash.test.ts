import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Database from "better-sqlite3";
import { beforeAll, expect, test } from "vitest";
import { homePaths } from "../../src/commons/home.ts";
import type { LedgerEntry } from "../../src/index.ts";
import { voisinage } from "../support/cli.ts";
import { donation, writeTerritory } from "../support/commons.ts";
import { folderOfFile, inFolder } from "../support/folder.ts";
import { gridTerritory } from "../support/territory.ts";

const CHILD = fileURLToPath(new URL("../support/crash-child.mjs", import.meta.url));
const PERIOD = "2025";
/** What the log of a commons begins with. */
const BEGUN = ["key", "terms"];

/** Where a home and its operator's key are in a folder. */
const inside = (folder: string) => [join(folder, "home"), join(folder, "operator.key")] as const;

/** Makes a home with 240 households, before its first publication. */
async function fillHome(folder: string): Promise<void> {
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const [home, key] = inside(folder);
  const territory = writeTerritory(join(folder, "territory"), gridTerritory(2, 2));
  const shares = { counts: 0.2, sums: 0.4, histograms: 0.15, revision: 0.25 };
  const settings = file("settings.json", JSON.stringify({ measures: ["water.volume"], budget: { shares } }));
  const donations = Array.from({ length: 240 }, (_, i) => donation(`m${i % 2}l${i % 3 === 0 ? 0 : 1}`, 5 + (i % 10)));
  const lines = file("donations.ndjson", donations.map((one) => JSON.stringify(one)).join("\n"));
  await done("init", "--home", home, "--key", key, "--territory", territory, "--settings", settings);
  await done("donate", "--home", home, "--key", key, lines);
}

const root = folderOfFile();
const [filled, published] = [join(root, "filled"), join(root, "published")];
beforeAll(async () => {
  mkdirSync(filled);
  await fillHome(filled);
  cpSync(filled, published, { recursive: true });
  await publishAgain(...inside(published), "--yes");
});

/** Runs the work with a copy of a home: what one test does to its own, no other sees. */
async function withHome(work: (home: string, key: string) => Promise<void>, from = filled): Promise<void> {
  await inFolder(async (folder) => {
    cpSync(from, folder, { recursive: true });
    await work(...inside(folder));
  });
}

/** Runs a command line that must succeed. */
async function done(...args: string[]): Promise<string> {
  const { code, out, err } = await voisinage(...args);
  expect({ code, err: code === 0 ? "" : err }).toEqual({ code: 0, err: "" });
  return out;
}

async function publishAndDie(home: string, key: string, moment: string, id = PERIOD): Promise<void> {
  const child = spawn(process.execPath, [CHILD, home, key, id, moment], { stdio: ["ignore", "inherit", "inherit"] });
  const [, signal] = await once(child, "exit");
  expect(signal).toBe("SIGKILL");
}

/** What lies in the ledger's file. */
function inLedger(home: string): { entries: LedgerEntry[]; payload: string | null } {
  const db = new Database(homePaths(home).ledger, { readonly: true });
  try {
    const rows = db.prepare<[], { entry: string }>("SELECT entry FROM entries ORDER BY seq").all();
    const stored = db
      .prepare<[string], { payload: Buffer }>("SELECT payload FROM measurements WHERE publication = ?")
      .get(PERIOD);
    return { entries: rows.map((row) => JSON.parse(row.entry)), payload: stored ? stored.payload.toString("hex") : null };
  } finally {
    db.close();
  }
}

/**
 * Opens the home again and publishes: it must end well, with one debit, one draw, and the cost of one publication. Nobody has
 * stated how many households are expected: what is debited goes on without `--yes`.
 */
async function publishAgain(home: string, key: string, ...yes: string[]): Promise<void> {
  const { privacy } = JSON.parse(await done("release", "--home", home, "--key", key, "--period", PERIOD, "--json", ...yes));
  expect(privacy.year).toEqual(privacy.this_release);
  expect(inLedger(home).entries.map((entry) => entry.kind)).toEqual([...BEGUN, "opened", "debit", "drawn", "released"]);
  const folder = join(homePaths(home).releases, PERIOD);
  const manifest = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
  expect(manifest.ledger_head).toBe(inLedger(home).entries.at(-2)?.hash);
  await done("verify", folder);
}

test.each(["reading", "drawing"])(
  "killed between the debit and the draw, while %s: the debit stands and is not paid again",
  (moment) =>
    withHome(async (home, key) => {
      await publishAndDie(home, key, moment);
      const { entries, payload } = inLedger(home);
      expect(entries.map((entry) => entry.kind)).toEqual([...BEGUN, "opened", "debit"]);
      expect(payload).toBeNull();
      // Again, for good measure: a crash in the second attempt pays no second time either.
      await publishAndDie(home, key, moment);
      expect(inLedger(home).entries).toEqual(entries);
      await publishAgain(home, key);
      expect(inLedger(home).entries[0]).toEqual(entries[0]);
    }),
);

test("a debit that waits for its draw is told by status, and is drawn though its year was closed meanwhile", () =>
  withHome(async (home, key) => {
    await publishAndDie(home, key, "reading");
    const where = ["--home", home, "--key", key];
    expect(await done("status", ...where)).toContain(`paid for and not published: ${PERIOD}; asked for again`);
    await done("ledger", ...where, "--close", PERIOD);
    const { due, pending } = JSON.parse(await done("status", ...where, "--json"));
    expect([due.filter((id: string) => id.startsWith(PERIOD)), pending]).toEqual([[], [PERIOD]]);
    const { repeated, privacy } = JSON.parse(await done("release", ...where, "--period", PERIOD, "--json"));
    expect([repeated, privacy.year]).toEqual([false, privacy.this_release]);
    expect(inLedger(home).entries.map((entry) => entry.kind)).toEqual([
      ...BEGUN,
      "opened",
      "debit",
      "closed",
      "drawn",
      "released",
    ]);
    expect(JSON.parse(await done("status", ...where, "--json")).pending).toEqual([]);
  }));

test("killed between the draw and the release: what was drawn is published, not drawn again", () =>
  withHome(async (home, key) => {
    await publishAndDie(home, key, "drawn");
    const before = inLedger(home);
    expect(before.entries.map((entry) => entry.kind)).toEqual([...BEGUN, "opened", "debit", "drawn"]);
    expect(existsSync(join(homePaths(home).releases, PERIOD))).toBe(false);
    await publishAgain(home, key);
    const after = inLedger(home);
    expect({ ...after, entries: after.entries.slice(0, -1) }).toEqual(before);
    expect(after.entries.at(-1)).toMatchObject({ kind: "released", publication: PERIOD });
    // And once more, now that the release is there.
    await publishAgain(home, key);
    expect(inLedger(home)).toEqual(after);
  }));

test("killed between the draw and the release: a contact may be edited before it goes on", () =>
  withHome(async (home, key) => {
    const { about } = homePaths(home);
    await publishAndDie(home, key, "drawn");
    writeFileSync(about, JSON.stringify({ ...JSON.parse(readFileSync(about, "utf8")), contact: "commons@town.example" }));
    await publishAgain(home, key);
  }));

test.each(["reading", "drawing", "drawn"])("a revision that is killed while %s is made once, on one debit", (moment) =>
  withHome(async (home, key) => {
    const year = inLedger(home).entries;
    await publishAndDie(home, key, moment, `${PERIOD}-r1`);
    const before = inLedger(home).entries;
    expect(before.slice(0, year.length)).toEqual(year);
    const added = before.slice(year.length).map((entry) => entry.kind);
    expect(added).toEqual(moment === "drawn" ? ["debit", "drawn"] : ["debit"]);
    expect(existsSync(join(homePaths(home).releases, `${PERIOD}-r1`))).toBe(false);
    const { id, repeated } = JSON.parse(await done("revise", "--home", home, "--key", key, "--year", PERIOD, "--json"));
    expect([id, repeated]).toEqual([`${PERIOD}-r1`, false]);
    expect(inLedger(home).entries.length).toBe(year.length + 3);
    expect(inLedger(home).entries.slice(0, before.length)).toEqual(before);
    await done("verify", join(homePaths(home).releases, `${PERIOD}-r1`));
    expect(JSON.parse(await done("revise", "--home", home, "--key", key, "--year", PERIOD, "--json")).repeated).toBe(true);
  }, published),
);
