import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { openOperatedCommons } from "../../src/commons/open.ts";
import { openKeyRing } from "../../src/partners/keys/keys.ts";
import { type Ran, start, until, voisinage } from "../support/cli.ts";
import { writeTerritory } from "../support/commons.ts";
import { inFolder } from "../support/folder.ts";
import { inHome, PAST } from "../support/home.ts";
import { gridTerritory } from "../support/territory.ts";

const PARTS = ["vault.sqlite", "ledger.sqlite", "lock.sqlite", "commons.id"];
const VERBS = [
  ["status"],
  ["release", "--period", PAST],
  ["ledger"],
  ["erase"],
  ["withdraw", "--receipt", "x".repeat(43)],
  ["serve", "--port", "0"],
] as const;

test("init makes every part of a home, and the witness", () =>
  inHome(async (_, folder) => {
    expect(readdirSync(join(folder, "home"))).toEqual(expect.arrayContaining(PARTS));
    const id = readFileSync(join(folder, "home/commons.id"), "utf8").trim();
    const [begun, ...lines] = readFileSync(join(folder, "home.key.ledger"), "utf8").trimEnd().split("\n");
    expect(begun).toBe(`{"commons":"${id}","renewed":true}`);
    expect(lines.map((line) => JSON.parse(line).entry.kind)).toEqual(["key", "terms"]);
  }));

test.each(PARTS)("a home without its %s is refused by every verb, and nothing is made anew", (part) =>
  inHome(async (run, folder) => {
    const file = join(folder, "home", part);
    rmSync(file);
    for (const verb of VERBS) {
      const { code, err } = await run(...verb);
      expect([verb, code, err.includes(file), err.includes("[home-damaged]")]).toEqual([verb, 1, true, true]);
    }
    expect(existsSync(file)).toBe(false);
  }),
);

test.each(["vault.sqlite", "ledger.sqlite"])("an empty %s is refused, and stays empty", (part) =>
  inHome(async (run, folder) => {
    const file = join(folder, "home", part);
    writeFileSync(file, "");
    const { code, err } = await run("release", "--period", PAST);
    expect([code, err]).toEqual([1, expect.stringMatching(`${part}: the file is empty.*voisinage restore.*\\[home-damaged\\]`)]);
    const db = new Database(file, { readonly: true });
    expect(db.prepare("SELECT count(*) AS n FROM sqlite_schema").get()).toEqual({ n: 0 });
    db.close();
  }),
);

test("the vault of another commons under the same key is refused, and so is a ledger in its place", () =>
  inHome(async (run, folder) => {
    const [vault, other] = [join(folder, "home/vault.sqlite"), join(folder, "other")];
    const made = await voisinage("init", "--home", other, "--key", join(folder, "home.key"));
    expect(made.code).toBe(0);
    copyFileSync(join(other, "vault.sqlite"), vault);
    expect((await run("status")).err).toMatch(
      /the vault is of commons [0-9a-f]{32}, and the home is [0-9a-f]{32}.*\[home-damaged\]/,
    );
    copyFileSync(join(other, "ledger.sqlite"), vault);
    expect((await run("status")).err).toMatch(/vault\.sqlite: the file is a database of something else.*\[home-damaged\]/);
  }));

test.each(["vault.sqlite", "ledger.sqlite"])("a %s of a newer version is refused by name, with what to do", (part) =>
  inHome(async (run, folder) => {
    const db = new Database(join(folder, "home", part));
    db.pragma("user_version = 99");
    db.close();
    expect((await run("status")).err).toMatch(`${part}: the database has schema version 99; this program knows at most`);
    expect((await run("status")).err).toMatch(/made by a newer version\. Run that one, or restore a backup.*\[home-version\]/);
  }),
);

