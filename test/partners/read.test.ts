import { afterAll, beforeAll, expect, test } from "vitest";
import type { Observation } from "../../src/contract/observation.ts";
import { partnerAccess } from "../../src/partners/dialect/access.ts";
import { aggregateApp } from "../../src/partners/read/app.ts";
import { loadReleases, type OpenRelease } from "../../src/release/index.ts";
import { type SamplePortal, samplePortal } from "../support/portal.ts";
import { sampleTables } from "../support/release.ts";
import { ask, KEYS, termsOf } from "./support.ts";

const ALL = { startDate: "1970-01-01T00:00:00.000Z", endDate: "2100-01-01" };
const IN_APRIL = () => new Date("2026-04-01T00:00:00Z");

let portal: SamplePortal;
let releases: OpenRelease[];
beforeAll(async () => {
  portal = await samplePortal();
  ({ releases } = await loadReleases(portal.releases));
});
afterAll(() => portal.close());

function service(served = releases, clock = IN_APRIL) {
  const access = partnerAccess({ find: (secret) => KEYS[secret], clock });
  const app = aggregateApp({
    bases: ["/partners/v1", ""],
    access,
    terms: termsOf(),
    releases: served,
    territory: portal.territory,
  });
  const aggregate = (query: object, o: { key?: string } = {}) =>
    ask(app, "POST", "/partners/v1/aggregate", { key: "both", body: { ...ALL, ...query }, ...o });
  return { app, aggregate };
}

/** Rows of a publication's water, of all homes unless told otherwise. */
const water = (period: string, where: Partial<Observation>, shift = 1): readonly Observation[] =>
  sampleTables(period, portal.territory, shift).observations.filter(
    (row) => row.DOMAIN === "water" && Object.entries(where).every(([name, value]) => row[name as keyof Observation] === value),
  );
const value = (rows: readonly Observation[], statistic: string) => rows.find((row) => row.STATISTIC === statistic)?.OBS_VALUE;

test("an aggregate has the dialect's fields, from the publication, and ours behind them", async () => {
  const { status, headers, body } = await service().aggregate({ measureName: "water-total", endDate: "2026-02-01" });
  const rows = water("2026-01", { REF_AREA: "T", HOUSEHOLD_TYPE: "_T" });
  const mean = rows.find((row) => row.STATISTIC === "MEAN");
  expect(status).toBe(200);
  expect(headers.get("Cache-Control")).toBe("no-store");
  expect(body).toEqual([
    {
      measureName: "water-total",
      startDate: "2026-01-01T00:00:00",
      createdBy: "town",
      groups: [],
      sum: value(rows, "TOTAL"),
      count: value(rows, "COUNT"),
      avg: value(rows, "MEAN"),
      median: value(rows, "P50"),
      firstQuartile: value(rows, "P25"),
      thirdQuartile: value(rows, "P75"),
      period: "2026-01",
      release: "2026-01",
      intervals: expect.objectContaining({ avg: [mean?.CI_LOWER, mean?.CI_UPPER] }),
      status: { sum: "A", count: "A", avg: "A", median: "A", firstQuartile: "A", thirdQuartile: "A" },
    },
  ]);
});

test("what is never published has no field: no minimum, no maximum, no deviation, no count of what is not zero", async () => {
  for (const measureName of ["water-total", "water-monthly", "water-yearly", "electricity-monthly"]) {
    const { body } = await service().aggregate({ measureName });
    for (const row of body) for (const field of ["min", "max", "std", "countNotZero"]) expect(row).not.toHaveProperty(field);
    expect(JSON.stringify(body)).not.toContain("null");
  }
});

test("groups stand in partners' words, for readers of either dialect, and values in their unit", async () => {
  const { body } = await service().aggregate({ measureName: "water-monthly", endDate: "2026-02-01" });
  const people = (row: { groups: { people: string }[] }) => row.groups[0]?.people;
  // 3, 4 and 3-4 are no class that the sample has; unknown is withheld; two names stand for 5+, so its code is given.
  expect(body.map(people)).toEqual(["one", "two", "5+"]);
  expect(body.map((row: { group1: unknown }) => row.group1)).toEqual([{ people: "one" }, { people: "two" }, { people: "5+" }]);
  const rows = water("2026-01", { REF_AREA: "T", HOUSEHOLD_TYPE: "size=2" });
  expect(body[1].avg).toBeCloseTo(1000 * Number(value(rows, "MEAN")), 6);
  expect(body[1].count).toBe(value(rows, "COUNT"));
});

test("a withheld cell is no row, and none of its figures is anywhere; a withheld quantile is no field", async () => {
  const { body } = await service().aggregate({ measureName: "water-yearly" });
  expect(body.map((row: { group1: { quarter: string } }) => row.group1.quarter)).toEqual(["N1", "N2"]);
  expect(body[1].status).toMatchObject({ avg: "U" });
  const withheld = water("2026", { AREA_LEVEL: "quarter", HOUSEHOLD_TYPE: "_T", OBS_VALUE: null });
  expect(new Set(withheld.map((row) => row.REF_AREA))).toEqual(new Set(["S1", "S2"]));
  expect(JSON.stringify(body)).not.toMatch(/"S[12]"/);
  expect(body[0]).not.toHaveProperty("median");
});

