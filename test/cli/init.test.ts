import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fromSource as voisinage, voisinageProcess } from "../support/cli.ts";
import { inFolder } from "../support/folder.ts";
import { asNobody } from "../support/nobody.ts";

test("an init that cannot make the key makes no home, and can be repeated", () =>
  inFolder(async (folder) => {
    const home = join(folder, "home");
    writeFileSync(join(folder, "file"), "x");
    const refused = await voisinage("init", "--home", home, "--key", join(folder, "file", "sub", "key"));
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining("cannot be written: ENOTDIR [key-missing]")]);
    expect(existsSync(home)).toBe(false);
    // The signing key as well: a folder has its name.
    mkdirSync(join(folder, "key.signing"));
    const unsigned = await voisinage("init", "--home", home, "--key", join(folder, "key"));
    expect([unsigned.code, unsigned.err]).toEqual([1, expect.stringContaining("[signing-key]")]);
    expect(existsSync(home)).toBe(false);
    expect((await voisinage("init", "--home", home, "--key", join(folder, "other.key"))).code).toBe(0);
    expect((await voisinage("status", "--home", home, "--key", join(folder, "other.key"))).code).toBe(0);
  }));

test("an init whose settings are refused makes neither key nor home", () =>
  inFolder(async (folder) => {
    const settings = join(folder, "settings.json");
    writeFileSync(settings, JSON.stringify({ measures: ["water.nothing"] }));
    expect((await voisinage("init", "--home", join(folder, "home"), "--settings", settings)).code).toBe(1);
    expect(readdirSync(folder)).toEqual(["settings.json"]);
  }));

test("as a user who may not write where the key is to go, init makes nothing", (ctx) =>
  inFolder(async (folder) => {
    if (!asNobody) return ctx.skip("another user can be taken by root alone");
    mkdirSync(join(folder, "mine"));
    chmodSync(folder, 0o755);
    chownSync(join(folder, "mine"), 65534, 65534);
    const [home, key] = [join(folder, "mine/home"), join(folder, "key")];
    const refused = await asNobody("init", "--home", home, "--key", key);
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining("cannot be written: EACCES [key-missing]")]);
    expect(existsSync(home)).toBe(false);
    expect((await asNobody("init", "--home", home, "--key", join(folder, "mine/key"))).code).toBe(0);
  }));

test("where no folder can be made, it is said; nothing hangs", { timeout: 60_000 }, (ctx) =>
  inFolder(async (folder) => {
    if (!existsSync("/proc/self")) return ctx.skip("there is no /proc");
    const home = join(folder, "home");
    expect((await voisinage("init", "--home", home)).code).toBe(0);
    const key = join(folder, "key");
    const asked = [
      ["init", "--home", "/proc/x/y"],
      ["init", "--home", "/proc/x/y", "--key", key],
      ["documents", "--home", home, "--to", "/proc/x"],
      ["export", "--home", home, "--to", "/proc/x/y"],
    ];
    for (const words of asked) {
      const { code, err } = await voisinageProcess(...words);
      expect([words, code, err]).toEqual([words, 1, expect.stringMatching(/ENOENT.*\[(key-missing|storage-failed)\]/)]);
    }
  }),
);
