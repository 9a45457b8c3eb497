import { isReliable } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { nearlyAllIn } from "../shared/nearly-all.ts";
import { rowIndex } from "./figures.ts";
import { placeOf } from "./phrases.ts";
import { type Axis, wholeOf } from "./selection.ts";
import type { ExploreState } from "./store.ts";

/** Names the part where nearly all homes of the whole are, by published counts of a subject; null where they are spread. */
export function concentrationText({ rows, selection, facts }: ExploreState, axis: Axis, lang: Lang): string | null {
  const index = rowIndex(rows);
  const whole = wholeOf(selection, facts.tree);
  const homes = (code: string): number => {
    const row = index.at(axis, code, "COUNT");
    return isReliable(row) ? row.OBS_VALUE : 0;
  };
  const part = nearlyAllIn(facts.tree.children(whole), homes, homes(whole));
  if (part === undefined) return null;
  return WORDS[lang].stand.near.mostly(placeOf(facts, whole, lang).name, placeOf(facts, part.code, lang).of);
}
