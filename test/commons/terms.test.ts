import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { homePaths, readHome, termsByYear } from "../../src/commons/home.ts";
import { openOperatedCommons } from "../../src/commons/open.ts";
import { termsOfYears } from "../../src/commons/terms-of-year.ts";
import { memoryTerritories } from "../../src/commons/territories.ts";
import { Refusal } from "../../src/contract/problem.ts";
import {
  aboutSchema,
  parseSettings,
  type SettingsInput,
  settingsSchema,
  splitSettings,
  type Terms,
  termsSchema,
} from "../../src/contract/settings.ts";
import { settingsNeedingNotice } from "../../src/contract/terms.ts";
import { verifyReleases } from "../../src/verify/index.ts";
import { donation, writeTerritory } from "../support/commons.ts";
import { eligibilityOf, testEpoch } from "../support/eligibility.ts";
import { inFolder } from "../support/folder.ts";
import { gridTerritory } from "../support/territory.ts";

const EPOCHS = [testEpoch("2026", "2026-01-01", "2027-01-01"), testEpoch("2027", "2027-01-01", "2028-01-01")];
const [FIRST, SECOND] = EPOCHS as [(typeof EPOCHS)[number], (typeof EPOCHS)[number]];
const PARTNERS = {
  organisations: ["Coopérative Mu", "Ville de Nu"],
  base: "/dacc",
  measures: { water: { measure: "water.volume" }, power: { measure: "electricity.energy" } },
} satisfies SettingsInput["partners"];

test("every key of the settings is a term or about, and none is both", () => {
  const [terms, about] = [termsSchema, aboutSchema].map(({ shape }) => Object.keys(shape)) as [string[], string[]];
  expect([...terms, ...about].sort()).toEqual(Object.keys(settingsSchema.shape).sort());
  expect(terms.filter((key) => about.includes(key))).toEqual([]);
  // The lists are the contract's; who adds a key decides here where it stands.
  expect(about.sort()).toEqual(
    "accessibility authority backup_days census contact controller country dois dpo hosting impact_assessment intake languages maps name next_backup_days notes origin prices publication source_code thumbprint_at".split(
      " ",
    ),
  );
  expect(terms.sort()).toEqual(
    "attributes budget calendar clamps currency eligibility expected_households k measures minimum_age partners processors purposes retention_months sample streams transfers".split(
      " ",
    ),
  );
});

const WAS = {
  k: 11,
  measures: ["water.volume", "electricity.energy"],
  calendar: { leaf: "year" },
  streams: 2,
  attributes: ["size", "heating"],
  clamps: { "water.volume": { upper: 40, source: "a" }, "electricity.energy": { upper: 900, source: "b" } },
  purposes: [
    { fr: "a", en: "a" },
    { fr: "b", en: "b" },
  ],
  retention_months: 15,
  processors: ["one", "two"],
  transfers: ["there"],
  minimum_age: 15,
  eligibility: eligibilityOf(EPOCHS),
  partners: PARTNERS,
  expected_households: 100,
} satisfies SettingsInput;
const termsWith = (change: object): Terms => splitSettings(parseSettings({ ...WAS, ...change })).terms;
const CLAMPS = WAS.clamps;

const AT_ONCE: [string, object][] = [
  ["nothing", {}],
  ["a measure that ends, with its clamp", { measures: ["water.volume"], clamps: { "water.volume": CLAMPS["water.volume"] } }],
  ["an attribute that is no longer asked for", { attributes: ["heating"] }],
  ["a purpose that ends", { purposes: [{ fr: "b", en: "b" }] }],
  ["every purpose but the statistics themselves", { purposes: undefined }],
  ["a shorter retention", { retention_months: 14 }],
  ["a processor that ends", { processors: ["two"] }],
  ["a processor that follows one that ended", { processors: ["one", "three"] }],
  ["a transfer that ends", { transfers: [] }],
  ["a higher age", { minimum_age: 16 }],
  ["a key of eligibility that is revoked", { eligibility: eligibilityOf([SECOND]) }],
  ["a partner that is no more", { partners: { ...PARTNERS, organisations: ["Ville de Nu"] } }],
  ["a partner's measure that ends", { partners: { ...PARTNERS, measures: { water: { measure: "water.volume" } } } }],
  ["an address of partners' that ends", { partners: { ...PARTNERS, base: undefined } }],
  ["no partners at all", { partners: undefined }],
];
test.each(AT_ONCE)("in force at once: %s", (_, change) => {
  expect(settingsNeedingNotice(termsWith({}), termsWith(change))).toEqual([]);
});

