import { chmodSync, lstatSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "vitest";
import { startServer } from "../../src/cli/serve/home-server.ts";
import { publishBreaches, recordBreach } from "../../src/commons/breaches.ts";
import { systemRandom } from "../../src/commons/commons.ts";
import { readHome } from "../../src/commons/home.ts";
import { openOperatedCommons } from "../../src/commons/open.ts";
import { addEpoch } from "../../src/issuer/key-file.ts";
import { openTokenStore } from "../../src/issuer/store.ts";
import { openKeyRing } from "../../src/partners/keys/keys.ts";
import { donation, HTTP_SETTINGS, writeTerritory } from "../support/commons.ts";
import { inFolder } from "../support/folder.ts";
import { gridTerritory } from "../support/territory.ts";
import { statement } from "../texts/support.ts";

const clock = () => new Date("2026-03-02T12:00:00Z");

/** All that is below a folder, with what others than its owner may do: relative paths, folders with a slash. */
function rightsOf(root: string): Map<string, number> {
  const found = new Map<string, number>();
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    found.set(`${relative(root, path)}${entry.isDirectory() ? "/" : ""}`, lstatSync(path).mode & 0o077);
  }
  return found;
}

/** What is public, and what says it: nothing else of a home may be read by another user of the machine. */
const PUBLIC = [
  /^commons\.(json|id)$/,
  /^territories\/([0-9a-f]{64}\/(territory\.json|areas\.csv)?)?$/,
  /^releases\/(2026-01\/([a-z-]+\.[a-z]+)?)?$/,
  /^log\/(log\.json)?$/,
  /^notices\/([0-9a-f]{64}\.json)?$/,
  /^breaches\.json$/,
];

/** What others get nothing of. */
const CLOSED = /^((vault|ledger|partners|lock)\.sqlite(-wal|-shm)?|breach-log\/(000[12]\.json)?)$/;

test("of all that a home holds others may read what is public, and may write nothing", () =>
  inFolder(async (folder) => {
    const territory = writeTerritory(join(folder, "territory"), gridTerritory(2, 2));
    const before = process.umask(0o022);
    try {
      const home = join(folder, "home");
      const settings = { ...HTTP_SETTINGS, measures: ["water.volume"] };
      const commons = await openOperatedCommons({ home, territory, settings, clock });
      const running = await startServer({
        home: readHome(home),
        commons,
        portal: false,
        port: 0,
        host: "127.0.0.1",
        progress: () => undefined,
      });
      try {
        for (let i = 0; i < 20; i++) await commons.donate(donation("m0l0", 9));
        await commons.release("2026-01");
        await commons.change({ from: 2027, settings: { ...settings, retention_months: 12 } });
        recordBreach(home, statement({ log: { people: 12 } }), clock);
        recordBreach(home, statement({ public: false }), clock);
        const ring = openKeyRing({
          path: readHome(home).paths.partners,
          clock,
          entropy: systemRandom,
          authenticate: () => Buffer.alloc(32),
        });
        ring.add({ organisation: "dacc", may: ["measure"], measures: null, rate: 1, attests: null, expires: null });
        ring.close();
        const rights = rightsOf(home);
        const isPublic = (path: string) => PUBLIC.some((pattern) => pattern.test(path));
        for (const [path, others] of rights) {
          expect([path, isPublic(path), CLOSED.test(path)]).toEqual([path, isPublic(path), !isPublic(path)]);
          const readable = path.endsWith("/") ? 0o055 : 0o044;
          expect([path, others]).toEqual([path, isPublic(path) ? readable : 0]);
        }
        // Every place was there, so that the list says something of it.
        for (const pattern of [
          ...PUBLIC,
          /^vault\.sqlite$/,
          /^vault\.sqlite-wal$/,
          /^ledger\.sqlite$/,
          /^partners\.sqlite$/,
          /^lock\.sqlite$/,
          /^breach-log\/0002\.json$/,
          /^breach-log\/$/,
        ])
          expect([String(pattern), [...rights.keys()].some((path) => pattern.test(path))]).toEqual([String(pattern), true]);
        for (const beside of readdirSync(folder).filter((name) => name.startsWith("home.key")))
          expect([beside, lstatSync(join(folder, beside)).mode & 0o077]).toEqual([beside, 0]);
      } finally {
        await running.close();
        await commons.close();
      }
    } finally {
      process.umask(before);
    }
  }));

test("an issuer's keys and its store are its own", () =>
  inFolder(async (folder) => {
    const key = join(folder, "issuer.json");
    await addEpoch(key, { epoch: "2027", from: "2027-01-01", until: "2028-01-01", bits: 2048, entropy: systemRandom });
    openTokenStore(join(folder, "issuer.sqlite"), Buffer.alloc(32, 1)).close();
    expect([...rightsOf(folder)].filter(([, others]) => others !== 0)).toEqual([]);
    expect(rightsOf(folder).size).toBeGreaterThanOrEqual(2);
  }));

test("a log of breaches that a former version left open is closed", () =>
  inFolder((home) => {
    mkdirSync(join(home, "breach-log"), { mode: 0o755 });
    const file = join(home, "breach-log", "0001.json");
    writeFileSync(file, JSON.stringify({ ...statement({ log: {} }), number: 1, recorded_at: "2026-03-02T12:00:00Z" }));
    chmodSync(file, 0o644);
    publishBreaches(home);
    expect([...rightsOf(home)].filter(([, others]) => others !== 0).map(([path]) => path)).toEqual(["breaches.json"]);
    return Promise.resolve();
  }));
