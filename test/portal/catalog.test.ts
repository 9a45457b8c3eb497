import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { portalApp } from "../../src/portal/index.ts";
import {
  catalogSchema,
  codesSchema,
  datasetSchema,
  healthSchema,
  publicClimate,
  publicComposition,
  recordsSchema,
  releaseSchema,
  territorySchema,
  zonesSchema,
} from "../../src/portal/schemas.ts";
import { loadReleases } from "../../src/release/index.ts";
import { buildTerritory } from "../../src/territory/index.ts";
import { eligibilityOf, testEpoch } from "../support/eligibility.ts";
import { folderOfTest } from "../support/folder.ts";
import { problemOf, read, type SamplePortal, samplePortal } from "../support/portal.ts";

const LINK = z.object({ "@id": z.string() });
const DCAT = z.object({
  "@type": z.string(),
  "dcat:dataset": z.array(LINK.extend({ "dcat:distribution": z.array(z.object({ "dcat:downloadURL": LINK })) })),
});

let portal: SamplePortal;
beforeAll(async () => {
  portal = await samplePortal();
});
afterAll(() => portal.close());

const get = (path: string, headers: Record<string, string> = {}, method = "GET") => portal.app.request(path, { headers, method });

test("the catalogue has what the operator states of the census of the homes that live there", async () => {
  const census = { fr: "Recensement 2021, Insee", en: "Census of 2021, Insee" };
  const { releases } = await loadReleases(portal.releases);
  const { territory, clock } = portal;
  const app = portalApp({ releases, commons: { ...portal.commons, census }, territory, webRoot: null, clock });
  expect((await read(app, "/v1/catalog", catalogSchema)).commons.census).toEqual(census);
  expect((await read(portal.app, "/v1/catalog", catalogSchema)).commons).not.toHaveProperty("census");
});

test("every documented route answers with what its schema says", async () => {
  const cases = [
    ["/v1/catalog", catalogSchema],
    ["/v1/territory", territorySchema],
    ["/v1/zones", zonesSchema],
    ["/v1/composition", publicComposition],
    ["/v1/climate", publicClimate],
    ["/v1/datasets/water", datasetSchema],
    ["/v1/datasets/water/codes/HOUSEHOLD_TYPE", codesSchema],
    ["/v1/datasets/water/records", recordsSchema],
    ["/v1/releases/2026", releaseSchema],
    ["/healthz", healthSchema],
  ] as const;
  for (const [path, schema] of cases) {
    const response = await get(path);
    expect([path, response.status, response.headers.get("content-type")]).toEqual([path, 200, "application/json"]);
    schema.parse(await response.json());
  }
});

test("the catalogue names commons, territory, datasets with their newest periods, releases with files, and the budget", async () => {
  const catalog = await read(portal.app, "/v1/catalog", catalogSchema);
  expect(catalog.commons).toEqual({
    name: { fr: "Communs du Bourg", en: "Town commons" },
    sample: true,
    country: "FR",
    currency: "EUR",
    languages: ["fr", "en"],
    contact: "contact@example.org",
    accessibility: "none",
  });
  expect(catalog.datasets.map((dataset) => dataset.id)).toEqual(["water", "electricity"]);
  expect(catalog.datasets[0]?.periods).toEqual([
    { period: "2026", step: "year", release: "2026-r1" },
    { period: "2026-01", step: "month", release: "2026-01" },
    { period: "2026-02", step: "month", release: "2026-02" },
  ]);
  expect(catalog.releases.map((release) => release.id)).toEqual(["2026", "2026-01", "2026-02", "2026-r1"]);
  expect(catalog.privacy).toMatchObject({
    year: 2026,
    rho: "1/50",
    epsilon: expect.closeTo(0.93, 3),
    epsilon_year: 4,
    lifetime: { epsilon: expect.closeTo(0.93, 3) },
  });
  for (const { url } of catalog.releases.flatMap((release) => release.files)) expect((await get(url)).status).toBe(200);
});

test("the catalogue says who runs the commons, how to reach them, and where the program is", async () => {
  const about = { controller: { name: "Mairie", contact: "mairie@example.org" }, source_code: "https://example.org/program" };
  const thumbprint_at = "Journal officiel, 3 mars 2026";
  const said = async (settings: object) => {
    const { contact: _, ...others } = portal.commons;
    return (await read(barePortal({ ...others, ...settings }), "/v1/catalog", catalogSchema)).commons;
  };
  expect(await said(about)).toMatchObject({ operator: "Mairie", contact: "mairie@example.org", source_code: about.source_code });
  expect(await said({ ...about, contact: "commons@example.org" })).toMatchObject({ contact: "commons@example.org" });
  expect(await said({ thumbprint_at })).toMatchObject({ thumbprint_at });
  expect(Object.keys(await said({}))).not.toEqual(expect.arrayContaining(["operator"]));
});

