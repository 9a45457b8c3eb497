import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { choicesText } from "../../src/portal/params.ts";
import { problemOf, read, type SamplePortal, samplePortal } from "../support/portal.ts";

let portal: SamplePortal;
beforeAll(async () => {
  portal = await samplePortal();
});
afterAll(() => portal.close());

const get = (path: string, headers: Record<string, string> = {}) => portal.app.request(path, { headers });
const DATASET = "/v1/datasets/water";
const ASKED = "MEASURE=volume&STATISTIC=MEAN&TIME_PERIOD=2026";
const RELEASES = "2026, 2026-01, 2026-02, 2026-r1";
const STATISTICS = "COUNT, MEAN, TOTAL, P10, P25, P50, P75, P90";

/** A refusal names the parameter, the bound and the value, in its sentence and in its errors. */
async function refused(path: string, headers: Record<string, string> = {}) {
  const response = await get(path, headers);
  const problem = await problemOf(response);
  expect(problem.detail).toBe(problem.errors?.map(({ detail }) => detail).join("; "));
  const [{ parameter, detail } = { detail: "" }] = problem.errors ?? [];
  return { status: response.status, parameter, detail };
}

test.each([
  ...[`${DATASET}/records?release=nope`, `${DATASET}/exports/csv?release=nope`, `${DATASET}/areas?${ASKED}&release=nope`].map(
    (path) => [path, "release", RELEASES, "nope"],
  ),
  ["/v1/releases/nope", "id", RELEASES, "nope"],
  ["/v1/releases/nope/citation", "id", RELEASES, "nope"],
  ["/v1/releases/2026/nope.txt", "file", "observations.csv", "nope.txt"],
  ["/v1/releases/2026/manifest.jws", "file", "not signed", "manifest.jws"],
  ["/v1/datasets/wine", "id", "water", "wine"],
  [`${DATASET}/codes/COLOUR`, "dimension", "REF_AREA", "COLOUR"],
  [`${DATASET}/exports/xlsx`, "format", "sdmx-json", "xlsx"],
  ["/problems/nope", "code", "invalid-json", "nope"],
  ["/.well-known/ni/sha-256/nope", "digest", "sha256", "nope"],
  ["/catalog.jsonld?page=3", "page", "from 1 to 1,", "3"],
  ["/catalog/3.jsonld", "page", "from 1 to 1,", "3"],
] as const)("what %s names and is not there is a 404 with the parameter, what there is, and the value", async (...row) => {
  const [path, parameter, bound, value] = row as readonly string[];
  const problem = await refused(path as string);
  expect(problem).toMatchObject({ status: 404, parameter });
  expect(problem.detail).toMatch(new RegExp(`^${parameter} must be .*${bound}.*; got "${value}"$`));
});

test("of a short list a refusal names all, of a long one some, and of none it says so", async () => {
  const list = Array.from({ length: 13 }, (_, i) => `a${i}`);
  expect(choicesText(list.slice(0, 12))).toBe(list.slice(0, 12).join(", "));
  expect(choicesText(list)).toBe("such as a0, a1, a2, a3, a4");
  const { app, close } = await samplePortal([]);
  const { detail } = await problemOf(await app.request("/v1/releases/nope"));
  close();
  expect(detail).toBe('id must be a release of /v1/catalog (there are none yet); got "nope"');
});

test.each([
  ["MEASURE=volume&TIME_PERIOD=2026", `STATISTIC must be given: one code of the dataset (${STATISTICS})`],
  ["STATISTIC=MEAN&TIME_PERIOD=2026", "MEASURE must be given: one code of the dataset (volume)"],
  ["MEASURE=volume&STATISTIC=MEAN", "TIME_PERIOD must be given: one code of the dataset (2026, 2026-01, 2026-02)"],
  ["MEASURE=volume&STATISTIC=&TIME_PERIOD=2026", 'STATISTIC must not be empty; got ""'],
  ["MEASURE=volume&STATISTIC=MODE&TIME_PERIOD=2026", `STATISTIC must be one code of the dataset (${STATISTICS}); got "MODE"`],
])("areas?%s is refused by what it takes", async (search, detail) => {
  expect(await refused(`${DATASET}/areas?${search}`)).toEqual({ status: 400, parameter: detail.split(" ")[0], detail });
});

