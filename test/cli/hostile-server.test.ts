import { once } from "node:events";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { startServer } from "../../src/cli/serve/home-server.ts";
import { readHome } from "../../src/commons/home.ts";
import { openOperatedCommons } from "../../src/commons/open.ts";
import type { OperatedCommons } from "../../src/commons/types.ts";
import type { Running } from "../../src/http/index.ts";
import { donation, HTTP_SETTINGS, writeTerritory } from "../support/commons.ts";
import { folderOfFile } from "../support/folder.ts";
import { answerOn, dial, postOf, raw } from "../support/raw.ts";
import { gridTerritory } from "../support/territory.ts";
import { donationOf } from "../vault/support.ts";

/** Short, so that no test waits long: what they are does not matter to how they are kept. */
const TIMES = { headersTimeout: 400, requestTimeout: 800, connectionsCheckingInterval: 50 };
const GOOD = JSON.stringify(donation("m0l0", 9, { months: [1] }));

let commons: OperatedCommons;
let home: string;
let running: Running;
const folder = folderOfFile();

beforeAll(async () => {
  const territory = writeTerritory(join(folder, "territory"), gridTerritory(2, 2));
  home = join(folder, "home");
  commons = await openOperatedCommons({ home, territory, settings: { ...HTTP_SETTINGS, measures: ["water.volume"] } });
  running = await startServer({
    home: readHome(home),
    commons,
    portal: true,
    port: 0,
    host: "127.0.0.1",
    times: TIMES,
    progress: () => undefined,
  });
});
afterAll(async () => {
  await running.close();
  await commons.close();
});

/** A donation is taken, and the portal answers: whatever came before, everything else goes on. */
async function goesOn(): Promise<void> {
  expect((await raw(running.url, postOf(GOOD)))?.status).toBe(201);
  expect((await raw(running.url, "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"))?.status).toBe(200);
}

const head = (line: string, ...headers: string[]) => [`${line} HTTP/1.1`, "Host: x", ...headers, "", ""].join("\r\n");
const JSON_TYPE = "Content-Type: application/json";

