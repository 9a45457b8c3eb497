const NUMBER = "(0|[1-9]\\d{0,8})";
/** One version or range: `2.1`, `2.1.0+`, `2+.0.0`, or `*`, `+` and `~` alone. */
export const VERSION_PATTERN = `([*+~]|${NUMBER}(\\.${NUMBER}){0,2}([*+~](\\.${NUMBER}){0,2})?)`;
const VERSION = new RegExp(`^${VERSION_PATTERN}$`);

/**
 * Is `ours` a version that the request allows? The part before `+`, `~` or `*` may be larger, and those before it are fixed: with
 * one version to offer, "latest stable", "latest" and "any" are the same.
 *
 * @param ours two or three numbers
 */
export function isVersion(requested: string, ours: string): boolean {
  if (!VERSION.test(requested)) return false;
  const [wanted, own] = [requested, ours].map((text) =>
    [0, 1, 2].map((i) => Number.parseInt(text.split(".")[i] ?? "0", 10) || 0),
  );
  const open = requested.split(".").findIndex((part) => /[*+~]$/.test(part));
  const differs = [0, 1, 2].find((i) => wanted?.[i] !== own?.[i]);
  return differs === undefined || (open >= 0 && differs >= open && Number(own?.[differs]) > Number(wanted?.[differs]));
}
