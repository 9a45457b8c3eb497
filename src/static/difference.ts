/** Bytes of either content that are shown: enough to find the place, and what it should say. */
const BEFORE = 24;
const AFTER = 24;

/** Where two contents part, and what stands there; null: they are the same. */
export function difference(found: Uint8Array, expected: Uint8Array): string | null {
  const [one, other] = [Buffer.from(found.buffer, found.byteOffset, found.byteLength), Buffer.from(expected)];
  if (one.equals(other)) return null;
  const length = Math.min(one.length, other.length);
  let at = 0;
  while (at < length && one[at] === other[at]) at++;
  const sizes = one.length === other.length ? "" : `it has ${one.length} bytes; expected ${other.length}; `;
  return `${sizes}at byte ${at} there is ${shown(one, at)}; expected ${shown(other, at)}`;
}

function shown(bytes: Buffer, at: number): string {
  const part = bytes.subarray(Math.max(0, at - BEFORE), at + AFTER);
  const text = part.toString("utf8");
  // Bytes that are no text, but for a letter that is cut at either end.
  if (/\uFFFD/.test(text.slice(3, -3)) || /[^\P{C}\t\r\n]/u.test(text))
    return bytes.subarray(at, at + 8).toString("hex") || "its end";
  return JSON.stringify(text);
}
