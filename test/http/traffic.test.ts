import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { Refusal } from "../../src/contract/problem.ts";
import { writeProblem } from "../../src/http/problem.ts";
import { logTraffic, makeLog } from "../../src/http/traffic.ts";
import { start, until } from "../support/cli.ts";
import { donation } from "../support/commons.ts";
import { inHome } from "../support/home.ts";

test("each 5xx is one line a minute and code, with how many there were; nothing of the request is in it", async () => {
  let now = Date.parse("2026-11-27T12:00:00Z");
  const lines: string[] = [];
  const watch = logTraffic({ log: makeLog((line) => lines.push(line)), classOf: () => "data", now: () => now });
  const server = createServer((incoming, outgoing) => {
    watch(incoming, outgoing);
    const code = incoming.url?.startsWith("/busy")
      ? "service-busy"
      : incoming.url?.startsWith("/fine")
        ? "not-found"
        : "internal";
    writeProblem(outgoing, new Refusal(code, "secret-detail"), { headers: {} });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const ask = async (path: string) => {
    await (
      await fetch(`${url}${path}?secret=1`, {
        method: "POST",
        body: "secret-body",
        headers: { Authorization: "Bearer secret-key" },
      })
    ).text();
  };
  for (let i = 0; i < 3; i += 1) await ask("/boom/secret-receipt");
  await ask("/busy");
  await ask("/fine");
  now += 60_000;
  await ask("/boom");
  await until(() => lines.length === 3, "three lines");
  const failed = {
    level: "error",
    route: "data",
    method: "POST",
    msg: "failed",
    time: expect.any(String),
    ms: expect.any(Number),
  };
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    { ...failed, status: 500, code: "internal", more: 0 },
    { ...failed, status: 503, code: "service-busy", more: 0 },
    { ...failed, status: 500, code: "internal", more: 2 },
  ]);
  expect(lines.join()).not.toMatch(/secret|127\.0\.0\.1/);
  server.close();
});

test("a service that takes no contributions yet tells its operator once, and no body, key or address", () =>
  inHome(async (_, folder) => {
    const server = start("serve", "--home", `${folder}/home`, "--port", "0");
    let [out, err] = ["", ""];
    server.stdout.on("data", (text) => (out += text));
    server.stderr.on("data", (text) => (err += text));
    await until(() => out.includes("http://"), "the service");
    const url = `${/http:\S+/.exec(out)?.[0]}/v1/donations`;
    for (let i = 0; i < 3; i += 1) {
      const headers = { "Content-Type": "application/json", Authorization: `Bearer ${"k".repeat(43)}` };
      expect((await fetch(url, { method: "POST", headers, body: JSON.stringify(donation("m0l0", 9.125)) })).status).toBe(503);
    }
    await until(() => err.includes('"failed"'), "the line");
    server.kill("SIGTERM");
    await once(server, "exit");
    const lines = err.split("\n").filter((line) => line.includes('"failed"'));
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { route: "intake", status: 503, code: "not-ready", method: "POST" },
    ]);
    expect(err).not.toMatch(/kkkk|9\.125|127\.0\.0\.1/);
  }));
