import { fileURLToPath } from "node:url";
import type { Quad } from "@rdfjs/types";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseSettings } from "../../../src/contract/settings.ts";
import { ROOT_SITE } from "../../../src/portal/addresses.ts";
import { describedFigures } from "../../../src/portal/describe/description.ts";
import { PAGE_SIZE, siteCatalogue } from "../../../src/portal/describe/site-catalogue.ts";
import { portalApp } from "../../../src/portal/index.ts";
import { makeLibrary } from "../../../src/portal/library.ts";
import { DESCRIPTION, provenance } from "../../../src/release/dcat.ts";
import { loadReleases, sha256 } from "../../../src/release/index.ts";
import { type SamplePortal, samplePortal } from "../../support/portal.ts";
import { graph, shapeFindings } from "../../support/rdf.ts";

const shape = (name: string) => fileURLToPath(new URL(`input/shapes/${name}.ttl`, import.meta.url));
const DCAT = "http://www.w3.org/ns/dcat#";
const BASE = "https://data.example.org/commons/";

let portal: SamplePortal;
beforeAll(async () => {
  portal = await samplePortal();
});
afterAll(() => portal.close());

async function releases() {
  return (await loadReleases(portal.releases)).releases;
}

async function harvested(path = "/catalog.jsonld", site = { ...ROOT_SITE, url: BASE, path: "/commons/" }) {
  const { commons, territory, clock } = portal;
  const app = portalApp({ releases: await releases(), commons, territory, webRoot: null, clock, site });
  const response = await app.request(path);
  expect([response.status, response.headers.get("content-type")]).toEqual([200, "application/ld+json"]);
  return { app, document: (await response.json()) as Record<string, unknown> };
}

test.each(["dcat-ap-SHACL", "shapes", "range"])(
  "the site's catalogue and a release's own keep the shapes %s of DCAT-AP 3.0.1",
  async (name) => {
    const { app, document } = await harvested();
    const own = (await (await app.request("/v1/releases/2026/catalog.jsonld")).json()) as object;
    for (const [one, at] of [
      [document, `${BASE}catalog.jsonld`],
      [own, `${BASE}v1/releases/2026/catalog.jsonld`],
    ] as const)
      expect(await shapeFindings(one, shape(name), at)).toEqual([]);
  },
);

test("where no household brought the readings, the provenance says where they were taken from", () => {
  const said = (settings: object): string => JSON.stringify(provenance(parseSettings(settings)));
  expect(said({ origin: { fr: "ADEME, DPE", en: "ADEME" } })).toMatch(/D’après : ADEME, DPE ; .*Taken from: ADEME; /);
  expect(said({ origin: { fr: "ADEME, DPE", en: "ADEME" } })).not.toMatch(/consentement|consent/);
  expect(said({})).toMatch(/avec leur consentement ; .*with their consent; /);
});

test("a catalogue has the cautions of the pages, in the word for what is counted", () => {
  const settings = parseSettings({
    origin: { fr: "ADEME, DPE", en: "ADEME", period: { fr: "« 2024 » range tout.", en: "“2024” files all." } },
    notes: {
      "water.volume": { fr: "Volumes modélisés.", en: "Modelled volumes." },
      "electricity.energy": { fr: "kWh.", en: "kWh." },
    },
  });
  const { fr, en } = describedFigures(DESCRIPTION, settings, [{ domain: "water", measure: "volume" }]);
  expect(fr).toMatch(/^Statistiques protégées des logements comptés.* Volumes modélisés\. « 2024 » range tout\.$/);
  expect(en).toMatch(/^Protected statistics of the dwellings counted.* Modelled volumes\. “2024” files all\.$/);
  expect(fr).not.toMatch(/foyer|kWh/);
  expect(describedFigures(DESCRIPTION, parseSettings({}), [{ domain: "water", measure: "volume" }])).toEqual(DESCRIPTION);
});

/** What kind of body the operator is, nobody has stated; Arrow has no code in the EU's table of file types. */
const NOT_SAID = ["http://purl.org/dc/terms/format", "http://purl.org/dc/terms/type"];

