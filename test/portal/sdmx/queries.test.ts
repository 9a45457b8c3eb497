import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { recordsSchema } from "../../../src/portal/schemas.ts";
import { problemOf, read, type SamplePortal, samplePortal } from "../../support/portal.ts";
import { dataMessage, rowsOfMessage } from "../../support/sdmx.ts";

type Row = Record<string, string | number | null>;

const FLAT = "dimensionAtObservation=AllDimensions";
let portal: SamplePortal;
let water: Row[];
let all: Row[];
beforeAll(async () => {
  portal = await samplePortal();
  const rows = async (id: string) => (await read(portal.app, `/v1/datasets/${id}/records?limit=10000`, recordsSchema)).rows;
  water = await rows("water");
  all = [...water, ...(await rows("electricity"))];
});
afterAll(() => portal.close());

const get = (path: string, headers: Record<string, string> = {}) => portal.app.request(path, { headers });
async function rowsAt(path: string): Promise<Row[]> {
  const response = await get(path);
  expect([200, 204]).toContain(response.status);
  return response.status === 204 ? [] : rowsOfMessage(await response.text());
}

describe("what is left out at the end of the address is *", () => {
  test.each([
    ["/sdmx/data", () => all],
    ["/sdmx/data/*", () => all],
    ["/sdmx/data/dataflow", () => all],
    ["/sdmx/data/dataflow/VOISINAGE.sample-town", () => all],
    ["/sdmx/data/dataflow/*/water", () => water],
    ["/sdmx/data/dataflow/*/water,electricity/*", () => all],
    ["/sdmx/data/dataflow/OTHER,VOISINAGE.sample-town/water/1.0", () => water],
    ["/sdmx/data/dataflow/*/water/%2B/*", () => water],
    ["/sdmx/data/dataflow/*/water/~", () => water],
    ["/sdmx/data/dataflow/*/water/2.0,1%2B.0", () => water],
    ["/sdmx/data/datastructure/*/DSD_water", () => water],
  ])("%s", async (path, expected) => {
    expect(await rowsAt(`${path}?${FLAT}`)).toEqual(expected());
  });
});

describe("a key", () => {
  test.each([
    ["water.volume.MEAN.N._T", (row: Row) => row.STATISTIC === "MEAN" && row.REF_AREA === "N" && row.HOUSEHOLD_TYPE === "_T"],
    ["*.*.*.*.size@5$2B", (row: Row) => row.HOUSEHOLD_TYPE === "size=5+"],
    ["water.volume.P10", (row: Row) => row.STATISTIC === "P10"],
    [
      "*.*.COUNT.N,*.*.MEAN.S1",
      (row: Row) => (row.STATISTIC === "COUNT" && row.REF_AREA === "N") || (row.STATISTIC === "MEAN" && row.REF_AREA === "S1"),
    ],
    ["*.*.*.NOWHERE", () => false],
  ])("%s", async (key, holds) => {
    expect(await rowsAt(`/sdmx/data/dataflow/*/water/*/${key}?${FLAT}`)).toEqual(water.filter(holds));
  });
});

/** Months and the year that holds them: first and last month of each period. */
const SPANS: Readonly<Record<string, [string, string]>> = {
  "2026": ["2026-01", "2026-12"],
  "2026-01": ["2026-01", "2026-01"],
  "2026-02": ["2026-02", "2026-02"],
};
const span = (row: Row) => SPANS[String(row.TIME_PERIOD)] as [string, string];
const value = (row: Row) => (typeof row.OBS_VALUE === "number" ? row.OBS_VALUE : null);

