/** Share of an area's homes from which they are said to be nearly all in one part. */
const NEARLY_ALL = 0.8;

/** The part with nearly all homes of an area. A single part is never returned: it has all of them, which says nothing. */
export function nearlyAllIn<P extends { readonly code: string }>(
  parts: readonly P[],
  homes: (code: string) => number | null | undefined,
  whole: number | null | undefined,
): P | undefined {
  if (parts.length < 2 || !whole) return undefined;
  return parts.find(({ code }) => (homes(code) ?? 0) > NEARLY_ALL * whole);
}
