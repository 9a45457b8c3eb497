import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseSettings, type SettingsInput } from "../../src/contract/settings.ts";
import { TEXTS } from "../../src/texts/files.ts";
import { type Language, type ServicePage, servicePage } from "../../src/texts/index.ts";
import { COPIED, PUBLIC_SERVICE, plainText } from "./support.ts";

const said = (page: ServicePage, settings: SettingsInput, language: Language = "fr") =>
  plainText(servicePage(TEXTS, page, parseSettings(settings), language));

/** Every text that somebody wrote into settings. */
function wordsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return value !== null && typeof value === "object" ? Object.values(value).flatMap(wordsIn) : [];
}

test("all that a public service stated is said, once in each language", () => {
  for (const language of ["fr", "en"] as const) {
    const text = said("accessibility", PUBLIC_SERVICE, language) + said("legal", PUBLIC_SERVICE, language);
    const other = language === "fr" ? "en" : "fr";
    const { audit, ...points } = PUBLIC_SERVICE.accessibility;
    const wanted = wordsIn([PUBLIC_SERVICE.publication, PUBLIC_SERVICE.controller, audit.by, audit.pages, audit.tools]);
    for (const word of wanted) expect(text).toContain(word);
    for (const [point] of [points.not_conform, points.disproportionate, points.exempt]) {
      expect(text).toContain(point[language]);
      expect(text).not.toContain(point[other]);
    }
    expect(text).not.toMatch(/pas précisé|not stated/);
  }
});

test("what nobody stated is not made up: no audit, no rate, no name, no address", () => {
  const text = said("accessibility", {}) + said("legal", {});
  expect(text).not.toMatch(/ %|conformes? au|[\w.]+@[\w.]+/);
  const missing = said("legal", {}).split("L’opérateur n’a pas précisé :")[1]?.split("Qui héberge")[0];
  for (const each of [
    "qui est l’éditeur",
    "son adresse",
    "sa forme juridique",
    "comment le joindre",
    "son téléphone",
    "qui dirige la publication",
  ])
    expect(missing).toContain(each);
  // One row is no table.
  expect(said("legal", {})).toContain("Ces pages sont le site «");
  expect(said("legal", {}).split("Qui héberge")[0]).not.toContain("rubrique");
  expect(text).toContain("Hébergeur : l’opérateur ne l’a pas précisé");
  expect(text).toContain("Contact pour l’accessibilité : l’opérateur ne l’a pas précisé");
  expect(text).toContain("Ces pages sont non conformes : le référentiel général d’amélioration de l’accessibilité (RGAA)");
  expect(text).toContain("Date de la déclaration : l’opérateur ne l’a pas précisé");
  expect(said("accessibility", {}, "en")).toContain("no accessibility audit is stated");
});

test("without an audit, the statement lists what the makers' own notes leave open, theme by theme; with one, the auditor's list alone", () => {
  const notes = readFileSync(new URL("../../docs/accessibility.md", import.meta.url), "utf8");
  const open = [...notes.matchAll(/^\| (\d+) \w.*\| ([^|]+) \|$/gm)].flatMap(([, theme, left]) => (left === "–" ? [] : [theme]));
  expect(open.length).toBeGreaterThan(5);
  for (const language of ["fr", "en"] as const) {
    const themes = (settings: SettingsInput) => {
      const { sections } = servicePage(TEXTS, "accessibility", parseSettings(settings), language);
      const part = JSON.stringify(sections.find(({ id }) => id === "not-accessible"));
      return [...part.matchAll(/\((\d+)\)\s?:/g)].map(([, theme]) => theme);
    };
    expect(themes({})).toEqual(open);
    expect(themes(PUBLIC_SERVICE)).toEqual([]);
  }
});

test("the accessibility statement has the parts that France's form asks for, in its order", () => {
  const titles = servicePage(TEXTS, "accessibility", parseSettings(PUBLIC_SERVICE), "fr").sections.map(({ title }) => title);
  expect(titles).toEqual([
    "État de conformité",
    "Résultats des tests",
    "Contenus non accessibles",
    "Établissement de cette déclaration",
    "Retour d’information et contact",
    "Voies de recours",
  ]);
  expect(said("accessibility", PUBLIC_SERVICE)).toContain("Cette déclaration a été établie le 25 novembre 2026");
  // What an audit found nothing of is said to be nothing that is declared, and a plan that nobody stated to be missing.
  const bare = said("accessibility", audited(70));
  expect(bare).toContain("charge disproportionnée : aucune n’est déclarée");
  expect(bare).toContain("obligation d’accessibilité : aucun n’est déclaré");
  expect(bare).toContain("Schéma pluriannuel de mise en accessibilité : l’opérateur ne l’a pas précisé");
  expect(said("accessibility", audited(70, { country: "BE" }))).not.toContain("Schéma pluriannuel");
});

