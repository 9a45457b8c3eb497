import { useMemo } from "preact/hooks";
import { parsePeriod } from "../../src/contract/period.ts";
import { formatPeriod } from "../shared/format.ts";
import { periodsOnMap, stepsOnMap } from "./periods-on-map.ts";
import type { DistrictState } from "./shown.ts";

/** A slider over the periods of one length: large, the one that the map shows; below, the first and the last. Beside it, the other lengths. */
export function PeriodSlider({ shown }: { shown: DistrictState }) {
  const { atlas, choice, lang, words, go } = shown;
  const [periods, steps] = useMemo(() => [periodsOnMap(shown), stepsOnMap(shown)] as const, [atlas, choice]);
  if (periods.length < 2) return null;
  const name = (period = ""): string => formatPeriod(period, lang);
  return (
    <div class="period-slider no-print">
      <div class="period-steps">
        {/* The slider itself says it to those who listen. */}
        <b class="big" aria-hidden="true">
          {name(choice.period)}
        </b>
        {steps.length < 2
          ? null
          : steps.map(({ step, period }) => (
              <button
                key={step}
                type="button"
                class="quiet"
                aria-pressed={step === parsePeriod(choice.period).step}
                onClick={() => go({ period })}
              >
                {words.map.steps[step]}
              </button>
            ))}
      </div>
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
