import { tableFromIPC } from "apache-arrow";
import { geoArea } from "d3-geo";
import { afterAll, beforeAll, expect, test } from "vitest";
import { OBSERVATION_COLUMNS } from "../../src/contract/observation.ts";
import { parseSettings } from "../../src/contract/settings.ts";
import { DIALECTS, EXPORT_FORMATS } from "../../src/portal/exports.ts";
import { areasSchema, recordsSchema } from "../../src/portal/schemas.ts";
import { buildTerritory, type FeatureCollection } from "../../src/territory/index.ts";
import { problemOf, read, type SamplePortal, samplePortal } from "../support/portal.ts";

const ROWS = recordsSchema.shape.rows;

let portal: SamplePortal;
beforeAll(async () => {
  portal = await samplePortal();
});
afterAll(() => portal.close());

const get = (path: string, headers: Record<string, string> = {}, method = "GET") => portal.app.request(path, { headers, method });

test("exports hold the same rows as records, in every format", async () => {
  const { rows } = await read(portal.app, "/v1/datasets/electricity/records?limit=10000", recordsSchema);
  expect(await read(portal.app, "/v1/datasets/electricity/exports/json", ROWS)).toEqual(rows);
  const csv = await get("/v1/datasets/electricity/exports/csv");
  expect(csv.headers.get("content-type")).toBe("text/csv; charset=utf-8; header=present");
  expect(csv.headers.get("content-disposition")).toMatch(/^attachment; filename="electricity-2026-r1-[0-9a-f]{8}\.csv"$/);
  const lines = (await csv.text()).trimEnd().split("\r\n");
  expect(lines[0]).toBe(OBSERVATION_COLUMNS.join(","));
  expect(lines.length).toBe(rows.length + 1);
  const arrow = tableFromIPC(new Uint8Array(await (await get("/v1/datasets/electricity/exports/arrow")).arrayBuffer()));
  expect(arrow.numRows).toBe(rows.length);
  const parquet = await get("/v1/datasets/electricity/exports/parquet");
  expect(parquet.headers.get("content-type")).toBe("application/vnd.apache.parquet");
  expect(
    Buffer.from(await parquet.arrayBuffer())
      .subarray(0, 4)
      .toString(),
  ).toBe("PAR1");
  const pinned = await read(portal.app, "/v1/datasets/electricity/exports/json?release=2026-01", ROWS);
  expect(new Set(pinned.map((row) => row.TIME_PERIOD))).toEqual(new Set(["2026-01"]));
});

