import { h } from "preact";
import { renderToString } from "preact-render-to-string";
import { expect, test, vi } from "vitest";
import {
  type Contribution,
  correctionOf,
  formerOf,
  type HeldReading,
  homeCorrectionOf,
  keyIn,
  mayBePublished,
  sumOf,
  toldHousehold,
} from "../../../dashboards/my-contribution/contribution.ts";
import { News, NotTaken } from "../../../dashboards/my-contribution/document.tsx";
import { amountOf, idleReason } from "../../../dashboards/my-contribution/held-words.ts";
import type { Notice } from "../../../dashboards/shared/data.ts";
import { canonicalise } from "../../../src/intake/index.ts";
import { contextOf } from "../../intake/support.ts";
import { factsFor } from "../../texts/support.ts";
import { vaultAt } from "../../vault/support.ts";
import { sampleFacts } from "../explore/shown.ts";

const HOUSEHOLD = { area: "m0l1", size: "3", dwelling: "unknown", surface: "55-74", heating: "gas" };
const consent = (given_at: string, domains: string[]) => ({
  version: "1",
  purposes: ["commons"],
  domains,
  adult: true,
  given_at,
});
const reading = { domain: "water", measure: "volume", period: "2026-01", amount: 9412, source: "bill" };
const donation = (given_at: string, domains: string[]) => ({
  received: "2026-02",
  erased_from: "2027-05-01",
  consent: consent(given_at, domains),
  readings: [reading],
});

test("what is unknown, or asked no more, is not said again", () => {
  expect(toldHousehold(HOUSEHOLD, ["size", "heating"])).toEqual({ area: "m0l1", size: "3", heating: "gas" });
});

test("a correction stands under the newest consent, word for word, and the intake takes it", () => {
  const donations = [donation("2026-01-05T09:00:00Z", ["water"]), donation("2026-02-05T09:00:00Z", ["water", "electricity"])];
  const sent = correctionOf({ household: HOUSEHOLD, donations }, reading, 9000, ["size"]);
  expect(sent).toEqual({
    household: { area: "m0l1", size: "3" },
    consent: consent("2026-02-05T09:00:00Z", ["water", "electricity"]),
    readings: [{ domain: "water", measure: "volume", period: "2026-01", value: 9000, unit: "L", source: "correction" }],
  });
  expect(canonicalise(sent, contextOf(), "strict").donation.readings[0]?.amount).toBe(9000);
});

test("the total of a year that is the sum of its months follows one that is corrected; another stands", () => {
  const months = Array.from({ length: 12 }, (_, i) => ({
    ...reading,
    period: `2025-${String(i + 1).padStart(2, "0")}`,
    amount: 100 + i,
  }));
  const [march] = months.slice(2);
  const total = { ...reading, period: "2025", amount: 1266 };
  const held = (...readings: HeldReading[]) => ({ readings, unused: [] });
  expect(sumOf(held(...months, total), march as HeldReading)).toEqual(total);
  expect(sumOf(held(...months, { ...total, amount: 1267 }), march as HeldReading)).toBe(null);
  expect(sumOf(held(...months.slice(1), total), march as HeldReading)).toBe(null);
  expect(sumOf(held(...months, total), total)).toBe(null);
  const donations = [donation("2026-01-05T09:00:00Z", ["water"])];
  const sent = correctionOf({ household: HOUSEHOLD, donations }, march as HeldReading, 202, ["size"], total);
  expect(sent.readings.map(({ period, value }) => [period, value])).toEqual([
    ["2025-03", 202],
    ["2025", 1366],
  ]);
  expect(canonicalise(sent, contextOf(), "strict").donation.readings).toHaveLength(2);
});

