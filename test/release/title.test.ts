import { expect, test } from "vitest";
import { catalog } from "../../src/release/catalog.ts";
import { dataPackage } from "../../src/release/datapackage.ts";
import { commonsWithTerritory, dataSetTitle } from "../../src/release/index.ts";
import { descriptionFindings } from "../../src/verify/documents.ts";
import { sampleRelease } from "../support/release.ts";

test("a title has its subject first, then whose figures they are, once, then of when", () => {
  const commons = { fr: "Ville-Exemple, échantillon fictif", en: "Example-Town, made-up sample" };
  const territory = { fr: "Ville-Exemple (ville fictive)", en: "Example-Town (made up)" };
  const of = (domains: string[], period: string) =>
    dataSetTitle({ domains, commons, territory, which: { fr: period, en: period } });
  expect(of(["water"], "2025-03")).toEqual({
    fr: "Eau – Ville-Exemple, échantillon fictif (2025-03)",
    en: "Water – Example-Town, made-up sample (2025-03)",
  });
  expect(of(["gas", "water", "electricity", "water"], "2025").fr).toBe(
    "Eau, électricité, gaz – Ville-Exemple, échantillon fictif (2025)",
  );
  expect(of(["heat"], "2025").fr).toBe("heat – Ville-Exemple, échantillon fictif (2025)");
  expect(dataSetTitle({ domains: ["water"], commons, territory }).en).toBe("Water – Example-Town, made-up sample");
});

test("a commons whose name does not say where it is has its territory beside it", () => {
  expect(commonsWithTerritory("Compteurs citoyens", "Lyon")).toBe("Compteurs citoyens, Lyon");
  expect(commonsWithTerritory("Les compteurs de Lyon", "Lyon")).toBe("Les compteurs de Lyon");
  expect(commonsWithTerritory("Ville-Exemple, échantillon", "Ville-Exemple (ville fictive)")).toBe("Ville-Exemple, échantillon");
});

test("verify holds whose and when a title says, and not what a later version calls its topics", () => {
  const { manifest } = sampleRelease("unused", "2026");
  const full = { ...manifest, rows: { observations: 0, measurements: 0, distributions: 0, groups: 0 }, files: [] };
  const found = (change: (text: string) => string) =>
    descriptionFindings(full, {
      "datapackage.json": JSON.parse(change(JSON.stringify(dataPackage(manifest, [])))),
      "catalog.jsonld": JSON.parse(change(JSON.stringify(catalog(manifest, [])))),
    }).map(({ file }) => file);
  expect(found((text) => text)).toEqual([]);
  expect(
    found((text) => text.replaceAll("Water, electricity", "Tap water, power").replaceAll("Eau, électricité", "Eau")),
  ).toEqual([]);
  for (const [from, to] of [
    ["(2026)", "(2025)"],
    ["Communs du Bourg (", "Communs de la Ville ("],
    ["Town commons (", "City commons ("],
  ] as const)
    expect(found((text) => text.replaceAll(from, to))).toContain("catalog.jsonld");
});
