import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { backupHome, backupsIn } from "../../src/commons/backup.ts";
import { homePaths, pendingRestorePath, readHome } from "../../src/commons/home.ts";
import { makeHome } from "../../src/commons/make-home.ts";
import { openOperatedCommons } from "../../src/commons/open.ts";
import { restoreHome } from "../../src/commons/restore.ts";
import { parseSettings } from "../../src/contract/settings.ts";
import { readActs } from "../../src/vault/index.ts";
import { give, withBackedUpHome } from "../support/backed-up.ts";
import { writeTerritory } from "../support/commons.ts";
import { inFolder } from "../support/folder.ts";
import { gridTerritory } from "../support/territory.ts";

test("an act that a killed process left in the vault is in the file after the next start, and is repeated", () =>
  withBackedUpHome(async ({ backup, restore, within, acts, to }) => {
    let key = "";
    await within(async (commons) => {
      key = await give(commons);
    });
    await backup();
    const file = acts();
    const before = readFileSync(file);
    // A folder of the file's name: nothing can be written, as when the process is killed just before.
    await within(async (commons) => {
      renameSync(file, `${file}.away`);
      mkdirSync(file);
      await commons.withdraw(key);
    });
    rmSync(file, { recursive: true });
    writeFileSync(file, before, { mode: 0o600 });
    rmSync(`${file}.away`);
    const said = await within(async (commons) => {
      expect(commons.vault.status().actsWaiting).toBe(0);
    });
    expect(said.join()).not.toMatch(/lost, or an old copy/);
    expect(
      readActs(file)
        .filter(({ act }) => act !== null)
        .map(({ seq }) => seq),
    ).toEqual([1]);
    expect(backupsIn(to).length).toBe(1);
    expect(await restore()).toMatchObject({ repeated: 1 });
    await within(async (commons) => {
      await expect(commons.show(key)).rejects.toMatchObject({ code: "key-not-known" });
    });
  }));

test("where acts are lost, a second restore of the same backup is not taken for one that knows them", () =>
  withBackedUpHome(async ({ backup, restore, within, acts }) => {
    let [gone, stays] = ["", ""];
    await within(async (commons) => {
      gone = await give(commons);
      stays = await give(commons);
    });
    await backup();
    await within((commons) => commons.withdraw(gone));
    rmSync(acts());
    await expect(restore()).rejects.toMatchObject({ code: "home-damaged" });
    expect(await restore({ actsLost: true })).toMatchObject({ paused: true });
    await within((commons) => commons.resume(stays));
    await expect(restore()).rejects.toMatchObject({ code: "home-damaged" });
    expect(await restore({ actsLost: true })).toMatchObject({ paused: true });
    await within(async (commons) => expect((await commons.show(gone)).paused).toBe(true));
    // What is backed up from here on is covered.
    await backup();
    await within((commons) => commons.withdraw(gone));
    expect(await restore()).toMatchObject({ repeated: 1, paused: false });
  }));

test("a home that is put back twice in a year ends again what may have been frozen since", () =>
  inFolder(async (folder) => {
    const clock = () => new Date("2026-06-01T12:00:00Z");
    const [home, to] = [join(folder, "home"), join(folder, "backups")];
    const territory = writeTerritory(join(folder, "territory"), gridTerritory(2, 2));
    const settings = { measures: ["electricity.energy", "water.volume"], streams: 1 };
    const within = async <T>(work: (commons: Awaited<ReturnType<typeof openOperatedCommons>>) => Promise<T>): Promise<T> => {
      const commons = await openOperatedCommons({ home, territory, settings, clock });
      try {
        return await work(commons);
      } finally {
        await commons.close();
      }
    };
    const restore = () => restoreHome({ home, from: to, actsLost: false, clock, notice: () => undefined });
    await within((commons) => give(commons));
    await backupHome({ home, to, clock });
    await within((commons) => commons.release("2025-01"));
    await restore();
    // A household that comes after the first restore is backed up unfrozen, and then counted with water.
    const key = await within((commons) => give(commons));
    await backupHome({ home, to, clock });
    await within(async (commons) => {
      await commons.release("2025-02");
      expect((await commons.show(key)).years).toMatchObject([{ year: 2025, measures: ["water.volume"] }]);
    });
    await restore();
    await within(async (commons) => {
      const period = { id: "2025", step: "year", year: 2025, months: ["2025-02", "2025-03"] } as never;
      const measures = [
        { domain: "electricity", measure: "energy" },
        { domain: "water", measure: "volume" },
      ];
      expect([...commons.vault.snapshot({ period, measures, streams: 1 })]).toEqual([]);
    });
  }));

test("a backup is not put in the place of another commons", () =>
  withBackedUpHome(async ({ backup, within, folder, to, setDay }) => {
    await within((commons) => give(commons));
    await backup();
    setDay("2026-06-02");
    const clock = () => new Date("2026-06-02T12:00:00Z");
    const [other, key] = [join(folder, "other"), join(folder, "home.key")];
    await makeHome({
      home: other,
      settings: parseSettings(readHome(join(folder, "home")).about),
      territory: join(folder, "territory"),
      key,
      entropy: (n) => new Uint8Array(n).fill(7),
      clock,
    });
    await expect(
      restoreHome({ home: other, from: to, key, actsLost: false, clock, notice: () => undefined }),
    ).rejects.toMatchObject({ code: "file-in-the-way", message: expect.stringContaining("another commons") });
  }));

