import fc from "fast-check";
import { expect, test } from "vitest";
import { MEASURES } from "../../src/domains/index.ts";
import { LEAST_READING_BYTES } from "../../src/vault/donate.ts";
import { written } from "../../src/vault/index.ts";
import { countReadings } from "../../src/vault/payload.ts";
import { donationOf, refusalOf, stoppedClock, vaultAt } from "./support.ts";

const january = donationOf(["water.volume 2026-01 9000"]);

test("a receipt is 32 bytes of base64url, and another one for each household", () => {
  const vault = vaultAt();
  const receipts = [1, 2, 3].map(() => vault.donate(january).receipt);
  for (const receipt of receipts) expect(receipt).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(new Set(receipts).size).toBe(3);
});

test("two equal donations are two households, with or without idempotency strings of their own", () => {
  const vault = vaultAt();
  vault.donate(january);
  vault.donate(january);
  vault.donate(january, { idempotency: "a" });
  vault.donate(january, { idempotency: "b" });
  expect(vault.status()).toMatchObject({ active: 4, donations: 4 });
});

test("a repeated request stores nothing twice and gives the same receipt", () => {
  const vault = vaultAt();
  const first = vault.donate(january, { idempotency: "a" });
  expect(first.repeated).toBe(false);
  expect(vault.donate(january, { idempotency: "a" })).toEqual({ receipt: first.receipt, repeated: true });
  expect(vault.status()).toMatchObject({ active: 1, donations: 1 });
});

test("an idempotency string that comes back with another donation is a conflict, in any direction", () => {
  const vault = vaultAt();
  const { receipt } = vault.donate(january, { idempotency: "a" });
  const other = donationOf(["water.volume 2026-01 9001"]);
  expect(refusalOf(() => vault.donate(other, { idempotency: "a" }))).toBe("idempotency-conflict");
  expect(refusalOf(() => vault.donate(january, { idempotency: "a", receipt }))).toBe("idempotency-conflict");
  vault.donate(other, { idempotency: "b", receipt });
  expect(refusalOf(() => vault.donate(other, { idempotency: "b" }))).toBe("idempotency-conflict");
  expect(vault.status().donations).toBe(2);
});

test("the receipt of an idempotency string cannot be made without the operator's key", () => {
  const mine = vaultAt().donate(january, { idempotency: "a" }).receipt;
  const theirs = vaultAt(":memory:", { key: new Uint8Array(32).fill(8) }).donate(january, { idempotency: "a" }).receipt;
  expect(mine).not.toBe(theirs);
});

test("who donates again under their receipt adds to and amends one stream: the latest reading wins", () => {
  const vault = vaultAt();
  const { receipt } = vault.donate(donationOf(["water.volume 2026-01 9000", "water.volume 2026-02 8000"]));
  const again = donationOf(["water.volume 2026-02 8500", "gas.energy 2026-02 7000"], { household: { size: "3" } });
  expect(vault.donate(again, { receipt })).toEqual({ receipt, repeated: false });
  const shown = vault.show(receipt);
  expect(shown.readings.map(({ domain, period, amount }) => [domain, period, amount])).toEqual([
    ["gas", "2026-02", 7000],
    ["water", "2026-01", 9000],
    ["water", "2026-02", 8500],
  ]);
  expect(shown.household.size).toBe("3");
  expect(shown.donations).toHaveLength(2);
  expect(vault.status()).toMatchObject({ active: 1, donations: 2 });
});

test("an amendment that is repeated amends once", () => {
  const vault = vaultAt();
  const { receipt } = vault.donate(january);
  const amend = () => vault.donate(donationOf(["water.volume 2026-01 1"]), { receipt, idempotency: "a" });
  expect(amend()).toEqual({ receipt, repeated: false });
  expect(amend()).toEqual({ receipt, repeated: true });
  expect(vault.status().donations).toBe(2);
});

test("an idempotency string whose donation is past retention stores no other in silence", () => {
  const clock = stoppedClock("2026-01-10T10:00:00Z");
  const vault = vaultAt(":memory:", { clock: clock.now, retentionMonths: 2 });
  const { receipt } = vault.donate(january);
  vault.donate(donationOf(["water.volume 2026-01 1"]), { receipt, idempotency: "a" });
  clock.set("2026-02-10T10:00:00Z");
  vault.donate(donationOf(["water.volume 2026-02 2"]), { receipt });
  clock.set("2026-03-10T10:00:00Z");
  expect(vault.expire()).toBe(2);
  const other = donationOf(["water.volume 2026-03 3"]);
  expect(refusalOf(() => vault.donate(other, { receipt, idempotency: "a" }))).toBe("idempotency-conflict");
  expect(vault.donate(other, { receipt, idempotency: "b" }).repeated).toBe(false);
});

