import { formatPeriod } from "../shared/format.ts";
import { figureAt } from "./area-figures.ts";
import { periodsOfMeasure } from "./choice.ts";
import { type DistrictState, partsOf } from "./shown.ts";

/** A slider over the periods of the same length as the one shown; absent where there is only one. */
export function PeriodSlider({ shown }: { shown: DistrictState }) {
  const { atlas, choice, lang, words, go } = shown;
  const codes = [choice.area, ...partsOf(shown).map(({ code }) => code)];
  const periods = periodsOfMeasure(atlas.rows, choice.ref).filter(
    (period) =>
      period.length === choice.period.length && codes.some((code) => figureAt(atlas, { ...choice, period }, code) !== null),
  );
  if (periods.length < 2) return null;
  const at = Math.max(0, periods.indexOf(choice.period));
  return (
    <div class="period-slider no-print">
      <label for="period-slider">{words.map.timeline}</label>
      <input
        id="period-slider"
        type="range"
        min={0}
        max={periods.length - 1}
        step={1}
        value={at}
        aria-valuetext={formatPeriod(choice.period, lang)}
        onInput={(event) => go({ period: periods[Number(event.currentTarget.value)] ?? null })}
      />
      <output for="period-slider">{formatPeriod(choice.period, lang)}</output>
    </div>
  );
}
