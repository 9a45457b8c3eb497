import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { startServer } from "../../src/cli/serve/home-server.ts";
import { BASE, BASE_URL, siteOf } from "../../src/cli/site.ts";
import { parseOptions } from "../../src/cli/verb.ts";
import { readHome } from "../../src/commons/home.ts";
import { openOperatedCommons } from "../../src/commons/open.ts";
import { fromSource as run } from "../support/cli.ts";
import { donation, writeTerritory } from "../support/commons.ts";
import { inFolder } from "../support/folder.ts";
import { gridTerritory } from "../support/territory.ts";

const clock = () => new Date("2026-02-10T00:00:00Z");

/** A home with a release of 2025. */
function published(work: (home: string, folder: string) => Promise<void>): Promise<void> {
  return inFolder(async (folder) => {
    const home = join(folder, "home");
    const territory = writeTerritory(join(folder, "territory"), gridTerritory(2, 2));
    const commons = await openOperatedCommons({ home, territory, settings: { measures: ["water.volume"] }, clock });
    try {
      for (let i = 0; i < 30; i++) await commons.donate(donation("m0l0", 9));
      await commons.release("2025");
    } finally {
      await commons.close();
    }
    await work(home, folder);
  });
}

test("an export needs neither vault nor key nor ledger, and is the same whatever is contributed since", () =>
  published(async (home, folder) => {
    const to = join(folder, "site");
    const first = await run("export", "--home", home, "--to", to, "--json");
    expect([first.code, first.err]).toEqual([0, expect.stringContaining("without --base-url")]);
    expect(JSON.parse(first.out)).toMatchObject({ releases: ["2025"], url: null, base: "/", kept: 0, removed: 0 });
    const record = readFileSync(join(to, "export.json"), "utf8");
    const commons = await openOperatedCommons({ home, clock });
    for (let i = 0; i < 20; i++) await commons.donate(donation("m0l0", 9));
    await commons.close();
    const again = await run("export", "--home", home, "--to", to, "--json");
    expect(JSON.parse(again.out)).toMatchObject({ written: 0, removed: 0 });
    for (const entry of readdirSync(folder).filter((name) => name.startsWith("home.key"))) rmSync(join(folder, entry));
    for (const entry of readdirSync(home).filter((name) => /^(vault|ledger|lock)\.sqlite/.test(name))) rmSync(join(home, entry));
    const other = join(folder, "other");
    expect((await run("export", "--home", home, "--to", other)).code).toBe(0);
    expect(readFileSync(join(other, "export.json"), "utf8")).toBe(record);
  }));

test("an export verifies by itself, with its operator's key pinned; what somebody puts beside is found", () =>
  published(async (home, folder) => {
    const to = join(folder, "site");
    expect((await run("export", "--home", home, "--to", to)).code).toBe(0);
    const key = JSON.parse((await run("log", "--home", home, "--json")).out).key as string;
    const verified = await run("verify", to, "--key", key);
    expect([verified.code, verified.err]).toEqual([0, ""]);
    expect(verified.out).toMatch(/: \d+ files are what its releases make, to the last byte\n/);
    expect(verified.out).not.toContain("not signed");
    writeFileSync(join(to, "v1/releases/2025/more.csv"), "x");
    writeFileSync(join(to, "v1/releases/2025/citation.fr.exe.js"), "x");
    const more = await run("verify", to, "--key", key);
    expect([more.code, more.out.match(/it is not part of a release/g)?.length]).toEqual([1, 2]);
  }));

test("what cannot be exported is refused by its reason, and nothing is written", () =>
  published(async (home, folder) => {
    const to = join(folder, "site");
    for (const [args, code, words] of [
      [["--to", join(home, "site")], 2, "--to must not be inside the home"],
      [["--to", folder], 1, "[not-an-export]"],
      [["--to", to, "--base", "a/b"], 2, "--base must begin and end with /"],
      [["--to", to, "--base-url", "data.example.org"], 2, "--base-url must be an http or https address"],
      [["--to", to, "--contribute", "javascript:alert(1)"], 2, "--contribute must be an http or https address"],
    ] as const) {
      const done = await run("export", "--home", home, ...args);
      expect([args, done.code, done.err]).toEqual([args, code, expect.stringContaining(words)]);
    }
    writeFileSync(join(home, "releases/2025/observations.csv"), "spoilt");
    const done = await run("export", "--home", home, "--to", to);
    expect([done.code, done.err]).toEqual([1, expect.stringContaining("nothing is exported: release 2025 does not verify")]);
    expect(readdirSync(folder)).not.toContain("site");
  }));

test("a DOI that was registered after the release is cited, on both sites", () =>
  published(async (home, folder) => {
    const settings = JSON.parse(readFileSync(join(home, "commons.json"), "utf8"));
    writeFileSync(join(home, "commons.json"), JSON.stringify({ ...settings, dois: { "2025": "10.5281/zenodo.42" } }));
    const to = join(folder, "site");
    expect((await run("export", "--home", home, "--to", to)).code).toBe(0);
    expect(readFileSync(join(to, "v1/releases/2025/citation.fr.txt"), "utf8")).toContain("https://doi.org/10.5281/zenodo.42");
    const site = siteOf({ baseUrl: new URL("https://data.example.org/x/") });
    const progress = () => undefined;
    const running = await startServer({ home: readHome(home), portal: true, site, port: 0, host: "127.0.0.1", progress });
    try {
      const citation = await (await fetch(`${running.url}/v1/releases/2025/citation?format=csl`)).json();
      expect(citation).toMatchObject([
        { DOI: "10.5281/zenodo.42", URL: "https://data.example.org/x/explore.html?period=2025&release=2025" },
      ]);
    } finally {
      await running.close();
    }
  }));

describe("where the site is", () => {
  let given: (options: Record<string, string>) => { path: string; url: string | null };
  beforeAll(() => {
    given = (options) => {
      const { path, url } = siteOf(parseOptions({ baseUrl: BASE_URL, base: BASE }, options));
      return { path, url };
    };
  });
  test.each([
    [{}, { path: "/", url: null }],
    [{ base: "/a/b/" }, { path: "/a/b/", url: null }],
    [{ "base-url": "https://x.example" }, { path: "/", url: "https://x.example/" }],
    [{ "base-url": "https://x.example/a" }, { path: "/a/", url: "https://x.example/a/" }],
    [
      { "base-url": "https://x.example/", base: "/a/" },
      { path: "/a/", url: "https://x.example/a/" },
    ],
    [
      { "base-url": "http://x.example:8080/a/", base: "/a/" },
      { path: "/a/", url: "http://x.example:8080/a/" },
    ],
  ])("%j is %j", (options, expected) => expect(given(options as Record<string, string>)).toEqual(expected));

  test.each([
    { base: "/a" },
    { base: "a/" },
    { base: "//a/" },
    { base: "/a/../" },
    { "base-url": "ftp://x.example/" },
    { "base-url": "https://x.example/?q=1" },
    { "base-url": "https://x.example/#top" },
    { "base-url": "https://me:secret@x.example/" },
    { "base-url": "https://x.example/a/", base: "/b/" },
  ])("%j is refused", (options) => expect(() => given(options as Record<string, string>)).toThrow(/must|under/));
});
