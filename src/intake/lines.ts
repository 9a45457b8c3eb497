import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";

/** The longest line that is read, in bytes; the HTTP intake takes no larger body either. */
export const MAX_LINE_BYTES = 1_048_576;

const NEWLINE = 0x0a;
const RETURN = 0x0d;
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/** A line with its 1-based number; `bytes` is null when it was too long to keep. */
export interface Line {
  readonly number: number;
  readonly bytes: Buffer | null;
}

function trimmed(line: Buffer, number: number): Buffer {
  const start = number === 1 && line.subarray(0, 3).equals(BOM) ? 3 : 0;
  const end = line.at(-1) === RETURN ? line.length - 1 : line.length;
  return line.subarray(start, Math.max(start, end));
}

/**
 * The lines of a stream of bytes: without line ends, without a byte order mark, blank ones left out.
 * Memory is bounded by the longest line that is kept.
 */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Line> {
  let number = 0;
  let parts: Buffer[] = [];
  let length = 0;

  const add = (part: Buffer) => {
    length += part.length;
    if (length <= MAX_LINE_BYTES) parts.push(part);
    else parts = [];
  };
  const take = (): Line | undefined => {
    number += 1;
    const bytes = length > MAX_LINE_BYTES ? null : trimmed(Buffer.concat(parts), number);
    parts = [];
    length = 0;
    return bytes?.every((byte) => byte === 0x20 || byte === 0x09) ? undefined : { number, bytes };
  };

  for await (const chunk of chunks) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let from = 0;
    for (let to = bytes.indexOf(NEWLINE); to >= 0; to = bytes.indexOf(NEWLINE, from)) {
      add(bytes.subarray(from, to));
      const line = take();
      if (line !== undefined) yield line;
      from = to + 1;
    }
    add(bytes.subarray(from));
  }
  if (length > 0) {
    const line = take();
    if (line !== undefined) yield line;
  }
}

/** SHA-256 of a file's bytes, in hexadecimal; read as a stream. */
export async function digestOfFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  return hash.digest("hex");
}
