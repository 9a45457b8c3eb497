import { expect, test } from "vitest";
import { OBSERVATION_COLUMNS } from "../../src/contract/observation.ts";
import type { Observation } from "../../src/index.ts";
import { donation, memoryCommons } from "../support/commons.ts";

type Memory = Awaited<ReturnType<typeof memoryCommons>>;

async function donateMany(commons: Memory, n: number): Promise<string[]> {
  const receipts: string[] = [];
  for (let i = 0; i < n; i++) receipts.push((await commons.donate(donation(`m${i % 2}l${(i >> 1) % 2}`, 5 + (i % 10)))).receipt);
  return receipts;
}

/** All of the budget for the whole: 200 households are some eight standard deviations above what it needs. */
const WHOLE_ONLY = { calendar: { whole: "month", middle: "never", leaf: "never" } } as const;

const published = (rows: readonly Observation[]) => rows.filter((row) => row.OBS_VALUE !== null);

test("what is released has the contract's columns, numbers as numbers and null where a cell is withheld", async () => {
  const commons = await memoryCommons("columns");
  await donateMany(commons, 200);
  const { id, observations, measurements, distributions, groups, manifest } = await commons.release("2025");
  expect(id).toBe("2025");
  expect(manifest).toMatchObject({ id: "2025", step: "year", year: 2025, revision: 0, schema: "voisinage-release/1" });
  for (const row of observations) {
    expect(Object.keys(row)).toEqual([...OBSERVATION_COLUMNS]);
    expect(row).toMatchObject({ DOMAIN: "water", MEASURE: "volume", TIME_PERIOD: "2025", CONF_LEVEL: 0.95, METHOD: "measured" });
    const { OBS_VALUE: value, CI_LOWER: lower, CI_UPPER: upper } = row;
    if (value === null) expect([lower, upper, row.OBS_STATUS]).toEqual([null, null, "Q"]);
    else expect((lower as number) <= value && value <= (upper as number)).toBe(true);
    expect(row.UNIT_MEASURE).toBe(row.STATISTIC === "COUNT" ? "households" : "m3");
  }
  const keys = observations.map((row) => [row.STATISTIC, row.REF_AREA, row.HOUSEHOLD_TYPE].join());
  expect(new Set(keys).size).toBe(keys.length);
  const middle = observations.find((row) => row.REF_AREA === "m0" && row.STATISTIC === "MEAN" && row.HOUSEHOLD_TYPE === "_T");
  expect(middle?.OBS_VALUE).toBeGreaterThan(7);
  expect(middle?.OBS_VALUE).toBeLessThan(12);
  // What is published was measured, and what is not has no measurement and no histogram.
  const cell = (row: Pick<Observation, "REF_AREA" | "HOUSEHOLD_TYPE">) => `${row.REF_AREA} ${row.HOUSEHOLD_TYPE}`;
  const counted = observations.filter(({ STATISTIC }) => STATISTIC === "COUNT");
  const rungs = /[-+]$|-/;
  const cells = counted.filter(({ HOUSEHOLD_TYPE, OBS_VALUE }) => OBS_VALUE !== null && !rungs.test(HOUSEHOLD_TYPE)).map(cell);
  expect(cells.length).toBeGreaterThan(2);
  const measured = measurements.filter(({ QUANTITY }) => QUANTITY === "COUNT").map(cell);
  expect(measured).toEqual(expect.arrayContaining(cells));
  const withheld = counted.filter(({ OBS_VALUE }) => OBS_VALUE === null).map(cell);
  for (const one of [...measurements, ...distributions].map(cell)) expect(withheld).not.toContain(one);
  const [first] = distributions;
  const binned = first && distributions.filter((row) => cell(row) === cell(first));
  expect(binned?.map(({ BIN }) => BIN)).toEqual(Array.from({ length: 60 }, (_, i) => i));
  expect(new Set(groups.map(({ REF_AREA }) => REF_AREA))).toEqual(new Set(observations.map(({ REF_AREA }) => REF_AREA)));
  await commons.close();
});

