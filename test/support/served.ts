import { once } from "node:events";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { createInterface } from "node:readline";
import { start } from "./cli.ts";

export interface Served {
  /** without a slash at its end */
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts a verb of the built program that keeps running, and waits for the address that it prints. */
export async function served(...args: string[]): Promise<Served> {
  const child = start(...args);
  const ended = once(child, "exit");
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
  };
  let printed = "";
  child.stderr.on("data", (text) => {
    printed += text;
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /http:\/\/\S+$/.exec(line)?.[0];
    if (url !== undefined) return { url, stop };
  }
  await ended;
  throw new Error(`${args[0]} ended: ${printed}`);
}

export interface StableAddress extends Served {
  /** sends all later requests on to that address */
  to(url: string): void;
}

/** An address that is known before the service behind it starts, for two services that need each other's address. */
export async function stableAddress(): Promise<StableAddress> {
  let behind = "";
  const server = createServer((incoming, outgoing) => {
    const { method, headers, url } = incoming;
    const onward = request(behind + url, { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on("error", () => outgoing.destroy());
    incoming.pipe(onward);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    to: (url) => {
      behind = url;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
