import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { DonationInput } from "../../src/index.ts";
import { witnessAt } from "../../src/ledger/index.ts";
import { type Ran, voisinageProcess } from "../support/cli.ts";
import { donation } from "../support/commons.ts";
import { FUTURE, inHome, PAST, SETTINGS } from "../support/home.ts";

/**
 * A home with two months published, the second since the backup that is put back, with or without its witness. So many
 * households that the whole is published but in one draw of 10¹²: copies that both withhold all of a month write the same entries.
 */
const restored = (work: (run: (...args: string[]) => Promise<Ran>, folder: string) => Promise<void>) =>
  inHome(async (run, folder) => {
    const home = join(folder, "home");
    const donations = Array.from({ length: 600 }, (_, i) => JSON.stringify(inPast(donation(`m${i % 2}l0`, 5 + (i % 10)))));
    writeFileSync(join(folder, "donations.ndjson"), donations.join("\n"));
    expect((await run("donate", join(folder, "donations.ndjson"))).code).toBe(0);
    expect((await run("release", "--period", `${PAST}-01`)).code).toBe(0);
    cpSync(home, join(folder, "backup"), { recursive: true });
    cpSync(`${home}.key.ledger`, join(folder, "backup.witness"));
    expect((await run("release", "--period", `${PAST}-02`)).code).toBe(0);
    cpSync(`${home}.key.ledger`, join(folder, "newest.witness"));
    rmSync(home, { recursive: true });
    cpSync(join(folder, "backup"), home, { recursive: true });
    await work(run, folder);
  });

function inPast(one: DonationInput): DonationInput {
  const readings = one.readings.map((reading) => ({ ...reading, period: `${PAST}${reading.period.slice(4)}` }));
  return { ...one, readings };
}

test("a home restored without its witness publishes nothing until its operator says what the year has cost, and withdraws", () =>
  restored(async (run, folder) => {
    rmSync(join(folder, "home.key.ledger"));
    const refused = await run("release", "--period", `${PAST}-02`);
    expect([refused.code, refused.out]).toEqual([1, ""]);
    expect(refused.err).toMatch(
      /has none of the 6 entries .*"voisinage ledger --assume-spent YYYY".*"voisinage ledger --renew-witness".*\[ledger-broken\]/,
    );
    expect(existsSync(join(folder, "home/releases", `${PAST}-02`))).toBe(false);
    expect((await run("withdraw", "--receipt", "x".repeat(43))).err).toContain("[key-not-known]");
    expect((await run("ledger", "--assume-spent", FUTURE)).err).toMatch(/has not begun on .*\[future-period\]/);
    expect((await run("ledger", "--assume-spent", PAST)).out).toContain(`${PAST} counts as spent: nothing more is drawn of it`);
    expect((await run("ledger", "--renew-witness", "--close", PAST)).code).toBe(2);
    expect((await run("ledger", "--renew-witness")).out).toContain("the witness was written anew from this ledger\n");
    expect((await run("release", "--period", `${PAST}-02`)).err).toContain("[budget-exceeded]");
    const { due, revisable, pending, lost } = JSON.parse((await run("status", "--json")).out);
    expect([due.filter((id: string) => id.startsWith(PAST)), revisable, pending, lost]).toEqual([[], [], [], []]);
  }));

test("a home restored with its witness knows what it lost: status says so, and that it comes back with its folder", () =>
  restored(async (run) => {
    const said = await run("release", "--period", `${PAST}-02`);
    expect(said.err).toMatch(/3 entries that it did not know .* are taken over, and count as spent\n.*\n?.*\[draw-lost\]/);
    const status = await run("status");
    expect(status.out).toContain(
      `drawn, and lost: ${PAST}-02; put releases/${PAST}-02 back from a copy, for it is not drawn again`,
    );
    expect(status.out).not.toMatch(new RegExp(`could be published: .*${PAST}-02`));
  }));

