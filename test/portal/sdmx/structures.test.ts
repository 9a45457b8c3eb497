import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2019 } from "ajv/dist/2019.js";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { z } from "zod";
import { portalApp } from "../../../src/portal/index.ts";
import { sdmxId } from "../../../src/portal/sdmx/ids.ts";
import { loadReleases } from "../../../src/release/index.ts";
import { problemOf, type SamplePortal, samplePortal } from "../../support/portal.ts";
import { codeOf, dataMessage, structureMessage } from "../../support/sdmx.ts";

type Structures = z.infer<typeof structureMessage>["data"];

let portal: SamplePortal;
beforeAll(async () => {
  portal = await samplePortal();
});
afterAll(() => portal.close());

const get = (path: string, headers: Record<string, string> = {}) => portal.app.request(path, { headers });
async function structures(path: string): Promise<Structures> {
  const response = await get(path);
  expect([path, response.status]).toEqual([path, 200]);
  expect(response.headers.get("content-type")).toBe("application/vnd.sdmx.structure+json;version=2.1.0");
  return structureMessage.parse(await response.json()).data;
}
const idsOf = (list: readonly { id: string }[] | undefined) => (list ?? []).map((one) => one.id).sort();
const kinds = (data: Structures) => Object.keys(data).sort();

test("every structure, and every reference in it leads to one that is there", async () => {
  const data = await structures("/sdmx/structure");
  expect(kinds(data)).toEqual([
    "agencySchemes",
    "categorisations",
    "categorySchemes",
    "codelists",
    "conceptSchemes",
    "dataStructures",
    "dataflows",
  ]);
  expect(idsOf(data.dataflows)).toEqual(["electricity", "water"]);
  expect(idsOf(data.codelists)).toEqual(
    expect.arrayContaining([
      "CL_OBS_STATUS",
      "CL_CONF_STATUS",
      "CL_REF_AREA",
      "CL_HOUSEHOLD_TYPE_water",
      "CL_MEASURE_electricity",
    ]),
  );
  const text = await (await get("/sdmx/structure")).text();
  const known = new Set([...text.matchAll(/"rel":"self","href":"[^"]+","urn":"([^"]+)"/g)].map(([, urn]) => urn));
  const items = new Set(
    [...(data.conceptSchemes ?? []), ...(data.categorySchemes ?? [])].flatMap((scheme) => {
      const own = scheme.links[0]?.urn.replace("ConceptScheme=", "Concept=").replace("CategoryScheme=", "Category=");
      const list = scheme.concepts ?? scheme.categories ?? [];
      return list.map((one) => `${own}.${one.id}`);
    }),
  );
  const referred = [...text.matchAll(/"(?:enumeration|conceptIdentity|structure|source|target)":"(urn:[^"]+)"/g)].map(
    ([, urn]) => urn,
  );
  expect(referred.length).toBeGreaterThan(40);
  for (const urn of referred) expect([urn, known.has(urn) || items.has(urn as string)]).toEqual([urn, true]);
  for (const [, href] of text.matchAll(/"href":"([^"]+)"/g)) expect((await get(href as string)).status).toBe(200);
});

test("every code of the data is in its codelist, with the labels of /v1", async () => {
  const { codelists = [] } = await structures("/sdmx/structure/codelist");
  const listOf = (id: string) => codelists.find((list) => list.id === id)?.codes ?? [];
  const message = dataMessage.parse(await (await get("/sdmx/data/dataflow/*/water?dimensionAtObservation=AllDimensions")).json());
  const [structure] = message.data.structures;
  const coded = [...(structure?.dimensions.observation ?? []), ...(structure?.attributes.observation ?? [])];
  for (const { id, values } of coded.filter((one) => one.id !== "TIME_PERIOD" && one.id !== "CONF_LEVEL")) {
    const list = listOf(`CL_${id}`).length > 0 ? listOf(`CL_${id}`) : listOf(`CL_${id}_water`);
    for (const value of values) {
      if (!("id" in value)) throw new Error("a code without an id");
      expect([id, value.id, list.find((code) => code.id === value.id)?.names.fr]).toEqual([id, value.id, value.name]);
    }
  }
  expect(listOf("CL_OBS_STATUS").map((code) => code.id)).toEqual(["A", "E", "U", "Q", "M", "P", "B"]);
  expect(listOf("CL_CONF_STATUS").map((code) => code.id)).toEqual(["F", "A", "D"]);
  expect(listOf("CL_REF_AREA").find((area) => area.id === "N1")?.parent).toBe("N");
  // A code with a character that SDMX forbids says how every other format writes it, and no other code says anything.
  for (const { id, annotations } of codelists.flatMap(({ codes }) => codes ?? []))
    expect([id, annotations?.[0].value]).toEqual([id, codeOf(id) === id ? undefined : codeOf(id)]);
  expect(listOf("CL_HOUSEHOLD_TYPE_water").some(({ annotations }) => annotations !== undefined)).toBe(true);
});

