import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { PROBLEMS } from "../../src/contract/problem-codes.ts";
import { catalogSchema, problemSchema } from "../../src/portal/schemas.ts";
import { read, type SamplePortal, samplePortal } from "../support/portal.ts";

/** What this test reads of the description: all that it does comes from there. */
const SCHEMA = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  enum: z.array(z.string()).optional(),
  pattern: z.string().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  example: z.unknown().optional(),
});
const PARAMETER = z.looseObject({
  name: z.string(),
  in: z.enum(["path", "query"]),
  required: z.boolean().optional(),
  schema: SCHEMA,
  example: z.unknown().optional(),
});
const RESPONSE = z.looseObject({ content: z.record(z.string(), z.looseObject({ schema: z.looseObject({}) })).optional() });
const OPERATION = z.looseObject({ parameters: z.array(PARAMETER).default([]), responses: z.record(z.string(), RESPONSE) });
const DESCRIPTION = z.looseObject({
  paths: z.record(z.string(), z.looseObject({ get: OPERATION })),
  components: z.looseObject({}),
});
type Parameter = z.infer<typeof PARAMETER>;
type Operation = z.infer<typeof OPERATION>;

const RUNS = process.env.VOISINAGE_FULL === "1" ? 20_000 : 1_500;

let portal: SamplePortal;
let operations: [path: string, operation: Operation][];
/** Where named schemas are. */
let components: object;
const ajv = new Ajv2020({ strict: false, allErrors: false });
ajv.addFormat("binary", true);
ajv.addFormat("date-time", /^\d{4}-\d\d-\d\dT/);
const compiled = new Map<object, ReturnType<typeof ajv.compile>>();

beforeAll(async () => {
  portal = await samplePortal();
  const description = await read(portal.app, "/openapi.json", DESCRIPTION);
  operations = Object.entries(description.paths).map(([path, { get }]) => [path, get]);
  components = description.components;
});
afterAll(() => portal.close());

/** Words that mean something here, so that more than refusals is met. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  id: ["water", "electricity", "2026", "2026-01", "2026-r1", "*"],
  file: ["observations.csv", "observations.parquet", "manifest.json"],
  code: Object.keys(PROBLEMS),
  REF_AREA: ["N", "S1", "T", "N,S"],
  HOUSEHOLD_TYPE: ["_T", "size=5+"],
  TIME_PERIOD: ["2026", "2026-01", "2026,2026-02"],
  MEASURE: ["volume", "energy"],
  STATISTIC: ["MEAN", "COUNT,P50"],
  release: ["2026", "2026-01"],
  select: ["REF_AREA,OBS_VALUE"],
  sort: ["-OBS_VALUE,REF_AREA"],
};
const anything = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 20 }),
  fc.constantFrom("", "-1", "1e9", "NaN", "%", "\u0000", ",", "..", "__proto__", "constructor", "a\r\nb: c", "*".repeat(200)),
);

function words({ name, schema, example }: Parameter): fc.Arbitrary<string> {
  const known = [...(KNOWN[name] ?? []), ...[example, schema.example].filter((one) => typeof one === "string")];
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.type === "integer") {
    const bound = { min: schema.minimum ?? 0, max: Math.min(schema.maximum ?? 1000, 1000) };
    return fc.integer(bound).map(String);
  }
  if (schema.pattern !== undefined) {
    const fits = fc.stringMatching(new RegExp(schema.pattern), { maxLength: 40 });
    return known.length > 0 ? fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...known) }, fits) : fits;
  }
  return known.length > 0 ? fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...known) }, anything) : anything;
}

/** What the schema of a parameter forbids; null where it forbids no text. */
function forbidden({ schema }: Parameter): fc.Arbitrary<string> | null {
  const { enum: list, pattern, minimum, maximum } = schema;
  if (list) return anything.filter((text) => !list.includes(text) && text !== "");
  if (schema.type === "integer")
    return fc.oneof(
      fc.constantFrom("x", "1.5", "0x", "--1", "0b11", "0x10", "1e3", "+5", " 7", "7 "),
      ...(minimum === undefined ? [] : [fc.integer({ min: -1000, max: minimum - 1 }).map(String)]),
      ...(maximum === undefined ? [] : [fc.integer({ min: maximum + 1, max: 2 ** 40 }).map(String)]),
    );
  if (pattern === undefined) return null;
  return anything.filter((text) => !new RegExp(pattern).test(text) && text !== "");
}