test("what DCAT-AP recommends is there too; of a release's own catalogue all but what a site knows", async () => {
  const { app, document } = await harvested();
  const found = await shapeFindings(document, shape("shapes_recommended"), `${BASE}catalog.jsonld`);
  expect([...new Set(found.map(({ text }) => text.split(" ")[1]))].sort()).toEqual(NOT_SAID);
  expect(found.filter(({ text }) => text.includes("/format") && !/arrows? /.test(text))).toEqual([]);
  const own = (await (await app.request("/v1/releases/2026/catalog.jsonld")).json()) as object;
  const missing = await shapeFindings(own, shape("shapes_recommended"), `${BASE}v1/releases/2026/catalog.jsonld`);
  const paths = new Set(missing.map(({ text }) => text.split(" ")[1]));
  expect([...paths].sort()).toEqual(
    [
      ...NOT_SAID,
      "http://purl.org/dc/terms/modified",
      "http://purl.org/dc/terms/spatial",
      `${DCAT}bbox`,
      `${DCAT}centroid`,
      `${DCAT}themeTaxonomy`,
      "http://xmlns.com/foaf/0.1/homepage",
    ].sort(),
  );
});

test("the validator sees what is wrong: a dataset without a title, a distribution without an address", async () => {
  const { document } = await harvested();
  const [first, ...rest] = document["dcat:dataset"] as Record<string, unknown>[];
  const { "dct:title": _, "dcat:distribution": distributions, ...untitled } = first!;
  const [{ "dcat:accessURL": __, ...lost }] = distributions as [Record<string, unknown>];
  const broken = { ...document, "dcat:dataset": [{ ...untitled, "dcat:distribution": [lost] }, ...rest] };
  const found = await shapeFindings(broken, shape("dcat-ap-SHACL"), BASE);
  expect(found.map(({ text }) => text.split(" ")[1]).sort()).toEqual(["http://purl.org/dc/terms/title", `${DCAT}accessURL`]);
});

test("every address is the site's, and every download is there with the size, the hash and the media type that are said", async () => {
  const { app, document } = await harvested();
  const datasets = document["dcat:dataset"] as Record<string, unknown>[];
  expect(datasets.map((one) => one["@id"])).toEqual([
    `${BASE}v1/datasets/water.json`,
    `${BASE}v1/datasets/electricity.json`,
    ...["2026-r1", "2026", "2026-02", "2026-01"].map((id) => `${BASE}v1/releases/${id}.json`),
  ]);
  const seen: string[] = [];
  for (const dataset of datasets) {
    for (const one of dataset["dcat:distribution"] as Record<string, Record<string, unknown>>[]) {
      const url = String(one["dcat:downloadURL"]!["@id"]);
      expect(url.startsWith(BASE)).toBe(true);
      const response = await app.request(url.slice(BASE.length - 1));
      const bytes = new Uint8Array(await response.arrayBuffer());
      const checksum = one["spdx:checksum"] as unknown as Record<string, Record<string, string>>;
      expect([url, response.status, String(bytes.byteLength), sha256(bytes)]).toEqual([
        url,
        200,
        one["dcat:byteSize"]!["@value"],
        checksum["spdx:checksumValue"]!["@value"],
      ]);
      expect(String(one["dcat:mediaType"]!["@id"])).toContain(response.headers.get("content-type")!.split(";")[0]);
      seen.push(url);
    }
  }
  expect(seen).toContain(`${BASE}v1/datasets/water/exports/water.csv`);
  expect(seen).toContain(`${BASE}v1/releases/2026/measurements.parquet`);
  expect(new Set(seen).size).toBe(seen.length);
});

test("a dataset says whom it stands for, how it was protected, when, how often, and where", async () => {
  const { document } = await harvested();
  const [water] = document["dcat:dataset"] as [Record<string, unknown>];
  const text = JSON.stringify(water);
  expect(text).toContain("elles ne décrivent pas tous les foyers du territoire");
  expect(text).toContain("at most ε = 4 per household and year");
  expect(water).toMatchObject({
    "dct:identifier": "sample-town/water",
    "dct:temporal": { "dcat:startDate": { "@value": "2026-01-01" }, "dcat:endDate": { "@value": "2026-12-31" } },
    "dct:accrualPeriodicity": { "@id": "http://publications.europa.eu/resource/authority/frequency/MONTHLY" },
    "dct:spatial": { "dcat:bbox": { "@value": "POLYGON((0 45, 7 45, 7 46, 0 46, 0 45))" } },
    "dct:source": ["2026-01", "2026-02", "2026-r1"].map((id) => ({ "@id": `${BASE}v1/releases/${id}.json` })),
  });
});

