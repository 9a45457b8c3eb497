import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, fsyncSync, openSync, writeSync } from "node:fs";
import { Agent, request } from "node:http";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { Refusal } from "../../contract/problem.ts";
import { MEASURES } from "../../domains/index.ts";
import { openCommons } from "../../index.ts";
import { SAMPLE_TERRITORY } from "../sample/index.ts";
import { type Bench, clock, type Figures } from "./bench.ts";
import { fullDonations } from "./donations.ts";
import { peakMemory, seconds } from "./measure.ts";

/** The built command line, from the sources and from the build alike. */
const MAIN = fileURLToPath(new URL("../../../dist/cli/main.js", import.meta.url));
const CONNECTIONS = [1, 128] as const;
/** One connection waits for each sync: it needs fewer requests to be known. */
const ALONE = 2000;
const SYNCS = 200;

export const intake: Bench = {
  name: "intake",
  about:
    "donations a second over HTTP on loopback, each on the disk before its receipt: `serve --only intake` in a process of its own",
  run: async ({ sizes, folder, progress }) => {
    const [measure] = MEASURES;
    if (!measure) throw new RangeError("there is no measure");
    const home = join(folder, "home");
    // Made-up households, and said to be: the service asks for no impact assessment of them.
    const settings = { measures: [measure.key], sample: true };
    const commons = await openCommons({ home, territory: SAMPLE_TERRITORY, settings, clock });
    await commons.close();
    const bodies = [...fullDonations(commons.territory, [measure], 100)].map((donation) => Buffer.from(JSON.stringify(donation)));
    const results: Figures[] = [
      { what: "write and fsync of 4 kB", figures: syncs(join(folder, "sync"), Math.min(SYNCS, sizes.requests)) },
    ];
    const server = await serve(home);
    try {
      for (const connections of CONNECTIONS) {
        const count = connections === 1 ? Math.min(ALONE, sizes.requests) : sizes.requests;
        progress(`intake: ${count} donations over ${connections} connections`);
        await load(server.url, bodies, connections, Math.ceil(count / 10));
        const took = await load(server.url, bodies, connections, count);
        const figures = { count, total_s: took, per_s: count / took, server_peak_MB: peakMemory(server.process.pid) };
        results.push({ what: `${connections} connections`, figures });
      }
    } finally {
      await stop(server.process);
    }
    return results;
  },
};

/** How often this disk can be asked to keep what it was given: what one connection could reach at most. */
function syncs(file: string, count: number): Figures["figures"] {
  const handle = openSync(file, "w");
  const page = Buffer.alloc(4096);
  const begun = seconds();
  for (let i = 0; i < count; i++) {
    writeSync(handle, page);
    fsyncSync(handle);
  }
  const took = seconds() - begun;
  closeSync(handle);
  return { count, total_s: took, per_s: count / took, server_peak_MB: null };
}

/** @throws Refusal `storage-failed` when the server ends before it listens */
async function serve(home: string): Promise<{ process: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [MAIN, "serve", "--home", home, "--only", "intake", "--port", "0", "--rate", "0"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /http:\S+/.exec(line)?.[0];
    if (url) return { process: child, url };
  }
  throw new Refusal("storage-failed", "the intake ended before it listened; is the command line built?");
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once("exit", () => resolve());
    child.kill("SIGTERM");
  });
}

/** Sends so many donations over so many connections that stay open. @returns seconds until the last receipt */
async function load(url: string, bodies: readonly Buffer[], connections: number, count: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  let next = 0;
  const one = async () => {
    while (next < count) await post(`${url}/v1/donations`, bodies[next++ % bodies.length] as Buffer, agent);
  };
  const begun = seconds();
  await Promise.all(Array.from({ length: connections }, one));
  const took = seconds() - begun;
  agent.destroy();
  return took;
}

function post(url: string, body: Buffer, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { "Content-Type": "application/json", "Content-Length": body.length };
    const sent = request(url, { method: "POST", agent, headers }, (response) => {
      response.on("end", () => {
        if (response.statusCode === 201) resolve();
        else reject(new Refusal("storage-failed", `a donation was answered ${response.statusCode}`));
      });
      response.resume();
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