interface Asked {
  readonly path: string;
  readonly address: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  /** the parameter that was given what its schema forbids */
  readonly wrong: string | null;
}

const FILTERS = fc.constantFrom(
  "c[TIME_PERIOD]=ge:2026-01+le:2026-12",
  "c[REF_AREA]=N,S",
  "c[OBS_VALUE]=gt:1",
  "c[NOWHERE]=1",
  "c[TIME_PERIOD]=x",
);

/** Replaces parts that change the path: `.` and `..` are resolved away, and an empty one gives a different address. */
const segment = (text: string) => (/^\.{0,2}$/.test(text) ? "x" : encodeURIComponent(text));

/** Absent this many times as often as present. */
function seldom<T>(arbitrary: fc.Arbitrary<T>, absent: number): fc.Arbitrary<T | null> {
  return fc.oneof({ weight: absent, arbitrary: fc.constant(null) }, { weight: 1, arbitrary });
}

function requests([path, operation]: [string, Operation]): fc.Arbitrary<Asked> {
  const inPath = operation.parameters.filter((one) => one.in === "path");
  const inQuery = operation.parameters.filter((one) => one.in === "query" && one.schema.type !== "object");
  const faulty = [...inPath, ...inQuery].flatMap((one) => {
    const values = forbidden(one);
    if (values === null) return [];
    const sendable = one.in === "path" ? values.filter((value) => decodeURIComponent(segment(value)) === value) : values;
    return [sendable.map((value) => [one.name, value] as const)];
  });
  const headers = fc.record(
    {
      Accept: fc.oneof(
        fc.constantFrom(...Object.keys(operation.responses["200"]?.content ?? { "*/*": 1 })),
        fc.constantFrom("*/*", "text/plain", "application/*;q=0.1", ";;q=9", "application/vnd.sdmx.data+csv;labels=both"),
      ),
      "Accept-Language": fc.constantFrom("fr", "en;q=0.5, de", "*", ",,"),
      "Accept-Encoding": fc.constantFrom("gzip", "br, gzip;q=0.5", "identity", "*;q=0"),
      "If-Match": fc.constantFrom("*", "*", "*", "*", '"x"', 'W/"y", "z"', "garbage"),
      "If-None-Match": fc.constantFrom("*", 'W/"x"', '"y", "z"', "garbage"),
      Range: fc.constantFrom("bytes=0-9", "bytes=-5", "bytes=99999999-", "lines=1-2", "bytes=x"),
      "If-Range": fc.constantFrom('"x"', "Wed, 21 Oct 2015 07:28:00 GMT"),
    },
    { requiredKeys: [] },
  );
  return fc
    .record({
      path: fc.tuple(...inPath.map(words)),
      query: fc.tuple(...inQuery.map((one) => (one.required ? words(one) : seldom(words(one), 3)))),
      filter: path.startsWith("/sdmx/data") ? seldom(FILTERS, 1) : fc.constant(null),
      stray: seldom(fc.tuple(anything, anything), 11),
      wrong: faulty.length === 0 ? fc.constant(null) : seldom(fc.oneof(...faulty), 4),
      method: fc.oneof(
        { weight: 8, arbitrary: fc.constant("GET") },
        fc.constantFrom("HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH"),
      ),
      headers,
    })
    .map(({ path: parts, query, filter, stray, wrong, method, headers: given }) => {
      let i = 0;
      const filled = path.replace(/\{(\w+)\}/g, (_, name) => {
        const text = parts[i++] as string;
        return segment(wrong !== null && wrong[0] === name ? wrong[1] : text);
      });
      const pairs = inQuery.flatMap((one, at): [string, string][] => {
        const value = wrong !== null && wrong[0] === one.name ? wrong[1] : query[at];
        return value === null || value === undefined ? [] : [[one.name, value]];
      });
      if (stray) pairs.push(stray);
      const search = [...pairs.map((pair) => pair.map(encodeURIComponent).join("=")), ...(filter === null ? [] : [filter])].join(
        "&",
      );
      return { path, address: `${filled}?${search}`, method, headers: given, wrong: wrong?.[0] ?? null };
    });
}

/** A media type with its parameters in any order of spaces. */
const sameType = (a: string, b: string) => a.replaceAll(" ", "") === b.replaceAll(" ", "");

