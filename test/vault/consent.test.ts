import { expect, test } from "vitest";
import type { CanonicalDonation } from "../../src/contract/donation.ts";
import { parsePeriod } from "../../src/contract/period.ts";
import type { Vault } from "../../src/vault/index.ts";
import { donationOf, stoppedClock, vaultAt } from "./support.ts";

const keys = (readings: readonly { domain: string; period: string; amount: number }[]) =>
  readings.map(({ domain, period, amount }) => `${domain} ${period} ${amount}`).sort();

/** What the publication of January 2026 sees, of water before gas. */
const published = (vault: Vault, streams = 6) =>
  keys(
    [
      ...vault.snapshot({
        period: parsePeriod("2026-01"),
        measures: [
          { domain: "water", measure: "volume" },
          { domain: "gas", measure: "energy" },
        ],
        streams,
      }),
    ].flatMap(({ readings }) => readings),
  );

const both = donationOf(["water.volume 2026-01 1", "gas.energy 2026-01 2"]);

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
