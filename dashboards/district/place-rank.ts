import { rankBands } from "../charts/rank-bands.ts";
import { formatNumber } from "../shared/format.ts";
import { figureAt } from "./area-figures.ts";
import { type DistrictState, levelMany } from "./shown.ts";

/** Fewest places among which a rank says more than their figures. */
const FEWEST_RANKED = 5;

/** The place's rank among its siblings as a band, such as 1 to 3 of 26; null where it says nothing. */
export function rankOf(
  { atlas, choice }: Pick<DistrictState, "atlas" | "choice">,
  code: string,
  siblings: readonly { code: string }[],
) {
  const cells = siblings.flatMap(({ code: one }) => {
    const figure = figureAt(atlas, choice, one);
    return figure && !figure.unsure ? [{ code: one, lower: figure.lower, upper: figure.upper }] : [];
  });
  const band = rankBands(cells).get(code);
  // A band over most of the ranks says nothing.
  return band && band.of >= FEWEST_RANKED && 2 * (band.worst - band.best) < band.of ? band : null;
}

/** Where a place stands among its siblings, and what these are; null where it has no rank. */
export function rankTexts(shown: DistrictState, code: string, siblings: readonly { code: string }[]) {
  const { atlas, lang, words } = shown;
  const band = rankOf(shown, code, siblings);
  return (
    band && {
      rank: words.card.rank(band.best, band.worst, formatNumber(band.of, 0, lang)),
      among: words.card.rankText(levelMany(atlas, atlas.tree.get(code)?.level ?? "", lang)),
    }
  );
}
