import { signal } from "@preact/signals";
import { formatNumber } from "../shared/format.ts";
import { leavesOf } from "./choice.ts";
import type { DistrictState } from "./shown.ts";

/** Name of the chosen zone; null where leaves were picked. */
export function zoneName({ atlas, choice }: Pick<DistrictState, "atlas" | "choice">): string | null {
  return choice.zone === null ? null : (atlas.zones.find(({ zone }) => zone === choice.zone)?.name ?? null);
}

type Named = Pick<DistrictState, "atlas" | "choice" | "lang" | "words">;

/** Places that are named where all would be too long. */
const MOST_IN_NAME = 3;

/** The names of the own area's places, or of some of them: the first few, and how many others there are. */
export function leafNames(shown: Named, most = MOST_IN_NAME, leaves = leavesOf(shown)): string {
  const { atlas, lang, words } = shown;
  const names = leaves.map((leaf) => atlas.tree.get(leaf)?.name ?? leaf);
  // One more name takes no more room than "and 1 other".
  const count = names.length === most + 1 ? names.length : most;
  const others = names.length > count ? words.own.andOthers(formatNumber(names.length - count, 0, lang)) : "";
  return `${names.slice(0, count).join(", ")}${others}`;
}

/** The name that the visitor gives to the own area, in memory alone; empty: none. */
export const namedByVisitor = signal("");

/** What the own area is called: a zone by its name, picked leaves as the visitor says. */
export const ownName = (shown: Named): string => zoneName(shown) ?? (namedByVisitor.value.trim() || shown.words.own.mine);

/** What the own area is called outside the page: by its places where the visitor did not name it. */
export function ownAwayName(shown: Named): string {
  const name = ownName(shown);
  return name === shown.words.own.mine ? leafNames(shown) : name;
}
