import { formatPeriod } from "../shared/format.ts";
import { periodsOnMap } from "./periods-on-map.ts";
import type { DistrictState } from "./shown.ts";

/** A slider over the periods of one length: large, the one that the map shows; below, the first and the last. */
export function PeriodSlider({ shown }: { shown: DistrictState }) {
  const { choice, lang, words, go } = shown;
  const periods = periodsOnMap(shown);
  if (periods.length < 2) return null;
  const name = (period = ""): string => formatPeriod(period, lang);
  return (
    <div class="period-slider no-print">
      {/* The slider itself says it to those who listen. */}
      <b class="big" aria-hidden="true">
        {name(choice.period)}
      </b>
      <input
        id="period-slider"
        type="range"
        aria-label={words.map.timeline}
        min={0}
        max={periods.length - 1}
        step={1}
        value={Math.max(0, periods.indexOf(choice.period))}
        aria-valuetext={name(choice.period)}
        onInput={(event) => go({ period: periods[Number(event.currentTarget.value)] ?? null }, "walk")}
      />
      <p class="note" aria-hidden="true">
        <span>{name(periods[0])}</span> <span>{name(periods.at(-1))}</span>
      </p>
    </div>
  );
}
