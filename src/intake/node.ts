import type { IncomingMessage, ServerResponse } from "node:http";
import { type Answer, type Asked, problem, tooLarge, tooMuchAtOnce } from "./exchange.ts";

/** What bodies on their way may have of memory, in bytes. */
export interface BodyBounds {
  /** each: more than donations mostly are */
  readonly own: number;
  /** beyond it, all together: who sends much and slowly takes no more of the machine than this */
  readonly shared: number;
}

const BODY_BOUNDS: BodyBounds = { own: 64 * 1024, shared: 128 * 2 ** 20 };

interface Bodies extends BodyBounds {
  /** bytes of what is shared, until bodies are read whole or given up */
  held: number;
}

/** A request of Node's server, read as the intake reads it. */
function askedOf(incoming: IncomingMessage, bodies: Bodies): Asked {
  const [path = "", query = ""] = splitAt(incoming.url ?? "", "?");
  return {
    method: incoming.method ?? "GET",
    path,
    query,
    header: (name) => {
      const value = incoming.headers[name];
      return Array.isArray(value) ? value.join(", ") : value;
    },
    body: (limit) => bodyOf(incoming, limit, bodies),
    address: incoming.socket.remoteAddress,
  };
}

function splitAt(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

/** What is beyond the limit is neither kept nor waited for: the server drops it, until it ends or its time is up. */
function bodyOf(incoming: IncomingMessage, limit: number, bodies: Bodies): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    if (Number(incoming.headers["content-length"] ?? 0) > limit) return reject(tooLarge(limit));
    const parts: Buffer[] = [];
    let [length, beyond] = [0, 0];
    let given = false;
    const release = () => {
      bodies.held -= beyond;
      beyond = 0;
    };
    const giveUp = (error: unknown) => {
      given = true;
      parts.length = 0;
      release();
      reject(error);
    };
    incoming.on("data", (part: Buffer) => {
      length += part.length;
      if (given) return;
      if (length > limit) return giveUp(tooLarge(limit));
      const more = Math.max(0, length - bodies.own) - beyond;
      if (bodies.held + more > bodies.shared) return giveUp(tooMuchAtOnce(bodies.shared));
      bodies.held += more;
      beyond += more;
      parts.push(part);
    });
    incoming.on("end", () => {
      release();
      resolve(parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts));
    });
    // A connection that breaks takes its answer along.
    incoming.on("error", giveUp);
    incoming.on("close", () => {
      if (!incoming.readableEnded) giveUp(new Error("the connection ended before the body did"));
    });
  });
}

function send(outgoing: ServerResponse, answered: Answer, head: boolean): void {
  const { status, headers, body, release } = answered;
  if (outgoing.destroyed) release?.();
  else if (release !== undefined) outgoing.once("close", release);
  if (outgoing.destroyed) return;
  if (typeof body === "string") sendText(outgoing, status, headers, body, head);
  else if (head) outgoing.writeHead(status, headers).end();
  else void sendPieces(outgoing, answered, body[Symbol.iterator]());
}

function sendText(outgoing: ServerResponse, status: number, headers: Answer["headers"], body: string, head = false): void {
  outgoing.writeHead(status, status === 204 ? headers : { ...headers, "Content-Length": Buffer.byteLength(body) });
  // As text, it goes in one piece with the head.
  outgoing.end(head ? undefined : body);
}

/** Writes each piece when the client has taken the one before. */
async function sendPieces(outgoing: ServerResponse, { status, headers }: Answer, pieces: Iterator<string>): Promise<void> {
  try {
    const [first, second] = [pieces.next(), pieces.next()];
    if (second.done) return sendText(outgoing, status, headers, first.done ? "" : first.value);
    outgoing.writeHead(status, headers);
    outgoing.write(first.value);
    for (let piece: IteratorResult<string> = second; !piece.done; piece = pieces.next()) {
      if (!outgoing.write(piece.value)) await taken(outgoing);
      if (outgoing.destroyed) return;
    }
    outgoing.end();
  } catch {
    // A body that cannot be made to its end must not look like one that was.
    outgoing.destroy();
  }
}

/** Resolves when what was written is on its way, or nobody waits for it any more. */
function taken(outgoing: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const settle = () => {
      outgoing.off("drain", settle);
      outgoing.off("close", settle);
      resolve();
    };
    outgoing.once("drain", settle);
    outgoing.once("close", settle);
  });
}

/** Answers requests of Node's own HTTP server: without the detour through the web's request and its streams. */
export function nodeListener(
  handle: (asked: Asked) => Promise<Answer>,
  bounds = BODY_BOUNDS,
): (incoming: IncomingMessage, outgoing: ServerResponse) => void {
  const bodies: Bodies = { ...bounds, held: 0 };
  return (incoming, outgoing) => {
    const asked = askedOf(incoming, bodies);
    handle(asked).then(
      (answered) => send(outgoing, answered, asked.method === "HEAD"),
      (error: unknown) => send(outgoing, problem(error, asked.path), asked.method === "HEAD"),
    );
  };
}
