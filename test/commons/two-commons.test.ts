import { cpSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { checkHome } from "../../src/commons/check.ts";
import { systemRandom } from "../../src/commons/commons.ts";
import { homeId, homePaths } from "../../src/commons/home.ts";
import { partnerAuthenticator, readKey } from "../../src/commons/key.ts";
import { openOperatedCommons } from "../../src/commons/open.ts";
import { openKeyRing } from "../../src/partners/keys/keys.ts";
import { donation, writeTerritory } from "../support/commons.ts";
import { inFolder } from "../support/folder.ts";
import { gridTerritory } from "../support/territory.ts";

// One operator may have several commons under one key. Whoever writes the files of one, without the key, gains nothing by another.

const clock = () => new Date("2026-06-01T12:00:00Z");

const inTwoCommons = (work: (homes: { readonly own: string; readonly other: string; readonly key: string }) => Promise<void>) =>
  inFolder(async (folder) => {
    const territory = writeTerritory(join(folder, "territory"), gridTerritory(2, 2));
    const key = join(folder, "operator.key");
    const homes = { own: join(folder, "own"), other: join(folder, "other"), key };
    for (const home of [homes.own, homes.other]) {
      const commons = await openOperatedCommons({ home, territory, key, clock, settings: { measures: ["water.volume"] } });
      await commons.donate(donation("m0l0", 9));
      await commons.close();
    }
    await work(homes);
  });

test("the vault of another commons under the same key is refused, whatever name its file bears", () =>
  inTwoCommons(async ({ own, other, key }) => {
    cpSync(homePaths(other).vault, homePaths(own).vault);
    await expect(openOperatedCommons({ home: own, key, clock })).rejects.toMatchObject({
      code: "home-damaged",
      message: expect.stringContaining("the vault is of commons"),
    });
    const db = new Database(homePaths(own).vault);
    db.prepare("UPDATE fact SET value = ? WHERE name = 'commons'").run(Buffer.from(homeId(homePaths(own))));
    db.close();
    await expect(openOperatedCommons({ home: own, key, clock })).rejects.toMatchObject({ code: "key-wrong" });
    expect((await checkHome({ home: own, key, repair: false, clock })).faults.join()).toMatch(/another commons'/);
  }));

test("a partner's key of another commons under the same key is forged here", () =>
  inTwoCommons(async ({ own, other, key }) => {
    const ringOf = (home: string, of: string) =>
      openKeyRing({
        path: homePaths(home).partners,
        clock,
        entropy: systemRandom,
        authenticate: partnerAuthenticator(readKey(key), homeId(homePaths(of))),
      });
    const ring = ringOf(other, other);
    ring.add({ organisation: "A partner", may: ["measure"], measures: null, rate: 600, attests: null, expires: null });
    expect(ring.forged()).toBe(0);
    ring.close();
    cpSync(homePaths(other).partners, homePaths(own).partners);
    const copied = ringOf(own, own);
    expect(copied.forged()).toBe(1);
    copied.close();
  }));
