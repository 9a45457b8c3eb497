import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { homePaths } from "../../src/commons/home.ts";
import { withLock } from "../../src/commons/lock.ts";
import { openOperatedCommons } from "../../src/commons/open.ts";
import type { OpenOptions } from "../../src/index.ts";
import { donation, NOW, writeTerritory } from "../support/commons.ts";
import { seededEntropy } from "../support/entropy.ts";
import { inFolder } from "../support/folder.ts";
import { gridTerritory } from "../support/territory.ts";

/** Works with the options that make a home in a folder of its own. */
function inHome(work: (options: OpenOptions & { home: string; key: string; territory: string }) => Promise<void>): Promise<void> {
  return inFolder(async (folder) => {
    const territory = writeTerritory(join(folder, "territory"), gridTerritory(2, 2));
    await work({
      home: join(folder, "home"),
      key: join(folder, "operator.key"),
      territory,
      settings: { measures: ["water.volume"] },
      clock: () => new Date(NOW),
    });
  });
}

test("a home made, filled, published and opened again gives the same release, and goes on", () =>
  inHome(async (options) => {
    const commons = await openOperatedCommons(options);
    const receipts: string[] = [];
    for (let i = 0; i < 200; i++) receipts.push((await commons.donate(donation("m0l0", 5 + (i % 10)))).receipt);
    const first = await commons.release("2025");
    const ledger = await commons.ledger();
    await commons.close();

    const again = await openOperatedCommons({ home: options.home, key: options.key, clock: () => new Date(NOW) });
    expect(await again.releases()).toEqual(["2025"]);
    const found = await again.release("2025");
    expect([first.measurements.length, first.distributions.length, first.groups.length].every((rows) => rows > 0)).toBe(true);
    expect(found).toEqual(first);
    expect(await again.ledger()).toEqual(ledger);
    expect((await again.show(receipts[7] as string)).readings.length).toBe(12);
    await again.release("2025-12");
    expect(await again.releases()).toEqual(["2025", "2025-12"]);
    await again.close();
  }));

test("the key is made outside the home, for its owner alone", () =>
  inHome(async (options) => {
    await (await openOperatedCommons(options)).close();
    expect(readFileSync(options.key, "utf8")).toMatch(/^[0-9a-f]{64}\n$/);
    expect(statSync(options.key).mode & 0o777).toBe(0o600);
    await inFolder(async (other) => {
      const home = join(other, "home");
      await expect(openOperatedCommons({ ...options, home, key: join(home, "key") })).rejects.toMatchObject({
        code: "key-missing",
      });
      expect(existsSync(homePaths(home).about)).toBe(false);
    });
  }));

test.each([
  ["another key", "7".repeat(64), "key-wrong"],
  ["a key of 31 bytes", new Uint8Array(31), "key-missing"],
  ["a file that is not there", "/nowhere/operator.key", "key-missing"],
])("%s opens nothing", (_, key, code) =>
  inHome(async (options) => {
    const commons = await openOperatedCommons(options);
    await commons.donate(donation("m0l0", 9));
    await commons.close();
    await expect(openOperatedCommons({ home: options.home, key })).rejects.toMatchObject({ code });
    // The right one still does.
    await (await openOperatedCommons({ home: options.home, key: options.key })).close();
  }),
);

test("a key that is not 32 bytes is refused before a home is made", () =>
  inHome(async (options) => {
    await expect(openOperatedCommons({ ...options, key: new Uint8Array(31) })).rejects.toMatchObject({
      code: "key-missing",
      message: expect.stringMatching(/32 bytes; got 31/),
    });
    expect(existsSync(options.home)).toBe(false);
  }));

test("a key is a file, 32 bytes or 64 hexadecimal digits", () =>
  inHome(async (options) => {
    await (await openOperatedCommons(options)).close();
    const hex = readFileSync(options.key, "utf8").trim();
    for (const key of [hex, new Uint8Array(Buffer.from(hex, "hex"))])
      await (await openOperatedCommons({ home: options.home, key })).close();
  }));

test("a home on disk draws its noise from the operating system alone", () =>
  inHome(async (options) => {
    await expect(openOperatedCommons({ ...options, entropy: seededEntropy("fixed") })).rejects.toMatchObject({
      code: "invalid-parameter",
      message: expect.stringContaining("entropy"),
    });
    expect(existsSync(options.home)).toBe(false);
  }));

test("a home is made once: other settings are refused, the same are not", () =>
  inHome(async (options) => {
    await (await openOperatedCommons(options)).close();
    await (await openOperatedCommons(options)).close();
    await expect(openOperatedCommons({ ...options, settings: { ...options.settings, k: 5 } })).rejects.toMatchObject({
      code: "home-exists",
    });
  }));

test("a folder without a commons is refused", () =>
  inFolder(async (folder) => {
    await expect(openOperatedCommons({ home: join(folder, "none") })).rejects.toMatchObject({ code: "home-missing" });
  }));

test.each([
  ["settings that are not JSON", (home: string) => writeFileSync(homePaths(home).about, "{"), "invalid-settings"],
  [
    "settings with an unknown key",
    (home: string) => writeFileSync(homePaths(home).about, '{"noise": false}'),
    "invalid-settings",
  ],
])("a home with %s is refused", (_, spoil, code) =>
  inHome(async (options) => {
    await (await openOperatedCommons(options)).close();
    spoil(options.home);
    await expect(openOperatedCommons({ home: options.home, key: options.key })).rejects.toMatchObject({ code });
  }),
);

test("a second publication in a home is refused at once and costs nothing", () =>
  inHome(async (options) => {
    const commons = await openOperatedCommons(options);
    const other = await openOperatedCommons({ home: options.home, key: options.key, clock: () => new Date(NOW) });
    await withLock(homePaths(options.home).lock, async () => {
      await expect(commons.release("2025-01")).rejects.toMatchObject({ code: "home-in-use" });
    });
    const both = await Promise.allSettled([commons.release("2025-01"), other.release("2025-01")]);
    expect(both.filter(({ status }) => status === "fulfilled")).not.toEqual([]);
    for (const result of both) if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "home-in-use" });
    const releases = [await commons.release("2025-01"), await other.release("2025-01")];
    expect(releases[0]?.observations).toEqual(releases[1]?.observations);
    expect((await other.ledger()).entries.map((entry) => entry.kind)).toEqual([
      "key",
      "terms",
      "opened",
      "debit",
      "drawn",
      "released",
    ]);
    await commons.close();
    await other.close();
  }));

test("what happens to a release behind its back is found, not published", () =>
  inHome(async (options) => {
    const commons = await openOperatedCommons(options);
    await commons.release("2025-01");
    const file = join(homePaths(options.home).releases, "2025-01", "observations.parquet");
    writeFileSync(file, Buffer.concat([readFileSync(file), Buffer.from([0])]));
    await expect(commons.release("2025-01")).rejects.toMatchObject({ code: "release-damaged" });
    await commons.close();
  }));