test("a refusal is in words for its reader", async () => {
  for (const [path, detail] of [
    [`${DATASET}?lang=de`, 'lang must be one of fr, en; got "de"'],
    ["/v1/releases/2026/citation?format=word", 'format must be one of bibtex, ris, csl, text; got "word"'],
    [`${DATASET}/records?limit=0`, 'limit must be a whole number from 1 to 10000; got "0"'],
    [`${DATASET}/records?cursor=${"x".repeat(4001)}`, `cursor must have at most 4000 characters; got "${"x".repeat(64)}…"`],
    ["/v1/log?from=0", 'from must be a whole number from 1 to 999999999; got "0"'],
    ["/sdmx/data?offset=-1", 'offset must be a whole number from 0 to 999999999; got "-1"'],
  ] as const)
    expect(await refused(path)).toMatchObject({ status: 400, detail });
});

test("a header is refused by its name, with what there is, and what it was", async () => {
  for (const [path, bound] of [
    ["/v1/log/keys", "application/jwk-set+json or application/json"],
    ["/problems/internal", "application/json or text/html"],
    ["/sdmx/structure", "application/vnd.sdmx.structure+json;version=2.1.0|2.0.0"],
    [
      "/sdmx/data",
      "application/vnd.sdmx.data+json;version=2.1.0|2.0.0 or application/vnd.sdmx.data+csv;version=2.1.0|2.0.0;labels=id|name|both",
    ],
  ] as const) {
    const { status, parameter, detail } = await refused(path, { Accept: "image/png;q=0.5" });
    expect([path, status, parameter]).toEqual([path, 406, "Accept"]);
    expect(detail.startsWith(`Accept must allow ${bound}`)).toBe(true);
    expect(detail).toMatch(/; got image\/png;q=0\.5$/);
  }
  const path = "/v1/releases/2026/observations.csv";
  const size = (await get(path)).headers.get("content-length");
  for (const range of [`bytes=${size}-`, "bytes=-0"])
    expect(await refused(path, { Range: range })).toEqual({
      status: 416,
      parameter: "Range",
      detail: `Range must ask for some of the ${size} bytes that there are; got ${range}`,
    });
});

test("an address that is too long is refused by its bound and its length", async () => {
  const address = `http://localhost/nowhere?${"x".repeat(8000)}`;
  const detail = `address must have at most 8000 characters; got ${address.length}`;
  expect(await refused(address)).toEqual({ status: 414, parameter: "address", detail });
});

const INTEGERS = z.object({
  paths: z.record(
    z.string(),
    z.object({
      get: z.object({ parameters: z.array(z.object({ name: z.string(), schema: z.looseObject({}) })).default([]) }),
    }),
  ),
});

test("a number is plain decimal digits, whichever parameter takes one", async () => {
  const { paths } = await read(portal.app, "/openapi.json", INTEGERS);
  const taking = Object.entries(paths).flatMap(
    ([
      path,
      {
        get: { parameters },
      },
    ]) =>
      parameters
        .filter(({ schema }) => schema.type === "integer")
        .map(({ name, schema }) => ({
          address: `${path.replace("{id}", "water").replace(/\/\{\w+\}/g, "/*")}?${name}=`,
          name,
          schema,
        })),
  );
  expect([...new Set(taking.map(({ name }) => name))].sort()).toEqual(
    ["firstNObservations", "from", "lastNObservations", "limit", "offset", "page"].sort(),
  );
  const spelled = (n: number) => {
    const other = [`0b${n.toString(2)}`, `0x${n.toString(16)}`, `0o${n.toString(8)}`, `${n}e0`, `+${n}`, ` ${n}`, `${n} `];
    return [...other, `${n}\n`, `${n}.0`, `${n}_0`, `-${n}`, `${n}n`, `\u0660${n}`, `0000000000${n}`];
  };
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...taking), fc.integer({ min: 1, max: 1000 }), async ({ address, name }, n) => {
      for (const text of spelled(n)) {
        const { status, parameter, detail } = await refused(address + encodeURIComponent(text));
        expect([address, text, status, parameter]).toEqual([address, text, 400, name]);
        expect(detail).toContain("must be a whole number from");
      }
      // A plain number does not fail as one: a page or an entry may still not be there.
      expect([200, 204, 404]).toContain((await get(address + n)).status);
    }),
    { numRuns: 60 },
  );
});

test("a value that a column of numbers is compared with is a decimal number", async () => {
  const status = async (value: string) => (await get(`/sdmx/data?limit=1&c[OBS_VALUE]=ge:${encodeURIComponent(value)}`)).status;
  for (const value of ["0", "-1", "12.5", "007", "1e3", "1.5E-7"]) expect([value, await status(value)]).toEqual([value, 200]);
  for (const value of ["0x10", "0b11", " 7", "7 ", ".5", "5.", "1e999", "Infinity", "NaN", "1_000", "--1"])
    expect([value, await status(value)]).toEqual([value, 400]);
});
