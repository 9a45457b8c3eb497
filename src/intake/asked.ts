import { Refusal } from "../contract/problem.ts";
import { shown } from "../contract/shown.ts";
import type { Asked } from "./exchange.ts";
import { parseJson } from "./json.ts";
import { MAX_LINE_BYTES } from "./lines.ts";

/**
 * The receipt is made from this key, so it must be one that nobody can guess: the 36 characters of a UUID fit,
 * words and numbers do not. Not longer than others allow.
 */
const IDEMPOTENCY_KEY = /^[\x21-\x7e]{32,255}$/;
const BEARER = /^Bearer +(\S+)$/i;
const JSON_BODY = /^application\/json\s*(;|$)/i;

/** The contribution key of a request; undefined where it brings none. */
export function keyOf({ header }: Asked): string | undefined {
  const given = header("authorization");
  // A header of another form opens nothing: it is looked up like any other key.
  return given === undefined ? undefined : (BEARER.exec(given)?.[1] ?? given);
}

/** @throws Refusal `invalid-parameter` for an `Idempotency-Key` that may be guessed */
export function idempotencyOf({ header }: Asked): string | undefined {
  const key = header("idempotency-key");
  if (key === undefined) return undefined;
  if (!IDEMPOTENCY_KEY.test(key)) {
    // Not the key itself: the next one to be tried may be made from it.
    const detail = `Idempotency-Key must have 32 to 255 visible ASCII characters, as a UUID has; got ${key.length} characters`;
    throw new Refusal("invalid-parameter", detail, [{ detail, parameter: "Idempotency-Key" }]);
  }
  return `http ${key}`;
}

/** @throws Refusal `unsupported-media-type`, `body-too-large`, `invalid-json` */
export async function jsonOf({ header, body }: Asked): Promise<unknown> {
  const coding = header("content-encoding");
  // What unfolds to more than it weighs is not unfolded.
  if (coding !== undefined && coding.toLowerCase() !== "identity")
    throw new Refusal("unsupported-media-type", `a body is sent as it is, without a Content-Encoding; got ${shown(coding)}`);
  const type = header("content-type") ?? "";
  if (!JSON_BODY.test(type)) {
    throw new Refusal("unsupported-media-type", `a body is sent as application/json; got ${shown(type)}`);
  }
  return parseJson(await body(MAX_LINE_BYTES));
}

/** As `jsonOf`, undefined where the request has no body. */
export async function jsonIfAny(asked: Asked): Promise<unknown> {
  const empty = asked.header("content-length") === "0" || noBodySaid(asked);
  return empty ? undefined : jsonOf(asked);
}

const noBodySaid = ({ header }: Asked): boolean =>
  header("content-length") === undefined && header("transfer-encoding") === undefined && header("content-type") === undefined;

/**
 * The parameters of a query, each at most once, out of a closed list.
 *
 * @throws Refusal `invalid-parameter`
 */
export function parametersOf({ query }: Asked, known: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(query)) {
    const fault = !known.includes(name)
      ? `parameters are ${known.join(", ") || "none"}; got ${shown(name)}`
      : found.has(name)
        ? `${name} may be given once`
        : undefined;
    if (fault !== undefined) throw new Refusal("invalid-parameter", fault, [{ detail: fault, parameter: name.slice(0, 64) }]);
    found.set(name, value);
  }
  return found;
}