test.each<[string, string, number, string]>([
  ["bytes that are no HTTP", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 400, "malformed-request"],
  ["headers of 20 kB", head("GET /v1/my-contribution", `X: ${"x".repeat(20_000)}`), 431, "headers-too-large"],
  ["an address of 20 kB", head(`GET /v1/my-contribution/${"x".repeat(20_000)}`), 431, "headers-too-large"],
  [
    "a thousand headers",
    head("GET /v1/my-contribution", ...Array.from({ length: 2000 }, (_, i) => `X-${i}: ${i}`)),
    431,
    "headers-too-large",
  ],
  [
    "a header that is broken by a bare line feed",
    head("GET /v1/my-contribution", "X: a\nAuthorization : b"),
    400,
    "malformed-request",
  ],
  ["a length that is no number", head("POST /v1/donations", JSON_TYPE, "Content-Length: ten"), 400, "malformed-request"],
  ["two lengths", head("POST /v1/donations", JSON_TYPE, "Content-Length: 5", "Content-Length: 6"), 400, "malformed-request"],
  [
    "a length and chunks",
    head("POST /v1/donations", JSON_TYPE, "Content-Length: 5", "Transfer-Encoding: chunked"),
    400,
    "malformed-request",
  ],
  ["a length beyond the limit", head("POST /v1/donations", JSON_TYPE, "Content-Length: 9007199254740991"), 413, "body-too-large"],
  ["a body that is zipped", postOf(GOOD, ["Content-Encoding: gzip"]), 415, "unsupported-media-type"],
  [
    "another form's body",
    postOf(GOOD).replace("application/json", "multipart/form-data; boundary=x"),
    415,
    "unsupported-media-type",
  ],
  ["a tunnel", "CONNECT example.org:443 HTTP/1.1\r\nHost: example.org\r\n\r\n", 400, "malformed-request"],
  ["TRACE", head("TRACE /v1/donations"), 405, "method-not-allowed"],
  ["OPTIONS on donations", head("OPTIONS /v1/donations", "Origin: https://example.org"), 405, "method-not-allowed"],
  ["HEAD on donations", head("HEAD /v1/donations", "Connection: close"), 405, ""],
  ["a path with dots", head("POST /v1/my-contribution/../donations", JSON_TYPE, "Content-Length: 0"), 404, "not-found"],
  ["an encoded slash", head("GET /v1/my-contribution%2fexport"), 404, "not-found"],
  ["an encoded NUL", head("GET /v1/my-contribution%00"), 404, "not-found"],
  ["an escape out of the pages", head("GET /..%2f..%2fvault.sqlite"), 404, "not-found"],
  ["a path that is no encoding", head("GET /v1/%ff%zz"), 404, "not-found"],
  ["no path at all", head("GET *"), 400, "malformed-request"],
  ["a host that is none", "GET /healthz HTTP/1.1\r\nHost: [\r\n\r\n", 400, "malformed-request"],
  ["two hosts", "GET /healthz HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", 400, "malformed-request"],
  ["one host twice", "GET /v1/my-contribution HTTP/1.1\r\nHost: x\r\nhost: x\r\n\r\n", 400, "malformed-request"],
  ["two hosts of HTTP/1.0", "GET /healthz HTTP/1.0\r\nHost: x\r\nHost: y\r\n\r\n", 400, "malformed-request"],
  ["no host", "GET /healthz HTTP/1.1\r\nAccept: */*\r\n\r\n", 400, "malformed-request"],
  ["two keys", head("GET /v1/my-contribution", "Authorization: Bearer a", "Authorization: Bearer b"), 400, "malformed-request"],
  ["two types", postOf(GOOD, ["Content-Type: text/plain"]), 400, "malformed-request"],
  ["the same length twice", postOf(GOOD, [`Content-Length: ${Buffer.byteLength(GOOD)}`]), 400, "malformed-request"],
  ["two names of a request", postOf(GOOD, ["Idempotency-Key: a", "Idempotency-Key: b"]), 400, "malformed-request"],
  ["an expectation that nobody keeps", head("GET /v1/my-contribution", "Expect: miracles"), 417, ""],
])("%s is refused with a problem, and everything goes on", async (_, bytes, status, code) => {
  const answer = await raw(running.url, Buffer.from(bytes, "latin1"));
  expect(answer?.status).toBe(status);
  if (code !== "") {
    expect(answer?.head.toLowerCase()).toContain("content-type: application/problem+json");
    expect(JSON.parse(answer?.body ?? "")).toMatchObject({ type: `/problems/${code}`, status });
  }
  await goesOn();
});

test("a header that repeats an address's line ends puts no header into the answer", async () => {
  const answer = await raw(running.url, head("GET /v1/my-contribution/%0d%0aX-Injected:%201"));
  expect([answer?.status, answer?.head.includes("X-Injected")]).toEqual([404, false]);
});

test("a wish for another protocol is passed over: the answer is HTTP's", async () => {
  const wishes = [
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    "Sec-WebSocket-Version: 13",
  ];
  const answer = await raw(running.url, head("GET /v1/my-contribution", ...wishes));
  expect(answer?.status).toBe(404);
  await goesOn();
});

test("chunks without an end are cut where the limit is", async () => {
  const socket = dial(running.url);
  const answer = answerOn(socket);
  socket.write(head("POST /v1/donations", JSON_TYPE, "Transfer-Encoding: chunked"));
  const chunk = `10000\r\n${"x".repeat(0x10000)}\r\n`;
  for (let i = 0; i < 40; i += 1) socket.write(chunk);
  expect(await answer).toMatchObject({ status: 413 });
  socket.destroy();
  await goesOn();
});

test("a body that is longer than its length is cut there, and what follows is no request", async () => {
  const socket = dial(running.url);
  const answer = answerOn(socket);
  socket.write(`${postOf(GOOD)}{"household":`);
  expect((await answer)?.status).toBe(201);
  socket.destroy();
  await goesOn();
});

test("a chunk that is none ends the request, and the connection", async () => {
  const answer = await raw(running.url, `${head("POST /v1/donations", JSON_TYPE, "Transfer-Encoding: chunked")}zz\r\n{}\r\n`);
  expect(answer?.status).toBe(400);
  expect(JSON.parse(answer?.body ?? "")).toMatchObject({ type: "/problems/malformed-request" });
  await goesOn();
});

