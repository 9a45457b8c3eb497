import { expect, test } from "vitest";
import { territoryHash } from "../../src/commons/territories.ts";
import type { LedgerEntry } from "../../src/contract/chain.ts";
import type { PublicLog } from "../../src/contract/log.ts";
import { parseSettings, type Settings, type SettingsInput, splitSettings } from "../../src/contract/settings.ts";
import { EMPTY_LOG } from "../../src/portal/portal.ts";
import { buildTerritory } from "../../src/territory/index.ts";
import { type ShownContents, shownFaults } from "../../src/verify/shown.ts";
import { gridTerritory } from "../support/territory.ts";

const territory = buildTerritory(gridTerritory(2, 2));
const other = buildTerritory(gridTerritory(2, 3));
const sha256 = territoryHash(territory);
const base: SettingsInput = { k: 11, measures: ["water.volume"], clamps: { "water.volume": { upper: 30, source: "a meter" } } };
const settingsOf = (change: SettingsInput = {}): Settings => parseSettings({ ...base, ...change });
const released = (settings = settingsOf(), year = 2025) => ({
  id: String(year),
  year,
  settings,
  territory: { id: territory.id, name: territory.name, levels: [...territory.levels], sha256 },
});
type Release = ShownContents["releases"][number]["manifest"];
interface Site {
  readonly settings?: Settings;
  readonly territory?: typeof territory;
  readonly inForce?: { readonly settings: Settings; readonly territory: typeof territory };
}
const found = (site: Site, releases: readonly Release[], log: PublicLog | null) => {
  const shown = { settings: settingsOf(), territory, ...site };
  return shownFaults({
    source: { settings: shown.settings, in_force: { settings: site.inForce?.settings ?? null, territory: null }, breaches: [] },
    territory: shown.territory,
    noticed: site.inForce?.territory ?? shown.territory,
    releases: releases.map((manifest) => ({ manifest })),
    log,
  });
};
const logOf = (entries: readonly object[], announcements: readonly object[] = []) =>
  ({ ...EMPTY_LOG, entries: entries as LedgerEntry[], announcements }) as PublicLog;

test.each([
  [{ k: 5 }, ["k is 5, and 11 in release 2025"]],
  [{ measures: ["water.volume", "electricity.energy"] }, [expect.stringContaining("measures is")]],
  [{ budget: { epsilon: 9 } }, [expect.stringContaining('budget is {"epsilon":9')]],
  [{ clamps: {} }, [expect.stringContaining("clamps is {}")]],
  [{ retention_months: 12 }, ["retention_months is 12, and not there in release 2025"]],
  [{ currency: "CHF" }, [expect.stringContaining("currency is")]],
  [{ sample: true }, ["sample is true, and false in release 2025"]],
] as [SettingsInput, unknown[]][])("what is signed stands: %j", (change, faults) => {
  const held = found({ settings: settingsOf(change) }, [released()], null);
  expect([held.faults.map(({ detail }) => detail), held.mended]).toEqual([faults, []]);
});

test("names and contacts are free to edit; that they were is told", () => {
  const mended: SettingsInput = {
    contact: "new@commons.example",
    name: { fr: "Autre", en: "Other" },
    dois: { "2025": "10.5281/zenodo.1" },
  };
  const held = found({ settings: settingsOf(mended) }, [released()], null);
  expect([held.faults, held.mended]).toEqual([[], Object.keys(mended).sort()]);
});

const stated = (settings: Settings, o: { year?: number; territory?: string } = {}, seq = 1) => ({
  kind: "terms",
  seq,
  year: o.year ?? 2025,
  at: "2025-01-05T00:00:00.000Z",
  terms: splitSettings(settings).terms,
  territory: o.territory ?? sha256,
});

