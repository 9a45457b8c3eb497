import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { homePaths, publicTerms, readHome } from "../../src/commons/home.ts";
import { openCommons } from "../../src/commons/open.ts";
import { asStated } from "../../src/commons/papers.ts";
import { MEASURES } from "../../src/domains/index.ts";
import type { DonationInput, SettingsInput } from "../../src/index.ts";
import { loadReleases } from "../../src/release/index.ts";
import { verifyRelease } from "../../src/verify/index.ts";
import { inFolder } from "../support/cli.ts";
import { writeTerritory } from "../support/commons.ts";
import { seededEntropy } from "../support/entropy.ts";
import { gridTerritory } from "../support/territory.ts";

/** A clock that the test sets. */
function clockAt(now: string) {
  const clock = { now, read: () => new Date(clock.now) };
  return clock;
}

const SETTINGS = {
  measures: ["water.volume"],
  k: 2,
  budget: { epsilon: 10 },
  calendar: { whole: "never", middle: "never", leaf: "month" },
} satisfies SettingsInput;

const TERRITORY = gridTerritory(2, 2);
/** The next vintage: `m0l1` became `m0x`. */
const VINTAGE = {
  ...TERRITORY,
  areas: TERRITORY.areas.map((area) => (area.code === "m0l1" ? { ...area, code: "m0x", name: "New" } : area)),
};

function inMemory(clock: ReturnType<typeof clockAt>, settings: SettingsInput = SETTINGS) {
  const entropy = seededEntropy("changes");
  return openCommons({ home: ":memory:", territory: TERRITORY, settings, clock: clock.read, entropy });
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
  const clock = clockAt("2026-11-20T12:00:00Z");
  const commons = await inMemory(clock);
  const before = await commons.release("2026-10");
  const entry = await commons.change({ from: 2027, settings: { ...SETTINGS, k: 5, budget: { epsilon: 1 } } });
  expect(entry).toMatchObject({ kind: "announced", year: 2027, territory: null, at: "2026-11-20T00:00:00.000Z" });
  clock.now = "2027-02-20T12:00:00Z";
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
  const clock = clockAt("2026-06-01T00:00:00Z");
  const commons = await inMemory(clock);
  for (const [from, k] of [
    [2028, 8],
    [2027, 6],
    [2027, 7],
  ] as const)
    await commons.change({ from, settings: { ...SETTINGS, k } });
  expect([2026, 2027, 2028, 2029].map((year) => commons.terms(year).settings.k)).toEqual([2, 7, 8, 8]);
  await commons.close();
});

test("the intake takes what the clock's year needs and, until the end of March, what the year before needs", async () => {
  const clock = clockAt("2026-11-20T12:00:00Z");
  const commons = await inMemory(clock);
  const kept = async (periods: string[], measures: string[]) => {
    const { receipt } = await commons.donate(donation("m0l0", periods, measures));
    return (await commons.show(receipt)).readings.map((reading) => reading.domain);
  };
  await commons.change({ from: 2027, settings: { ...SETTINGS, measures: ["gas.energy"] } });
  const both = ["water.volume", "gas.energy"];
  expect(await kept(["2026-10"], both)).toEqual(["water"]);
  clock.now = "2027-03-31T23:00:00Z";
  expect((await kept(["2026-12"], both)).sort()).toEqual(["gas", "water"]);
  clock.now = "2027-04-01T00:00:00Z";
  expect(await kept(["2027-01"], both)).toEqual(["gas"]);
  await expect(commons.donate(donation("m0l0", ["2026-12"], ["water.volume"]))).rejects.toMatchObject({ code: "nothing-left" });
  await commons.close();
});

test("in a new vintage of the territory, who lives in no leaf of it is in no publication, until the household says where it lives", async () => {
  const clock = clockAt("2026-11-20T12:00:00Z");
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

  clock.now = "2027-03-01T00:00:00Z";
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
  clock.now = "2027-04-01T00:00:00Z";
  await expect(commons.donate(donation("m0l1", ["2027-03"]))).rejects.toMatchObject({ code: "unknown-area" });
  await commons.close();
});