test("the legal notice says where the data were taken from, where no household brought them", () => {
  expect(said("legal", { origin: { fr: "ADEME, DPE", en: "ADEME" } })).toContain("Données d’origine : ADEME, DPE.");
  expect(said("legal", {})).not.toContain("Données d’origine");
  // A source is cited with its date, which the licence asks for: where nobody stated it, that is said.
  expect(said("legal", { origin: { fr: "ADEME, DPE", en: "ADEME" } })).toContain("Date de la source inconnue");
  const dated = said("legal", COPIED);
  expect(dated).toContain(`Date de la source : ${COPIED.origin.dated.fr}`);
  expect(dated).not.toContain("inconnue");
});

test("the legal notice names the source of the maps, and promises none that nobody stated", () => {
  expect(said("legal", {})).toContain("gardent celle de leur source, que l’opérateur n’a pas précisée.");
  const maps = { outlines: { fr: "IGN, IRIS.", en: "IGN" }, background: { fr: "OSM", en: "OSM" } };
  expect(said("legal", { maps })).toContain("gardent celle de leur source. Contours : IGN, IRIS. Fond : OSM.");
  expect(said("legal", { maps: { outlines: maps.outlines } })).not.toContain("Fond :");
});

test("the legal notice says where the program is, once that is stated", () => {
  expect(said("legal", PUBLIC_SERVICE)).toContain(`Apache 2.0 : ${PUBLIC_SERVICE.source_code}.`);
  expect(said("legal", {})).toContain("Apache 2.0.");
});

const audited = (rate: number, more: SettingsInput = {}): SettingsInput => ({
  ...more,
  accessibility: { audit: { at: "2026-11-20", by: "Cabinet Nu", rate } },
});

test.each([
  [100, "totalement conformes au référentiel RGAA 4.1"],
  [99.96, "partiellement conformes au référentiel RGAA 4.1"],
  [50, "partiellement conformes au référentiel RGAA 4.1"],
  [49.99, "non conformes au référentiel RGAA 4.1"],
])("with %s of 100 criteria met: %s, and the rate as it was stated", (rate, sentence) => {
  const text = said("accessibility", audited(rate));
  expect(text).toContain(sentence);
  expect(text).toContain(`L’audit du 20 novembre 2026, mené par Cabinet Nu, conclut que ${String(rate).replace(".", ",")} %`);
});

test("France has the RGAA and the Défenseur des droits; another country has what its operator stated, and nothing of France's", () => {
  expect(said("accessibility", audited(70))).toMatch(/Défenseur des droits.*71120/s);
  const elsewhere = said("accessibility", audited(70, { country: "BE" })) + said("legal", { country: "BE" });
  expect(elsewhere).not.toMatch(/RGAA|Défenseur|directeur/);
  expect(elsewhere).toContain("au référentiel (l’opérateur n’a pas précisé lequel)");
  const stated = said("accessibility", {
    country: "BE",
    accessibility: { enforcement: { name: "BOSA", url: "https://bosa.example/" } },
  });
  expect(stated).toContain("vous pouvez vous adresser à : BOSA, https://bosa.example/.");
  expect(stated).not.toContain("À qui s’adresser alors");
});

test("what one thing lacks is named alone, and the sample's made-up publisher is said to be that", () => {
  const named = said("legal", {
    controller: { name: "Ville Nu", legal_form: "commune" },
    contact: "bonjour@nu.example",
    sample: true,
  });
  expect(named).toMatch(/éditeur et ses coordonnées sont inventés/);
  expect(named).toMatch(/pas précisé :\s*-?\s*son adresse\s*-?\s*son téléphone\s*-?\s*qui dirige la publication/);
  expect(said("legal", { sample: true })).toContain("Personne n’en est l’éditeur");
});

test("without a contact for accessibility the general one is given, and said to be that", () => {
  expect(said("accessibility", { contact: "bonjour@nu.example" })).toContain("bonjour@nu.example (contact général");
  expect(said("accessibility", { sample: true })).toContain("Aucun organisme ne fait cette déclaration");
});