async function judge({ path, address, method, headers, wrong }: Asked): Promise<number> {
  const operation = operations.find(([one]) => one === path)?.[1] as Operation;
  const response = await portal.app.request(address, { method, headers });
  const type = response.headers.get("content-type") ?? "";
  const { status } = response;
  if (method === "OPTIONS") expect(status).toBe(204);
  else if (method !== "GET" && method !== "HEAD")
    expect([status, response.headers.get("allow")]).toEqual([405, "GET, HEAD, OPTIONS"]);
  else expect(Object.keys(operation.responses)).toContain(String(status));
  if (method !== "GET") return status;
  expect(response.headers.get("access-control-allow-origin")).toBe("*");
  if (status >= 400) {
    expect(type).toBe("application/problem+json");
    const problem = problemSchema.parse(await response.json());
    const code = problem.type.replace("/problems/", "");
    expect(Object.keys(PROBLEMS)).toContain(code);
    expect([problem.status, code]).toEqual([PROBLEMS[code as keyof typeof PROBLEMS].status, code]);
    expect(problem.detail.length).toBeGreaterThan(10);
    // The sentence is the faults', and each begins with what it is about; nothing in it is of the libraries' own words.
    for (const { parameter, detail } of problem.errors ?? []) expect(detail.startsWith(`${parameter ?? "?"} `)).toBe(true);
    expect(problem.detail).not.toMatch(/Invalid |: expected /);
    if (status !== 501 && address.split("?")[0] !== "/v1/log/checkpoint")
      expect([address, problem.errors?.length]).not.toEqual([address, undefined]);
    return status;
  }
  // What the description forbids is not answered, unless the client has it or nothing fits before it is looked at.
  expect([wrong, status]).toEqual([null, status]);
  const content = operation.responses[String(status)]?.content ?? {};
  if (status === 204 || status === 304) expect(await response.text()).toBe("");
  else if (!("application/octet-stream" in content)) {
    const offered = Object.keys(content).find((one) => sameType(one, type.replace(/;labels=\w+/, ";labels=id")));
    expect([type, offered !== undefined]).toEqual([type, true]);
    if (type.includes("json")) matchesSchema(content[offered ?? ""]?.schema ?? {}, JSON.parse(await decoded(response)));
  }
  return status;
}

async function decoded(response: Response): Promise<string> {
  const bytes = Buffer.from(await response.arrayBuffer());
  const coding = response.headers.get("content-encoding");
  return (coding === "br" ? brotliDecompressSync(bytes) : coding === "gzip" ? gunzipSync(bytes) : bytes).toString();
}

function matchesSchema(schema: object, body: unknown): void {
  const check = compiled.get(schema) ?? ajv.compile({ ...schema, components });
  compiled.set(schema, check);
  check(body);
  expect(check.errors).toBeNull();
}

test("no request, right or wrong, makes the portal fail: what it answers is what the description says", {
  timeout: 900_000,
}, async () => {
  const met = new Map<number, number>();
  const asked = fc.constantFrom(...operations).chain(requests);
  await fc.assert(
    fc.asyncProperty(asked, async (one) => {
      const status = await judge(one);
      met.set(status, (met.get(status) ?? 0) + 1);
    }),
    { numRuns: RUNS },
  );
  // The requests are no row of refusals: most kinds of answers are met.
  for (const status of [200, 204, 304, 400, 404, 405, 406, 412, 422, 501])
    expect([status, met.get(status) ?? 0]).not.toEqual([status, 0]);
  expect(met.get(500) ?? 0).toBe(0);
});

test("every address answers its own example", async () => {
  const [release] = (await read(portal.app, "/v1/catalog", catalogSchema)).releases;
  const values: Readonly<Record<string, string>> = {
    digest: release?.identifier.replace("ni:///sha-256;", "") ?? "",
    MEASURE: "volume",
    STATISTIC: "MEAN",
    TIME_PERIOD: "2026",
    dimension: "REF_AREA",
    format: "csv",
  };
  for (const [path, { parameters, responses }] of operations) {
    const exampleOf = ({ name, schema, example }: Parameter) =>
      values[name] ?? String(example ?? schema.example ?? schema.enum?.[0]);
    const filled = path.replace(/\{(\w+)\}/g, (_, name) => exampleOf(parameters.find((one) => one.name === name) as Parameter));
    const needed = parameters.filter((one) => one.in === "query" && one.required).map((one) => `${one.name}=${exampleOf(one)}`);
    const { status } = await portal.app.request(`${filled}?${needed.join("&")}`);
    // The sample's commons has stated nothing yet, so its log has no checkpoint.
    const there = path === "/v1/log/checkpoint" ? 404 : 200;
    expect([filled, status]).toEqual([filled, "200" in responses ? there : 501]);
  }
});
