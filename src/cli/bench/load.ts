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

/** Is the answer there in whole? Ours have a Content-Length. */
function isWhole(text: string): boolean {
  const end = text.indexOf(HEAD_END);
  if (end < 0) return false;
  const length = Number(/^content-length: (\d+)/im.exec(text)?.[1] ?? 0);
  return text.length >= end + HEAD_END.length + length;
}

/**
 * Sends so many donations over so many connections that stay open, each the next one when its answer is there. On bare
 * sockets: a client that reads HTTP in earnest takes more of the machine than the server does.
 *
 * @throws Refusal `storage-failed` for an answer that is no receipt
 */
export async function load(url: string, requests: readonly Buffer[], connections: number, count: number): Promise<Load> {
  const { hostname, port } = new URL(url);
  const waits: number[] = [];
  let next = 0;
  const one = () =>
    new Promise<void>((resolve, reject) => {
      const socket = connect({ host: hostname, port: Number(port), noDelay: true });
      let text = "";
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
      socket.on("close", () => reject(new Refusal("storage-failed", "the intake ended a connection")));
      socket.on("data", (bytes: Buffer) => {
        text += bytes.toString("latin1");
        if (!isWhole(text)) return;
        if (!text.startsWith("HTTP/1.1 201 ")) {
          socket.destroy();
          return reject(new Refusal("storage-failed", `a donation was answered ${text.slice(9, 12)}`));
        }
        waits.push(performance.now() - sent);
        text = "";
        send();
      });
    });
  const begun = seconds();
  await Promise.all(Array.from({ length: connections }, one));
  return { took: seconds() - begun, waits: waits.sort((a, b) => a - b) };
}
