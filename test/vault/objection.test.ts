import { readFileSync } from "node:fs";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { parsePeriod } from "../../src/contract/period.ts";
import type { Vault } from "../../src/vault/index.ts";
import { addObjection, isObjected, remainingObjection } from "../../src/vault/objection.ts";
import { folderOfTest } from "../support/folder.ts";
import { donationOf, refusalOf, stoppedClock, vaultAt } from "./support.ts";

const WATER_AND_GAS = [
  { domain: "water", measure: "volume" },
  { domain: "gas", measure: "energy" },
];
const published = (vault: Vault, streams = 6) =>
  [...vault.snapshot({ period: parsePeriod("2026-Q1"), measures: WATER_AND_GAS, streams })]
    .flatMap(({ readings }) => readings.map(({ domain }) => domain))
    .sort();

/** Water and gas of January, under a consent of that day. */
const both = (given_at = "2026-01-05T09:00:00Z") => {
  const donation = donationOf(["water.volume 2026-01 1", "gas.energy 2026-01 2"]);
  return { ...donation, consent: { ...donation.consent, given_at } };
};

function objected(domains: readonly string[] | null, path?: string) {
  const clock = stoppedClock("2026-02-10T10:00:00Z");
  const vault = vaultAt(path, { clock: clock.now });
  const { receipt } = vault.donate(both());
  vault.object(receipt, domains);
  return { vault, receipt, clock };
}

test("domains objected to are in no publication, are held, and are said to be unused", () => {
  const { vault, receipt } = objected(["gas"]);
  expect(published(vault)).toEqual(["water"]);
  expect(vault.show(receipt)).toMatchObject({
    objection: { at: "2026-02-10T10:00:00.000Z", domains: ["gas"], lifted: [] },
    covers: ["water"],
    readings: [{ domain: "water" }],
    unused: [{ domain: "gas" }],
  });
  expect(vault.status()).toMatchObject({ active: 1, objecting: 1 });
});

test("an objection to everything leaves nothing in publications", () => {
  const { vault, receipt } = objected(null);
  expect(published(vault)).toEqual([]);
  expect(vault.show(receipt)).toMatchObject({ covers: [], readings: [], unused: [{ domain: "gas" }, { domain: "water" }] });
});

test.each([[["gas"]], [null]])("a consent of before the objection lifts nothing of it, however late it comes (%j)", (domains) => {
  const { vault, receipt } = objected(domains);
  vault.donate(both(), { receipt });
  vault.donate(both("2026-02-10T10:00:00Z"), { receipt });
  expect(published(vault)).toEqual(domains === null ? [] : ["water"]);
});

test("a consent given after the objection lifts it for the domains that it names, and for no other", () => {
  const { vault, receipt } = objected(null);
  const water = donationOf(["water.volume 2026-02 3"]);
  vault.donate({ ...water, consent: { ...water.consent, given_at: "2026-02-11T09:00:00Z" } }, { receipt });
  expect(published(vault)).toEqual(["water", "water"]);
  // A later donation under the old consent, which named gas too, brings gas back no more than before.
  vault.donate(both(), { receipt });
  expect(published(vault)).toEqual(["water", "water"]);
  vault.donate(both("2026-02-12T09:00:00Z"), { receipt });
  expect(published(vault)).toEqual(["gas", "water", "water"]);
});

test("a consent in another zone is compared as an instant", () => {
  const { vault, receipt } = objected(["gas"]);
  vault.donate(both("2026-02-10T11:30:00+02:00"), { receipt });
  expect(published(vault)).toEqual(["water"]);
  vault.donate(both("2026-02-10T11:30:00+01:00"), { receipt });
  expect(published(vault)).toEqual(["gas", "water"]);
});

test("repeating the request that brought the donation lifts nothing", () => {
  const clock = stoppedClock("2026-02-10T10:00:00Z");
  const vault = vaultAt(":memory:", { clock: clock.now });
  const late = both("2026-02-11T00:00:00Z");
  const { receipt } = vault.donate(late, { idempotency: "a" });
  vault.object(receipt, null);
  expect(vault.donate(late, { idempotency: "a" }).repeated).toBe(true);
  expect(published(vault)).toEqual([]);
});

