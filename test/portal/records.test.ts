import { afterAll, beforeAll, expect, test } from "vitest";
import { portalApp } from "../../src/portal/index.ts";
import { recordsSchema } from "../../src/portal/schemas.ts";
import { loadReleases } from "../../src/release/index.ts";
import { problemOf, read, type SamplePortal, samplePortal } from "../support/portal.ts";
import { sampleTables } from "../support/release.ts";

let portal: SamplePortal;
beforeAll(async () => {
  portal = await samplePortal();
});
afterAll(() => portal.close());

const get = (path: string, headers: Record<string, string> = {}, method = "GET") => portal.app.request(path, { headers, method });

test("records: filters with commas, columns, order, and withheld cells as rows without a value", async () => {
  const page = await read(
    portal.app,
    "/v1/datasets/water/records?REF_AREA=N,S2&HOUSEHOLD_TYPE=_T&STATISTIC=MEAN&TIME_PERIOD=2026&select=REF_AREA,OBS_VALUE,CONF_STATUS&sort=-REF_AREA",
    recordsSchema,
  );
  expect(page).toMatchObject({ dataset: "water", releases: ["2026-01", "2026-02", "2026-r1"], total: 2, next: null });
  expect(page.rows[0]).toEqual({ REF_AREA: "S2", OBS_VALUE: null, CONF_STATUS: "A" });
  expect(page.rows[1]).toEqual({ REF_AREA: "N", OBS_VALUE: expect.any(Number), CONF_STATUS: "F" });
});

test("records: a revised year answers from its revision, and from the publication that it revised when asked for it", async () => {
  const value = async (release: string) => {
    const path = `/v1/datasets/water/records?TIME_PERIOD=2026&REF_AREA=N&HOUSEHOLD_TYPE=_T&STATISTIC=MEAN${release}`;
    return (await read(portal.app, path, recordsSchema)).rows.map((row) => row.OBS_VALUE);
  };
  const [newest, revised, first] = [await value(""), await value("&release=2026-r1"), await value("&release=2026")];
  expect(newest).toEqual(revised);
  expect(first).not.toEqual(newest);
  expect([newest.length, first.length]).toEqual([1, 1]);
});

test("records: rows of a copy come with what they were taken from, for no column has it", async () => {
  const path = "/v1/datasets/water/records?limit=1";
  expect(await read(portal.app, path, recordsSchema)).not.toHaveProperty("origin");
  const { releases } = await loadReleases(portal.releases);
  const { territory, clock } = portal;
  const origin = { fr: "ADEME", en: "ADEME", holds: { fr: "Par logement.", en: "For each dwelling." } };
  const notes = { "water.volume": { fr: "Modélisé.", en: "Modelled." } };
  const app = portalApp({ releases, commons: { ...portal.commons, origin, notes }, territory, webRoot: null, clock });
  const taken = await read(app, path, recordsSchema);
  expect(taken.origin).toEqual({
    fr: "Données d’origine : ADEME. Modélisé. Par logement.",
    en: "Taken from: ADEME. Modelled. For each dwelling.",
  });
});

test("records: sorting puts empty values last both ways", async () => {
  for (const sort of ["OBS_VALUE", "-OBS_VALUE"]) {
    const { rows } = await read(
      portal.app,
      `/v1/datasets/water/records?sort=${sort}&select=OBS_VALUE&limit=10000`,
      recordsSchema,
    );
    const values = rows.map((row) => row.OBS_VALUE);
    const given = values.filter((value) => typeof value === "number");
    expect(values.slice(given.length).every((value) => value === null)).toBe(true);
    const sign = sort.startsWith("-") ? -1 : 1;
    expect(given).toEqual([...given].sort((a, b) => sign * (a - b)));
  }
});

test("records: pages give every row once, by Link and by cursor", async () => {
  const whole = await read(portal.app, "/v1/datasets/water/records?limit=10000&sort=STATISTIC", recordsSchema);
  const rows: unknown[] = [];
  let address: string | null = "/v1/datasets/water/records?limit=37&sort=STATISTIC";
  while (address !== null) {
    const response: Response = await get(address);
    const page = recordsSchema.parse(await response.json());
    expect(response.headers.get("link")).toBe(page.next === null ? null : `<${page.next}>; rel="next"`);
    expect(page.total).toBe(whole.total);
    rows.push(...page.rows);
    address = page.next;
  }
  expect(rows).toEqual(whole.rows);
  expect(whole.rows.length).toBe(whole.total);
});

test("records: a release can be pinned; the revision beats what it revises otherwise", async () => {
  const ask = "?STATISTIC=MEAN&REF_AREA=T&HOUSEHOLD_TYPE=_T&TIME_PERIOD=2026&select=OBS_VALUE";
  const newest = await read(portal.app, `/v1/datasets/water/records${ask}`, recordsSchema);
  const first = await read(portal.app, `/v1/datasets/water/records${ask}&release=2026`, recordsSchema);
  expect(first.releases).toEqual(["2026"]);
  expect(newest.rows[0]?.OBS_VALUE).not.toBe(first.rows[0]?.OBS_VALUE);
  const revised = sampleTables("2026", portal.territory, 1.01).observations.find((row) => row.STATISTIC === "MEAN");
  expect(newest.rows[0]?.OBS_VALUE).toBe(revised?.OBS_VALUE);
});

test.each([
  ["limit=0", "limit", "0"],
  ["limit=10001", "limit", "10001"],
  ["limit=ten", "limit", "ten"],
  ["limit=", "limit", ""],
  ["REF_AREA=nowhere", "REF_AREA", "nowhere"],
  ["REF_AREA=", "REF_AREA", ""],
  ["REF_AREA=N,", "REF_AREA", ""],
  ["select=NAME", "select", "NAME"],
  ["select=MEASURE,MEASURE", "select", "MEASURE,MEASURE"],
  ["sort=--MEASURE", "sort", "-MEASURE"],
  ["cursor=zzz", "cursor", "zzz"],
  ["color=red", "color", ""],
  ["limit=1&limit=2", "limit", "2 times"],
  ["toString=1", "toString", ""],
])("records?%s is refused, naming the parameter and the value", async (search, parameter, value) => {
  const response = await get(`/v1/datasets/water/records?${search}`);
  expect(response.status).toBe(400);
  const problem = await problemOf(response);
  expect(problem).toMatchObject({ type: "/problems/invalid-parameter", status: 400, instance: "/v1/datasets/water/records" });
  expect(problem.errors?.[0]?.parameter).toBe(parameter);
  expect(problem.detail).toContain(value);
});

test("a cursor of another query is refused", async () => {
  const { next } = await read(portal.app, "/v1/datasets/water/records?limit=1", recordsSchema);
  const cursor = new URL(next ?? "", "http://x").searchParams.get("cursor");
  expect((await get(`/v1/datasets/water/records?cursor=${cursor}&limit=5`)).status).toBe(200);
  expect((await get(`/v1/datasets/water/records?cursor=${cursor}&sort=MEASURE`)).status).toBe(400);
  expect((await get(`/v1/datasets/electricity/records?cursor=${cursor}`)).status).toBe(400);
});