test("the newest release of a period answers: a revision replaces what it revises", async () => {
  const { body } = await service().aggregate({ measureName: "water-yearly" });
  const revised = water("2026", { REF_AREA: "N1", HOUSEHOLD_TYPE: "_T" }, 1.01);
  expect(body[0]).toMatchObject({ period: "2026", release: "2026-r1", avg: value(revised, "MEAN") });
});

test("the start is inclusive, the end is not; other steps are another measure's", async () => {
  const months = async (query: object) =>
    (await service().aggregate({ measureName: "water-total", ...query })).body.map((row: { period: string }) => row.period);
  expect(await months({})).toEqual(["2026-01", "2026-02"]);
  expect(await months({ startDate: "2026-02-01" })).toEqual(["2026-02"]);
  expect(await months({ endDate: "2026-02-01" })).toEqual(["2026-01"]);
  expect(await months({ endDate: "2026-02-01T00:00:00.001Z" })).toEqual(["2026-01", "2026-02"]);
  expect(await months({ startDate: "2026-01-02", endDate: "2026-02-01" })).toEqual([]);
});

test("the query may stand in the address, for programs that cannot send a body with GET", async () => {
  const { app, aggregate } = service();
  const query = { measureName: "water-total", startDate: "2026-01-01", endDate: "2026-02-01" };
  const byAddress = await ask(app, "GET", `/aggregate?${new URLSearchParams(query)}`, { key: "both" });
  expect(byAddress.body).toEqual((await aggregate(query)).body);
  const twice = await ask(app, "GET", `/aggregate?${new URLSearchParams(query)}&endDate=2030-01-01`, { key: "both" });
  expect([twice.status, twice.body.error]).toEqual([400, "endDate: may be given once; got it 2 times"]);
});

test.each([
  [{ measureName: "*" }, "both", 400, "invalid-parameter", /must be one of water-monthly, .*; got "\*"$/],
  [{ measureName: "constructor" }, "both", 400, "invalid-parameter", /got "constructor"$/],
  [{ measureName: "water-total", createdBy: "ecolyo" }, "both", 400, "invalid-parameter", /^createdBy: must be town/],
  [{ measureName: "water-total", groups: [{ people: "*" }] }, "both", 400, "invalid-parameter", /^"groups": is no field/],
  [{ measureName: "water-total" }, "sender", 403, "partner-scope", /must allow aggregate; it allows measure$/],
  [{ measureName: "water-total" }, "watery", 403, "partner-scope", /is for water-monthly; got water-total$/],
  [{ measureName: "water-total" }, "unknown", 401, "partner-key", /opens nothing$/],
] as const)("%j with the key %s is refused: %i %s", async (query, key, status, code, sentence) => {
  const answer = await service().aggregate(query, { key });
  expect([answer.status, answer.body]).toEqual([status, { error: expect.stringMatching(sentence), code }]);
  if (status === 401) expect(answer.headers.get("WWW-Authenticate")).toBe("Bearer");
});

test("a body that is none is refused in the dialect's form", async () => {
  const { app } = service();
  const post = (body: string, headers: Record<string, string> = {}) =>
    ask(app, "POST", "/aggregate", { key: "both", body, headers });
  expect((await post("{")).body).toEqual({
    error: "the text must be one JSON value; it is not from character 1 on",
    code: "invalid-json",
  });
  expect((await post("{}", { "Content-Type": "text/plain" })).status).toBe(415);
  expect((await post("[]")).status).toBe(400);
  const large = await post(JSON.stringify({ measureName: "x".repeat(20_000) }));
  expect([large.status, large.body.code]).toEqual([413, "body-too-large"]);
  const put = await ask(app, "PUT", "/aggregate", { key: "both" });
  expect([put.status, put.headers.get("Allow"), put.body.code]).toEqual([405, "GET, POST", "method-not-allowed"]);
});

test("a key's requests are counted, and others' are not", async () => {
  let now = IN_APRIL().getTime();
  const { aggregate } = service(releases, () => new Date(now));
  const status = async (key: string) => (await aggregate({ measureName: "water-total" }, { key })).status;
  expect([await status("slow"), await status("slow"), await status("slow")]).toEqual([200, 200, 429]);
  expect(await status("both")).toBe(200);
  const refused = await aggregate({ measureName: "water-total" }, { key: "slow" });
  expect([refused.headers.get("Retry-After"), refused.body.code]).toEqual(["10", "too-many-requests"]);
  now += 10_000;
  expect(await status("slow")).toBe(200);
});

test("without a release there is nothing to tell", async () => {
  expect((await service([]).aggregate({ measureName: "water-total" })).body).toEqual([]);
});