test("a witness that is lost stops publication from the first entry on, and no right", () =>
  inHome(async (run, folder) => {
    rmSync(join(folder, "home.key.ledger"));
    const { code, err } = await run("release", "--period", PAST);
    expect([code, err]).toEqual([1, expect.stringMatching(/home\.key\.ledger has no line of this home.*\[ledger-broken\]/)]);
    expect((await run("withdraw", "--receipt", "x".repeat(43))).err).toContain("[key-not-known]");
    expect((await run("ledger", "--renew-witness")).code).toBe(0);
    expect((await run("ledger")).err).toBe("");
  }));

test("the library makes a home where there is no folder, and not in one that is there: its disk may not be mounted", () =>
  inFolder(async (folder) => {
    const territory = writeTerritory(join(folder, "territory"), gridTerritory(2, 2));
    const home = join(folder, "home");
    mkdirSync(home);
    await expect(openOperatedCommons({ home, territory })).rejects.toMatchObject({ code: "home-missing" });
    expect(readdirSync(home)).toEqual([]);
    rmSync(home, { recursive: true });
    await (await openOperatedCommons({ home, territory })).close();
    await (await openOperatedCommons({ home, territory })).close();
  }));

test("what a former vault held is not overwritten by init where commons.json is lost", () =>
  inHome(async (run, folder) => {
    rmSync(join(folder, "home/commons.json"));
    const db = new Database(join(folder, "home/vault.sqlite"));
    db.exec(
      "INSERT INTO key_slot VALUES (1, x'00'); INSERT INTO donor (donor, id, lookup, unit) VALUES (1, x'00', x'00', x'00')",
    );
    db.exec("INSERT INTO donation (donor, seq, received, sealed) VALUES (1, 0, 700, x'00')");
    db.close();
    const refused = await run("init", "--territory", join(folder, "territory"));
    expect(refused.err).toMatch(/vault\.sqlite is there already, and not empty.*\[file-in-the-way\]/);
  }));

test("the portal alone needs no vault, ledger, lock, id or key", () =>
  inHome(async (_, folder) => {
    for (const part of PARTS) rmSync(join(folder, "home", part));
    for (const end of ["", ".signing", ".ledger"]) rmSync(join(folder, `home.key${end}`));
    const child = start("serve", "--home", join(folder, "home"), "--only", "portal", "--port", "0");
    let out = "";
    child.stdout.on("data", (text) => (out += text));
    await until(() => out.includes("http://"), "the portal");
    expect((await fetch(`${/http:\S+/.exec(out)?.[0]}/healthz`)).status).toBe(200);
    child.kill("SIGTERM");
  }));

const SHARED = [
  ["home.key", 0o666, ["status"], 1],
  ["home.key", 0o640, ["status"], 1],
  ["home.key", 0o602, ["status"], 1],
  ["home.key.signing", 0o644, ["release", "--period", PAST], 1],
  ["home.key.ledger", 0o660, ["release", "--period", PAST], 1],
] as const;
test.skipIf(process.platform === "win32").each(SHARED)(
  "%s with mode %o is refused: its name, its mode, and what mends it",
  (name, mode, verb, code) =>
    inHome(async (run, folder) => {
      const file = join(folder, name);
      chmodSync(file, mode);
      const refused: Ran = await run(...verb);
      expect(refused.code).toBe(code);
      expect(refused.err).toContain(`${file}: its mode is ${mode.toString(8).padStart(4, "0")}. "chmod 600 ${file}"`);
      expect(refused.err).toContain("[key-exposed]");
      chmodSync(file, 0o600);
      expect((await run(...verb)).code).toBe(0);
    }),
);

test.skipIf(process.platform === "win32")("keys of partners that others may read are refused", () =>
  inFolder(async (folder) => {
    const ring = {
      path: join(folder, "partners.sqlite"),
      clock: () => new Date(),
      entropy: (n: number) => new Uint8Array(n),
      authenticate: null,
    };
    openKeyRing(ring).close();
    chmodSync(ring.path, 0o644);
    expect(() => openKeyRing(ring)).toThrow(expect.objectContaining({ code: "key-exposed" }));
  }),
);
