/** From this share on, the homes of an area are said to be nearly all in one of its parts. */
const NEARLY_ALL = 0.8;

/** The part that has nearly all homes of an area. An only part has them all, which says nothing, and is never given. */
export function nearlyAllIn<P extends { readonly code: string }>(
  parts: readonly P[],
  homes: (code: string) => number | null | undefined,
  whole: number | null | undefined,
): P | undefined {
  if (parts.length < 2 || !whole) return undefined;
  return parts.find(({ code }) => (homes(code) ?? 0) > NEARLY_ALL * whole);
}
