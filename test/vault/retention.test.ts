import Database from "better-sqlite3";
import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import { parsePeriod } from "../../src/contract/period.ts";
import type { Vault } from "../../src/vault/index.ts";
import { lastExpiredMonth, monthName, monthNumber } from "../../src/vault/retention.ts";
import { donationOf, folder, refusalOf, stoppedClock, vaultAt } from "./support.ts";

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
    fc.property(instant, fc.integer({ min: 1, max: 120 }), (received, months) => {
      const [year, month, day] = [received.getUTCFullYear(), received.getUTCMonth(), received.getUTCDate()];
      const isExpired = (now: Date) => monthNumber(received) <= lastExpiredMonth(now, months);
      expect(isExpired(new Date(Date.UTC(year, month + months, day)))).toBe(true);
      expect(isExpired(new Date(Date.UTC(year, month + months, 1) - 1))).toBe(false);
      expect(monthName(monthNumber(received))).toBe(received.toISOString().slice(0, 7));
    }),
  );
});

test("the database knows the month of receipt, and no day", () => {
  const path = `${folder()}/vault.sqlite`;
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
  const path = `${folder()}/vault.sqlite`;
  const vault = vaultAt(path);
  const { receipt } = vault.donate(january);
  vault.donate(donationOf(["water.volume 2026-01 1"]), { receipt });
  const db = new Database(path);
  db.exec(tamper);
  db.close();
  expect(refusalOf(() => vault.show(receipt))).toBe("storage-failed");
  expect(refusalOf(() => inJanuary(vault))).toBe("storage-failed");
});