test("without an address of its own the site is where it is asked", async () => {
  const response = await portal.app.request("http://somewhere.example:8080/catalog.jsonld");
  expect(((await response.json()) as { "@id": string })["@id"]).toBe("http://somewhere.example:8080/catalog.jsonld");
  const other = await portal.app.request("http://elsewhere.example/catalog.jsonld");
  expect(((await other.json()) as { "@id": string })["@id"]).toBe("http://elsewhere.example/catalog.jsonld");
});

test("a long catalogue is paged as harvesters follow it: each dataset once, to the last page", async () => {
  const [one] = await releases();
  const ids = Array.from({ length: 2 * PAGE_SIZE + 30 }, (_, i) => String(1700 + i));
  const many = ids.map((id) => ({ ...one!, id, manifest: { ...one!.manifest, id, period: id, year: Number(id) } }));
  const library = makeLibrary({ ...portal, releases: many });
  const found: string[] = [];
  let at: string | undefined = `${BASE}catalog.jsonld`;
  for (let page = 1; at !== undefined; page++) {
    expect(page).toBeLessThan(10);
    expect(at).toBe(page === 1 ? `${BASE}catalog.jsonld` : `${BASE}catalog/${page}.jsonld`);
    const document = await siteCatalogue(library, BASE, page, async () => []);
    if (page > 1) expect(await shapeFindings(document, shape("shapes"), at)).toEqual([]);
    found.push(...document["dcat:dataset"].map((dataset) => dataset["@id"]));
    // As a harvester of RDF sees it.
    const next: Quad[] = [...(await graph(document, at))].filter(({ predicate }) => predicate.value.endsWith("hydra/core#next"));
    expect(next.length).toBeLessThanOrEqual(1);
    at = next[0]?.object.value;
  }
  expect(found).toHaveLength(2 + ids.length);
  expect(new Set(found).size).toBe(found.length);
});

test("a page that is not there is refused by its bound, and the second address of a page is the same page", async () => {
  expect((await portal.app.request("/catalog.jsonld?page=2")).status).toBe(404);
  expect((await portal.app.request("/catalog.jsonld?page=0")).status).toBe(400);
  expect((await portal.app.request("/catalog/2.jsonld")).status).toBe(404);
  expect(await (await portal.app.request("/catalog/1.jsonld")).text()).toBe(
    await (await portal.app.request("/catalog.jsonld")).text(),
  );
});

test("a commons that has published nothing has a catalogue that keeps the shapes", async () => {
  const { commons, territory, clock } = portal;
  const app = portalApp({ releases: [], commons, territory, webRoot: null, clock });
  const document = (await (await app.request("/catalog.jsonld")).json()) as object;
  expect(await shapeFindings(document, shape("dcat-ap-SHACL"), BASE)).toEqual([]);
});

test("in a list of many commons each data set is known by its subject, and the commons is named once", async () => {
  const { "dcat:dataset": sets } = (await (await portal.app.request("/catalog.jsonld")).json()) as {
    "dcat:dataset": { "dct:title": { "@language": string; "@value": string }[] }[];
  };
  const titles = sets.map((one) => one["dct:title"].find((text) => text["@language"] === "fr")?.["@value"]);
  expect(titles).toEqual([
    "Eau – Communs du Bourg",
    "Électricité – Communs du Bourg",
    ...["2026-r1", "2026", "2026-02", "2026-01"].map((id) => `Eau, électricité – Communs du Bourg (${id})`),
  ]);
  const croissant = (await (await portal.app.request("/v1/releases/2026-01/croissant.json")).json()) as { name: string };
  expect(croissant.name).toBe("Water, electricity – Town commons (2026-01)");
});
