import { parsePeriod } from "../../src/contract/period.ts";
import { AreaTrend, type AreaTrendProps, trendEnds } from "../charts/area-trend.tsx";
import { formatNumber, formatPeriod } from "../shared/format.ts";
import { WORDS } from "../shared/i18n.ts";
import { Sized } from "../shared/sized.tsx";
import { figureAt } from "./area-figures.ts";
import { REPEATS } from "./choice.ts";
import { canRepeat, periodsOnMap, stepsOnMap } from "./periods-on-map.ts";
import {
  absentOver,
  absentTexts,
  axisOf,
  type DistrictState,
  isAlone,
  levelMany,
  listedText,
  partsOf,
  shortPeriod,
  topicTitle,
} from "./shown.ts";

/** What the period shown does not publish of the parts and of the chosen place, and why; empty where it publishes all, or no part ever. */
function publishedText(shown: DistrictState): string {
  const { atlas, choice, lang, words } = shown;
  const parts = partsOf(shown);
  if (isAlone(shown)) return "";
  const count = parts.filter(({ code }) => figureAt(atlas, choice, code) !== null).length;
  const number = (n: number): string => formatNumber(n, 0, lang);
  const chosen = choice.at === null ? undefined : atlas.tree.get(choice.at);
  const own = chosen && absentTexts(shown, [chosen]);
  return [
    ...(count < parts.length
      ? [
          words.map.publishedNow(number(count), number(parts.length), levelMany(atlas, choice.level, lang)),
          words.map.othersNow(absentTexts(shown, parts)),
        ]
      : []),
    chosen && own ? `${WORDS[lang].labelled(chosen.name, own)}.` : "",
  ]
    .filter((text) => text !== "")
    .join(" ");
}

/** The lengths of periods of the map, to choose from; nothing where there is only one. */
function StepSwitch({ shown }: { shown: DistrictState }) {
  const { choice, words, go } = shown;
  const steps = stepsOnMap(shown);
  if (steps.length < 2) return null;
  return (
    <fieldset class="step-switch">
      <legend class="visually-hidden">{words.map.timeline}</legend>
      {steps.map(({ step, period }) => (
        <button
          key={step}
          type="button"
          class="quiet"
          aria-pressed={parsePeriod(choice.period).step === step}
          onClick={() => go({ period })}
        >
          {words.map.steps[step]}
        </button>
      ))}
    </fieldset>
  );
}

/** Periods from which on the slider has a drawing of them: two stand as figures at its ends. */
const DRAWN = 3;

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

/** A slider over the periods of one length, with what the one shown publishes, and a switch to those of another. */
export function PeriodSlider({ shown }: { shown: DistrictState }) {
  const { choice, lang } = shown;
  const periods = periodsOnMap(shown);
  const hasSlider = periods.length > 1;
  if (!hasSlider && stepsOnMap(shown).length < 2) return null;
  const published = publishedText(shown);
  return (
    <div class="period-slider no-print">
      <output for="period-slider">{formatPeriod(choice.period, lang)}</output>
      <StepSwitch shown={shown} />
      {hasSlider ? (
        <div class="slide">
          {periods.length < DRAWN ? (
            <>
              <Slide shown={shown} periods={periods} />
              <p class="ends" aria-hidden="true">
                {periods.map((period) => (
                  <span key={period}>
                    {shortPeriod(period, lang)} <b>{figureThen(shown, choice.at ?? choice.area, period)}</b>
                  </span>
                ))}
              </p>
            </>
          ) : (
            <Sized height={TREND}>{(width) => <SlideOverTrend shown={shown} periods={periods} width={width} />}</Sized>
          )}
        </div>
      ) : null}
      {published === "" ? null : <p class="note">{published}</p>}
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
