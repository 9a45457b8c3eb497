import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { problemSchema } from "../../src/portal/schemas.ts";
import { listening, type ReceivedReply } from "../support/listening.ts";
import { type SamplePortal, samplePortal } from "../support/portal.ts";

let portal: SamplePortal;
let server: Awaited<ReturnType<typeof listening>>;
beforeAll(async () => {
  portal = await samplePortal(["2026-01"]);
  // The smaller files are kept in memory, the larger ones are read from the disk.
  server = await listening(portal, { bounds: { keptFile: 5000 } });
});
afterAll(async () => {
  await server.close();
  portal.close();
});

const PATHS = [
  "/v1/catalog",
  "/v1/datasets/water.fr.json",
  "/v1/datasets/water/exports/csv",
  "/v1/releases/2026-01/manifest.json",
  "/v1/releases/2026-01/observations.csv",
  "/v1/notice",
  "/v1/accessibility",
  "/healthz",
  "/compare",
  "/sdmx/data/dataflow/*/water",
];

const problemIn = ({ body }: ReceivedReply) => problemSchema.parse(JSON.parse(Buffer.from(body, "base64").toString()));

/** How members of a list of tags are written: the current one, made weak, another, or none. */
const WRITTEN = {
  current: (etag: string) => etag,
  weak: (etag: string) => `W/${etag}`,
  coded: (etag: string) => etag.replace(/"$/, '-gzip"'),
  other: () => '"other"',
  otherWeak: () => 'W/"other"',
  none: () => "",
  any: () => "*",
};
type Member = keyof typeof WRITTEN;
const members = Object.keys(WRITTEN) as Member[];
const lists = fc.oneof(
  fc.array(fc.constantFrom(...members.filter((one) => one !== "any")), { maxLength: 3 }),
  fc.constantFrom<Member[]>(["any"], ["any", "current"]),
);

test("conditions are looked at in the order of RFC 9110: what is insisted on, what is held, what part is wanted", async () => {
  const met = new Set<number>();
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        path: fc.constantFrom(...PATHS),
        method: fc.constantFrom("GET", "GET", "HEAD"),
        coding: fc.constantFrom(undefined, "gzip", "br"),
        range: fc.constantFrom(undefined, undefined, "bytes=0-9", "bytes=-1"),
        match: fc.option(lists, { nil: undefined }),
        noneMatch: fc.option(lists, { nil: undefined }),
        since: fc.constantFrom(undefined, "Wed, 21 Oct 2015 07:28:00 GMT"),
        ifRange: fc.constantFrom(undefined, "current", '"other"'),
      }),
      async ({ path, method, coding, range, match, noneMatch, since, ifRange }) => {
        const sent = (headers: Record<string, string | undefined>) =>
          server.ask({
            path,
            method,
            headers: Object.fromEntries(
              Object.entries(headers).filter((pair): pair is [string, string] => pair[1] !== undefined),
            ),
          });
        const asked = { "Accept-Encoding": coding, Range: range };
        const plain = await sent(asked);
        const etag = String(plain.headers.etag);
        const list = (names: readonly Member[] | undefined) => names?.map((name) => WRITTEN[name](etag)).join(", ");
        const answer = await sent({
          ...asked,
          "If-Match": list(match),
          "If-None-Match": list(noneMatch),
          "If-Range": ifRange === "current" ? etag : ifRange,
          "If-Unmodified-Since": since,
          "If-Modified-Since": since,
        });
        const insists = match !== undefined && match.join() !== "any" && !match.includes("current");
        const held = noneMatch?.some((one) => ["any", "current", "weak"].includes(one));
        const part = plain.status === 206 && ifRange !== '"other"';
        const expected = insists ? 412 : held ? 304 : part ? 206 : 200;
        expect([expected, answer.status]).toEqual([answer.status, answer.status]);
        met.add(answer.status);
        if (answer.status === 412) {
          expect(answer.headers["content-type"]).toBe("application/problem+json");
          if (method === "HEAD") return;
          const { type, errors = [] } = problemIn(answer);
          expect([type, errors[0]?.parameter]).toEqual(["/problems/precondition-failed", "If-Match"]);
          const given = list(match)?.trim().slice(0, 200);
          expect(errors[0]?.detail.startsWith(`If-Match must name what there is, ${etag}; got ${given}`)).toBe(true);
        } else {
          expect(answer.headers.etag).toBe(etag);
          if (answer.status === plain.status) expect(answer.body).toBe(plain.body);
        }
      },
    ),
    { numRuns: 900 },
  );
  expect([...met].sort()).toEqual([200, 206, 304, 412]);
  // Of so many requests about 180 (± 18) are the same as one before; fewer than 101 in one run of some hundred thousand.
  expect(server.heard()).toBeGreaterThan(100);
});

test("where there is no version, none can be insisted on; a refusal stays what it was", async () => {
  const status = async (path: string, headers: Record<string, string>, method = "GET") =>
    (await server.ask({ path, headers, method })).status;
  const nothing = "/sdmx/data/dataflow/*/water/*/nothing";
  expect(await status(nothing, {})).toBe(204);
  expect(await status(nothing, { "If-Match": "*" })).toBe(204);
  expect(await status(nothing, { "If-Match": '"x"' })).toBe(412);
  for (const [path, refusal, method] of [
    ["/nowhere", 404],
    ["/v1/releases/nope", 404],
    ["/v1/datasets/water/records?limit=0", 400],
    ["/compare/", 308],
    ["/v1/catalog", 405, "POST"],
    ["/v1/catalog", 204, "OPTIONS"],
  ] as const)
    expect([path, await status(path, { "If-Match": '"x"' }, method)]).toEqual([path, refusal]);
  expect(await status("/v1/log/keys", { "If-Match": '"x"', Accept: "image/png" })).toBe(406);
  // A range is looked at last.
  const file = "/v1/releases/2026-01/manifest.json";
  const { etag } = (await server.ask({ path: file })).headers;
  const beyond = { Range: "bytes=9999999-" };
  expect(await status(file, { ...beyond, "If-Match": '"x"' })).toBe(412);
  expect(await status(file, { ...beyond, "If-Match": String(etag) })).toBe(416);
  expect(await status(file, { ...beyond, "If-None-Match": "*" })).toBe(304);
});
