import { join } from "node:path";
import { expect, test } from "vitest";
import { openOperatedCommons } from "../../src/commons/open.ts";
import type { OperatedCommons } from "../../src/commons/types.ts";
import { parsePeriod } from "../../src/contract/period.ts";
import type { Observation } from "../../src/index.ts";
import { donation, MONTHLY_LEAVES, memoryCommons, writeTerritory } from "../support/commons.ts";
import { inFolder } from "../support/folder.ts";
import { gridTerritory } from "../support/territory.ts";

const NEXT_YEAR = new Date("2026-04-01T00:00:00Z");

/** What happens to the commons between one publication and the next. */
type Event = string | ((commons: OperatedCommons) => Promise<unknown>);

const figure = (rows: readonly Observation[], area: string, statistic: string) =>
  rows.find((row) => row.REF_AREA === area && row.STATISTIC === statistic)?.OBS_VALUE as number;

type Story = ReadonlyMap<string, readonly Observation[]>;

const stories = new Map<string | readonly Event[], Promise<Story>>();

/** A story is told once: those of one list of events, and those in which nothing but these periods is published, are the same. */
function story(events: readonly Event[]): Promise<Story> {
  const key = events.every((event) => typeof event === "string") ? events.join(" ") : events;
  const known = stories.get(key) ?? tell(events);
  stories.set(key, known);
  return known;
}

/** 100 households a leaf, then the events in turn: names are periods to publish. The noise is the same in every story. */
async function tell(events: readonly Event[]): Promise<Story> {
  const commons = await memoryCommons("a household's story", MONTHLY_LEAVES, () => NEXT_YEAR);
  const published = new Map<string, readonly Observation[]>();
  for (let i = 0; i < 400; i++) await commons.donate(given(`m${i % 2}l${(i >> 1) % 2}`, 5 + (i % 10)));
  for (const event of events) {
    if (typeof event === "string") published.set(event, (await commons.release(event)).observations);
    else await event(commons);
  }
  // Whatever happened since: what was published stands, bit for bit.
  for (const [period, rows] of published) expect((await commons.release(period)).observations).toEqual(rows);
  await commons.close();
  return published;
}

/** A household's water in the months of 2025 and the first three of 2026. */
function given(area: string, value: number, months: readonly string[] = MONTHS) {
  const one = donation(area, value, { months: [1] });
  return { ...one, readings: months.map((period) => ({ ...one.readings[0], period, value })) };
}
const MONTHS = [
  ...Array.from({ length: 12 }, (_, m) => `2025-${String(m + 1).padStart(2, "0")}`),
  "2026-01",
  "2026-02",
  "2026-03",
];

/** How much a leaf's figure moves in each publication when these things happen, and not those. */
async function moved(told: readonly Event[], untold: readonly Event[], area: string, statistic = "COUNT"): Promise<number[]> {
  const [with_, without] = [await story(told), await story(untold)];
  expect([...with_.keys()]).toEqual([...without.keys()]);
  return [...with_].map(([period, rows]) => {
    const before = figure(without.get(period) as readonly Observation[], area, statistic);
    const after = figure(rows, area, statistic);
    expect([typeof before, typeof after]).toEqual(["number", "number"]);
    return Math.round(1000 * (after - before)) / 1000;
  });
}

/** Keeps the receipts of one story: it is told once. */
function someone(area: string, value: number, months?: readonly string[]) {
  let receipt = "";
  const key = () => ({ receipt });
  return {
    joins: async (commons: OperatedCommons) => {
      ({ receipt } = await commons.donate(given(area, value, months)));
    },
    says: (where: string, amount: number, when?: readonly string[]) => (commons: OperatedCommons) =>
      commons.donate(given(where, amount, when), key()),
    pauses: (commons: OperatedCommons) => commons.pause(receipt),
    resumes: (commons: OperatedCommons) => commons.resume(receipt),
    withdraws: (commons: OperatedCommons) => commons.withdraw(receipt),
  };
}

test("who joins between two publications is in the later one, and the former stands", async () => {
  const { joins } = someone("m0l0", 9);
  expect(await moved(["2025-01", joins, "2025-02"], ["2025-01", "2025-02"], "m0l0")).toEqual([0, 1]);
});

test("who joins in the middle of the year is in the months it brings, and in no other", async () => {
  const { joins } = someone("m0l0", 9, ["2025-07", "2025-08"]);
  const all = ["2025-06", "2025-07", "2025-08", "2025-09"];
  expect(await moved([joins, ...all], all, "m0l0")).toEqual([0, 1, 1, 0]);
});

test("data that come late are in no publication that was made before, and in every later one that reads them", async () => {
  const one = someone("m0l0", 9, ["2025-02"]);
  const late = one.says("m0l0", 9, ["2025-01", "2025-03"]);
  const told = [one.joins, "2025-01", "2025-02", late, "2025-03"];
  expect(await moved(told, ["2025-01", "2025-02", "2025-03"], "m0l0")).toEqual([0, 1, 1]);
});

