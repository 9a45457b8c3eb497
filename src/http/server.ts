import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener, RequestError } from "@hono/node-server";
import { Refusal } from "../contract/problem.ts";
import { boundConnections, closeServer, contradiction, HTTP_TIMEOUTS, LOOPBACK } from "./connections.ts";
import { PRIVATE } from "./headers.ts";
import { problemParts, writeProblem } from "./problem.ts";
import { reply } from "./reply.ts";
import { logTraffic, type TrafficOptions } from "./traffic.ts";

export type Fetch = (request: Request, env: { readonly incoming: IncomingMessage }) => Response | Promise<Response>;

interface ListenOptions extends TrafficOptions {
  readonly port: number;
  readonly host: string;
  readonly fetch: Fetch;
  /** Answers a known request before any app is asked. @returns false where it is not known */
  readonly answerKnown?: (incoming: IncomingMessage, outgoing: ServerResponse) => boolean;
  readonly times?: Partial<typeof HTTP_TIMEOUTS> | undefined;
}

export interface Running {
  readonly url: string;
  /** Address of the operator's port, where there is one. */
  readonly operator?: string | undefined;
  /** Ends idle connections at once, others after their answer, and all of them after the time that a request may take. */
  close(): Promise<void>;
}

const STYLE = { headers: PRIVATE };

/** Answers a request whose address cannot be parsed. */
function refuseRequest(error: unknown): Response {
  const malformed = new Refusal("malformed-request", "the address or the Host header of the request is malformed");
  const { status, headers, body } = problemParts(error instanceof RequestError ? malformed : error, STYLE);
  return reply(body, status, headers);
}

/**
 * Serves an app with Node's server, with limits on connections and times, and without requests that contradict themselves.
 *
 * @throws Refusal `storage-failed` where the port is taken
 */
export function listen(o: ListenOptions): Promise<Running> {
  const { port, host } = o;
  const times = { ...HTTP_TIMEOUTS, ...o.times };
  const watch = logTraffic(o);
  const ask = getRequestListener(o.fetch as Parameters<typeof getRequestListener>[0], {
    errorHandler: refuseRequest,
    // Node itself drops the unread rest of a body.
    autoCleanupIncoming: false,
  });
  // A request without a Host is refused below, in our own form.
  const server = createServer({ ...times, requireHostHeader: false }, (incoming, outgoing) => {
    watch(incoming, outgoing);
    const fault = contradiction(incoming);
    if (fault !== undefined)
      writeProblem(outgoing, new Refusal("malformed-request", fault), { headers: { ...PRIVATE, Connection: "close" } });
    else if (!o.answerKnown?.(incoming, outgoing)) void ask(incoming, outgoing);
  });
  boundConnections(server, { behindProxy: LOOPBACK.test(host), stall: times.stallTimeout });
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(new Refusal("storage-failed", `http://${host}:${port} cannot be served: ${error.code}`)),
    );
    server.listen(port, host, () => {
      const url = `http://${host}:${(server.address() as AddressInfo).port}`;
      resolve({ url, close: () => closeServer(server, times) });
    });
  });
}