test("a name that fixes its content is a repeat whatever was made of it; another string is compared", () => {
  const vault = vaultAt();
  const other = donationOf(["water.volume 2026-01 1"]);
  const { receipt } = vault.donate(january, { idempotency: "file line 1", named: true });
  expect(vault.donate(other, { idempotency: "file line 1", named: true })).toEqual({ receipt, repeated: true });
  expect(refusalOf(() => vault.donate(january, { idempotency: "file line 1" }))).toBe("idempotency-conflict");
  expect(vault.show(receipt).readings[0]?.amount).toBe(9000);
});

test("a contribution holds 200 donations and no more; a repeat is a repeat still, and others are not concerned", () => {
  const vault = vaultAt();
  const { receipt } = vault.donate(january);
  for (let i = 1; i < 200; i += 1) vault.donate(january, { receipt, idempotency: `amendment ${i}` });
  const full = () => vault.donate(january, { receipt, idempotency: "one more" });
  expect(refusalOf(full)).toBe("too-many-amendments");
  expect(full).toThrow("at most 200 donations; it has 200");
  expect(vault.donate(january, { receipt, idempotency: "amendment 199" }).repeated).toBe(true);
  expect(vault.donate(january, { idempotency: "one more" }).repeated).toBe(false);
  expect(vault.status().donations).toBe(201);
});

/** A donation that is written in `bytes` bytes. */
function ofBytes(bytes: number) {
  const [one] = january.readings;
  const withSource = (source: string) => ({ ...january, readings: [{ ...one, source } as NonNullable<typeof one>] });
  return withSource("s".repeat(bytes - Buffer.byteLength(written(withSource("")))));
}

test("the donations of a contribution have 4 000 000 bytes together and not one more, in whatever sizes they come", () => {
  const size = fc.integer({ min: 500, max: 1_500_000 });
  fc.assert(
    fc.property(fc.array(size, { minLength: 1, maxLength: 8 }), (sizes) => {
      const vault = vaultAt();
      const { receipt } = vault.donate(ofBytes(500));
      let held = 500;
      for (const bytes of sizes) {
        const full = held + bytes > 4_000_000;
        expect(refusalOf(() => vault.donate(ofBytes(bytes), { receipt }))).toBe(full ? "too-many-amendments" : undefined);
        if (!full) held += bytes;
      }
      if (4_000_000 - held < 500) return;
      const last = ofBytes(4_000_000 - held);
      const more = () => vault.donate(ofBytes(4_000_001 - held), { receipt });
      expect(refusalOf(more)).toBe("too-many-amendments");
      expect(more).toThrow("at most 4000000 bytes; with this one they would have 4000001");
      expect(vault.donate(last, { receipt, idempotency: "last" }).repeated).toBe(false);
      expect(vault.donate(last, { receipt, idempotency: "last" }).repeated).toBe(true);
      expect(refusalOf(() => vault.donate(january, { receipt }))).toBe("too-many-amendments");
      expect(vault.donate(january).repeated).toBe(false);
    }),
    { numRuns: 25 },
  );
});

test("characters of several bytes count as such", () => {
  const vault = vaultAt();
  const { receipt } = vault.donate(january);
  const wide = (characters: number) => donationOf(["water.volume 2026-01 1"], { household: { area: "é".repeat(characters) } });
  expect(refusalOf(() => vault.donate(wide(2_100_000), { receipt }))).toBe("too-many-amendments");
  expect(refusalOf(() => vault.donate(wide(1_900_000), { receipt }))).toBeUndefined();
});

test("what is taken out of a contribution makes room", () => {
  const vault = vaultAt();
  const { receipt } = vault.donate(january);
  vault.donate(ofBytes(3_900_000), { receipt });
  expect(refusalOf(() => vault.donate(ofBytes(200_000), { receipt }))).toBe("too-many-amendments");
  vault.remove(receipt, [{ domain: "water", measure: "volume", period: "2026-01" }]);
  expect(refusalOf(() => vault.donate(ofBytes(200_000), { receipt }))).toBeUndefined();
});

/** So many readings of one measure, each of another month. */
function manyReadings(count: number, source = "meter") {
  const months = Array.from({ length: count }, (_, i) => `${String(Math.floor(i / 12)).padStart(4, "0")}-01`);
  const one = { domain: "water", measure: "volume", amount: 0, source };
  return { ...january, readings: months.map((period) => ({ ...one, period })) };
}

test("the donations of a contribution have 30 000 readings together and not one more; what is taken out makes room", () => {
  const vault = vaultAt();
  const { receipt } = vault.donate(january);
  for (let i = 0; i < 14; i += 1) vault.donate(manyReadings(2000), { receipt });
  const more = () => vault.donate(manyReadings(2000), { receipt });
  expect(refusalOf(more)).toBe("too-many-amendments");
  expect(more).toThrow("at most 30000 readings; with this one they would have 30001");
  vault.donate(manyReadings(1999), { receipt, idempotency: "last" });
  expect(vault.donate(manyReadings(1999), { receipt, idempotency: "last" }).repeated).toBe(true);
  expect(refusalOf(() => vault.donate(january, { receipt }))).toBe("too-many-amendments");
  vault.remove(receipt, [{ domain: "water", measure: "volume", period: "2026-01" }]);
  expect(refusalOf(() => vault.donate(january, { receipt }))).toBeUndefined();
  expect(vault.donate(january).repeated).toBe(false);
});