describe("a filter", () => {
  test.each<[string, (row: Row) => boolean]>([
    ["c[TIME_PERIOD]=2026", (row) => row.TIME_PERIOD === "2026"],
    ["c[TIME_PERIOD]=ge:2026-02", (row) => span(row)[0] >= "2026-02"],
    ["c[TIME_PERIOD]=le:2026-02", (row) => span(row)[1] <= "2026-02"],
    ["c[TIME_PERIOD]=lt:2026-02", (row) => span(row)[1] < "2026-02"],
    ["c[TIME_PERIOD]=gt:2026-01", (row) => span(row)[0] > "2026-01"],
    ["c[TIME_PERIOD]=ge:2026-01+le:2026-01,2026", (row) => row.TIME_PERIOD !== "2026-02"],
    ["c[TIME_PERIOD]=ge:2026-01%2Ble:2026-01", (row) => row.TIME_PERIOD === "2026-01"],
    ["c[TIME_PERIOD]=gt:2026-01-15", (row) => span(row)[0] > "2026-01"],
    ["c[TIME_PERIOD]=sw:2026-0", (row) => String(row.TIME_PERIOD).startsWith("2026-0")],
    ["c%5BREF_AREA%5D=N,S&c[STATISTIC]=MEAN", (row) => ["N", "S"].includes(String(row.REF_AREA)) && row.STATISTIC === "MEAN"],
    ["c[REF_AREA]=ne:N+ne:S", (row) => !["N", "S"].includes(String(row.REF_AREA))],
    ["c[REF_AREA]=ne:N,ne:S", () => true],
    ["c[HOUSEHOLD_TYPE]=sw:size", (row) => String(row.HOUSEHOLD_TYPE).startsWith("size")],
    ["c[HOUSEHOLD_TYPE]=co:unknown", (row) => String(row.HOUSEHOLD_TYPE).includes("unknown")],
    ["c[HOUSEHOLD_TYPE]=nc:size", (row) => !String(row.HOUSEHOLD_TYPE).includes("size")],
    ["c[REF_AREA]=ew:1", (row) => String(row.REF_AREA).endsWith("1")],
    ["c[CONF_STATUS]=A,D", (row) => row.CONF_STATUS !== "F"],
    ["c[OBS_VALUE]=ge:100", (row) => (value(row) ?? -1) >= 100],
    ["c[OBS_VALUE]=gt:5+lt:10", (row) => value(row) !== null && Number(row.OBS_VALUE) > 5 && Number(row.OBS_VALUE) < 10],
    ["c[OBS_VALUE]=ne:1e9", (row) => value(row) !== null],
    ["c[CONF_LEVEL]=eq:0.95", () => true],
    ["c[DOMAIN]=gas", () => false],
  ])("%s", async (search, holds) => {
    expect(await rowsAt(`/sdmx/data/dataflow/*/water?${FLAT}&${search}`)).toEqual(water.filter(holds));
  });
});

test("pages give every observation once, over all data sets, by Link", async () => {
  const rows: Row[] = [];
  let address: string | undefined = `/sdmx/data?${FLAT}&limit=37`;
  while (address !== undefined) {
    const response: Response = await get(address);
    expect(response.status).toBe(200);
    rows.push(...rowsOfMessage(await response.text()));
    address = /^<([^>]+)>; rel="next"$/.exec(response.headers.get("link") ?? "")?.[1];
  }
  expect(rows).toEqual(await rowsAt(`/sdmx/data?${FLAT}`));
  expect(rows).toHaveLength(all.length);
  expect((await get(`/sdmx/data?offset=${all.length}`)).status).toBe(204);
});

test("keys and conditions are tried on each row: a hundred at most, whatever an address has room for", async () => {
  const real = ["water.volume.MEAN.N._T", "water.volume.COUNT.S._T"];
  const keys = (n: number) => [...real, ...Array.from({ length: n - 2 }, (_, i) => `z${i}.volume`)].join(",");
  const at = (key: string) => `/sdmx/data/dataflow/*/water/*/${key}`;
  expect(await rowsAt(`${at(keys(100))}?${FLAT}`)).toEqual(
    water.filter(({ STATISTIC, REF_AREA, HOUSEHOLD_TYPE }) =>
      real.includes(`water.volume.${STATISTIC}.${REF_AREA}.${HOUSEHOLD_TYPE}`),
    ),
  );
  const refused = async (path: string) => {
    const response = await get(path);
    return [response.status, ((await response.json()) as { detail: string }).detail];
  };
  expect(await refused(at(keys(101)))).toEqual([400, "key must have at most 100 keys; got 101"]);
  const values = (n: number) => Array.from({ length: n }, (_, i) => String(i)).join(",");
  expect((await get(`/sdmx/data/dataflow/*/water?c[OBS_VALUE]=${values(100)}`)).status).toBeLessThan(300);
  const bad = await refused(`/sdmx/data/dataflow/*/water?c[OBS_VALUE]=${values(101)}`);
  expect(bad).toEqual([400, "c[OBS_VALUE] must have at most 100 conditions; got 101"]);
});

