import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { memoryArchive, settingsHash } from "../../src/commons/archive.ts";
import { homePaths, readHome } from "../../src/commons/home.ts";
import { openCommons } from "../../src/commons/open.ts";
import { termsInForce } from "../../src/commons/papers.ts";
import { NOTICED, pinned } from "../../src/commons/stated.ts";
import { parseSettings, type SettingsInput } from "../../src/contract/settings.ts";
import { verifyRelease } from "../../src/verify/index.ts";
import { chained } from "../support/chain.ts";
import { inFolder } from "../support/cli.ts";
import { writeTerritory } from "../support/commons.ts";
import { eligibilityOf, testEpoch } from "../support/eligibility.ts";
import { gridTerritory } from "../support/territory.ts";

const EPOCHS = [testEpoch("2026", "2026-01-01", "2027-01-01"), testEpoch("2027", "2027-01-01", "2028-01-01")];
const STATED = {
  k: 11,
  measures: ["water.volume"],
  purposes: [{ fr: "a", en: "a" }],
  retention_months: 15,
  processors: ["one"],
  eligibility: eligibilityOf(EPOCHS),
} satisfies SettingsInput;

async function pin(now: SettingsInput, stated: SettingsInput = STATED) {
  const archive = memoryArchive();
  const said = parseSettings(stated);
  await archive.keepSettings(said);
  const entries = chained([
    { kind: "stated", year: 2026, at: "2026-01-05T00:00:00.000Z", settings: settingsHash(said), territory: "a".repeat(64) },
  ]);
  return pinned(parseSettings(now), archive, entries);
}

const { eligibility: _, ...OPEN } = STATED;
const EDITS: [string, SettingsInput][] = [
  ["k", { ...STATED, k: 5 }],
  ["budget", { ...STATED, budget: { epsilon: 8 } }],
  ["calendar", { ...STATED, calendar: { leaf: "never" } }],
  ["streams", { ...STATED, streams: 3 }],
  ["measures", { ...STATED, measures: ["gas.energy"] }],
  ["purposes", { ...STATED, purposes: [{ fr: "b", en: "b" }] }],
  ["retention_months", { ...STATED, retention_months: 24 }],
  ["processors", { ...STATED, processors: ["one", "two"] }],
  ["eligibility", OPEN],
];
test.each(EDITS)("an edited %s has no effect, and is named", async (key, now) => {
  const { settings, edited } = await pin(now);
  expect(settings[key as "k"]).toEqual(parseSettings(STATED)[key as "k"]);
  expect(edited).toEqual([
    {
      parameter: key,
      detail: expect.stringMatching(new RegExp(`^${key} was .* when it was stated on 2026-01-05 and must stay so`)),
    },
  ]);
});

test("every setting that people are told of 30 days ahead is tried above", () => {
  expect(EDITS.map(([key]) => key)).toEqual([...NOTICED]);
});

test("a contact may be mended, what contributions wait for may be stated late, and a stolen key of eligibility taken away; none may come in", async () => {
  const narrower = { ...STATED, contact: "new", eligibility: eligibilityOf([EPOCHS[0] as (typeof EPOCHS)[number]]) };
  expect(await pin(narrower)).toMatchObject({ settings: parseSettings(narrower), edited: [] });
  const { retention_months: _months, processors: _processors, ...before } = STATED;
  expect((await pin(STATED, before)).edited).toEqual([]);
  expect((await pin({ ...STATED, retention_months: 24 }, before)).edited).toEqual([]);
  const wider = { ...STATED, eligibility: eligibilityOf([...EPOCHS, testEpoch("2028", "2028-01-01", "2029-01-01")]) };
  expect((await pin(wider)).edited.map(({ parameter }) => parameter)).toEqual(["eligibility"]);
  expect((await pin({ ...OPEN, eligibility: eligibilityOf(EPOCHS) }, OPEN)).edited.map(({ parameter }) => parameter)).toEqual([
    "eligibility",
  ]);
});

