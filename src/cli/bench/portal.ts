import { join } from "node:path";
import { openCommons } from "../../commons/open.ts";
import { MEASURES } from "../../domains/index.ts";
import { duePeriods } from "../../pipeline/index.ts";
import { SAMPLE_TERRITORY } from "../sample/index.ts";
import { type Bench, clock, type Figures, YEAR } from "./bench.ts";
import { fullDonations } from "./donations.ts";
import { getRequest, type Load, load, quantile } from "./load.ts";
import { median, peakMemory, processorTime } from "./measure.ts";
import { type BenchServer, serveHello, serveHome, stop } from "./server.ts";

const CONNECTIONS = 64;
const HOUSEHOLDS = 300;
/** Runs of each case, turn about: what else the machine does falls on all of them. */
const ROUNDS = 9;

/** One run, and the processor time that a request took of the server, in microseconds. */
interface Timed extends Load {
  readonly busy: number | null;
}

interface Case {
  readonly what: string;
  readonly server: BenchServer;
  readonly requests: readonly Buffer[];
  readonly status: number;
}

export const portal: Bench = {
  name: "portal",
  about: `answers a second over HTTP on loopback at ${CONNECTIONS} connections, beside a plain hono that says hello: median of ${ROUNDS} rounds, turn about, the share of hello within a round, each server in a process of its own`,
  run: async ({ sizes, folder, progress }) => {
    const home = join(folder, "home");
    const areas = await publish(home, progress);
    const [hello, served] = [await serveHello(), await serveHome(home, ["--only", "portal"])];
    try {
      const cases = await casesOf(hello, served, areas, sizes.requests);
      const loads = cases.map((): Timed[] => []);
      for (let round = 0; round <= ROUNDS; round++)
        for (const [i, { what, server, requests, status }] of cases.entries()) {
          progress(`portal: ${what}, round ${round} of ${ROUNDS}`);
          const before = processorTime(server.process.pid);
          const one = await load(server.url, { requests, status, connections: CONNECTIONS, count: sizes.requests });
          const after = processorTime(server.process.pid);
          const busy = before === null || after === null ? null : ((after - before) * 1e6) / sizes.requests;
          // The first warms up.
          if (round > 0) loads[i]?.push({ ...one, busy });
        }
      const [first = []] = loads;
      return cases.map(({ what, server }, i) => figuresOf(what, server, loads[i] ?? [], { hello: first, count: sizes.requests }));
    } finally {
      await Promise.all([stop(hello.process), stop(served.process)]);
    }
  },
};

/** A home with every publication of a year of one measure. @returns the codes of its areas */
async function publish(home: string, progress: (line: string) => void): Promise<string[]> {
  const [measure] = MEASURES;
  if (!measure) throw new RangeError("there is no measure");
  const settings = { measures: [measure.key], sample: true };
  const commons = await openCommons({ home, territory: SAMPLE_TERRITORY, settings, clock });
  try {
    for (const donation of fullDonations(commons.territory, [measure], HOUSEHOLDS)) await commons.donate(donation);
    for (const { id } of duePeriods(commons.plan, [YEAR], clock())) {
      progress(`portal: publishing ${id}`);
      await commons.release(id);
    }
    return commons.territory.areas.map((area) => area.code);
  } finally {
    await commons.close();
  }
}

async function casesOf(hello: BenchServer, server: BenchServer, areas: readonly string[], count: number): Promise<Case[]> {
  const topic = `/v1/datasets/${MEASURES[0]?.domain.id}`;
  const csv = `${topic}/exports/csv`;
  const headers = { "Accept-Encoding": "gzip" };
  const answer = await fetch(`${server.url}${csv}`, { headers });
  const etag = answer.headers.get("etag") ?? "";
  const coded = `${((Number(answer.headers.get("content-length")) || 0) / 1000).toFixed(1)} kB`;
  // Every query is new to the server: areas in turn, each time with another length of page.
  const records = Array.from({ length: count }, (_, i) => {
    const area = encodeURIComponent(areas[i % areas.length] as string);
    return getRequest(`${topic}/records?REF_AREA=${area}&limit=${20 + (Math.floor(i / areas.length) % 9_980)}`);
  });
  return [
    { what: "plain hono, hello", server: hello, requests: [getRequest("/")], status: 200 },
    { what: `cached export, CSV, gzip (${coded})`, server, requests: [getRequest(csv, headers)], status: 200 },
    { what: "304 of the same", server, requests: [getRequest(csv, { ...headers, "If-None-Match": etag })], status: 304 },
    { what: "records of an area", server, requests: records, status: 200 },
  ];
}

function figuresOf(
  what: string,
  server: BenchServer,
  loads: readonly Timed[],
  { hello, count }: { readonly hello: readonly Timed[]; readonly count: number },
): Figures {
  const at = (share: number) => median(loads.map((one) => quantile(one, share)));
  const figures = {
    per_s: median(loads.map(({ took }) => count / took)),
    percent_of_hello: median(loads.map(({ took }, round) => (100 * (hello[round] as Timed).took) / took)),
    p50_ms: at(0.5),
    p99_ms: at(0.99),
    server_cpu_us: loads.some(({ busy }) => busy === null) ? null : median(loads.map(({ busy }) => busy ?? 0)),
    server_peak_MB: peakMemory(server.process.pid),
  };
  return { what, figures };
}
