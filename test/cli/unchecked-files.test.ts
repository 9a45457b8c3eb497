import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { verify } from "../../src/cli/verbs/verify.ts";
import type { PublicLog } from "../../src/contract/log.ts";
import type { VerifiedExport } from "../../src/verify/index.ts";
import { SILENT } from "../support/cli.ts";
import { edit, exportHome, FROZEN, filesOf, writePages } from "../support/exported.ts";
import { folderOfFile } from "../support/folder.ts";
import { forger, loggedHome, rekeyed, relinked } from "../support/logged.ts";

/** What lies beside releases and log in a folder that is verified: what people are served of it is held, and nothing is passed over in silence. */
const temporary = folderOfFile();
let made = 0;
const place = () => join(temporary, `place-${made++}`);
let [home, site, pin] = ["", "", ""];
const genuine = () => JSON.parse(readFileSync(join(site, "v1/log.json"), "utf8")) as PublicLog;
beforeAll(async () => {
  const web = join(temporary, "web");
  writePages(web, "assets/compare-aaaaaaaa.js");
  home = await loggedHome(temporary, { periods: ["2025", "2025-01"] });
  site = await exportHome(join(temporary, "site"), home, web);
  pin = genuine().keys[0]?.kid as string;
});

interface Result {
  readonly ok: boolean;
  readonly notes: readonly string[];
  readonly exports: readonly VerifiedExport[];
}
async function verified(path: string, key = pin) {
  const { json, text, exitCode } = await verify.run({ key }, { ...SILENT, words: [path] });
  const result = json as Result;
  expect(exitCode).toBe(result.ok ? 0 : 1);
  return { ...result, text };
}
function put(to: string, path: string, text = "x"): void {
  mkdirSync(dirname(join(to, path)), { recursive: true });
  writeFileSync(join(to, path), text);
}
/** Releases and a log as a site has them, and nothing else of it. */
function mirror(): string {
  const to = place();
  for (const path of filesOf(site).filter((one) => FROZEN.test(one) || /^v1\/log(\.json$|\/)/.test(one))) {
    mkdirSync(dirname(join(to, path)), { recursive: true });
    cpSync(join(site, path), join(to, path));
  }
  return to;
}
/** Releases and a log as a home has them. */
function shelf(): string {
  const to = place();
  for (const name of ["log", "releases"]) cpSync(join(home, name), join(to, name), { recursive: true });
  return to;
}

describe("a site whose record was taken away", () => {
  test("with its releases elsewhere: its pages and its tables are held against nothing, which fails", async () => {
    const to = place();
    cpSync(site, to, { recursive: true });
    rmSync(join(to, "export.json"));
    rmSync(join(to, "v1/releases"), { recursive: true });
    cpSync(join(home, "releases"), join(to, "releases"), { recursive: true });
    edit(to, "index.html", "</head>", "<script></script></head>");
    edit(to, "v1/datasets/water/exports/water.csv", /,\d+\.\d/, ",9.x");
    const { ok, exports, text } = await verified(to);
    expect([ok, exports.length]).toEqual([false, 1]);
    expect(exports[0]?.unknown).toEqual(expect.arrayContaining(["index.html", "v1/datasets/water/exports/water.csv"]));
    expect(text).toMatch(/export\.json: export: it is missing.*\(\d+ files, such as .*\)$/m);
  });

  test.each(["index.html", "deep/below/page.HTM", "page.html.br", "v1/catalog.json"])(
    "%s alone makes a site of it",
    async (path) => {
      const to = shelf();
      put(to, path);
      const { ok, exports } = await verified(to);
      expect([ok, exports[0]?.unknown]).toEqual([false, [path]]);
    },
  );
});

describe("each log and each shelf of a folder is checked, wherever a genuine one lies beside it", () => {
  test("a log that somebody else signed, where a site has it", async () => {
    const stranger = await forger();
    const lie = rekeyed(genuine().entries, stranger).filter(
      (entry) => (entry as { kind: string; seq: number }).kind !== "terms" || (entry as { seq: number }).seq < 3,
    );
    const to = mirror();
    cpSync(join(home, "log"), join(to, "log"), { recursive: true });
    expect((await verified(to)).ok).toBe(true);
    put(to, "v1/log.json", JSON.stringify(await relinked({ ...genuine(), announcements: [] }, lie, stranger)));
    rmSync(join(to, "v1/log"), { recursive: true });
    const { ok, text } = await verified(to);
    expect([ok, text]).toEqual([false, expect.stringContaining(`${join(to, "v1/log.json")}: pinned key: `)]);
    expect(text).toContain(`entry 1 of its chain is another one in ${join(to, "v1/log.json")}`);
  });

  test("a release that was changed, where a site has it", async () => {
    const to = mirror();
    cpSync(join(home, "releases/2025-01"), join(to, "2025-01"), { recursive: true });
    expect((await verified(to)).ok).toBe(true);
    edit(to, "v1/releases/2025-01/observations.csv", /,\d+\.\d/, ",9.x");
    expect((await verified(to)).ok).toBe(false);
  });
});

describe("a mirror of releases and log alone", () => {
  test("is no site, with what follows from the log", async () => {
    const to = mirror();
    expect(filesOf(to).filter((path) => path.startsWith("v1/log/"))).toEqual(["v1/log/checkpoint.jose", "v1/log/keys.json"]);
    expect(await verified(to)).toMatchObject({ ok: true, exports: [], notes: [] });
  });

  test.each(["v1/log/keys.json", "v1/log/checkpoint.jose", "v1/releases/README", "log/keys"])(
    "%s that does not: found",
    async (path) => {
      const to = mirror();
      put(to, path);
      const { ok, exports } = await verified(to);
      expect([ok, exports[0]?.unknown]).toEqual([false, [path]]);
    },
  );
});

describe("what is not served", () => {
  test("is named, and fails nothing", async () => {
    const to = shelf();
    put(to, "README.txt");
    expect(await verified(to)).toMatchObject({ ok: true, notes: [`in ${to}, README.txt: no part of a release or a log`] });
    put(to, "figures/water.csv");
    expect((await verified(to)).notes).toEqual([`in ${to}, 2 files, such as README.txt: no part of a release or a log`]);
    expect((await verified(join(to, "releases/2025"))).notes.join()).not.toContain("no part");
  });

  test("of a home what its operator has is not named; a page in it is", async () => {
    const to = place();
    cpSync(home, to, { recursive: true });
    for (const own of ["breaches.json", "breach-log/1.json", "notices/a.json", "vault.sqlite-wal", "releases/.tmp-2025-a/b"])
      put(to, own);
    expect(await verified(to)).toMatchObject({ ok: true, exports: [], notes: [] });
    put(to, "copy/vault.sqlite");
    expect((await verified(to)).notes).toEqual([`in ${to}, copy/vault.sqlite: no part of a release or a log`]);
    put(to, "territories/index.html");
    expect((await verified(to)).ok).toBe(false);
    renameSync(join(to, "territories/index.html"), join(to, "territories/index.txt"));
    rmSync(join(to, "commons.json"));
    expect((await verified(to)).notes.join()).toMatch(/\d\d files, such as /);
  });
});
