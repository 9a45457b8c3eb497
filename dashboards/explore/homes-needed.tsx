import { formatNumber } from "../shared/format.ts";
import { KeptNote } from "../shared/kept-note.tsx";
import { levelName } from "../shared/labels.ts";
import type { ViewProps } from "./figure-parts.tsx";
import { EXPLORE } from "./words.ts";

interface HomesNeededProps extends ViewProps {
  /** how many homes a place of the level needs; null: that is not known, or none has too few */
  readonly needed: number | null;
  readonly level: string;
  /** true: some figures are held back to protect others */
  readonly kept: boolean;
  /** true: some figures are too imprecise */
  readonly imprecise?: boolean;
  /** where nearly all homes are, if that is why others have too few */
  readonly mostly?: string | null;
}

/** How many homes a place needs and, folded, why that is more than the threshold and why others are held back. */
export function HomesNeeded({
  store: { lang },
  shown: { facts, selection },
  needed,
  level,
  kept,
  imprecise = false,
  mostly = null,
}: HomesNeededProps) {
  const words = EXPLORE[lang].aside;
  const { catalog, territory } = facts;
  // A percentile needs a narrow margin, which no number of homes alone makes.
  const isImprecise = /^P\d/.test(selection.statistic) && needed === null && imprecise;
  const [homes, threshold] = [needed ?? 0, catalog.k].map((one) => formatNumber(one, 0, lang)) as [string, string];
  return (
    <>
      {needed === null ? null : <p class="note">{words.needed(homes, levelName(territory.level_names, level, lang))}</p>}
      {needed === null && !kept && !isImprecise ? null : (
        <KeptNote
          lang={lang}
          threshold={catalog.k}
          few={
            needed === null
              ? isImprecise
                ? words.impreciseWhy
                : null
              : [mostly ?? [], words.neededWhy(homes, threshold)].flat().join(" ")
          }
          kept={kept}
        />
      )}
    </>
  );
}
