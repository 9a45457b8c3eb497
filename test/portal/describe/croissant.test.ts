import { afterAll, beforeAll, expect, test } from "vitest";
import { TABLES } from "../../../src/contract/tables.ts";
import { portalApp } from "../../../src/portal/index.ts";
import { loadReleases } from "../../../src/release/index.ts";
import { type SamplePortal, samplePortal } from "../../support/portal.ts";
import { graph } from "../../support/rdf.ts";

const CR = "http://mlcommons.org/croissant/";
const SC = "https://schema.org/";
const TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

interface File {
  readonly "@id": string;
  readonly contentUrl: string;
  readonly contentSize: string;
  readonly sha256: string;
}
interface Document {
  readonly distribution: readonly File[];
  readonly recordSet: readonly {
    readonly "@id": string;
    readonly key: readonly { readonly "@id": string }[];
    readonly field: readonly {
      readonly "@id": string;
      readonly source: { readonly fileObject: { readonly "@id": string }; readonly extract: { readonly column: string } };
    }[];
  }[];
  readonly [name: string]: unknown;
}

let portal: SamplePortal;
beforeAll(async () => {
  portal = await samplePortal();
});
afterAll(() => portal.close());

const described = async (id: string, app = portal.app) =>
  (await (await app.request(`http://data.example.org/v1/releases/${id}/croissant.json`)).json()) as Document;

test("it has what Croissant 1.0 makes mandatory, of the dataset, its files and its fields", async () => {
  const document = await described("2026");
  for (const name of ["@context", "name", "description", "license", "url", "creator", "datePublished", "citeAs", "version"])
    expect([name, document[name]]).toEqual([name, expect.anything()]);
  expect(document).toMatchObject({
    "@type": "sc:Dataset",
    conformsTo: "http://mlcommons.org/croissant/1.0",
    isAccessibleForFree: true,
  });
  expect(document.distribution).toHaveLength(9);
  for (const file of document.distribution)
    for (const name of ["@id", "name", "contentUrl", "encodingFormat", "sha256"])
      expect([name, file[name as keyof File]]).toEqual([name, expect.any(String)]);
});

test("read as JSON-LD, its nodes have the classes of Croissant and its fields schema.org's types", async () => {
  const triples = [...(await graph(await described("2026"), "http://data.example.org/"))];
  const classes = new Map<string, number>();
  for (const { object } of triples.filter(({ predicate }) => predicate.value === TYPE))
    classes.set(object.value, (classes.get(object.value) ?? 0) + 1);
  expect(classes.get(`${SC}Dataset`)).toBe(1);
  expect(classes.get(`${CR}FileObject`)).toBe(9);
  expect(classes.get(`${CR}RecordSet`)).toBe(TABLES.length);
  expect(classes.get(`${CR}Field`)).toBe(TABLES.reduce((sum, { columns }) => sum + columns.length, 0));
  const types = triples.filter(({ predicate }) => predicate.value === `${CR}dataType`).map(({ object }) => object.value);
  expect(new Set(types)).toEqual(new Set(["Text", "Float", "Integer"].map((name) => SC + name)));
});

test("files are where it says, with that size and hash; fields are columns of files that it lists", async () => {
  const document = await described("2026");
  const files = new Map(document.distribution.map((file) => [file["@id"], file]));
  const { releases } = await loadReleases(portal.releases);
  const manifest = releases.find(({ id }) => id === "2026")!.manifest;
  for (const { contentUrl, contentSize, sha256, "@id": name } of files.values()) {
    const listed = manifest.files.find((file) => file.name === name)!;
    expect([contentSize, sha256]).toEqual([`${listed.bytes} B`, listed.sha256]);
    expect((await portal.app.request(contentUrl, { method: "HEAD" })).status).toBe(200);
  }
  for (const table of TABLES) {
    const set = document.recordSet.find((one) => one["@id"] === table.name)!;
    expect(set.field.map(({ source }) => source.extract.column)).toEqual(table.columns.map(({ name }) => name));
    expect(set.field.map(({ source }) => files.has(source.fileObject["@id"]))).not.toContain(false);
    const ids = set.field.map((field) => field["@id"]);
    expect(set.key.every((key) => ids.includes(key["@id"]))).toBe(true);
  }
});

test("it says whom the figures stand for, how they were protected, and a DOI only where there is one", async () => {
  expect(await described("2026")).toMatchObject({
    description: expect.stringContaining("they do not describe all homes of the territory"),
    measurementTechnique: expect.stringContaining("at most ε = 4 per household and year"),
    identifier: expect.stringMatching(/^ni:/),
    temporalCoverage: "2026-01-01/2026-12-31",
  });
  const { releases } = await loadReleases(portal.releases);
  const commons = { ...portal.commons, dois: { "2026": "10.5281/zenodo.7" } };
  const app = portalApp({ releases, commons, territory: portal.territory, webRoot: null, clock: portal.clock });
  expect((await described("2026", app)).identifier).toEqual([expect.stringMatching(/^ni:/), "https://doi.org/10.5281/zenodo.7"]);
});
