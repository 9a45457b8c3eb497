import { createHash } from "node:crypto";
import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { recordBreach } from "../../src/commons/breaches.ts";
import { homePaths } from "../../src/commons/home.ts";
import { readLog } from "../../src/commons/home-log.ts";
import { withLock } from "../../src/commons/lock.ts";
import { openOperatedCommons } from "../../src/commons/open.ts";
import { canonicalJson, type Json } from "../../src/contract/canonical.ts";
import { verifyReleases } from "../../src/verify/index.ts";
import { inFolder } from "../support/folder.ts";
import { LOGGED, loggedHome } from "../support/logged.ts";

const clock = () => new Date("2026-06-01T00:00:00Z");
async function open(home: string) {
  const said: string[] = [];
  return { said, commons: await openOperatedCommons({ home, clock, notice: (line) => said.push(line) }) };
}
const logFile = (home: string) => homePaths(home).log;
async function faultsIn(paths: readonly string[], key?: string): Promise<string[]> {
  const { releases, logs, commons } = await verifyReleases(paths, { key });
  return [...releases, ...logs, ...commons].flatMap(({ findings }) =>
    findings.map(({ promise, detail }) => `${promise}: ${detail}`),
  );
}

test("the log follows from the ledger: its file lost or spoilt, the next one who opens the home writes the same bytes", () =>
  inFolder(async (folder) => {
    const home = await loggedHome(folder, { periods: ["2026-01"] });
    const before = readFileSync(logFile(home), "utf8");
    for (const spoil of [() => rmSync(logFile(home)), () => writeFileSync(logFile(home), "{")]) {
      spoil();
      const { commons, said } = await open(home);
      await commons.close();
      expect([readFileSync(logFile(home), "utf8"), said]).toEqual([before, []]);
    }
  }));

test("a run that is killed after freezing its release is completed, log included, when the home is next opened", () =>
  inFolder(async (folder) => {
    const home = await loggedHome(folder, { periods: ["2026-01"] });
    const paths = homePaths(home);
    const { commons } = await open(home);
    // As the disk is when the process dies between the folder's rename and the entry.
    const [ledger, witness] = [readFileSync(paths.ledger), readFileSync(`${home}.key.ledger`)];
    await commons.release("2026-02");
    const whole = readFileSync(paths.log, "utf8");
    await commons.close();
    for (const suffix of ["-wal", "-shm"]) rmSync(`${paths.ledger}${suffix}`, { force: true });
    writeFileSync(paths.ledger, ledger);
    const cut = readFileSync(`${home}.key.ledger`, "utf8").trimEnd().split("\n").slice(0, -1);
    writeFileSync(`${home}.key.ledger`, `${cut.join("\n")}\n`);
    rmSync(paths.log);
    expect(witness.length).toBeLessThan(readFileSync(`${home}.key.ledger`).length);
    const again = await open(home);
    await again.commons.close();
    expect(readFileSync(paths.log, "utf8")).toBe(whole);
    expect(await faultsIn([home])).toEqual([]);
  }));

test("while another process publishes nothing of it is public, and nobody waits", () =>
  inFolder(async (folder) => {
    const home = await loggedHome(folder, { periods: ["2026-01"] });
    rmSync(logFile(home));
    await withLock(homePaths(home).lock, async () => {
      const { commons, said } = await open(home);
      await commons.close();
      expect([existsSync(logFile(home)), said]).toEqual([false, []]);
    });
  }));

test("what was public is not unsaid: a log that is no beginning of the ledger is left as it is, and that is told", () =>
  inFolder(async (folder) => {
    const home = await loggedHome(folder, { periods: ["2026-01"] });
    const log = readLog(logFile(home));
    const other = { ...log, entries: log?.entries.map((entry, i) => (i === 6 ? { ...entry, hash: "0".repeat(64) } : entry)) };
    writeFileSync(logFile(home), JSON.stringify(other));
    const { commons, said } = await open(home);
    expect(said.join("\n")).toMatch(/the public log does not fit this ledger: entry 7 is another one/);
    expect(said.join("\n")).toMatch(
      /entry 7 of .*log\.json, which is public, is none of this ledger: two logs of one commons are a fork/,
    );
    await commons.close();
    expect(readFileSync(logFile(home), "utf8")).toBe(JSON.stringify(other));
  }));

