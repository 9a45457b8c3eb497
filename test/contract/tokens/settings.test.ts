import { expect, test } from "vitest";
import type { Eligibility } from "../../../src/contract/eligibility.ts";
import { isOpen } from "../../../src/contract/epoch.ts";
import { parseSettings } from "../../../src/contract/settings.ts";
import { eligibilityOf, testEpoch } from "../../support/eligibility.ts";

const one = testEpoch("2026", "2026-01-01", "2027-01-01");
const two = testEpoch("2027", "2027-01-01", "2028-01-01", 3072);
const good = eligibilityOf([one, two]);
const [first, second] = good.keys as [Eligibility["keys"][0], Eligibility["keys"][0]];

test("without a word of it there is none, and the settings are what they were", () => {
  expect("eligibility" in parseSettings({})).toBe(false);
  expect(parseSettings({ eligibility: good }).eligibility).toEqual(good);
});

test.each<[string, unknown, RegExp]>([
  ["no key", { ...good, keys: [] }, /\/eligibility\/keys/],
  ["an unknown field", { ...good, open: true }, /\/eligibility/],
  ["a commons whose name could run into the epoch's", { ...good, commons: "a\nb" }, /\/eligibility\/commons/],
  ["an issuer with a path", { ...good, issuer: "https://a.example/x" }, /an origin.+got "https:\/\/a\.example\/x"/],
  ["an issuer without TLS", { ...good, issuer: "http://a.example" }, /an origin/],
  ["an epoch with a dot", { ...good, keys: [{ ...first, epoch: "20.26" }] }, /\/keys\/0\/epoch.+got "20\.26"/],
  ["an epoch that ends before it begins", { ...good, keys: [{ ...first, until: "2026-01-01" }] }, /\/keys\/0\/until/],
  ["a date that is none", { ...good, keys: [{ ...first, from: "2026-02-30" }] }, /\/keys\/0\/from/],
  ["one epoch twice", { ...good, keys: [first, { ...second, epoch: "2026" }] }, /\/keys\/1\/epoch: an epoch must be named once/],
  [
    "one key for two epochs",
    { ...good, keys: [first, { ...second, jwk: first.jwk }] },
    /\/keys\/1\/jwk: each epoch must have a key of its own/,
  ],
  [
    "two epochs at once",
    { ...good, keys: [first, { ...second, from: "2026-12-31" }] },
    /\/keys\/1\/from: epochs must not overlap/,
  ],
  [
    "an epoch within another",
    { ...good, keys: [second, { ...first, from: "2027-03-01", until: "2027-04-01" }] },
    /must not overlap/,
  ],
  ["a short key", { ...good, keys: [{ ...first, jwk: { ...first.jwk, n: first.jwk.n.slice(0, 171) } }] }, /2048 or 3072 bits/],
  [
    "a modulus that begins with zeros",
    { ...good, keys: [{ ...first, jwk: { ...first.jwk, n: `A${first.jwk.n.slice(1)}` } }] },
    /2048 or 3072 bits/,
  ],
  [
    "an even modulus",
    { ...good, keys: [{ ...first, jwk: { ...first.jwk, n: `${first.jwk.n.slice(0, -1)}A` } }] },
    /2048 or 3072 bits/,
  ],
  ["another exponent", { ...good, keys: [{ ...first, jwk: { ...first.jwk, e: "Aw" } }] }, /\/jwk\/e/],
  ["a private number", { ...good, keys: [{ ...first, jwk: { ...first.jwk, d: "AQAB" } }] }, /\/jwk/],
])("%s is refused", (_, eligibility, words) => {
  expect(() => parseSettings({ eligibility: eligibility as never })).toThrow(words);
});

test.each([
  ["2025-12-31T23:59:59.999Z", false],
  ["2026-01-01T00:00:00Z", true],
  ["2026-12-31T23:59:59.999Z", true],
  ["2027-01-01T00:00:00Z", false],
])("at %s the epoch of 2026 is open: %s", (now, open) => {
  expect(isOpen(first, new Date(now))).toBe(open);
});
