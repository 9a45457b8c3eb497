import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { structureMl } from "../../../src/portal/sdmx/ml.ts";
import type { Artefact } from "../../../src/portal/sdmx/structures.ts";
import { problemOf, type SamplePortal, samplePortal } from "../../support/portal.ts";
import { structureMessage } from "../../support/sdmx.ts";
import { mlMessageOf, rowsOfMl, structuresOfMl } from "../../support/sdmx-ml.ts";
import { childOf, childrenOf, everyElement } from "../../support/xml.ts";

const DATA = "application/vnd.sdmx.data+xml;version=3.0.0";
const STRUCTURE = "application/vnd.sdmx.structure+xml;version=3.0.0";

let portal: SamplePortal;
beforeAll(async () => {
  portal = await samplePortal();
});
afterAll(() => portal.close());

const get = (path: string, headers: Record<string, string> = {}) => portal.app.request(path, { headers });
async function bodyAt(path: string, accept: string, language = "fr"): Promise<string> {
  const response = await get(path, { Accept: accept, "Accept-Language": language });
  expect([path, response.status, response.headers.get("content-type")]).toEqual([path, 200, accept]);
  return await response.text();
}

type Row = Readonly<Record<string, string>>;
const COLUMNS_OF_CSV = ["STRUCTURE", "STRUCTURE_ID", "ACTION"];

/** What SDMX-CSV says, where a cell that is empty is one that is not there. */
async function csvRows(path: string): Promise<Row[]> {
  const text = await (await get(path, { Accept: "application/vnd.sdmx.data+csv" })).text();
  const rows = parse(text, { columns: true }) as Row[];
  return rows.map((row) =>
    Object.fromEntries(Object.entries(row).filter(([id, cell]) => cell !== "" && !COLUMNS_OF_CSV.includes(id))),
  );
}
const sorted = (rows: readonly Row[]) => rows.map((row) => JSON.stringify(Object.entries(row).sort())).sort();

describe("the observations are those of SDMX-CSV, values, statuses and what is missing", () => {
  test.each([
    "/sdmx/data?dimensionAtObservation=AllDimensions",
    "/sdmx/data?dimensionAtObservation=AllDimensions&offset=7&limit=90",
    "/sdmx/data/datastructure/*/DSD_water?dimensionAtObservation=AllDimensions&attributes=OBS_STATUS&measures=OBS_VALUE",
    "/sdmx/data/dataflow/*/water?dimensionAtObservation=AllDimensions&attributes=none&measures=none",
  ])("row by row: %s", async (path) => {
    expect(rowsOfMl(await bodyAt(path, DATA))).toEqual(await csvRows(path));
  });
  test.each([
    "/sdmx/data",
    "/sdmx/data/dataflow/*/water?dimensionAtObservation=REF_AREA",
    "/sdmx/data/dataflow/*/water?dimensionAtObservation=DOMAIN",
    "/sdmx/data/dataflow/*/water/*/*.*.MEAN?lastNObservations=1",
  ])("by series: %s", async (path) => {
    expect(sorted(rowsOfMl(await bodyAt(path, DATA)))).toEqual(sorted(await csvRows(path)));
  });
  test("a withheld cell has its statuses and no value", async () => {
    const rows = rowsOfMl(await bodyAt("/sdmx/data?c[CONF_STATUS]=A", DATA));
    expect(rows.length).toBeGreaterThan(10);
    for (const row of rows) {
      expect([row.OBS_STATUS, row.CONF_STATUS]).toEqual(["Q", "A"]);
      expect(row).not.toHaveProperty("OBS_VALUE");
    }
  });
});

