import { cpSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { checkHome } from "../../src/commons/check.ts";
import { homePaths } from "../../src/commons/home.ts";
import { openOperatedCommons } from "../../src/commons/open.ts";
import type { OperatedCommons } from "../../src/commons/types.ts";
import { type LedgerEntry, ofKind } from "../../src/contract/chain.ts";
import type { PrivacyReport } from "../../src/contract/manifest.ts";
import { type EntryContent, link } from "../../src/ledger/chain.ts";
import { type Signer, signerOf } from "../../src/ledger/log/signer.ts";
import { sha256 } from "../../src/release/index.ts";
import { verifyReleases } from "../../src/verify/index.ts";
import { donation } from "../support/commons.ts";
import { inFolder } from "../support/folder.ts";
import { forger, loggedHome, logOf, putLog, relinked } from "../support/logged.ts";

// Whoever writes a home's public files, or its ledger, without the operator's key. They know everything that is public.

const NOW = "2026-06-01T00:00:00.000Z";
const clock = () => new Date(NOW);

async function open(home: string) {
  const said: string[] = [];
  return { said, commons: await openOperatedCommons({ home, clock, notice: (line) => said.push(line) }) };
}

async function within<T>(home: string, work: (commons: OperatedCommons) => Promise<T>): Promise<T> {
  const { commons } = await open(home);
  try {
    return await work(commons);
  } finally {
    await commons.close();
  }
}

const entriesOf = (home: string) => within(home, async (commons) => (await commons.ledger()).entries);

/** Entries that a stranger would like this commons to have. */
const WISHES: readonly (readonly [string, (chain: readonly LedgerEntry[], stranger: Signer) => EntryContent])[] = [
  [
    "terms of next year",
    (chain) => {
      const { territory, terms } = ofKind(chain, "terms").at(-1) as Extract<LedgerEntry, { kind: "terms" }>;
      return {
        kind: "terms",
        year: 2027,
        at: NOW,
        territory,
        terms: { ...terms, k: 3, budget: { ...terms.budget, epsilon: 10 } },
      };
    },
  ],
  [
    "a key of theirs, as if the operator's were lost",
    (chain, { jwk, thumbprint }) => {
      const [{ thumbprint: replaces }] = ofKind(chain, "key") as [Extract<LedgerEntry, { kind: "key" }>];
      return { kind: "key", year: 2026, at: NOW, jwk, thumbprint, replaces, lost: true, proof: null };
    },
  ],
  ["the end of a year", () => ({ kind: "closed", year: 2026, at: NOW })],
];

/** The chain with one entry more, by somebody who has no key of the commons. */
async function extended(chain: readonly LedgerEntry[], wish: (typeof WISHES)[number][1], stranger: Signer) {
  const last = chain.at(-1) as LedgerEntry;
  return [...chain, link(wish(chain, stranger), last.commons, last)];
}

/** Writes another chain into a release, with hashes brought up to date, signed by `signer` if one is given. */
async function putChain(folder: string, ledger: readonly LedgerEntry[], signer?: Signer) {
  const [reportFile, manifestFile] = [join(folder, "privacy.json"), join(folder, "manifest.json")];
  const report: PrivacyReport = JSON.parse(readFileSync(reportFile, "utf8"));
  writeFileSync(reportFile, JSON.stringify({ ...report, ledger }));
  const manifest = JSON.parse(readFileSync(manifestFile, "utf8"));
  const bytes = readFileSync(reportFile);
  const files = manifest.files.map((file: { name: string }) =>
    file.name === "privacy.json" ? { ...file, bytes: bytes.length, sha256: sha256(bytes) } : file,
  );
  writeFileSync(manifestFile, JSON.stringify({ ...manifest, files, ledger_head: ledger.at(-1)?.hash }));
  if (signer) writeFileSync(join(folder, "manifest.jws"), await signer.signDetached("manifest", readFileSync(manifestFile)));
}

const inLoggedHome = (work: (home: string, folder: string) => Promise<void>) =>
  inFolder(async (folder) => work(await loggedHome(folder, { periods: ["2026-01"] }), folder));

test.each(WISHES)("what a folder of releases says is not taken over unless this commons signed it: %s", (_, wish) =>
  inLoggedHome(async (home, folder) => {
    const [before, log] = [await entriesOf(home), readFileSync(homePaths(home).log)];
    const release = join(home, "releases/2026-01");
    cpSync(release, join(folder, "copy"), { recursive: true });
    const stranger = await forger();
    const forged = await extended(before, wish, stranger);
    for (const signer of [undefined, stranger]) {
      await putChain(release, forged, signer);
      const { commons, said } = await open(home);
      expect(said).toEqual([
        expect.stringMatching(/^release 2026-01 does not fit this ledger: somebody else wrote it, .*from a copy$/),
      ]);
      expect((await commons.ledger()).entries).toEqual(before);
      const { receipt } = await commons.donate(donation("m0l0", 9));
      await commons.withdraw(receipt);
      for (const period of ["2026-02", "2026-01"])
        await expect(commons.release(period)).rejects.toMatchObject({ code: "ledger-broken" });
      await commons.close();
    }
    expect(readFileSync(homePaths(home).log)).toEqual(log);
    // Nothing of it stands: the true folder is enough to go on.
    rmSync(release, { recursive: true });
    cpSync(join(folder, "copy"), release, { recursive: true });
    await within(home, (commons) => commons.release("2026-02"));
    expect((await verifyReleases([home])).commons.flatMap(({ findings }) => findings)).toEqual([]);
  }),
);

test.each(WISHES)(
  "what a log says after the operator's signature is not taken over, and stops what would be public: %s",
  (_, wish) =>
    inLoggedHome(async (home) => {
      const [before, log] = [await entriesOf(home), logOf(home)];
      const stranger = await forger();
      const entries = await extended(before, wish, stranger);
      const whole = await relinked(log, entries, stranger);
      for (const [forged, words] of [
        [{ ...log, entries, size: entries.length }, /^the public log goes on after what is signed of it/],
        [whole, /^the public log does not fit this ledger: somebody else wrote it/],
        [{ ...whole, checkpoint: null }, /^the public log does not fit this ledger: somebody else wrote it/],
      ] as const) {
        putLog(home, forged);
        const { commons, said } = await open(home);
        expect(said[0]).toMatch(words);
        expect((await commons.ledger()).entries).toEqual(before);
        // It would be drawn, and could not be made public.
        await expect(commons.release("2026-02")).rejects.toMatchObject({
          code: "ledger-broken",
          message: expect.stringMatching(/entry 8 of .*log\.json, which is public, is none of this ledger.*can be taken away/),
        });
        await commons.close();
      }
      rmSync(homePaths(home).log);
      expect(await entriesOf(home)).toEqual(before);
      expect(logOf(home)).toEqual(log);
    }),
);

test("a ledger that is lost with its witness comes back as far as the operator signed, whatever stands after that", () =>
  inLoggedHome(async (home) => {
    const [before, log] = [await entriesOf(home), logOf(home)];
    const stranger = await forger();
    const [, wish] = WISHES[0] as (typeof WISHES)[number];
    putLog(home, { ...log, entries: await extended(before, wish, stranger), size: before.length + 1 });
    await forget(home);
    expect(await entriesOf(home)).toEqual(before);
  }));

/** Loses the ledger and its witness, and has an empty ledger made. */
async function forget(home: string): Promise<void> {
  for (const suffix of ["", "-wal", "-shm"]) rmSync(`${homePaths(home).ledger}${suffix}`, { force: true });
  rmSync(`${home}.key.ledger`, { force: true });
  await checkHome({ home, repair: true, clock });
}

test("a lost ledger comes back after a rotation, from log or releases; a key that was replaced vouches for nothing then", () =>
  inLoggedHome(async (home, folder) => {
    const former = await signerOf(JSON.parse(readFileSync(`${home}.key.signing`, "utf8")));
    await within(home, async (commons) => {
      await commons.rotateKey({ lost: false });
      await commons.release("2026-02");
    });
    const [chain, first] = [
      await entriesOf(home),
      JSON.parse(readFileSync(join(home, "releases/2026-01/privacy.json"), "utf8")).ledger,
    ];
    for (const place of ["log", "releases"]) cpSync(join(home, place), join(folder, "copy", place), { recursive: true });
    // From the releases alone; the last note, that 2026-02 was released, is made again.
    rmSync(homePaths(home).log);
    await forget(home);
    expect(await entriesOf(home)).toEqual(chain.slice(0, -1));
    cpSync(join(folder, "copy/log"), join(home, "log"), { recursive: true });
    await forget(home);
    expect(await entriesOf(home)).toEqual(chain);
    // With the former key alone, and a release that it signed: nothing tells whether the operator did.
    for (const place of ["log", "releases/2026-02"]) rmSync(join(home, place), { recursive: true });
    const [, wish] = WISHES[0] as (typeof WISHES)[number];
    await putChain(join(home, "releases/2026-01"), await extended(first, wish, former), former);
    await forget(home);
    const { commons, said } = await open(home);
    expect((await commons.ledger()).entries).toEqual([]);
    await commons.close();
    expect(said[0]).toMatch(
      /^release 2026-01 does not fit this ledger: .*the pinned key .* is not among those that the chain names/,
    );
  }));

test("where the signing key is lost with the witness, the key that the restored ledger names stands for what it vouched for", () =>
  inLoggedHome(async (home, folder) => {
    cpSync(homePaths(home).ledger, join(folder, "ledger.sqlite"));
    await within(home, async (commons) => {
      await commons.rotateKey({ lost: false });
      await commons.release("2026-02");
    });
    const chain = await entriesOf(home);
    cpSync(join(folder, "ledger.sqlite"), homePaths(home).ledger);
    for (const file of [`${home}.key.signing`, `${home}.key.ledger`]) renameSync(file, `${file}.lost`);
    expect(await entriesOf(home)).toEqual(chain);
  }));

test("an entry that somebody wrote into the ledger's file is found, and neither witnessed nor signed", () =>
  inLoggedHome(async (home) => {
    const [before, witness, log] = [await entriesOf(home), readFileSync(`${home}.key.ledger`), logOf(home)];
    const [, wish] = WISHES[0] as (typeof WISHES)[number];
    const forged = (await extended(before, wish, await forger())).at(-1) as LedgerEntry;
    const running = (await open(home)).commons;
    for (const tag of [null, Buffer.alloc(32)]) {
      const db = new Database(homePaths(home).ledger);
      db.prepare("DROP TRIGGER entries_append_only_delete").run();
      db.prepare("DELETE FROM entries WHERE seq > ?").run(before.length);
      db.exec(
        "CREATE TRIGGER entries_append_only_delete BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;",
      );
      db.prepare("INSERT INTO entries (seq, entry, tag) VALUES (?, ?, ?)").run(forged.seq, JSON.stringify(forged), tag);
      db.close();
      const refused = {
        code: "ledger-broken",
        message: expect.stringMatching(/entry 8 of .* was not written under the operator's key/),
      };
      await expect(open(home)).rejects.toMatchObject(refused);
      await expect(running.release("2026-02")).rejects.toMatchObject(refused);
      expect((await checkHome({ home, repair: false, clock })).faults).toEqual([refused.message]);
    }
    await running.close();
    expect([readFileSync(`${home}.key.ledger`), logOf(home)]).toEqual([witness, log]);
    // The ledger is made anew from its witness, as the message says.
    for (const suffix of ["", "-wal", "-shm"]) rmSync(`${homePaths(home).ledger}${suffix}`, { force: true });
    expect(await checkHome({ home, repair: true, clock })).toMatchObject({ faults: [], remade: before.length });
    await within(home, (commons) => commons.release("2026-02"));
    expect((await entriesOf(home)).slice(0, before.length)).toEqual(before);
  }));

test("a copy of a release under another period's name is none of this commons: it is not given out, listed or gone on beside", () =>
  inLoggedHome(async (home) => {
    const planted = join(home, "releases/2026-03");
    cpSync(join(home, "releases/2026-01"), planted, { recursive: true });
    const manifest = join(planted, "manifest.json");
    writeFileSync(manifest, readFileSync(manifest, "utf8").replace('"id": "2026-01"', '"id": "2026-03"'));
    await within(home, async (commons) => {
      expect(await commons.releases()).toEqual(["2026-01"]);
      for (const period of ["2026-03", "2026-02"])
        await expect(commons.release(period)).rejects.toMatchObject({
          code: "ledger-broken",
          message: expect.stringContaining("take the folder releases/2026-03 away"),
        });
      expect((await commons.release("2026-01")).id).toBe("2026-01");
    });
  }));

test("a release with other words and the true entry of its draw is neither given out nor noted as released", () =>
  inLoggedHome(async (home) => {
    await within(home, (commons) => commons.release("2026-02"));
    const [manifest, paths] = [join(home, "releases/2026-02/manifest.json"), homePaths(home)];
    const chain = await entriesOf(home);
    const before = readFileSync(manifest, "utf8");
    writeFileSync(manifest, before.replace(/("code_version": )"[^"]*"/, '$1"9.9.9"'));
    const refused = {
      code: "release-damaged",
      message: expect.stringMatching(/2026-02 is not signed by this commons: manifest\.jws/),
    };
    await within(home, (commons) => expect(commons.release("2026-02")).rejects.toMatchObject(refused));
    // As a run leaves it that was killed before it noted the release.
    const witness = readFileSync(`${home}.key.ledger`, "utf8").trimEnd().split("\n").slice(0, -1);
    writeFileSync(`${home}.key.ledger`, `${witness.join("\n")}\n`);
    for (const suffix of ["", "-wal", "-shm"]) rmSync(`${paths.ledger}${suffix}`, { force: true });
    rmSync(paths.log);
    await checkHome({ home, repair: true, clock });
    expect(await entriesOf(home)).toEqual(chain.slice(0, -1));
    writeFileSync(manifest, before);
    expect(await entriesOf(home)).toEqual(chain);
  }));
