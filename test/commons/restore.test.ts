import {
  copyFileSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { backupHome, backupsIn } from "../../src/commons/backup.ts";
import { homePaths } from "../../src/commons/home.ts";
import { openOperatedCommons } from "../../src/commons/open.ts";
import { restoreHome } from "../../src/commons/restore.ts";
import { canonicalise } from "../../src/intake/index.ts";
import { hashFile } from "../../src/release/index.ts";
import { give, SETTINGS, withBackedUpHome } from "../support/backed-up.ts";
import { donation, writeTerritory } from "../support/commons.ts";
import { inFolder } from "../support/folder.ts";
import { gridTerritory } from "../support/territory.ts";
import { unlocked } from "../support/unlocked.ts";

test("a backup has what a home is made of, and no key, witness, lock or file of acts", () =>
  withBackedUpHome(async ({ backup, within, folder, home }) => {
    await within((commons) => give(commons));
    const { backup: made } = await backup();
    const paths = made.files.map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining([
        "commons.json",
        "commons.id",
        "vault.sqlite",
        "ledger.sqlite",
        expect.stringMatching(/^territories\/[0-9a-f]{64}\/areas.csv$/),
      ]),
    );
    expect(paths.filter((path) => /key|lock|rights|witness/.test(path))).toEqual([]);
    const secrets = [".key", ".key.signing", ".key.ledger"].map((end) => join(folder, `home${end}`)).filter(existsSync);
    for (const secret of secrets) {
      const text = readFileSync(secret);
      for (const path of paths) expect(readFileSync(join(made.folder, path)).includes(text.subarray(0, 40)), path).toBe(false);
    }
    expect(readFileSync(join(made.folder, "commons.id"), "utf8")).toBe(readFileSync(homePaths(home).id, "utf8"));
  }));

test("a vault from before the first contribution knows by the file of acts that there was one, pruned or not", () =>
  withBackedUpHome(async ({ backup, within, home, to, acts }) => {
    await within(async (commons) => expect(commons.vault.isTouched()).toBe(false));
    await backup();
    await within(async (commons) => commons.withdraw(await give(commons)));
    const putBack = () => copyFileSync(join(backupsIn(to)[0]?.folder as string, "vault.sqlite"), homePaths(home).vault);
    putBack();
    await within(async (commons) => expect(commons.vault.isTouched()).toBe(true));
    putBack();
    writeFileSync(acts(), `${JSON.stringify({ seq: 1, day: "2026-06-01", act: null })}\n`);
    await within(async (commons) => expect(commons.vault.isTouched()).toBe(true));
    // The file is pruned on, and what it knew is in the vault by now.
    writeFileSync(acts(), `${JSON.stringify({ seq: 0, day: "2026-06-01", act: null })}\n`);
    await within(async (commons) => expect(commons.vault.isTouched()).toBe(true));
  }));

