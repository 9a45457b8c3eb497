import { parsePeriod } from "../../src/contract/period.ts";
import { AreaTrend } from "../charts/area-trend.tsx";
import { placePhrase } from "../compare/phrases.ts";
import { formatPeriod } from "../shared/format.ts";
import { aloneText } from "./absent-words.tsx";
import { AreaCard } from "./area-card.tsx";
import { figureAt, publishedInstead } from "./area-figures.ts";
import { areasWithin } from "./choice.ts";
import { DistrictFigure } from "./district-figure.tsx";
import { periodsTable } from "./figure-rows.ts";
import { periodsOnMap } from "./periods-on-map.ts";
import { awayText, axisOf, type DistrictState, fileName, shortPeriod, textOfPlace, topicTitle } from "./shown.ts";

/** The figure of a place over the periods of the chosen one's length; null where there is only one. */
export function aloneTrend(shown: DistrictState) {
  const { atlas, choice, lang, words } = shown;
  const periods = periodsOnMap(shown);
  const figure = figureAt(atlas, choice, choice.area);
  if (!figure || periods.length < 2) return null;
  const { name } = placePhrase(atlas, choice.area, lang);
  const [first = "", last = ""] = [periods[0], periods.at(-1)].map((period) => period && formatPeriod(period, lang));
  const over = words.map.fromTo(first, last);
  return {
    periods,
    title: words.map.aloneThen(name, textOfPlace(shown, choice.area, figure).value, formatPeriod(choice.period, lang)),
    subtitle: words.map.band,
    awaySubtitle: `${awayText(shown, over)} ${words.map.band}`,
    label: words.portrait.trendLabel(topicTitle(shown), name, first, last),
  };
}

/** The drawing of a place over periods, the chosen one marked. */
export function AloneDrawing({ shown, width, height }: { shown: DistrictState; width: number; height?: number }) {
  const { atlas, choice, lang } = shown;
  const trend = aloneTrend(shown);
  if (!trend) return null;
  return (
    <AreaTrend
      id="alone-trend"
      width={width}
      {...(height === undefined ? {} : { height })}
      label={trend.label}
      periods={trend.periods.map((period) => shortPeriod(period, shown.lang))}
      chosen={trend.periods.indexOf(choice.period)}
      area={{
        name: "",
        text: "",
        points: trend.periods.map((period) => figureAt(atlas, { ...choice, period }, choice.area)),
      }}
      whole={null}
      toCome={[]}
      coming=""
      absent=""
      {...axisOf(atlas, choice, lang)}
    />
  );
}

/** The place as programs read it, period by period. */
export const aloneFile = ({ choice }: DistrictState, periods: readonly string[]) =>
  periods.map((period) => ({ code: choice.area, choice: { period } }));

/** The place over periods in its frame; nothing where there is only one period, of which the card has the figure. */
function AloneFigure({ shown }: { shown: DistrictState }) {
  const { choice, words } = shown;
  const trend = aloneTrend(shown);
  if (!trend) return null;
  const { periods, title, subtitle, awaySubtitle } = trend;
  return (
    <DistrictFigure
      shown={shown}
      title={title}
      subtitle={subtitle}
      awaySubtitle={awaySubtitle}
      embed="map"
      periods={periods}
      name={fileName("trend", shown, { periods })}
      height={260}
      table={periodsTable(shown, choice.area, periods)}
      notes={choice.period.length > 4 ? [words.portrait.season] : []}
      rows={() => aloneFile(shown, periods)}
      draw={(width) => <AloneDrawing shown={shown} width={width} />}
    >
      {choice.period.length > 4 ? <p class="note">{words.portrait.season}</p> : null}
    </DistrictFigure>
  );
}

/**
 * A place whose parts have no figure to show, in place of a map without anything on it: its figure over time, its card, and what has the
 * parts.
 */
export function AloneArea({ shown }: { shown: DistrictState }) {
  // Without a trend, the card stands where that would.
  const isSoon =
    !shown.atlas.whole &&
    shown.atlas.releases.filter(({ period }) => parsePeriod(period).step === parsePeriod(shown.choice.period).step).length > 1;
  if (!isSoon && aloneTrend(shown) === null)
    return (
      <div class="map-and-ranking">
        <AreaCard shown={shown} />
        <PartsElsewhere shown={shown} />
      </div>
    );
  return (
    <div class="map-and-ranking answer-first">
      <div class="beside-map">
        <AreaCard shown={shown} />
        <PartsElsewhere shown={shown} />
      </div>
      {/* The other periods come later, and move nothing that is seen. */}
      <div class="map-side" style={{ minHeight: shown.atlas.whole ? undefined : "100vh" }}>
        <AloneFigure shown={shown} />
      </div>
    </div>
  );
}

/** Says that there are no parts to show, and offers a period that has them or, where they have no median, their means. */
function PartsElsewhere({ shown }: { shown: DistrictState }) {
  const { atlas, choice, lang, words, go } = shown;
  const [part] = areasWithin(atlas.tree, choice.area, choice.level);
  const instead = publishedInstead(atlas, choice, part?.code ?? "");
  return (
    <p class="parts-elsewhere">
      {aloneText(shown)}{" "}
      <button type="button" class="plain no-print" onClick={() => go(instead === null ? { stat: null } : { period: instead })}>
        {words.map.longer(instead === null ? words.map.means : formatPeriod(instead, lang))}
      </button>
    </p>
  );
}
