import type { Area } from "../../src/territory/index.ts";
import { formatNumber } from "../shared/format.ts";
import type { PublishedFigure } from "../shared/published-figure.ts";
import { figureAt, homesAt, meanOfPublished, relationAt, yardstickAt } from "./area-figures.ts";
import { perChoice } from "./per-choice.ts";
import { type DistrictState, partsOf, textOfPlace } from "./shown.ts";

/** Most places that are named. */
const MOST_NAMED = 3;

/** What the whole would be if each place weighed by its dwellings, and the places that would then not differ from it. */
interface Weighed {
  readonly whole: PublishedFigure;
  readonly gone: readonly Area[];
}

/**
 * The whole is the mean of the homes counted: where more are counted in one place than in another it is pulled to that one's. Null where all
 * would stand by dwellings too, where not every place has a figure, and of types of homes, whose dwellings nobody knows.
 */
const weighed = perChoice(({ atlas, choice }): Weighed | null => {
  const whole = yardstickAt(atlas, choice, choice.area);
  if (whole === null || choice.statistic !== "mean" || choice.type !== "_T") return null;
  const parts = partsOf({ atlas, choice });
  const homesOf = (code: string): number => homesAt(atlas, choice, code)?.value ?? 0;
  const dwellingsOf = (code: string): number => atlas.tree.get(code)?.dwellings ?? 0;
  const isKnown = (code: string): boolean => figureAt(atlas, choice, code) !== null && homesOf(code) > 0 && dwellingsOf(code) > 0;
  const codes = parts.map(({ code }) => code);
  if (!codes.every(isKnown)) return null;
  const meanBy = (weightOf: (code: string) => number): number => meanOfPublished(atlas, choice, codes, weightOf);
  const shift = meanBy(dwellingsOf) - meanBy(homesOf);
  const moved = { ...whole, value: whole.value + shift, lower: whole.lower + shift, upper: whole.upper + shift };
  const gone = parts.filter(({ code }) => {
    const figure = figureAt(atlas, choice, code);
    const relation = relationAt(atlas, choice, code, choice.area);
    if (figure === null) return false;
    return relation === "more" ? figure.lower <= moved.upper : relation === "less" && figure.upper >= moved.lower;
  });
  return gone.length === 0 ? null : { whole: moved, gone };
});

/** What of the map would not stand if each place weighed by its dwellings; empty: all would, or nobody can tell. */
export function weighedText(shown: DistrictState): string {
  const found = weighed(shown);
  if (found === null) return "";
  const { whole, gone } = found;
  const names = gone.length > MOST_NAMED ? "" : gone.map(({ name }) => name).join(", ");
  const { value } = textOfPlace(shown, shown.choice.area, whole);
  return shown.words.map.weighed(value, formatNumber(gone.length, 0, shown.lang), gone.length, names);
}
