import { connect } from "node:net";
import { performance } from "node:perf_hooks";
import { Refusal } from "../../contract/problem.ts";
import { seconds } from "./measure.ts";

export interface Load {
  /** seconds until the last answer */
  readonly took: number;
  /** milliseconds from a request to its answer, in order of size */
  readonly waits: readonly number[];
}

const HEAD_END = "\r\n\r\n";

/** A donation as the bytes of a request: made beforehand, so that the sender only writes. */
export function requestOf(donation: unknown, host: string): Buffer {
  const body = Buffer.from(JSON.stringify(donation));
  const head = [
    "POST /v1/donations HTTP/1.1",
    `Host: ${host}`,
    "Content-Type: application/json",
    `Content-Length: ${body.length}`,
  ].join("\r\n");
  return Buffer.concat([Buffer.from(head + HEAD_END), body]);
}

/** A GET as the bytes of a request. */
export function getRequest(path: string, headers: Readonly<Record<string, string>> = {}): Buffer {
  const lines = [
    `GET ${path} HTTP/1.1`,
    "Host: localhost",
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  return Buffer.from(lines.join("\r\n") + HEAD_END);
}

const HEAD_BYTES = Buffer.from(HEAD_END);

/**
 * The length of an answer in bytes, once its head is there: ours have a Content-Length, or nothing behind the head.
 *
 * @param bytes from the answer's beginning on
 * @throws Refusal `storage-failed` for another answer
 */
function lengthOf(bytes: Buffer, status: number): number | null {
  const end = bytes.indexOf(HEAD_BYTES);
  if (end < 0) return null;
  const head = bytes.toString("latin1", 0, end);
  if (!head.startsWith(`HTTP/1.1 ${status} `))
    throw new Refusal("storage-failed", `a request was answered ${head.slice(9, 12)}, not ${status}`);
  const length = status === 304 ? 0 : Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0);
  return end + HEAD_BYTES.length + length;
}

/** What is sent, and what every answer must be. */
export interface LoadResult {
  readonly requests: readonly Buffer[];
  readonly status: number;
  readonly connections: number;
  readonly count: number;
}

/**
 * Sends so many requests over so many connections that stay open, each the next one when its answer is there. On bare
 * sockets: a client that reads HTTP in earnest takes more of the machine than the server does. For that reason, too, the
 * answer to a request that is sent again is looked at once, and is as many bytes each time.
 *
 * @throws Refusal `storage-failed` for another answer
 */
export async function load(url: string, { requests, status, connections, count }: LoadResult): Promise<Load> {
  const { hostname, port } = new URL(url);
  const waits: number[] = [];
  const lengths = new Map<Buffer, number>();
  let next = 0;
  const one = () =>
    new Promise<void>((resolve, reject) => {
      const socket = connect({ host: hostname, port: Number(port), noDelay: true });
      let request: Buffer = Buffer.of();
      let begun: Buffer | null = null;
      let received = 0;
      let length: number | null = null;
      let sent = 0;
      const send = () => {
        if (next >= count) {
          socket.destroy();
          return resolve();
        }
        request = requests[next++ % requests.length] as Buffer;
        [begun, received, length] = [null, 0, lengths.get(request) ?? null];
        sent = performance.now();
        socket.write(request);
      };
      socket.on("connect", send);
      socket.on("error", reject);
      socket.on("close", () => reject(new Refusal("storage-failed", "the server ended a connection")));
      socket.on("data", (bytes: Buffer) => {
        received += bytes.length;
        if (length === null) {
          begun = begun === null ? bytes : Buffer.concat([begun, bytes]);
          try {
            length = lengthOf(begun, status);
          } catch (error) {
            socket.destroy();
            return reject(error);
          }
          if (length === null) return;
          if (requests.length < count) lengths.set(request, length);
        }
        if (received < length) return;
        if (received > length) {
          socket.destroy();
          return reject(new Refusal("storage-failed", `an answer had ${received} bytes; expected ${length}`));
        }
        waits.push(performance.now() - sent);
        send();
      });
    });
  const begun = seconds();
  await Promise.all(Array.from({ length: connections }, one));
  return { took: seconds() - begun, waits: waits.sort((a, b) => a - b) };
}

/** The wait that so large a share of the answers did not pass, in milliseconds. */
export function quantile({ waits }: Load, share: number): number {
  return waits[Math.min(waits.length - 1, Math.floor(share * waits.length))] as number;
}
