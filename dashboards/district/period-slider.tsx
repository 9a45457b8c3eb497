import { AreaTrend, type AreaTrendProps, trendEnds } from "../charts/area-trend.tsx";
import { formatPeriod } from "../shared/format.ts";
import { Sized } from "../shared/sized.tsx";
import { figureAt } from "./area-figures.ts";
import { REPEATS } from "./choice.ts";
import { canRepeat, periodsOnMap } from "./periods-on-map.ts";
import { absentOver, axisOf, type DistrictState, listedText, shortPeriod, topicTitle } from "./shown.ts";

/** The figure of a place in a period of the map, listed; empty where it has none. */
function figureThen(shown: DistrictState, code: string, period: string): string {
  const then = { ...shown, choice: { ...shown.choice, period } };
  const figure = figureAt(shown.atlas, then.choice, code);
  return figure ? listedText(then, code, figure) : "";
}

interface SliderTrendProps {
  readonly shown: DistrictState;
  readonly periods: readonly string[];
  readonly width: number;
}

/** The chosen place over the periods of the slider, beside the whole; the period shown is marked. */
export const SliderTrend = (props: SliderTrendProps) => <AreaTrend {...sliderTrend(props)} />;

function sliderTrend({ shown, periods, width }: SliderTrendProps): AreaTrendProps {
  const { atlas, choice, lang, words } = shown;
  const code = choice.at ?? choice.area;
  const seriesOf = (place: string) => ({
    name: atlas.tree.get(place)?.name ?? place,
    text: figureThen(shown, place, choice.period),
    points: periods.map((period) => figureAt(atlas, { ...choice, period }, place)),
  });
  // Of a place that is in none of them the whole stands alone.
  const hasFigure = periods.some((period) => figureAt(atlas, { ...choice, period }, code) !== null);
  const area = seriesOf(hasFigure ? code : choice.area);
  const whole = hasFigure && code !== choice.area ? seriesOf(choice.area) : null;
  const ends = [periods[0] ?? "", periods.at(-1) ?? ""].map((period) => formatPeriod(period, lang)) as [string, string];
  return {
    id: "period-trend",
    width,
    height: TREND,
    label: words.portrait.trendLabel(topicTitle(shown), area.name, ...ends),
    periods: periods.map((period) => shortPeriod(period, lang)),
    area,
    whole: whole?.points.some((point) => point !== null) ? whole : null,
    toCome: [],
    coming: "",
    absent: absentOver(shown, code, periods),
    chosen: Math.max(0, periods.indexOf(choice.period)),
    ...axisOf(atlas, choice, lang),
  };
}

/** Height in px of that drawing. */
const TREND = 150;

/** The slider itself. */
function Slide({ shown, periods, style }: Pick<SliderTrendProps, "shown" | "periods"> & { style?: { [name: string]: string } }) {
  const { choice, lang, words, go } = shown;
  return (
    <input
      id="period-slider"
      type="range"
      aria-label={words.map.timeline}
      min={0}
      max={periods.length - 1}
      step={1}
      value={Math.max(0, periods.indexOf(choice.period))}
      aria-valuetext={formatPeriod(choice.period, lang)}
      style={style}
      onInput={(event) => go({ period: periods[Number(event.currentTarget.value)] ?? null }, "walk")}
    />
  );
}

/** Half the width of a slider's thumb in px: it never leaves its rail, so that its middle does not reach the ends. */
const THUMB = 8;

/** The slider above the drawing of its periods: its thumb stands over the point of the period shown. */
function SlideOverTrend(props: SliderTrendProps) {
  const [first, last] = trendEnds(sliderTrend(props));
  return (
    <>
      <Slide {...props} style={{ "margin-inline-start": `${first - THUMB}px`, width: `${last - first + 2 * THUMB}px` }} />
      <SliderTrend {...props} />
    </>
  );
}

/** A slider over the periods of one length, above the chosen place over them. */
export function PeriodSlider({ shown }: { shown: DistrictState }) {
  const periods = periodsOnMap(shown);
  if (periods.length < 2) return null;
  return (
    <div class="period-slider no-print">
      <Sized height={TREND}>{(width) => <SlideOverTrend shown={shown} periods={periods} width={width} />}</Sized>
    </div>
  );
}

/** Links to the same map once for each period, or each type of homes. */
export function MapRepeats({ shown }: { shown: DistrictState }) {
  const { choice, words, go } = shown;
  const possible = REPEATS.filter((each) => canRepeat(shown, each));
  if (possible.length === 0) return null;
  return (
    <p class="map-repeats no-print">
      {possible.map((each) => (
        <button
          key={each}
          type="button"
          class="plain"
          aria-expanded={choice.each === each}
          onClick={() => go({ each: choice.each === each ? null : each })}
        >
          {choice.each === each ? words.map.oneMap : words.map.repeats[each]}
        </button>
      ))}
    </p>
  );
}
