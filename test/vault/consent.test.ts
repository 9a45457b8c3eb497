import Database from "better-sqlite3";
import fc from "fast-check";
import { expect, test } from "vitest";
import { governing, isAttested } from "../../src/contract/consent.ts";
import type { CanonicalDonation } from "../../src/contract/donation.ts";
import { parsePeriod } from "../../src/contract/period.ts";
import type { Vault } from "../../src/vault/index.ts";
import { folderOfTest } from "../support/folder.ts";
import { donationOf, refusalOf, stoppedClock, vaultAt } from "./support.ts";

const keys = (readings: readonly { domain: string; period: string; amount: number }[]) =>
  readings.map(({ domain, period, amount }) => `${domain} ${period} ${amount}`).sort();

/** What the publication of the first quarter of 2026 sees, of water before gas. */
const published = (vault: Vault, streams = 6) =>
  keys(
    [
      ...vault.snapshot({
        period: parsePeriod("2026-Q1"),
        measures: [
          { domain: "water", measure: "volume" },
          { domain: "gas", measure: "energy" },
        ],
        streams,
      }),
    ].flatMap(({ readings }) => readings),
  );

const both = donationOf(["water.volume 2026-01 1", "gas.energy 2026-01 2"]);

/** A donation of these readings under a consent for these domains, given on that day of 2026. */
const under = (given: string, domains: string[], readings: string[], version = "1"): CanonicalDonation => {
  const donation = donationOf(readings, { domains });
  return { ...donation, consent: { ...donation.consent, version, given_at: `2026-${given}T09:00:00Z` } };
};

test("the newest consent governs all of a household's readings: a domain that it leaves out is used no more", () => {
  const vault = vaultAt();
  const { receipt } = vault.donate(both);
  expect(published(vault)).toEqual(["gas 2026-01 2", "water 2026-01 1"]);
  vault.donate(donationOf(["water.volume 2026-02 3"]), { receipt });
  expect(published(vault)).toEqual(["water 2026-01 1", "water 2026-02 3"]);
});

test("what the newest consent leaves out is shown as held and unused", () => {
  const vault = vaultAt();
  const { receipt } = vault.donate(both);
  expect(vault.show(receipt).unused).toEqual([]);
  vault.donate(donationOf(["water.volume 2026-02 3"]), { receipt });
  const { readings, unused, donations } = vault.show(receipt);
  expect(keys(readings)).toEqual(["water 2026-01 1", "water 2026-02 3"]);
  expect(keys(unused)).toEqual(["gas 2026-01 2"]);
  expect(donations).toHaveLength(2);
});

test("a consent that names the domain again brings back what is held", () => {
  const vault = vaultAt();
  const { receipt } = vault.donate(both);
  vault.donate(donationOf(["water.volume 2026-02 3"]), { receipt });
  vault.donate(donationOf(["water.volume 2026-02 3"], { domains: ["water", "gas"] }), { receipt });
  expect(published(vault)).toEqual(["gas 2026-01 2", "water 2026-01 1", "water 2026-02 3"]);
});

test("a consent no longer for the commons takes the whole household out", () => {
  const vault = vaultAt();
  const { receipt } = vault.donate(both);
  const other: CanonicalDonation = { ...both, consent: { ...both.consent, purposes: ["research"] } };
  vault.donate(other, { receipt });
  expect(published(vault)).toEqual([]);
  expect(vault.show(receipt)).toMatchObject({ readings: [], unused: [{ domain: "gas" }, { domain: "water" }] });
});

test("a stream that counted in the year keeps its place when its consent is taken back: no other takes it", () => {
  const vault = vaultAt();
  const { receipt } = vault.donate(both);
  expect(published(vault, 1)).toEqual(["water 2026-01 1"]);
  vault.donate(donationOf(["gas.energy 2026-01 2"]), { receipt });
  expect(published(vault, 1)).toEqual([]);
  expect(vault.show(receipt).years).toMatchObject([{ measures: ["water.volume"] }]);
});

test("retention does not bring a former consent back: the newest donation stays longest", () => {
  const clock = stoppedClock("2026-01-10T10:00:00Z");
  const vault = vaultAt(":memory:", { clock: clock.now, retentionMonths: 2 });
  const { receipt } = vault.donate(both);
  clock.set("2026-02-10T10:00:00Z");
  vault.donate(donationOf(["water.volume 2026-01 3"]), { receipt });
  expect(published(vault)).toEqual(["water 2026-01 3"]);
  clock.set("2026-03-01T00:00:00Z");
  expect(published(vault)).toEqual(["water 2026-01 3"]);
  expect(vault.show(receipt).unused).toEqual([]);
});

test("the consent given last governs, not the one sent last: a late donation under an old one takes nothing up again", () => {
  const vault = vaultAt();
  const former = (readings: string[]) => under("01-01", ["water", "gas"], readings);
  const { receipt } = vault.donate(former(["water.volume 2026-01 1", "gas.energy 2026-01 2"]));
  vault.donate(under("02-01", ["water"], ["water.volume 2026-02 3"]), { receipt });
  vault.donate(former(["gas.energy 2026-02 4"]), { receipt });
  expect(published(vault)).toEqual(["water 2026-01 1", "water 2026-02 3"]);
  expect(vault.show(receipt)).toMatchObject({ covers: ["water"], consent: { domains: ["water"] } });
});