test.each<[string, object, string, RegExp]>([
  [
    "a year that begins too soon",
    { from: 2026, settings: { ...SETTINGS, k: 5 } },
    "change-too-late",
    /after 2026, the last year that was opened; got 2026/,
  ],
  ["no year", { from: 2027.5, settings: { ...SETTINGS, k: 5 } }, "invalid-parameter", /got 2027\.5/],
  [
    "what is in force already",
    { from: 2027, settings: SETTINGS, territory: TERRITORY },
    "invalid-parameter",
    /at least one must be other/,
  ],
  ["nothing", { from: 2027 }, "invalid-parameter", /at least one must be other/],
  [
    "another clamp",
    { from: 2027, settings: { ...SETTINGS, clamps: { "water.volume": { upper: 100, source: "x" } } } },
    "invalid-settings",
    /clamps\.water\.volume\.upper was 40 in release 2026-10 and must stay so; got 100/,
  ],
  ["another currency", { from: 2027, settings: { ...SETTINGS, currency: "USD" } }, "invalid-settings", /currency was EUR/],
  ["settings out of bounds", { from: 2027, settings: { k: 1 } }, "invalid-settings", /got 1/],
  [
    "a calendar of levels that are not the territory's",
    { from: 2027, settings: { ...SETTINGS, calendar: { town: "month" } } },
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
  const commons = await inMemory(clockAt("2026-11-20T12:00:00Z"));
  await commons.release("2026-10");
  const before = await commons.ledger();
  await expect(commons.change(change as Parameters<typeof commons.change>[0])).rejects.toMatchObject({
    code,
    message: expect.stringMatching(words),
  });
  expect(await commons.ledger()).toEqual(before);
  await commons.close();
});

test("a change that is asked for again is the one that stands; once another was announced, it is a new one", async () => {
  const commons = await inMemory(clockAt("2026-11-20T12:00:00Z"));
  const five = { from: 2027, settings: { ...SETTINGS, k: 5 } };
  const first = await commons.change(five);
  expect(await commons.change(five)).toEqual(first);
  const vintage = await commons.change({ from: 2027, territory: VINTAGE });
  expect(await commons.change(five)).toEqual(first);
  expect(await commons.change({ from: 2027, territory: VINTAGE })).toEqual(vintage);
  await expect(commons.change({ ...five, from: 2028 })).rejects.toMatchObject({ code: "invalid-parameter" });
  await commons.change({ from: 2027, settings: { ...SETTINGS, k: 6 } });
  expect(await commons.change(five)).toMatchObject({ seq: 4 });
  expect(commons.terms(2027).settings.k).toBe(5);
  await commons.close();
});

test("a public mean that decides whom a household is compared with is changed like anything else", async () => {
  const commons = await inMemory(clockAt("2026-11-20T12:00:00Z"));
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
  expect(entry).toMatchObject({ year: 2027, settings: null, territory: commons.terms(2027).territorySha256 });
  expect([2026, 2027].map((year) => commons.terms(year).territory.references.map(({ value }) => value))).toEqual([[], [9]]);
  await commons.close();
});

test("announced settings say their measures, L and calendar, whatever the file left out", async () => {
  const commons = await inMemory(clockAt("2026-11-20T12:00:00Z"));
  const left = { from: 2027, settings: { k: 3 } };
  const entry = await commons.change(left);
  expect(commons.terms(2027).settings).toMatchObject({
    measures: MEASURES.map(({ key }) => key),
    streams: 6,
    calendar: { whole: "month", middle: "year", leaf: "year" },
  });
  expect(await commons.change(left)).toEqual(entry);
  await commons.close();
});

test("a change that would leave a later one without a plan is refused", async () => {
  const commons = await inMemory(clockAt("2026-11-20T12:00:00Z"));
  await commons.change({ from: 2028, settings: { ...SETTINGS, calendar: { leaf: "year" } } });
  const levels = ["whole", "middle"];
  const areas = TERRITORY.areas.filter((area) => area.level !== "leaf");
  await expect(
    commons.change({ from: 2027, territory: { ...TERRITORY, levels, areas }, settings: { measures: ["water.volume"] } }),
  ).rejects.toMatchObject({
    code: "invalid-settings",
    message: expect.stringContaining("calendar.leaf"),
  });
  await commons.close();
});

const NOW = "2026-11-20T12:00:00Z";
/** A home on disk that published a month and announced both changes. */
function inHome(work: (home: string, open: (now: string) => ReturnType<typeof openCommons>) => Promise<void>): Promise<void> {
  return inFolder(async (folder) => {
    const home = join(folder, "home");
    const territory = writeTerritory(join(folder, "territory"), TERRITORY);
    const open = (now: string) =>
      openCommons({ home, territory, clock: () => new Date(now), ...(now === NOW ? { settings: SETTINGS } : {}) });
    const commons = await open(NOW);
    await commons.release("2026-10");
    await commons.change({
      from: 2027,
      settings: { ...SETTINGS, k: 5 },
      territory: writeTerritory(join(folder, "vintage"), VINTAGE),
    });
    await commons.close();
    await work(home, open);
  });
}

test("what was announced is in force in a home that is opened again; its releases verify, and the public side shows the newest terms", () =>
  inHome(async (home, open) => {
    const releases = homePaths(home).releases;
    const shownNow = async () =>
      publicTerms(readHome(home), (await loadReleases(releases)).releases, asStated(readHome(home), []).under);
    expect((await shownNow()).settings.k).toBe(2);
    const commons = await open("2027-02-01T00:00:00Z");
    commons.vault.erase({ trustClock: true });
    expect((await commons.release("2027-01")).manifest.settings.k).toBe(5);
    expect((await commons.release("2026-12")).manifest.settings.k).toBe(2);
    await commons.close();
    for (const id of ["2026-10", "2026-12", "2027-01"]) expect(await verifyRelease(join(releases, id))).toEqual([]);
    const { settings, territory } = await shownNow();
    expect([settings.k, territory.get("m0x")?.name, territory.get("m0l1")]).toEqual([5, "New", undefined]);
  }));

test("a publication sees what another process announced since this one was opened", () =>
  inHome(async (home, open) => {
    const [one, two] = [await open("2026-11-20T12:00:00Z"), await open("2026-11-21T12:00:00Z")];
    await two.change({ from: 2027, settings: { ...SETTINGS, k: 9 } });
    await one.release("2026-09");
    expect(one.terms(2027).settings.k).toBe(9);
    await one.close();
    await two.close();
    expect(readHome(home).settings.k).toBe(2);
  }));

test.each<[string, (folder: string) => void, string, RegExp]>([
  [
    "is lost",
    (folder) => rmSync(folder, { recursive: true }),
    "invalid-",
    /is not kept here; "voisinage change" for the same year with the same file/,
  ],
  [
    "was edited",
    (folder) => {
      const [file = ""] = readdirSync(folder);
      const changed = file === "settings.json" ? { ...SETTINGS, k: 2 } : VINTAGE;
      writeFileSync(join(folder, file), JSON.stringify({ ...changed, ...(file === "settings.json" ? {} : { id: "other" }) }));
    },
    "invalid-",
    /was changed since it was announced; "voisinage change"/,
  ],
])("what was announced and %s is not guessed at", (_, spoil, code, words) =>
  inHome(async (home, open) => {
    const changes = homePaths(home).changes;
    for (const digest of readdirSync(changes)) spoil(join(changes, digest));
    const commons = await open(NOW);
    await expect(commons.release("2027-01")).rejects.toMatchObject({ code: "future-period" });
    expect(() => commons.terms(2027)).toThrow(
      expect.objectContaining({ code: expect.stringContaining(code), message: expect.stringMatching(words) }),
    );
    // What was published before goes on.
    await commons.release("2026-09");
    await commons.close();

    // In force, and late for any other change: the same one brings the files back, and says nothing new in the chain.
    const said: string[] = [];
    const late = await openCommons({ home, clock: () => new Date("2027-02-01T00:00:00Z"), notice: (one) => said.push(one) });
    expect(said).toEqual([expect.stringMatching(words)]);
    const { receipt } = await late.donate(donation("m0l0", ["2027-01"])).catch(() => ({ receipt: "none" }));
    expect(receipt).toBe("none");
    await expect(late.withdraw(receipt)).rejects.toMatchObject({ code: "key-not-known" });
    await expect(late.release("2027-01")).rejects.toMatchObject({ code: expect.stringContaining(code) });
    const { entries } = await late.ledger();
    await expect(late.change({ from: 2027, settings: { ...SETTINGS, k: 6 } })).rejects.toMatchObject({ code: "change-too-late" });
    const entry = await late.change({ from: 2027, settings: { ...SETTINGS, k: 5 }, territory: VINTAGE });
    expect([entry, (await late.ledger()).entries]).toEqual([entries.find((one) => one.kind === "announced"), entries]);
    late.vault.erase({ trustClock: true });
    expect((await late.release("2027-01")).manifest.settings.k).toBe(5);
    await late.close();
  }),
);

test("an edited commons.json is no change: it is refused for later years too, and the refusal says how one is announced", () =>
  inHome(async (home, open) => {
    writeFileSync(homePaths(home).settings, JSON.stringify({ ...SETTINGS, k: 4 }));
    const commons = await open("2026-12-15T00:00:00Z");
    await expect(commons.release("2026-11")).rejects.toMatchObject({
      code: "invalid-settings",
      message: expect.stringMatching(
        /k was 2 when it was stated on 2026-11-20 and must stay so, unless "voisinage change" announces another .*; got 4/,
      ),
    });
    await commons.close();
  }));

test("so is an edited territory", () =>
  inHome(async (home, open) => {
    writeTerritory(homePaths(home).territory, { ...TERRITORY, id: "edited" });
    const commons = await open("2026-12-15T00:00:00Z");
    await expect(commons.release("2026-11")).rejects.toMatchObject({
      code: "invalid-territory",
      message: expect.stringContaining("voisinage change"),
    });
    await commons.close();
  }));

test("retention is that of the clock's year", async () => {
  const clock = clockAt("2026-11-20T12:00:00Z");
  const commons = await inMemory(clock);
  await commons.donate(donation("m0l0", ["2026-10"]));
  await commons.change({ from: 2027, settings: { ...SETTINGS, retention_months: 2 } });
  clock.now = "2026-12-31T00:00:00Z";
  expect(commons.vault.expire()).toBe(0);
  clock.now = "2027-01-01T00:00:00Z";
  expect(commons.vault.expire()).toBe(1);
  await commons.close();
});
