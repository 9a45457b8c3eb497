import type { IncomingMessage, ServerResponse } from "node:http";
import { type Answer, type Asked, problem, tooLarge } from "./exchange.ts";

/** A request of Node's server, read as the intake reads it. */
function askedOf(incoming: IncomingMessage): Asked {
  const [path = "", query = ""] = splitAt(incoming.url ?? "", "?");
  return {
    method: incoming.method ?? "GET",
    path,
    query,
    header: (name) => {
      const value = incoming.headers[name];
      return Array.isArray(value) ? value.join(", ") : value;
    },
    body: (limit) => bodyOf(incoming, limit),
    address: incoming.socket.remoteAddress,
  };
}

function splitAt(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

/** What is beyond the limit is neither kept nor waited for: the server drops it, until it ends or its time is up. */
function bodyOf(incoming: IncomingMessage, limit: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    if (Number(incoming.headers["content-length"] ?? 0) > limit) return reject(tooLarge(limit));
    const parts: Buffer[] = [];
    let length = 0;
    incoming.on("data", (part: Buffer) => {
      length += part.length;
      if (length <= limit) return void parts.push(part);
      parts.length = 0;
      reject(tooLarge(limit));
    });
    incoming.on("end", () => resolve(parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts)));
    // A connection that breaks takes its answer along.
    incoming.on("error", reject);
    incoming.on("close", () => {
      if (!incoming.readableEnded) reject(new Error("the connection ended before the body did"));
    });
  });
}

function send(outgoing: ServerResponse, { status, headers, body }: Answer, head: boolean): void {
  if (outgoing.destroyed) return;
  outgoing.writeHead(status, status === 204 ? headers : { ...headers, "Content-Length": Buffer.byteLength(body) });
  // As text, it goes in one piece with the head.
  outgoing.end(head ? undefined : body);
}

/** Answers requests of Node's own HTTP server: without the detour through the web's request and its streams. */
export function nodeListener(
  handle: (asked: Asked) => Promise<Answer>,
): (incoming: IncomingMessage, outgoing: ServerResponse) => void {
  return (incoming, outgoing) => {
    const asked = askedOf(incoming);
    handle(asked).then(
      (answered) => send(outgoing, answered, asked.method === "HEAD"),
      (error: unknown) => send(outgoing, problem(error, asked.path), asked.method === "HEAD"),
    );
  };
}