test("asked twice, a release is the same and costs nothing more", async () => {
  const commons = await memoryCommons("twice");
  await donateMany(commons, 60);
  const [first, meanwhile] = await Promise.all([commons.release("2025-03"), commons.release("2025-03")]);
  const spent = await commons.ledger();
  const later = await commons.release("2025-03");
  expect(meanwhile).toEqual(first);
  expect(later).toEqual(first);
  expect(await commons.ledger()).toEqual(spent);
  expect(await commons.releases()).toEqual(["2025-03"]);
  await commons.close();
});

test.each([
  ["a period that has not begun", "2026-03", "future-period"],
  ["a year that has not begun", "2027", "future-period"],
  ["a step that no level has", "2025-Q1", "period-not-due"],
  ["what is not a period", "2025-13", "invalid-period"],
  ["a day", "2025-01-01", "invalid-period"],
  ["nothing", "", "invalid-period"],
])("%s is refused, and nothing is paid: %s", async (_, period, code) => {
  const commons = await memoryCommons("refused");
  await expect(commons.release(period)).rejects.toMatchObject({ name: "Refusal", code });
  const { entries, ...spent } = await commons.ledger();
  expect(spent).toEqual({ year: null, rho: 0, epsilon: 0, delta: 0 });
  expect(entries.map(({ kind }) => kind)).toEqual(["terms"]);
  expect(await commons.releases()).toEqual([]);
  await commons.close();
});

test("a year that has begun and is not over is published as provisional", async () => {
  const commons = await memoryCommons("provisional", WHOLE_ONLY, () => new Date("2025-07-01T00:00:00Z"));
  for (let i = 0; i < 200; i++) await commons.donate(donation("m0l0", 9, { months: [1, 2, 3, 4, 5, 6] }));
  const month = published((await commons.release("2025-06")).observations);
  expect(month.some((row) => row.OBS_STATUS === "P")).toBe(false);
  const running = published((await commons.release("2025-07")).observations);
  expect(running.some((row) => row.OBS_STATUS === "A")).toBe(false);
  await commons.close();
});

test("the contributor's key shows, pauses, resumes and withdraws", async () => {
  const commons = await memoryCommons("rights");
  const { receipt } = await commons.donate(donation("m0l1", 9.412, { size: "3", months: [1] }));
  expect(await commons.show(receipt)).toMatchObject({
    paused: false,
    household: { area: "m0l1", size: "3", dwelling: "unknown", heating: "unknown" },
    readings: [{ domain: "water", measure: "volume", period: "2025-01", amount: 9412 }],
  });
  await commons.pause(receipt);
  expect((await commons.show(receipt)).paused).toBe(true);
  await commons.resume(receipt);
  expect((await commons.show(receipt)).paused).toBe(false);
  await commons.withdraw(receipt);
  await expect(commons.show(receipt)).rejects.toMatchObject({ code: "key-not-known" });
  await expect(commons.withdraw(receipt)).rejects.toMatchObject({ code: "key-not-known" });
  await commons.close();
});

test.each(["withdraw", "pause"] as const)(
  "after %s of all, the next publication has nobody in it; the past one stands",
  async (right) => {
    const commons = await memoryCommons("leave", WHOLE_ONLY);
    const receipts = await donateMany(commons, 200);
    const before = await commons.release("2025-01");
    expect(published(before.observations)).not.toEqual([]);
    for (const receipt of receipts) await commons[right](receipt);
    const after = await commons.release("2025-02");
    expect(after.observations.length).toBe(before.observations.length);
    expect(published(after.observations)).toEqual([]);
    expect(after.observations.every((row) => row.OBS_STATUS === "Q" && row.CONF_STATUS === "A")).toBe(true);
    expect(await commons.release("2025-01")).toEqual(before);
    await commons.close();
  },
);

