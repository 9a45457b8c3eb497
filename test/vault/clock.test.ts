import fc from "fast-check";
import { expect, test } from "vitest";
import { parsePeriod } from "../../src/contract/period.ts";
import { folderOfTest } from "../support/folder.ts";
import { donationOf, refusalOf, stoppedClock, testMachine, vaultAt } from "./support.ts";

const january = donationOf(["water.volume 2026-01 9000"]);

/** A vault with one donation of January 2026, kept for three months. */
function kept() {
  const clock = stoppedClock("2026-01-10T10:00:00Z");
  const machine = testMachine();
  const vault = vaultAt(":memory:", { clock: clock.now, machine, retentionMonths: 3 });
  const { receipt } = vault.donate(january);
  return { clock, machine, vault, receipt };
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

test("two wrong readings, however far apart, erase nothing", () => {
  const { clock, vault } = kept();
  clock.set("2025-12-01T10:00:00Z");
  expect(vault.expire()).toBe(0);
  clock.set("2031-01-10T10:00:00Z");
  expect(vault.erase()).toMatchObject({ donations: 0, clockDoubted: true });
  expect(vault.status()).toMatchObject({ donations: 1, clockDoubted: true });
});

test("three claimed days in an hour of the machine's running erase nothing", () => {
  const { clock, machine, vault } = kept();
  for (const day of ["2031-01-10", "2031-01-11", "2031-01-12", "2031-01-13"]) {
    clock.set(`${day}T10:00:00Z`);
    machine.run(0.3);
    expect(vault.expire()).toBe(0);
  }
});

test("a machine that stood still for half a year, and is right, is believed after three days of its running", () => {
  const { clock, machine, vault } = kept();
  machine.start();
  clock.set("2026-07-01T08:00:00Z");
  expect(vault.erase()).toMatchObject({ donations: 0, clockDoubted: true });
  machine.run(24);
  clock.set("2026-07-02T08:00:00Z");
  expect(refusalOf(() => vault.prepare())).toBe("clock-doubted");
  machine.run(24);
  clock.set("2026-07-03T08:00:00Z");
  expect(vault.erase()).toMatchObject({ donations: 1, clockDoubted: false });
  expect(vault.prepare()).toBeUndefined();
});

test("one that is off for a month amid the doubt begins it anew, and is believed three days later", () => {
  const { clock, machine, vault } = kept();
  const reading = (at: string, hours: number) => {
    machine.run(hours);
    clock.set(`${at}T08:00:00Z`);
    return vault.expire();
  };
  expect([reading("2026-07-01", 0), reading("2026-07-02", 24)]).toEqual([0, 0]);
  machine.start();
  expect([reading("2026-08-02", 0), reading("2026-08-03", 24), reading("2026-08-04", 24)]).toEqual([0, 0, 1]);
});

test("one that was off for a month and is right is believed at once", () => {
  const { clock, machine, vault } = kept();
  machine.start();
  clock.set("2026-02-10T10:00:00Z");
  expect(vault.erase()).toMatchObject({ donations: 0, clockDoubted: false });
  expect(vault.prepare()).toBeUndefined();
});

test("the doubt outlives the process, and is one for all that open the vault", () => {
  const clock = stoppedClock("2026-01-10T10:00:00Z");
  const machine = testMachine();
  const path = `${folderOfTest()}/vault.sqlite`;
  const opened = () => vaultAt(path, { clock: clock.now, machine, retentionMonths: 3 });
  opened().donate(january);
  const expired = ["2027-06-01", "2027-06-02", "2027-06-03"].map((day) => {
    clock.set(`${day}T03:00:00Z`);
    machine.run(24);
    return opened().expire();
  });
  expect(expired).toEqual([0, 0, 1]);
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

test("whatever the clock and the machine say, status, expiry, erasure and publication take it alike", () => {
  const step = fc.record({
    days: fc.oneof(fc.integer({ min: -2, max: 4 }), fc.constantFrom(-40, 100, 1826)),
    hours: fc.constantFrom(0, 1, 19, 20, 24, 48),
    started: fc.boolean(),
    ask: fc.constantFrom("expirePart", "erase", "prepare"),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      const { clock, machine, vault } = kept();
      for (const { days, hours, started, ask } of steps) {
        clock.set(new Date(clock.now().getTime() + days * 86_400_000).toISOString());
        if (started) machine.start();
        machine.run(hours);
        const { clockDoubted, donations, expired } = vault.status();
        if (ask === "prepare") expect(refusalOf(() => vault.prepare())).toBe(clockDoubted ? "clock-doubted" : undefined);
        else expect(vault[ask]()).toMatchObject({ clockDoubted });
        // What is doubted erases nothing; what is believed erases all that is past retention by it.
        expect(vault.status()).toMatchObject({
          donations: clockDoubted ? donations : donations - expired,
          clockDoubted: clockDoubted && expect.any(Boolean),
        });
      }
    }),
    { numRuns: 60 },
  );
});