test("among consents given at one moment the one that came last governs, and moments are compared as instants", () => {
  const vault = vaultAt();
  const at = (given_at: string, domains: string[]) => {
    const donation = under("01-01", domains, ["water.volume 2026-01 1"]);
    return { ...donation, consent: { ...donation.consent, given_at } };
  };
  const { receipt } = vault.donate(at("2026-02-01T10:00:00Z", ["water", "gas"]));
  vault.donate(at("2026-02-01T11:30:00+02:00", ["water", "electricity"]), { receipt });
  expect(vault.show(receipt).covers).toEqual(["gas", "water"]);
  vault.donate(at("2026-02-01T12:00:00+02:00", ["water"]), { receipt });
  expect(vault.show(receipt).covers).toEqual(["water"]);
});

test("what an organisation attests gives way to the person's own word, whichever is later", () => {
  const vault = vaultAt();
  const { receipt } = vault.donate(under("01-01", ["water"], ["water.volume 2026-01 1"]));
  vault.donate(under("02-01", ["water", "gas"], ["gas.energy 2026-01 2"], "attested:org:1"), { receipt });
  expect(published(vault)).toEqual(["water 2026-01 1"]);
});

/** Water and gas under a consent of January; taken back for gas in February; then sent on under that of January. */
function takenBack(path?: string) {
  const clock = stoppedClock("2026-01-10T10:00:00Z");
  const vault = vaultAt(path, { clock: clock.now, retentionMonths: 3 });
  const { receipt } = vault.donate(under("01-01", ["water", "gas"], ["water.volume 2026-01 1", "gas.energy 2026-01 2"]));
  clock.set("2026-02-10T10:00:00Z");
  vault.donate(under("02-01", ["water"], ["water.volume 2026-01 3"]), { receipt });
  clock.set("2026-04-10T10:00:00Z");
  vault.donate(under("01-01", ["water", "gas"], ["gas.energy 2026-01 4", "water.volume 2026-01 5"]), { receipt });
  return { vault, clock, receipt };
}

test("the consent that governs outlives its donation: retention takes up nothing that was taken back", () => {
  const { vault, clock, receipt } = takenBack();
  clock.set("2026-05-01T00:00:00Z");
  const seen = () => [published(vault), vault.show(receipt).covers, vault.show(receipt).consent.given_at];
  const still = [["water 2026-01 5"], ["water"], "2026-02-01T09:00:00Z"];
  // Past retention, first not erased, then erased.
  expect(seen()).toEqual(still);
  expect(vault.expire()).toBe(2);
  expect(vault.show(receipt).donations).toHaveLength(1);
  expect(seen()).toEqual(still);
  // A later one takes its place.
  vault.donate(under("05-01", ["gas"], ["gas.energy 2026-01 6"]), { receipt });
  expect(published(vault)).toEqual(["gas 2026-01 6"]);
  clock.set("2026-07-01T00:00:00Z");
  vault.expire();
  expect(vault.show(receipt)).toMatchObject({ covers: ["gas"], donations: [{ received: "2026-05" }] });
  clock.set("2026-08-01T00:00:00Z");
  vault.expire();
  expect(refusalOf(() => vault.show(receipt))).toBe("key-not-known");
});

test("the consent that outlives its donation is sealed, and bound to its contribution", () => {
  const path = `${folderOfTest()}/vault.sqlite`;
  const { vault, clock, receipt } = takenBack(path);
  const other = vault.donate(donationOf(["water.volume 2026-01 1"])).receipt;
  clock.set("2026-05-01T00:00:00Z");
  vault.expire();
  const db = new Database(path);
  db.exec("UPDATE donor SET consent = (SELECT consent FROM donor WHERE consent IS NOT NULL) WHERE consent IS NULL");
  db.close();
  expect(vault.show(receipt).covers).toEqual(["water"]);
  expect(refusalOf(() => vault.show(other))).toBe("storage-failed");
});

test("whatever comes and expires in which order: what is covered is what governs of all consents that ever stood, and never more", () => {
  const domain = fc.constantFrom("water", "gas", "electricity");
  const event = fc.record({
    given: fc.integer({ min: 1, max: 9 }),
    domains: fc.uniqueArray(domain, { minLength: 1, maxLength: 3 }),
    attested: fc.boolean(),
    months: fc.integer({ min: 0, max: 2 }),
    erased: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(event, { minLength: 1, maxLength: 12 }), (events) => {
      const clock = stoppedClock("2026-10-10T10:00:00Z");
      const vault = vaultAt(":memory:", { clock: clock.now, retentionMonths: 3 });
      let receipt: string | undefined;
      const ever: CanonicalDonation["consent"][] = [];
      let month = 9;
      for (const { given, domains, attested, months, erased } of events) {
        month += months;
        clock.set(new Date(Date.UTC(2026, month, 10)).toISOString());
        if (erased) vault.expire();
        const version = attested ? "attested:org:1" : "1";
        const donation = under(
          `0${given}-01`,
          domains,
          [`${domains[0]}.${domains[0] === "water" ? "volume" : "energy"} 2026-01 1`],
          version,
        );
        receipt = vault.donate(donation, receipt === undefined ? {} : { receipt }).receipt;
        ever.push(donation.consent);
        const governs = governing(ever);
        expect(vault.show(receipt)).toMatchObject({ consent: governs, covers: [...governs.domains].sort() });
        const own = ever.filter((consent) => !isAttested(consent));
        const last = [...(own.length > 0 ? own : ever)].sort((a, b) => a.given_at.localeCompare(b.given_at)).at(-1);
        expect(governs).toEqual(last);
      }
    }),
    { numRuns: 200 },
  );
});
