import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { failureLog } from "../../src/cli/failures.ts";
import { Refusal } from "../../src/contract/problem.ts";
import { start, until } from "../support/cli.ts";
import { donation } from "../support/commons.ts";
import { inHome } from "../support/home.ts";

test("each 5xx is one line a minute and code, with how many there were; nothing of the request is in it", async () => {
  let now = Date.parse("2026-11-27T12:00:00Z");
  const lines: string[] = [];
  const watch = failureLog(
    (line) => lines.push(line),
    () => now,
  );
  const server = createServer((incoming, outgoing) => {
    watch(incoming, outgoing);
    const code = incoming.url?.startsWith("/busy")
      ? "service-busy"
      : incoming.url?.startsWith("/fine")
        ? "not-found"
        : "internal";
    const refusal = new Refusal(code, "secret-detail");
    outgoing.writeHead(refusal.status, { "Content-Type": "application/problem+json" });
    outgoing.end(JSON.stringify(refusal.toProblem("/v1/secret-path")));
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
  expect(lines).toEqual([
    "failed: 2026-11-27T12:00:00.000Z 500 internal POST",
    "failed: 2026-11-27T12:00:00.000Z 503 service-busy POST",
    "failed: 2026-11-27T12:01:00.000Z 500 internal POST; 2 more since the last line of this kind",
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
    await until(() => err.includes("failed: "), "the line");
    server.kill("SIGTERM");
    await once(server, "exit");
    const lines = err.split("\n").filter((line) => line.startsWith("failed: "));
    expect(lines).toEqual([expect.stringMatching(/^failed: \S+ 503 not-ready POST$/)]);
    expect(err).not.toMatch(/kkkk|9\.125|127\.0\.0\.1/);
  }));
