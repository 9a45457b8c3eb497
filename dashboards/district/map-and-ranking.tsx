import { useMemo, useRef } from "preact/hooks";
import { formatPeriod } from "../shared/format.ts";
import { withWords } from "../shared/i18n.ts";
import { notDueText } from "./absent-words.tsx";
import { AreaCard, MapProtection } from "./area-card.tsx";
import { countedElsewhere, figureAt, isKept, publishedInstead } from "./area-figures.ts";
import { areasWithin, periodsOfMeasure } from "./choice.ts";
import { MapFrame } from "./map-frame.tsx";
import { isRepresentedSought } from "./open-word.ts";
import type { PaperViews } from "./paper-loader.ts";
import { PeriodSlider } from "./period-slider.tsx";
import { canRepeat } from "./periods-on-map.ts";
import { rankedParts } from "./ranked-parts.ts";
import { AbsentParts, Ranking } from "./ranking.tsx";
import { type DistrictState, isAlone, levelMany, neededText, periodLink } from "./shown.ts";
import { useViews } from "./use-views.ts";

/** Loads the maps of all periods, which few visitors ask for. */
const loadPeriods = () => withWords(import("./map-periods.tsx"));
/** Loads whom the figures represent, which few visitors ask for. */
const loadRepresented = () => withWords(import("./represented.tsx"));
/** Loads what is shown of a period that has the whole alone. */
const loadAlone = () => import("./alone-area.tsx");

/** Rows of a ranking from which it is longer than its map: map and card then stay in sight while it passes. */
const LONG = 17;

interface MapAndRankingProps {
  readonly shown: DistrictState;
  readonly turn: number;
  /** draws the map that is saved as a picture; null until something was touched */
  readonly paper: PaperViews | null;
}

/** Map and ranking of one choice, with a card of the chosen area. */
export function MapAndRanking({ shown, turn, paper }: MapAndRankingProps) {
  const { atlas, choice, lang, marked } = shown;
  const periods = useViews(choice.each !== null && canRepeat(shown, choice.each), loadPeriods);
  const alone = useViews(isAlone(shown), loadAlone);
  const represented = useViews(choice.statistic === "participation", loadRepresented);
  // Whoever asked who is counted has the answer below the card, others below the ranking.
  const isSought = useRef(false);
  isSought.current = choice.statistic === "participation" && (isSought.current || isRepresentedSought());
  // Outlines change only the map, so the ranking is kept when they arrive.
  const beside = useMemo(
    () => (
      <>
        {isSought.current && represented ? <represented.Represented shown={shown} /> : null}
        <Ranking shown={shown} />
        <NothingHere shown={shown} />
        {isSought.current || !represented ? null : <represented.Represented shown={shown} />}
      </>
    ),
    [atlas.rows, atlas.composition, atlas.measured, choice, lang, marked, represented],
  );
  const isLong = useMemo(() => rankedParts(shown).length >= LONG, [atlas, choice, lang]);
  // Until its program is there, nothing below is seen, which it would move.
  if (isAlone(shown)) return alone ? <alone.AloneArea shown={shown} /> : <div style={{ height: "100vh" }} />;
  return (
    <div class={isLong && !periods ? "map-and-ranking long" : "map-and-ranking"}>
      <div class="map-side">
        {periods ? (
          <periods.MapPeriods shown={shown}>
            <MapProtection shown={shown} />
          </periods.MapPeriods>
        ) : (
          <MapFrame
            shown={shown}
            tall={isLong}
            picture={paper ? (width) => <paper.MapPicture shown={shown} width={width} /> : undefined}
          >
            <PeriodSlider shown={shown} />
            <MapProtection shown={shown} />
          </MapFrame>
        )}
      </div>
      <div class="beside-map">
        <div class="chosen-place">
          <AreaCard shown={shown} beside />
        </div>
        {turn > 2 ? beside : null}
      </div>
    </div>
  );
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
  return (
    <section class="card nothing-here">
      <h2>
        {instead === null
          ? words.map.notYet(plural, `${periodLink(choice.period, words)} ${formatPeriod(choice.period, lang)}`)
          : notDueText(shown, choice.level)}
      </h2>
      {better === undefined ? (
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
