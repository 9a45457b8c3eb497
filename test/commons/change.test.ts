import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { homePaths, readHome, termsByYear } from "../../src/commons/home.ts";
import { openOperatedCommons } from "../../src/commons/open.ts";
import { MEASURES } from "../../src/domains/index.ts";
import type { DonationInput, SettingsInput } from "../../src/index.ts";
import { verifyRelease } from "../../src/verify/index.ts";
import { MONTHLY_LEAVES, writeTerritory } from "../support/commons.ts";
import { seededEntropy } from "../support/entropy.ts";
import { inFolder } from "../support/folder.ts";
import { gridTerritory } from "../support/territory.ts";
import { stoppedClock } from "../vault/support.ts";

const TERRITORY = gridTerritory(2, 2);
/** The next vintage: `m0l1` became `m0x`. */
const VINTAGE = {
  ...TERRITORY,
  areas: TERRITORY.areas.map((area) => (area.code === "m0l1" ? { ...area, code: "m0x", name: "New" } : area)),
};

function inMemory(clock: ReturnType<typeof stoppedClock>, settings: SettingsInput = MONTHLY_LEAVES) {
  const entropy = seededEntropy("changes");
  return openOperatedCommons({ home: ":memory:", territory: TERRITORY, settings, clock: clock.now, entropy });
}

function donation(area: string, periods: readonly string[], measures: readonly string[] = ["water.volume"]): DonationInput {
  const domains = [...new Set(measures.map((key) => key.split(".")[0] as string))];
  return {
    household: { area, size: "2" } as DonationInput["household"],
    consent: { version: "1", purposes: ["commons"], domains, adult: true, given_at: "2026-01-05T09:00:00Z" },
    readings: measures.flatMap((key) => {
      const [domain = "", measure = ""] = key.split(".");
      const unit = domain === "water" ? "m3" : "kWh";
      return periods.map((period) => ({ domain, measure, period, value: 9, unit, source: "meter" }));
    }),
  };
}

test("other settings are in force for publications of their year and later, and for no earlier one, whenever it is made", async () => {
  const clock = stoppedClock("2026-11-20T12:00:00Z");
  const commons = await inMemory(clock);
  const before = await commons.release("2026-10");
  const entry = await commons.change({ from: 2027, settings: { ...MONTHLY_LEAVES, k: 5, budget: { epsilon: 1 } } });
  expect(entry).toMatchObject({ kind: "terms", year: 2027, at: "2026-11-20T00:00:00.000Z", terms: { k: 5 } });
  clock.set("2027-02-20T12:00:00Z");
  commons.vault.erase({ trustClock: true });
  const [late, next] = [await commons.release("2026-12"), await commons.release("2027-01")];
  expect([late, next].map(({ manifest }) => [manifest.settings.k, manifest.privacy.epsilon_allowed])).toEqual([
    [2, 10],
    [5, 1],
  ]);
  expect(await commons.release("2026-10")).toEqual(before);
  const opened = (await commons.ledger()).entries.flatMap((one) =>
    one.kind === "opened" ? [[one.year, one.epsilon, one.k]] : [],
  );
  expect(opened).toEqual([
    [2026, 10, 2],
    [2027, 1, 5],
  ]);
  expect([commons.settings.k, commons.terms(2026).settings.k, commons.terms(2030).settings.k]).toEqual([5, 2, 5]);
  await commons.close();
});

test("of two changes the one that begins later stands; of two for one year, the later announced", async () => {
  const clock = stoppedClock("2026-06-01T00:00:00Z");
  const commons = await inMemory(clock);
  for (const [from, k] of [
    [2028, 8],
    [2027, 6],
    [2027, 7],
  ] as const)
    await commons.change({ from, settings: { ...MONTHLY_LEAVES, k } });
  expect([2026, 2027, 2028, 2029].map((year) => commons.terms(year).settings.k)).toEqual([2, 7, 8, 8]);
  await commons.close();
});