test("a breach that was told is in the log, by the hash of what was told, once", () =>
  inFolder(async (folder) => {
    const home = await loggedHome(folder, { periods: ["2026-01"] });
    const words = { fr: "fuite", en: "leak" };
    const parts = { what: words, data: words, consequences: words, measures: words, advice: words };
    recordBreach(home, { known_at: "2026-05-30T08:00:00Z", ...parts, public: false }, clock);
    recordBreach(home, { known_at: "2026-05-31T08:00:00Z", ...parts, public: true }, clock);
    for (let i = 0; i < 2; i++) await (await open(home)).commons.close();
    const told = JSON.parse(readFileSync(join(home, "breaches.json"), "utf8"))[0] as Json;
    const notice = createHash("sha256").update(canonicalJson(told)).digest("hex");
    const entries = readLog(logFile(home))?.entries.filter((entry) => entry.kind === "breach");
    expect(entries).toEqual([expect.objectContaining({ number: 2, notice, year: 2026, at: "2026-06-01T00:00:00.000Z" })]);
  }));

test("the signing key is another one than the operator's, outside the home, for its owner alone", () =>
  inFolder(async (folder) => {
    const home = await loggedHome(folder, { periods: ["2026-01"] });
    const file = `${home}.key.signing`;
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const { d } = JSON.parse(readFileSync(file, "utf8"));
    expect(Buffer.from(d, "base64url").toString("hex")).not.toBe(readFileSync(`${home}.key`, "utf8").trim());
    const log = readFileSync(logFile(home), "utf8");
    expect([log.includes(d), log.includes('"d"')]).toEqual([false, false]);
  }));

test("a new key is vouched for by the one before it: who pinned that one goes on verifying, and so does who pins the new one", () =>
  inFolder(async (folder) => {
    const home = await loggedHome(folder, { periods: ["2026-01"] });
    const former = readLog(logFile(home))?.keys[0]?.kid as string;
    const { commons } = await open(home);
    const entry = await commons.rotateKey({ lost: false });
    await commons.release("2026-02");
    await commons.close();
    expect(entry).toMatchObject({ replaces: former, lost: false });
    const log = readLog(logFile(home));
    expect(log?.keys.map(({ kid }) => kid)).toEqual([entry.thumbprint, former]);
    for (const pin of [former, entry.thumbprint]) expect(await faultsIn([home], pin)).toEqual([]);
    expect(await faultsIn([join(home, "releases/2026-02")], former)).toEqual([]);
    // The first release is signed under the former key, which anybody's log could name.
    expect(await faultsIn([join(home, "releases/2026-01")], entry.thumbprint)).toEqual([expect.stringContaining("pinned key: ")]);
    expect(existsSync(`${home}.key.signing.next`)).toBe(false);
  }));

test("a rotation that was stopped once the log named the successor is gone on with", () =>
  inFolder(async (folder) => {
    const home = await loggedHome(folder, { periods: ["2026-01"] });
    const file = `${home}.key.signing`;
    const old = readFileSync(file);
    const first = (await open(home)).commons;
    const { thumbprint } = await first.rotateKey({ lost: false });
    await first.close();
    renameSync(file, `${file}.next`);
    writeFileSync(file, old);
    const { commons } = await open(home);
    await commons.release("2026-02");
    await commons.close();
    expect(await faultsIn([home], thumbprint)).toEqual([]);
    expect(existsSync(`${file}.next`)).toBe(false);
  }));

test("a lost key is never replaced in silence: nothing is published, until that is said in public, and the pinned key stands for nothing after", () =>
  inFolder(async (folder) => {
    const home = await loggedHome(folder, { periods: ["2026-01"] });
    const former = readLog(logFile(home))?.keys[0]?.kid as string;
    const file = `${home}.key.signing`;
    const first = (await open(home)).commons;
    await expect(first.rotateKey({ lost: true })).rejects.toMatchObject({
      code: "signing-key",
      message: expect.stringContaining("is not lost"),
    });
    rmSync(file);
    const words = { code: "signing-key", message: expect.stringContaining("voisinage log --lost-key") };
    await expect(first.release("2026-02")).rejects.toMatchObject(words);
    await expect(first.rotateKey({ lost: false })).rejects.toMatchObject(words);
    await expect(first.change({ from: 2028, settings: { ...LOGGED, k: 9 } })).rejects.toMatchObject(words);
    expect([existsSync(file), existsSync(join(home, "releases/2026-02"))]).toEqual([false, false]);
    const entry = await first.rotateKey({ lost: true });
    await first.release("2026-02");
    await first.close();
    expect(entry).toMatchObject({ lost: true, proof: null, replaces: former });
    expect(await faultsIn([home])).toEqual([]);
    expect(await faultsIn([home], former)).toEqual([
      expect.stringMatching(new RegExp(`^pinned key: entry ${entry.seq} says on 2026-06-01 that the key ${former} is lost`)),
    ]);
    expect(await faultsIn([home], entry.thumbprint)).toEqual([]);
  }));
