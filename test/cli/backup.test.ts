import { execFile } from "node:child_process";
import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { backupsIn, refuseDamaged } from "../../src/commons/backup.ts";
import { keyOfHome } from "../../src/commons/key.ts";
import { openOperatedCommons } from "../../src/commons/open.ts";
import { integrityFaults } from "../../src/storage/sqlite/index.ts";
import { start, until, voisinage, voisinageProcess } from "../support/cli.ts";
import { donation, HTTP_SETTINGS, writeTerritory } from "../support/commons.ts";
import { inFolder } from "../support/folder.ts";
import { gridTerritory } from "../support/territory.ts";

const CHILD = fileURLToPath(new URL("../support/killed-child.mjs", import.meta.url));
const CHANGES = "fs:renameSync,rmSync,mkdtempSync,mkdirSync";

interface Ended {
  readonly signal: string | null;
  readonly out: string;
  readonly err: string;
}

const killed = (n: number, watched: string, ...args: string[]): Promise<Ended> =>
  new Promise((resolve) => {
    execFile(process.execPath, [CHILD, String(n), watched, ...args], (error, out, err) => {
      resolve({ signal: (error?.signal as string | undefined) ?? null, out, err });
    });
  });

/** A home with some contributions; the keys of these. */
const withHome = (work: (o: { folder: string; home: string; to: string; keys: string[] }) => Promise<void>) =>
  inFolder(async (folder) => {
    const [home, to] = [join(folder, "home"), join(folder, "backups")];
    const territory = writeTerritory(join(folder, "territory"), gridTerritory(2, 2));
    const commons = await openOperatedCommons({ home, territory, settings: { ...HTTP_SETTINGS, measures: ["water.volume"] } });
    const keys: string[] = [];
    for (let i = 0; i < 4; i += 1) keys.push((await commons.donate(donation("m0l0", 5 + i))).receipt);
    await commons.close();
    await work({ folder, home, to, keys });
  });

test("killed at any change of a folder, backup leaves whole backups alone, and the next run goes on", { timeout: 180_000 }, () =>
  withHome(async ({ folder, home, to }) => {
    expect((await voisinage("backup", "--home", home, "--to", to)).code).toBe(0);
    cpSync(to, join(folder, "one"), { recursive: true });
    const calls = Number((await killed(0, CHANGES, "backup", "--home", home, "--to", to)).out);
    expect(calls).toBeGreaterThan(2);
    for (let n = 1; n <= calls; n += 1) {
      rmSync(to, { recursive: true });
      cpSync(join(folder, "one"), to, { recursive: true });
      expect((await killed(n, CHANGES, "backup", "--home", home, "--to", to)).signal).toBe("SIGKILL");
      const there = backupsIn(to);
      expect(there.length).toBe(readdirSync(to).filter((name) => !name.startsWith(".tmp-")).length);
      for (const backup of there) await refuseDamaged(backup, keyOfHome(home).key);
    }
    expect((await voisinage("backup", "--home", home, "--to", to)).code).toBe(0);
    expect(readdirSync(to).filter((name) => name.startsWith("."))).toEqual([]);
  }),
);

test(
  "killed at any change of a folder, restore leaves the former home or the new one, and the withdrawal since is done in both",
  { timeout: 180_000 },
  () =>
    withHome(async ({ folder, home, to, keys: [key = ""] }) => {
      expect((await voisinage("backup", "--home", home, "--to", to)).code).toBe(0);
      expect((await voisinage("withdraw", "--home", home, "--receipt", key)).code).toBe(0);
      cpSync(home, join(folder, "former"), { recursive: true });
      const args = ["restore", "--home", home, "--from", to];
      const calls = Number((await killed(0, CHANGES, ...args)).out);
      expect(calls).toBeGreaterThan(4);
      const seen = new Set<number>();
      for (let n = 1; n <= calls; n += 1) {
        for (const name of readdirSync(folder))
          if ((name.startsWith("home.") && !name.startsWith("home.key")) || name === "home")
            rmSync(join(folder, name), { recursive: true });
        cpSync(join(folder, "former"), home, { recursive: true });
        expect((await killed(n, CHANGES, ...args)).signal).toBe("SIGKILL");
        const shown = await voisinage("show", "--home", home, "--receipt", key);
        expect(shown.err).toContain("[key-not-known]");
        const { err } = await voisinage("check", "--home", home);
        expect(err).toBe("");
        seen.add(shown.err.includes("put back on") ? 2 : 1);
      }
      expect([...seen].sort()).toEqual([1, 2]);
      expect((await voisinage(...args)).code).toBe(0);
      expect(readdirSync(folder).filter((name) => /restor/.test(name))).toEqual([]);
    }),
);

