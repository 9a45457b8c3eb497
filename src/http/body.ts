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

/** Memory for bodies while they arrive, in bytes. */
interface BodyMemory {
  /** Bytes that every body may have: more than most donations. */
  readonly own: number;
  /** Further bytes, for all bodies together, so that slow senders of large bodies cannot fill the memory. */
  readonly shared: number;
}

const BODY_MEMORY: BodyMemory = { own: 64 * 1024, shared: 128 * 2 ** 20 };

export type BodyReader = ReturnType<typeof bodyReader>;

/**
 * Reads the bodies of one service from Node's own requests: nothing is copied, and a GET may have a body, as partners' programs
 * send it.
 *
 * Long, for its functions share one count of bytes.
 *
 * @param limit the most bytes of one body
 */
export function bodyReader(limit: number, memory = BODY_MEMORY) {
  let sharedInUse = 0;
  const tooLarge = () => new Refusal("body-too-large", `a body must have at most ${limit} bytes`);
  const tooManyAtOnce = () =>
    new Refusal(
      "service-busy",
      `large bodies that are on their way must have at most ${memory.shared} bytes together; send this one again in ${RETRY_S} s`,
    );
  /** Reads a body as it arrives. After a refusal, the rest is dropped until the body ends or its time is up. */
  const readArriving = (incoming: IncomingMessage): Promise<Uint8Array> =>
    new Promise((resolve, reject) => {
      const parts: Buffer[] = [];
      let [length, beyond, refused] = [0, 0, false];
      const release = () => {
        sharedInUse -= beyond;
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
        if (sharedInUse + more > memory.shared) return giveUp(tooManyAtOnce());
        sharedInUse += more;
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
    if (incoming?.on) return readArriving(incoming);
    // An app called within this process has no Node request; its body is already complete.
    const whole = new Uint8Array(await c.req.arrayBuffer());
    if (whole.length > limit) throw tooLarge();
    return whole;
  };
  /** The whole body as JSON. @throws Refusal `unsupported-media-type`, `invalid-json` as well */
  const json = async (c: Context) => {
    const coding = headerOf(c, "content-encoding");
    // Compressed bodies are refused, since they may expand beyond the limit.
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
      // A media type without a body means a request that was cut off, unless its length says 0.
      const isEmpty = !sendsBody(c) && (headerOf(c, "content-length") === "0" || headerOf(c, "content-type") === undefined);
      return isEmpty ? undefined : json(c);
    },
  };
}

/** Whether a request has a body, of any media type. */
export function sendsBody(c: Context): boolean {
  return (headerOf(c, "content-length") ?? "0") !== "0" || headerOf(c, "transfer-encoding") !== undefined;
}

/** JSON from UTF-8 bytes. @throws Refusal `invalid-json` */
export function parseJson(bytes: Uint8Array): unknown {
  if (!isUtf8(bytes)) throw new Refusal("invalid-json", "the text must be UTF-8");
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
  return parseJsonText(text.charCodeAt(0) === BOM ? text.slice(1) : text);
}
