import { fewNames, shiftByDwellings } from "../shared/by-dwellings.ts";
import { formatNumber } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { intervalOf, type WithMargin } from "../shared/reliable-interval.ts";
import { WEIGHED } from "../shared/weighed-words.ts";
import { rowIndex } from "./figures.ts";
import { type Ranked, rankedPlaces } from "./ranked.ts";
import { type Axis, areasOf } from "./selection.ts";
import type { ExploreState } from "./store.ts";
import { subjectText } from "./subject-text.ts";

/** The whole that places are compared with, as it would be if each of them weighed by its dwellings; null: nobody can tell. */
function wholeByDwellings(shown: ExploreState, axis: Axis): WithMargin | null {
  const { selection, rows, facts } = shown;
  const { whole } = rankedPlaces(shown, axis);
  // Places that were picked are not all parts of the whole, and nobody knows the dwellings of a type.
  if (whole === null || selection.statistic !== "MEAN" || axis.type !== "_T" || selection.areas.length > 0) return null;
  const index = rowIndex(rows);
  const shift = shiftByDwellings(
    areasOf(selection, facts.tree).map((code) => {
      const row = index.at(axis, code, "MEAN");
      return {
        value: row?.OBS_VALUE == null ? null : intervalOf({ ...row, OBS_VALUE: row.OBS_VALUE }).value,
        homes: index.at(axis, code, "COUNT")?.OBS_VALUE,
        dwellings: facts.tree.get(code)?.dwellings,
      };
    }),
  );
  return shift === null ? null : { value: whole.value + shift, lower: whole.lower + shift, upper: whole.upper + shift };
}

/** What a map or a ranking says of places that would not differ from the whole if each place weighed by its dwellings; empty: all would, or nobody can tell. */
export function weighedNote(shown: ExploreState, axis: Axis, lang: Lang): string {
  const whole = wholeByDwellings(shown, axis);
  if (whole === null) return "";
  const stands = ({ interval, against }: Ranked): boolean =>
    interval === null || (against === "more" ? interval.lower > whole.upper : against !== "less" || interval.upper < whole.lower);
  const gone = rankedPlaces(shown, axis).places.filter((place) => !stands(place));
  if (gone.length === 0) return "";
  const { text } = subjectText(shown, axis, lang);
  return WEIGHED[lang].weighed(text(whole), formatNumber(gone.length, 0, lang), gone.length, fewNames(gone));
}
