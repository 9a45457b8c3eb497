import { expect, test } from "vitest";
import { LEAST_EQUAL, type Vault } from "../../src/vault/index.ts";
import { donationOf, reading, vaultAt } from "./support.ts";

/** So many months of water from January 2025 on, the first of which is that amount. */
const months = (first: number, count = LEAST_EQUAL): string[] =>
  Array.from(
    { length: count },
    (_, i) => `water.volume 2025-${String(i + 1).padStart(2, "0")} ${first === 0 ? 0 : first + i * 130}`,
  );
const clue = (texts: readonly string[], area = "leaf-1") => ({ area, readings: texts.map(reading) });
const give = (vault: Vault, texts: readonly string[], area = "leaf-1") =>
  vault.donate(donationOf(texts, { household: { area } })).receipt;

test("the one contribution that agrees is found without its key, and its rights are those that the key has", () => {
  const vault = vaultAt();
  const receipt = give(vault, months(9000));
  give(vault, months(7000));
  const { agreeing, found } = vault.search(clue(months(9000, 12)));
  if (found === null) throw new Error("it must be found");
  expect(agreeing).toBe(1);
  expect(vault.show(found)).toEqual(vault.show(receipt));
  vault.pause(found);
  expect(vault.show(receipt).paused).toBe(true);
  vault.object(found, null);
  expect(vault.show(receipt).covers).toEqual([]);
  expect(vault.withdraw(found)).toEqual({ donations: 1, years: 0 });
  expect(() => vault.show(receipt)).toThrow(/no contribution is known/);
  expect(() => vault.withdraw(found)).toThrow(/no contribution is known/);
  expect(vault.status()).toMatchObject({ active: 1, withdrawn: 1, erasuresOwed: 1 });
});

test.each([
  ["of another area", months(9000), "leaf-2", 1],
  ["with one reading that differs", [...months(9000).slice(1), "water.volume 2025-01 9001"], "leaf-1", 0],
  ["with fewer readings than are enough", months(9000, LEAST_EQUAL - 1), "leaf-1", 0],
  ["of other months", months(9000).map((text) => text.replace("2025", "2024")), "leaf-1", 0],
  ["of another measure", months(9000).map((text) => text.replace("water.volume", "gas.energy")), "leaf-1", 0],
])("a clue %s finds nothing", (_, texts, area, agreeing) => {
  const vault = vaultAt();
  give(vault, months(9000));
  expect(vault.search(clue(texts, area))).toEqual({ agreeing, found: null });
});

test("two that agree are both left alone, also where one of them is of another area", () => {
  for (const other of ["leaf-1", "leaf-2"]) {
    const vault = vaultAt();
    give(vault, months(9000));
    give(vault, months(9000), other);
    expect(vault.search(clue(months(9000)))).toEqual({ agreeing: 2, found: null });
  }
});

test("the bound is the one that notice, assessment and docs tell in words", () => expect(LEAST_EQUAL).toBe(6));

test("months of nothing are those of any empty home: they are no sign of one", () => {
  const vault = vaultAt();
  give(vault, months(0, 12));
  expect(vault.search(clue(months(0, 12)))).toEqual({ agreeing: 0, found: null });
});

test("a corrected reading counts as it was corrected, and what is past retention not at all", () => {
  let now = "2026-03-10T12:00:00Z";
  const vault = vaultAt(":memory:", { clock: () => new Date(now) });
  const receipt = give(vault, months(9000));
  vault.donate(donationOf(["water.volume 2025-01 9005"]), { receipt });
  expect(vault.search(clue(months(9000))).agreeing).toBe(0);
  expect(vault.search(clue(["water.volume 2025-01 9005", ...months(9000).slice(1)])).agreeing).toBe(1);
  now = "2027-06-02T12:00:00Z";
  expect(vault.search(clue(["water.volume 2025-01 9005", ...months(9000).slice(1)])).agreeing).toBe(0);
});
