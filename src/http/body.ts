import { isUtf8 } from "node:buffer";
import type { IncomingMessage } from "node:http";
import type { Context } from "hono";
import { parseJsonText } from "../contract/json.ts";
import { Refusal } from "../contract/problem.ts";
import { quoted } from "../contract/shown.ts";
import { RETRY_S } from "./problem.ts";
import { headerOf, incomingOf } from "./reply.ts";

const BOM = 0xfeff;
const JSON_TYPE = /^application\/json\s*(;|$)/i;

/** Bytes that bodies may take of memory while they arrive. */
interface BodyMemory {
  /** Bytes that each body may have without asking: more than donations mostly have. */
  readonly own: number;
  /** Bytes beyond those, of all bodies together. Who sends much and slowly takes no more of the machine than this. */
  readonly shared: number;
}

const BODY_MEMORY: BodyMemory = { own: 64 * 1024, shared: 128 * 2 ** 20 };

export type BodyReader = ReturnType<typeof bodyReader>;

/**
 * Reads the bodies of one service. They are read from Node's own request: nothing is copied, and a GET may have one, as programs
 * of partners send it.
 *
 * Long, for it has steps that share one count of bytes.
 *
 * @param limit bytes of one body
 */
export function bodyReader(limit: number, memory = BODY_MEMORY) {
  let held = 0;
  const tooLarge = () => new Refusal("body-too-large", `a body must have at most ${limit} bytes`);
  const tooMuch = () =>
    new Refusal(
      "service-busy",
      `large bodies that are on their way must have at most ${memory.shared} bytes together; send this one again in ${RETRY_S} s`,
    );
  /** Bytes beyond a bound are dropped by the server, until the body ends or its time is up. */
  const arriving = (incoming: IncomingMessage): Promise<Uint8Array> =>
    new Promise((resolve, reject) => {
      const parts: Buffer[] = [];
      let [length, beyond, refused] = [0, 0, false];
      const release = () => {
        held -= beyond;
        beyond = 0;
      };
      const giveUp = (error: unknown) => {
        refused = true;
        parts.length = 0;
        release();
        reject(error);
      };
      incoming.on("data", (part: Buffer) => {
        length += part.length;
        if (refused) return;
        if (length > limit) return giveUp(tooLarge());
        const more = Math.max(0, length - memory.own) - beyond;
        if (held + more > memory.shared) return giveUp(tooMuch());
        held += more;
        beyond += more;
        parts.push(part);
      });
      incoming.on("end", () => {
        release();
        resolve(parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts));
      });
      incoming.on("error", giveUp);
      incoming.on("close", () => {
        if (!incoming.readableEnded) giveUp(new Error("the connection ended before the body did"));
      });
    });
  /** The whole body. @throws Refusal `body-too-large`, `service-busy` */
  const bytes = async (c: Context): Promise<Uint8Array> => {
    if (Number(headerOf(c, "content-length") ?? 0) > limit) throw tooLarge();
    const incoming = incomingOf(c);
    if (incoming?.on) return arriving(incoming);
    // An app that is called in this process has its body already.
    const whole = new Uint8Array(await c.req.arrayBuffer());
    if (whole.length > limit) throw tooLarge();
    return whole;
  };
  /** The whole body as JSON. @throws Refusal `unsupported-media-type`, `invalid-json` as well */
  const json = async (c: Context) => {
    const coding = headerOf(c, "content-encoding");
    // Compressed bodies are refused, since they may expand beyond the bound.
    if (coding !== undefined && coding.toLowerCase() !== "identity")
      throw new Refusal("unsupported-media-type", `a body is sent as it is, without a Content-Encoding; got ${quoted(coding)}`);
    const type = headerOf(c, "content-type") ?? "";
    if (!JSON_TYPE.test(type))
      throw new Refusal("unsupported-media-type", `a body is sent as application/json; got ${quoted(type)}`);
    return parseJson(await bytes(c));
  };
  return {
    bytes,
    json,
    /** The same, or undefined where a request has no body. */
    jsonIfAny: async (c: Context) => {
      // A media type without a body is a request that was cut, unless its length says that it is whole.
      const isEmpty = !sendsBody(c) && (headerOf(c, "content-length") === "0" || headerOf(c, "content-type") === undefined);
      return isEmpty ? undefined : json(c);
    },
  };
}

/** Does a request bring a body, whatever its media type? */
export function sendsBody(c: Context): boolean {
  return (headerOf(c, "content-length") ?? "0") !== "0" || headerOf(c, "transfer-encoding") !== undefined;
}

/** JSON from UTF-8 bytes. @throws Refusal `invalid-json` */
export function parseJson(bytes: Uint8Array): unknown {
  if (!isUtf8(bytes)) throw new Refusal("invalid-json", "the text must be UTF-8");
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
  return parseJsonText(text.charCodeAt(0) === BOM ? text.slice(1) : text);
}
