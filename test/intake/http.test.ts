import { expect, test } from "vitest";
import { Refusal } from "../../src/contract/problem.ts";
import type { Vault } from "../../src/vault/index.ts";
import { vaultAt } from "../vault/support.ts";
import { appOf, contextOf, donationJson } from "./support.ts";

function service(vault = vaultAt()) {
  const app = appOf({ vault, context: contextOf(), rate: 0 });
  const send = async (
    method: string,
    path: string,
    o: { body?: unknown; headers?: Record<string, string>; key?: string } = {},
  ) => {
    const body = o.body === undefined ? null : typeof o.body === "string" ? o.body : JSON.stringify(o.body);
    const headers = {
      ...(body === null ? {} : { "Content-Type": "application/json" }),
      ...(o.key ? { Authorization: `Bearer ${o.key}` } : {}),
      ...o.headers,
    };
    const response = await app.request(path, { method, headers, body });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === "" ? null : JSON.parse(text) };
  };
  const donate = async (o: Parameters<typeof send>[2] = {}) => send("POST", "/v1/donations", { body: donationJson(), ...o });
  return { vault, send, donate };
}

test("a donation is answered with its secret, which nobody on the way may keep", async () => {
  const { donate, vault } = service();
  const answer = await donate();
  expect(answer.status).toBe(201);
  expect(answer.body).toEqual({ receipt: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/) });
  expect(answer.headers.get("Cache-Control")).toBe("no-store");
  expect(vault.status().active).toBe(1);
});

test("an Idempotency-Key makes a repeated request one donation; with another body it is a conflict", async () => {
  const { donate, vault } = service();
  const headers = { "Idempotency-Key": "0190b6a5-7d6c-7c3b-9f0e-2f5a1b2c3d4e" };
  const [one, two] = [await donate({ headers }), await donate({ headers })];
  expect([one.status, two.status]).toEqual([201, 201]);
  expect(two.body).toEqual(one.body);
  const other = await donate({ headers, body: donationJson({ reading: { value: 1 } }) });
  expect([other.status, other.body.type]).toEqual([409, "/problems/idempotency-conflict"]);
  expect(vault.status().donations).toBe(1);
});

test.each(["1", "x".repeat(31), `${"x".repeat(32)} ${"x".repeat(32)}`, "é".repeat(36), "x".repeat(256)])(
  "an Idempotency-Key out of its form, or so short that it may be guessed, is refused by its length and not repeated (%#)",
  async (key) => {
    const { status, body } = await service().donate({ headers: { "Idempotency-Key": key } });
    expect([status, body.type, body.errors[0].parameter]).toEqual([400, "/problems/invalid-parameter", "Idempotency-Key"]);
    expect(body.detail).toContain(`32 to 255 visible ASCII characters, as a UUID has; got ${key.length} characters`);
  },
);

test.each([32, 255])("an Idempotency-Key of %i characters is taken", async (length) => {
  expect((await service().donate({ headers: { "Idempotency-Key": "x".repeat(length) } })).status).toBe(201);
});

test("donations that arrive together share commits; each gets an answer of its own", async () => {
  const vault = vaultAt();
  let commits = 0;
  const counting: Vault = {
    ...vault,
    donateEach: (items) => {
      commits += 1;
      return vault.donateEach(items);
    },
  };
  const { donate } = service(counting);
  const bodies = Array.from({ length: 60 }, (_, i) => donationJson({ reading: { value: i % 10 === 9 ? -1 : i } }));
  const answers = await Promise.all(bodies.map((body) => donate({ body })));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(54);
  expect(answers.filter(({ status }) => status === 422)).toHaveLength(6);
  expect(new Set(answers.flatMap(({ body }) => body.receipt ?? [])).size).toBe(54);
  expect(commits).toBeLessThan(30);
});