test("the CSV of a French spreadsheet is a file of its own name; no other format takes a dialect", async () => {
  const url = "/v1/datasets/electricity/exports";
  const [plain, said, french] = [
    await get(`${url}/csv`),
    await get(`${url}/csv?dialect=rfc4180`),
    await get(`${url}/csv?dialect=excel-fr`),
  ];
  const name = (response: Response) => response.headers.get("content-disposition");
  expect(name(said)).toBe(name(plain));
  expect(name(french)).toBe(name(plain)?.replace(/csv"$/, 'excel-fr.csv"'));
  const text = Buffer.from(await french.arrayBuffer()).toString();
  expect(text.startsWith(`\ufeff${OBSERVATION_COLUMNS.join(";")}`)).toBe(true);
  expect(text).toContain(";0,95;");
  for (const format of EXPORT_FORMATS.filter((one) => one !== "csv"))
    for (const dialect of DIALECTS) {
      const refused = await get(`${url}/${format}?dialect=${dialect}`);
      const detail = `dialect belongs to the format csv, and must be left out of ${format}; got "${dialect}"`;
      expect([refused.status, (await problemOf(refused)).errors]).toEqual([400, [{ parameter: "dialect", detail }]]);
    }
});

test("an export is fetched in parts, which fit together, and a part of another version is not given", async () => {
  const url = "/v1/datasets/water/exports/parquet";
  const whole = await get(url);
  const bytes = Buffer.from(await whole.arrayBuffer());
  const etag = whole.headers.get("etag") ?? "";
  expect(whole.headers.get("accept-ranges")).toBe("bytes");
  const half = Math.floor(bytes.length / 2);
  const parts = await Promise.all(
    [`bytes=0-${half - 1}`, `bytes=${half}-`].map((range) => get(url, { Range: range, "If-Range": etag })),
  );
  expect(parts.map((part) => [part.status, part.headers.get("etag")])).toEqual([
    [206, etag],
    [206, etag],
  ]);
  const joined = Buffer.concat(await Promise.all(parts.map(async (part) => Buffer.from(await part.arrayBuffer()))));
  expect(joined.equals(bytes)).toBe(true);
  expect((await get(url, { Range: "bytes=0-9", "If-Range": '"older"' })).status).toBe(200);
  const outside = await get(url, { Range: `bytes=${bytes.length}-` });
  expect([outside.status, outside.headers.get("content-range")]).toEqual([416, `bytes */${bytes.length}`]);
  // A range is of the bytes as they are, whatever codings the client takes.
  const coded = await get("/v1/datasets/water/exports/csv", { Range: "bytes=0-5", "Accept-Encoding": "br, gzip" });
  expect([coded.status, coded.headers.get("content-encoding"), await coded.text()]).toEqual([206, null, "DOMAIN"]);
});

test("areas are wound as d3 reads them, or as RFC 7946 asks; shapes as RFC 7946 asks, however the territory has them", async () => {
  const url = "/v1/datasets/water/areas?MEASURE=volume&STATISTIC=MEAN&TIME_PERIOD=2026";
  const { shapes, ...bare } = portal.territory.input;
  const turned = structuredClone(shapes as FeatureCollection);
  for (const { geometry } of turned.features) for (const ring of geometry.coordinates as number[][][]) ring.reverse();
  const app = await portal.open({ territory: buildTerritory({ ...bare, shapes: turned }) });
  // Steradians: a quarter of the globe is π; what d3 takes for its complement has nearly 4π.
  const areasOf = async (from: typeof app, path: string) =>
    ((await (await from.request(path)).json()) as FeatureCollection).features.map(({ geometry }) => geoArea(geometry));
  for (const from of [portal.app, app]) {
    for (const area of await areasOf(from, url)) expect(area).toBeLessThan(Math.PI);
    for (const path of [`${url}&winding=rfc7946`, "/v1/territory/shapes"])
      for (const area of await areasOf(from, path)) expect(area).toBeGreaterThan(3 * Math.PI);
  }
});

test("areas as GeoJSON: the row as properties, its shape, and null for a withheld value", async () => {
  const url = "/v1/datasets/water/areas?MEASURE=volume&STATISTIC=MEAN&TIME_PERIOD=2026";
  const response = await get(url);
  expect(response.headers.get("content-type")).toBe("application/geo+json");
  const { features } = areasSchema.parse(await response.json());
  expect(features.map((feature) => feature.id)).toEqual(["T", "N", "S", "N1", "N2", "S1", "S2"]);
  for (const { geometry, properties, id } of features) {
    expect(geometry?.type).toBe("Polygon");
    expect(properties).toMatchObject({ REF_AREA: id, STATISTIC: "MEAN", HOUSEHOLD_TYPE: "_T", TIME_PERIOD: "2026" });
  }
  expect(features.find(({ id }) => id === "N2")?.properties.name).toBe("Nord 2");
  expect(features.find(({ id }) => id === "S2")?.properties).toMatchObject({
    OBS_VALUE: null,
    OBS_STATUS: "Q",
    CONF_STATUS: "A",
  });
  const level = await read(portal.app, `${url}&AREA_LEVEL=district&HOUSEHOLD_TYPE=size%3D1`, areasSchema);
  expect(level.features.map((feature) => feature.id)).toEqual(["N", "S"]);
  const { shapes: _, ...bare } = portal.territory.input;
  const app = await portal.open({ territory: buildTerritory(bare) });
  for (const { geometry } of (await read(app, url, areasSchema)).features) expect(geometry).toBeNull();
  for (const [search, parameter] of [
    ["MEASURE=volume&STATISTIC=MEAN", "TIME_PERIOD"],
    ["MEASURE=gold&STATISTIC=MEAN&TIME_PERIOD=2026", "MEASURE"],
    ["MEASURE=volume&STATISTIC=MEAN&TIME_PERIOD=2026&HOUSEHOLD_TYPE=size", "HOUSEHOLD_TYPE"],
  ] as const) {
    const refused = await get(`/v1/datasets/water/areas?${search}`);
    expect([refused.status, (await problemOf(refused)).errors?.[0]?.parameter]).toEqual([400, parameter]);
  }
});

test("areas within one, with the homes counted, how each compares with it, source and licence, and no method without a value", async () => {
  const url = "/v1/datasets/water/areas?MEASURE=volume&STATISTIC=MEAN&TIME_PERIOD=2026";
  const within = await read(portal.app, `${url}&in=N&AREA_LEVEL=quarter`, areasSchema);
  expect(within.features.map(({ id }) => id)).toEqual(["N1", "N2"]);
  expect((await read(portal.app, `${url}&in=N`, areasSchema)).features.map(({ id }) => id)).toEqual(["N", "N1", "N2"]);
  const all = await read(portal.app, url, areasSchema);
  expect(all).toMatchObject({
    licence: "etalab-2.0",
    notes: expect.arrayContaining([
      expect.stringMatching(/^La marge .* pas les foyers non comptés$/),
      expect.stringMatching(/^Ces foyers ont choisi de contribuer/),
    ]),
  });
  const { rows } = (await (await get("/v1/datasets/water/records?limit=10000&TIME_PERIOD=2026")).json()) as {
    rows: Record<string, string | number | null>[];
  };
  const rowOf = (area: string, statistic: string) =>
    rows.find((row) => row.REF_AREA === area && row.STATISTIC === statistic && row.HOUSEHOLD_TYPE === "_T");
  const whole = rowOf("T", "MEAN");
  for (const { id, properties } of all.features) {
    const own = rowOf(id, "MEAN");
    expect(properties.UNIT).toBe("m³ par mois");
    expect(properties.HOMES).toBe(rowOf(id, "COUNT")?.OBS_VALUE ?? null);
    expect(properties.DWELLINGS).toBe(portal.territory.get(id)?.dwellings);
    expect(properties.SOURCE).toMatch(/, 2026\. Licence Ouverte 2\.0 \(etalab-2\.0\)$/);
    expect(properties.METHOD === null).toBe(own?.OBS_VALUE === null);
    const [low, high] = [Number(own?.CI_LOWER), Number(own?.CI_UPPER)];
    const beside = low > Number(whole?.CI_UPPER) ? "more" : high < Number(whole?.CI_LOWER) ? "less" : "same";
    const isNone = id === "T" || own?.OBS_VALUE === null;
    expect([id, properties.REMARK]).toEqual([id, isNone ? null : own?.OBS_STATUS === "U" ? "unsure" : beside]);
  }
  expect(new Set(all.features.map(({ properties }) => properties.REMARK)).size).toBeGreaterThan(1);
  for (const { properties } of all.features) expect(properties.COMPARED === null).toBe(properties.REMARK === null);
  expect(all.features.find(({ properties }) => properties.REMARK === "same")?.properties.COMPARED).toBe(
    "écart trop petit pour conclure",
  );
  // Of a kind of homes nobody knows how many there are.
  const kind = rows.find(({ HOUSEHOLD_TYPE }) => HOUSEHOLD_TYPE !== "_T")?.HOUSEHOLD_TYPE;
  const ofKind = await read(portal.app, `${url}&HOUSEHOLD_TYPE=${kind}`, areasSchema);
  expect(ofKind.features.map(({ properties }) => properties.DWELLINGS)).toEqual(ofKind.features.map(() => null));
  const counts = await read(portal.app, url.replace("MEAN", "COUNT"), areasSchema);
  for (const { properties } of counts.features)
    expect(properties).toMatchObject({ REMARK: null, COMPARED: null, UNIT: "foyers" });
  const refused = await get(`${url}&in=X`);
  expect([refused.status, (await problemOf(refused)).errors?.[0]?.parameter]).toEqual([400, "in"]);
});

test("a file for maps says where figures of a copy were taken from, in each area, and once what they are and what METHOD says", async () => {
  const url = "/v1/datasets/water/areas?MEASURE=volume&STATISTIC=MEAN&TIME_PERIOD=2026";
  const commons = parseSettings({
    origin: { fr: "ADEME, DPE.", en: "ADEME", period: { fr: "« 2026 » range tout.", en: "“2026” files all." } },
    notes: { "water.volume": { fr: "Volumes modélisés.", en: "Modelled." }, "gas.energy": { fr: "kWh.", en: "kWh." } },
  });
  const taken = await read(await portal.open({ commons }), url, areasSchema);
  for (const { properties } of taken.features)
    expect(properties.SOURCE).toMatch(/, 2026\. Licence Ouverte 2\.0 \(etalab-2\.0\)\. Données d’origine : ADEME, DPE$/);
  expect(taken.notes.slice(0, 3)).toEqual(["Données d’origine : ADEME, DPE", "Volumes modélisés.", "« 2026 » range tout."]);
  expect(taken.notes.slice(3, -1)).toEqual(["La marge (95 %) dit le flou, pas les logements non comptés"]);
  const who = { fr: "Surtout des logements vendus.", en: "Mostly sold." };
  const known = parseSettings({ origin: { fr: "ADEME", en: "ADEME", who } });
  expect((await read(await portal.open({ commons: known }), url, areasSchema)).notes).toContain(who.fr);
  expect(taken.notes.at(-1)).toMatch(/^METHOD : .*non l’origine des données/);
  const maps = { outlines: { fr: "IGN, IRIS.", en: "IGN" } };
  const drawn = await read(await portal.open({ commons: { ...commons, maps } }), url, areasSchema);
  for (const { properties } of drawn.features) expect(properties.SOURCE).toMatch(/ADEME, DPE\. Contours : IGN, IRIS$/);
  expect(drawn.notes).toContain("Contours : IGN, IRIS");
  const english = await portal.open({ commons: { ...commons, languages: ["en", "fr"] } });
  expect((await read(english, url, areasSchema)).notes[0]).toBe("Taken from: ADEME");
  expect((await read(portal.app, url, areasSchema)).notes).toHaveLength(3);
});

test("an area's name that is a formula runs in no spreadsheet: SDMX-CSV gives it as text", async () => {
  const attack = "=cmd|' /C calc'!A0";
  const { input } = portal.territory;
  const areas = input.areas.map((area) => (area.code === "N" ? { ...area, name: attack } : area));
  const app = await portal.open({ territory: buildTerritory({ ...input, areas }) });
  const Accept = "application/vnd.sdmx.data+csv;labels=name";
  const text = await (await app.request("/sdmx/data/dataflow/*/water/*/*.*.*.N", { headers: { Accept } })).text();
  const [head = "", ...lines] = text.trimEnd().split("\r\n");
  expect(head).toContain(",REF_AREA,");
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) expect(line).toContain(`,N,'${attack},`);
});