test("with a clock that is years behind, what the backup's year may have spent is doubted all the same", () =>
  withBackedUpHome(async ({ backup, restore, within, setDay, home }) => {
    await within((commons) => give(commons));
    await backup();
    rmSync(home, { recursive: true });
    setDay("2020-01-01");
    expect(await restore()).toMatchObject({ adopted: 0, doubtedYear: 2026 });
    setDay("2026-06-02");
    await within(async (commons) => {
      await expect(commons.release("2026-01")).rejects.toMatchObject({ code: "ledger-broken" });
    });
  }));

test("with the witness lost, a log that knows more than the backup is no end of the doubt", () =>
  withBackedUpHome(async ({ backup, restore, within, home }) => {
    await within((commons) => give(commons));
    await within((commons) => commons.release("2025-01"));
    await backup();
    await within((commons) => commons.release("2025-02"));
    rmSync(`${home}.key.ledger`);
    const done = await restore();
    expect([done.adopted, done.doubtedYear]).toEqual([3, 2026]);
    await within(async (commons) => {
      await commons.renewWitness();
      await expect(commons.release("2025-03")).rejects.toMatchObject({ code: "ledger-broken" });
    });
  }));

test("a restore that was stopped between two names is ended by whoever comes next, and no home is made anew", () =>
  withBackedUpHome(async ({ backup, restore, within, home }) => {
    let key = "";
    await within(async (commons) => {
      key = await give(commons);
    });
    await within((commons) => commons.release("2025-01"));
    await backup();
    await within((commons) => commons.release("2025-02"));
    await restore();
    renameSync(home, pendingRestorePath(home));
    // The library, which makes a missing home.
    await within(async (commons) => expect((await commons.show(key)).paused).toBe(false));
    renameSync(home, pendingRestorePath(home));
    await restore();
    expect(existsSync(join(homePaths(home).releases, "2025-02"))).toBe(true);
  }));

test("a clock that leapt takes no act out of the file, and no backup away", () =>
  withBackedUpHome(async ({ backup, within, to, setDay, acts }) => {
    await within(async (commons) => {
      const key = await give(commons);
      await commons.pause(key);
    });
    await backup();
    setDay("2031-06-01");
    expect((await backup()).removed).toEqual([]);
    await within(async (commons) => {
      commons.vault.expirePart();
      commons.vault.erase();
    });
    expect(backupsIn(to).length).toBe(2);
    expect(readActs(acts()).filter(({ act }) => act !== null).length).toBe(1);
  }));

test("an act for a contribution that is damaged in the backup does not stop the restore: it is set aside", () =>
  withBackedUpHome(async ({ restore, within, home, to, backup }) => {
    let [damaged, whole] = ["", ""];
    await within(async (commons) => {
      damaged = await give(commons);
      whole = await give(commons);
    });
    const db = new Database(homePaths(home).vault);
    const { sealed } = db.prepare("SELECT sealed FROM donation WHERE donor = 1").get() as { sealed: Buffer };
    const bad = Buffer.from(sealed);
    bad[20] = (bad[20] as number) ^ 1;
    const put = db.prepare("UPDATE donation SET sealed = ? WHERE donor = 1");
    put.run(bad);
    await backup();
    put.run(sealed);
    db.close();
    await within(async (commons) => {
      await commons.correct(damaged, { remove: [{ domain: "water", measure: "volume", period: "2025-03" }] });
      await commons.pause(whole);
    });
    expect(backupsIn(to).length).toBe(1);
    expect(await restore()).toMatchObject({ repeated: 2 });
    await within(async (commons) => {
      expect(commons.vault.status()).toMatchObject({ aside: 1, paused: 1 });
      await commons.withdraw(damaged);
    });
  }));

test("a partner's key that was revoked since stays revoked while a portal has its file open", () =>
  withBackedUpHome(async ({ backup, restore, within, home }) => {
    await within((commons) => give(commons));
    const file = homePaths(home).partners;
    const db = new Database(file);
    db.exec("PRAGMA journal_mode = WAL; CREATE TABLE partner (name TEXT); INSERT INTO partner VALUES ('one')");
    db.pragma("wal_checkpoint(TRUNCATE)");
    await backup();
    // It lies in the write-ahead log alone until the last process has closed the file.
    db.exec("DELETE FROM partner");
    await restore();
    db.close();
    const now = new Database(file);
    expect(now.prepare("SELECT name FROM partner").all()).toEqual([]);
    now.close();
  }));

test("a file of acts that cannot be read is named", () =>
  withBackedUpHome(async ({ within, acts, home }) => {
    const file = acts();
    rmSync(file);
    mkdirSync(file);
    await expect(within(async () => undefined)).rejects.toMatchObject({
      code: "storage-failed",
      message: expect.stringContaining(file),
    });
    expect(existsSync(home)).toBe(true);
  }));

test("a doubt that stands is not ended by what was written since, when the same backup is put back again", () =>
  withBackedUpHome(async ({ backup, restore, within, home }) => {
    await within((commons) => give(commons));
    await within((commons) => commons.release("2025-01"));
    await backup();
    expect(await restore()).toMatchObject({ adopted: 0, doubtedYear: 2026 });
    await within((commons) => commons.assumeSpent(2024));
    expect((await restore()).adopted).toBeGreaterThan(0);
    await within(async (commons) => {
      await expect(commons.release("2025-02")).rejects.toMatchObject({ code: "ledger-broken" });
    });
    expect(existsSync(home)).toBe(true);
  }));