test("what does not count is corrected under the consent that named its topic, and counts no more than before", () => {
  const clock = () => new Date("2026-03-10T12:00:00Z");
  const vault = vaultAt(":memory:", { clock });
  const give = (domain: string, measure: string, unit: string, given_at: string) => {
    const readings = [{ domain, measure, period: "2026-01", value: 9, unit, source: "bill" }];
    return canonicalise({ household: { area: "m0l1" }, consent: consent(given_at, [domain]), readings }, contextOf(), "strict")
      .donation;
  };
  const { receipt } = vault.donate(give("water", "volume", "m3", "2026-01-05T09:00:00Z"));
  vault.donate(give("electricity", "energy", "kWh", "2026-01-06T09:00:00Z"), { receipt });
  vault.object(receipt, null);
  const before = vault.show(receipt) as unknown as Contribution;
  const [, water] = before.unused;
  const sent = correctionOf(before, water as HeldReading, 8000, []);
  expect(sent.consent).toEqual(before.donations[0]?.consent);
  vault.donate(canonicalise(sent, contextOf(), "strict").donation, { receipt });
  const after = vault.show(receipt);
  expect([after.objection, after.consent, after.covers, after.readings]).toEqual([before.objection, before.consent, [], []]);
  expect(after.unused.map(({ amount }) => amount)).toEqual([9000, 8000]);
});

test("a home said anew repeats a kept reading and the newest consent, and the intake takes it; it makes no former value", () => {
  const donations = [donation("2026-01-05T09:00:00Z", ["water"])];
  const sent = homeCorrectionOf({ donations, readings: [reading], unused: [] }, { ...HOUSEHOLD, size: "4" }, ["size"]);
  expect(sent).toMatchObject({ household: { area: "m0l1", size: "4" }, consent: donations[0]?.consent });
  expect(canonicalise(sent, contextOf(), "strict").donation.readings[0]?.amount).toBe(reading.amount);
  expect(homeCorrectionOf({ donations, readings: [], unused: [reading] }, { ...HOUSEHOLD, size: "4" }, ["size"])).toEqual(sent);
  expect(homeCorrectionOf({ donations, readings: [], unused: [] }, HOUSEHOLD, ["size"])).toBe(null);
  expect(formerOf({ donations: [...donations, ...donations], readings: [reading], unused: [] })).toEqual([]);
  expect(formerOf({ donations: [...donations, ...donations], readings: [{ ...reading, amount: 9000 }], unused: [] })).toEqual([
    reading,
  ]);
});

test("a key is found in what was saved, pasted with spaces, or scanned; anything else stays what it is", () => {
  const key = "HT9lIaG2FkMGc68vOm8VfvDrip8rccjYRlsfpl5RjLI";
  expect(keyIn(`Clé de contribution à Ville\n\n${key}\r\n\nElle seule…\n`)).toBe(key);
  expect(keyIn(`  ${key.slice(0, 20)} ${key.slice(20)}\n`)).toBe(key);
  const dashed = `${key.slice(0, 20)}-${key.slice(21)}`;
  for (const long of ["–", "—", "−", "‑"]) expect(keyIn(dashed.replace("-", long))).toBe(dashed);
  expect(keyIn("nothing of the kind")).toBe("nothingofthekind");
  expect(keyIn(" ")).toBe("");
});

test("where nothing counts, the reason is the objection, a consent that was taken back, or that nothing is left", () => {
  const of = (domains: string[]) => domains.map((domain) => ({ ...reading, domain }));
  const objected = (domains: string[] | null, lifted: string[] = []) => ({ at: "2026-02-01T00:00:00Z", domains, lifted });
  const both = { readings: [], unused: of(["water", "electricity"]) };
  expect(idleReason({ readings: of(["water"]), unused: of(["electricity"]), objection: objected(["electricity"]) })).toBe(null);
  expect(idleReason({ ...both, objection: objected(["electricity", "water"]) })).toBe("objected");
  expect(idleReason({ ...both, objection: objected(null) })).toBe("objected");
  expect(idleReason({ ...both, objection: objected(null, ["water"]) })).toBe("uncovered");
  expect(idleReason({ ...both, objection: objected(["water"]) })).toBe("uncovered");
  expect(idleReason({ ...both, objection: null })).toBe("uncovered");
  expect(idleReason({ readings: [], unused: [], objection: null })).toBe("empty");
});