test(
  "killed while it looks or sets aside, check --repair has set aside all that is damaged, or nothing",
  { timeout: 120_000 },
  () =>
    withHome(async ({ home }) => {
      const vault = join(home, "vault.sqlite");
      const open = <T>(work: (db: Database.Database) => T): T => {
        const db = new Database(vault);
        try {
          return work(db);
        } finally {
          db.close();
        }
      };
      open((db) => db.exec("UPDATE donation SET sealed = zeroblob(length(sealed)) WHERE donor IN (2, 3)"));
      const args = ["check", "--home", home, "--repair"];
      const calls = Number((await killed(0, "crypto:createDecipheriv", ...args)).out);
      open((db) => db.exec("UPDATE donor SET aside = 0"));
      for (let n = calls; n > calls - 5; n -= 1) {
        expect((await killed(n, "crypto:createDecipheriv", ...args)).signal).toBe("SIGKILL");
        expect(open((db) => db.prepare("SELECT count(*) FROM donor WHERE aside = 1").pluck().get())).toBe(0);
      }
      expect((await voisinage(...args)).code).toBe(0);
      expect(open((db) => db.prepare("SELECT donor FROM donor WHERE aside = 1 ORDER BY donor").pluck().all())).toEqual([2, 3]);
    }),
);

/** A dozen with VOISINAGE_FULL=1. */
const COPIES = process.env.VOISINAGE_FULL === "1" ? 12 : 3;
test(
  "copies of a home that takes contributions all the while are whole, and have every one that was acknowledged before",
  { timeout: 180_000 },
  () =>
    withHome(async ({ home, to }) => {
      const server = start("serve", "--home", home, "--only", "intake", "--port", "0");
      let out = "";
      server.stdout.on("data", (text) => (out += text));
      await until(() => out.includes("http://"), "the intake");
      const url = `${/http:\S+/.exec(out)?.[0]}/v1/donations`;
      let [acknowledged, isOver] = [4, false];
      const body = JSON.stringify(donation("m0l0", 9));
      const giver = async () => {
        while (!isOver) {
          const { status } = await fetch(url, { method: "POST", headers: { "Content-Type": "application/json" }, body });
          if (status === 201) acknowledged += 1;
        }
      };
      const givers = Array.from({ length: 2 }, giver);
      try {
        for (let i = 0; i < COPIES; i += 1) {
          const before = acknowledged;
          const { code, out: said, err } = await voisinageProcess("backup", "--home", home, "--to", to, "--json");
          expect([code, err]).toEqual([0, ""]);
          const copy = join(JSON.parse(said).folder as string, "vault.sqlite");
          expect(integrityFaults(copy)).toEqual([]);
          const db = new Database(copy, { readonly: true });
          expect(db.prepare("SELECT count(*) FROM donation").pluck().get()).toBeGreaterThanOrEqual(before);
          expect(db.prepare("SELECT count(*) FROM donor WHERE donor NOT IN (SELECT donor FROM donation)").pluck().get()).toBe(0);
          db.close();
        }
        expect(acknowledged).toBeGreaterThan(4 + COPIES);
      } finally {
        isOver = true;
        await Promise.all(givers);
        server.kill("SIGTERM");
      }
      expect(existsSync(join(home, "vault.sqlite"))).toBe(true);
    }),
);

test("restore says what it repeated and what is not known, and assume-spent lets the next year be", () =>
  withHome(async ({ home, to, keys: [key = ""] }) => {
    await voisinage("backup", "--home", home, "--to", to);
    await voisinage("pause", "--home", home, "--receipt", key);
    const done = await voisinage("restore", "--home", home, "--from", to);
    expect(done.out).toMatch(/acts of contributors since then that were repeated: 1; of contributions that are lost: 0/);
    expect(done.out).toMatch(/nothing of 20\d\d or before is published until the year is counted as spent/);

    expect((await voisinage("status", "--home", home, "--json")).out).toContain('"paused":1');
  }));

test("the page for operators has commands that run", () =>
  withHome(async ({ home, to }) => {
    const page = readFileSync(new URL("../../docs/operate.md", import.meta.url), "utf8");
    const section = /^## Backups$([\s\S]*?)^## /m.exec(page)?.[1] ?? "";
    const places: Record<string, string> = {
      "/srv/commons": home,
      "/etc/voisinage/commons.key": `${home}.key`,
      "/var/backups/voisinage": to,
    };
    const commands = [...section.matchAll(/^voisinage (.*)$/gm)].map(([, words = ""]) =>
      words.split(" ").map((word) => places[word] ?? word),
    );
    expect(commands.map(([verb]) => verb)).toEqual(["backup", "check", "restore"]);
    for (const words of commands) expect(await voisinage(...words)).toMatchObject({ code: 0 });
  }));
