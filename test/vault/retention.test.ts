import { randomBytes } from "node:crypto";
import Database from "better-sqlite3";
import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import { parsePeriod } from "../../src/contract/period.ts";
import { type DonationResult, openVault, type Vault } from "../../src/vault/index.ts";
import {
  frozenMonth,
  keptMonths,
  lastExpiredMonth,
  monthNumber,
  type Retention,
  receiptMonth,
} from "../../src/vault/retention.ts";
import { folderOfTest } from "../support/folder.ts";
import { donationOf, KEY, refusalOf, stoppedClock, testMachine, vaultAt } from "./support.ts";

const january = donationOf(["water.volume 2026-01 9000"]);
const inJanuary = (vault: Vault) => [
  ...vault.snapshot({ period: parsePeriod("2026-01"), measures: [{ domain: "water", measure: "volume" }], streams: 1 }),
];

test("retention counts from the month of receipt: when its first day is past, a donation leaves publications, and expire erases it", () => {
  const clock = stoppedClock("2026-01-31T10:00:00Z");
  const vault = vaultAt(":memory:", { clock: clock.now, retentionMonths: 2 });
  const { receipt } = vault.donate(january, { idempotency: "a" });
  clock.set("2026-02-28T23:59:59Z");
  expect(inJanuary(vault)).toHaveLength(1);
  expect(vault.expire()).toBe(0);
  clock.set("2026-03-01T00:00:00Z");
  expect(inJanuary(vault)).toEqual([]);
  expect(vault.status()).toMatchObject({ active: 0, expired: 1, donations: 1 });
  expect(vault.expire()).toBe(1);
  expect(vault.status()).toMatchObject({ expired: 0, donations: 0, withdrawn: 0, erasuresOwed: 0 });
  expect(refusalOf(() => vault.show(receipt))).toBe("key-not-known");
});

test("what is past retention goes in parts: between two of them others write, and all is gone in the end", () => {
  const path = `${folderOfTest()}/vault.sqlite`;
  const clock = stoppedClock("2026-01-10T10:00:00Z");
  const options = { clock: clock.now, retentionMonths: 2, busyTimeout: 0 };
  const [vault, other] = [vaultAt(path, options), vaultAt(path, options)];
  // The first and the last household keep a later donation, and so does the one at the end of the first part.
  const keys = vault.donateEach(new Array(4500).fill({ donation: january })).map((done) => (done as DonationResult).receipt);
  clock.set("2026-02-20T10:00:00Z");
  const staying = [keys[0], keys[1999], keys[4499]] as string[];
  for (const receipt of staying) vault.donate(donationOf(["water.volume 2026-02 2"]), { receipt });
  clock.set("2026-03-15T10:00:00Z");
  const donations: number[] = [];
  for (let more = true; more; ) {
    const part = vault.expirePart();
    donations.push(part.donations);
    other.donate(donationOf(["water.volume 2026-03 3"]));
    more = part.more;
  }
  expect(donations).toEqual([2000, 2000, 500, 0]);
  expect(vault.status()).toMatchObject({ expired: 0, donations: 7, active: 7, erasuresOwed: 0 });
  for (const receipt of staying) expect(vault.show(receipt).readings.map(({ period }) => period)).toEqual(["2026-02"]);
  expect(refusalOf(() => vault.show(keys[2000] as string))).toBe("key-not-known");
  clock.set("2026-05-01T00:00:00Z");
  expect(vault.expire()).toBe(7);
  expect(vault.erase()).toMatchObject({ owed: 0, rows: 0, bytes: "none" });
});

test("a later donation of the same household outlives an earlier one", () => {
  const clock = stoppedClock("2026-01-10T10:00:00Z");
  const vault = vaultAt(":memory:", { clock: clock.now, retentionMonths: 2 });
  const { receipt } = vault.donate(donationOf(["water.volume 2026-01 1"]));
  clock.set("2026-02-20T10:00:00Z");
  vault.donate(donationOf(["water.volume 2026-02 2"]), { receipt });
  clock.set("2026-03-15T10:00:00Z");
  expect(inJanuary(vault)).toEqual([]);
  expect(vault.expire()).toBe(1);
  expect(vault.show(receipt).readings.map(({ period }) => period)).toEqual(["2026-02"]);
});

