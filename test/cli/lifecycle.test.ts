import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { inFolder, voisinage } from "../support/cli.ts";
import { writeTerritory } from "../support/commons.ts";
import { gridTerritory } from "../support/territory.ts";

/** Whatever the day on which the test runs: a year that is over, and one that is far enough. */
const [PAST, FUTURE] = [String(new Date().getUTCFullYear() - 1), String(new Date().getUTCFullYear() + 2)];
const SETTINGS = {
  measures: ["water.volume"],
  budget: { shares: { counts: 0.2, sums: 0.5, histograms: 0.2, revision: 0.1 } },
};

/** A home of the grid territory, and how to run a verb on it. */
function inHome(
  work: (run: (...args: string[]) => ReturnType<typeof voisinage>, folder: string) => Promise<void>,
): Promise<void> {
  return inFolder(async (folder) => {
    const home = join(folder, "home");
    const settings = join(folder, "settings.json");
    writeFileSync(settings, JSON.stringify(SETTINGS));
    const territory = writeTerritory(join(folder, "territory"), gridTerritory(2, 2));
    const made = await voisinage("init", "--home", home, "--territory", territory, "--settings", settings);
    expect(made.code).toBe(0);
    expect(made.out).toContain(`${home}.key.ledger`);
    await work((verb = "", ...args) => voisinage(verb, "--home", home, ...args), folder);
  });
}

test("a year is published, revised once, closed; the ledger tells it, and its witness has the same", () =>
  inHome(async (run, folder) => {
    expect((await run("revise", "--year", PAST)).err).toContain("[not-published]");
    expect((await run("revise", "--year", `${PAST}-01`)).err).toContain("[invalid-period]");
    expect((await run("release", "--period", PAST)).code).toBe(0);
    expect(JSON.parse((await run("status", "--json")).out).revisable).toEqual([Number(PAST)]);
    const revised = JSON.parse((await run("revise", "--year", PAST, "--json")).out);
    expect(revised).toMatchObject({ id: `${PAST}-r1`, folder: `releases/${PAST}-r1`, repeated: false });
    expect(JSON.parse((await run("revise", "--year", PAST, "--json")).out)).toEqual({ ...revised, repeated: true });

    expect((await run("ledger", "--close", PAST)).out).toMatch(new RegExp(`^${PAST} .* closed$`, "m"));
    expect((await run("release", "--period", `${PAST}-03`)).err).toContain("[year-closed]");
    const { due, revisable } = JSON.parse((await run("status", "--json")).out);
    expect([due.filter((id: string) => id.startsWith(PAST)), revisable]).toEqual([[], []]);
    const { years, lifetime, entries } = JSON.parse((await run("ledger", "--json")).out);
    expect(entries.map((entry: { kind: string }) => entry.kind)).toEqual([
      "opened",
      "debit",
      "drawn",
      "debit",
      "drawn",
      "closed",
    ]);
    expect(years).toEqual([
      expect.objectContaining({ year: Number(PAST), epsilon_allowed: 4, delta_allowed: 1e-6, closed: true, assumed: false }),
    ]);
    expect([lifetime.rho, lifetime.epsilon]).toEqual([years[0].rho, years[0].epsilon]);
    const witness = readFileSync(join(folder, "home.key.ledger"), "utf8").trimEnd().split("\n");
    expect(witness.map((line) => JSON.parse(line).entry)).toEqual(entries);

    const verified = await voisinage("verify", join(folder, "home/releases", PAST), join(folder, "home/releases", `${PAST}-r1`));
    expect(verified.code).toBe(0);
    expect((await run("ledger", "--assume-spent", String(Number(PAST) - 1))).out).toMatch(/^\d{4} .* assumed spent$/m);
  }));

test("a running year is revised only when that is asked for", () =>
  inHome(async (run) => {
    const year = String(new Date().getUTCFullYear());
    expect((await run("release", "--period", year, "--early")).code).toBe(0);
    const refused = await run("revise", "--year", year);
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining("[period-not-over]")]);
    expect((await run("revise", "--year", year, "--early")).code).toBe(0);
  }));

test("a change is announced, and told by ledger and status", () =>
  inHome(async (run, folder) => {
    const settings = join(folder, "next.json");
    writeFileSync(settings, JSON.stringify({ ...SETTINGS, k: 20 }));
    const said = await run("change", "--from", FUTURE, "--settings", settings);
    expect(said.out).toContain(`other settings for publications of ${FUTURE} and later`);
    expect((await run("ledger")).out).toContain(`for ${FUTURE} and later: settings `);
    const status = await run("status");
    expect(status.out).toContain(`from ${FUTURE}, announced on `);
    expect(JSON.parse((await run("status", "--json")).out).changes).toEqual([
      expect.objectContaining({ year: Number(FUTURE), settings: true, territory: false, outside: null }),
    ]);
    const late = await run("change", "--from", PAST, "--settings", settings);
    expect([late.code, late.err]).toEqual([1, expect.stringContaining("[change-too-late]")]);
    expect((await run("change", "--from", FUTURE)).code).toBe(2);
    expect((await run("ledger", "--close", PAST, "--assume-spent", PAST)).code).toBe(2);
  }));

test("plan says what a revision would give, and that there is none without a reserve", () =>
  inHome(async (run) => {
    expect((await run("plan")).out).toContain("revision, once a year from the reserve:");
    const { revision } = JSON.parse((await run("plan", "--json")).out);
    expect(revision[0]).toMatchObject({ measure: "water.volume", level: "whole", table: "_T" });
    expect((await voisinage("plan")).out).toContain("revision: none");
  }));