const TOLD: [keyof Terms, object][] = [
  ["k", { k: 12 }],
  ["k", { k: 10 }],
  ["budget", { budget: { epsilon: 1 } }],
  ["calendar", { calendar: { leaf: "never" } }],
  ["streams", { streams: 1 }],
  ["clamps", { clamps: { ...CLAMPS, "water.volume": { upper: 20, source: "a" } } }],
  ["currency", { currency: "CHF" }],
  ["sample", { sample: true }],
  ["expected_households", { expected_households: 90 }],
  ["measures", { measures: [...WAS.measures, "gas.energy"] }],
  ["attributes", { attributes: ["size", "heating", "surface"] }],
  ["attributes", { attributes: undefined }],
  ["purposes", { purposes: [...WAS.purposes, { fr: "c", en: "c" }] }],
  ["retention_months", { retention_months: 16 }],
  ["processors", { processors: ["one", "two", "three"] }],
  ["processors", { processors: undefined }],
  ["processors", { processors: ["one", "three"], transfers: [] }],
  ["transfers", { transfers: ["elsewhere"] }],
  ["transfers", { transfers: undefined }],
  ["minimum_age", { minimum_age: 14 }],
  ["eligibility", { eligibility: undefined }],
  ["eligibility", { eligibility: { ...eligibilityOf(EPOCHS), issuer: "https://other.example" } }],
  ["eligibility", { eligibility: eligibilityOf([FIRST, testEpoch("2028", "2028-01-01", "2029-01-01")]) }],
  ["partners", { partners: { ...PARTNERS, organisations: [...PARTNERS.organisations, "Xi"] } }],
  ["partners", { partners: { ...PARTNERS, measures: { water: { measure: "gas.energy" } } } }],
  ["partners", { partners: { ...PARTNERS, created_by: "another" } }],
];
test.each(TOLD)("people are told first of another %s: %j", (key, change) => {
  expect(settingsNeedingNotice(termsWith({}), termsWith(change))).toEqual([key]);
});

test("every term is tried above, both ways where it may end", () => {
  expect([...new Set(TOLD.map(([key]) => key))].sort()).toEqual(Object.keys(termsSchema.shape).sort());
});

const clock = (now: string) => () => new Date(now);
const STATED = {
  measures: ["water.volume"],
  eligibility: eligibilityOf(EPOCHS),
  processors: ["one"],
  retention_months: 15,
} satisfies SettingsInput;

async function withHome(work: (home: string) => Promise<void>): Promise<void> {
  await inFolder(async (folder) => {
    const home = join(folder, "home");
    const territory = writeTerritory(join(folder, "territory"), gridTerritory(2, 2));
    const settings = { ...STATED, contact: "old" };
    const commons = await openOperatedCommons({ home, territory, settings, clock: clock("2026-06-01T00:00:00Z") });
    await commons.donate(donation("m0l0", 9));
    await commons.close();
    await work(home);
  });
}
const logOf = (home: string) => JSON.parse(readFileSync(homePaths(home).log, "utf8"));

test("a home has its terms in the chain and in the public log from the start, and only about in commons.json", () =>
  withHome(async (home) => {
    const about = JSON.parse(readFileSync(homePaths(home).about, "utf8"));
    expect(Object.keys(about).sort()).toEqual(["contact", "languages", "name", "notes"]);
    const { entries, announcements } = logOf(home);
    expect([entries.map(({ kind }: { kind: string }) => kind), announcements]).toEqual([["key", "terms"], []]);
    expect(entries[1]).toMatchObject({ year: 2026, at: "2026-06-01T00:00:00.000Z", terms: { ...STATED, k: 11, streams: 1 } });
    expect(termsByYear(readHome(home), entries)(2026).settings).toMatchObject({ ...STATED, contact: "old" });
  }));