test("the intake takes what the clock's year needs and, until the end of March, what the year before needs", async () => {
  const clock = stoppedClock("2026-11-20T12:00:00Z");
  const commons = await inMemory(clock);
  const kept = async (periods: string[], measures: string[]) => {
    const { receipt } = await commons.donate(donation("m0l0", periods, measures));
    return (await commons.show(receipt)).readings.map((reading) => reading.domain);
  };
  await commons.change({ from: 2027, settings: { ...MONTHLY_LEAVES, measures: ["gas.energy"] } });
  const both = ["water.volume", "gas.energy"];
  expect(await kept(["2026-10"], both)).toEqual(["water"]);
  clock.set("2027-03-31T23:00:00Z");
  expect((await kept(["2026-12"], both)).sort()).toEqual(["gas", "water"]);
  clock.set("2027-04-01T00:00:00Z");
  expect(await kept(["2027-01"], both)).toEqual(["gas"]);
  await expect(commons.donate(donation("m0l0", ["2026-12"], ["water.volume"]))).rejects.toMatchObject({ code: "nothing-left" });
  await commons.close();
});

test("in a new vintage of the territory, who lives in no leaf of it is in no publication, until the household says where it lives", async () => {
  const clock = stoppedClock("2026-11-20T12:00:00Z");
  const commons = await inMemory(clock);
  const months = ["2026-10"];
  for (let i = 0; i < 150; i++) await commons.donate(donation("m0l0", months));
  const receipts: string[] = [];
  for (let i = 0; i < 150; i++) receipts.push((await commons.donate(donation("m0l1", months))).receipt);
  await commons.change({ from: 2027, territory: VINTAGE });
  expect(commons.vault.outside((area) => commons.terms(2027).territory.get(area) !== undefined)).toBe(150);
  const shown = async (period: string) => {
    const { observations } = await commons.release(period);
    return observations.filter((row) => row.STATISTIC === "COUNT" && row.OBS_VALUE !== null).map((row) => row.REF_AREA);
  };
  expect(await shown("2026-10")).toEqual(["m0l0", "m0l1"]);
  await expect(commons.donate(donation("m0x", months))).rejects.toMatchObject({ code: "unknown-area" });

  clock.set("2027-03-01T00:00:00Z");
  commons.vault.erase({ trustClock: true });
  for (const receipt of receipts) await commons.donate(donation("m0l1", ["2027-01", "2027-02"]), { receipt });
  expect(await shown("2027-01")).toEqual([]);
  const { observations } = await commons.release("2027-01");
  expect(observations.filter((row) => row.STATISTIC === "COUNT").map((row) => row.REF_AREA)).toEqual([
    "m0l0",
    "m0x",
    "m1l0",
    "m1l1",
  ]);
  // It was in no publication of the year: nothing is frozen, and its word counts at once.
  for (const receipt of receipts) await commons.donate(donation("m0x", ["2027-02"]), { receipt });
  expect(commons.vault.outside((area) => commons.terms(2027).territory.get(area) !== undefined)).toBe(0);
  expect(await shown("2027-02")).toEqual(["m0x"]);
  clock.set("2027-04-01T00:00:00Z");
  await expect(commons.donate(donation("m0l1", ["2027-03"]))).rejects.toMatchObject({ code: "unknown-area" });
  await commons.close();
});