test("series by time, sections by area and a flat table are the same observations", async () => {
  const sorted = (rows: Row[]) => rows.map((row) => JSON.stringify(Object.entries(row).sort())).sort();
  for (const at of ["", "dimensionAtObservation=TIME_PERIOD", "dimensionAtObservation=REF_AREA", "dimensionAtObservation=DOMAIN"])
    expect(sorted(await rowsAt(`/sdmx/data/dataflow/*/water?${at}`))).toEqual(sorted(water));
  const message = dataMessage.parse(await (await get("/sdmx/data/dataflow/*/water")).json());
  const [structure] = message.data.structures;
  expect(structure?.dimensions.series.map((one) => [one.id, one.keyPosition])).toEqual(
    ["DOMAIN", "MEASURE", "STATISTIC", "REF_AREA", "HOUSEHOLD_TYPE"].map((id, i) => [id, i]),
  );
  expect(structure?.dimensions.observation.map((one) => one.id)).toEqual(["TIME_PERIOD"]);
});

test("the first and last observations of each series", async () => {
  const ask = "/sdmx/data/dataflow/*/water/*/*.*.MEAN.T._T";
  const periods = async (search: string) => (await rowsAt(`${ask}?${FLAT}&${search}`)).map((row) => row.TIME_PERIOD);
  expect(await periods("firstNObservations=1")).toEqual(["2026"]);
  expect(await periods("lastNObservations=1")).toEqual(["2026-02"]);
  expect(await periods("lastNObservations=2")).toEqual(["2026-01", "2026-02"]);
  expect(await periods("firstNObservations=1&lastNObservations=1")).toEqual(["2026", "2026-02"]);
});

test("attributes and measures may be left out", async () => {
  const columns = async (search: string) => Object.keys((await rowsAt(`/sdmx/data/dataflow/*/water?${FLAT}&${search}`))[0] ?? {});
  const dimensions = ["DOMAIN", "MEASURE", "STATISTIC", "REF_AREA", "HOUSEHOLD_TYPE", "TIME_PERIOD"];
  expect(await columns("attributes=none&measures=none")).toEqual(dimensions);
  expect(await columns("attributes=dataset,series&measures=OBS_VALUE")).toEqual([...dimensions, "OBS_VALUE"]);
  expect(await columns("attributes=OBS_STATUS,METHOD&measures=none")).toEqual([...dimensions, "OBS_STATUS", "METHOD"]);
});

test("SDMX-CSV: labels are given as they are asked for", async () => {
  const ask = async (parameters: string, language = "en") => {
    const response = await get("/sdmx/data/dataflow/*/water/1.0/*.*.MEAN.N.*", {
      Accept: `application/vnd.sdmx.data+csv${parameters}`,
      "Accept-Language": language,
    });
    expect(response.status).toBe(200);
    const [head = [], ...lines] = parse(await response.text()) as string[][];
    return {
      type: response.headers.get("content-type"),
      head,
      line: lines.find((cells) => cells.join().includes("size@5")) ?? [],
    };
  };
  const plain = await ask("");
  expect(plain.type).toBe("application/vnd.sdmx.data+csv;version=2.1.0;labels=id");
  expect(plain.head.slice(0, 9).join()).toBe(
    "STRUCTURE,STRUCTURE_ID,ACTION,DOMAIN,MEASURE,STATISTIC,REF_AREA,HOUSEHOLD_TYPE,TIME_PERIOD",
  );
  expect(plain.line.slice(0, 9).join()).toBe("dataflow,VOISINAGE.sample-town:water(1.0),M,water,volume,MEAN,N,size@5$2B,2026");
  const both = await ask(";version=2.1.0;labels=both;timeFormat=original;keys=none");
  expect(both.head.slice(3, 4)).toEqual(["DOMAIN: Topic"]);
  expect(both.line.slice(1, 5)).toEqual([
    "VOISINAGE.sample-town:water(1.0): Water",
    "M",
    "water: Water",
    "volume: Water used at home",
  ]);
  const names = await ask(";labels=name", "fr");
  expect(names.head.slice(0, 6)).toEqual(["STRUCTURE", "STRUCTURE_ID", "STRUCTURE_NAME", "ACTION", "DOMAIN", "Thème"]);
  expect(names.line.slice(2, 6)).toEqual(["Eau", "M", "water", "Eau"]);
  expect(names.line).toContain("5 personnes ou plus");
});