test("the key shows, amends, pauses, resumes and withdraws", async () => {
  const { send, donate, vault } = service();
  const key = (await donate()).body.receipt as string;
  const amended = await donate({ key, body: donationJson({ reading: { value: 8 } }) });
  expect([amended.status, amended.body]).toEqual([200, { receipt: key }]);
  const shown = await send("GET", "/v1/my-contribution", { key });
  expect([shown.status, shown.body.readings[0].amount, shown.headers.get("Cache-Control")]).toEqual([200, 8000, "no-store"]);
  expect((await send("POST", "/v1/my-contribution/pause", { key })).status).toBe(204);
  expect(vault.status()).toMatchObject({ active: 0, paused: 1 });
  expect((await send("POST", "/v1/my-contribution/resume", { key })).status).toBe(204);
  expect((await send("DELETE", "/v1/my-contribution", { key })).status).toBe(200);
  expect((await send("GET", "/v1/my-contribution", { key })).status).toBe(404);
  expect(vault.status()).toMatchObject({ active: 0, withdrawn: 1 });
});

test("no key, a wrong one, a used up one and one of no form are answered alike", async () => {
  const { send, donate } = service();
  const used = (await donate()).body.receipt as string;
  await send("DELETE", "/v1/my-contribution", { key: used });
  const answers = await Promise.all([
    send("GET", "/v1/my-contribution"),
    send("GET", "/v1/my-contribution", { key: "A".repeat(43) }),
    send("GET", "/v1/my-contribution", { key: used }),
    send("GET", "/v1/my-contribution", { headers: { Authorization: "Basic eDp5" } }),
  ]);
  for (const { status, body, headers } of answers) {
    expect(status).toBe(404);
    expect(body).toEqual(answers[0]?.body);
    expect([...headers]).toEqual([...(answers[0]?.headers ?? [])]);
  }
  expect(await donate({ key: used })).toMatchObject({ status: 404, body: { type: "/problems/key-not-known" } });
});

test.each<
  [
    string,
    () => Promise<{ status: number; headers: Headers; body: { type: string; errors?: { pointer: string }[] } }>,
    number,
    string,
  ]
>([
  ["another media type", () => service().donate({ headers: { "Content-Type": "text/plain" } }), 415, "unsupported-media-type"],
  [
    "a media type that only begins alike",
    () => service().donate({ headers: { "Content-Type": "application/jsonp" } }),
    415,
    "unsupported-media-type",
  ],
  ["malformed JSON", () => service().donate({ body: '{"household":' }), 400, "invalid-json"],
  ["an empty body", () => service().donate({ body: "" }), 400, "invalid-json"],
  ["a body that is too large", () => service().donate({ body: `"${"x".repeat(1_048_576)}"` }), 413, "body-too-large"],
  ["a fault in a field", () => service().donate({ body: donationJson({ reading: { unit: "kWh" } }) }), 422, "wrong-unit"],
  ["what is not needed", () => service().donate({ body: donationJson({ household: { tenure: "owner" } }) }), 422, "not-needed"],
  ["an address that is none", () => service().send("GET", "/v1/nowhere"), 404, "not-found"],
  ["a method that is not taken", () => service().send("PUT", "/v1/donations"), 405, "method-not-allowed"],
  ["a method that rights do not take", () => service().send("GET", "/v1/my-contribution/pause"), 405, "method-not-allowed"],
])("problem details for %s", async (_, ask, status, code) => {
  const answer = await ask();
  expect([answer.status, answer.body.type]).toEqual([status, `/problems/${code}`]);
  expect(answer.headers.get("Content-Type")).toBe("application/problem+json");
  expect(answer.headers.get("Cache-Control")).toBe("no-store");
});

test("a problem shows the faulty value and nothing else of the body", async () => {
  const body = donationJson({ household: { area: "secret-place" }, reading: { value: -1 } });
  const { body: problem } = await service().donate({ body });
  expect(problem.errors).toHaveLength(1);
  expect(JSON.stringify(problem)).not.toContain("9.412");
  const { body: malformed } = await service().donate({ body: '{"household": secret' });
  expect(JSON.stringify(malformed)).not.toContain("secret");
});

test("a commit that fails is an error for each of its donations, and a failure inside is not explained", async () => {
  const failing = (error: Error): Vault => ({
    ...vaultAt(),
    donateEach: () => {
      throw error;
    },
  });
  expect((await service(failing(new Refusal("storage-full", "the disk is full"))).donate()).status).toBe(507);
  const { status, body } = await service(failing(new Error("row 7 of the secret table"))).donate();
  expect([status, body.type]).toEqual([500, "/problems/internal"]);
  expect(JSON.stringify(body)).not.toContain("row 7");
});
