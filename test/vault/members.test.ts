import fc from "fast-check";
import { expect, test } from "vitest";
import { parsePeriod } from "../../src/contract/period.ts";
import { folderOfTest } from "../support/folder.ts";
import { donationOf, vaultAt } from "./support.ts";

const WATER = { period: parsePeriod("2026-01"), measures: [{ domain: "water", measure: "volume" }], streams: 1 };
/** More than two batches of the snapshot. */
const HOUSEHOLDS = 2100;

type Deed = "nothing" | "moves out and in" | "leaves" | "comes" | "pauses" | "amends";
const DEEDS: readonly Deed[] = ["nothing", "moves out and in", "leaves", "comes", "pauses", "amends"];

/** A household is known by its amount, which it takes along to its next contribution key. */
const homeOf = (amount: number) => donationOf([`water.volume 2026-01 ${amount}`]);

test("whatever households do while a publication reads them, none is in it twice, and none that came later", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...DEEDS), { minLength: 1, maxLength: 12 }), fc.nat(HOUSEHOLDS), (deeds, step) => {
      const vault = vaultAt();
      const items = Array.from({ length: HOUSEHOLDS }, (_, amount) => ({ donation: homeOf(amount) }));
      const receipts = vault.donateAll(items).map(({ receipt }) => receipt);
      const seen: number[] = [];
      let turn = 0;
      let newcomer = HOUSEHOLDS;
      for (const { readings } of vault.snapshot(WATER)) {
        const amount = readings[0]?.amount as number;
        seen.push(amount);
        // The one that was just given out, or another one that may not have been.
        const actor = turn % 2 === 0 ? amount : (amount + step) % HOUSEHOLDS;
        const receipt = receipts[actor];
        const deed = deeds[turn++ % deeds.length];
        if (receipt === undefined) continue;
        if (deed === "moves out and in") {
          vault.withdraw(receipt);
          receipts[actor] = vault.donate(homeOf(actor)).receipt;
        }
        if (deed === "leaves") {
          vault.withdraw(receipt);
          delete receipts[actor];
        }
        if (deed === "comes") vault.donate(homeOf(newcomer++));
        if (deed === "pauses") vault.pause(receipt);
        if (deed === "amends") vault.donate(homeOf(actor), { receipt });
      }
      expect(new Set(seen).size).toBe(seen.length);
      expect(Math.max(0, ...seen)).toBeLessThan(HOUSEHOLDS);
    }),
    { numRuns: 12, examples: [[["moves out and in"], 1]] },
  );
});

test("a household that left before its batch is left out, even where another has its slot by then", () => {
  const vault = vaultAt();
  const items = Array.from({ length: HOUSEHOLDS }, (_, amount) => ({ donation: homeOf(amount) }));
  const receipts = vault.donateAll(items).map(({ receipt }) => receipt);
  const seen = new Set<number>();
  for (const { readings } of vault.snapshot(WATER)) {
    if (seen.size === 0) {
      for (const receipt of receipts) vault.withdraw(receipt);
      for (let i = 0; i < HOUSEHOLDS; i += 1) vault.donate(homeOf(HOUSEHOLDS + i));
    }
    seen.add(readings[0]?.amount as number);
  }
  // The first batch was read before anybody left.
  expect(seen.size).toBe(1000);
  expect(Math.max(...seen)).toBeLessThan(HOUSEHOLDS);
  expect([...vault.snapshot(WATER)]).toHaveLength(HOUSEHOLDS);
});

test("who comes by another process while a publication reads is in the next one", () => {
  const path = `${folderOfTest()}/vault.sqlite`;
  const [reader, writer] = [vaultAt(path), vaultAt(path)];
  reader.donateAll(Array.from({ length: 1001 }, (_, amount) => ({ donation: homeOf(amount) })));
  let given = 0;
  for (const _ of reader.snapshot(WATER)) {
    if (given === 0) writer.donateAll(Array.from({ length: 500 }, (_, i) => ({ donation: homeOf(5000 + i) })));
    given += 1;
  }
  expect(given).toBe(1001);
  expect([...reader.snapshot(WATER)]).toHaveLength(1501);
});
