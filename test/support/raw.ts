import { connect, type Socket } from "node:net";

/** One HTTP answer as it came over the wire. */
export interface RawAnswer {
  readonly status: number;
  readonly head: string;
  readonly body: string;
}

function parsed(text: string): RawAnswer {
  const end = text.indexOf("\r\n\r\n");
  const head = end < 0 ? text : text.slice(0, end);
  return { status: Number(head.slice(9, 12)), head, body: end < 0 ? "" : text.slice(end + 4) };
}

/** Whether the first answer is complete, by its Content-Length. */
function isWhole(text: string): boolean {
  const { head, body } = parsed(text);
  return text.includes("\r\n\r\n") && body.length >= Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0);
}

/** Opens a connection to a server's address. */
export function dial(url: string): Socket {
  const { hostname, port } = new URL(url);
  return connect({ host: hostname, port: Number(port), noDelay: true });
}

/** Resolves with the first answer on a connection, or with null when the connection ends without one. */
export function answerOn(socket: Socket): Promise<RawAnswer | null> {
  return new Promise((resolve) => {
    let text = "";
    socket.on("data", (bytes: Buffer) => {
      text += bytes.toString("latin1");
      if (isWhole(text)) resolve(parsed(text));
    });
    // A connection that is reset after an answer came counts as answered.
    const ended = () => resolve(text === "" ? null : parsed(text));
    socket.on("error", ended);
    socket.on("close", ended);
  });
}

/** Sends bytes as they are and gives the first answer. */
export async function raw(url: string, bytes: string | Buffer): Promise<RawAnswer | null> {
  const socket = dial(url);
  const answer = answerOn(socket);
  socket.write(bytes);
  const reply = await answer;
  socket.destroy();
  return reply;
}

/** The bytes of a request that contributes this body, with additional headers. */
export function postOf(body: string, headers: readonly string[] = []): string {
  const head = [
    "POST /v1/donations HTTP/1.1",
    "Host: x",
    "Content-Type: application/json",
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  return `${[...head, ...headers].join("\r\n")}\r\n\r\n${body}`;
}
