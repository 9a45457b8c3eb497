import { Refusal } from "../contract/problem.ts";
import { parseJson } from "../http/body.ts";

/** The longest line accepted, in bytes; also the largest body of the HTTP intake. */
export const MAX_LINE_BYTES = 1_048_576;

const NEWLINE = 0x0a;
const RETURN = 0x0d;
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/** A donation of a file, not yet checked. */
export interface Candidate {
  /** number of its line in the file, from 1 */
  readonly line: number;
  /** returns its JSON value, or throws a Refusal */
  readonly read: () => unknown;
}

function contentOf(line: Buffer, number: number): Buffer {
  const start = number === 1 && line.subarray(0, 3).equals(BOM) ? 3 : 0;
  const end = line.at(-1) === RETURN ? line.length - 1 : line.length;
  return line.subarray(start, Math.max(start, end));
}

/**
 * Reads a stream of bytes line by line, as JSON values: without line ends or byte order mark, and without blank lines. The
 * longest line accepted bounds the memory used.
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
    const bytes = contentOf(Buffer.concat(parts), number);
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
