import { isUtf8 } from "node:buffer";
import { parseJsonText } from "../contract/json.ts";
import { Refusal } from "../contract/problem.ts";

const BOM = 0xfeff;

/**
 * JSON from bytes, UTF-8.
 *
 * @throws Refusal `invalid-json`
 */
export function parseJson(bytes: Uint8Array): unknown {
  if (!isUtf8(bytes)) throw new Refusal("invalid-json", "the text must be UTF-8");
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
  return parseJsonText(text.charCodeAt(0) === BOM ? text.slice(1) : text);
}
