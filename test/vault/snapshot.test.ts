import { expect, test } from "vitest";
import { parsePeriod } from "../../src/contract/period.ts";
import type { SnapshotHousehold, Vault } from "../../src/vault/index.ts";
import { folderOfTest } from "../support/folder.ts";
import { donationOf, vaultAt } from "./support.ts";

const ORDER = ["water.volume", "electricity.energy", "gas.energy"];

function snapshot(vault: Vault, period: string, o: { measures?: string[]; streams?: number } = {}): SnapshotHousehold[] {
  const measures = (o.measures ?? ORDER).map((key) => {
    const [domain = "", measure = ""] = key.split(".");
    return { domain, measure };
  });
  return [...vault.snapshot({ period: parsePeriod(period), measures, streams: o.streams ?? 6 })];
}

const readings = (households: SnapshotHousehold[]) =>
  households
    .flatMap((household) => household.readings.map(({ domain, period, amount }) => `${domain} ${period} ${amount}`))
    .sort();

test("a household brings its readings of the period, and none of another: a year's total belongs to the year alone", () => {
  const vault = vaultAt();
  vault.donate(
    donationOf([
      "water.volume 2025-12 1",
      "water.volume 2026-01 2",
      "water.volume 2026-02 3",
      "water.volume 2026 4",
      "water.volume 2025 5",
    ]),
  );
  expect(readings(snapshot(vault, "2026-01"))).toEqual(["water 2026-01 2"]);
  expect(readings(snapshot(vault, "2026-Q1"))).toEqual(["water 2026-01 2", "water 2026-02 3"]);
  expect(readings(snapshot(vault, "2026"))).toEqual(["water 2026 4", "water 2026-01 2", "water 2026-02 3"]);
});

test.each([
  ["2026-01", "2026-01", true],
  ["2026-01", "2026-02", false],
  ["2026", "2026-02", false],
  ["2026-03", "2026-Q1", true],
  ["2026-04", "2026-Q1", false],
  ["2026", "2026-Q1", false],
  ["2026", "2026", true],
  ["2026-11", "2026", true],
  ["2025", "2026", false],
])("a reading of %s in the publication of %s: %s; who has nothing in it is not frozen", (reading, period, falls) => {
  const vault = vaultAt();
  const { receipt } = vault.donate(donationOf([`water.volume ${reading} 1`]));
  expect(snapshot(vault, period)).toHaveLength(falls ? 1 : 0);
  expect(vault.show(receipt).years).toHaveLength(falls ? 1 : 0);
});

test("units are made under a key, each its own and always the same; households come in the order in which they did", () => {
  const vault = vaultAt();
  for (let i = 0; i < 2500; i += 1) vault.donate(donationOf([`water.volume 2026-01 ${i}`]));
  const households = snapshot(vault, "2026-01");
  const units = households.map(({ unit }) => unit);
  expect(new Set(units).size).toBe(2500);
  for (const unit of units) expect(unit).toMatch(/^[0-9a-f]{32}$/);
  expect(households.map(({ readings }) => readings[0]?.amount)).toEqual(Array.from({ length: 2500 }, (_, i) => i));
  expect(snapshot(vault, "2026-01")).toEqual(households);
});

test("attributes are those of the first use in the year; a move counts from the next", () => {
  const vault = vaultAt();
  const { receipt } = vault.donate(donationOf(["water.volume 2026-01 1"], { household: { area: "old", size: "1" } }));
  vault.donate(donationOf(["water.volume 2026-01 2"], { household: { area: "newer", size: "2" } }), { receipt });
  expect(snapshot(vault, "2026-01")[0]?.household).toMatchObject({ area: "newer", size: "2" });
  vault.donate(donationOf(["water.volume 2026-02 3", "water.volume 2027-01 4"], { household: { area: "newest", size: "3" } }), {
    receipt,
  });
  const [household] = snapshot(vault, "2026-02");
  expect(household?.household).toMatchObject({ area: "newer", size: "2" });
  expect(readings(snapshot(vault, "2026-Q1"))).toEqual(["water 2026-01 2", "water 2026-02 3"]);
  expect(snapshot(vault, "2027-01")[0]?.household).toMatchObject({ area: "newest", size: "3" });
});

test("at most L streams count in a year: those used stay, the others come in public order", () => {
  const vault = vaultAt();
  const { receipt } = vault.donate(
    donationOf(["gas.energy 2026-01 1", "electricity.energy 2026-02 2", "water.volume 2026-02 3", "gas.energy 2026-02 4"]),
  );
  expect(readings(snapshot(vault, "2026-01", { streams: 2 }))).toEqual(["gas 2026-01 1"]);
  expect(vault.show(receipt).years).toMatchObject([{ year: 2026, measures: ["gas.energy"] }]);
  expect(readings(snapshot(vault, "2026-02", { streams: 2 }))).toEqual(["gas 2026-02 4", "water 2026-02 3"]);
  expect(vault.show(receipt).years).toMatchObject([{ year: 2026, measures: ["gas.energy", "water.volume"] }]);
  expect(readings(snapshot(vault, "2026", { streams: 2 }))).toEqual(["gas 2026-01 1", "gas 2026-02 4", "water 2026-02 3"]);
});

test("where L is lowered within the year, the first of the streams that were used go on, and no more than L", () => {
  const vault = vaultAt();
  vault.donate(donationOf(["water.volume 2026-01 1", "electricity.energy 2026-01 2", "gas.energy 2026-01 3"]));
  expect(readings(snapshot(vault, "2026-01", { streams: 3 }))).toHaveLength(3);
  expect(readings(snapshot(vault, "2026-01", { streams: 2 }))).toEqual(["electricity 2026-01 2", "water 2026-01 1"]);
  expect(readings(snapshot(vault, "2026-01", { streams: 1 }))).toEqual(["water 2026-01 1"]);
});

test("a household whose streams are spent on others is left out", () => {
  const vault = vaultAt();
  vault.donate(donationOf(["gas.energy 2026-01 1", "water.volume 2026-02 3"]));
  expect(snapshot(vault, "2026-01", { streams: 1 })).toHaveLength(1);
  expect(snapshot(vault, "2026-02", { streams: 1 })).toEqual([]);
});

test("measures that are not in use are neither frozen nor given out", () => {
  const vault = vaultAt();
  const { receipt } = vault.donate(donationOf(["gas.energy 2026-01 1", "water.volume 2026-01 3"]));
  expect(readings(snapshot(vault, "2026-01", { measures: ["gas.energy"] }))).toEqual(["gas 2026-01 1"]);
  expect(vault.show(receipt).years).toMatchObject([{ measures: ["gas.energy"] }]);
});

test("what was frozen is on the disk before a household is given out, and a snapshot may be left half-way", () => {
  const path = `${folderOfTest()}/vault.sqlite`;
  const vault = vaultAt(path);
  const receipts = Array.from({ length: 1500 }, () => vault.donate(donationOf(["water.volume 2026-01 1"])).receipt);
  let given = 0;
  for (const _ of vault.snapshot({
    period: parsePeriod("2026-01"),
    measures: [{ domain: "water", measure: "volume" }],
    streams: 1,
  })) {
    given += 1;
    if (given === 1) {
      const other = vaultAt(path);
      expect(receipts.filter((receipt) => other.show(receipt).years.length === 1)).toHaveLength(1000);
      vault.donate(donationOf(["water.volume 2026-01 1"])); // the vault is free between batches
      break;
    }
  }
  expect(snapshot(vault, "2026-01")).toHaveLength(1501);
});
