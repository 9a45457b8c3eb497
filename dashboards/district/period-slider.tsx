import { formatPeriod } from "../shared/format.ts";
import { figureAt } from "./area-figures.ts";
import { periodsOfMeasure } from "./choice.ts";
import { type DistrictState, partsOf } from "./shown.ts";

/** A slider over the periods of the same length as the one shown; absent where there is only one. */
export function PeriodSlider({ shown }: { shown: DistrictState }) {
  const { atlas, choice, lang, words, go } = shown;
  const parts = partsOf(shown).map(({ code }) => code);
  const isPublished = (code: string, period = choice.period): boolean => figureAt(atlas, { ...choice, period }, code) !== null;
  // Where parts are shown, the slider does not leave them.
  const codes = parts.some((code) => isPublished(code)) ? parts : [choice.area, ...parts];
  const periods = periodsOfMeasure(atlas.rows, choice.ref).filter(
    (period) => period.length === choice.period.length && codes.some((code) => isPublished(code, period)),
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
