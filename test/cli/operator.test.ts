import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as after } from "node:timers/promises";
import { expect, test } from "vitest";
import { type ServeOptions, startServer } from "../../src/cli/serve/home-server.ts";
import { readHome } from "../../src/commons/home.ts";
import { openOperatedCommons } from "../../src/commons/open.ts";
import type { OperatedCommons } from "../../src/commons/types.ts";
import { Refusal } from "../../src/contract/problem.ts";
import { donation, writeTerritory } from "../support/commons.ts";
import { inFolder } from "../support/folder.ts";
import { answerOn, dial } from "../support/raw.ts";
import { gridTerritory } from "../support/territory.ts";

const OPERATOR = { port: 0, host: "127.0.0.1" };

interface Served {
  readonly url: string;
  readonly operator: string;
  readonly lines: readonly string[];
  readonly close: () => Promise<void>;
}

/** An intake and portal of a small commons, with a port for its operator. */
function served(
  work: (served: Served, commons: OperatedCommons) => Promise<void>,
  more: Partial<ServeOptions> | ((commons: OperatedCommons) => Partial<ServeOptions>) = {},
): Promise<void> {
  return inFolder(async (folder) => {
    const territory = writeTerritory(join(folder, "territory"), gridTerritory(2, 2));
    const home = join(folder, "home");
    const commons = await openOperatedCommons({ home, territory, settings: { measures: ["water.volume"], sample: true } });
    const lines: string[] = [];
    const running = await startServer({
      home: readHome(home),
      commons,
      portal: true,
      port: 0,
      host: "127.0.0.1",
      operator: OPERATOR,
      progress: (line) => lines.push(line),
      ...(typeof more === "function" ? more(commons) : more),
    });
    try {
      await work({ ...running, operator: running.operator as string, lines }, commons);
    } finally {
      await running.close();
      await commons.close();
    }
  });
}

const get = async (url: string) => {
  const response = await fetch(url);
  return { status: response.status, text: await response.text() };
};

test("readiness and metrics are on the operator's port, and nowhere on the public one", () =>
  served(async ({ url, operator }) => {
    expect(await get(`${operator}/healthz`)).toEqual({ status: 200, text: '{"status":"ok"}' });
    const ready = await get(`${operator}/readyz`);
    expect([ready.status, JSON.parse(ready.text)]).toEqual([200, { ready: true, checks: { intake: "ok", portal: "ok" } }]);
    expect((await get(`${operator}/nothing`)).status).toBe(404);
    for (const path of ["/readyz", "/metrics", "/intake/metrics", "/v1/metrics"])
      expect([path, (await get(url + path)).status]).toEqual([path, 404]);
    expect((await get(`${url}/healthz`)).status).toBe(200);
  }));

test("metrics tell of traffic and machine, and count no contributor, reading, area or topic", () =>
  served(async ({ url, operator }, commons) => {
    for (const area of ["m0l0", "m0l1"]) await commons.donate(donation(area, 9));
    await get(`${url}/v1/catalog`);
    await get(`${url}/v1/my-contribution?secret=1`);
    const { text } = await get(`${operator}/metrics`);
    expect(text).toContain('voisinage_http_requests_total{route="data",status="2xx"} 1');
    expect(text).toContain('voisinage_http_requests_total{route="intake",status="4xx"} 1');
    for (const name of ["disk_free_bytes", "intake_queue", "clock_doubted"])
      expect(text).toMatch(new RegExp(`^voisinage_${name} \\d`, "m"));
    expect(text).toContain("nodejs_eventloop_lag_seconds");
    expect(text).toContain("process_resident_memory_bytes");
    const own = [...text.matchAll(/^# TYPE voisinage_(\w+)/gm)].map(([, name]) => name);
    expect(own).toEqual(["http_requests_total", "disk_free_bytes", "newest_release_age_days", "intake_queue", "clock_doubted"]);
    expect(text).not.toMatch(/secret|my-contribution|m0l0|water/);
  }));

test("an intake whose vault takes nothing is not ready, and is asked once in ten seconds at most", () => {
  let asked = 0;
  const broken = (commons: OperatedCommons): Partial<ServeOptions> => ({
    commons: {
      ...commons,
      vaultClient: () => {
        const vaultClient = commons.vaultClient();
        const ask = async (call: string, ...args: unknown[]) => {
          if (call !== "probe") return (vaultClient.ask as (...all: unknown[]) => Promise<unknown>)(call, ...args);
          asked += 1;
          throw new Refusal("storage-full", "the disk is full");
        };
        return { ...vaultClient, ask: ask as typeof vaultClient.ask };
      },
    },
  });
  return served(async ({ operator }) => {
    for (let i = 0; i < 5; i += 1) {
      const { status, text } = await get(`${operator}/readyz`);
      expect([status, JSON.parse(text).checks]).toEqual([503, { intake: "storage-full", portal: "ok" }]);
    }
    expect(asked).toBe(1);
  }, broken);
});

test("the probe is a commit to one row that says nothing of anybody", () =>
  inFolder(async (folder) => {
    const territory = writeTerritory(join(folder, "territory"), gridTerritory(2, 2));
    const commons = await openOperatedCommons({ home: join(folder, "home"), territory, settings: { sample: true } });
    const before = commons.vault.status();
    for (let i = 0; i < 3; i += 1) expect(commons.vault.probe()).toEqual({ clockDoubted: false });
    expect(commons.vault.status()).toEqual(before);
    await commons.close();
  }));

test("a stop ends what was begun, takes nothing new, and takes no longer than a request may", () =>
  served(
    async ({ url, close }, commons) => {
      const body = JSON.stringify(donation("m0l0", 9));
      const head = `POST /v1/donations HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
      const [begun, stalled] = [dial(url), dial(url)];
      for (const socket of [begun, stalled]) {
        await once(socket, "connect");
        socket.on("error", () => undefined);
        socket.write(head + body.slice(0, 20));
      }
      const answer = answerOn(begun);
      // The server has both requests once it answers a third one.
      await get(`${url}/healthz`);
      const closed = close().then(() => "stopped");
      // Both timers are of one loop: a slow machine delays them together.
      const late = after(10_000, "still waiting", { ref: false });
      begun.write(body.slice(20));
      expect((await answer)?.status).toBe(201);
      await expect(fetch(`${url}/healthz`)).rejects.toThrow();
      expect(await Promise.race([closed, late])).toBe("stopped");
      expect(commons.vault.status().donations).toBe(1);
    },
    { times: { requestTimeout: 1500, headersTimeout: 1000 } },
  ));
