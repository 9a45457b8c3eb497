import { expect, test } from "vitest";
import { contributionNotices } from "../../src/commons/contribution-notices.ts";
import type { Consent } from "../../src/contract/donation.ts";
import type { Contribution } from "../../src/vault/index.ts";
import { folderOfTest } from "../support/folder.ts";
import { factsFor } from "../texts/support.ts";
import { donationOf, stoppedClock, vaultAt } from "../vault/support.ts";

type NoticeRecord = { "@id": string; "dct:isReplacedBy"?: { "@id": string }; "dpv:hasProcess": { "dct:identifier": string }[] };

/** The notices of a contribution that was sent under these consents, one after the other, and what the vault makes of them. */
function toldOf(consents: readonly Partial<Consent>[]) {
  const vault = vaultAt();
  let receipt: string | undefined;
  for (const consent of consents) {
    const donation = donationOf(["water.volume 2026-01 1"]);
    const sent = { ...donation, consent: { ...donation.consent, ...consent } };
    receipt = vault.donate(sent, receipt === undefined ? {} : { receipt }).receipt;
  }
  return told(vault.show(receipt as string));
}

function told(held: Contribution) {
  const beside = contributionNotices({
    home: folderOfTest(),
    facts: () => factsFor(),
    breaches: () => [],
    clock: () => new Date(0),
  });
  const consents = held.donations.map(({ consent }) => consent);
  const records = [...beside("k", { consent: held.consent, consents }).consent_records] as NoticeRecord[];
  const place = (id?: string) => records.findIndex((record) => record["@id"] === id);
  return {
    covers: held.covers,
    domains: records.map((record) => record["dpv:hasProcess"].map((process) => process["dct:identifier"])),
    replacedBy: records.map((record) => place(record["dct:isReplacedBy"]?.["@id"])),
  };
}

const wide = { domains: ["water", "gas"], given_at: "2026-01-01T00:00:00Z" };
const narrow = { domains: ["water"], given_at: "2026-02-01T00:00:00Z" };

test("the record that none replaces is of the consent by which the vault goes", () => {
  expect(toldOf([wide, narrow, wide])).toEqual({
    covers: ["water"],
    domains: [["water", "gas"], ["water"]],
    replacedBy: [1, -1],
  });
});

test("two consents given at one moment have a record each", () => {
  expect(toldOf([wide, { ...narrow, given_at: wide.given_at }])).toEqual({
    covers: ["water"],
    domains: [["water", "gas"], ["water"]],
    replacedBy: [1, -1],
  });
});

test("the consent that governs has its record when its donation is gone", () => {
  const clock = stoppedClock("2026-02-10T00:00:00Z");
  const vault = vaultAt(":memory:", { clock: clock.now, retentionMonths: 2 });
  const given = (consent: Partial<Consent>) => {
    const donation = donationOf(["water.volume 2026-01 1"]);
    return { ...donation, consent: { ...donation.consent, ...consent } };
  };
  const { receipt } = vault.donate(given(narrow));
  clock.set("2026-03-10T00:00:00Z");
  vault.donate(given(wide), { receipt });
  clock.set("2026-04-10T00:00:00Z");
  vault.expire();
  expect(told(vault.show(receipt))).toEqual({ covers: ["water"], domains: [["water", "gas"], ["water"]], replacedBy: [1, -1] });
});
