import { randomBytes } from "node:crypto";
import Database from "better-sqlite3";
import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import { parsePeriod } from "../../src/contract/period.ts";
import { openVault, type Vault } from "../../src/vault/index.ts";
import { folderOfTest } from "../support/folder.ts";
import { donationOf, KEY, refusalOf, testMachine, vaultAt } from "./support.ts";

const PERIOD = parsePeriod("2026-01");
const WATER = { period: PERIOD, measures: [{ domain: "water", measure: "volume" }], streams: 1 };
const GAS = { period: PERIOD, measures: [{ domain: "gas", measure: "energy" }], streams: 1 };
/** Where a page ends, in bytes; and the most that a household of these tests adds beside those of its sources. */
const PAGE_BYTES = 4_000_000;
const BESIDE = 10_000;

const vaultPath = () => `${folderOfTest()}/vault.sqlite`;

/** A household is known by its amount. */
function home(amount: number, bytes = 0) {
  const donation = donationOf([`water.volume 2026-01 ${amount}`, "gas.energy 2026-01 1"]);
  return { ...donation, readings: donation.readings.map((one) => ({ ...one, source: "s".repeat(bytes / 2) })) };
}

const amounts = (households: Iterable<{ readonly readings: readonly { readonly amount: number }[] }>) =>
  Array.from(households, ({ readings }) => readings[0]?.amount as number);

/** The amounts of each page, as they are given out: a page is frozen whole before its first household is. */
function pagesOf(vault: Vault, path: string): number[][] {
  const db = new Database(path, { readonly: true });
  const count = db.prepare<[], number>("SELECT count(*) FROM year_use").pluck();
  const pages: number[][] = [];
  let frozen = 0;
  for (const { readings } of vault.snapshot(WATER)) {
    const now = count.get() as number;
    if (now !== frozen) pages.push([]);
    frozen = now;
    pages.at(-1)?.push(readings[0]?.amount as number);
  }
  db.close();
  return pages;
}

test("a page ends with the household that makes it full, whatever households hold, and none is left out or given twice", () => {
  const size = fc.oneof(fc.constant(10), fc.integer({ min: 100_000, max: 1_900_000 }), fc.constant(PAGE_BYTES + 10));
  fc.assert(
    fc.property(fc.array(size, { minLength: 1, maxLength: 14 }), fc.integer({ min: 1, max: 3 }), (held, pieces) => {
      const path = vaultPath();
      const vault = vaultAt(path);
      held.forEach((bytes, amount) => {
        const { receipt } = vault.donate(home(amount, bytes));
        // Added in pieces: what one donation adds is bounded, and what lies in an older vault is not.
        for (let i = 1; i < pieces && bytes < 1_000_000; i += 1) vault.donate(home(amount, bytes), { receipt });
      });
      const bytesOf = (amount: number) => (held[amount] as number) * ((held[amount] as number) < 1_000_000 ? pieces : 1);
      const pages = pagesOf(vault, path);
      expect(pages.flat().sort((a, b) => a - b)).toEqual(held.map((_, amount) => amount));
      pages.forEach((page, i) => {
        const bytes = page.map(bytesOf).reduce((a, b) => a + b);
        expect(bytes - bytesOf(page.at(-1) as number)).toBeLessThan(PAGE_BYTES);
        if (i < pages.length - 1) expect(bytes + page.length * BESIDE).toBeGreaterThanOrEqual(PAGE_BYTES);
      });
    }),
    // Megabytes each: to shrink a failure takes a minute.
    { numRuns: 15, endOnFailure: true, examples: [[Array(14).fill(1_500_000), 1]] },
  );
});

test("a page of very many small donations ends too: each costs beside its bytes", () => {
  const path = vaultPath();
  const vault = vaultAt(path);
  const receipts = vault.donateAll(Array.from({ length: 30 }, (_, amount) => ({ donation: home(amount) })));
  for (let i = 1; i < 150; i += 1) vault.donateAll(receipts.map(({ receipt }, amount) => ({ donation: home(amount), receipt })));
  const pages = pagesOf(vault, path);
  expect(pages.length).toBeGreaterThan(2);
  expect(pages.flat()).toHaveLength(30);
});

