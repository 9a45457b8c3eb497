import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { Refusal } from "../contract/problem.ts";
import { PRIVATE } from "./headers.ts";
import { networkOf } from "./limits.ts";
import { problemParts } from "./problem.ts";

/** Most open connections, in all and from one address. A browser opens six. */
const MAX_CONNECTIONS = 2048;
const MAX_CONNECTIONS_OF_ADDRESS = 64;

/** Hosts that only this machine can reach: clients then come through a proxy. */
export const LOOPBACK = /^(localhost|127\..+|::1)$/;

/**
 * Milliseconds: until the head of a request, and the whole of it, has arrived; between two checks of these; for which an idle
 * connection is kept; for which a client may leave its answer unread.
 */
export const HTTP_TIMEOUTS = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 1000,
  keepAliveTimeout: 5000,
  stallTimeout: 30_000,
};

type ParseError = Error & { readonly code?: string };

/** The refusal for a connection whose bytes are no request. */
function refusalOf({ code }: ParseError): Refusal {
  if (code === "ERR_HTTP_REQUEST_TIMEOUT")
    return new Refusal(
      "request-timeout",
      `a request must be whole within ${HTTP_TIMEOUTS.requestTimeout / 1000} s, its head within ${HTTP_TIMEOUTS.headersTimeout / 1000} s`,
    );
  if (code === "HPE_HEADER_OVERFLOW") return new Refusal("headers-too-large", "the head of a request must have at most 16 kB");
  return new Refusal("malformed-request", "the bytes that came are no HTTP request");
}

/** Writes a refusal on a connection without a request, and ends it. */
function endWith(socket: Pick<Socket, "writable" | "end" | "destroy">, refusal: Refusal): void {
  if (!socket.writable) return void socket.destroy();
  const { status, headers, body } = problemParts(refusal, { headers: PRIVATE });
  const fields = { ...headers, "Content-Length": Buffer.byteLength(body), Connection: "close" };
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}`);
  socket.end([`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, "", body].join("\r\n"));
}

/**
 * Headers that a request may have only once. Node silently keeps the first, while a proxy may have used the last (RFC 9112, 3.2).
 */
const SINGLE = new Set(["host", "authorization", "content-length", "content-type", "eligibility", "idempotency-key"]);

/** Why the headers of a request contradict each other; undefined where they do not. */
export function contradiction({ rawHeaders, httpVersion, headers }: IncomingMessage): string | undefined {
  const seen = new Set<string>();
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = (rawHeaders[i] as string).toLowerCase();
    if (!SINGLE.has(name)) continue;
    if (seen.has(name)) return `a request must have one ${name}; got several`;
    seen.add(name);
  }
  const isHostOwed = httpVersion === "1.1" && headers.host === undefined;
  return isHostOwed ? "a request of HTTP/1.1 must have a Host; got none" : undefined;
}

/** How much a connection has sent, and since when that is unchanged. */
interface Progress {
  written: number;
  queued: number;
  since: number;
}

/** Bytes of the current write that the system has not accepted yet. Node's own timeouts use the same number. */
function queuedOf(socket: Socket): number {
  const { _handle } = socket as unknown as { readonly _handle?: { readonly writeQueueSize?: number } | null };
  return _handle?.writeQueueSize ?? 0;
}

/**
 * Ends connections whose client has read nothing for `stall` milliseconds, since each keeps an answer in memory. Node's
 * `server.timeout` would never end one whose client keeps sending.
 */
function endStalled(server: Server, stall: number): void {
  const open = new Map<Socket, Progress>();
  server.on("connection", (socket) => {
    open.set(socket, { written: 0, queued: 0, since: performance.now() });
    socket.once("close", () => open.delete(socket));
  });
  const look = setInterval(() => {
    const now = performance.now();
    for (const [socket, before] of open) {
      const written = socket.bytesWritten - socket.writableLength;
      const queued = queuedOf(socket);
      const isStanding = socket.writableLength > 0 && written === before.written && queued === before.queued;
      if (!isStanding) open.set(socket, { written, queued, since: now });
      else if (now - before.since >= stall) socket.resetAndDestroy();
    }
  }, stall / 30);
  look.unref();
  server.once("close", () => clearInterval(look));
}

/**
 * Limits connections: how many in all and from one address, how long a request may take to arrive, and how long an answer may
 * wait to be read. Slow senders and readers delay nobody else.
 *
 * @param o.behindProxy all clients then have the proxy's address: only the total is limited
 * @param o.stall milliseconds; absent: `HTTP_TIMEOUTS.stallTimeout`
 */
export function boundConnections(server: Server, o: { behindProxy: boolean; stall?: number }): void {
  server.maxConnections = MAX_CONNECTIONS;
  endStalled(server, o.stall ?? HTTP_TIMEOUTS.stallTimeout);
  const open = new Map<string, number>();
  server.on("connection", (socket) => {
    if (o.behindProxy) return;
    const network = networkOf(socket.remoteAddress ?? "");
    const count = (open.get(network) ?? 0) + 1;
    if (count > MAX_CONNECTIONS_OF_ADDRESS) return void socket.destroy();
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
    // A server that is closing would otherwise serve a busy connection for as long as requests come.
    if (!server.listening) outgoing.shouldKeepAlive = false;
  });
  server.on("clientError", (error: ParseError, socket) => {
    if (error.code === "ECONNRESET") return void socket.destroy();
    const before = answering.get(socket as Socket);
    // A complete request still gets its answer, whatever arrived after it; then the connection ends.
    if (before?.incoming.complete && !before.outgoing.closed) return void before.outgoing.once("close", () => socket.destroy());
    endWith(socket as Socket, refusalOf(error));
  });
  // Tunnels and other protocols are refused.
  const refuseTunnel = ({ method = "" }: IncomingMessage, socket: Pick<Socket, "writable" | "end" | "destroy">) =>
    endWith(socket, new Refusal("malformed-request", `a request must not ask for a tunnel; got ${method}`));
  server.on("connect", refuseTunnel);
}

/**
 * Closes a server: idle connections at once, busy ones after their answer, all of them after `requestTimeout`, since Node no
 * longer ends slow requests once a server closes.
 */
export function closeServer(
  server: Server,
  { requestTimeout = HTTP_TIMEOUTS.requestTimeout }: Partial<typeof HTTP_TIMEOUTS> = {},
): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(() => server.closeAllConnections(), requestTimeout);
    server.close(() => {
      clearTimeout(late);
      resolve();
    });
    server.closeIdleConnections();
  });
}