test("the catalogue has the price of a measure's unit, where the operator stated one", async () => {
  const price = { value: 4.34, as_of: "2025-02-01", source: { fr: "Tarif", en: "Tariff" } };
  const prices = { "water.volume": price };
  const measuresOf = async (settings: object) =>
    (await read(barePortal({ ...portal.commons, ...settings }), "/v1/catalog", catalogSchema)).measures;
  const [known, none] = [await measuresOf({ prices }), await measuresOf({})];
  expect(known.find(({ measure }) => measure === "volume")?.price).toEqual(price);
  expect(none.some((one) => "price" in one)).toBe(false);
});

/** A portal whose territory brings its tree and nothing else. */
function barePortal(commons: typeof portal.commons = portal.commons) {
  const { id, name, levels, areas } = portal.territory.input;
  const territory = buildTerritory({ id, name, levels, areas: areas.map(({ postcodes: _, ...area }) => area) });
  return portalApp({ releases: [], commons, territory, webRoot: null, clock: portal.clock });
}

test.each([
  ["shapes", "/v1/territory/shapes", 7],
  ["outlines", "/v1/territory/outlines", 7],
  ["context", "/v1/context", 1],
])("%s are GeoJSON, and a problem where none are known", async (part, path, features) => {
  for (const address of [path, `${path}.geojson`]) {
    const response = await get(address);
    expect(response.headers.get("content-type")).toBe("application/geo+json");
    expect(((await response.json()) as { features: unknown[] }).features).toHaveLength(features);
  }
  const app = barePortal();
  expect((await app.request(path)).status).toBe(404);
  expect((await read(app, "/v1/catalog", catalogSchema)).territory).toMatchObject({ [`${part}_url`]: null });
});

test.each(["zones", "composition", "climate"] as const)(
  "%s are rows with an address in the catalogue and an ETag, and a problem where none are known",
  async (part) => {
    const { territory } = await read(portal.app, "/v1/catalog", catalogSchema);
    expect(territory[`${part}_url`]).toBe(`/v1/${part}`);
    for (const address of [`/v1/${part}`, `/v1/${part}.json`]) {
      const response = await get(address);
      expect(await response.json()).toEqual({ [part]: portal.territory[part] });
      const again = await get(address, { "If-None-Match": response.headers.get("etag") ?? "" });
      const { headers } = await get("/v1/territory");
      expect([again.status, response.headers.get("cache-control")]).toEqual([304, headers.get("cache-control")]);
    }
    const app = barePortal();
    expect(await problemOf(await app.request(`/v1/${part}`))).toMatchObject({
      status: 404,
      detail: `the territory sample-town brings no ${part}`,
    });
    expect((await read(app, "/v1/catalog", catalogSchema)).territory[`${part}_url`]).toBeNull();
  },
);

test("postcodes stand with the areas that have some", async () => {
  const areasOf = async (app: typeof portal.app) => (await read(app, "/v1/territory", territorySchema)).areas;
  expect((await areasOf(portal.app)).flatMap(({ code, postcodes }) => (postcodes ? [[code, ...postcodes]] : []))).toEqual([
    ["N", "4500N"],
    ["S", "4500S"],
  ]);
  expect((await areasOf(barePortal())).some((area) => "postcodes" in area)).toBe(false);
});

test("a commons without releases has datasets without rows", async () => {
  const app = portalApp({
    releases: [],
    commons: portal.commons,
    territory: portal.territory,
    webRoot: null,
    clock: portal.clock,
  });
  expect((await read(app, "/v1/catalog", catalogSchema)).privacy).toBeNull();
  expect(await read(app, "/v1/datasets/water/records", recordsSchema)).toMatchObject({ total: 0, rows: [], next: null });
  for (const format of ["csv", "json", "arrow", "parquet"])
    expect((await app.request(`/v1/datasets/water/exports/${format}`)).status).toBe(200);
  expect((await app.request("/")).status).toBe(404);
});

test("a dataset says where its rows are, in every format and dialect, and all of it answers", async () => {
  const { records, exports, areas, sdmx } = await read(portal.app, "/v1/datasets/water", datasetSchema);
  const one = `${areas}?MEASURE=volume&STATISTIC=MEAN&TIME_PERIOD=2026`;
  for (const url of [records, ...exports, one, sdmx?.data, sdmx?.structure])
    expect([url, (await get(url ?? "")).status]).toEqual([url, 200]);
  expect(exports).toHaveLength(7);
});