describe("refusals name the parameter, what it may be and what it was", () => {
  test.each([
    ["/sdmx/data/everything", 400, "context", "everything"],
    ["/sdmx/data/provisionagreement", 501, null, "provision agreements"],
    ["/sdmx/data/dataflow/1", 400, "agencyID", "1"],
    ["/sdmx/data/dataflow/*/%C3%A9", 400, "resourceID", "é"],
    ["/sdmx/data/dataflow/*/*/one", 400, "version", "one"],
    ["/sdmx/data/dataflow/*/*/*/a..b", 400, "key", "a..b"],
    ["/sdmx/data/dataflow/*/*/*/a.b.c.d.e.f", 422, "key", "a.b.c.d.e.f"],
    ["/sdmx/data?c[COLOUR]=red", 422, "c[COLOUR]", "COLOUR"],
    ["/sdmx/data?c[]=red", 400, "c[]", "component"],
    ["/sdmx/data?c[REF_AREA]=xx:N", 400, "c[REF_AREA]", "xx"],
    ["/sdmx/data?c[REF_AREA]=N,", 400, "c[REF_AREA]", ""],
    ["/sdmx/data?c[TIME_PERIOD]=2026-13", 400, "c[TIME_PERIOD]", "2026-13"],
    ["/sdmx/data?c[OBS_VALUE]=much", 400, "c[OBS_VALUE]", "much"],
    ["/sdmx/data?c[REF_AREA]=N&c[REF_AREA]=S", 400, "c[REF_AREA]", "twice"],
    ["/sdmx/data?limit=0", 400, "limit", "0"],
    ["/sdmx/data?offset=-1", 400, "offset", "-1"],
    ["/sdmx/data?firstNObservations=x", 400, "firstNObservations", "x"],
    ["/sdmx/data?dimensionAtObservation=OBS_VALUE", 422, "dimensionAtObservation", "OBS_VALUE"],
    ["/sdmx/data?attributes=COLOUR", 422, "attributes", "COLOUR"],
    ["/sdmx/data?measures=METHOD", 422, "measures", "METHOD"],
    ["/sdmx/data?sort=REF_AREA", 501, "sort", "/v1"],
    ["/sdmx/data?colour=red", 400, "colour", "colour"],
    ["/sdmx/data?limit=%E0%A4%A", 400, "%E0%A4%A", "percent-encoded"],
    ["/sdmx/data?updatedAfter=2026-01-01", 501, "updatedAfter", "updatedAfter"],
    ["/sdmx/data?includeHistory=true", 501, "includeHistory", "includeHistory"],
    ["/sdmx/data?reportingYearStartDay=--07-01", 501, "reportingYearStartDay", "calendar"],
    ["/sdmx/data/dataflow/*/water/2.0", 404, "resourceID", "dataflow=*:water(2.0)"],
    ["/sdmx/data/dataflow/*/DSD_water", 404, "resourceID", "dataflow=*:DSD_water(*)"],
    ["/sdmx/data/datastructure/*/water", 404, "resourceID", "datastructure=*:water(*)"],
    ["/sdmx/data/dataflow/NOBODY", 404, "resourceID", "dataflow=NOBODY:*(*)"],
    ["/sdmx/structure/dataflow/NOBODY", 404, "resourceID", "dataflow=NOBODY:*(*)"],
    ["/sdmx/structure/codelist/*/CL_NOTHING/1.0", 404, "resourceID", "codelist=*:CL_NOTHING(1.0)"],
    ["/sdmx/structure/dataflow/*/water/2.0", 404, "resourceID", "dataflow=*:water(2.0)"],
    ["/sdmx/structure/hierarchy", 404, "resourceID", "hierarchy=*:*(*)"],
    ["/sdmx/data?format=genericdata", 406, "format", "structurespecificdata"],
    ["/sdmx/data?format=structurespecificdata&formatVersion=2.1", 406, "Accept", "3.0.0"],
    ["/sdmx/data?formatVersion=one", 400, "formatVersion", "one"],
    ["/sdmx/structure?format=csvdata", 406, "format", "structure"],
    ["/sdmx/data?asOf=2026-01-01", 501, "asOf", "asOf"],
    ["/sdmx/availability/dataflow/*/water", 501, null, "availability"],
    ["/sdmx/schema/dataflow/*/water", 501, null, "schema"],
    ["/sdmx/metadata/metadataset", 501, null, "metadata"],
    ["/sdmx/registration/id/x", 501, null, "registration"],
  ])("%s", async (path, status, parameter, said) => {
    const response = await get(path);
    const problem = await problemOf(response);
    expect([response.status, problem.status]).toEqual([status, status]);
    expect(problem.errors?.[0]?.parameter ?? null).toBe(parameter);
    expect(problem.detail).toContain(said);
  });
});