test("a withdrawal, a pause, an objection, a removal and a narrower consent made since a backup are repeated", () =>
  withBackedUpHome(async ({ backup, restore, within, home, check }) => {
    const keys: string[] = [];
    await within(async (commons) => {
      for (let i = 0; i < 6; i += 1) keys.push(await give(commons, 5 + i));
    });
    await backup();
    const [withdrawn, paused, objected, corrected, narrowed, untouched] = keys as [
      string,
      string,
      string,
      string,
      string,
      string,
    ];
    const none = { ...donation("m0l0", 9).consent, domains: ["gas"], given_at: "2026-05-30T00:00:00Z" };
    let [later, gone] = ["", ""];
    await within(async (commons) => {
      await commons.withdraw(withdrawn);
      await commons.pause(paused);
      await commons.object(objected, {});
      await commons.correct(corrected, { remove: [{ domain: "water", measure: "volume", period: "2025-03" }] });
      commons.vault.donate(
        { household: commons.vault.show(narrowed).household, consent: none, readings: [] },
        { receipt: narrowed },
      );
      later = await give(commons);
      gone = await give(commons);
      await commons.withdraw(gone);
    });
    const done = await restore();
    expect([done.repeated, done.notHeld, done.paused]).toEqual([5, 1, false]);
    await within(async (commons) => {
      const lost = {
        code: "key-not-known",
        message: expect.stringContaining("put back on 2026-06-01 from a backup of 2026-06-01"),
      };
      for (const key of [withdrawn, later, gone]) await expect(commons.show(key)).rejects.toMatchObject(lost);
      expect((await commons.show(paused)).paused).toBe(true);
      expect((await commons.show(objected)).objection).toMatchObject({ domains: null });
      expect((await commons.show(corrected)).readings.map(({ period }) => period)).not.toContain("2025-03");
      expect([(await commons.show(narrowed)).covers, (await commons.show(narrowed)).readings]).toEqual([["gas"], []]);
      expect(await commons.show(untouched)).toMatchObject({ paused: false, objection: null, covers: ["water"] });
      expect(commons.vault.status()).toMatchObject({ withdrawn: 1, paused: 1, objecting: 1 });
    });
    expect((await check()).faults).toEqual([]);
    // What was put back is a home like any other: backed up and restored again, nothing is repeated twice.
    expect(existsSync(home)).toBe(true);
    await backup();
    expect(await restore()).toMatchObject({ repeated: 0, notHeld: 0 });
  }));

test("a copy that somebody put back by hand has the acts since repeated when it is opened", () =>
  withBackedUpHome(async ({ backup, within, home, to }) => {
    let key = "";
    await within(async (commons) => {
      key = await give(commons);
    });
    await backup();
    await within((commons) => commons.withdraw(key));
    copyFileSync(join(backupsIn(to)[0]?.folder as string, "vault.sqlite"), homePaths(home).vault);
    const said = await within(async (commons) => {
      await expect(commons.show(key)).rejects.toMatchObject({ code: "key-not-known" });
    });
    expect(said.join()).toMatch(/this vault was older than .*\.rights: 1 acts of contributors since then are repeated/);
  }));

test("a line of a file that was read again does not bring back who contributed by it and withdrew since the backup", () =>
  withBackedUpHome(async ({ backup, restore, within }) => {
    await within(async () => undefined);
    await backup();
    const named = { idempotency: "file 1", named: true };
    await within(async (commons) => {
      const { receipt } = commons.vault.donate(canonicalise(donation("m0l0", 9), commons.context, "lenient").donation, named);
      await commons.withdraw(receipt);
    });
    await restore();
    await within(async (commons) => {
      commons.vault.donate(canonicalise(donation("m0l0", 9), commons.context, "lenient").donation, named);
      expect(commons.vault.status().donations).toBe(0);
    });
  }));

test("what contributors asked for since is not known: restore refuses by name, or pauses everybody", () =>
  withBackedUpHome(async ({ backup, restore, within, acts, home }) => {
    let key = "";
    await within(async (commons) => {
      key = await give(commons);
      await commons.pause(key);
      await commons.resume(key);
    });
    const old = readFileSync(acts());
    await within((commons) => commons.pause(key).then(() => commons.resume(key)));
    await backup();
    const newest = readFileSync(acts());
    for (const spoil of [() => rmSync(acts()), () => writeFileSync(acts(), old), () => writeFileSync(acts(), `${newest}{}\n`)]) {
      const file = acts();
      spoil();
      await expect(restore()).rejects.toMatchObject({ code: "home-damaged", message: expect.stringContaining(file) });
      writeFileSync(file, newest, { mode: 0o600 });
    }
    rmSync(acts());
    expect(await restore({ actsLost: true })).toMatchObject({ paused: true });
    expect(existsSync(home)).toBe(true);
    await within(async (commons) => {
      expect((await commons.show(key)).paused).toBe(true);
      await commons.resume(key);
      expect((await commons.show(key)).paused).toBe(false);
    });
  }));

