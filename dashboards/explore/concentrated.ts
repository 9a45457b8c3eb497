import { isReliable } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { nearlyAllIn } from "../shared/nearly-all.ts";
import { rowIndex } from "./figures.ts";
import { placeOf } from "./phrases.ts";
import { type Axis, areasOf, wholeOf } from "./selection.ts";
import type { ExploreState } from "./store.ts";

type Counted = Pick<ExploreState, "rows" | "facts">;

/** The published number of homes of a place, by its code; 0 where it cannot be relied on. */
function homesBy({ rows }: Counted, axis: Axis): (code: string) => number {
  const index = rowIndex(rows);
  return (code) => {
    const row = index.at(axis, code, "COUNT");
    return isReliable(row) ? row.OBS_VALUE : 0;
  };
}

const mostlyText = ({ facts }: Counted, whole: string, part: string, lang: Lang): string =>
  WORDS[lang].stand.near.mostly(placeOf(facts, whole, lang).name, placeOf(facts, part, lang).of);

/**
 * Names the part where nearly all homes of the whole are, by published counts of a subject; null where they are spread. A place that is
 * shown alone is the whole: nothing is said of the wider one.
 */
export function concentrationText(shown: ExploreState, axis: Axis, lang: Lang): string | null {
  const { selection, facts } = shown;
  const homes = homesBy(shown, axis);
  const [only = "", ...others] = areasOf(selection, facts.tree);
  const whole = others.length === 0 ? only : wholeOf(selection, facts.tree);
  const part = nearlyAllIn(facts.tree.children(whole), homes, homes(whole));
  return part === undefined ? null : mostlyText(shown, whole, part.code, lang);
}

/**
 * The same of the nearest published place around places of which none is in that part: nobody may have counted there, so too few homes
 * need not be the reason why they have no figure. Null: they have one, some are in it, or homes are spread.
 */
export function countedElsewhere(shown: Counted, codes: readonly string[], axis: Axis, lang: Lang): string | null {
  const { tree } = shown.facts;
  const homes = homesBy(shown, axis);
  const wider = tree.lineage(codes[0] ?? "").find(({ code }) => homes(code) > 0);
  const part = wider && nearlyAllIn(tree.children(wider.code), homes, homes(wider.code));
  if (!part || codes.some((code) => homes(code) > 0 || tree.lineage(code).some((around) => around.code === part.code)))
    return null;
  return mostlyText(shown, wider.code, part.code, lang);
}