test("who withdrew moves the next publication by just that household", async () => {
  // The same noise in two commons: the difference of the counts is the withdrawal's.
  const counts: number[] = [];
  for (const leave of [0, 5]) {
    const commons = await memoryCommons("one less", WHOLE_ONLY);
    const receipts = await donateMany(commons, 200);
    for (const receipt of receipts.slice(0, leave)) await commons.withdraw(receipt);
    const { observations } = await commons.release("2025-01");
    counts.push(observations.find((row) => row.STATISTIC === "COUNT" && row.HOUSEHOLD_TYPE === "_T")?.OBS_VALUE as number);
    await commons.close();
  }
  expect((counts[0] as number) - (counts[1] as number)).toBe(5);
});

test("attributes and readings that no measure in use needs are dropped; nothing left is a refusal", async () => {
  const commons = await memoryCommons("dropped");
  const given = donation("m0l0", 9, { months: [1] });
  const { receipt } = await commons.donate({
    ...given,
    household: { ...given.household, tenure: "owner" },
    readings: [
      ...given.readings,
      { domain: "gas", measure: "energy", period: "2025-01", value: 9, unit: "kWh", source: "meter" },
    ],
  });
  const shown = await commons.show(receipt);
  expect(shown.household.tenure).toBe("unknown");
  expect(shown.readings.map((reading) => reading.domain)).toEqual(["water"]);
  const gas = { domain: "gas", measure: "energy", period: "2025-01", value: 9, unit: "kWh", source: "meter" };
  await expect(commons.donate({ ...given, readings: [gas] })).rejects.toMatchObject({ code: "nothing-left" });
  await expect(commons.donate({ ...given, household: { area: "w" } })).rejects.toMatchObject({ code: "unknown-area" });
  await expect(commons.donate({})).rejects.toMatchObject({ code: "invalid-donation" });
  await commons.close();
});

test("the ledger says what the last debited year cost", async () => {
  const commons = await memoryCommons("ledger");
  await commons.release("2024");
  const { manifest } = await commons.release("2025-01");
  const { year, rho, epsilon, delta, entries } = await commons.ledger();
  expect(year).toBe(2025);
  expect([epsilon, delta]).toEqual([manifest.privacy.year.epsilon, manifest.privacy.year.delta]);
  expect(rho).toBeGreaterThan(0);
  expect(entries.map((entry) => [entry.kind, "publication" in entry ? entry.publication : entry.year])).toEqual([
    ["terms", 2026],
    ["opened", 2024],
    ["debit", "2024"],
    ["drawn", "2024"],
    ["opened", 2025],
    ["debit", "2025-01"],
    ["drawn", "2025-01"],
  ]);
  await commons.close();
});

test("a whole year of the default calendar fits the year's budget", async () => {
  const commons = await memoryCommons("whole year");
  await donateMany(commons, 40);
  for (let month = 1; month <= 12; month++) await commons.release(`2025-${String(month).padStart(2, "0")}`);
  await commons.release("2025");
  const { epsilon } = await commons.ledger();
  expect(epsilon).toBeLessThanOrEqual(4);
  expect(epsilon).toBeGreaterThan(3.96);
  await commons.close();
});

test("under a clock that leapt nothing is published, debited or drawn; once it is right again the publication is whole", async () => {
  let now = new Date("2026-02-10T10:00:00Z");
  const commons = await memoryCommons("leapt", WHOLE_ONLY, () => now);
  await donateMany(commons, 200);
  for (const wrong of ["2028-02-10T10:00:00Z", "2026-01-31T10:00:00Z"]) {
    now = new Date(wrong);
    await expect(commons.release("2025-01")).rejects.toMatchObject({ code: "clock-doubted" });
    expect([(await commons.ledger()).entries.length, await commons.releases()]).toEqual([1, []]);
  }
  now = new Date("2026-02-10T11:00:00Z");
  expect(published((await commons.release("2025-01")).observations)).not.toEqual([]);
  await commons.close();
});
