import fc from "fast-check";
import { expect, test } from "vitest";
import type { Refusal } from "../../src/contract/problem.ts";
import {
  asksForContributions,
  missingSettings,
  refuseUnready,
  unnamedController,
  unnamedWarning,
  unreadyWarning,
} from "../../src/contract/readiness.ts";
import { parseSettings, retentionMonths, type SettingsInput } from "../../src/contract/settings.ts";
import { HTTP_SETTINGS } from "../support/commons.ts";

const NOW = new Date("2026-02-10T12:00:00Z");
const COMPLETE = {
  ...HTTP_SETTINGS,
  impact_assessment: { approved_at: "2026-02-10", by: "The board" },
} satisfies SettingsInput;
const NAMED = { controller: { name: "Ville de Nu", contact: "bonjour@nu.example" } };
const NEEDED = Object.keys(COMPLETE) as (keyof typeof COMPLETE)[];

const refusal = (settings: SettingsInput): Refusal | null => {
  try {
    refuseUnready(parseSettings(settings), NOW);
    return null;
  } catch (error) {
    return error as Refusal;
  }
};

test("whatever is left out, exactly that is named", () => {
  fc.assert(
    fc.property(fc.subarray(NEEDED), (given) => {
      const settings = Object.fromEntries(given.map((name) => [name, COMPLETE[name]]));
      const lacking = NEEDED.filter((name) => !given.includes(name));
      const refused = refusal(settings);
      expect(refused?.code).toBe(lacking.length === 0 ? undefined : "not-ready");
      expect(refused?.faults.map(({ parameter }) => parameter) ?? []).toEqual(lacking);
      expect(refused?.message ?? lacking.join(", ")).toContain(lacking.join(", "));
    }),
  );
});

test("retention counts as stated even at its default, and not when it is left to it", () => {
  const { retention_months: _, ...rest } = COMPLETE;
  expect(retentionMonths(parseSettings(rest))).toBe(15);
  expect(refusal(rest)?.faults.map(({ parameter }) => parameter)).toEqual(["retention_months"]);
  expect(refusal(COMPLETE)).toBeNull();
});

test("a commons whose readings were taken from elsewhere takes no contributions, whatever else it states", () => {
  for (const rest of [COMPLETE, { sample: true } as const]) {
    const settings = parseSettings({ ...rest, origin: { fr: "ADEME", en: "ADEME" } });
    expect(refusal({ ...rest, origin: settings.origin })).toMatchObject({ code: "not-ready", faults: [{ parameter: "origin" }] });
    const named = parseSettings({ ...rest, ...NAMED });
    expect([asksForContributions(settings), asksForContributions(named)]).toEqual([false, true]);
  }
});

test("pages ask nobody before the controller is named with a contact, HTTP does not wait for it, and made-up households have none", () => {
  for (const [part, missing] of [
    [{}, ["controller", "contact"]],
    [{ contact: "bonjour@nu.example" }, ["controller"]],
    [{ controller: { name: "Ville de Nu" } }, ["contact"]],
    [{ controller: { name: "Ville de Nu" }, contact: "bonjour@nu.example" }, []],
    [NAMED, []],
  ] as const) {
    const settings = parseSettings({ ...COMPLETE, ...part });
    expect(unnamedController(settings)).toEqual(missing);
    expect(asksForContributions(settings)).toBe(missing.length === 0);
    expect(unnamedWarning(settings) === null).toBe(missing.length === 0);
    expect(refusal({ ...COMPLETE, ...part })).toBeNull();
  }
  expect([unnamedController(parseSettings({ sample: true })), unnamedWarning(parseSettings({ sample: true }))]).toEqual([
    [],
    null,
  ]);
});

test("an empty list of processors is a statement", () => {
  expect(refusal({ ...COMPLETE, processors: [] })).toBeNull();
});

test.each([
  ["2026-02-09", 0],
  ["2026-02-10", 0],
  ["2026-02-11", 1],
])("an assessment approved on %s, seen on 2026-02-10, leaves %i missing", (approved_at, missing) => {
  const settings = parseSettings({ ...COMPLETE, impact_assessment: { approved_at, by: "The board" } });
  const found = missingSettings(settings, NOW);
  expect(found).toHaveLength(missing);
  for (const { detail } of found)
    expect(detail).toBe(`impact_assessment.approved_at must not be after today, 2026-02-10; got ${approved_at}`);
});

test("made-up households need no statement", () => {
  expect(refusal({ sample: true })).toBeNull();
  expect(unreadyWarning(parseSettings({ sample: true }), NOW)).toBeNull();
});

test("a copy, which takes no contributions, is warned of none that it would refuse", () => {
  const copy = { origin: { fr: "Registre", en: "Register" } };
  expect(unreadyWarning(parseSettings({ ...COMPLETE, ...copy, retention_months: undefined }), NOW)).toBeNull();
});

test("the warning names the same, on one line", () => {
  expect(unreadyWarning(parseSettings(COMPLETE), NOW)).toBeNull();
  expect(unreadyWarning(parseSettings({ ...COMPLETE, retention_months: undefined }), NOW)).toMatch(
    /^the settings do not state retention_months: .+\[not-ready\]$/,
  );
});

test.each<[SettingsInput, RegExp]>([
  [{ backup_days: 3651 }, /\/backup_days.*3650.*got 3651/],
  [{ backup_days: -1 }, /\/backup_days.*got -1/],
  [{ minimum_age: 12 }, /\/minimum_age.*13.*got 12/],
  [{ minimum_age: 19 }, /\/minimum_age.*18.*got 19/],
  [{ country: "France" }, /\/country.*ISO 3166-1.*got "France"/],
  [{ hosting: { name: "here", country: "fr" } }, /\/hosting\/country.*got "fr"/],
  [{ purposes: [] }, /\/purposes/],
])("settings of the operator out of bounds are refused: %j", (settings, words) => {
  expect(() => parseSettings(settings)).toThrow(words);
});