test.each<[string, object, string, RegExp]>([
  [
    "a year that begins too soon",
    { from: 2026, settings: { ...MONTHLY_LEAVES, k: 5 } },
    "change-too-late",
    /after 2026, the last year that was opened; got 2026/,
  ],
  ["no year", { from: 2027.5, settings: { ...MONTHLY_LEAVES, k: 5 } }, "invalid-parameter", /got 2027\.5/],
  [
    "what is in force already",
    { from: 2027, settings: MONTHLY_LEAVES, territory: TERRITORY },
    "invalid-parameter",
    /at least one must be other/,
  ],
  ["nothing", { from: 2027 }, "invalid-parameter", /at least one must be other/],
  ["a contact", { from: 2027, settings: { k: 5, contact: "x" } }, "invalid-settings", /contact is no term: edit it in commons/],
  ["more at once", { settings: { k: 5 } }, "change-too-late", /^k: people must be told before this changes/],
  ["settings out of bounds", { from: 2027, settings: { k: 1 } }, "invalid-settings", /got 1/],
  [
    "a calendar of levels that are not the territory's",
    { from: 2027, settings: { ...MONTHLY_LEAVES, calendar: { town: "month" } } },
    "invalid-settings",
    /calendar\.town/,
  ],
  [
    "a territory without the levels of the calendar",
    { from: 2027, territory: { ...TERRITORY, levels: ["whole", "middle", "x"] } },
    "invalid-territory",
    /./,
  ],
])("a change to %s is refused, and nothing is announced", async (_, change, code, words) => {
  const commons = await inMemory(stoppedClock("2026-11-20T12:00:00Z"));
  await commons.release("2026-10");
  const before = await commons.ledger();
  await expect(commons.change(change as Parameters<typeof commons.change>[0])).rejects.toMatchObject({
    code,
    message: expect.stringMatching(words),
  });
  expect(await commons.ledger()).toEqual(before);
  await commons.close();
});

test("a change that is asked for again is the one that stands; once another was stated, it is a new one", async () => {
  const commons = await inMemory(stoppedClock("2026-11-20T12:00:00Z"));
  const five = { from: 2027, settings: { k: 5 } };
  const first = await commons.change(five);
  expect(await commons.change(five)).toEqual(first);
  const vintage = await commons.change({ from: 2027, territory: VINTAGE });
  expect(await commons.change(five)).toEqual(vintage);
  await expect(commons.change({ ...five, from: 2028 })).rejects.toMatchObject({ code: "invalid-parameter" });
  await commons.change({ from: 2027, settings: { k: 6 } });
  expect(await commons.change(five)).toMatchObject({ seq: 5, terms: { k: 5 } });
  await commons.close();
});

test("a public mean that decides whom a household is compared with is changed like anything else", async () => {
  const commons = await inMemory(stoppedClock("2026-11-20T12:00:00Z"));
  const mean = (value: number) => ({
    domain: "water",
    measure: "volume",
    area: "w",
    household_type: "_T",
    period: "2025",
    value,
    unit: "m3",
    source: "an office",
    licence: "open",
  });
  const entry = await commons.change({ from: 2027, territory: { ...TERRITORY, references: [mean(9)] } });
  expect(entry).toMatchObject({ year: 2027, territory: commons.terms(2027).territorySha256 });
  expect([2026, 2027].map((year) => commons.terms(year).territory.references.map(({ value }) => value))).toEqual([[], [9]]);
  await commons.close();
});

test("what a change leaves out stands as it is; null takes it away, and what the program would take is written out", async () => {
  const commons = await inMemory(stoppedClock("2026-11-20T12:00:00Z"), { ...MONTHLY_LEAVES, purposes: [{ fr: "a", en: "a" }] });
  await commons.change({ from: 2027, settings: { budget: { epsilon: 3 } } });
  expect(commons.terms(2027).settings).toMatchObject({
    ...MONTHLY_LEAVES,
    budget: { epsilon: 3 },
    purposes: [{ fr: "a", en: "a" }],
  });
  await commons.change({
    from: 2028,
    settings: { k: 3, measures: null, streams: null, calendar: null, clamps: null, purposes: null },
  });
  const { settings } = commons.terms(2028);
  expect(settings).toMatchObject({
    k: 3,
    budget: { epsilon: 3 },
    measures: MEASURES.map(({ key }) => key),
    streams: 6,
    calendar: { whole: "month", middle: "year", leaf: "year" },
  });
  expect([Object.keys(settings.clamps).sort(), settings.purposes]).toEqual([MEASURES.map(({ key }) => key).sort(), undefined]);
  await commons.close();
});