test.each([
  "/sdmx/structure/dataflow/*/water",
  "/sdmx/structure/dataflow/*/water?references=descendants&detail=allstubs",
  "/sdmx/structure/datastructure/VOISINAGE.sample-town/DSD_water/1.0?references=none",
  "/sdmx/structure/codelist/*/CL_OBS_STATUS/~/U,Q,ZZ",
  "/sdmx/structure/*/*/*/1%2B.0/*",
  "/sdmx/structure/agencyscheme/VOISINAGE",
])("%s answers the one full message", async (path) => {
  for (const headers of [{}, { Accept: "application/xml", "Accept-Language": "en" }]) {
    const [whole, own] = [await get("/sdmx/structure", headers), await get(path, headers)];
    expect([path, own.status]).toEqual([path, 200]);
    expect(own.headers.get("etag")).toBe(whole.headers.get("etag"));
    expect(await own.text()).toBe(await whole.text());
  }
});

test.each([
  ["/sdmx/structure/metadataflow", 404, "resourceID"],
  ["/sdmx/structure/dataflow/NOBODY", 404, "resourceID"],
  ["/sdmx/structure/dataflow/*/*/9.9.9", 404, "resourceID"],
  ["/sdmx/structure/dreams", 404, "resourceID"],
  ["/sdmx/structure/dataflow/*/*/*/water", 404, "resourceID"],
  ["/sdmx/structure/codelist/*/CL_OBS_STATUS/~/ZZ", 404, "resourceID"],
  ["/sdmx/structure/codelist/*/*/*/%C3%A9", 400, "itemID"],
  ["/sdmx/structure/codelist/*/*/one", 400, "version"],
  ["/sdmx/structure/codelist?detail=", 400, "detail"],
  ["/sdmx/structure/codelist?colour=red", 400, "colour"],
  ["/sdmx/structure/codelist?asOf=2026-01-01", 501, "asOf"],
])("%s is %d", async (path, status, parameter) => {
  const response = await get(path);
  expect(response.status).toBe(status);
  expect((await problemOf(response)).errors?.[0]?.parameter).toBe(parameter);
});

test("a code and its SDMX identifier name each other, whatever the code", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (code) => {
      expect(sdmxId(code)).toMatch(/^[A-Za-z0-9_@$-]*$/);
      expect(codeOf(sdmxId(code))).toBe(code);
    }),
  );
  expect(["_T", "size=5+", "surface=<35", "heating=gas;size=1-2"].map(sdmxId)).toEqual([
    "_T",
    "size@5$2B",
    "surface@$3C35",
    "heating@gas$3Bsize@1-2",
  ]);
});

/** The official schemas have no licence that lets them be copied: whoever has them says where (decision 0024). */
const OFFICIAL = process.env.VOISINAGE_SDMX_SCHEMAS ?? "";
const schemaAt = (name: string) => join(OFFICIAL, name);

test.skipIf(OFFICIAL === "" || !existsSync(schemaAt("sdmx-json-data-schema.json")))(
  "messages are what the official schemas say",
  async () => {
    const ajv = new Ajv2019({ strict: false, allErrors: true });
    ajv.addFormat("date-time", /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/);
    ajv.addFormat("date", /^\d{4}-\d\d-\d\d$/);
    for (const format of ["uri", "uri-reference", "email"]) ajv.addFormat(format, /^\S+$/);
    const read = (name: string) => ajv.compile(JSON.parse(readFileSync(schemaAt(name), "utf8")) as object);
    const [data, structure] = [read("sdmx-json-data-schema.json"), read("sdmx-json-structure-schema.json")];
    for (const path of [
      "/sdmx/data",
      "/sdmx/data?dimensionAtObservation=AllDimensions",
      "/sdmx/data/datastructure?dimensionAtObservation=REF_AREA&limit=9",
      "/sdmx/data?attributes=none&measures=none",
      "/v1/datasets/water/exports/sdmx-json",
    ]) {
      data(await (await get(path)).json());
      expect([path, data.errors]).toEqual([path, null]);
    }
    structure(await (await get("/sdmx/structure")).json());
    expect(structure.errors).toBeNull();
  },
);

test("a commons of figures taken from elsewhere names what it counts: dwellings", async () => {
  const { releases } = await loadReleases(portal.releases);
  const { territory, clock } = portal;
  const holds = { fr: "Par logement : un coût.", en: "For each dwelling: a cost." };
  const commons = { ...portal.commons, origin: { fr: "ADEME", en: "ADEME", holds } };
  const app = portalApp({ releases, commons, territory, webRoot: null, clock });
  const text = await (await app.request("/sdmx/structure")).text();
  expect(text).toContain("Logements comptés");
  expect(text).toContain("Dwellings counted");
  expect(text).not.toMatch(/foyers comptés|homes counted|counted homes/i);
  // Figures of a copy say so in their flow, of which the annotation has both languages, and by the names of METHOD.
  expect(text).toContain('"annotations":[{"type":"ORIGIN","text":"Données d’origine : ADEME. Par logement : un coût."');
  expect(text).toContain("computed without a model here, from data taken from elsewhere");
  const ml = await (await app.request("/sdmx/structure?format=structure")).text();
  expect(ml).toMatch(/<com:AnnotationType>ORIGIN<.*Taken from: ADEME\. For each dwelling: a cost\.</);
  expect(await (await portal.app.request("/sdmx/structure")).text()).not.toMatch(/ORIGIN|taken from elsewhere/);
});
