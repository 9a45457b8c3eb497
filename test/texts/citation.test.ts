import { toJSON } from "@orcid/bibtex-parse-js";
import { expect, test } from "vitest";
import { basisOf, CITATIONS, type Citation, citationOfCsl } from "../../src/texts/citation.ts";

const release: Citation = {
  language: "fr",
  key: "voisinage-bourg-2025",
  author: "Ville du Bourg",
  title: "Statistiques protégées : Bourg, 2025",
  version: "2025",
  kind: "Jeu de données",
  publisher: "Communs du Bourg",
  day: "2026-02-01",
  url: "https://data.example.org/explore.html?period=2025",
  doi: "10.5281/zenodo.1234",
  identifier: "ni:///sha-256;abc_def",
  licence: "etalab-2.0",
};

/** Rows of it, as a page cites them. */
const rows: Citation = {
  ...release,
  key: "voisinage-bourg-2025-water-volume-mean",
  title: "Eau, en moyenne, par secteur de Nord, en 2025, pour tous les foyers",
  within: release.title,
  kind: "Extrait de jeu de données",
  url: "https://data.example.org/explore?view=map&measure=water.volume",
};

test("a release that is read from its CSL-JSON is cited to the letter as it was", () => {
  for (const doi of [release.doi, undefined]) {
    const item = JSON.parse(CITATIONS.csl.write({ ...release, doi }))[0];
    const back = citationOfCsl(item, release.licence);
    for (const { write } of Object.values(CITATIONS)) expect(write(back)).toBe(write({ ...release, doi }));
  }
});

test("every format has the day of publication and the licence", () => {
  const days = {
    bibtex: "year = {2026},\n  month = {2},\n  day = {1}",
    ris: "2026/02/01",
    csl: "2026,\n          2,\n          1",
    text: "(1er février 2026)",
  };
  for (const [format, { write }] of Object.entries(CITATIONS)) {
    expect(write(release)).toContain(days[format as keyof typeof days]);
    expect(write(release)).toContain("Licence : etalab-2.0");
    expect(write({ ...release, language: "en" })).toContain("Licence: etalab-2.0");
  }
  expect(CITATIONS.text.write({ ...release, language: "en", day: "2026-12-01" })).toContain("(1 December 2026)");
});

test("what readings were taken from, and that they are modelled, is said in every format and read back", () => {
  const origin = { fr: "un registre", en: "a register" };
  const basis = basisOf(origin, ["Coûts modélisés."], "fr");
  expect(basis).toBe("Données d’origine : un registre. Date de la source : non précisée. Coûts modélisés.");
  const dated = { ...origin, dated: { fr: "janvier 2026.", en: "January 2026" } };
  expect(basisOf(dated, [], "en")).toBe("Taken from: a register. Date of the source: January 2026.");
  expect(basisOf(dated, [], "fr")).toBe("Données d’origine : un registre. Date de la source : janvier 2026.");
  expect(basisOf(undefined, ["Coûts modélisés."], "fr")).toBeUndefined();
  const taken = { ...release, basis };
  const back = citationOfCsl(JSON.parse(CITATIONS.csl.write(taken))[0], release.licence);
  expect(back.identifier).toBe(release.identifier);
  for (const { write } of Object.values(CITATIONS)) {
    expect(write(taken)).toContain(basis);
    expect(write(back)).toBe(write(taken));
  }
});

test("rows are cited by their own title and address, as a part of the release that hash and DOI name", () => {
  expect(CITATIONS.text.write(rows)).toBe(
    `Ville du Bourg (1er février 2026). ${rows.title} [Extrait de jeu de données]. Dans : ${release.title} (version 2025). Communs du Bourg. https://doi.org/10.5281/zenodo.1234. ${rows.url}. Empreinte : ni:///sha-256;abc_def. Licence : etalab-2.0.\n`,
  );
  expect(CITATIONS.text.write({ ...rows, language: "en", publisher: rows.author, doi: undefined })).toContain(
    `. In: ${release.title} (version 2025). ${rows.url}. Hash: `,
  );
  const [entry] = toJSON(CITATIONS.bibtex.write(rows));
  expect(entry?.entryTags).toMatchObject({
    title: `{${rows.title}}`,
    howpublished: `Extrait de jeu de données. Dans : ${release.title}`,
    url: rows.url,
    doi: release.doi,
  });
  expect(CITATIONS.ris.write(rows)).toContain(`\r\nTI  - ${rows.title}\r\nT2  - ${release.title}\r\n`);
  expect(JSON.parse(CITATIONS.csl.write(rows))[0]).toMatchObject({ title: rows.title, "container-title": release.title });
});
