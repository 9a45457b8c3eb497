import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openOperatedCommons } from "../../src/commons/open.ts";
import * as files from "../importers/files.ts";
import { voisinage } from "../support/cli.ts";
import { HTTP_SETTINGS, writeTerritory } from "../support/commons.ts";
import { inFolder } from "../support/folder.ts";
import { gridTerritory } from "../support/territory.ts";

const YEAR = new Date().getUTCFullYear() - 1;
const MONTHS = Array.from({ length: 12 }, (_, i) => `${YEAR}-${String(i + 1).padStart(2, "0")}`);

/** Litres of each month: those of one home are no other's. */
const litres = (home: number) => MONTHS.map((_, i) => 8000 + 400 * home + 37 * i);
const tableOf = (amounts: readonly number[]) =>
  ["mois;eau (m³)", ...amounts.map((amount, i) => `${MONTHS[i]};${String(amount / 1000).replace(".", ",")}`)].join("\n");

const donationOf = (amounts: readonly number[]) => ({
  household: { area: "m0l0" },
  consent: {
    version: "1",
    purposes: ["commons"],
    domains: ["water"],
    adult: true,
    given_at: `${YEAR + 1}-01-01T00:00:00Z`,
  },
  readings: amounts.map((value, i) => ({
    domain: "water",
    measure: "volume",
    period: MONTHS[i],
    value,
    unit: "L",
    source: "bill",
  })),
});

interface Place {
  readonly folder: string;
  readonly home: string;
  /** the keys of three homes, of which the last two gave the same */
  readonly keys: readonly string[];
  readonly find: (content: string, ...options: string[]) => ReturnType<typeof voisinage>;
  /** the searches of the public log, as its file has them */
  readonly searches: () => { kind: string }[];
}

const withHome = (work: (place: Place) => Promise<void>) =>
  inFolder(async (folder) => {
    const home = join(folder, "home");
    const territory = writeTerritory(join(folder, "territory"), gridTerritory(2, 2));
    const commons = await openOperatedCommons({ home, territory, settings: { ...HTTP_SETTINGS, measures: ["water.volume"] } });
    const keys: string[] = [];
    for (const one of [1, 2, 2]) keys.push((await commons.donate(donationOf(litres(one)))).receipt);
    await commons.close();
    const log = join(home, "log", "log.json");
    await work({
      folder,
      home,
      keys,
      find: (content, ...options) => {
        const file = join(folder, "asked.csv");
        writeFileSync(file, content);
        return voisinage("find", "--home", home, "--area", "m0l0", "--json", ...options, file);
      },
      searches: () => {
        const { entries } = JSON.parse(existsSync(log) ? readFileSync(log, "utf8") : '{"entries":[]}');
        return entries.filter(({ kind }: { kind: string }) => kind === "search");
      },
    });
  });

test("who lost the key has the contribution found by their file, and withdrawn; a restored backup does not bring it back", () =>
  withHome(async ({ folder, home, keys: [key = ""], find, searches }) => {
    const backups = join(folder, "backups");
    expect((await voisinage("backup", "--home", home, "--to", backups)).code).toBe(0);
    const looked = await find(tableOf(litres(1)));
    expect([looked.code, JSON.parse(looked.out)]).toEqual([0, { search: 1, agreeing: 1, found: true }]);
    const done = await find(tableOf(litres(1)), "--do", "withdraw");
    expect(JSON.parse(done.out)).toMatchObject({ search: 2, withdraw: { destroyed: { donations: 1 } } });
    const gone = async () => (await voisinage("show", "--home", home, "--receipt", key)).err;
    expect(await gone()).toContain("[key-not-known]");
    expect((await voisinage("restore", "--home", home, "--from", backups)).code).toBe(0);
    expect(await gone()).toContain("[key-not-known]");
    expect(searches()).toHaveLength(2);
    expect((await voisinage("verify", join(home, "log", "log.json"))).code).toBe(0);
  }));

test("the log tells that there was a search and its day: the same for whatever was asked and found", () =>
  withHome(async ({ find, searches }) => {
    const none = await find(tableOf(litres(9)));
    const two = await find(tableOf(litres(2)), "--do", "withdraw");
    const one = await find(tableOf(litres(1)), "--do", "show");
    expect([none, two, one].map(({ code }) => code)).toEqual([1, 1, 0]);
    expect([none, two].map(({ out }) => JSON.parse(out))).toEqual([
      { search: 1, agreeing: 0, found: false },
      { search: 2, agreeing: 2, found: false },
    ]);
    expect(JSON.parse(one.out).show.readings).toHaveLength(12);
    const [first, ...others] = searches().map((entry, i) => {
      const { seq: _, number, previous: _p, hash: _h, ...rest } = entry as unknown as Record<string, unknown>;
      expect(number).toBe(i + 1);
      return rest;
    });
    expect(first).toEqual({
      kind: "search",
      commons: expect.stringMatching(/^[0-9a-f]{32}$/),
      year: YEAR + 1,
      at: `${new Date().toISOString().slice(0, 10)}T00:00:00.000Z`,
    });
    for (const other of others) expect(other).toEqual(first);
  }));

test("too few readings, two meters, an area that is none and another's key are refused before anything is searched or logged", () =>
  withHome(async ({ folder, find, searches }) => {
    const few = await find(tableOf(litres(1).slice(0, 5)));
    expect(few.err).toContain("at least 6 readings above zero; got 5");
    const meters = [files.enedisCurve(files.SPRING), files.enedisCurve(files.SPRING).replaceAll(files.PRM, "10987654321098")];
    expect((await find(meters.join("\n"))).err).toContain("of one home and one meter; it names several");
    expect((await find(tableOf(litres(1)), "--area", "m0")).err).toContain("/problems/unknown-area");
    const other = join(folder, "other.key");
    writeFileSync(other, "ab".repeat(32));
    expect((await find(tableOf(litres(1)), "--key", other)).code).toBe(1);
    expect(searches()).toEqual([]);
  }));

test("nothing is searched that the log cannot tell", () =>
  withHome(async ({ home, keys: [key = ""], find }) => {
    writeFileSync(`${home}.key.signing`, "lost");
    const refused = await find(tableOf(litres(1)), "--do", "withdraw");
    expect(refused.err).toContain("/problems/signing-key");
    expect((await voisinage("show", "--home", home, "--receipt", key)).code).toBe(0);
  }));