test("readings are counted as they are read, whatever texts stand between them", () => {
  const text = fc.string({
    unit: fc.constantFrom('"', ",", "\\", "0", "[", "é", "\u0000", '",1', "x"),
    minLength: 1,
    maxLength: 12,
  });
  const one = fc.record({ source: text, period: fc.constantFrom("2026", "2026-01"), amount: fc.nat() });
  fc.assert(
    fc.property(fc.array(one, { maxLength: 20 }), text, text, (readings, area, version) => {
      const donation = donationOf(["water.volume 2026-01 1"], { household: { area } });
      const bytes = Buffer.from(
        written({
          ...donation,
          consent: { ...donation.consent, version, purposes: [area, version], guardian: true },
          readings: readings.map((reading) => ({ domain: "water", measure: "volume", ...reading })),
        }),
      );
      expect(countReadings(bytes)).toBe(readings.length);
      expect(bytes.length).toBeGreaterThanOrEqual(readings.length * LEAST_READING_BYTES);
    }),
  );
});

test("ten years of every measure may be sent whole each month for the default retention, and for longer what is new", () => {
  const years = Array.from({ length: 10 }, (_, i) => String(2016 + i));
  const periods = years.flatMap((year) => [
    year,
    ...Array.from({ length: 12 }, (_, m) => `${year}-${String(m + 1).padStart(2, "0")}`),
  ]);
  const whole = donationOf(
    MEASURES.flatMap(({ key }) => periods.map((period) => `${key} ${period} 1234567`)),
    { household: { size: "3", dwelling: "apartment", surface: "100-149", heating: "heat-pump", tenure: "social-tenant" } },
  );
  expect(whole.readings.length).toBeLessThanOrEqual(2000);
  const vault = vaultAt(":memory:", { retentionMonths: 120 });
  const { receipt } = vault.donate(whole);
  for (let month = 1; month < 15; month += 1) vault.donate(whole, { receipt });
  const news = donationOf(MEASURES.map(({ key }) => `${key} 2026-01 1234567`));
  for (let month = 15; month < 120; month += 1) vault.donate(news, { receipt });
  expect(vault.status().donations).toBe(120);
});

test.each(["", "x", "A".repeat(43), "A".repeat(100_000), "\u0000", "é"])(
  "a receipt that opens nothing is refused in one way (%#)",
  (receipt) => {
    const vault = vaultAt();
    vault.donate(january);
    const messages = [
      () => vault.donate(january, { receipt }),
      () => vault.show(receipt),
      () => vault.pause(receipt),
      () => vault.resume(receipt),
      () => vault.withdraw(receipt),
    ].map((work) => {
      expect(refusalOf(work)).toBe("key-not-known");
      try {
        work();
      } catch (error) {
        return (error as Error).message;
      }
      return "";
    });
    expect(new Set(messages)).toEqual(new Set(["no contribution is known under this key"]));
  },
);

test("a batch is stored whole, its receipts known before the commit", () => {
  const vault = vaultAt();
  const items = Array.from({ length: 50 }, (_, i) => ({ donation: january, idempotency: `line ${i}` }));
  let told: readonly { receipt: string }[] = [];
  const results = vault.donateAll(items, (early) => {
    told = [...early];
  });
  expect(told).toEqual(results);
  expect(vault.donateAll(items).every(({ repeated }) => repeated)).toBe(true);
  expect(vault.status().donations).toBe(50);
});

test("a batch whose receipts could not be kept is not stored", () => {
  const vault = vaultAt();
  const failing = () => {
    throw new RangeError("no room");
  };
  expect(() => vault.donateAll([{ donation: january, idempotency: "a" }], failing)).toThrow("no room");
  expect(vault.status().donations).toBe(0);
  expect(vault.donate(january, { idempotency: "a" }).repeated).toBe(false);
});

test("a refused item leaves the others of its group standing", () => {
  const vault = vaultAt();
  const results = vault.donateEach([
    { donation: january },
    { donation: january, receipt: "nobody's", idempotency: "x" },
    { donation: january, idempotency: "x" },
  ]);
  expect(results.map((result) => ("code" in result ? result.code : result.repeated))).toEqual([false, "key-not-known", false]);
  expect(vault.status().active).toBe(2);
});

test("the encoding keeps every field of a donation", () => {
  const vault = vaultAt();
  const donation = donationOf(["water.volume 2026-01 9007199254740991", "gas.energy 2025 0"], {
    household: { area: "leaf-é", size: "5+", heating: "heat-pump", built: "<1949" },
    domains: ["gas", "water", "spending"],
  });
  const { receipt } = vault.donate(donation);
  const shown = vault.show(receipt);
  expect(shown.household).toEqual(donation.household);
  expect(shown.donations[0]).toEqual({
    received: "2026-03",
    erased_from: "2027-06",
    household: donation.household,
    consent: donation.consent,
    readings: donation.readings,
  });
});
