import { closeSync, fsyncSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { openCommons } from "../../commons/open.ts";
import { MEASURES } from "../../domains/index.ts";
import { SAMPLE_TERRITORY } from "../sample/index.ts";
import { type Bench, clock, type Figures } from "./bench.ts";
import { fullDonations } from "./donations.ts";
import { type Load, load, quantile, requestOf } from "./load.ts";
import { peakMemory, processorTime, seconds } from "./measure.ts";
import { serveHome, stop } from "./server.ts";

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
    const requests = [...fullDonations(commons.territory, [measure], 100)].map((donation) => requestOf(donation, "localhost"));
    await commons.close();
    const results: Figures[] = [
      { what: "write and fsync of 4 kB", figures: syncs(join(folder, "sync"), Math.min(SYNCS, sizes.requests)) },
    ];
    const server = await serveHome(home, ["--only", "intake", "--rate", "0"]);
    try {
      for (const connections of CONNECTIONS) {
        const count = connections === 1 ? Math.min(ALONE, sizes.requests) : sizes.requests;
        progress(`intake: ${count} donations over ${connections} connections`);
        // As many beforehand for one connection as for many, or it would measure how code is compiled.
        await load(server.url, { requests, status: 201, connections, count: Math.ceil(sizes.requests / 10) });
        const before = processorTime(server.process.pid);
        const loaded = await load(server.url, { requests, status: 201, connections, count });
        const after = processorTime(server.process.pid);
        const busy = before === null || after === null ? null : ((after - before) * 1e6) / count;
        results.push({
          what: `${connections} connections`,
          figures: figuresOf(count, loaded, busy, peakMemory(server.process.pid)),
        });
      }
    } finally {
      await stop(server.process);
    }
    return results;
  },
};

function figuresOf(count: number, loaded: Load, busy: number | null, peak: number | null): Figures["figures"] {
  return {
    count,
    total_s: loaded.took,
    per_s: count / loaded.took,
    p50_ms: quantile(loaded, 0.5),
    p99_ms: quantile(loaded, 0.99),
    server_cpu_us: busy,
    server_peak_MB: peak,
  };
}

/** How often this disk can be asked to keep what it was given: what one connection could reach at most. */
function syncs(file: string, count: number): Figures["figures"] {
  const handle = openSync(file, "w");
  const page = Buffer.alloc(4096);
  const begun = seconds();
  const waits: number[] = [];
  for (let i = 0; i < count; i++) {
    const from = seconds();
    writeSync(handle, page);
    fsyncSync(handle);
    waits.push((seconds() - from) * 1000);
  }
  const took = seconds() - begun;
  closeSync(handle);
  waits.sort((a, b) => a - b);
  return figuresOf(count, { took, waits }, null, null);
}
