import { formatNumber } from "../shared/format.ts";
import { figureAt, homesAt, relationAt, yardstickAt } from "./area-figures.ts";
import { type DistrictState, partsOf, textOfPlace } from "./shown.ts";

/** Most places that are named. */
const MOST_NAMED = 3;

/**
 * What of the map would not stand if each place weighed by its dwellings in the figure of the whole, which is that of the homes counted: where
 * more are counted in one place than in another it is pulled to that one's. Empty where all would stand, or where not every place has a figure.
 */
export function weighedText(shown: DistrictState): string {
  const { atlas, choice, lang, words } = shown;
  const whole = yardstickAt(atlas, choice, choice.area);
  if (whole === null || choice.statistic !== "mean" || choice.type !== "_T") return "";
  const parts = partsOf(shown).map((part) => ({
    ...part,
    figure: figureAt(atlas, choice, part.code),
    homes: homesAt(atlas, choice, part.code)?.value ?? 0,
    dwellings: atlas.tree.get(part.code)?.dwellings ?? 0,
  }));
  const known = parts.flatMap(({ figure, ...part }) =>
    figure && part.homes > 0 && part.dwellings > 0 ? [{ ...part, figure }] : [],
  );
  if (known.length < parts.length) return "";
  const mean = (weightOf: (part: (typeof known)[number]) => number): number =>
    known.reduce((sum, part) => sum + weightOf(part) * part.figure.value, 0) /
    known.reduce((sum, part) => sum + weightOf(part), 0);
  const shift = mean(({ dwellings }) => dwellings) - mean(({ homes }) => homes);
  const gone = known.filter(({ code, figure }) => {
    const relation = relationAt(atlas, choice, code, choice.area);
    return relation === "more" ? figure.lower <= whole.upper + shift : relation === "less" && figure.upper >= whole.lower + shift;
  });
  if (gone.length === 0) return "";
  const moved = { ...whole, value: whole.value + shift, lower: whole.lower + shift, upper: whole.upper + shift };
  const names = gone.length > MOST_NAMED ? "" : gone.map(({ name }) => name).join(", ");
  return words.map.weighed(textOfPlace(shown, choice.area, moved).value, formatNumber(gone.length, 0, lang), gone.length, names);
}
