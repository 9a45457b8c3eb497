import { connect } from "node:net";
import { performance } from "node:perf_hooks";
import { Refusal } from "../../contract/problem.ts";
import { median, peakOf, processorTime, seconds } from "./measure.ts";
import type { BenchServer } from "./processes.ts";

export interface Load {
  /** seconds until the last answer */
  readonly took: number;
  /** milliseconds from a request to its answer */
  readonly waits: readonly number[];
  /** the server's processor time for a request, in microseconds; null where the system does not provide it */
  readonly busy: number | null;
}

const HEAD_END = Buffer.from("\r\n\r\n");

/** The bytes of a request, made beforehand so that the sender only writes. */
export function requestOf(line: string, headers: Readonly<Record<string, string>> = {}, text = ""): Buffer {
  const all = { Host: "localhost", ...headers, ...(text && { "Content-Length": Buffer.byteLength(text) }) };
  const head = [`${line} HTTP/1.1`, ...Object.entries(all).map(([name, value]) => `${name}: ${value}`)];
  return Buffer.from(`${head.join("\r\n")}${HEAD_END}${text}`);
}

/**
 * The length of an answer in bytes; null until its head is complete. Our answers have a Content-Length, or nothing after the
 * head.
 *
 * @param bytes the answer from its beginning
 * @throws Refusal `storage-failed` for an answer with another status
 */
function lengthOf(bytes: Buffer, status: number): number | null {
  const end = bytes.indexOf(HEAD_END);
  if (end < 0) return null;
  const head = bytes.toString("latin1", 0, end);
  if (!head.startsWith(`HTTP/1.1 ${status} `))
    throw new Refusal("storage-failed", `a request was answered ${head.slice(9, 12)}, not ${status}`);
  const length = status === 304 ? 0 : Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0);
  return end + HEAD_END.length + length;
}

interface LoadPlan {
  readonly requests: readonly Buffer[];
  readonly status: number;
  readonly connections: number;
  readonly count: number;
}

/**
 * Sends `count` requests over `connections` open connections, each waiting for its answer before the next request. It uses bare
 * sockets, since a complete HTTP client would load the machine more than the server does. For the same reason only the first
 * answer to a repeated request is parsed, and later ones must have its length.
 *
 * @throws Refusal `storage-failed` for an unexpected answer
 */
export async function load(server: BenchServer, { requests, status, connections, count }: LoadPlan): Promise<Load> {
  const { hostname: host, port } = new URL(server.url);
  const waits: number[] = [];
  const lengths = new Map<Buffer, number>();
  let next = 0;
  const connection = () =>
    new Promise<void>((resolve, reject) => {
      const socket = connect({ host, port: Number(port), noDelay: true });
      let request: Buffer = Buffer.of();
      let [begun, received, sent]: [Buffer, number, number] = [Buffer.of(), 0, 0];
      let length: number | null = null;
      const send = () => {
        if (next >= count) {
          socket.destroy();
          return resolve();
        }
        request = requests[next++ % requests.length] as Buffer;
        [begun, received, length] = [Buffer.of(), 0, lengths.get(request) ?? null];
        sent = performance.now();
        socket.write(request);
      };
      const read = (bytes: Buffer) => {
        received += bytes.length;
        if (length === null) {
          begun = Buffer.concat([begun, bytes]);
          length = lengthOf(begun, status);
          if (length === null) return;
          if (requests.length < count) lengths.set(request, length);
        }
        if (received < length) return;
        if (received > length) throw new Refusal("storage-failed", `an answer had ${received} bytes; expected ${length}`);
        waits.push(performance.now() - sent);
        send();
      };
      socket.on("connect", send);
      socket.on("error", reject);
      socket.on("close", () => reject(new Refusal("storage-failed", "the server ended a connection")));
      socket.on("data", (bytes: Buffer) => {
        try {
          read(bytes);
        } catch (error) {
          socket.destroy(error as Error);
        }
      });
    });
  const before = processorTime(server.process.pid);
  const begun = seconds();
  await Promise.all(Array.from({ length: connections }, connection));
  const took = seconds() - begun;
  const after = processorTime(server.process.pid);
  return { took, waits, busy: before === null || after === null ? null : ((after - before) * 1e6) / count };
}

/** Figures of a server: medians over runs with equal numbers of requests. */
export function loadFigures(runs: readonly Load[], server?: BenchServer) {
  const wait = (share: number) =>
    median(
      runs.map(({ waits }) => {
        const sorted = waits.toSorted((a, b) => a - b);
        return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] as number;
      }),
    );
  const busy = runs.flatMap((run) => run.busy ?? []);
  return {
    per_s: median(runs.map(({ waits, took }) => waits.length / took)),
    p50_ms: wait(0.5),
    p99_ms: wait(0.99),
    server_cpu_us: busy.length < runs.length ? null : median(busy),
    server_peak_MB: server === undefined ? null : peakOf(server.process.pid),
  };
}