test("a format is chosen by quality, version and options; else 406 says what is offered", async () => {
  const type = async (accept: string) => {
    const response = await get("/sdmx/data?limit=1", { Accept: accept });
    return response.status === 200 ? response.headers.get("content-type")?.split(";")[0]?.split("+")[1] : response.status;
  };
  expect(await type("*/*")).toBe("json");
  expect(await type("application/*")).toBe("json");
  expect(await type("text/html,*/*;q=0.8")).toBe("json");
  expect(await type("application/vnd.sdmx.data+csv;q=0.9,application/vnd.sdmx.data+json;q=0.8")).toBe("csv");
  expect(await type("application/vnd.sdmx.data+csv;q=0.5,application/vnd.sdmx.data+json")).toBe("json");
  expect(await type("application/vnd.sdmx.data+json;q=0,*/*")).toBe("csv");
  for (const version of ["2.1.0", "2.1", "2+.0.0", "2.0+.0", "2.1.0+", '"2.1.0"', "2.0.0", "2.0.0+", "2+.0.1"])
    expect([version, await type(`application/vnd.sdmx.data+csv;version=${version}`)]).toEqual([version, "csv"]);
  for (const version of ["3.0.0", "3.0.0+", "3+.0.0"])
    expect([version, await type(`application/vnd.sdmx.data+xml; version=${version}`)]).toEqual([version, "xml"]);
  for (const version of ["1.0.0", "2.2.0", "3+.0.0", "2.1.1+", "x"])
    expect([version, await type(`application/vnd.sdmx.data+csv;version=${version}`)]).toEqual([version, 406]);
  for (const accept of [
    "text/csv",
    "application/vnd.sdmx.data+csv;labels=colour",
    "application/vnd.sdmx.data+csv;keys=both",
    "application/vnd.sdmx.data+xml;version=3.1.0",
  ])
    expect([accept, await type(accept)]).toEqual([accept, 406]);
  const refused = await problemOf(await get("/sdmx/structure", { Accept: "application/vnd.sdmx.structure+csv" }));
  expect(refused).toMatchObject({ status: 406, type: "/problems/not-acceptable" });
  expect(refused.detail).toContain("application/vnd.sdmx.structure+json;version=2.1.0|2.0.0");
});

test("a range of versions is answered in the newest that it allows, an exact version in that", async () => {
  const version = async (path: string, accept: string) => {
    const response = await get(path, { Accept: accept });
    return /version=([\d.]+)/.exec(response.headers.get("content-type") ?? "")?.[1] ?? response.status;
  };
  for (const kind of ["data+json", "data+csv"])
    for (const [asked, given] of [
      ["2.1.0", "2.1.0"],
      ["2.0.0", "2.0.0"],
      ["2.0+.0", "2.1.0"],
      ["2.0.0+", "2.0.0"],
      ["2+.0.0", "2.1.0"],
    ] as const)
      expect([kind, asked, await version("/sdmx/data?limit=1", `application/vnd.sdmx.${kind};version=${asked}`)]).toEqual([
        kind,
        asked,
        given,
      ]);
  expect(await version("/sdmx/structure", "application/vnd.sdmx.structure+json;version=2.0.0")).toBe("2.0.0");
  expect(await version("/sdmx/structure", "application/vnd.sdmx.structure+xml;version=3.0.0+")).toBe("3.0.0");
});