test("the newest year's terms are those that figures are shown with, as made or as in force since; the notice's are any signed ones", () => {
  const releases = [released(settingsOf({ k: 20 }), 2026), released()];
  expect(found({ settings: settingsOf({ k: 20 }) }, releases, null).faults).toEqual([]);
  expect(found({}, releases, null).faults).toHaveLength(1);
  const shorter = settingsOf({ retention_months: 9 });
  const since = logOf([stated(settingsOf()), stated(shorter, {}, 2)]);
  expect(found({ settings: shorter }, [released()], since).faults).toEqual([]);
  const notice = (k: number) => ({ inForce: { settings: settingsOf({ k }), territory } });
  const log = logOf([stated(settingsOf({ k: 12 }), { year: 2026 })]);
  expect(found(notice(12), [released()], log).faults).toEqual([]);
  expect(found(notice(13), [released()], log).faults).toEqual([
    { part: "settings", detail: expect.stringMatching(/^of the notice, k is 13, and 1[12] in releases and log$/) },
  ]);
});

test("a notice of terms that others took the place of is found, of a year that is over too", () => {
  const at = "2026-03-01T00:00:00.000Z";
  const [first, second, third] = [12, 13, 14].map((k) => settingsOf({ k })) as [Settings, Settings, Settings];
  const log = logOf([stated(first), { ...stated(second, { year: 2026 }, 2), at }, { ...stated(third, { year: 2027 }, 3), at }]);
  const faults = (settings: Settings) => found({ inForce: { settings, territory } }, [], log).faults.map(({ detail }) => detail);
  expect(faults(first)).toContainEqual(expect.stringMatching(/^of the notice, k is 12, and 1[34] in releases and log$/));
  for (const standing of [second, third]) expect(faults(standing).filter((one) => one.startsWith("of the notice"))).toEqual([]);
});

test("a territory is a release's; before there is one, the log's; the notice's may have been stated", () => {
  expect(found({ territory: other }, [released()], null).faults.map(({ part }) => part)).toContain("territory");
  const log = (o: { territory?: string } = {}) => logOf([stated(settingsOf(), o)]);
  expect(found({}, [], log())).toEqual({ faults: [], mended: [], notes: [] });
  expect(found({ territory: other }, [], log()).faults).toHaveLength(1);
  expect(found({}, [], null).notes).toEqual([expect.stringContaining("nothing signed tells the terms")]);
  const noticed = { inForce: { settings: settingsOf(), territory: other } };
  expect(found(noticed, [released()], null).faults).toHaveLength(1);
  expect(found(noticed, [released()], log({ territory: territoryHash(other) })).faults).toEqual([]);
});

test("which areas are only children is the territory's to say: a release that says otherwise shared its gates out by it", () => {
  const twins = buildTerritory(gridTerritory(2, 1));
  const said = (only_children?: string[][]) => {
    const one = released();
    const own = { ...one.territory, sha256: territoryHash(twins), ...(only_children ? { only_children } : {}) };
    return found({ territory: twins }, [{ ...one, territory: own }], null).faults.map(({ detail }) => detail);
  };
  expect(said([["leaf"]])).toEqual([]);
  expect(said()).toEqual(['only children are at the levels [["leaf"]]; release 2025 says [[]]']);
  expect(said([["middle", "leaf"]])).toEqual([expect.stringContaining('release 2025 says [["middle","leaf"]]')]);
});

test("every term is firm", () => {
  const change: SettingsInput = {
    ...{ k: 12, budget: { epsilon: 9 }, calendar: { w: "year" }, streams: 1, measures: ["gas.energy"] },
    ...{
      purposes: ["research"],
      retention_months: 7,
      processors: [{ name: "Host", purpose: { fr: "–", en: "–" }, place: "FR" }],
    },
  } as never;
  const signed = settingsOf({ retention_months: 12, processors: [], streams: 2 });
  for (const key of Object.keys(change)) {
    const shown = { ...signed, [key]: (change as Record<string, unknown>)[key] } as Settings;
    expect([key, found({ settings: shown }, [released(signed)], null).faults.length]).toEqual([key, 1]);
  }
});
