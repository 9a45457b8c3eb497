import { useRef } from "preact/hooks";
import { withWords } from "../shared/i18n.ts";
import { useRedrawn } from "../shared/in-turns.tsx";
import { useViews } from "../shared/use-views.ts";
import { AreaCard, MapProtection } from "./area-card.tsx";
import { useFollowing } from "./follow.ts";
import { MapFrame } from "./map-frame.tsx";
import { loadPaper } from "./paper-loader.ts";
import { PeriodSlider } from "./period-slider.tsx";
import { canRepeat, newestAlike } from "./periods-on-map.ts";
import { partsCount } from "./ranked-parts.ts";
import { type DistrictState, isAlone } from "./shown.ts";

/** Loads the maps of all periods, which few visitors ask for. */
const loadPeriods = () => withWords(import("./map-periods.tsx"));
/** Loads what compares two periods. */
const loadRepeated = () => withWords(import("./repeated.ts"));
/** Loads what is shown of a period that has the whole alone. */
const loadAlone = () => import("./alone-area.tsx");

/** Rows of a ranking from which it is longer than its map: map and card then stay in sight while it passes. */
const LONG = 17;

interface MapAndRankingProps {
  readonly shown: DistrictState;
  /** how much is drawn: see `DISTRICT_TURNS` */
  readonly turn: number;
  /** the ranking, with what stands beside it; null until it is loaded */
  readonly beside: typeof import("./beside-map.tsx") | null;
}

/** Map and ranking of one choice, with a card of the chosen area. Long, for each of these is drawn in a turn of its own. */
export function MapAndRanking({ shown, turn, beside }: MapAndRankingProps) {
  const { atlas, choice, lang } = shown;
  const isRepeated = choice.each !== null && canRepeat(shown, choice.each);
  const isPast = (newestAlike(shown) ?? choice.period) !== choice.period;
  const periods = useViews(isRepeated, loadPeriods);
  const repeats = useViews(isPast, loadRepeated);
  const alone = useViews(isAlone(shown), loadAlone);
  // A ranking of shares stands below who is counted.
  const isLong = choice.statistic === "participation" || partsCount(shown) >= LONG;
  const side = useRef<HTMLDivElement>(null);
  useFollowing(side, isLong);
  const parts = [
    // When more figures come, the words above are drawn anew in the first task.
    () => null,
    () =>
      periods ? (
        <periods.MapPeriods shown={shown}>
          <MapProtection shown={shown} />
        </periods.MapPeriods>
      ) : (
        <MapFrame
          shown={shown}
          isPast={isPast}
          tall={isLong}
          others={parts.length - turn}
          picture={async (width) => {
            const { MapPicture } = await loadPaper();
            return <MapPicture shown={shown} width={width} />;
          }}
          slider={<PeriodSlider shown={shown} changed={(isPast && repeats?.changedSince(shown)) || ""} />}
        >
          <MapProtection shown={shown} />
        </MapFrame>
      ),
    // What is below the map in its frame is drawn meanwhile.
    () => null,
    () => <AreaCard shown={shown} beside />,
    () =>
      periods && choice.each === "type" && choice.at !== null ? (
        <periods.TypesOfPlace shown={shown} code={choice.at} />
      ) : (
        beside && <beside.BesideMap shown={shown} />
      ),
  ];
  const [, map, , card, ranking] = useRedrawn(parts.slice(0, turn), [atlas], [choice, lang, shown.marked, periods, repeats], {
    4: [beside],
  });
  // Until its program is there, nothing below is seen, which it would move.
  if (isAlone(shown)) return alone ? <alone.AloneArea shown={shown} /> : <div style={{ height: "100vh" }} />;
  return (
    <div class={isLong && !periods ? "map-and-ranking long" : "map-and-ranking"}>
      <div ref={side} class="map-side">
        {map}
      </div>
      <div class="beside-map">
        <div class="chosen-place">{card}</div>
        {ranking}
      </div>
    </div>
  );
}