/** A vault that does something once, amid the reading of a page: when it first seals what it is about to freeze. */
function interrupted(path: string, deed: () => void): Vault {
  let done = false;
  const vault = openVault({
    path,
    key: KEY,
    clock: () => new Date("2026-03-10T12:00:00Z"),
    machine: testMachine(),
    entropy: (n) => {
      if (!done) {
        done = true;
        deed();
      }
      return randomBytes(n);
    },
    retentionMonths: 15,
    busyTimeout: 0,
  });
  onTestFinished(() => vault.close());
  return vault;
}

test("while a page is read, another process writes and does not wait", () => {
  const path = vaultPath();
  const other = vaultAt(path, { busyTimeout: 0 });
  for (let amount = 0; amount < 20; amount += 1) other.donate(home(amount));
  let came: string | undefined = "nobody";
  const vault = interrupted(path, () => {
    came = refusalOf(() => other.donate(home(99)));
  });
  expect(amounts(vault.snapshot(WATER)).sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, amount) => amount));
  expect(came).toBeUndefined();
});

test("a publication that freezes nothing new needs no lock; one that does is not made while another process has it", () => {
  const path = vaultPath();
  const vault = vaultAt(path, { busyTimeout: 0 });
  vault.donate(home(1));
  expect(amounts(vault.snapshot(WATER))).toEqual([1]);
  const db = new Database(path);
  onTestFinished(() => void db.close());
  db.exec("BEGIN IMMEDIATE");
  expect(amounts(vault.snapshot(WATER))).toEqual([1]);
  expect(refusalOf(() => amounts(vault.snapshot({ ...GAS, streams: 2 })))).toBe("home-in-use");
});

type Deed = "nothing" | "withdraws" | "moves out and in" | "pauses" | "objects" | "amends";
const DEEDS: readonly Deed[] = ["nothing", "withdraws", "moves out and in", "pauses", "objects", "amends"];

test("who leaves between the reading of a page and its freezing is neither frozen nor given out, and L holds", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...DEEDS), { minLength: 1, maxLength: 8 }), fc.boolean(), (deeds, published) => {
      const path = vaultPath();
      const other = vaultAt(path, { busyTimeout: 0 });
      const receipts = deeds.map((_, amount) => other.donate(home(amount)).receipt);
      const newcomers: string[] = [];
      const vault = interrupted(path, () => {
        deeds.forEach((deed, amount) => {
          const receipt = receipts[amount] as string;
          if (deed === "withdraws" || deed === "moves out and in") other.withdraw(receipt);
          // It has the slot of one that left.
          if (deed === "moves out and in") newcomers.push(other.donate(home(100 + amount)).receipt);
          if (deed === "pauses") other.pause(receipt);
          if (deed === "objects") other.object(receipt, ["water"]);
          if (deed === "amends") other.donate(home(amount), { receipt });
        });
        // Another publication takes the one stream of everybody.
        if (published) [...other.snapshot(GAS)];
      });
      const stays = (deed: Deed) => !published && (deed === "nothing" || deed === "amends");
      const expected = deeds.flatMap((deed, amount) => (stays(deed) ? [amount] : []));
      expect(amounts(vault.snapshot(WATER)).sort((a, b) => a - b)).toEqual(expected);
      deeds.forEach((deed, amount) => {
        if (deed === "withdraws" || deed === "moves out and in") return;
        const measures = other.show(receipts[amount] as string).years.flatMap((year) => year.measures);
        const frozenAs = published && deed !== "pauses" ? ["gas.energy"] : [];
        expect(measures).toEqual(stays(deed) ? ["water.volume"] : frozenAs);
      });
      for (const receipt of newcomers) {
        const measures = other.show(receipt).years.flatMap((year) => year.measures);
        expect(measures).toEqual(published ? ["gas.energy"] : []);
      }
    }),
    {
      numRuns: 60,
      examples: [
        [["moves out and in"], false],
        [["nothing"], true],
        [["pauses", "nothing", "objects"], false],
      ],
    },
  );
});