test("what is past retention is not shown, though nothing erased it yet", () => {
  const clock = stoppedClock("2026-01-10T10:00:00Z");
  const vault = vaultAt(":memory:", { clock: clock.now, retentionMonths: 2 });
  const { receipt } = vault.donate(donationOf(["water.volume 2026-01 1"]));
  clock.set("2026-02-20T10:00:00Z");
  vault.donate(donationOf(["water.volume 2026-02 2"]), { receipt });
  clock.set("2026-03-15T10:00:00Z");
  expect(vault.show(receipt)).toMatchObject({ readings: [{ period: "2026-02" }], donations: [{ received: "2026-02" }] });
  clock.set("2026-04-01T00:00:00Z");
  expect(refusalOf(() => vault.show(receipt))).toBe("key-not-known");
  expect(vault.status().donations).toBe(2);
  vault.withdraw(receipt);
  expect(vault.status()).toMatchObject({ donations: 0, withdrawn: 1 });
});

test("no donation is kept longer than by counting from its day, and none loses a whole month", () => {
  const instant = fc.date({ min: new Date("1999-01-01"), max: new Date("2120-12-31"), noInvalidDate: true });
  fc.assert(
    fc.property(instant, fc.integer({ min: 1, max: 120 }), (received, kept) => {
      const months = kept;
      const [year, month, day] = [received.getUTCFullYear(), received.getUTCMonth(), received.getUTCDate()];
      const isExpired = (now: Date) => monthNumber(received) <= lastExpiredMonth(now, [months]);
      expect(isExpired(new Date(Date.UTC(year, month + months, day)))).toBe(true);
      expect(isExpired(new Date(Date.UTC(year, month + months, 1) - 1))).toBe(false);
      expect(receiptMonth(monthNumber(received))).toBe(received.toISOString().slice(0, 7));
    }),
  );
});

/** Retention as the terms of up to eleven years have it. */
const terms = fc.array(fc.integer({ min: 2, max: 120 }), { minLength: 1, maxLength: 11 }) as unknown as fc.Arbitrary<Retention>;
const month = fc.integer({ min: monthNumber(new Date("1999-01-01")), max: monthNumber(new Date("2060-12-01")) });

test("what is past retention is what no terms since its receipt would keep, and all before it", () => {
  fc.assert(
    fc.property(terms, month, (retention, now) => {
      const last = lastExpiredMonth(now, retention);
      const isPast = (received: number) => now - received >= keptMonths(received, now, retention);
      for (let received = now; received > now - 160; received -= 1) expect(isPast(received)).toBe(received <= last);
    }),
  );
});

test("terms that keep longer lengthen nothing that came before them; terms that keep less shorten it for good", () => {
  const [now, before] = [monthNumber(new Date("2028-02-01")), monthNumber(new Date("2026-11-01"))];
  expect(keptMonths(before, now, [24, 24, 15])).toBe(15);
  expect(keptMonths(before, now, [24, 9, 15])).toBe(9);
  expect(keptMonths(before, now, [9, 24, 15])).toBe(9);
  expect(keptMonths(now, now, [24, 9, 15])).toBe(24);
  // The last one holds for all before.
  expect(keptMonths(before - 60, now, [24, 24, 15])).toBe(15);
});

test("a change that keeps longer keeps what came under it longer, and nothing else; what people are told is that", async () => {
  const clock = stoppedClock("2026-11-20T00:00:00Z");
  let retention: Retention = [15];
  const vault = openVault({
    path: ":memory:",
    key: KEY,
    clock: clock.now,
    machine: testMachine(),
    entropy: randomBytes,
    retentionMonths: () => retention,
  });
  onTestFinished(() => vault.close());
  const { receipt } = vault.donate(donationOf(["water.volume 2026-10 1"]));
  const told = () => vault.show(receipt).donations.map(({ erased_from }) => erased_from);
  expect(told()).toEqual(["2028-02"]);
  clock.set("2027-01-10T00:00:00Z");
  retention = [24, 15];
  vault.donate(donationOf(["water.volume 2026-12 2"]), { receipt });
  expect(told()).toEqual(["2028-02", "2029-01"]);
  clock.set("2028-02-01T00:00:00Z");
  retention = [24, 24, 15];
  expect(vault.erase({ trustClock: true })).toMatchObject({ donations: 1 });
  expect(told()).toEqual(["2029-01"]);
});