test("what a change would state is shown, and nothing is stated", async () => {
  const commons = await inMemory(stoppedClock("2026-11-20T12:00:00Z"));
  const before = await commons.ledger();
  expect(await commons.planChange({ from: 2027, settings: { k: 5 }, territory: VINTAGE })).toMatchObject({
    year: 2027,
    changes: [{ setting: "k", was: "2", is: "5" }],
    isElsewhere: true,
  });
  expect(await commons.ledger()).toEqual(before);
  await commons.close();
});

const NOW = "2026-11-20T12:00:00Z";
/** A home on disk that published a month and announced both changes. */
function inHome(
  work: (home: string, open: (now: string) => ReturnType<typeof openOperatedCommons>) => Promise<void>,
): Promise<void> {
  return inFolder(async (folder) => {
    const home = join(folder, "home");
    const territory = writeTerritory(join(folder, "territory"), TERRITORY);
    const open = (now: string) =>
      openOperatedCommons({ home, territory, clock: () => new Date(now), ...(now === NOW ? { settings: MONTHLY_LEAVES } : {}) });
    const commons = await open(NOW);
    await commons.release("2026-10");
    await commons.change({
      from: 2027,
      settings: { ...MONTHLY_LEAVES, k: 5 },
      territory: writeTerritory(join(folder, "vintage"), VINTAGE),
    });
    await commons.close();
    await work(home, open);
  });
}

const ofHome = async (home: string, year: number) => termsByYear(readHome(home), logOf(home).entries)(year);
const logOf = (home: string) => JSON.parse(readFileSync(homePaths(home).log, "utf8"));

test("what was stated is in force in a home that is opened again; its releases verify, and its log tells it without a key", () =>
  inHome(async (home, open) => {
    const releases = homePaths(home).releases;
    expect((await ofHome(home, 2026)).settings.k).toBe(2);
    const commons = await open("2027-02-01T00:00:00Z");
    commons.vault.erase({ trustClock: true });
    expect((await commons.release("2027-01")).manifest.settings.k).toBe(5);
    expect((await commons.release("2026-12")).manifest.settings.k).toBe(2);
    await commons.close();
    for (const id of ["2026-10", "2026-12", "2027-01"]) expect(await verifyRelease(join(releases, id))).toEqual([]);
    const { settings, territory } = await ofHome(home, 2027);
    expect([settings.k, territory.get("m0x")?.name, territory.get("m0l1")]).toEqual([5, "New", undefined]);
  }));

test("a publication, and each contribution, has what another process stated since this one was opened", () =>
  inHome(async (_home, open) => {
    const [one, two] = [await open("2026-11-20T12:00:00Z"), await open("2026-11-21T12:00:00Z")];
    await two.change({ from: 2027, settings: { k: 9 } });
    expect(one.terms(2027).settings.k).toBe(9);
    for (const when of [{ from: 2027 }, {}]) await two.change({ ...when, settings: { retention_months: 3 } });
    expect(one.settings.retention_months).toBe(3);
    await one.close();
    await two.close();
  }));

