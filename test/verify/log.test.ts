import { appendFileSync, cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { compactVerify, importJWK } from "jose";
import { beforeAll, describe, expect, test } from "vitest";
import type { LedgerEntry } from "../../src/contract/chain.ts";
import { keyClaim, type PublicLog } from "../../src/contract/log.ts";
import { verifyReleases } from "../../src/verify/index.ts";
import { checkLog } from "../../src/verify/log.ts";
import { pinnedKeyFault } from "../../src/verify/signature.ts";
import { folderOfFile } from "../support/folder.ts";
import { forger, loggedHome, logOf, publicSideOf, putLog, rekeyed, relinked } from "../support/logged.ts";

const root = folderOfFile();
let made = 0;
const place = () => join(root, `place-${made++}`);

let home: string;
let genuine: PublicLog;
let pin: string;
beforeAll(async () => {
  home = await loggedHome(root);
  genuine = logOf(home);
  pin = genuine.keys[0]?.kid as string;
});

/** What is found of a log that lies alone. */
const foundOf = async (log: object): Promise<string[]> =>
  (await checkLog(putLog(place(), log))).findings.map(({ promise, detail }) => `${promise}: ${detail}`);
/** What is found of a whole public side. */
async function foundIn(paths: readonly string[], key?: string): Promise<string[]> {
  const { releases, logs, checkpoints, commons } = await verifyReleases(paths, { key });
  return [...releases, ...logs, ...checkpoints, ...commons].flatMap(({ findings }) =>
    findings.map(({ file, promise, detail }) => `${file}: ${promise}: ${detail}`),
  );
}

test("a home's public side verifies, with the operator's key pinned too; a library of others reads its signature", async () => {
  const to = publicSideOf(home, place());
  expect(genuine.entries.map(({ kind }) => kind)).toEqual([
    ...["key", "terms", "opened", "debit", "drawn", "released"],
    ...["terms", "debit", "drawn", "released"],
  ]);
  expect(await foundIn([to])).toEqual([]);
  expect(await foundIn([to], pin)).toEqual([]);
  expect(await foundIn([join(to, "releases/2026-01")], pin)).toEqual([]);
  const { notes, logs, releases } = await verifyReleases([to]);
  expect(notes.join("\n")).toContain(`no key is pinned: these are signed under ${pin}`);
  expect([logs[0]?.signed_by, ...releases.map((one) => one.signed_by)]).toEqual([pin, pin, pin]);
  expect((await verifyReleases([to], { key: pin })).notes).toEqual([]);
  const { payload, protectedHeader } = await compactVerify(
    genuine.checkpoint as string,
    await importJWK(genuine.keys[0] as object, "EdDSA"),
  );
  expect(protectedHeader).toEqual({ alg: "EdDSA", kid: pin, typ: "voisinage-checkpoint+jws" });
  expect(JSON.parse(new TextDecoder().decode(payload))).toMatchObject({ size: 10, head: genuine.entries.at(-1)?.hash });
});

test("what the years have cost is counted again from the log alone", async () => {
  const { years } = await checkLog(putLog(place(), genuine));
  const manifest = JSON.parse(readFileSync(join(home, "releases/2026-02/manifest.json"), "utf8"));
  const some = expect.any(Number);
  expect(years).toEqual([{ year: 2026, rho: some, epsilon: some, epsilon_allowed: 10, odds: some }]);
  // Rounded up to hundredths there, and not here.
  expect(Math.ceil(100 * (years[0]?.odds ?? 0)) / 100).toBe(manifest.privacy.year.odds);
  expect(years[0]?.epsilon).toBeCloseTo(manifest.privacy.year.epsilon, 9);
});

/** Another value of the same kind, so that a schema alone does not notice. */
function other(value: unknown): unknown {
  if (value === null) return "1".repeat(64);
  if (typeof value === "number") return value + 1;
  if (typeof value === "boolean") return !value;
  if (typeof value === "string")
    return value.replace(/[0-9a-zA-Z]/, (first) => (first === "2" ? "1" : /\d/.test(first) ? "2" : first === "a" ? "b" : "a"));
  const [key] = Object.keys(value as object);
  return key === undefined
    ? { "water.volume": { rho: "0/1", delta: "0/1" } }
    : { ...(value as object), [key]: other((value as Record<string, unknown>)[key]) };
}

describe("every field of every entry", () => {
  const fields = (entry: LedgerEntry) => Object.keys(entry) as (keyof LedgerEntry)[];
  test("changed, is found", async () => {
    let tried = 0;
    for (const [i, entry] of genuine.entries.entries()) {
      for (const field of fields(entry)) {
        const entries = genuine.entries.map((one, at) => (at === i ? { ...one, [field]: other(one[field]) } : one));
        expect([entry.seq, field, await foundOf({ ...genuine, entries })]).not.toEqual([entry.seq, field, []]);
        tried++;
      }
    }
    expect(tried).toBeGreaterThan(90);
  });

  test("changed, with all hashes brought up to date, is found by the signature", async () => {
    for (const [i, entry] of genuine.entries.entries()) {
      for (const field of fields(entry).filter((name) => !["seq", "previous", "hash"].includes(name))) {
        const entries = genuine.entries.map((one, at) => (at === i ? { ...one, [field]: other(one[field]) } : one));
        const said = await foundOf(await relinked(genuine, entries));
        expect([entry.seq, field, said.join("\n")]).toEqual([entry.seq, field, expect.stringMatching(/signature: |schema: /)]);
      }
    }
  });
});

const CUTS: [string, (entries: readonly LedgerEntry[]) => readonly object[]][] = [
  ["the last entry is cut off", (entries) => entries.slice(0, -1)],
  ["the first entry is cut off", (entries) => entries.slice(1)],
  ["one is taken out", (entries) => entries.filter(({ kind, seq }) => kind !== "terms" || seq < 3)],
  ["two changed places", (entries) => [...entries.slice(0, 6), entries[7], entries[6], ...entries.slice(8)] as object[]],
  ["one is there twice", (entries) => [...entries, entries.at(-1)] as object[]],
  ["nothing is left", () => []],
];
test.each(CUTS)("%s: found as it is, and with all hashes brought up to date", async (_, cut) => {
  const entries = cut(genuine.entries);
  expect(await foundOf({ ...genuine, entries })).not.toEqual([]);
  expect(await foundOf({ ...genuine, entries, size: entries.length })).not.toEqual([]);
  expect(await foundOf(await relinked(genuine, entries))).not.toEqual([]);
});

test("a whole log that somebody else signed verifies by itself, and not beside a pinned key, nor beside the log of the commons", async () => {
  const stranger = await forger();
  const lie = rekeyed(genuine.entries, stranger).filter(
    (entry) => (entry as LedgerEntry).kind !== "terms" || (entry as LedgerEntry).seq < 3,
  );
  const log = await relinked({ ...genuine, announcements: [] }, lie, stranger);
  const to = place();
  const file = putLog(to, log);
  expect(await foundIn([file])).toEqual([]);
  expect((await verifyReleases([file])).notes.join("\n")).toContain(stranger.thumbprint);
  expect(await foundIn([file], pin)).toEqual([
    `${file}: ${file.endsWith("log.json") ? "pinned key" : ""}: the pinned key ${pin} is not among those that the chain names: ${stranger.thumbprint}`,
  ]);
  expect((await foundIn([file, home])).join("\n")).toMatch(/one chain: entry 1 is "key" 2026/);
});

test("a stranger's log whose first key vouches for the pinned one, and that the stranger signed, is found beside the pinned key", async () => {
  const stranger = await forger();
  const own = genuine.entries.find(({ kind }) => kind === "key") as LedgerEntry & { kind: "key" };
  const claim = keyClaim(own.commons, pin, stranger.thumbprint);
  const successor = { ...own, replaces: stranger.thumbprint, proof: await stranger.sign("key", claim) };
  const [first, ...rest] = rekeyed(genuine.entries, stranger).filter(
    (entry) => (entry as LedgerEntry).kind !== "terms" || (entry as LedgerEntry).seq < 3,
  );
  const log = await relinked({ ...genuine, announcements: [] }, [first as object, ...rest, successor], stranger);
  const file = putLog(place(), log);
  // A log is signed by its newest key. A release or a checkpoint may be signed by any key of its chain: there the order counts.
  expect((await foundIn([file], pin)).join("\n")).toContain("which the log does not name there");
  const keys = log.entries;
  expect(pinnedKeyFault(keys, pin, stranger.thumbprint)).toContain("an earlier key than the pinned one");
  expect(pinnedKeyFault(keys, stranger.thumbprint, pin)).toBeNull();
  expect(pinnedKeyFault(keys, pin, pin)).toBeNull();
});

test("signed by another key than the chain names: found", async () => {
  const stranger = await forger();
  expect((await foundOf(await relinked(genuine, genuine.entries, stranger))).join("\n")).toContain(
    `signature: it is by the key ${stranger.thumbprint}, which the log does not name there`,
  );
  const [head = "", body = ""] = (genuine.checkpoint as string).split(".");
  const forged = (await stranger.sign("checkpoint", {})).split(".")[2];
  expect((await foundOf({ ...genuine, checkpoint: `${head}.${body}.${forged}` })).join("\n")).toContain(
    "does not verify under the key",
  );
  expect((await foundOf({ ...genuine, checkpoint: null })).join("\n")).toContain("there is no checkpoint");
});

test("a signature of one kind is none of another, and no other algorithm is taken", async () => {
  const { openSignature } = await import("../../src/verify/signature.ts");
  const stranger = await forger();
  const signed = await stranger.sign("manifest", { a: 1 });
  expect(openSignature(signed, "manifest", [stranger.jwk])).toMatchObject({ thumbprint: stranger.thumbprint });
  expect(openSignature(signed, "checkpoint", [stranger.jwk])).toContain("expected alg EdDSA, typ voisinage-checkpoint+jws");
  const [, body, signature] = signed.split(".");
  const header = (fields: object) => Buffer.from(JSON.stringify(fields)).toString("base64url");
  const { thumbprint: kid } = stranger;
  for (const fields of [
    { alg: "none", kid, typ: "voisinage-manifest+jws" },
    { alg: "EdDSA", kid, typ: "voisinage-manifest+jws", jwk: stranger.jwk },
  ])
    expect(openSignature(`${header(fields)}.${body}.${signature}`, "manifest", [stranger.jwk])).toContain("its header is");
});

test("an announcement says what the chain says, and all that differs", async () => {
  expect(genuine.announcements).toMatchObject([
    {
      seq: 7,
      year: 2027,
      changes: [
        // Another k: the year is shared out anew.
        { setting: "budget" },
        { setting: "k", was: "2", is: "5" },
        { setting: "retention_months", was: null, is: "12" },
      ],
    },
  ]);
  const [told] = genuine.announcements as unknown as [{ readonly settings: Record<string, string> }];
  const lies = [
    { ...told, settings: { ...told.settings, k: 6 } },
    { ...told, changes: [{ setting: "k", was: "2", is: "3" }] },
    { ...told, year: 2028 },
    { ...told, seq: 6 },
  ];
  for (const lie of lies)
    expect((await foundOf({ ...genuine, announcements: [lie] })).join("\n")).toMatch(/^(announced terms: .*\n?)+$/);
  expect(await foundOf({ ...genuine, announcements: [] })).toEqual([
    expect.stringContaining("it announces entries none; the chain has 7"),
  ]);
  expect(told.settings).toEqual((genuine.entries[6] as { terms?: object }).terms);
});

test("a replaced manifest, a release that is missing, one that the log does not know: found", async () => {
  const to = publicSideOf(home, place());
  const manifest = join(to, "releases/2026-02/manifest.json");
  appendFileSync(manifest, "\n");
  expect((await foundIn([to])).join("\n")).toMatch(
    /manifest.jws: signature: it does not verify.*\n(.*\n)*.*as the log says: its sha256 is/,
  );
  const stranger = await forger();
  writeFileSync(join(to, "releases/2026-02/manifest.jws"), await stranger.signDetached("manifest", readFileSync(manifest)));
  expect((await foundIn([to])).join("\n")).toContain(
    `signature: it is by the key ${stranger.thumbprint}, which the log does not name`,
  );
  rmSync(join(to, "releases/2026-02/manifest.jws"));
  expect((await foundIn([to])).join("\n")).toContain("manifest.jws: signature: it is missing, and the chain names a key");
  rmSync(join(to, "releases/2026-02"), { recursive: true });
  expect(await foundIn([to])).toEqual([
    expect.stringContaining("releases: entry 10 says that 2026-02 was released; it is not here"),
  ]);
  const early = publicSideOf(home, place());
  putLog(early, { ...genuine, size: 6, entries: genuine.entries.slice(0, 6), announcements: [] });
  expect((await foundIn([early])).join("\n")).toContain("as the log says: entry 7 of its chain is another one in");
});

test.each(["measures", "calendar", "streams", "k", "budget", "clamps", "currency", "sample"])(
  "terms that leave out %s are found, however they are signed: a later default would change them",
  async (key) => {
    const stated = genuine.entries.find((entry) => entry.kind === "terms");
    const rest = Object.fromEntries(Object.entries(stated?.terms ?? {}).filter(([name]) => name !== key));
    for (const terms of [rest, {}]) {
      const entries = genuine.entries.map((entry) => (entry.kind === "terms" ? { ...entry, terms } : entry));
      const file = putLog(place(), await relinked(genuine, entries, await forger()));
      const { logs } = await verifyReleases([file]);
      expect(logs.flatMap(({ findings }) => findings.map(({ detail }) => detail)).join("\n")).toContain(
        "/entries/1/terms: terms must be whole",
      );
    }
  },
);

test("two logs that fork are told apart; one that only goes on is the same", async () => {
  const twin = join(root, "twin");
  cpSync(home, twin, { recursive: true });
  const earlier = place();
  putLog(earlier, logOf(home));
  expect(await foundIn([earlier, home])).toEqual([]);
  const fork = genuine.entries.map((entry) =>
    entry.kind === "released" && entry.publication === "2026-02" ? { ...entry, manifest: "0".repeat(64) } : entry,
  );
  const other = putLog(place(), await relinked(genuine, fork));
  expect((await foundIn([other, home])).join("\n")).toMatch(
    /one chain: entry 10 is "released" 2026-02, \w{12}…; in .* it is "released" 2026-02/,
  );
});

test("a checkpoint that somebody kept finds a log that was cut back or rewritten since", async () => {
  const kept = join(root, "kept.jws");
  writeFileSync(kept, `${genuine.checkpoint}\n`);
  expect(await foundIn([kept, join(home, "log/log.json")])).toEqual([]);
  expect(await foundIn([kept])).toEqual([expect.stringContaining(`no log of its commons ${genuine.commons} was given`)]);
  const cut = putLog(place(), { ...genuine, size: 6, entries: genuine.entries.slice(0, 6), announcements: [] });
  expect((await foundIn([kept, cut])).join("\n")).toContain("it is of 10 entries; the log has 6: entries were taken away");
  writeFileSync(kept, "nonsense");
  expect(await foundIn([kept])).toEqual([expect.stringContaining("it is no checkpoint")]);
});