test("the database knows the month of receipt, and no day", () => {
  const path = `${folderOfTest()}/vault.sqlite`;
  const vault = vaultAt(path);
  const { receipt } = vault.donate(january);
  const db = new Database(path, { readonly: true });
  onTestFinished(() => {
    db.close();
  });
  expect(db.prepare("SELECT received FROM donation").pluck().all()).toEqual([(2026 - 1970) * 12 + 2]);
  expect(vault.show(receipt).donations[0]?.received).toBe("2026-03");
});

test.each([
  ["its month of receipt", "UPDATE donation SET received = received + 12 WHERE seq = 0"],
  ["its place among the household's donations", "UPDATE donation SET seq = 7 WHERE seq = 0"],
])("a donation whose row was changed in %s is refused", (_, tamper) => {
  const path = `${folderOfTest()}/vault.sqlite`;
  const vault = vaultAt(path);
  const { receipt } = vault.donate(january);
  vault.donate(donationOf(["water.volume 2026-01 1"]), { receipt });
  const db = new Database(path);
  db.exec(tamper);
  db.close();
  expect(refusalOf(() => vault.show(receipt))).toBe("storage-failed");
  expect(refusalOf(() => inJanuary(vault))).toBe("storage-failed");
});

/** Contributed in 2024 from another area, published, moved, went on; erased at each step. */
function movedOn(path?: string) {
  const clock = stoppedClock("2024-06-15T00:00:00Z");
  const vault = vaultAt(path, { clock: clock.now, retentionMonths: 15 });
  const water = (period: string, area: string) => donationOf([`water.volume ${period} 9`], { household: { area } });
  const inMay = () => [
    ...vault.snapshot({ period: parsePeriod("2024-05"), measures: [{ domain: "water", measure: "volume" }], streams: 1 }),
  ];
  const { receipt } = vault.donate(water("2024-05", "old"));
  expect(inMay().map(({ household }) => household.area)).toEqual(["old"]);
  const goOn = (month: string) => {
    clock.set(`${month}-15T00:00:00Z`);
    vault.erase({ trustClock: true });
    vault.donate(water(month, "new"), { receipt });
  };
  return { vault, clock, receipt, goOn, inMay };
}

test("what was frozen for a year goes with the donations that it is made of, and not a month later", () => {
  const { vault, clock, receipt, goOn } = movedOn();
  const years = () => vault.show(receipt).years.map(({ year, household }) => [year, household.area]);
  goOn("2025-07");
  clock.set("2025-08-31T23:59:59Z");
  expect(vault.expire()).toBe(0);
  expect(years()).toEqual([[2024, "old"]]);
  clock.set("2025-09-01T00:00:00Z");
  // It is no longer shown, before anything erases it.
  expect(years()).toEqual([]);
  expect(vault.expire()).toBe(1);
  expect(years()).toEqual([]);
  expect(vault.withdraw(receipt)).toMatchObject({ donations: 1, years: 0 });
});

test("what was frozen and is past retention is in no file, and what is erased of it is owed like everything else", () => {
  const path = `${folderOfTest()}/vault.sqlite`;
  const { vault, clock, goOn } = movedOn(path);
  goOn("2025-07");
  const db = new Database(path, { readonly: true });
  onTestFinished(() => {
    db.close();
  });
  const rows = () => db.prepare("SELECT year, received FROM year_use").all();
  expect(rows()).toEqual([{ year: 2024, received: (2024 - 1970) * 12 + 5 }]);
  clock.set("2025-09-01T00:00:00Z");
  expect(vault.erase()).toMatchObject({ donations: 1, households: 0, owed: 0, bytes: "none" });
  expect(rows()).toEqual([]);
});

