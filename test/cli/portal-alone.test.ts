import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { loadServable } from "../../src/cli/servable.ts";
import { recordBreach } from "../../src/commons/breaches.ts";
import { documentFacts } from "../../src/commons/facts.ts";
import { readHome } from "../../src/commons/home.ts";
import { keepNotices } from "../../src/commons/notices.ts";
import { openOperatedCommons } from "../../src/commons/open.ts";
import { type EntryOf, ofKind } from "../../src/contract/chain.ts";
import type { PublicLog } from "../../src/contract/log.ts";
import { voisinage } from "../support/cli.ts";
import { donation, HTTP_SETTINGS, writeTerritory } from "../support/commons.ts";
import { folderOfFile } from "../support/folder.ts";
import { forger, logOf, putLog, relinked } from "../support/logged.ts";
import { gridTerritory } from "../support/territory.ts";
import { statement } from "../texts/support.ts";

const clock = () => new Date("2026-03-02T12:00:00Z");
const page = readFileSync(new URL("../../docs/operate.md", import.meta.url), "utf8");
const section = page.slice(page.indexOf("### A portal of its own"), page.indexOf("## A static host"));

/** The files and folders that the page lists. */
const listed = [...section.matchAll(/^\| `([^`]+?)\/?`/gm)].map(([, name = ""]) => name);
const command = /<!-- the test runs this line -->\n```sh\n([\s\S]*?)\n```/.exec(section)?.[1] ?? "";
const hasRsync = spawnSync("rsync", ["--version"]).status === 0;

const root = folderOfFile();
let [home, whole] = ["", ""];

/** A home in which everything happened: a release, a change, a breach, settings that were edited. */
beforeAll(async () => {
  home = join(root, "home");
  const territory = writeTerritory(join(root, "territory"), gridTerritory(2, 2));
  const settings = { ...HTTP_SETTINGS, measures: ["water.volume" as const] };
  const commons = await openOperatedCommons({ home, territory, settings, clock });
  try {
    for (let i = 0; i < 30; i++) await commons.donate(donation("m0l0", 9));
    await commons.release("2025");
    await commons.change({ from: 2027, settings: { ...settings, retention_months: 12 } });
    keepNotices(home, documentFacts(commons));
  } finally {
    await commons.close();
  }
  recordBreach(home, statement(), clock);
  const file = join(home, "commons.json");
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, "utf8")), dpo: "other@commons.example" }));
  whole = await shown(home, join(root, "whole"));
});

/** All that is exported of a home, in a text. */
async function shown(of: string, to: string): Promise<string> {
  const { code, err } = await voisinage("export", "--home", of, "--to", to);
  if (code !== 0) return `refused: ${err}`;
  return `${err}\n${readFileSync(join(to, "export.json"), "utf8")}`.replaceAll(of, "HOME");
}

function copyOf(name: string, entries: readonly string[]): string {
  const copy = join(root, name);
  mkdirSync(copy);
  for (const entry of entries) cpSync(join(home, entry), join(copy, entry), { recursive: true });
  return copy;
}

test("the files that are listed are all that a portal's machine needs: everything is shown as from the home itself", async () => {
  expect(listed).toEqual(["commons.json", "territories", "releases", "log", "breaches.json"]);
  const copy = copyOf("listed", listed);
  expect(await shown(copy, join(root, "to-listed"))).toBe(whole);
  expect(whole).not.toContain("refused");
  const documents = await voisinage("documents", "--home", copy, "--to", join(root, "papers"));
  expect([documents.code, documents.err]).toEqual([0, ""]);
});

test.each(listed)("without %s less is shown, or nothing", async (missing) => {
  const copy = copyOf(
    `without-${missing}`,
    listed.filter((name) => name !== missing),
  );
  expect(await shown(copy, join(root, `to-without-${missing}`))).not.toBe(whole);
});

/** Terms that somebody who may write `log/`, and has no key, would like to be shown. */
const forgedTerms = (log: PublicLog) => {
  const { terms, territory } = ofKind(log.entries, "terms").at(-1) as EntryOf<"terms">;
  return {
    commons: log.commons,
    kind: "terms",
    year: 2028,
    at: "2026-03-03T00:00:00.000Z",
    territory,
    terms: { ...terms, retention_months: 120 },
  };
};

test.each<[string, (log: PublicLog) => Promise<PublicLog>, RegExp]>([
  [
    "unsigned",
    async (log) => ({ ...(await relinked(log, [...log.entries, forgedTerms(log)])), checkpoint: null }),
    /there is no checkpoint: it is not signed/,
  ],
  [
    "under the checkpoint of the true one",
    (log) => relinked(log, [...log.entries, forgedTerms(log)]),
    /it is of .*; the chain has come to/,
  ],
  [
    "under a key of theirs, as if the operator's were lost",
    async (log) => {
      const stranger = await forger();
      const { jwk, thumbprint } = stranger;
      const [{ thumbprint: replaces }] = ofKind(log.entries, "key") as [EntryOf<"key">];
      const key = {
        commons: log.commons,
        kind: "key",
        year: 2026,
        at: "2026-03-03T00:00:00.000Z",
        jwk,
        thumbprint,
        replaces,
        lost: true,
        proof: null,
      };
      return relinked(log, [...log.entries, key, forgedTerms(log)], stranger);
    },
    /the pinned key does not vouch for/,
  ],
])("a log that goes on as its operator did not sign it is not shown: %s", async (name, forge, why) => {
  const copy = copyOf(`forged ${name}`, listed);
  putLog(copy, await forge(logOf(copy)));
  const said: string[] = [];
  const { releases, log } = await loadServable(readHome(copy), (line) => said.push(line));
  expect(log()).toBeNull();
  expect(said).toEqual([expect.stringMatching(why)]);
  // The releases are the true ones, and are served as they would be without a log.
  expect(releases.map(({ id }) => id)).toEqual(["2025"]);
});

test.skipIf(!hasRsync)("the rsync line sends those files, and nothing else of the home", () => {
  expect(command).toMatch(/^rsync .* \/srv\/commons\/ portal\.example\.org:\/srv\/commons\/$/);
  const copy = join(root, "sent");
  mkdirSync(join(home, "releases", ".tmp-2026-abc"));
  writeFileSync(join(home, "releases", ".tmp-2026-abc", "half"), "x");
  const line = command.replace("/srv/commons/ portal.example.org:/srv/commons/", `${home}/ ${copy}/`);
  const { status, stderr } = spawnSync("bash", ["-c", line], { encoding: "utf8" });
  expect([status, stderr]).toEqual([0, ""]);
  const files = (folder: string) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
      .sort();
  expect(files(copy)).toEqual(files(join(root, "listed")));
  expect(files(home).length).toBeGreaterThan(files(copy).length);
  rmSync(join(home, "releases", ".tmp-2026-abc"), { recursive: true });
});
