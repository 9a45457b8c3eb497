import { join } from "node:path";
import { duePeriods } from "../../pipeline/index.ts";
import { BENCH_MEASURE, type Bench, type BenchInput, clock, openBench, YEAR } from "./bench.ts";
import { fullDonations } from "./donations.ts";
import { type Load, load, loadFigures, requestOf } from "./load.ts";
import { median } from "./measure.ts";
import { type BenchServer, serveHello, serveHome, stop } from "./processes.ts";

const CONNECTIONS = 64;
const HOUSEHOLDS = 300;
/** Runs of each case, in turns, so that other load of the machine affects all cases alike. */
const ROUNDS = 9;

export const portalBench: Bench = {
  name: "portal",
  about: `answers a second over HTTP on loopback at ${CONNECTIONS} connections, beside a plain hono that says hello: median of ${ROUNDS} rounds, turn about, the share of hello within a round, each server in a process of its own`,
  run: async ({ sizes: { requests: count }, periods, folder, progress }) => {
    const home = join(folder, "home");
    const areas = await publish(home, periods, progress);
    const hello = await serveHello();
    const served = await serveHome(home, "--only", "portal");
    try {
      const plain = { what: "plain hono, hello", server: hello, requests: [requestOf("GET /")], status: 200, runs: [] as Load[] };
      const cases = [plain, ...(await casesOf(served, areas, count))];
      for (let round = 0; round <= ROUNDS; round++)
        for (const { what, server, requests, status, runs } of cases) {
          progress(`portal: ${what}, round ${round} of ${ROUNDS}`);
          const run = await load(server, { requests, status, connections: CONNECTIONS, count });
          // The first round warms up.
          if (round > 0) runs.push(run);
        }
      return cases.map(({ what, server, runs }) => {
        const shares = runs.map(({ took }, round) => (100 * (plain.runs[round] as Load).took) / took);
        return { what, figures: { percent_of_hello: median(shares), ...loadFigures(runs, server) } };
      });
    } finally {
      await Promise.all([hello, served].map(stop));
    }
  },
};

/** Makes a home with all publications of a year, or those that are asked for, for one measure. @returns the codes of its areas */
async function publish(home: string, periods: BenchInput["periods"], progress: BenchInput["progress"]): Promise<string[]> {
  const commons = await openBench(home);
  try {
    for (const donation of fullDonations(commons.territory, [BENCH_MEASURE], HOUSEHOLDS)) await commons.donate(donation);
    for (const { id } of duePeriods(commons.plan, [YEAR], clock())) {
      if (periods && !periods.includes(id)) continue;
      progress(`portal: publishing ${id}`);
      await commons.release(id);
    }
    return commons.territory.areas.map((area) => area.code);
  } finally {
    await commons.close();
  }
}

async function casesOf(server: BenchServer, areas: readonly string[], count: number) {
  const topic = `/v1/datasets/${BENCH_MEASURE.domain.id}`;
  const csv = `${topic}/exports/csv`;
  const gzip = { "Accept-Encoding": "gzip" };
  const { headers } = await fetch(`${server.url}${csv}`, { headers: gzip });
  const etag = headers.get("etag") ?? "";
  const coded = `${((Number(headers.get("content-length")) || 0) / 1000).toFixed(1)} kB`;
  // Every query is new to the server: another area, and then another page size.
  const records = Array.from({ length: count }, (_, i) => {
    const area = encodeURIComponent(areas[i % areas.length] as string);
    return requestOf(`GET ${topic}/records?REF_AREA=${area}&limit=${20 + (Math.floor(i / areas.length) % 9_980)}`);
  });
  const made = (what: string, status: number, ...requests: readonly Buffer[]) => ({
    what,
    server,
    requests,
    status,
    runs: [] as Load[],
  });
  return [
    made(`cached export, CSV, gzip (${coded})`, 200, requestOf(`GET ${csv}`, gzip)),
    made("304 of the same", 304, requestOf(`GET ${csv}`, { ...gzip, "If-None-Match": etag })),
    made("records of an area", 200, ...records),
  ];
}
