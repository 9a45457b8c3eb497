import { expect, test } from "vitest";
import { parsePeriod } from "../../src/contract/period.ts";
import { donationOf, refusalOf, stoppedClock, vaultAt } from "./support.ts";

const january = donationOf(["water.volume 2026-01 9000"]);

/** A vault with one donation of January 2026, kept for three months. */
function kept() {
  const clock = stoppedClock("2026-01-10T10:00:00Z");
  const vault = vaultAt(":memory:", { clock: clock.now, retentionMonths: 3 });
  const { receipt } = vault.donate(january);
  return { clock, vault, receipt };
}

test("a clock that leaps for an hour erases nothing", () => {
  const { clock, vault, receipt } = kept();
  clock.set("2040-01-01T00:00:00Z");
  expect(vault.expire()).toBe(0);
  clock.set("2040-01-01T01:00:00Z");
  expect(vault.erase()).toMatchObject({ donations: 0, clockDoubted: true });
  expect(vault.status()).toMatchObject({ donations: 1, clockDoubted: true });
  clock.set("2026-01-10T12:00:00Z");
  expect(vault.erase()).toMatchObject({ donations: 0, clockDoubted: false });
  expect(vault.show(receipt).readings).toHaveLength(1);
  expect(vault.status().clockDoubted).toBe(false);
});

test("a clock that says so for a day is believed: a home that stood still keeps nothing longer", () => {
  const { clock, vault } = kept();
  clock.set("2027-06-01T00:00:00Z");
  expect(vault.expire()).toBe(0);
  clock.set("2027-06-01T23:59:59Z");
  expect(vault.expire()).toBe(0);
  clock.set("2027-06-02T00:00:00Z");
  expect(vault.expire()).toBe(1);
});

test("whoever knows the clock to be right need not wait", () => {
  const { clock, vault } = kept();
  clock.set("2027-06-01T00:00:00Z");
  expect(vault.erase({ trustClock: true })).toMatchObject({ donations: 1, households: 1, clockDoubted: false });
});

test("two leaps of an hour are not one of a day", () => {
  const { clock, vault } = kept();
  clock.set("2040-01-01T00:00:00Z");
  vault.expire();
  clock.set("2026-01-11T00:00:00Z");
  vault.expire();
  clock.set("2040-01-03T00:00:00Z");
  expect(vault.expire()).toBe(0);
});

test("months that pass one by one, or two, are believed at once", () => {
  const { clock, vault } = kept();
  clock.set("2026-03-31T00:00:00Z");
  expect(vault.expire()).toBe(0);
  clock.set("2026-04-01T00:00:00Z");
  expect(vault.expire()).toBe(1);
});

test("what comes while the clock is behind is received in the month that the vault has seen, and is kept as long", () => {
  const { clock, vault } = kept();
  clock.set("2024-01-10T10:00:00Z");
  const { receipt } = vault.donate(january);
  clock.set("2026-01-11T10:00:00Z");
  expect(vault.expire()).toBe(0);
  expect(vault.show(receipt).donations).toMatchObject([{ received: "2026-01", erased_from: "2026-04" }]);
});

test("what came while the clock was ahead is kept from the day on which it is right again, and no longer", () => {
  const { clock, vault } = kept();
  clock.set("2040-01-01T00:00:00Z");
  const { receipt } = vault.donate(january);
  clock.set("2026-02-10T10:00:00Z");
  vault.expire();
  expect(vault.show(receipt).donations).toMatchObject([{ received: "2026-02" }]);
  clock.set("2026-04-30T23:59:59Z");
  vault.expire();
  expect(vault.show(receipt).readings).toHaveLength(1);
  clock.set("2026-05-01T00:00:00Z");
  vault.expire();
  expect(vault.status().donations).toBe(0);
});

test("what came while the clock was ahead does not outlive the consent that took it back", () => {
  const { clock, vault } = kept();
  const gas = donationOf(["gas.energy 2026-01 2"]);
  clock.set("2040-01-01T00:00:00Z");
  const { receipt } = vault.donate(january);
  clock.set("2026-02-10T10:00:00Z");
  vault.donate(gas, { receipt });
  vault.expire();
  clock.set("2026-04-10T10:00:00Z");
  vault.expire();
  clock.set("2026-05-01T00:00:00Z");
  vault.expire();
  const water = vault.snapshot({
    period: parsePeriod("2026-01"),
    measures: [{ domain: "water", measure: "volume" }],
    streams: 1,
  });
  expect([...water]).toEqual([]);
  expect(vault.status().donations).toBe(0);
});

test("a publication is refused by a clock that leapt or went back, until it is believed", () => {
  const { clock, vault, receipt } = kept();
  expect(vault.prepare()).toBeUndefined();
  clock.set("2028-01-10T10:00:00Z");
  expect(refusalOf(() => vault.prepare())).toBe("clock-doubted");
  clock.set("2025-12-31T10:00:00Z");
  expect(refusalOf(() => vault.prepare())).toBe("clock-doubted");
  clock.set("2026-01-10T11:00:00Z");
  expect(vault.prepare()).toBeUndefined();
  expect(vault.show(receipt).readings).toHaveLength(1);
  clock.set("2026-04-01T00:00:00Z");
  expect(refusalOf(() => vault.prepare())).toBe("clock-doubted");
  vault.erase({ trustClock: true });
  expect(vault.prepare()).toBeUndefined();
  expect(vault.status().donations).toBe(0);
});