test("a term in commons.json is refused, and the refusal names the verb that states it; a contact is as it is edited", () =>
  withHome(async (home) => {
    const file = homePaths(home).about;
    const about = JSON.parse(readFileSync(file, "utf8"));
    writeFileSync(file, JSON.stringify({ ...about, k: 5, retention_months: 36 }));
    await expect(openOperatedCommons({ home })).rejects.toMatchObject({
      code: "invalid-settings",
      message:
        '/k: is a term and stands in the chain: "voisinage change" states another; /retention_months: is a term and stands in the chain: "voisinage change" states another',
    });
    writeFileSync(file, JSON.stringify({ ...about, contact: "new" }));
    const commons = await openOperatedCommons({ home, clock: clock("2026-06-02T00:00:00Z") });
    expect(commons.settings).toMatchObject({ contact: "new", k: 11 });
    await commons.close();
  }));

test("a stolen key is revoked at once, for contributors and in public the same day, and a later year must not bring it back", () =>
  withHome(async (home) => {
    const commons = await openOperatedCommons({ home, clock: clock("2026-11-20T09:00:00Z") });
    // The clock leapt from June to November: on what day this is nobody can tell yet.
    await expect(commons.change({ from: 2027, settings: { k: 12 } })).rejects.toMatchObject({ code: "clock-doubted" });
    commons.vault.erase({ trustClock: true });
    await commons.change({ from: 2027, settings: { k: 12 } });
    const revoked = { settings: { eligibility: eligibilityOf([SECOND]) } };
    await expect(commons.change(revoked)).rejects.toMatchObject({
      code: "change-too-late",
      message: expect.stringMatching(/^eligibility: the terms of 2027 would permit again what ends now\. .*change --from 2027/),
    });
    await commons.change({ ...revoked, from: 2027 });
    await commons.change(revoked);
    for (const year of [2026, 2027]) expect(commons.terms(year).settings.eligibility).toEqual(eligibilityOf([SECOND]));
    expect(commons.context.terms(commons.context.clock()).eligibility).toEqual(eligibilityOf([SECOND]));
    await commons.close();
    const { announcements } = logOf(home);
    expect(
      announcements.map(({ year, at, changes }: { year: number; at: string; changes: { setting: string }[] }) => [
        year,
        at.slice(0, 10),
        changes.map(({ setting }) => setting),
      ]),
    ).toEqual([
      [2027, "2026-11-20", ["k"]],
      [2027, "2026-11-20", ["eligibility"]],
      [2026, "2026-11-20", ["eligibility"]],
    ]);
    const { logs } = await verifyReleases([home]);
    expect(logs.flatMap(({ findings }) => findings)).toEqual([]);
  }));

test("tokens go on being asked for where a change does not speak of them; null, stated for a later year, ends it", () =>
  withHome(async (home) => {
    const commons = await openOperatedCommons({ home, clock: clock("2026-06-02T00:00:00Z") });
    await commons.change({ from: 2027, settings: { k: 12 } });
    await expect(commons.change({ settings: { eligibility: null } })).rejects.toMatchObject({ code: "change-too-late" });
    await commons.change({ from: 2028, settings: { eligibility: null } });
    expect([2027, 2028].map((year) => commons.terms(year).settings.eligibility)).toEqual([STATED.eligibility, undefined]);
    expect(logOf(home).announcements.at(-1).changes).toEqual([{ setting: "eligibility", was: expect.any(String), is: null }]);
    await commons.close();
  }));

test("a chain that cannot be read any more stands as it was last read, and that is told once", () =>
  inFolder(async (folder) => {
    const home = join(folder, "home");
    const territory = writeTerritory(join(folder, "territory"), gridTerritory(2, 2));
    const commons = await openOperatedCommons({ home, territory, settings: { measures: ["water.volume"], k: 7 } });
    const { entries } = await commons.ledger();
    await commons.close();
    let isBroken = true;
    const told: string[] = [];
    const of = termsOfYears({
      about: readHome(home).about,
      territories: memoryTerritories(),
      entries: () => {
        if (isBroken) throw new Refusal("ledger-broken", "entry 2 was changed");
        return entries;
      },
      notice: (line) => told.push(line),
    });
    // Nothing was read yet: there is nothing to go on with.
    expect(() => of(2026)).toThrow("entry 2 was changed");
    isBroken = false;
    expect(of(2026).settings.k).toBe(7);
    isBroken = true;
    for (const year of [2025, 2026, 2027]) expect(of(year).settings.k).toBe(7);
    expect(told).toEqual(["rights go on by the terms that were last read: entry 2 was changed [ledger-broken]"]);
  }));
