import { expect, test } from "vitest";
import { openOperatedCommons } from "../../src/commons/open.ts";
import type { OperatedCommons } from "../../src/commons/types.ts";
import type { Observation } from "../../src/index.ts";
import { donation, MONTHLY_LEAVES } from "../support/commons.ts";
import { seededEntropy } from "../support/entropy.ts";
import { gridTerritory } from "../support/territory.ts";

const NOW = new Date("2026-04-01T00:00:00Z");
const OTHERS = 100;

const water = donation("m0l0", 9);
const gas = { ...water.readings[0], domain: "gas", measure: "energy", unit: "kWh", value: 500 } as (typeof water.readings)[0];
/** A household's water and gas of 2025, under a consent for both. */
const both = (given_at = water.consent.given_at) => ({
  ...water,
  consent: { ...water.consent, domains: ["water", "gas"], given_at },
  readings: [...water.readings, ...water.readings.map(({ period }) => ({ ...gas, period }))],
});

type Deed = (commons: OperatedCommons, receipt: string) => Promise<unknown>;

const count = (rows: readonly Observation[], measure: string) =>
  rows.find((row) => row.REF_AREA === "m0l0" && row.MEASURE === measure && row.STATISTIC === "COUNT")?.OBS_VALUE as number;

/** Counts of water and gas in January, then, after the deed of one household, in February. The noise is the same in every story. */
async function story(deed: Deed): Promise<{ january: number[]; february: number[] }> {
  const commons = await openOperatedCommons({
    home: ":memory:",
    territory: gridTerritory(2, 2),
    settings: { ...MONTHLY_LEAVES, measures: ["water.volume", "gas.energy"] },
    clock: () => NOW,
    entropy: seededEntropy("rights"),
  });
  for (let i = 0; i < OTHERS; i += 1) await commons.donate(both());
  const { receipt } = await commons.donate(both());
  const first = await commons.release("2025-01");
  await deed(commons, receipt);
  const second = await commons.release("2025-02");
  // What was published stands, bit for bit.
  expect((await commons.release("2025-01")).observations).toEqual(first.observations);
  await commons.close();
  const counts = ({ observations }: { observations: readonly Observation[] }) =>
    ["volume", "energy"].map((measure) => count(observations, measure));
  return { january: counts(first), february: counts(second) };
}

/** How much the deed moves the counts of water and of gas in the next publication. */
async function effectOnCounts(deed: Deed): Promise<number[]> {
  const [told, untold] = [await story(deed), await story(async () => undefined)];
  expect(told.january).toEqual(untold.january);
  return told.february.map((figure, i) => figure - (untold.february[i] as number));
}

test.each<[string, Deed, number[]]>([
  ["an objection to one topic takes that one out", (commons, key) => commons.object(key, { domains: ["gas"] }), [0, -1]],
  ["an objection to everything takes all out", (commons, key) => commons.object(key), [-1, -1]],
  [
    "a donation under an earlier consent lifts no objection",
    async (commons, key) => {
      await commons.object(key);
      await commons.donate(both(), { receipt: key });
    },
    [-1, -1],
  ],
  [
    "a newer consent lifts the objection for what it names",
    async (commons, key) => {
      await commons.object(key);
      const newer = { ...water.consent, given_at: "2026-04-01T08:00:00Z" };
      await commons.donate({ ...water, consent: newer, readings: water.readings.slice(0, 1) }, { receipt: key });
    },
    [0, -1],
  ],
  [
    "a reading that is taken out is in the next publication no more",
    (commons, key) => commons.correct(key, { remove: [{ domain: "water", measure: "volume", period: "2025-02" }] }),
    [-1, 0],
  ],
  [
    "a reading of another month that is taken out changes nothing here",
    (commons, key) => commons.correct(key, { remove: [{ domain: "water", measure: "volume", period: "2025-07" }] }),
    [0, 0],
  ],
  ["a pause takes all out", (commons, key) => commons.pause(key), [-1, -1]],
  ["a withdrawal takes all out", (commons, key) => commons.withdraw(key), [-1, -1]],
])("%s, and what is out stands", async (_, deed, expected) => {
  expect(await effectOnCounts(deed)).toEqual(expected);
});

test("a withdrawal says what it destroyed; a correction and an objection are refused where they have not the form", async () => {
  const commons = await openOperatedCommons({ home: ":memory:", territory: gridTerritory(2, 2), clock: () => NOW });
  const { receipt } = await commons.donate(both());
  await expect(commons.object(receipt, { domains: ["heat"] })).rejects.toMatchObject({ code: "invalid-parameter" });
  await expect(commons.correct(receipt, { remove: [] })).rejects.toMatchObject({ code: "invalid-donation" });
  expect(await commons.withdraw(receipt)).toEqual({ donations: 1, years: 0 });
  for (const ask of [
    () => commons.object(receipt),
    () => commons.correct(receipt, { remove: [{ domain: "a", measure: "b", period: "2025" }] }),
  ])
    await expect(ask()).rejects.toMatchObject({ code: "key-not-known" });
  await commons.close();
});