test("a correction counts from the next publication on, and the household counts once", async () => {
  const one = someone("m0l0", 10);
  const corrects = one.says("m0l0", 25, ["2025-01", "2025-02"]);
  const told = [one.joins, "2025-01", corrects, "2025-02", "2025-03"];
  const untold = [one.joins, "2025-01", "2025-02", "2025-03"];
  expect(await moved(told, untold, "m0l0", "TOTAL")).toEqual([0, 15, 0]);
  expect(await moved(told, untold, "m0l0")).toEqual([0, 0, 0]);
});

test("a month given twice counts once: the newest", async () => {
  const one = someone("m0l0", 10);
  const again = one.says("m0l0", 12, ["2025-01"]);
  const told = [one.joins, again, again, "2025-01"];
  expect(await moved(told, ["2025-01"], "m0l0")).toEqual([1]);
  expect(await moved(told, [one.joins, "2025-01"], "m0l0", "TOTAL")).toEqual([2]);
});

test("a pause leaves a household out until it is resumed; a withdrawal for good", async () => {
  const one = someone("m0l0", 10);
  const told = [one.joins, "2025-01", one.pauses, "2025-02", one.resumes, "2025-03", one.withdraws, "2025-04"];
  expect(await moved(told, ["2025-01", "2025-02", "2025-03", "2025-04"], "m0l0")).toEqual([1, 0, 1, 0]);
});

test("a household that moves stays in its leaf for the rest of the year, and is in the new one from the next", async () => {
  const one = someone("m0l0", 10);
  const told = [one.joins, "2025-01", one.says("m1l1", 10), "2025-02", "2026-01"];
  const untold = ["2025-01", "2025-02", "2026-01"];
  expect(await moved(told, untold, "m0l0")).toEqual([1, 1, 0]);
  expect(await moved(told, untold, "m1l1")).toEqual([0, 0, 1]);
});

test("a move before the year's first publication counts at once: nothing was used yet", async () => {
  const one = someone("m0l0", 10);
  const told = [one.joins, one.says("m1l1", 10), "2025-01"];
  expect(await moved(told, ["2025-01"], "m0l0")).toEqual([0]);
  expect(await moved(told, ["2025-01"], "m1l1")).toEqual([1]);
});

test("two receipts are two privacy units: nobody can know that they are one household", async () => {
  const [one, two] = [someone("m0l0", 10), someone("m0l0", 10)];
  expect(await moved([one.joins, two.joins, "2025-01"], ["2025-01"], "m0l0")).toEqual([2]);
});

test("a receipt that is unknown or withdrawn adds to nothing", async () => {
  const commons = await memoryCommons("receipts");
  const { receipt } = await commons.donate(donation("m0l0", 9));
  await commons.withdraw(receipt);
  for (const key of [receipt, "x"])
    await expect(commons.donate(donation("m0l0", 9), { receipt: key })).rejects.toMatchObject({ code: "key-not-known" });
  await commons.close();
});

test("all of it outlasts the process: a home opened again has the move, the correction and the pause", () =>
  inFolder(async (folder) => {
    const territory = writeTerritory(join(folder, "territory"), gridTerritory(2, 2));
    /** One process: opens the home, works, closes it. */
    const session = async <T>(work: (commons: OperatedCommons) => Promise<T>): Promise<T> => {
      const commons = await openOperatedCommons({
        home: join(folder, "home"),
        territory,
        settings: { measures: ["water.volume"] },
        clock: () => NEXT_YEAR,
      });
      try {
        return await work(commons);
      } finally {
        await commons.close();
      }
    };
    const seen = (period: string) =>
      session(async ({ vault }) =>
        [...vault.snapshot({ period: parsePeriod(period), measures: [{ domain: "water", measure: "volume" }], streams: 1 })].map(
          ({ household, readings }) => [household.area, readings.find((one) => one.period === period)?.amount],
        ),
      );
    const { receipt } = await session((commons) => commons.donate(given("m0l0", 9)));
    const first = await session((commons) => commons.release("2025-01"));
    await session((commons) => commons.donate(given("m1l1", 12, ["2025-02", "2026-01"]), { receipt }));
    expect(await seen("2025-02")).toEqual([["m0l0", 12_000]]);
    expect(await seen("2026-01")).toEqual([["m1l1", 12_000]]);
    await session((commons) => commons.pause(receipt));
    expect(await seen("2025-03")).toEqual([]);
    await session((commons) => commons.resume(receipt));
    expect(await seen("2025-03")).toEqual([["m0l0", 9000]]);
    await session((commons) => commons.withdraw(receipt));
    expect(await seen("2025-03")).toEqual([]);
    expect((await session((commons) => commons.release("2025-01"))).observations).toEqual(first.observations);
  }));