test("a backup that was changed is refused, be its hashes brought up to date: only the operator's key vouches for it", () =>
  withBackedUpHome(async ({ backup, restore, within }) => {
    await within((commons) => give(commons));
    const { folder } = (await backup()).backup;
    const changed = join(folder, "commons.json");
    writeFileSync(changed, `${readFileSync(changed, "utf8")} `);
    await expect(restore()).rejects.toMatchObject({ code: "home-damaged", message: expect.stringContaining(changed) });
    const manifest = join(folder, "backup.json");
    const said = JSON.parse(readFileSync(manifest, "utf8"));
    const hashed = await hashFile(changed);
    const files = said.files.map((one: { path: string }) => (one.path === "commons.json" ? { ...one, ...hashed } : one));
    writeFileSync(manifest, JSON.stringify({ ...said, files }));
    await expect(restore()).rejects.toMatchObject({ code: "home-damaged", message: expect.stringContaining(manifest) });
  }));

test("an act whose line does not authenticate is not passed over", () =>
  withBackedUpHome(async ({ backup, restore, within, acts }) => {
    let key = "";
    await within(async (commons) => {
      key = await give(commons);
    });
    await backup();
    await within((commons) => commons.withdraw(key));
    writeFileSync(
      acts(),
      readFileSync(acts(), "utf8").replace(/"act":"(.)/, (_, first) => `"act":"${first === "A" ? "B" : "A"}`),
    );
    await expect(restore()).rejects.toMatchObject({
      code: "home-damaged",
      message: expect.stringMatching(/act 1 in .* does not authenticate/),
    });
  }));

test("a backup older than a release: the witness, or the release that lies there, is taken over as spent; nothing is drawn twice", () =>
  withBackedUpHome(async ({ backup, restore, within, home }) => {
    await within((commons) => give(commons));
    await within((commons) => commons.release("2025-01"));
    await backup();
    await within((commons) => commons.release("2025-02"));
    const [witness, newest] = [`${home}.key.ledger`, readFileSync(`${home}.key.ledger`)];
    const done = await restore();
    expect([done.adopted, done.doubtedYear]).toEqual([3, null]);
    expect(readFileSync(witness)).toEqual(newest);
    await within(async (commons) => {
      expect(await commons.releases()).toEqual(["2025-01", "2025-02"]);
      expect(await commons.lost()).toEqual([]);
      const before = (await commons.ledger()).entries.length;
      await commons.release("2025-02");
      expect((await commons.ledger()).entries.length).toBe(before);
      await commons.release("2025-03");
    });
    // Without the folders and the log of the former home the witness alone tells.
    rmSync(home, { recursive: true });
    expect((await restore()).adopted).toBeGreaterThan(3);
    await within(async (commons) => {
      await expect(commons.release("2025-02")).rejects.toMatchObject({ code: "draw-lost" });
    });
  }));

test("where nothing knows more than the backup, an old witness among it, nothing is published until the year is counted as spent", () =>
  withBackedUpHome(async ({ backup, restore, within, home, setDay }) => {
    await within((commons) => give(commons));
    await within((commons) => commons.release("2025-01"));
    await backup();
    const old = readFileSync(`${home}.key.ledger`);
    await within((commons) => commons.release("2025-02"));
    rmSync(home, { recursive: true });
    writeFileSync(`${home}.key.ledger`, old);
    expect(await restore()).toMatchObject({ adopted: 0, doubtedYear: 2026 });
    const doubt = { day: "2026-06-01", since: "2026-06-01", year: 2026 };
    const [added, ...more] = readFileSync(`${home}.key.ledger`).subarray(old.length).toString().trimEnd().split("\n");
    expect([JSON.parse(added ?? ""), more]).toMatchObject([{ doubt }, []]);
    await within(async (commons) => {
      for (const period of ["2025-02", "2025-03", "2026-01", "2024"])
        await expect(commons.release(period)).rejects.toMatchObject({
          code: "ledger-broken",
          message: expect.stringMatching(/since 2026-06-01 is not known.*--assume-spent/),
        });
      expect((await commons.release("2025-01")).id).toBe("2025-01");
      await commons.assumeSpent(2025);
      await expect(commons.release("2025-02")).rejects.toMatchObject({ code: "budget-exceeded" });
      await expect(commons.release("2026-01")).rejects.toMatchObject({ code: "ledger-broken" });
    });
    // What had not begun when the home was put back, nobody can have published.
    setDay("2027-03-01");
    await within(async (commons) => {
      commons.vault.erase({ trustClock: true });
      await commons.release("2027-01");
    });
  }));

test("with the witness lost as well a restored home publishes nothing, and restore writes no witness", () =>
  withBackedUpHome(async ({ backup, restore, within, home }) => {
    await within((commons) => give(commons));
    await backup();
    rmSync(`${home}.key.ledger`);
    await restore();
    expect(existsSync(`${home}.key.ledger`)).toBe(false);
    await within(async (commons) => {
      await expect(commons.release("2025-01")).rejects.toMatchObject({ code: "ledger-broken" });
    });
  }));

test("a household gets no other stream of a year whose freezing the backup has forgotten: never more than L", () =>
  inFolder(async (folder) => {
    const clock = () => new Date("2026-06-01T12:00:00Z");
    const [home, to] = [join(folder, "home"), join(folder, "backups")];
    const territory = writeTerritory(join(folder, "territory"), gridTerritory(2, 2));
    const settings = { measures: ["electricity.energy", "water.volume"], streams: 1 };
    const open = () => openOperatedCommons({ home, territory, settings, clock });
    const first = await open();
    const { receipt } = await first.donate(donation("m0l0", 9));
    await backupHome({ home, to, clock });
    await first.release("2025-01");
    expect((await first.show(receipt)).years).toMatchObject([{ year: 2025, measures: ["water.volume"] }]);
    await first.close();
    await restoreHome({ home, from: to, actsLost: false, clock, notice: () => undefined });
    const commons = await open();
    expect((await commons.show(receipt)).years).toMatchObject([{ year: 2025, measures: [] }]);
    const power = {
      domain: "electricity",
      measure: "energy",
      period: "2025-02",
      value: 200,
      unit: "kWh",
      source: "meter",
    } as const;
    const consent = { ...donation("m0l0", 9).consent, domains: ["water", "electricity"], given_at: "2026-05-31T00:00:00Z" };
    await commons.donate({ ...donation("m0l0", 9), consent, readings: [power] }, { receipt });
    const snapshot = (year: string) => [
      ...commons.vault.snapshot({
        period: { id: year, step: "year", year: Number(year), months: [`${year}-02`] } as never,
        measures: [
          { domain: "electricity", measure: "energy" },
          { domain: "water", measure: "volume" },
        ],
        streams: 1,
      }),
    ];
    expect(snapshot("2025")).toEqual([]);
    // A household that comes after the restore is counted.
    await commons.donate(donation("m0l0", 9));
    expect(snapshot("2025").length).toBe(1);
    await commons.close();
  }));

test("a home that is put back has the terms that its witness knows, with their territory", () =>
  withBackedUpHome(async ({ backup, restore, within, home }) => {
    await within((commons) => give(commons));
    await backup();
    await within(async (commons) => {
      await commons.change({ settings: { retention_months: 3 } });
      await commons.change({ from: 2027, territory: { ...gridTerritory(2, 2), id: "vintage" } });
    });
    rmSync(join(home, "log"), { recursive: true });
    await restore();
    await within(async (commons) => {
      expect(commons.settings.retention_months).toBe(3);
      expect(commons.terms(2027).territory.id).toBe("vintage");
    });
  }));

test("a home that is in use is not put aside; a backup that was changed is not put back", () =>
  withBackedUpHome(async ({ backup, restore, within, to, home }) => {
    await backup();
    await within(async () => {
      await expect(restore()).rejects.toMatchObject({ code: "home-in-use", message: expect.stringContaining("vault.sqlite") });
    });
    const territories = join(backupsIn(to)[0]?.folder as string, "territories");
    const file = join(territories, readdirSync(territories)[0] as string, "areas.csv");
    writeFileSync(file, `${readFileSync(file, "utf8")} `);
    await expect(restore()).rejects.toMatchObject({ code: "home-damaged", message: expect.stringContaining(file) });
    expect(existsSync(home)).toBe(true);
  }));

test("a link in a backup, to a file that is as it was backed up, is not put back", () =>
  withBackedUpHome(async ({ backup, restore, to, folder }) => {
    await backup();
    const file = join(backupsIn(to)[0]?.folder as string, "vault.sqlite");
    renameSync(file, join(folder, "elsewhere.sqlite"));
    symlinkSync(join(folder, "elsewhere.sqlite"), file);
    await expect(restore()).rejects.toMatchObject({ code: "home-damaged", message: expect.stringContaining(file) });
  }));

test("backups older than backup_days go, acts with them; one that is older than these is refused", () =>
  withBackedUpHome(async ({ backup, restore, within, to, setDay, acts, folder }) => {
    let key = "";
    await within(async (commons) => {
      key = await give(commons);
    });
    await backup();
    cpSync(to, join(folder, "kept"), { recursive: true });
    await within((commons) => commons.pause(key));
    expect(readFileSync(acts(), "utf8").split("\n").length - 1).toBe(2);
    setDay("2026-07-05");
    await within((commons) => commons.resume(key));
    const { removed } = await backup();
    expect(removed.length).toBe(1);
    expect(backupsIn(to).map(({ at: day }) => day.slice(0, 10))).toEqual(["2026-07-05"]);
    // Acts are kept for 35 days, though backups are for 30: whoever writes `commons.json` cannot have one forgotten sooner.
    expect(readFileSync(acts(), "utf8")).toContain("2026-06-01");
    setDay("2026-07-08");
    await backup();
    // The pause of 37 days ago is gone; that it was there is known.
    expect(readFileSync(acts(), "utf8")).not.toContain("2026-06-01");
    rmSync(to, { recursive: true });
    cpSync(join(folder, "kept"), to, { recursive: true });
    await expect(restore()).rejects.toMatchObject({ code: "home-damaged", message: expect.stringContaining("the 35 days") });
  }));

test("a commons that says it keeps no backup makes none; backups of two commons are kept apart", () =>
  withBackedUpHome(async ({ backup, home, to, folder }) => {
    await backup();
    const other = join(folder, "other");
    const clock = () => new Date();
    await (await openOperatedCommons({ home: other, territory: join(folder, "territory"), settings: SETTINGS, clock })).close();
    await expect(backupHome({ home: other, to, clock })).rejects.toMatchObject({ code: "file-in-the-way" });
    const file = homePaths(home).about;
    writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, "utf8")), backup_days: 0 }));
    await expect(backup()).rejects.toMatchObject({ code: "invalid-settings" });
  }));

test("one flipped bit in a contribution: check sets it aside, whole and alone; the others are published, and it can be withdrawn", () =>
  withBackedUpHome(async ({ within, home, check }) => {
    const keys: string[] = [];
    await within(async (commons) => {
      for (let i = 0; i < 3; i += 1) keys.push(await give(commons));
      await commons.pause(keys[1] as string);
      await commons.resume(keys[1] as string);
    });
    const db = new Database(homePaths(home).vault);
    const row = db.prepare("SELECT sealed FROM donation WHERE donor = 2").get() as { sealed: Buffer };
    row.sealed[40] = (row.sealed[40] as number) ^ 1;
    db.prepare("UPDATE donation SET sealed = ? WHERE donor = 2").run(row.sealed);
    db.close();
    await within(async (commons) => {
      await expect(commons.release("2025-01")).rejects.toMatchObject({ code: "storage-failed" });
    });
    const found = await check();
    expect(found.faults).toEqual([expect.stringMatching(/^1 contributions do not authenticate.*--repair/)]);
    expect(await check(true)).toEqual({ faults: [], contributions: { unauthentic: 0, aside: 1 }, remade: null });
    await within(async (commons) => {
      await commons.release("2025-01");
      expect(commons.vault.status()).toMatchObject({ active: 2, aside: 1, donations: 3 });
      await expect(commons.show(keys[1] as string)).rejects.toMatchObject({ message: expect.stringContaining("set aside") });
      await commons.pause(keys[1] as string);
      await commons.withdraw(keys[1] as string);
      expect(commons.vault.status()).toMatchObject({ active: 2, aside: 0, withdrawn: 1, donations: 2 });
      expect(commons.vault.erase().rows).toBe(0);
    });
  }));

test("one flipped bit in the ledger stops publication, and check says so and mends nothing of it", () =>
  withBackedUpHome(async ({ within, home, check }) => {
    await within((commons) => commons.release("2025-01"));
    const db = new Database(homePaths(home).ledger);
    unlocked(db, () => db.exec("UPDATE entries SET entry = replace(entry, '2025-01', '2025-00') WHERE seq = 4"));
    db.close();
    for (const repair of [false, true]) expect((await check(repair)).faults.join("\n")).toMatch(/entry 4/);
    await expect(within(async () => undefined)).rejects.toMatchObject({ code: "ledger-broken" });
  }));

test.each(["vault", "ledger"] as const)("a flipped bit in the header of a page of the %s leads to restore", (name) =>
  withBackedUpHome(async ({ within, backup, restore, home, check }) => {
    await within(async (commons) => {
      for (let i = 0; i < 40; i += 1) await give(commons);
      await commons.release("2025-01");
    });
    await backup();
    const file = homePaths(home)[name];
    const bytes = readFileSync(file);
    // Page 2 is a table's root: its first byte says what kind of page it is.
    bytes[4096] = (bytes[4096] as number) ^ 0x08;
    writeFileSync(file, bytes);
    expect((await check(true)).faults.join("\n")).toMatch(`${file} is damaged: `);
    expect((await check()).faults.join("\n")).toContain("voisinage restore");
    await restore();
    expect((await check()).faults).toEqual([]);
  }),
);

test("a release that was changed is found by check", () =>
  withBackedUpHome(async ({ within, home, check }) => {
    await within((commons) => commons.release("2025-01"));
    expect((await check()).faults).toEqual([]);
    const file = join(homePaths(home).releases, "2025-01", "observations.csv");
    writeFileSync(file, `${readFileSync(file, "utf8")}x`);
    expect((await check()).faults.join("\n")).toContain("observations.csv");
  }));

test("a ledger of which one table is damaged does not keep the home from being restored", () =>
  withBackedUpHome(async ({ backup, restore, within, home }) => {
    await within((commons) => give(commons));
    await backup();
    const { ledger } = homePaths(home);
    const db = new Database(ledger);
    db.pragma("journal_mode = DELETE");
    const size = db.pragma("page_size", { simple: true }) as number;
    const page = db.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'doubted'").pluck().get() as number;
    db.close();
    const bytes = readFileSync(ledger);
    bytes.fill(0xff, (page - 1) * size, page * size);
    writeFileSync(ledger, bytes);
    // Its witness is older than the damage: what the year has cost is for the operator to say.
    expect((await restore()).doubtedYear).toBe(2026);
    await within(async (commons) => expect(commons.vault.status().donations).toBe(1));
  }));
