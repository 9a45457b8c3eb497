import { formatNumber, formatPeriod } from "../shared/format.ts";
import { WORDS } from "../shared/i18n.ts";
import { figureAt } from "./area-figures.ts";
import { periodsOfMeasure } from "./choice.ts";
import { absentTexts, type DistrictState, isAlone, levelMany, partsOf } from "./shown.ts";

/** The periods of the same length as the one shown in which something of the map is published. */
export function periodsOnMap(shown: DistrictState): readonly string[] {
  const { atlas, choice } = shown;
  const parts = partsOf(shown).map(({ code }) => code);
  const isPublished = (code: string, period = choice.period): boolean => figureAt(atlas, { ...choice, period }, code) !== null;
  // Where parts are shown, the slider does not leave them.
  const codes = parts.some((code) => isPublished(code)) ? parts : [choice.area, ...parts];
  return periodsOfMeasure(atlas.rows, choice.ref).filter(
    (period) => period.length === choice.period.length && codes.some((code) => isPublished(code, period)),
  );
}

/** Tells whether the map can stand once for each period: the parts are published in more than one. */
export const canRepeat = (shown: DistrictState): boolean => !isAlone(shown) && periodsOnMap(shown).length > 1;

/** The newest period of another length in which the map can stand once for each; undefined: there is none. */
function repeatedElsewhere(shown: DistrictState): string | undefined {
  const { atlas, choice } = shown;
  return periodsOfMeasure(atlas.rows, choice.ref).findLast(
    (period) => period.length !== choice.period.length && canRepeat({ ...shown, choice: { ...choice, period } }),
  );
}

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

/** A slider over the periods of the same length as the one shown, with what each publishes; where there is only one, the way to the map of each period of another length. */
export function PeriodSlider({ shown }: { shown: DistrictState }) {
  const { choice, lang, words, go } = shown;
  const periods = periodsOnMap(shown);
  if (periods.length < 2) {
    const other = repeatedElsewhere(shown);
    return other === undefined ? null : (
      <button type="button" class="plain no-print" onClick={() => go({ period: other, each: "period" })}>
        {words.map.eachPeriod}
      </button>
    );
  }
  const at = Math.max(0, periods.indexOf(choice.period));
  const published = publishedText(shown);
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
      {published === "" ? null : <p class="note">{published}</p>}
      {canRepeat(shown) ? (
        <button
          type="button"
          class="plain"
          aria-expanded={choice.each}
          onClick={() => go({ each: choice.each ? null : "period" })}
        >
          {choice.each ? words.map.oneMap : words.map.eachPeriod}
        </button>
      ) : null}
    </div>
  );
}