test("a series stands once, and says of whom it is: the structure, the dimension at the observation", async () => {
  const message = mlMessageOf(await bodyAt("/sdmx/data/dataflow/*/water,electricity", DATA, "en"));
  const header = childOf(message, "Header");
  const structures = header.children.filter(({ name }) => name === "Structure");
  expect(structures.map((one) => [one.attributes.dimensionAtObservation, childOf(one, "StructureUsage").text])).toEqual(
    ["water", "electricity"].map((id) => [
      "TIME_PERIOD",
      `urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow=VOISINAGE.sample-town:${id}(1.0)`,
    ]),
  );
  expect(structures.map((one) => one.attributes.namespace)).toEqual(
    structures.map((one) => `${childOf(one, "StructureUsage").text}:ObsLevelDim:TIME_PERIOD`),
  );
  // Each set is of its own structure.
  expect(
    childrenOf(message, "DataSet").map((set) => [set.attributes["ss:structureRef"], set.children[0]?.attributes.DOMAIN]),
  ).toEqual(structures.map(({ attributes }, i) => [attributes.structureID, ["water", "electricity"][i]]));
  expect(new Set(structures.map(({ attributes }) => attributes.structureID)).size).toBe(2);
  expect(childOf(header, "DataSetAction").text).toBe("Information");
  expect(childOf(childOf(header, "Sender"), "Name").text).toBe("Town commons");
  const keys = everyElement(message).flatMap(({ name, attributes }) => (name === "Series" ? [JSON.stringify(attributes)] : []));
  expect(keys.length).toBeGreaterThan(50);
  expect(new Set(keys).size).toBe(keys.length);
  const own = mlMessageOf(await bodyAt("/sdmx/data/datastructure/*/DSD_water", DATA));
  expect(childOf(childOf(childOf(own, "Header"), "Structure"), "Structure").text).toMatch(/DataStructure=.+:DSD_water\(1\.0\)$/);
});

describe("the structures are those of SDMX-JSON", () => {
  test("all of them", async () => {
    const path = "/sdmx/structure";
    const { data } = structureMessage.parse(await (await get(path)).json());
    const expected = Object.fromEntries(
      Object.entries(data).map(([list, some]) => [
        list,
        (some ?? []).map(({ name: _, description: __, links, version, ...one }) => ({
          ...JSON.parse(JSON.stringify(one, (key, value) => (key === "name" ? undefined : value))),
          urn: links[0]?.urn,
          // Schemes of organisations have no version in SDMX-ML 3.0.
          ...(list === "agencySchemes" ? {} : { version }),
        })),
      ]),
    );
    expect(structuresOfMl(await bodyAt(path, STRUCTURE))).toEqual(expected);
  });
  test("the reader's language comes first", async () => {
    const path = "/sdmx/structure/dataflow/*/water";
    for (const language of ["fr", "en"]) {
      const flow = everyElement(mlMessageOf(await bodyAt(path, STRUCTURE, language))).find(({ name }) => name === "Dataflow");
      expect(flow?.children[0]?.attributes["xml:lang"]).toBe(language);
    }
  });
  test("nothing refers to what comes later: who reads on the way knows it already", async () => {
    const [seen, referred] = [new Set<string>(), [] as string[]];
    for (const { attributes, text } of everyElement(mlMessageOf(await bodyAt("/sdmx/structure", STRUCTURE)))) {
      if (attributes.urn !== undefined) seen.add(attributes.urn);
      // Items have no urn of their own: their scheme's, with their name behind it.
      const [, whole] =
        /^(urn:sdmx:[^)]+\))/.exec(text.replace(".Concept=", ".ConceptScheme=").replace(".Category=", ".CategoryScheme=")) ?? [];
      if (whole === undefined) continue;
      referred.push(whole);
      expect([text, seen.has(whole)]).toEqual([text, true]);
    }
    expect(referred.length).toBeGreaterThan(40);
  });
});

/** What XML 1.0 can hold of a text. */
const holdable = (text: string) =>
  [...text].filter((one) => /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]$/u.test(one)).join("");

