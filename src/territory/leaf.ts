import type { Territory } from "./territory.ts";

/** Is the code that of a leaf, where households live? */
export function isLeaf({ levels, get }: Territory, code: string): boolean {
  return get(code)?.level === levels.at(-1);
}
