import { parsePeriod } from "../../src/contract/period.ts";
import { formatNumber, formatPeriod } from "../shared/format.ts";
import { REPEATS } from "./choice.ts";
import { canRepeat, otherPeriods, periodsOnMap } from "./periods-on-map.ts";
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

/** Links to periods of another length, of the same year where it has some, and to the same map once for each period, or each type of homes. */
export function MapRepeats({ shown }: { shown: DistrictState }) {
  const { choice, lang, words, go } = shown;
  const possible = REPEATS.filter((each) => canRepeat(shown, each));
  const others = otherPeriods(shown);
  if (possible.length + others.length === 0) return null;
  return (
    <p class="map-repeats no-print">
      {others.map((periods) => {
        const last = periods.findLast((period) => period.startsWith(choice.period.slice(0, 4))) ?? periods.at(-1) ?? "";
        return (
          <button key={last} type="button" class="plain" onClick={() => go({ period: last })}>
            {`${words.map.steps[parsePeriod(last).step]}\u00a0(${formatNumber(periods.length, 0, lang)})`}
          </button>
        );
      })}
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