test("a publication of a year whose frozen part is past retention sees what is held now, and freezes that", () => {
  const { vault, clock, receipt, goOn, inMay } = movedOn();
  goOn("2025-07");
  // A late reading of that year, from where the household lives now: it moves at most once retention has forgotten where it lived.
  vault.donate(donationOf(["water.volume 2024-05 8"], { household: { area: "new" } }), { receipt });
  expect(inMay().map(({ household }) => household.area)).toEqual(["old"]);
  clock.set("2025-09-01T00:00:00Z");
  expect(inMay().map(({ household }) => household.area)).toEqual(["new"]);
  vault.expire();
  expect(vault.show(receipt).years).toMatchObject([{ year: 2024, household: { area: "new" } }]);
  clock.set("2026-10-01T00:00:00Z");
  vault.erase({ trustClock: true });
  expect(refusalOf(() => vault.show(receipt))).toBe("key-not-known");
});

test("a measure that joins the year later does not lengthen what was frozen before", () => {
  const clock = stoppedClock("2026-01-10T10:00:00Z");
  const vault = vaultAt(":memory:", { clock: clock.now, retentionMonths: 3 });
  const both = ["water", "gas"].map((domain) => ({ domain, measure: domain === "water" ? "volume" : "energy" }));
  const snapshot = (period: string) => [...vault.snapshot({ period: parsePeriod(period), measures: both, streams: 2 })];
  const { receipt } = vault.donate(donationOf(["water.volume 2026-01 1"], { household: { area: "old" } }));
  expect(snapshot("2026-01")).toHaveLength(1);
  clock.set("2026-03-10T10:00:00Z");
  const later = donationOf(["gas.energy 2026-02 2"], { domains: ["water", "gas"], household: { area: "new" } });
  vault.donate(later, { receipt });
  expect(snapshot("2026-02").map(({ household }) => household.area)).toEqual(["old"]);
  expect(vault.show(receipt).years).toMatchObject([{ measures: ["water.volume", "gas.energy"], household: { area: "old" } }]);
  clock.set("2026-04-01T00:00:00Z");
  vault.expire();
  expect(vault.show(receipt).years).toEqual([]);
});

test("the month that what was frozen is kept by is bound to it", () => {
  const path = `${folderOfTest()}/vault.sqlite`;
  const { vault, receipt, inMay } = movedOn(path);
  const db = new Database(path);
  db.exec("UPDATE year_use SET received = received + 1");
  db.close();
  expect(refusalOf(() => vault.show(receipt))).toBe("storage-failed");
  expect(refusalOf(inMay)).toBe("storage-failed");
});

test("what was frozen before its month was noted is kept as if it came in January", () => {
  const path = `${folderOfTest()}/vault.sqlite`;
  const clock = stoppedClock("1970-01-15T00:00:00Z");
  const vault = vaultAt(path, { clock: clock.now, retentionMonths: 15 });
  const water = (period: string) => donationOf([`water.volume ${period} 9`]);
  const { receipt } = vault.donate(water("1970-01"));
  const measures = [{ domain: "water", measure: "volume" }];
  expect([...vault.snapshot({ period: parsePeriod("1970-01"), measures, streams: 1 })]).toHaveLength(1);
  // Month 0, as older rows were sealed; they have no month beside it.
  const db = new Database(path);
  db.exec("UPDATE year_use SET received = NULL");
  db.close();
  clock.set("1971-03-31T00:00:00Z");
  vault.erase({ trustClock: true });
  vault.donate(water("1971-03"), { receipt });
  expect(vault.show(receipt).years).toMatchObject([{ year: 1970 }]);
  clock.set("1971-04-01T00:00:00Z");
  expect(vault.show(receipt).years).toEqual([]);
  expect(vault.expire()).toBe(1);
  expect(vault.withdraw(receipt)).toMatchObject({ donations: 1, years: 0 });
  expect(frozenMonth(2024, null)).toBe((2024 - 1970) * 12);
});
