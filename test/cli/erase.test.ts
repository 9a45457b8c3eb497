import { existsSync, mkdirSync, mkdtempSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { startServer } from "../../src/cli/serve/home-server.ts";
import { removeStale } from "../../src/cli/stale.ts";
import { readHome } from "../../src/commons/home.ts";
import { openOperatedCommons } from "../../src/commons/open.ts";
import { fromSource as voisinage } from "../support/cli.ts";
import { donation, HTTP_SETTINGS, writeTerritory } from "../support/commons.ts";
import { inFolder } from "../support/folder.ts";
import { postOf, raw } from "../support/raw.ts";
import { gridTerritory } from "../support/territory.ts";

const DAY = 86_400_000;

async function homeIn(folder: string, clock?: () => Date) {
  const home = join(folder, "home");
  const territory = writeTerritory(join(folder, "territory"), gridTerritory(2, 2));
  const settings = { ...HTTP_SETTINGS, measures: ["water.volume"], retention_months: 2, backup_days: 30 };
  return { home, commons: await openOperatedCommons({ home, territory, settings, ...(clock ? { clock } : {}) }) };
}

test("erase beside a running service: what is past retention, then what is owed, and nothing is left in the file", () =>
  inFolder(async (folder) => {
    const { home, commons } = await homeIn(folder);
    const running = await startServer({
      home: readHome(home),
      commons,
      portal: false,
      port: 0,
      host: "127.0.0.1",
      progress: () => undefined,
    });
    try {
      const { receipt } = await commons.donate(donation("m0l0", 9));
      const erase = async () => {
        const { code, out } = await voisinage("erase", "--home", home, "--json");
        return { code, ...JSON.parse(out) };
      };
      expect(await erase()).toMatchObject({
        code: 0,
        donations: 0,
        clockDoubted: false,
        owed: 0,
        rows: 0,
        bytes: "none",
        clean: true,
      });

      const reader = new Database(join(home, "vault.sqlite"), { readonly: true });
      reader.exec("BEGIN");
      reader.prepare("SELECT * FROM donor").all();
      await commons.withdraw(receipt);
      expect(await erase()).toMatchObject({ code: 0, owed: 1, bytes: "unknown" });
      // The service goes on meanwhile.
      expect((await raw(running.url, postOf(JSON.stringify(donation("m0l0", 9, { months: [1] })))))?.status).toBe(201);
      reader.close();
      expect(await erase()).toMatchObject({ code: 0, owed: 0, bytes: "none", clean: true });
      expect(commons.vault.status()).toMatchObject({ donations: 1, withdrawn: 1 });
    } finally {
      await running.close();
      await commons.close();
    }
  }));

test("what is past retention when the timer comes is erased; a clock that leapt is doubted unless it is said to be right", () =>
  inFolder(async (folder) => {
    const long = new Date(Date.now() - 400 * DAY);
    const { home, commons } = await homeIn(folder, () => long);
    await commons.donate({ ...donation("m0l0", 9), readings: donation("m0l0", 9, { months: [1] }).readings });
    await commons.close();
    const doubted = await voisinage("erase", "--home", home);
    expect([doubted.code, doubted.out]).toEqual([1, expect.stringContaining("NOT ERASED: 1 donations. The clock leapt")]);
    expect(doubted.out).not.toContain("erased: 0");
    const said = await voisinage("erase", "--home", home, "--json");
    expect([said.code, JSON.parse(said.out)]).toMatchObject([
      1,
      { due: 1, donations: 0, clean: false, faults: ["clock-doubted"] },
    ]);
    const { code, out } = await voisinage("erase", "--home", home, "--clock-is-right", "--json");
    expect([code, JSON.parse(out)]).toMatchObject([
      0,
      { donations: 1, households: 1, due: 0, clockDoubted: false, clean: true, faults: [] },
    ]);
  }));

test("rows that belong to nobody are a fault: exit 1", () =>
  inFolder(async (folder) => {
    const { home, commons } = await homeIn(folder);
    await commons.donate(donation("m0l0", 9));
    await commons.close();
    const db = new Database(join(home, "vault.sqlite"));
    db.pragma("foreign_keys = OFF");
    db.exec("DELETE FROM donor");
    db.close();
    const { code, out } = await voisinage("erase", "--home", home);
    expect([code, out.includes("ROWS WITHOUT A CONTRIBUTION: 2")]).toEqual([1, true]);
  }));

test("folders of killed runs go after a day, a run that goes on stays, and so does everything else", () =>
  inFolder(async (folder) => {
    const [releases, temporary] = [join(folder, "releases"), join(folder, "tmp")];
    for (const path of [releases, temporary]) mkdirSync(path);
    const made = (path: string, age: number) => {
      mkdirSync(path);
      writeFileSync(join(path, "file"), "x");
      const at = new Date(Date.now() - age);
      utimesSync(join(path, "file"), at, at);
      utimesSync(path, at, at);
      return path;
    };
    const stale = [
      made(join(releases, ".tmp-2026-abc"), DAY + 60_000),
      made(join(temporary, "voisinage-export-abc"), DAY + 60_000),
    ];
    const kept = [
      made(join(releases, ".tmp-2026-def"), DAY - 60_000),
      made(join(releases, "2025"), 9 * DAY),
      made(join(temporary, "other"), 9 * DAY),
    ];
    const busy = made(join(releases, ".tmp-2026-ghi"), 9 * DAY);
    writeFileSync(join(busy, "file"), "still written to");
    expect(removeStale({ releases, temporary, now: new Date() }).sort()).toEqual(stale.sort());
    expect([...kept, busy].every((path) => existsSync(path))).toBe(true);
    expect(stale.some((path) => existsSync(path))).toBe(false);
    expect(removeStale({ releases: mkdtempSync(join(folder, "x-")), temporary, now: new Date() })).toEqual([]);
    expect(removeStale({ releases: join(folder, "nowhere"), temporary, now: new Date() })).toEqual([]);
  }));

test("the contributor's verbs: correct, object, show as JSON and CSV, withdraw with what backups hold", () =>
  inFolder(async (folder) => {
    const { home, commons } = await homeIn(folder);
    const { receipt } = await commons.donate(donation("m0l0", 9, { months: [1, 2] }));
    await commons.close();
    const mine = (verb: string, ...rest: string[]) => voisinage(verb, "--home", home, "--receipt", receipt, ...rest);
    const file = join(folder, "more.json");
    writeFileSync(file, JSON.stringify(donation("m0l0", 7, { months: [3] })));
    const corrected = await mine("correct", "--json", "--remove", "water.volume:2025-02,water.volume:2025-12", file);
    expect(JSON.parse(corrected.out)).toMatchObject({
      donated: true,
      removed: [{ period: "2025-02" }],
      not_held: [{ period: "2025-12" }],
    });
    const shown = JSON.parse((await mine("show", "--json")).out);
    expect(shown.readings.map(({ period, amount }: { period: string; amount: number }) => [period, amount])).toEqual([
      ["2025-01", 9000],
      ["2025-03", 7000],
    ]);
    expect(shown).toMatchObject({ format: "voisinage/contribution/1", donations: [{}, {}], history: [{}, {}] });
    const rows = (await mine("show", "--csv")).out.trimEnd().split(/\r?\n/);
    expect([rows.length, rows[0]?.startsWith("household,area,"), rows[1]?.includes("2025-01,9,m3,meter")]).toEqual([
      3,
      true,
      true,
    ]);
    expect(JSON.parse((await mine("object", "--domains", "water", "--json")).out).objection.domains).toEqual(["water"]);
    expect((await mine("object", "--domains", "heat")).code).toBe(1);
    expect(JSON.parse((await mine("object", "--json")).out).objection.domains).toBeNull();
    for (const wrong of [["correct"], ["correct", "--remove", "water"]])
      expect((await mine(...(wrong as [string]))).code).toBe(2);
    const withdrawn = JSON.parse((await mine("withdraw", "--json")).out);
    expect(withdrawn).toMatchObject({ ok: true, destroyed: { key: true, donations: 2 }, backups: { days: 30 } });
    expect((await mine("show")).err).toContain("[key-not-known]");
  }));