test("the figures of one list have the same decimals, the share of a bill as many as what was typed beside it", () => {
  const commons = { currency: "EUR" } as Parameters<typeof amountOf>[2]["commons"];
  const list = [1_138_600, 1_064_533].map((amount) => ({ ...reading, domain: "electricity", measure: "energy", amount }));
  expect(list.map((one) => amountOf(one, "fr", { commons }, list).value.replace("\u00a0", " "))).toEqual(["1 138,6", "1 064,5"]);
});

test("a kept figure is read with few digits, and offered for correction with the same", () => {
  const said = (domain: string, measure: string, amount: number) => {
    const { value, whole } = amountOf({ ...reading, domain, measure, amount }, "fr", {
      commons: { currency: "EUR" } as Parameters<typeof amountOf>[2]["commons"],
    });
    return [value, whole.replace("\u00a0", " ")];
  };
  expect(said("electricity", "energy", 432_813)).toEqual(["433", "433 kWh"]);
  expect(said("water", "volume", 8_932)).toEqual(["8,9", "8,9 m³"]);
  expect(said("water", "volume", 8_000)).toEqual(["8", "8 m³"]);
  expect(said("water", "volume", 32)).toEqual(["0,032", "0,032 m³"]);
  expect(said("spending", "energy", 7_162)).toEqual(["71,62", "71,62 €"]);
});

test("figures may be in a publication of a year that the vault names, or that it may have forgotten", () => {
  const releases = [{ period: "2025", created_at: "2026-02-10T00:00:00Z" }];
  const may = (received: string, now: string, years: readonly number[] = [], period = "2025-03"): boolean => {
    const given = { ...donation("2026-01-05T09:00:00Z", ["water"]), received, readings: [{ ...reading, period }] };
    return mayBePublished({ donations: [given], years: years.map((year) => ({ year })) }, releases, 24, new Date(now));
  };
  expect(may("2026-01", "2026-12-31", [2025])).toBe(true);
  // Given before a publication, without enough months for it.
  expect(may("2026-01", "2026-12-31")).toBe(false);
  // What was given in January 2025 is past 24 months, and the year that it was of with it.
  expect(may("2026-02", "2027-01-01")).toBe(true);
  expect(may("2026-03", "2027-01-01")).toBe(false);
  expect(may("2026-02", "2027-01-01", [], "2026-01")).toBe(false);
});

test("while no contribution is taken the page says so before it asks for a key, and announces no next figures", () => {
  vi.useFakeTimers({ now: new Date("2026-03-05T12:00:00Z") });
  const { catalog } = sampleFacts();
  const { protection, retention_months } = factsFor({});
  const [main] = catalog.releases;
  const said = (ready: boolean) => {
    const own = { ...catalog, intake: { url: "/", ready } };
    const commons = { main: main!, catalog: own };
    const notice = { facts: { protection, retention_months } } as unknown as Notice;
    return renderToString(h("div", {}, h(NotTaken, { catalog: own, lang: "fr" }), h(News, { commons, notice, lang: "fr" })));
  };
  expect(said(true)).toMatch(/Derniers chiffres.*Prochains/);
  expect(said(true)).not.toContain("ne prend pas encore");
  expect(said(false)).toMatch(/ne prend pas encore de contributions.*Derniers chiffres/);
  expect(said(false)).not.toContain("Prochains");
  // Of a copy no later day is promised.
  const origin = { fr: "Registre", en: "Register" };
  const copy = { ...catalog, commons: { ...catalog.commons, origin }, intake: { url: "/", ready: false } };
  expect(renderToString(h(NotTaken, { catalog: copy, lang: "fr" }))).toMatch(/On ne contribue pas ici.*publiées ailleurs/);
  vi.useRealTimers();
});
