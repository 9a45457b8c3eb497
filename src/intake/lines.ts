import { Refusal } from "../contract/problem.ts";
import { parseJson } from "../http/body.ts";

/** The longest line that is read, in bytes; the HTTP intake takes no larger body either. */
export const MAX_LINE_BYTES = 1_048_576;

const NEWLINE = 0x0a;
const RETURN = 0x0d;
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/** A donation of a file, before it is checked. */
export interface Candidate {
  /** of the file, from 1 */
  readonly line: number;
  /** its JSON value, or a refusal */
  readonly read: () => unknown;
}

function trimmed(line: Buffer, number: number): Buffer {
  const start = number === 1 && line.subarray(0, 3).equals(BOM) ? 3 : 0;
  const end = line.at(-1) === RETURN ? line.length - 1 : line.length;
  return line.subarray(start, Math.max(start, end));
}

/**
 * The lines of a stream of bytes, as JSON values: without line ends, without a byte order mark, blank ones left out.
 * Memory is bounded by the longest line that is kept.
 */
export async function* jsonLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Candidate> {
  let number = 0;
  let parts: Buffer[] = [];
  let length = 0;

  const add = (part: Buffer) => {
    length += part.length;
    if (length <= MAX_LINE_BYTES) parts.push(part);
    else parts = [];
  };
  const take = (): Candidate[] => {
    number += 1;
    const isTooLong = length > MAX_LINE_BYTES;
    const bytes = trimmed(Buffer.concat(parts), number);
    parts = [];
    length = 0;
    if (!isTooLong && bytes.every((byte) => byte === 0x20 || byte === 0x09)) return [];
    const read = () => {
      if (isTooLong) throw new Refusal("body-too-large", `a line must have at most ${MAX_LINE_BYTES} bytes`);
      return parseJson(bytes);
    };
    return [{ line: number, read }];
  };

  for await (const chunk of chunks) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let from = 0;
    for (let to = bytes.indexOf(NEWLINE); to >= 0; to = bytes.indexOf(NEWLINE, from)) {
      add(bytes.subarray(from, to));
      yield* take();
      from = to + 1;
    }
    add(bytes.subarray(from));
  }
  if (length > 0) yield* take();
}