test.each<[string, (folder: string) => void, RegExp]>([
  [
    "is lost",
    (folder) => rmSync(folder, { recursive: true }),
    /is not kept here; "voisinage change --territory" with the same folder/,
  ],
  [
    "was edited",
    (folder) => {
      const file = join(folder, "areas.csv");
      writeFileSync(file, readFileSync(file, "utf8").replace("New", "Newer"));
    },
    /was changed since the chain named it; "voisinage change --territory"/,
  ],
])("a territory that the chain names and that %s is not guessed at", (_, spoil, words) =>
  inHome(async (home, open) => {
    const { territorySha256 } = await ofHome(home, 2027);
    spoil(join(homePaths(home).territories, territorySha256));
    const commons = await open(NOW);
    expect(() => commons.terms(2027).plan).toThrow(
      expect.objectContaining({ code: "invalid-territory", message: expect.stringMatching(words) }),
    );
    // What is published of this year goes on.
    await commons.release("2026-09");
    const { receipt } = await commons.donate(donation("m0l0", ["2026-10"]));
    await commons.close();

    // In force, and late for any other change: the same one brings the territory back, and says nothing new in the chain.
    const said: string[] = [];
    const late = await openOperatedCommons({
      home,
      clock: () => new Date("2027-02-01T00:00:00Z"),
      notice: (one) => said.push(one),
    });
    expect(said).toContainEqual(expect.stringMatching(words));
    await expect(late.donate(donation("m0l0", ["2027-01"]))).rejects.toMatchObject({ code: "invalid-territory" });
    late.vault.erase({ trustClock: true });
    await expect(late.release("2027-01")).rejects.toMatchObject({ code: "invalid-territory" });
    await late.withdraw(receipt);
    const { entries } = await late.ledger();
    const entry = await late.change({ from: 2027, territory: join(home, "../vintage") });
    expect([entry, (await late.ledger()).entries]).toEqual([entries.findLast((one) => one.kind === "terms"), entries]);
    expect((await late.release("2027-01")).manifest.settings.k).toBe(5);
    await late.close();
  }),
);

test("retention is that of the clock's year, and a shorter one holds at once", async () => {
  const clock = stoppedClock("2026-11-20T12:00:00Z");
  const commons = await inMemory(clock);
  await commons.donate(donation("m0l0", ["2026-10"]));
  await commons.change({ from: 2027, settings: { retention_months: 2 } });
  clock.set("2026-12-31T00:00:00Z");
  expect(commons.vault.expire()).toBe(0);
  clock.set("2027-01-01T00:00:00Z");
  expect(commons.vault.expire()).toBe(1);
  await commons.donate(donation("m0l0", ["2026-12"]));
  await expect(commons.change({ settings: { retention_months: 3 } })).rejects.toMatchObject({ code: "change-too-late" });
  await commons.close();
});

test("until the first contribution and the first debit any terms are stated at once; after it only what protects more", async () => {
  const commons = await inMemory(stoppedClock("2026-06-10T12:00:00Z"));
  await commons.change({ settings: { k: 5, streams: null, measures: ["water.volume", "gas.energy"] } });
  expect([commons.settings.k, commons.plan.streams]).toEqual([5, 2]);
  const { receipt } = await commons.donate(donation("m0l0", ["2026-05"]));
  const late = { code: "change-too-late" };
  await expect(commons.change({ settings: { k: 6 } })).rejects.toMatchObject(late);
  // One who left was there.
  await commons.withdraw(receipt);
  await expect(commons.change({ settings: { k: 6 } })).rejects.toMatchObject(late);
  await expect(commons.change({ territory: VINTAGE })).rejects.toMatchObject(late);
  expect((await commons.change({ settings: { retention_months: 3 } })).terms.retention_months).toBe(3);
  // Less is asked at once; more must be told before.
  const { terms } = await commons.change({ settings: { attributes: [] } });
  expect([terms.attributes, terms.budget]).toEqual([[], commons.settings.budget]);
  await expect(commons.change({ settings: { attributes: ["size"] } })).rejects.toMatchObject(late);
  await commons.close();
});

test("whose donation is past retention has contributed, all the same", async () => {
  const clock = stoppedClock("2026-06-10T12:00:00Z");
  const commons = await inMemory(clock);
  await commons.donate(donation("m0l0", ["2026-05"]));
  await commons.change({ settings: { retention_months: 2 } });
  clock.set("2026-12-10T12:00:00Z");
  commons.vault.erase({ trustClock: true });
  expect(commons.vault.status()).toMatchObject({ donations: 0, withdrawn: 0 });
  await expect(commons.change({ settings: { k: 6 } })).rejects.toMatchObject({ code: "change-too-late" });
  await commons.close();
});

