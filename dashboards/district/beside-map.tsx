import { useMemo } from "preact/hooks";
import { formatPeriod } from "../shared/format.ts";
import { withWords } from "../shared/i18n.ts";
import { useViews } from "../shared/use-views.ts";
import { noMediansText, notDueText } from "./absent-words.tsx";
import { countedElsewhere, figureAt, hasNoTypes, isKept, publishedInstead } from "./area-figures.ts";
import { areasWithin, periodsOfMeasure } from "./choice.ts";
import { AbsentParts, Ranking } from "./ranking.tsx";
import { type DistrictState, levelMany, neededText, periodLink } from "./shown.ts";

/** Loads whom the figures represent, which few visitors ask for. */
const loadRepresented = () => withWords(import("./represented.tsx"));

/** The ranking of the areas on the map, and whom its figures represent. Outlines change only the map, so it is kept when they arrive. */
export function BesideMap({ shown }: { shown: DistrictState }) {
  const { atlas, choice, lang, marked } = shown;
  const represented = useViews(choice.statistic === "participation", loadRepresented);
  return useMemo(
    () =>
      // What stands above the ranking never moves it.
      choice.statistic === "participation" && !represented ? null : (
        <>
          {represented ? <represented.Represented shown={shown} /> : null}
          <Ranking shown={shown} />
          <NothingHere shown={shown} />
        </>
      ),
    [atlas.rows, atlas.composition, atlas.measured, choice, lang, marked, represented],
  );
}

/** Why parts will have no figure, however many homes take part, and what they have instead; null: they may have one. */
function neverThere(shown: DistrictState, part: string) {
  const { atlas, choice, lang, words } = shown;
  if (hasNoTypes(atlas, choice, part))
    return { why: words.card.noTypes(levelMany(atlas, choice.level, lang)), change: { type: null }, offer: words.words.allTypes };
  const why = noMediansText(shown);
  return why === null ? null : { why, change: { stat: null }, offer: words.map.means };
}

/** Explains why no part is published, and offers a period in which some are. */
export function NothingHere({ shown }: { shown: DistrictState }) {
  const { atlas, choice, lang, words, go } = shown;
  const parts = areasWithin(atlas.tree, choice.area, choice.level);
  const anyAt = (period: string): boolean => parts.some(({ code }) => figureAt(atlas, { ...choice, period }, code) !== null);
  // Of a place around which homes are counted elsewhere its card says all.
  if (anyAt(choice.period) || countedElsewhere(atlas, choice, choice.area) !== null) return null;
  const better = periodsOfMeasure(atlas.rows, choice.ref).findLast(anyAt);
  const plural = levelMany(atlas, choice.level, lang);
  const instead = publishedInstead(atlas, choice, parts[0]?.code ?? "");
  const never = neverThere(shown, parts[0]?.code ?? "");
  return (
    <section class="card nothing-here">
      <h2>
        {never?.why ??
          (instead === null
            ? words.map.notYet(plural, `${periodLink(choice.period, words)} ${formatPeriod(choice.period, lang)}`)
            : notDueText(shown, choice.level))}
      </h2>
      {never ? (
        <button type="button" class="quiet" onClick={() => go(never.change)}>
          {words.map.longer(never.offer)}
        </button>
      ) : better === undefined ? (
        parts.some(({ code }) => isKept(atlas, choice, code)) ? (
          <AbsentParts shown={shown} />
        ) : (
          <p>{words.map.nowhere(neededText(shown, choice.level))}</p>
        )
      ) : (
        <>
          <p>{words.map.notYetText}</p>
          <button type="button" class="quiet" onClick={() => go({ period: better })}>
            {words.map.longer(formatPeriod(better, lang))}
          </button>
        </>
      )}
    </section>
  );
}
