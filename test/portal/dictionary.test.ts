import { afterAll, beforeAll, expect, test } from "vitest";
import { parseSettings } from "../../src/contract/settings.ts";
import { DOMAINS, MEASURES } from "../../src/domains/index.ts";
import { portalApp } from "../../src/portal/index.ts";
import { dictionarySchema } from "../../src/portal/schemas.ts";
import { problemOf, read, type SamplePortal, samplePortal } from "../support/portal.ts";

let portal: SamplePortal;
beforeAll(async () => {
  portal = await samplePortal();
});
afterAll(() => portal.close());

const of = (id: string, language: "fr" | "en", app = portal.app) =>
  read(app, `/v1/datasets/${id}/dictionary?lang=${language}`, dictionarySchema);

/** All words of a dictionary. */
const said = (document: object) => JSON.stringify(document);

test("it says whom the figures stand for and how they were protected, in both languages", async () => {
  const french = await of("water", "fr");
  expect(french.title).toBe("Dictionnaire des données : Eau");
  expect(said(french)).toContain("Les foyers comptés de Bourg, et eux seuls");
  expect(said(french)).toContain("au moins 11 foyers");
  expect(said(french)).toContain("ε = 4, δ = 10⁻⁶");
  expect(said(french)).toContain("Foyers inventés");
  const english = await of("water", "en");
  expect(said(english)).toContain("ε = 4, δ = 10⁻⁶");
  expect(said(english)).toContain("Only the homes counted in Town: those whose measure is known here");
  expect(english.sections.map(({ id }) => id)).toEqual(french.sections.map(({ id }) => id));
  expect(english.sections.map(({ id }) => id).slice(0, 2)).toEqual(["population", "protection"]);
});

test("no dictionary says that a figure is of everybody", async () => {
  for (const id of ["water", "electricity"]) {
    for (const language of ["fr", "en"] as const) {
      expect(said(await of(id, language))).not.toMatch(
        /\ball (homes|households|inhabitants)\b|tous les (ménages|habitants)|tous les foyers(?! comptés)/i,
      );
    }
  }
});

test("it follows settings and domains: clamp, unit, kinds of homes, notes, and every domain has one", async () => {
  const settings = parseSettings({
    k: 20,
    currency: "CHF",
    budget: { epsilon: 1.5 },
    clamps: { "water.volume": { upper: 33, source: { fr: "un de nos compteurs", en: "a meter of ours" } } },
    notes: { "water.volume": { fr: "Estimé.", en: "Estimated." } },
    origin: { fr: "ADEME", en: "ADEME, certificates" },
  });
  const app = portalApp({ releases: [], commons: settings, territory: portal.territory, webRoot: null, clock: portal.clock });
  const water = said(await of("water", "en", app));
  for (const part of [
    "at least 20 dwellings",
    "ε = 1.5",
    "33 (source: a meter of ours)",
    "Estimated.",
    "Only the dwellings in these data: ADEME, certificates.",
  ])
    expect(water).toContain(part);
  expect(said(await of("water", "fr", app))).toContain("un de nos compteurs");
  expect(water).not.toContain("Made-up");
  // Nobody contributed: dwellings are counted, in every sentence and column.
  expect(water).not.toMatch(/\b(counted homes|homes counted|kinds? of homes?|contributed)\b/);
  const { sections, tables } = await of("water", "fr", app);
  expect(JSON.stringify([sections, tables])).not.toMatch(/foyer|contribué/);
  for (const domain of DOMAINS) {
    const text = said(await of(domain.id, "fr", app));
    for (const { measure } of MEASURES.filter((ref) => ref.domain === domain)) {
      expect(text).toContain(measure.unit === "currency" ? "CHF" : `"${measure.unit}"`);
      for (const { code, labels } of measure.similarity.classes) expect(text).toContain(JSON.stringify([code, labels.fr]));
      // Who sums kinds of homes is told which ones count the homes of others again.
      for (const { code, labels, classes } of measure.similarity.rungs)
        expect(text).toContain(JSON.stringify([code, `${labels.fr} (réunit ${classes.join(", ")})`]));
    }
  }
});

test("it lists every column of every table of a release, and the codes in use", async () => {
  const { tables, sections } = await of("water", "en");
  expect(tables.map(({ name }) => name)).toEqual(["observations", "measurements", "distributions", "groups"]);
  const codes = said(sections.find(({ id }) => id === "codes") ?? {});
  for (const code of ["A", "E", "U", "Q", "M", "P", "F", "D", "COUNT", "P90", "modelled"]) expect(codes).toContain(`"${code}"`);
});

test("it tells what is withheld from what is too imprecise, what is per month, and why a bound is below zero", async () => {
  const french = said(await of("water", "fr"));
  expect(french).toContain(
    "Q et CONF_STATUS A : pas assez de foyers ; Q et D : retenu, pour en protéger un autre ; Q et F : trop imprécis",
  );
  expect(french).toContain("même pour un trimestre ou une année");
  expect(french).toContain("Une borne négative vient du flou seul");
  const codes = async (dimension: string) =>
    ((await (await portal.app.request(`/v1/datasets/water/codes/${dimension}?lang=en`)).json()) as { codes: object[] }).codes;
  expect(await codes("UNIT_MEASURE")).toEqual(
    expect.arrayContaining([
      { id: "m3", label: "m³ per month" },
      { id: "households", label: "homes" },
    ]),
  );
  expect(await codes("OBS_STATUS")).toContainEqual({ id: "Q", label: "no value: see CONF_STATUS" });
  const dataset = (await (await portal.app.request("/v1/datasets/water?lang=fr")).json()) as { measures: object[] };
  expect(dataset.measures).toEqual([expect.objectContaining({ unit: "m3", unit_label: "m³ par mois" })]);
});

test("an unknown dataset has none", async () => {
  const response = await portal.app.request("/v1/datasets/nothing/dictionary");
  expect(response.status).toBe(404);
  expect((await problemOf(response)).type).toBe("/problems/not-found");
});
