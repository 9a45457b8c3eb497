import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { voisinage } from "../support/cli.ts";
import { FUTURE, inHome, PAST, SETTINGS } from "../support/home.ts";

test("a year is published, revised once, closed; the ledger tells it, and its witness has the same", () =>
  inHome(async (run, folder) => {
    expect((await run("revise", "--year", PAST)).err).toContain("[not-published]");
    expect((await run("revise", "--year", `${PAST}-01`)).err).toContain("[invalid-period]");
    expect((await run("release", "--period", PAST)).code).toBe(0);
    expect(JSON.parse((await run("status", "--json")).out).revisable).toEqual([Number(PAST)]);
    const revised = JSON.parse((await run("revise", "--year", PAST, "--json")).out);
    expect(revised).toMatchObject({ id: `${PAST}-r1`, folder: `releases/${PAST}-r1`, repeated: false });
    expect(JSON.parse((await run("revise", "--year", PAST, "--json")).out)).toEqual({ ...revised, repeated: true });

    const closed = (await run("ledger", "--close", PAST)).out;
    expect(closed).toMatch(new RegExp(`^${PAST} is closed; not published, and no more to be: ${PAST}-01, .*${PAST}-12$`, "m"));
    expect(closed).toMatch(new RegExp(`^${PAST} .* closed$`, "m"));
    expect(closed).toContain("the chain of 10 entries verifies; all are in the public log");
    expect((await run("ledger", "--close", PAST)).out).toContain(`${PAST} is closed\n`);
    expect((await run("release", "--period", `${PAST}-03`)).err).toContain("[year-closed]");
    const { due, revisable } = JSON.parse((await run("status", "--json")).out);
    expect([due.filter((id: string) => id.startsWith(PAST)), revisable]).toEqual([[], []]);
    const { years, lifetime, entries } = JSON.parse((await run("ledger", "--json")).out);
    expect(entries.map((entry: { kind: string }) => entry.kind)).toEqual([
      "key",
      "terms",
      "opened",
      "debit",
      "drawn",
      "released",
      "debit",
      "drawn",
      "released",
      "closed",
    ]);
    expect(years).toEqual([
      expect.objectContaining({ year: Number(PAST), epsilon_allowed: 4, delta_allowed: 1e-6, closed: true, assumed: false }),
    ]);
    expect([lifetime.rho, lifetime.epsilon]).toEqual([years[0].rho, years[0].epsilon]);
    const witness = readFileSync(join(folder, "home.key.ledger"), "utf8").trimEnd().split("\n");
    expect(witness.flatMap((line) => JSON.parse(line).entry ?? [])).toEqual(entries);

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
    const early = await run("ledger", "--close", year);
    expect([early.code, early.err]).toEqual([1, expect.stringMatching(/is not over on .* say --early \[period-not-over\]/)]);
    expect((await run("ledger", "--close", year, "--early")).out).toContain(`${year} is closed`);
  }));

test("a change is announced, and told by ledger and status", () =>
  inHome(async (run, folder) => {
    const settings = join(folder, "next.json");
    writeFileSync(settings, JSON.stringify({ ...SETTINGS, k: 20 }));
    const said = await run("change", "--from", FUTURE, "--settings", settings);
    expect(said.out).toContain(`terms for ${FUTURE} and later`);
    expect(said.out).toContain("k: 11 → 20");
    expect((await run("ledger")).out).toContain(`for ${FUTURE} and later: on the territory `);
    const status = await run("status");
    expect(status.out).toMatch(new RegExp(`from ${FUTURE}, stated on .*: other k$`, "m"));
    expect(JSON.parse((await run("status", "--json")).out).changes).toEqual([
      expect.objectContaining({ year: Number(FUTURE), settings: ["k"], territory: false, outside: null, public: true }),
    ]);
    expect(said.out).toContain("They are public at once");
    const again = JSON.parse((await run("change", "--from", FUTURE, "--settings", settings, "--json")).out);
    expect(again).toMatchObject({ entry: 3, repeated: true });
    expect((await run("release", "--period", PAST)).code).toBe(0);
    const { changes } = JSON.parse((await run("status", "--json")).out);
    expect(changes[0].public).toBe(true);
    const { public_entries, entries } = JSON.parse((await run("ledger", "--json")).out);
    expect([public_entries, entries.length]).toEqual([7, 7]);
    const late = await run("change", "--from", PAST, "--settings", settings);
    expect([late.code, late.err]).toEqual([1, expect.stringContaining("[change-too-late]")]);
    expect((await run("change", "--from", FUTURE)).code).toBe(2);
    expect((await run("ledger", "--close", PAST, "--assume-spent", PAST)).code).toBe(2);
  }));
