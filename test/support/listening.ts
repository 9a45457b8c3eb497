import { once } from "node:events";
import { Agent, createServer, request as httpRequest, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { getRequestListener } from "@hono/node-server";
import { hotAnswers } from "../../src/http/cache.ts";
import type { PortalOptions } from "../../src/portal/index.ts";
import type { SamplePortal } from "./portal.ts";

export interface SentRequest {
  readonly path: string;
  readonly headers?: Record<string, string>;
  readonly method?: string;
}
export interface ReceivedReply {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly body: string;
}

/** The portal on a free port, set up as by `serve`: the cache of complete answers is asked first. */
export async function listening(portal: SamplePortal, options: Partial<PortalOptions> = {}) {
  const hot = hotAnswers();
  const listener = getRequestListener((await portal.open({ ...options, hot })).fetch);
  let fromCache = 0;
  const server = createServer((incoming, outgoing) => {
    if (hot.answer(incoming, outgoing)) fromCache += 1;
    else void listener(incoming, outgoing);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true });
  const ask = async ({ path, headers = {}, method = "GET" }: SentRequest): Promise<ReceivedReply> => {
    const [incoming] = (await once(httpRequest({ port, path, headers, method, agent }).end(), "response")) as [IncomingMessage];
    const body = await buffer(incoming);
    const { date: _, ...rest } = incoming.headers;
    return { status: incoming.statusCode ?? 0, headers: rest, body: body.toString("base64") };
  };
  const close = () => {
    agent.destroy();
    return new Promise<unknown>((closed) => server.close(closed));
  };
  return { ask, close, heard: () => fromCache };
}
