import { useMemo } from "preact/hooks";
import { parsePeriod } from "../../src/contract/period.ts";
import { formatPeriod } from "../shared/format.ts";
import { periodAfter } from "./map-words.ts";
import { periodsOnMap, stepsOnMap } from "./periods-on-map.ts";
import { type DistrictState, shortPeriod } from "./shown.ts";

interface PeriodSliderProps {
  readonly shown: DistrictState;
  /** what changed from the period shown to the newest; empty: it is the newest, or what compares them is not loaded */
  readonly changed: string;
}

/** A slider over the periods of one length, below the other lengths and the way to the maps of all periods. Below it, what really changed. */
export function PeriodSlider({ shown, changed }: PeriodSliderProps) {
  const { atlas, choice, lang, words, go } = shown;
  const [periods, steps] = useMemo(() => [periodsOnMap(shown), stepsOnMap(shown)] as const, [atlas, choice]);
  // Its room is kept while the figures of other periods come, which would else move the map.
  const isComing = periods.length < 2 && !atlas.whole && periodAfter(shown) !== "";
  if (periods.length < 2 && !isComing) return null;
  const end = (period = ""): string =>
    period.length < 5 ? period : `${shortPeriod(period, lang).split(" ")[0]} ${period.slice(0, 4)}`;
  const own = parsePeriod(choice.period).step;
  const at = Math.max(0, periods.indexOf(choice.period));
  const last = periods.length - 1;
  return (
    <div class="period-slider no-print" style={isComing ? { visibility: "hidden" } : undefined}>
      {steps.length < 2
        ? null
        : steps.map(({ step, period }) => (
            <button key={step} type="button" class="quiet" aria-pressed={step === own} onClick={() => go({ period })}>
              {words.map.steps[step]}
            </button>
          ))}
      <button type="button" class="plain" onClick={() => go({ each: "period" })}>
        {words.map.longer(words.months.often[own])}
      </button>
      {/* The slider itself says it to those who listen. */}
      <p aria-hidden="true">
        <b style={{ "--at": at / Math.max(1, last) }}>{formatPeriod(choice.period, lang)}</b>
      </p>
      <input
        id="period-slider"
        type="range"
        aria-label={words.map.timeline}
        min={0}
        max={last}
        step={1}
        value={at}
        aria-valuetext={formatPeriod(choice.period, lang)}
        onInput={(event) => go({ period: periods[Number(event.currentTarget.value)] ?? null }, "walk")}
      />
      <div aria-hidden="true" style={{ "--steps": last }}>
        <span>{at === 0 ? "" : end(periods[0])}</span>
        <span>{at === last ? "" : end(periods[last])}</span>
      </div>
      {changed === "" ? null : <p class="note">{changed}</p>}
    </div>
  );
}
