import { expect, test } from "vitest";
import { conformityOf, unstatedForPages } from "../../src/contract/public-service.ts";
import { parseSettings, type SettingsInput } from "../../src/contract/settings.ts";
import { PUBLIC_SERVICE } from "../texts/support.ts";

const unstated = (settings: SettingsInput, today = "2026-11-28") => unstatedForPages(parseSettings(settings), today);

test("an operator is told what the pages of a public service leave out, as paths of settings", () => {
  expect(unstated(PUBLIC_SERVICE)).toEqual({ unstated: [], warnings: [] });
  expect(unstated({}).unstated).toEqual([
    "controller.name",
    "controller.address",
    "controller.legal_form",
    "controller.registration",
    "contact",
    "dpo",
    "impact_assessment",
    "hosting",
    "backup_days",
    "source_code",
    "thumbprint_at",
    "publication.telephone",
    "publication.director",
    "publication.host",
    "accessibility.audit",
    "accessibility.not_conform",
    "accessibility.established_at",
    "accessibility.contact",
    "accessibility.plan",
  ]);
  // What maps draw has a source; a territory without outlines draws nothing.
  const drawn = { shapes: {}, context: {} };
  const ofMaps = (more: SettingsInput, territory: object) =>
    unstatedForPages(parseSettings(more), "2026-11-28", territory).unstated.filter((path) => path.startsWith("maps"));
  expect(ofMaps({}, drawn)).toEqual(["maps.outlines", "maps.background"]);
  expect(ofMaps({ maps: { outlines: { fr: "IGN", en: "IGN" } } }, drawn)).toEqual(["maps.background"]);
  expect(ofMaps({}, { shapes: {}, context: null })).toEqual(["maps.outlines"]);
  // A sample has no operator.
  expect(unstated({ sample: true }).unstated).toEqual([]);
});

test("what another country's law has is asked for there, and what cannot be missing is not", () => {
  const audit = { at: "2026-11-20", by: "x", rate: 100 };
  const accessibility = { audit, contact: "y", established_at: "2026-11-25" };
  expect(unstated({ ...PUBLIC_SERVICE, accessibility }).unstated).toEqual([
    "accessibility.audit.pages",
    "accessibility.audit.tools",
    "accessibility.plan",
  ]);
  expect(unstated({ ...PUBLIC_SERVICE, accessibility, country: "BE" }).unstated).toEqual([
    "accessibility.audit.standard",
    "accessibility.audit.pages",
    "accessibility.audit.tools",
    "accessibility.enforcement",
  ]);
});

test("an audit of tomorrow, and one that is older than three years, are warned of", () => {
  expect(unstated(PUBLIC_SERVICE, "2026-11-19").warnings[0]).toContain("must not be after today, 2026-11-19; got 2026-11-20");
  expect(unstated(PUBLIC_SERVICE, "2029-11-20").warnings).toEqual([]);
  expect(unstated(PUBLIC_SERVICE, "2029-11-21").warnings[0]).toContain("older than 3 years");
});

test("without an audit conformity is none in France and unsaid elsewhere, and a rate of 100 with something that does not conform is refused", () => {
  expect([conformityOf(parseSettings({})), conformityOf(parseSettings({ country: "BE" }))]).toEqual(["none", null]);
  const { accessibility } = PUBLIC_SERVICE;
  expect(() => parseSettings({ accessibility: { ...accessibility, audit: { ...accessibility.audit, rate: 100 } } })).toThrow(
    "/accessibility/not_conform: a rate of 100 has nothing that does not conform",
  );
  expect(() => parseSettings({ accessibility: { audit: { at: "2026-11-20", by: "x", rate: 101 } } })).toThrow(
    "/accessibility/audit/rate",
  );
});
