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

/** What has come of an answer. */
interface Answer {
  /** its head as far as it is there; what comes behind it is counted, and not kept */
  head: string;
  received: number;
  /** bytes in all, once the head is there */
  total: number | null;
}

/** Takes bytes of an answer; true when it is whole. Ours have a Content-Length, or nothing behind the head. */
function isWhole(answer: Answer, bytes: Buffer): boolean {
  answer.received += bytes.length;
  if (answer.total === null) {
    answer.head += bytes.toString("latin1");
    const end = answer.head.indexOf(HEAD_END);
    if (end < 0) return false;
    const length = Number(/^content-length: (\d+)/im.exec(answer.head.slice(0, end))?.[1] ?? 0);
    answer.total = end + HEAD_END.length + (answer.head.startsWith("HTTP/1.1 304") ? 0 : length);
  }
  return answer.received >= answer.total;
}

/** What is sent, and what every answer must be. */
export interface Loaded {
  readonly requests: readonly Buffer[];
  readonly status: number;
  readonly connections: number;
  readonly count: number;
}

/**
 * Sends so many requests over so many connections that stay open, each the next one when its answer is there. On bare
 * sockets: a client that reads HTTP in earnest takes more of the machine than the server does.
 *
 * @throws Refusal `storage-failed` for another answer
 */
export async function load(url: string, { requests, status, connections, count }: Loaded): Promise<Load> {
  const { hostname, port } = new URL(url);
  const waits: number[] = [];
  let next = 0;
  const one = () =>
    new Promise<void>((resolve, reject) => {
      const socket = connect({ host: hostname, port: Number(port), noDelay: true });
      let answer: Answer = { head: "", received: 0, total: null };
      let sent = 0;
      const send = () => {
        if (next >= count) {
          socket.destroy();
          return resolve();
        }
        sent = performance.now();
        socket.write(requests[next++ % requests.length] as Buffer);
      };
      socket.on("connect", send);
      socket.on("error", reject);
      socket.on("close", () => reject(new Refusal("storage-failed", "the server ended a connection")));
      socket.on("data", (bytes: Buffer) => {
        if (!isWhole(answer, bytes)) return;
        if (!answer.head.startsWith(`HTTP/1.1 ${status} `)) {
          socket.destroy();
          return reject(new Refusal("storage-failed", `a request was answered ${answer.head.slice(9, 12)}, not ${status}`));
        }
        waits.push(performance.now() - sent);
        answer = { head: "", received: 0, total: null };
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