test("a measure that ends in an opened year is asked for and read no more; rows, shares and L of the year stay", async () => {
  const two = { ...MONTHLY_LEAVES, measures: ["water.volume", "electricity.energy"], streams: 2 };
  const clock = stoppedClock("2026-06-10T12:00:00Z");
  const commons = await inMemory(clock, two);
  const both = ["water.volume", "electricity.energy"];
  for (let i = 0; i < 60; i++) await commons.donate(donation("m0l0", ["2026-04", "2026-05"], both));
  const before = await commons.release("2026-04");
  const entry = await commons.change({ settings: { measures: ["water.volume"] } });
  expect(entry).toMatchObject({ year: 2026, at: "2026-06-10T00:00:00.000Z", terms: { measures: ["water.volume"], streams: 2 } });
  expect(Object.keys(entry.terms.clamps)).toEqual(["water.volume"]);
  expect([commons.settings.measures, commons.plan.measures.map(({ key }) => key), commons.plan.streams]).toEqual([
    ["water.volume"],
    both,
    2,
  ]);
  await expect(commons.donate(donation("m0l0", ["2026-05"], ["electricity.energy"]))).rejects.toMatchObject({
    code: "nothing-left",
  });
  const after = await commons.release("2026-05");
  const keys = ({ observations }: typeof after) =>
    observations.map((row) => [row.DOMAIN, row.MEASURE, row.STATISTIC, row.REF_AREA, row.HOUSEHOLD_TYPE].join());
  expect(keys(after)).toEqual(keys(before));
  const shown = ({ observations }: typeof after, domain: string) =>
    observations.filter((row) => row.DOMAIN === domain && row.REF_AREA === "m0l0" && row.OBS_VALUE !== null).length > 0;
  expect([before, after].map((one) => [shown(one, "water"), shown(one, "electricity")])).toEqual([
    [true, true],
    [true, false],
  ]);
  const { charges } = (await commons.ledger()).entries.findLast((one) => one.kind === "debit") as { charges: object };
  expect(Object.keys(charges).sort()).toEqual([...both].sort());
  clock.set("2027-02-20T12:00:00Z");
  commons.vault.erase({ trustClock: true });
  // In a year that was not opened it is no more.
  expect((await commons.release("2027-01")).manifest.measures.map(({ measure }) => measure)).toEqual(["volume"]);
  await commons.close();
});

test("another clamp begins with a later year, breaks the series there, and the release verifies", () =>
  inHome(async (home, open) => {
    const commons = await open(NOW);
    await commons.change({ from: 2027, settings: { k: 2, clamps: { "water.volume": { upper: 20, source: "a new meter" } } } });
    await commons.change({ from: 2027, territory: TERRITORY });
    await commons.close();
    const late = await open("2027-03-05T00:00:00Z");
    late.vault.erase({ trustClock: true });
    for (let i = 0; i < 250; i++) await late.donate(donation("m0l0", ["2027-01", "2027-02"]));
    const ids = ["2026-12", "2027-01", "2027-02"];
    const statuses = [];
    for (const id of ids) {
      const { observations } = await late.release(id);
      const rows = observations.filter((row) => row.OBS_VALUE !== null && row.OBS_STATUS !== "U");
      statuses.push(
        [...new Set(rows.map((row) => `${row.STATISTIC === "COUNT" ? "COUNT" : "amount"} ${row.OBS_STATUS}`))].sort(),
      );
    }
    await late.close();
    expect(statuses[1]).toEqual(["COUNT A", "amount B"]);
    expect(statuses[2]?.join()).not.toContain("B");
    for (const id of ids) expect(await verifyRelease(join(homePaths(home).releases, id))).toEqual([]);
  }));