test.each([
  ["a head that never ends", "POST /v1/donations HTTP/1.1\r\nHost: x\r\n"],
  ["a body that is shorter than its length", postOf(GOOD).slice(0, -20)],
])("%s is given up with a problem, while others are served", async (_, bytes) => {
  const slow = Array.from({ length: 50 }, () => {
    const socket = dial(running.url);
    socket.write(bytes);
    return { socket, answer: answerOn(socket) };
  });
  await goesOn();
  for (const { answer, socket } of slow) {
    const given = await answer;
    expect(given?.status).toBe(408);
    expect(JSON.parse(given?.body ?? "")).toMatchObject({ type: "/problems/request-timeout" });
    socket.destroy();
  }
});

test("a connection that says nothing is ended, and a broken one harms nobody", async () => {
  const silent = dial(running.url);
  const ended = answerOn(silent);
  const broken = dial(running.url);
  broken.write(postOf(GOOD).slice(0, 100));
  broken.once("connect", () => broken.resetAndDestroy());
  await goesOn();
  expect([408, undefined]).toContain((await ended)?.status);
});

test("who stalls does not keep the server from ending", async () => {
  const other = await startServer({
    home: readHome(home),
    commons,
    portal: false,
    port: 0,
    host: "127.0.0.1",
    times: TIMES,
    progress: () => undefined,
  });
  const socket = dial(other.url);
  const answered = answerOn(socket);
  socket.write(`${head("POST /v1/donations", JSON_TYPE, "Content-Length: 100")}{`);
  // It is there, and its request has begun.
  expect((await raw(other.url, postOf(GOOD)))?.status).toBe(201);
  await other.close();
  expect(await answered).toBeNull();
});

/** A donation of 2 000 readings, with long texts. */
function largeDonation() {
  const one = donationOf(["water.volume 2026-01 1"]);
  const years = Array.from({ length: 2000 }, (_, i) => String(i).padStart(4, "0"));
  const source = "s".repeat(64);
  return { ...one, readings: years.map((period) => ({ domain: "water", measure: "volume", period, amount: 1, source })) };
}

/** The largest file of the pages, by its address. */
function largestFile(): string {
  const web = fileURLToPath(new URL("../../dist/web/", import.meta.url));
  const files = readdirSync(web, { recursive: true, encoding: "utf8" }).map((name) => ({ name, ...statSync(join(web, name)) }));
  return `/${files.sort((a, b) => b.size - a.size)[0]?.name}`;
}

test("a client that takes nothing of a large answer is ended after thirty seconds, whatever it goes on sending", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "performance"] });
  onTestFinished(() => void vi.useRealTimers());
  // The default time limits.
  const other = await startServer({
    home: readHome(home),
    commons,
    portal: true,
    port: 0,
    host: "127.0.0.1",
    progress: () => undefined,
  });
  onTestFinished(() => other.close());
  const large = largeDonation();
  const { receipt } = commons.vault.donate(large);
  for (let i = 0; i < 12; i += 1) commons.vault.donate(large, { receipt });
  const paths = ["/v1/my-contribution", "/v1/my-contribution/export", largestFile()];
  const silent = await Promise.all(
    paths.map(async (path) => {
      const socket = dial(other.url);
      const ended = new Promise((resolve) => socket.once("close", resolve));
      socket.on("error", () => undefined);
      socket.write(head(`GET ${path}`, `Authorization: Bearer ${receipt}`));
      // Its beginning has come, and no more is read.
      await once(socket, "readable");
      return { socket, ended };
    }),
  );
  vi.advanceTimersByTime(2000);
  for (let second = 0; second < 27; second += 1) {
    for (const { socket } of silent) socket.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    vi.advanceTimersByTime(1000);
  }
  expect((await raw(other.url, "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"))?.status).toBe(200);
  expect(silent.map(({ socket }) => socket.destroyed)).toEqual([false, false, false]);
  vi.advanceTimersByTime(4000);
  for (const { socket } of silent) socket.resume();
  await Promise.all(silent.map(({ ended }) => ended));
});
