/** A version with an open end: the part at `from` and those behind it may be larger, those before it are fixed. */
interface Asked {
  readonly parts: readonly number[];
  /** index of the part that may grow; null: exactly this version */
  readonly from: number | null;
}

const PART = /^(0|[1-9]\d{0,8})([+~*]?)$/;

/** Reads `2.1.0`, `2.1`, `2+.0.0`, `2.1+.0`, `2.1.0+` and the like; null: it is no version. */
function read(text: string): Asked | null {
  const parts: number[] = [];
  let from: number | null = null;
  const given = text.split(".");
  if (given.length > 3) return null;
  for (const [i, part] of given.entries()) {
    if (/^[+~*]$/.test(part)) {
      if (from !== null) return null;
      [parts[i], from] = [0, i];
      continue;
    }
    const found = PART.exec(part);
    if (!found || (found[2] !== "" && from !== null)) return null;
    parts[i] = Number(found[1]);
    if (found[2] !== "") from = i;
  }
  return { parts: [...parts, 0, 0].slice(0, 3), from };
}

/**
 * Is `ours` a version that was asked for? `+` means the latest stable one from there on, `~` the latest, `*` any: with
 * one version only they mean the same.
 *
 * @param ours two or three numbers
 * @returns undefined when `asked` is no version
 */
export function isVersion(asked: string, ours: string): boolean | undefined {
  const wanted = read(asked);
  if (!wanted) return undefined;
  const held = [...ours.split(".").map(Number), 0, 0].slice(0, 3);
  const { parts, from } = wanted;
  for (const [i, part] of parts.entries()) {
    const own = held[i] as number;
    if (own === part) continue;
    return from !== null && i >= from && own > part;
  }
  return true;
}