test("readers of 2.0.0 get the same rows in messages of SDMX 3.0, which knows no Merge", async () => {
  const at = "/sdmx/data/dataflow/*/water";
  const of = async (accept: string, path = at) => (await get(path, { Accept: accept })).text();
  const [newer, older] = [await of("application/vnd.sdmx.data+json"), await of("application/vnd.sdmx.data+json;version=2.0.0")];
  const { $schema, meta, data } = JSON.parse(newer);
  const [{ links }] = data.structures;
  expect($schema).toBe("https://json.sdmx.org/2.1/sdmx-json-data-schema.json");
  expect(JSON.parse(older)).toEqual({
    meta: { schema: "https://json.sdmx.org/2.0.0/sdmx-json-data-schema.json", ...meta },
    data: { ...data, dataSets: data.dataSets.map((set: object) => ({ ...set, action: "Information", links })) },
  });
  const structure = JSON.parse(await of("application/vnd.sdmx.structure+json;version=2.0.0", "/sdmx/structure"));
  expect([structure.$schema, structure.meta.schema]).toEqual([
    undefined,
    "https://json.sdmx.org/2.0.0/sdmx-json-structure-schema.json",
  ]);
  const actions = async (accept: string) =>
    new Set((parse(await of(accept), { columns: true }) as Record<string, string>[]).map((row) => row.ACTION));
  expect(await actions("application/vnd.sdmx.data+csv;version=2.0.0;labels=both")).toEqual(new Set(["I"]));
  expect(await actions("application/vnd.sdmx.data+csv")).toEqual(new Set(["M"]));
});

test("every parameter at its default changes nothing: sdmx-rest sends them all", async () => {
  const at = "/sdmx/data/dataflow/*/water/*/*";
  const plain = rowsOfMessage(await (await get(at)).text());
  for (const parameter of [
    "includeHistory=false",
    "includeHistory=False",
    "reportingYearStartDay=--01-01",
    "dimensionAtObservation=TIME_PERIOD",
    "attributes=dsd&measures=all&includeHistory=false&offset=0",
  ])
    expect([parameter, rowsOfMessage(await (await get(`${at}?${parameter}`)).text())]).toEqual([parameter, plain]);
  const structure = await (await get("/sdmx/structure/dataflow")).json();
  const defaults = await (await get("/sdmx/structure/dataflow/*/*/*?detail=full&references=none")).json();
  expect(defaults).toEqual({ ...(structure as object), meta: (defaults as { meta: unknown }).meta });
});

test("a key, a condition or a page that selects nothing is 204, and no fault", async () => {
  const flow = "/sdmx/data/dataflow/*/water";
  for (const path of [`${flow}/*/*.*.*.NOWHERE`, `${flow}?c[DOMAIN]=gas`, `${flow}?offset=999999`])
    expect([path, (await get(path)).status]).toEqual([path, 204]);
});

test("format= in the address goes before Accept, as the standard proposes for browsers", async () => {
  const browser = { Accept: "text/html,application/xhtml+xml,application/xml;q=0.9" };
  const type = async (path: string) => (await get(path, browser)).headers.get("content-type");
  const flow = "/sdmx/data/dataflow/*/water";
  expect(await type(`${flow}?format=jsondata`)).toBe("application/vnd.sdmx.data+json;version=2.1.0");
  expect(await type(`${flow}?format=SDMX-CSV`)).toContain("application/vnd.sdmx.data+csv;version=2.1.0;labels=id");
  expect(await type(`${flow}?format=csvdata&formatVersion=2.0.0`)).toContain("+csv;version=2.0.0;labels=id");
  expect(await type(`${flow}?format=csvfilewithlabels`)).toContain(";labels=both");
  expect(await type(`${flow}?format=structurespecificdata`)).toBe("application/vnd.sdmx.data+xml;version=3.0.0");
  expect(await type("/sdmx/structure/dataflow?format=structure")).toBe("application/vnd.sdmx.structure+xml;version=3.0.0");
});

test("an answer of more observations than the bound is refused, a page of it is given", async () => {
  const app = await portal.open({ bounds: { observations: 50 } });
  const refused = await app.request("/sdmx/data");
  const problem = await problemOf(refused);
  expect([refused.status, problem.type]).toEqual([413, "/problems/result-too-large"]);
  expect(problem.detail).toContain("50 observations");
  expect((await app.request("/sdmx/data?limit=51")).status).toBe(413);
  expect((await app.request("/sdmx/data?limit=50")).status).toBe(200);
});

test("a message that the client has is not sent again", async () => {
  for (const path of ["/sdmx/data/dataflow/*/water", "/sdmx/structure/dataflow"]) {
    const first = await get(path);
    const again = await get(path, { "If-None-Match": first.headers.get("etag") ?? "" });
    expect([again.status, await again.text()]).toEqual([304, ""]);
    expect(first.headers.get("vary")).toContain("Accept-Language");
  }
});