test("names come back as they are, whatever is in them, but for what XML cannot hold", () => {
  const hostile = fc.array(
    fc.oneof(
      fc.string({ unit: "binary", maxLength: 8 }),
      fc.constantFrom(
        "<",
        "&amp;",
        "]]>",
        "<!--",
        "'",
        '"',
        "\t",
        "\n",
        "\r",
        "\r\n",
        "\u0000",
        "\u001b",
        "\ufffe",
        "\ud800",
        "\u0085",
        "&#0;",
      ),
    ),
    { maxLength: 8 },
  );
  const name = hostile.map((parts) => parts.join(""));
  const meta = { id: "M", test: true, prepared: "2026-11-26T00:00:00Z", contentLanguages: ["fr"] as const };
  fc.assert(
    fc.property(name, name, name, (fr, en, sender) => {
      const names = { fr, en };
      const items = [{ id: "A", names }];
      const artefact: Artefact = { kind: "codelist", agency: "X", id: "CL", names, descriptions: names, items };
      const text = structureMl([artefact], { ...meta, sender: { id: "X", name: sender } }, "fr");
      const held = { fr: holdable(fr), en: holdable(en) };
      expect(structuresOfMl(text).codelists).toMatchObject([
        { names: held, descriptions: held, codes: [{ id: "A", names: held }] },
      ]);
      expect(childOf(childOf(childOf(mlMessageOf(text), "Header"), "Sender"), "Name").text).toBe(holdable(sender));
    }),
  );
});

describe("who asks for XML gets it under the name that was asked for, and who asks for anything gets what others got", () => {
  const DATA_PATH = "/sdmx/data/dataflow/*/water?limit=3";
  const STRUCTURE_PATH = "/sdmx/structure/dataflow";
  const json = (kind: string) => `application/vnd.sdmx.${kind}+json;version=2.1.0`;
  test.each<[accept: string, data: string | 406, structure: string | 406]>([
    ["*/*", json("data"), json("structure")],
    ["application/*", json("data"), json("structure")],
    ["application/vnd.sdmx.data+xml", DATA, 406],
    ["application/vnd.sdmx.structure+xml", 406, STRUCTURE],
    ["application/vnd.sdmx.data+xml;version=3+.0.0, application/vnd.sdmx.structure+xml;version=3+.0.0", DATA, STRUCTURE],
    ["application/xml", "application/xml", "application/xml"],
    ["text/xml", "text/xml", "text/xml"],
    ["text/*", "text/xml", "text/xml"],
    ["text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/xml", "application/xml"],
    ["application/xml;q=0.2,*/*;q=0.3", json("data"), json("structure")],
    ["application/xml;q=0.5,text/xml;q=0.6", "text/xml", "text/xml"],
    ["application/vnd.sdmx.data+xml, application/vnd.sdmx.structure+xml, application/xml", DATA, STRUCTURE],
    ["application/vnd.sdmx.data+csv;q=0.9, application/xml", "application/xml", "application/xml"],
    ["application/vnd.sdmx.data+json, application/vnd.sdmx.structure+json, application/xml", json("data"), json("structure")],
    ["application/xml;q=0", 406, 406],
    ["application/vnd.sdmx.structure+xml;version=2.1, application/vnd.sdmx.structurespecificdata+xml;version=2.1", 406, 406],
    ["application/vnd.sdmx.data+xml;version=3.1.0, application/vnd.sdmx.structure+xml;version=3.1.0", 406, 406],
  ])("%s", async (accept, data, structure) => {
    for (const [path, expected] of [
      [DATA_PATH, data],
      [STRUCTURE_PATH, structure],
    ] as const) {
      const response = await get(path, { Accept: accept });
      expect(response.status === 200 ? response.headers.get("content-type") : response.status).toBe(expected);
    }
  });
  test("a refusal says what is offered", async () => {
    for (const [path, type] of [
      [DATA_PATH, DATA],
      [STRUCTURE_PATH, STRUCTURE],
    ] as const)
      expect((await problemOf(await get(path, { Accept: "image/png" }))).detail).toContain(
        `${type} or application/xml or text/xml`,
      );
  });
  test("an answer in XML varies, and is not sent twice", async () => {
    for (const path of [DATA_PATH, STRUCTURE_PATH]) {
      const first = await get(path, { Accept: "application/xml" });
      const etag = first.headers.get("etag") ?? "";
      expect(first.headers.get("vary")).toMatch(/^Accept, .*Accept-Language$/);
      expect(etag).not.toBe((await get(path)).headers.get("etag"));
      const again = await get(path, { Accept: "application/xml", "If-None-Match": etag });
      expect([again.status, await again.text()]).toEqual([304, ""]);
    }
  });
});