test("an objection does not give the place of a stream that counted to another one", () => {
  const clock = stoppedClock("2026-02-10T10:00:00Z");
  const vault = vaultAt(":memory:", { clock: clock.now });
  const { receipt } = vault.donate(both());
  expect(published(vault, 1)).toEqual(["water"]);
  vault.object(receipt, ["water"]);
  expect(published(vault, 1)).toEqual([]);
});

test("objections add up; everything swallows them; one more narrows what was lifted", () => {
  const one = addObjection(null, ["gas"], "2026-02-01T00:00:00.000Z");
  const two = addObjection(one, ["water", "gas"], "2026-02-02T00:00:00.000Z");
  expect(two.domains).toEqual(["gas", "water"]);
  const all = addObjection(two, null, "2026-02-03T00:00:00.000Z");
  expect([all.domains, isObjected(all, "anything")]).toEqual([null, true]);
  const consent = { ...both().consent, given_at: "2026-02-04T00:00:00Z" };
  const lifted = remainingObjection(all, consent);
  expect(["gas", "water", "mobility"].map((domain) => isObjected(lifted, domain))).toEqual([false, false, true]);
  const again = addObjection(lifted, ["gas"], "2026-02-05T00:00:00.000Z");
  expect(["gas", "water", "mobility"].map((domain) => isObjected(again, domain))).toEqual([true, false, true]);
  expect(remainingObjection(two, { ...consent, purposes: ["research"] })).toEqual(two);
  expect(remainingObjection(two, consent)).toBeNull();
});

test("an objection outlasts the process, is sealed, and is bound to its contribution", () => {
  const path = `${folderOfTest()}/vault.sqlite`;
  const { receipt, vault } = objected(["gas"], path);
  const other = vault.donate(both()).receipt;
  expect(published(vaultAt(path))).toEqual(["gas", "water", "water"]);
  expect(["", "-wal"].some((suffix) => readFileSync(path + suffix).includes("2026-02-10T10:00"))).toBe(false);
  const db = new Database(path);
  db.exec("UPDATE donor SET objection = (SELECT objection FROM donor WHERE donor = 1) WHERE donor = 2");
  db.close();
  expect(refusalOf(() => vault.show(other))).toBe("storage-failed");
  expect(vault.show(receipt).covers).toEqual(["water"]);
});

test("a vault of before objections is brought along", () => {
  const path = `${folderOfTest()}/vault.sqlite`;
  vaultAt(path).donate(both());
  const db = new Database(path);
  db.exec(`DROP TABLE act; ALTER TABLE donor DROP COLUMN aside; DROP TABLE burnt; DROP INDEX donation_received; DROP INDEX year_use_received; ALTER TABLE donor DROP COLUMN objection; ALTER TABLE donor DROP COLUMN consent;
           ALTER TABLE year_use DROP COLUMN received; PRAGMA user_version = 1`);
  db.close();
  expect(published(vaultAt(path))).toEqual(["gas", "water"]);
});

test("what an organisation attests lifts no objection, however late its day", () => {
  const { vault, receipt } = objected(null);
  const attested = both("2026-02-12T00:00:00Z");
  vault.donate({ ...attested, consent: { ...attested.consent, version: "attested:org:2026-01" } }, { receipt });
  expect(published(vault)).toEqual([]);
  expect(vault.show(receipt)).toMatchObject({ covers: [], objection: { lifted: [] } });
});

test("a consent of tomorrow by a device whose clock is ahead does not lift, sent again, what was objected to since", () => {
  const clock = stoppedClock("2026-02-10T10:00:00Z");
  const vault = vaultAt(":memory:", { clock: clock.now });
  const ahead = both("2026-02-11T06:00:00Z");
  const { receipt } = vault.donate(ahead);
  clock.set("2026-02-10T12:00:00Z");
  vault.object(receipt, ["gas"]);
  vault.donate(ahead, { receipt });
  expect(published(vault)).toEqual(["water"]);
  // The same device, asked anew, lifts it.
  vault.donate(both("2026-02-11T09:00:00Z"), { receipt });
  expect(published(vault)).toEqual(["gas", "water"]);
});

test("an unknown key objects to nothing", () => {
  expect(refusalOf(() => vaultAt().object("x", null))).toBe("key-not-known");
});