test("a setting that neither the statement nor the file has is not there, and what it is hashed as is the same", async () => {
  const { settings } = await pin({ ...STATED, contact: "new" });
  expect(Object.keys(settings)).not.toEqual(expect.arrayContaining(["calendar"]));
  expect(settingsHash(settings)).toBe(settingsHash(parseSettings({ ...STATED, contact: "new" })));
});

test("announced settings are in force with what is mended now, and what is announced stays as it was announced", async () => {
  const { under } = await pin({ ...STATED, k: 5, contact: "new", dpo: "new@alpha.example" });
  const announced = parseSettings({ ...STATED, k: 14, retention_months: 12, contact: "old", backup_days: 9 });
  const shown = under(announced);
  expect(shown).toMatchObject({ k: 14, retention_months: 12, contact: "new", dpo: "new@alpha.example" });
  // Not in commons.json: its default.
  expect(shown.backup_days).toBe(parseSettings(STATED).backup_days);
});

const KEYS = [...EPOCHS, testEpoch("2028", "2028-01-01", "2029-01-01")];
const open = (...at: number[]) => eligibilityOf(at.map((i) => KEYS[i] as (typeof KEYS)[number]));
test.each<[string, { stated: number[]; held: number[]; announced: number[]; in: number[] }]>([
  ["nothing was taken out", { stated: [0, 1], held: [0, 1], announced: [0, 1], in: [0, 1] }],
  ["one that was stated was taken out, and is announced", { stated: [0, 1], held: [0], announced: [0, 1], in: [0] }],
  ["one came with the change", { stated: [0, 1], held: [0, 1], announced: [1, 2], in: [1, 2] }],
  ["one came with the change, and another was taken out", { stated: [0, 1], held: [0], announced: [1, 2], in: [2] }],
  ["the file has the change's own and lacks one of them", { stated: [0], held: [1], announced: [1, 2], in: [1] }],
  ["the file has one that nobody announced", { stated: [0], held: [0, 2], announced: [0, 1], in: [0, 1] }],
])("keys of eligibility where %s", async (_, { stated, held, announced, in: expected }) => {
  const { under } = await pin({ ...OPEN, eligibility: open(...held) }, { ...OPEN, eligibility: open(...stated) });
  const shown = under(parseSettings({ ...OPEN, eligibility: open(...announced) }));
  expect(shown.eligibility).toEqual(open(...expected));
});

const clock = (now: string) => () => new Date(now);

test("tokens go on being asked for where a change does not speak of them; null, announced, ends it with its year", () =>
  inFolder(async (folder) => {
    const home = join(folder, "home");
    const territory = writeTerritory(join(folder, "territory"), gridTerritory(2, 2));
    const commons = await openCommons({ home, territory, settings: STATED, clock: clock("2026-06-01T00:00:00Z") });
    const kept = await commons.change({ from: 2027, settings: { ...OPEN, k: 12 } });
    expect(commons.terms(2027).settings).toMatchObject({ k: 12, eligibility: STATED.eligibility });
    // The same file again is the same change.
    expect(await commons.change({ from: 2027, settings: { ...OPEN, k: 12 } })).toEqual(kept);
    await commons.change({ from: 2028, settings: { ...OPEN, k: 12, eligibility: null } });
    expect(commons.terms(2027).settings.eligibility).toEqual(STATED.eligibility);
    expect(commons.terms(2028).settings.eligibility).toBeUndefined();
    // Said in public, with what it changes.
    const { announcements } = JSON.parse(readFileSync(homePaths(home).log, "utf8"));
    expect(
      announcements.map(({ year, changes }: { year: number; changes: { setting: string; is: string | null }[] }) => [
        year,
        changes.map(({ setting }) => setting),
      ]),
    ).toEqual([
      [2027, ["k"]],
      [2028, ["eligibility"]],
    ]);
    expect(announcements[1].changes[0].is).toBeNull();
    expect(await commons.change({ from: 2029, settings: { ...OPEN, k: 13 } })).toMatchObject({ year: 2029 });
    expect(commons.terms(2029).settings.eligibility).toBeUndefined();
    await commons.close();
  }));

