import type { Area } from "../../src/territory/index.ts";
import { placePhrase } from "../compare/phrases.ts";
import { fewNames, shiftByDwellings } from "../shared/by-dwellings.ts";
import { formatNumber, lowerFirst } from "../shared/format.ts";
import { topicLabel } from "../shared/labels.ts";
import type { PublishedFigure } from "../shared/published-figure.ts";
import { WEIGHED } from "../shared/weighed-words.ts";
import { type FigureChoice, figureAt, homesAt, relationAt, yardstickAt } from "./area-figures.ts";
import type { Atlas } from "./atlas.ts";
import { areasWithin } from "./choice.ts";
import { perChoice } from "./per-choice.ts";
import { MEAN_OF_ALL, type TopicOfPlace } from "./portrait-figures.ts";
import { placeOfPortrait } from "./portrait-place.ts";
import { type DistrictState, partsOf, placeWords, textOfPlace } from "./shown.ts";

/** What the whole would be if each place weighed by its dwellings, and the places that would then not differ from it. */
interface Weighed {
  readonly whole: PublishedFigure;
  readonly gone: readonly Area[];
}

/**
 * The mean of the whole as it would be if each part of it weighed by its dwellings. The published one is of the homes counted: where more are
 * counted in one part than in another it is pulled to that one's. Null where a part has no figure, and of types of homes, whose dwellings
 * nobody knows.
 */
function movedWhole(
  atlas: Atlas,
  choice: FigureChoice & { readonly area: string },
  codes: readonly string[],
): PublishedFigure | null {
  const whole = yardstickAt(atlas, choice, choice.area);
  if (whole === null || choice.statistic !== "mean" || choice.type !== "_T") return null;
  const shift = shiftByDwellings(
    codes.map((code) => ({
      value: figureAt(atlas, choice, code)?.value,
      homes: homesAt(atlas, choice, code)?.value,
      dwellings: atlas.tree.get(code)?.dwellings,
    })),
  );
  if (shift === null) return null;
  return { ...whole, value: whole.value + shift, lower: whole.lower + shift, upper: whole.upper + shift };
}

/** The same by its smallest parts that all have a figure; null: of no level all have one. */
export function wholeByDwellings(atlas: Atlas, choice: FigureChoice & { readonly area: string }): PublishedFigure | null {
  const levels = [...atlas.levels].reverse();
  return levels.reduce<PublishedFigure | null>(
    (found, level) =>
      found ??
      movedWhole(
        atlas,
        choice,
        areasWithin(atlas.tree, choice.area, level).map(({ code }) => code),
      ),
    null,
  );
}

/** Null where all places would stand by dwellings too, or nobody can tell. */
const weighed = perChoice(({ atlas, choice }): Weighed | null => {
  const parts = partsOf({ atlas, choice });
  const whole = movedWhole(
    atlas,
    choice,
    parts.map(({ code }) => code),
  );
  if (whole === null) return null;
  const gone = parts.filter(({ code }) => {
    const figure = figureAt(atlas, choice, code);
    const relation = relationAt(atlas, choice, code, choice.area);
    if (figure === null) return false;
    return relation === "more" ? figure.lower <= whole.upper : relation === "less" && figure.upper >= whole.lower;
  });
  return gone.length === 0 ? null : { whole, gone };
});

/** What of the map would not stand if each place weighed by its dwellings; empty: all would, or nobody can tell. */
export function weighedText(shown: DistrictState): string {
  const found = weighed(shown);
  if (found === null) return "";
  const { whole, gone } = found;
  const { value } = textOfPlace(shown, shown.choice.area, whole);
  return WEIGHED[shown.lang].weighed(value, formatNumber(gone.length, 0, shown.lang), gone.length, fewNames(gone));
}

/** What the whole would be where one place would then not differ from a wider one that it lies in; null: it would, or nobody can tell. */
function wholeThatHides({ atlas, choice }: Pick<DistrictState, "atlas" | "choice">, code: string, around: string) {
  const level = atlas.tree.get(code)?.level;
  if (level === undefined) return null;
  const within = { ...choice, area: around, level };
  const found = weighed({ atlas, choice: within });
  return found?.gone.some((one) => one.code === code) ? { within, whole: found.whole } : null;
}

/** The same of one place beside a wider one that it lies in; empty: that it differs would stand. */
export function weighedBeside(shown: DistrictState, code: string, around: string): string {
  const { atlas, lang } = shown;
  const found = wholeThatHides(shown, code, around);
  if (found === null) return "";
  const { value } = textOfPlace({ atlas, choice: found.within, lang }, around, found.whole);
  return WEIGHED[lang].weighed(value, formatNumber(1, 0, lang), 1, placeWords(atlas, code, lang).name);
}

/** The same of all topics of a portrait. */
export function weighedTopics(shown: DistrictState, topics: readonly TopicOfPlace[]): string {
  const { atlas, lang } = shown;
  const { code, parent } = placeOfPortrait(shown);
  if (parent === null) return "";
  const names = topics.flatMap(({ ref, period }) => {
    const choice = { ...shown.choice, ...MEAN_OF_ALL, ref, period: period ?? "" };
    return period !== null && wholeThatHides({ atlas, choice }, code, parent) ? [lowerFirst(topicLabel(ref, lang))] : [];
  });
  const list = new Intl.ListFormat(lang === "en" ? "en-GB" : lang);
  return names.length === 0 ? "" : WEIGHED[lang].weighedTopics(list.format(names), placePhrase(atlas, parent, lang).of);
}
