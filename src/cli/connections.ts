import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { type ProblemCode, Refusal } from "../contract/problem.ts";
import { networkOf } from "../intake/index.ts";

/** Open connections, of everybody together and of one address; a browser takes six. */
const MOST = 2048;
const MOST_OF_ONE = 64;

/** Hosts that only this machine reaches: whoever is served there comes by a proxy. */
export const LOOPBACK = /^(localhost|127\..+|::1)$/;

/** Milliseconds: until the head of a request is there, until all of it is, and how often this is looked at. */
export const TIMES = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 1000,
  keepAliveTimeout: 5000,
};

type ParseError = Error & { readonly code?: string };

/** What a connection is told whose request never became one. */
function refusalOf({ code }: ParseError): Refusal {
  if (code === "ERR_HTTP_REQUEST_TIMEOUT")
    return new Refusal(
      "request-timeout",
      `a request must be whole within ${TIMES.requestTimeout / 1000} s, its head within ${TIMES.headersTimeout / 1000} s`,
    );
  if (code === "HPE_HEADER_OVERFLOW") return new Refusal("headers-too-large", "the head of a request must have at most 16 kB");
  return new Refusal("malformed-request", "the bytes that came are no HTTP request");
}

const REASONS: Partial<Record<ProblemCode, string>> = {
  "request-timeout": "Request Timeout",
  "headers-too-large": "Request Header Fields Too Large",
  "malformed-request": "Bad Request",
};

/** An answer on a connection that has no request to answer; the connection ends with it. */
function lastWord(socket: Pick<Socket, "writable" | "end" | "destroy">, refusal: Refusal): void {
  if (!socket.writable) return void socket.destroy();
  const body = JSON.stringify(refusal.toProblem());
  socket.end(
    `HTTP/1.1 ${refusal.status} ${REASONS[refusal.code]}\r\nContent-Type: application/problem+json\r\nCache-Control: no-store\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}

/**
 * Bounds what connections may take: how many there are, of everybody and of one address, and how long a request may
 * take to come. Slow senders hold up nobody but themselves.
 *
 * @param o.behindProxy all households have one address: only the number of all is bounded
 */
export function boundConnections(server: Server, o: { behindProxy: boolean }): void {
  server.maxConnections = MOST;
  const open = new Map<string, number>();
  server.on("connection", (socket) => {
    if (o.behindProxy) return;
    const network = networkOf(socket.remoteAddress ?? "");
    const count = (open.get(network) ?? 0) + 1;
    if (count > MOST_OF_ONE) return void socket.destroy();
    open.set(network, count);
    socket.once("close", () => {
      const left = (open.get(network) ?? 1) - 1;
      if (left === 0) open.delete(network);
      else open.set(network, left);
    });
  });
  const answering = new WeakMap<Socket, { readonly incoming: IncomingMessage; readonly outgoing: ServerResponse }>();
  server.prependListener("request", (incoming: IncomingMessage, outgoing: ServerResponse) => {
    answering.set(incoming.socket, { incoming, outgoing });
    // A server that is to end would serve a busy connection for as long as requests come on it.
    if (!server.listening) outgoing.shouldKeepAlive = false;
  });
  server.on("clientError", (error: ParseError, socket) => {
    if (error.code === "ECONNRESET") return void socket.destroy();
    const before = answering.get(socket as Socket);
    // A request that came whole gets its own answer, whatever came behind it; then the connection ends.
    if (before?.incoming.complete && !before.outgoing.closed) return void before.outgoing.once("close", () => socket.destroy());
    lastWord(socket as Socket, refusalOf(error));
  });
  // Tunnels and other protocols than this one are not spoken here.
  const notSpoken = ({ method = "" }: IncomingMessage, socket: Pick<Socket, "writable" | "end" | "destroy">) =>
    lastWord(socket, new Refusal("malformed-request", `a request must not ask for a tunnel; got ${method}`));
  server.on("connect", notSpoken);
}

/**
 * Ends a server: connections that are idle at once, the others when they were answered, and whoever stalls when a request's time
 * is up: Node looks at the time of no request any more once it closes.
 */
export function closed(server: Server, { requestTimeout = TIMES.requestTimeout }: Partial<typeof TIMES> = {}): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(() => server.closeAllConnections(), requestTimeout);
    server.close(() => {
      clearTimeout(late);
      resolve();
    });
    server.closeIdleConnections();
  });
}