test("a file that was edited by hand changes nothing that contributors meet, publishes nothing, and says why", () =>
  inFolder(async (folder) => {
    const home = join(folder, "home");
    const territory = writeTerritory(join(folder, "territory"), gridTerritory(2, 2));
    const first = await openCommons({ home, territory, settings: STATED, clock: clock("2026-06-01T00:00:00Z") });
    await first.state();
    await first.close();
    writeFileSync(homePaths(home).settings, JSON.stringify({ ...OPEN, retention_months: 36 }));
    const said: string[] = [];
    const commons = await openCommons({ home, clock: clock("2026-06-02T00:00:00Z"), notice: (line) => said.push(line) });
    expect(said).toEqual([
      expect.stringMatching(/^retention_months was 15 .* got 36 in commons.json. What was stated stands$/),
      expect.stringMatching(/^eligibility was \{.*got the default in commons.json. What was stated stands$/),
    ]);
    expect(commons.context.terms(commons.context.clock()).eligibility).toEqual(STATED.eligibility);
    expect(commons.settings.retention_months).toBe(15);
    await expect(commons.release("2026-01")).rejects.toMatchObject({
      code: "invalid-settings",
      message: expect.stringContaining("Nothing was drawn"),
    });
    expect((await commons.ledger()).entries.map(({ kind }) => kind)).toEqual(["key", "stated"]);
    await commons.close();
    // Where what was stated is lost as well, nothing can tell: the file stands for contributors, and nothing is published.
    for (const name of readdirSync(homePaths(home).stated)) rmSync(join(homePaths(home).stated, name), { recursive: true });
    const lost = await openCommons({ home, clock: clock("2026-06-02T00:00:00Z") });
    await expect(lost.release("2026-01")).rejects.toMatchObject({
      message: expect.stringContaining("put stated/ back from a copy"),
    });
    await lost.close();
  }));

test("in a year of announced terms a stolen key may be taken away and a contact mended, and its release verifies", () =>
  inFolder(async (folder) => {
    const home = join(folder, "home");
    const territory = writeTerritory(join(folder, "territory"), gridTerritory(2, 2));
    const first = await openCommons({
      home,
      territory,
      settings: { ...STATED, contact: "old" },
      clock: clock("2026-06-01T00:00:00Z"),
    });
    await first.release("2026-05");
    await first.change({ from: 2027, settings: { ...STATED, k: 12 } });
    await expect(first.change({ from: 2027, settings: { ...STATED, k: 13, contact: "other" } })).rejects.toMatchObject({
      code: "invalid-settings",
      message: expect.stringContaining("contact is not announced: mend it in commons.json"),
    });
    await first.close();
    const file = homePaths(home).settings;
    const mended = { ...JSON.parse(readFileSync(file, "utf8")), contact: "new", eligibility: open(0) };
    writeFileSync(file, JSON.stringify(mended));
    const commons = await openCommons({ home, clock: clock("2027-02-01T00:00:00Z") });
    expect(commons.settings).toMatchObject({ k: 12, contact: "new", eligibility: open(0) });
    expect(commons.context.terms(commons.context.clock()).eligibility).toEqual(open(0));
    commons.vault.erase({ trustClock: true });
    for (const id of ["2026-12", "2027-01"]) await commons.release(id);
    await commons.close();
    for (const id of ["2026-05", "2026-12", "2027-01"])
      expect(await verifyRelease(join(homePaths(home).releases, id))).toEqual([]);
    const log = () => JSON.parse(readFileSync(homePaths(home).log, "utf8"));
    const terms = termsInForce(readHome(home), log().entries, new Date("2027-02-01T00:00:00Z"));
    expect(terms.settings).toMatchObject({ k: 12, contact: "new", eligibility: open(0) });
  }));
