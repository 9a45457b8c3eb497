import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openOperatedCommons } from "../../src/commons/open.ts";
import { donation, HTTP_SETTINGS, writeTerritory } from "../support/commons.ts";
import { inFolder } from "../support/folder.ts";
import { identifiersIn, leftOf } from "../support/identifiers.ts";
import { gridTerritory } from "../support/territory.ts";

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((path) => statSync(path).isFile());

test("once a home is closed, no file in it or beside it has eight bytes of who withdrew, published or not", () =>
  inFolder(async (folder) => {
    const home = join(folder, "home");
    const territory = writeTerritory(join(folder, "territory"), gridTerritory(2, 2));
    const open = () => openOperatedCommons({ home, territory, settings: { ...HTTP_SETTINGS, measures: ["water.volume"] } });
    const commons = await open();
    const donations = Array.from({ length: 60 }, (_, i) => donation(`m${i % 2}l${i % 2}`, 9 + (i % 5)));
    const receipts: string[] = [];
    for (const one of donations) receipts.push((await commons.donate(one)).receipt);
    await commons.release("2025-01");
    const known = identifiersIn(join(home, "vault.sqlite"));
    for (const receipt of receipts.slice(0, 40)) await commons.withdraw(receipt);
    await commons.close();
    const gone = Array.from({ length: 40 }, (_, i) => known.get(i + 1)).filter((one) => one !== undefined);
    expect(gone).toHaveLength(40);
    // What was frozen for the year is among what is searched for.
    expect(gone.every(({ bytes }) => bytes.filter(([name]) => name === "sealed").length === 2)).toBe(true);
    expect(leftOf(gone, ...filesIn(folder))).toEqual({});
    expect(Object.keys(leftOf(known.values(), join(home, "vault.sqlite"))).sort()).toEqual([
      "id",
      "lookup",
      "sealed",
      "unit",
      "wrapped",
    ]);
  }));

test("the library's clock is held against the machine's uptime: claimed days in a row, within seconds, erase and publish nothing", () =>
  inFolder(async (folder) => {
    const home = join(folder, "home");
    const territory = writeTerritory(join(folder, "territory"), gridTerritory(2, 2));
    let now = new Date();
    const commons = await openOperatedCommons({
      home,
      territory,
      settings: { ...HTTP_SETTINGS, measures: ["water.volume"] },
      clock: () => now,
    });
    await commons.donate(donation("m0l0", 9));
    const later = (days: number) => new Date(Date.now() + days * 86_400_000);
    for (const days of [-40, 1826, 1827, 1828, 1829]) {
      now = later(days);
      expect(commons.vault.expire()).toBe(0);
      await expect(commons.release("2025-01")).rejects.toMatchObject({ code: "clock-doubted" });
    }
    now = later(0);
    expect(commons.vault.status()).toMatchObject({ donations: 1, clockDoubted: false });
    await commons.close();
  }));