test("two copies of a home published one month: each is refused, and the one that goes on counts the year as spent", () =>
  restored(async (run, folder) => {
    const witness = join(folder, "home.key.ledger");
    cpSync(join(folder, "backup.witness"), witness);
    expect((await run("release", "--period", `${PAST}-02`)).code).toBe(0);
    cpSync(join(folder, "newest.witness"), witness);
    const refused = await run("release", "--period", `${PAST}-03`);
    expect(refused.err).toMatch(/entry 8 is another one in .*two copies.*--renew-witness.*\[ledger-broken\]/);
    const done = (await run("ledger", "--renew-witness")).out;
    expect(done).toContain(`${PAST} counts as spent: another copy of this home spent of it\n`);
    expect((await run("release", "--period", `${PAST}-03`)).err).toContain("[budget-exceeded]");
  }));

test("two copies of a home under one key that publish one month at one moment: one of them at most has a release", () =>
  restored(async (_, folder) => {
    cpSync(join(folder, "backup.witness"), join(folder, "home.key.ledger"));
    const key = ["--key", join(folder, "home.key"), "--period", `${PAST}-02`];
    const both = await Promise.all(
      ["home", "backup"].map((name) => voisinageProcess("release", "--home", join(folder, name), ...key)),
    );
    const made = ["home", "backup"].filter((name) => existsSync(join(folder, name, "releases", `${PAST}-02`)));
    expect(made.length).toBeLessThan(2);
    expect(both.filter(({ code }) => code === 0).length).toBe(made.length);
    for (const { code, err } of both) if (code !== 0) expect(err).toMatch(/\[(ledger-broken|draw-lost)\]/);
  }));

const CHILD = fileURLToPath(new URL("../support/crash-ledger-child.mjs", import.meta.url));
const ACTS = [
  ["change", FUTURE, ["change", "--from", FUTURE, "--settings"], "terms"],
  ["renew", PAST, ["ledger", "--renew-witness"], "drawn"],
  ["assume", PAST, ["ledger", "--assume-spent", PAST], "assumed"],
  ["close", PAST, ["ledger", "--close", PAST], "closed"],
] as const;
test.each(["committed", "torn"])(
  "what is added to the ledger and killed at its witness (%s) is said once when it is repeated",
  (moment) =>
    inHome(async (run, folder) => {
      expect((await run("release", "--period", PAST)).code).toBe(0);
      const settings = join(folder, "next.json");
      writeFileSync(settings, JSON.stringify({ ...SETTINGS, k: 20 }));
      const witness = witnessAt(join(folder, "home.key.ledger"), readFileSync(join(folder, "home/commons.id"), "utf8").trim());
      for (const [act, year, command, kind] of ACTS) {
        const child = spawn(process.execPath, [CHILD, join(folder, "home"), act, year, moment, settings], { stdio: "inherit" });
        expect((await once(child, "exit"))[1]).toBe("SIGKILL");
        const again = await run(...command, ...(act === "change" ? [settings] : []));
        // A half-written renewal is not a witness yet, and the message says so.
        const half = act === "renew" && moment === "torn";
        expect([act, again.code, again.err]).toEqual([act, 0, half ? expect.stringContaining("has 3 of the 7 entries") : ""]);
        const { entries } = JSON.parse((await run("ledger", "--json")).out);
        expect(entries.filter((entry: { kind: string }) => entry.kind === kind).length).toBe(kind === "terms" ? 2 : 1);
        expect(witness.entries()).toEqual(entries);
      }
    }),
);

test("a lock that is no lock is named, with what to do", () =>
  inHome(async (run, folder) => {
    writeFileSync(join(folder, "home/lock.sqlite"), "this is not a database, and long enough to be looked at");
    const refused = await run("release", "--period", PAST);
    expect(refused.err).toMatch(
      /lock\.sqlite cannot be used \(SQLITE_NOTADB\); nothing is in it\. End every process of this home, then make it empty \[storage-failed\]/,
    );
    writeFileSync(join(folder, "home/lock.sqlite"), "");
    expect((await run("release", "--period", PAST)).code).toBe(0);
  }));

test("a malformed id is refused; the message says how to recover it from the witness", () =>
  inHome(async (run, folder) => {
    writeFileSync(join(folder, "home/commons.id"), "\n");
    expect((await run("status")).err).toMatch(
      /commons\.id must be 32 hexadecimal digits; got 0 characters.*log\.json has it.*\[home-damaged\]/,
    );
  }));