test("labels come in the language that is asked for", async () => {
  const french = await get("/v1/datasets/water/codes/HOUSEHOLD_TYPE", { "Accept-Language": "de, fr-CA;q=0.8, en;q=0.5" });
  expect(french.headers.get("content-language")).toBe("fr");
  expect(french.headers.get("vary")).toContain("Accept-Language");
  expect(codesSchema.parse(await french.json()).codes[0]).toEqual({ id: "_T", label: "Tous les foyers comptés" });
  const english = await get("/v1/datasets/water/codes/HOUSEHOLD_TYPE?lang=en", { "Accept-Language": "fr" });
  expect(codesSchema.parse(await english.json()).codes[0]).toEqual({ id: "_T", label: "All counted homes" });
  const areas = await read(portal.app, "/v1/datasets/water/codes/REF_AREA", codesSchema);
  expect(areas.codes[1]).toEqual({ id: "N", label: "Nord", level: "district", parent: "T", dwellings: 2400 });
  expect((await read(portal.app, "/v1/datasets/water?lang=en", datasetSchema)).title).toBe("Water");
});

test("harvesters get the newest releases as DCAT-AP, with files that answer", async () => {
  const response = await get("/catalog.jsonld");
  expect(response.headers.get("content-type")).toBe("application/ld+json");
  const document = DCAT.parse(await response.json());
  expect(document["@type"]).toBe("dcat:Catalog");
  expect(document["dcat:dataset"]).toHaveLength(6);
  for (const dataset of document["dcat:dataset"]) {
    expect(dataset["@id"]).not.toContain("/2026/");
    for (const distribution of dataset["dcat:distribution"]) {
      expect((await get(distribution["dcat:downloadURL"]["@id"], {}, "HEAD")).status).toBe(200);
    }
  }
});

test("where contributions are taken is here, where the operator says, or not known; here goes before the rest, and says whether they are taken yet", async () => {
  const at = async (intake: string | undefined, intakeHere: boolean, sample = true) => {
    const commons = { ...portal.commons, sample, ...(intake === undefined ? {} : { intake }) };
    const app = portalApp({ releases: [], commons, territory: portal.territory, webRoot: null, clock: portal.clock, intakeHere });
    return (await read(app, "/v1/catalog", catalogSchema)).intake;
  };
  expect(await at(undefined, false)).toBe(null);
  expect(await at(undefined, true)).toEqual({ url: "/", ready: true });
  expect(await at(undefined, true, false)).toEqual({ url: "/", ready: false });
  expect(await at("https://give.example.org", false)).toEqual({ url: "https://give.example.org" });
  expect(await at("https://give.example.org", true)).toEqual({ url: "/", ready: true });
});

test("what a place needs to appear is said of each measure while no release says it", async () => {
  const { commons, territory, clock } = portal;
  const said = [{ level: "town", households: 53, step: "year" as const, sigma_count: 8, sigma_sum: 4.2 }];
  const measuresWith = async (needed: ReadonlyMap<string, typeof said> | null) => {
    const app = portalApp({ releases: [], commons, territory, webRoot: null, clock, needed });
    return (await read(app, "/v1/catalog", catalogSchema)).measures;
  };
  const [first, ...others] = await measuresWith(new Map([["water.volume", said]]));
  expect(first).toMatchObject({ domain: "water", measure: "volume", needed: said });
  expect(others.every(({ needed }) => needed?.length === 0)).toBe(true);
  expect((await measuresWith(null)).some(({ needed }) => needed !== undefined)).toBe(false);
});

test("only the document that asks for tokens may reach their issuer, where settings name one", async () => {
  const eligibility = eligibilityOf([testEpoch("2027", "2027-01-01", "2028-01-01")]);
  const policies = async (commons: typeof portal.commons) => {
    const { territory, clock } = portal;
    const app = portalApp({ releases: [], commons, territory, webRoot: web, clock });
    const policy = async (path: string) => (await app.request(path)).headers.get("Content-Security-Policy") ?? "";
    return {
      contribute: await policy("/contribute"),
      compare: await policy("/compare"),
      explore: await policy("/explore"),
      catalog: await policy("/v1/catalog"),
    };
  };
  const web = folderOfTest();
  for (const page of ["contribute", "compare", "explore"]) writeFileSync(join(web, `${page}.html`), "<!doctype html>");
  const on = await policies({ ...portal.commons, eligibility });
  const off = await policies(portal.commons);
  expect(on.contribute).toBe(`${off.contribute}; connect-src 'self' https://tokens.example.org`);
  // Me situer and Contribuer are one document, which one walks through without leaving it.
  expect(on.compare).toBe(on.contribute);
  expect([on.explore, on.catalog, off.compare]).toEqual([off.contribute, off.contribute, off.contribute]);
  expect(off.contribute).toMatch(/^default-src 'self';/);
});
