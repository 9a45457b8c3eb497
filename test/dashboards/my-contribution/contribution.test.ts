import { expect, test } from "vitest";
import { correctionOf, keyIn, toldHousehold } from "../../../dashboards/my-contribution/contribution.ts";
import { nextPeriod } from "../../../dashboards/my-contribution/held.ts";
import { canonicalise } from "../../../src/intake/index.ts";
import { contextOf } from "../../intake/support.ts";

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
    readings: [{ domain: "water", measure: "volume", period: "2026-01", value: 9000, unit: "L", source: "bill" }],
  });
  expect(canonicalise(sent, contextOf(), "strict").donation.readings[0]?.amount).toBe(9000);
});

test("a key is found in what was saved, pasted with spaces, or scanned; anything else stays what it is", () => {
  const key = "HT9lIaG2FkMGc68vOm8VfvDrip8rccjYRlsfpl5RjLI";
  expect(keyIn(`Clé de contribution à Ville\n\n${key}\r\n\nElle seule…\n`)).toBe(key);
  expect(keyIn(`  ${key.slice(0, 20)} ${key.slice(20)}\n`)).toBe(key);
  expect(keyIn("nothing of the kind")).toBe("nothingofthekind");
  expect(keyIn(" ")).toBe("");
});

test("what changes counts from the period that is running, of the shortest step that is published", () => {
  const now = new Date("2026-05-10T00:00:00Z");
  const notice = (...frequencies: ("month" | "quarter" | "year" | "never")[]) =>
    ({
      notice: {
        facts: { protection: { levels: frequencies.map((frequency) => ({ level: "l", name: { fr: "", en: "" }, frequency })) } },
      },
    }) as unknown as Parameters<typeof nextPeriod>[0];
  expect(nextPeriod(notice("month", "year"), now)).toBe("2026-05");
  expect(nextPeriod(notice("quarter", "year"), now)).toBe("2026-Q2");
  expect(nextPeriod(notice("year", "never"), now)).toBe("2026");
  expect(nextPeriod(notice("never"), now)).toBe(null);
});
