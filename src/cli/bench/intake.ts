import { closeSync, fsyncSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { BENCH_MEASURE, type Bench, type Figures, openBench } from "./bench.ts";
import { fullDonations } from "./donations.ts";
import { type Load, load, loadFigures, requestOf } from "./load.ts";
import { seconds } from "./measure.ts";
import { type BenchServer, serveHome, stop } from "./processes.ts";

const CONNECTIONS = [1, 128] as const;
/** Requests over a single connection: it waits for each sync, and needs fewer for a stable figure. */
const ALONE = 2000;
const SYNCS = 200;

export const intakeBench: Bench = {
  name: "intake",
  about:
    "donations a second over HTTP on loopback, each on the disk before its receipt: `serve --only intake` in a process of its own",
  run: async ({ sizes, folder, progress }) => {
    const home = join(folder, "home");
    const commons = await openBench(home);
    const requests = [...fullDonations(commons.territory, [BENCH_MEASURE], 100)].map((donation) =>
      requestOf("POST /v1/donations", { "Content-Type": "application/json" }, JSON.stringify(donation)),
    );
    await commons.close();
    const figuresOf = (one: Load, server?: BenchServer) => ({
      count: one.waits.length,
      total_s: one.took,
      ...loadFigures([one], server),
    });
    const results: Figures[] = [
      { what: "write and fsync of 4 kB", figures: figuresOf(syncs(join(folder, "sync"), Math.min(SYNCS, sizes.requests))) },
    ];
    const server = await serveHome(home, "--only", "intake", "--rate", "0");
    try {
      for (const connections of CONNECTIONS) {
        const count = connections === 1 ? Math.min(ALONE, sizes.requests) : sizes.requests;
        progress(`intake: ${count} donations over ${connections} connections`);
        // Every run has the same warm-up; otherwise it would also measure compilation.
        await load(server, { requests, status: 201, connections, count: Math.ceil(sizes.requests / 10) });
        const loaded = await load(server, { requests, status: 201, connections, count });
        results.push({ what: `${connections} connections`, figures: figuresOf(loaded, server) });
      }
    } finally {
      await stop(server);
    }
    return results;
  },
};

/** Measures how often this disk can sync a write, which limits a single connection. */
function syncs(file: string, count: number): Load {
  const handle = openSync(file, "w");
  const page = Buffer.alloc(4096);
  const begun = seconds();
  const waits = Array.from({ length: count }, () => {
    const from = seconds();
    writeSync(handle, page);
    fsyncSync(handle);
    return (seconds() - from) * 1000;
  });
  const took = seconds() - begun;
  closeSync(handle);
  return { took, waits, busy: null };
}
