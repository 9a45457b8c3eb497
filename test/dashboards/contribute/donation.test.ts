import { expect, test } from "vitest";
import { type Agreement, donationOf, idempotencyKey, requestFor } from "../../../dashboards/contribute/donation.ts";
import { offersOf } from "../../../dashboards/contribute/offers.ts";
import { MEASURES } from "../../../src/domains/index.ts";
import { readBills } from "../../../src/importers/bill.ts";
import { canonicalise } from "../../../src/intake/index.ts";
import { contextOf } from "../../intake/support.ts";

const USED = MEASURES.filter(({ key }) => ["water.volume", "electricity.energy", "spending.energy"].includes(key));
const bill = (domain: string, measure: string, total: string) => ({
  domain,
  measure,
  from: "2026-01-01",
  to: "2026-01-31",
  total,
});
const { readings } = readBills([
  bill("water", "volume", "9,4"),
  bill("electricity", "energy", "210"),
  bill("spending", "energy", "81,50"),
]);
const offers = offersOf([{ id: "typed", title: "Identifiant 09111642617347", readings, from: "2025-01" }], USED, "2026-03");

function agreed(keys: readonly string[], more: Partial<Agreement> = {}): Agreement {
  const chosen = offers.filter(({ ref }) => keys.includes(ref.key));
  return {
    chosen,
    who: "adult",
    version: "f".repeat(64),
    given_at: "2026-02-01T10:00:00.000Z",
    before: [],
    standing: null,
    told: {},
    ...more,
  };
}
const HOME = { area: "m0l1", attributes: { size: "3", heating: "gas", surface: "unknown" } } as const;

test("what is sent is the area, the answers that the chosen measures need, the consent, and whole numbers", () => {
  expect(donationOf(HOME, agreed(["water.volume"]))).toEqual({
    household: { area: "m0l1", size: "3" },
    consent: {
      version: "f".repeat(64),
      purposes: ["commons"],
      domains: ["water"],
      adult: true,
      given_at: "2026-02-01T10:00:00.000Z",
    },
    readings: [{ domain: "water", measure: "volume", period: "2026-01", value: 9400, unit: "L", source: "bill" }],
  });
});

test("the intake takes it as it is: base units, the commons' own measures, nothing that is not needed", () => {
  const sent = JSON.parse(JSON.stringify(donationOf(HOME, agreed(USED.map(({ key }) => key))))) as unknown;
  const { donation, dropped } = canonicalise(sent, contextOf(), "strict");
  expect(dropped).toBe(0);
  expect(donation.readings.map(({ domain, amount }) => [domain, amount])).toEqual([
    ["water", 9400],
    ["electricity", 210_000],
    ["spending", 8150],
  ]);
});

test("a source's title, which may hold a number of a meter, is in no part of it", () => {
  expect(JSON.stringify(donationOf(HOME, agreed(USED.map(({ key }) => key))))).not.toContain("09111642617347");
});

test("a parent consents for a minor, and then nobody says to be of age", () => {
  const { consent } = donationOf(HOME, agreed(["water.volume"], { who: "guardian" }));
  expect(consent).toMatchObject({ adult: false, guardian: true });
  expect(() =>
    canonicalise(donationOf(HOME, agreed(["water.volume"], { who: "guardian" })), contextOf(), "strict"),
  ).not.toThrow();
});

test("what a consent covers already is added under it, word for word, and the intake takes it", () => {
  const standing = { ...donationOf(HOME, agreed(["water.volume"])).consent, given_at: "2026-01-05T09:00:00.000Z" };
  const sent = donationOf(HOME, agreed(["water.volume"], { standing, before: ["water"], who: null }));
  expect(sent.consent).toEqual(standing);
  expect(canonicalise(sent, contextOf(), "strict").donation.readings).toHaveLength(1);
});

test("adding to a contribution takes no earlier consent back", () => {
  expect(donationOf(HOME, agreed(["water.volume"], { before: ["electricity", "water"] })).consent.domains).toEqual([
    "electricity",
    "water",
  ]);
});

test("adding to a contribution says again what it holds of the home, and says so where something was taken back", () => {
  const homeOf = (attributes: Parameters<typeof donationOf>[0]["attributes"]) =>
    donationOf({ area: "m0l1", attributes }, agreed(["water.volume"], { told: { size: "3", heating: "electric" } })).household;
  expect(homeOf({ size: "3", heating: "electric", surface: "55-74" })).toEqual({ area: "m0l1", size: "3", heating: "electric" });
  expect(homeOf({ size: "2", heating: "unknown" })).toEqual({ area: "m0l1", size: "2", heating: "unknown" });
  expect(homeOf({})).toEqual({ area: "m0l1", size: "unknown", heating: "unknown" });
});

test("a repeated request is named by 64 hexadecimal digits, of random bytes that are asked for", () => {
  const asked: number[] = [];
  const key = idempotencyKey((bytes) => {
    asked.push(bytes.length);
    return bytes.fill(171);
  });
  expect([key, asked]).toEqual(["ab".repeat(32), [32]]);
});

test("the same text keeps its key, for it is the same request; another text gets another", () => {
  const first = requestFor("{}", null, () => "a");
  expect(first).toEqual({ key: "a", body: "{}" });
  expect(requestFor("{}", first, () => "b")).toBe(first);
  expect(requestFor("[]", first, () => "b")).toEqual({ key: "b", body: "[]" });
});
