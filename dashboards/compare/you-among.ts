/** Times the others' largest figure up to which an axis reaches for the visitor's: beyond, theirs would be a line at its edge. */
const FAR = 3;

/** The visitor's mark on an axis with others' figures: one far beyond them stands at its end, with an arrow. */
export function youAmong(
  value: number,
  text: string,
  others: readonly number[],
): { readonly value: number; readonly text: string } {
  const end = FAR * Math.max(0, ...others);
  return end === 0 || value <= end ? { value, text } : { value: end, text: `${text}\u00a0▸` };
}
