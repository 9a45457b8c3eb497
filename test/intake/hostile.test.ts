import fc from "fast-check";
import { expect, test } from "vitest";
import { vaultAt } from "../vault/support.ts";
import { appOf, contextOf, donationJson } from "./support.ts";

function service() {
  const vault = vaultAt();
  const app = appOf({ vault, context: contextOf(), rate: 0 });
  const send = async (body: string, headers: Record<string, string> = {}) => {
    const response = await app.request("/v1/donations", {
      method: "POST",
      headers: { "Content-Type": "application/json", ...headers },
      body,
    });
    return { status: response.status, type: ((await response.json()) as { type?: string }).type };
  };
  return { vault, app, send };
}

const good = JSON.stringify(donationJson());
const nested = (open: string, close: string, depth: number) => open.repeat(depth) + close.repeat(depth);

test.each([
  ["a body of brackets", nested("[", "]", 400_000), 422, "invalid-donation"],
  ["a body of objects in objects", `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`, 422, "invalid-donation"],
  ["a field of brackets", good.replace('"m0l1"', nested("[", "]", 100_000)), 422, "invalid-donation"],
  ["brackets without end", "[".repeat(1_000_000), 400, "invalid-json"],
  ["__proto__ in the donation", good.replace("{", '{"__proto__":{"area":"m0l0"},'), 422, "invalid-donation"],
  ["__proto__ in the household", good.replace('"household":{', '"household":{"__proto__":null,'), 422, "invalid-donation"],
  [
    "constructor in a reading",
    good.replace('"readings":[{', '"readings":[{"constructor":{"prototype":{}},'),
    422,
    "invalid-donation",
  ],
  ["a domain that every object has", good.replace('"domain":"water"', '"domain":"constructor"'), 422, "invalid-donation"],
  ["a measure that every object has", good.replace('"measure":"volume"', '"measure":"__proto__"'), 422, "invalid-donation"],
  ["a unit that every object has", good.replace('"unit":"m3"', '"unit":"toString"'), 422, "wrong-unit"],
  ["an area that every object has", good.replace('"m0l1"', '"hasOwnProperty"'), 422, "unknown-area"],
  ["a name twice", good.replace('"area":"m0l1"', '"area":"m0l0","area":"m0l1"'), 400, "invalid-json"],
  ["a name twice, once escaped", good.replace('"area":"m0l1"', '"area":"m0l0","\\u0061rea":"m0l1"'), 400, "invalid-json"],
  ["a value that looks like a name", good.replace('"meter"', '"a\\":\\\\"'), 201, undefined],
  ["a number too large to be one", good.replace("9.412", "1e999"), 422, "invalid-value"],
  ["half a surrogate pair in a code", good.replace("m0l1", "\\ud800"), 422, "unknown-area"],
  ["NUL in a code", good.replace("m0l1", "m0l1\\u0000"), 422, "unknown-area"],
])("%s is refused, or taken for what it is", async (_, body, status, code) => {
  const { send, vault } = service();
  const answer = await send(body);
  expect(answer).toEqual({ status, type: code === undefined ? undefined : `/problems/${code}` });
  expect(vault.status().donations).toBe(status === 201 ? 1 : 0);
  expect(({} as Record<string, unknown>).area).toBeUndefined();
});

test.each(["gzip", "br", "deflate", "gzip, identity", "GZIP", "x"])(
  "a body with Content-Encoding %s is not unfolded",
  async (coding) => {
    expect(await service().send(good, { "Content-Encoding": coding })).toEqual({
      status: 415,
      type: "/problems/unsupported-media-type",
    });
  },
);

test("a body that is said to be as it is, is taken", async () => {
  expect((await service().send(good, { "Content-Encoding": "identity" })).status).toBe(201);
});

test.each([
  ["/v1/donations/"],
  ["/v1//donations"],
  ["/v1/./donations"],
  ["/v1/%64onations"],
  ["/v1/donations%00"],
  ["/v1/donations%2f"],
  ["/v1/my-contribution/../donations"],
  ["/v1/my-contribution/..%2fdonations"],
  ["/V1/donations"],
  ["/v1/donations;a=b"],
  ["/__proto__"],
  ["/v1/my-contribution/constructor"],
])("%s is no address of the intake", async (path) => {
  const { app, vault } = service();
  const response = await app.request(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: good });
  expect([response.status, response.headers.get("Content-Type")]).toEqual([404, "application/problem+json"]);
  expect(vault.status().donations).toBe(0);
});

test.each(["OPTIONS", "PUT", "PATCH", "constructor", "__proto__", "toString"])("%s is not taken", async (method) => {
  const { app } = service();
  const response = await app.request("/v1/my-contribution", { method });
  expect([response.status, response.headers.get("Allow")]).toEqual([405, "GET, DELETE"]);
});

test("whatever bytes come as a body or a key, the answer is a problem and nothing is stored", async () => {
  const { app, vault } = service();
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.json(), fc.string({ unit: "binary" })),
      fc.string({ unit: "grapheme-ascii", maxLength: 50 }),
      fc.constantFrom("/v1/donations", "/v1/my-contribution/corrections", "/v1/my-contribution/objection"),
      async (body, key, path) => {
        const headers = { "Content-Type": "application/json", Authorization: `Bearer ${key}` };
        const response = await app.request(path, { method: "POST", headers, body });
        expect(response.headers.get("Content-Type")).toBe("application/problem+json");
        expect([400, 404, 413, 422]).toContain(response.status);
      },
    ),
    { numRuns: 500 },
  );
  expect(vault.status().donations).toBe(0);
});
