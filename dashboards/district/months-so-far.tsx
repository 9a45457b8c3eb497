import { AreaTrend } from "../charts/area-trend.tsx";
import { placePhrase } from "../compare/phrases.ts";
import { formatPeriod } from "../shared/format.ts";
import { figureAt } from "./area-figures.ts";
import type { Choice } from "./choice.ts";
import { DistrictFigure } from "./district-figure.tsx";
import { periodsTable } from "./figure-rows.ts";
import { monthsWords } from "./months-words.ts";
import { MEAN_OF_ALL } from "./portrait-figures.ts";
import { trendWords } from "./portrait-trend.tsx";
import { absentOver, awayText, axisOf, type DistrictState, shortPeriod, textOfPlace } from "./shown.ts";

/* The months of the whole so far, which a commons without any does not load. */

/** Tells whether the months are of the chosen figure: they are means of all homes. */
export const hasMonths = ({ statistic, type }: Choice): boolean =>
  statistic === MEAN_OF_ALL.statistic && type === MEAN_OF_ALL.type;

/** The published months of the whole, with the sentence about them. */
export function monthsOf(shown: DistrictState) {
  const { atlas, choice, lang } = shown;
  const root = atlas.tree.root;
  const trendText = trendWords({ ...shown, choice: { ...choice, area: root.code, at: null } });
  const only = monthsWords(shown).one(placePhrase(atlas, root.code, lang).at, formatPeriod(choice.period, lang));
  return { said: trendText, title: trendText?.title ?? only, periods: trendText?.trend.periods ?? [choice.period] };
}

/** The months of the whole, and the months to come. */
export function MonthsDrawing({ shown, width, id }: { shown: DistrictState; width: number; id: string }) {
  const { atlas, choice, lang } = shown;
  const { root } = atlas.tree;
  const { said: trendText, title, periods } = monthsOf(shown);
  const figure = figureAt(atlas, choice, root.code);
  return (
    <AreaTrend
      id={id}
      width={width}
      label={trendText?.label ?? title}
      periods={periods.map((period) => shortPeriod(period, shown.lang))}
      area={{
        name: root.name,
        text: figure ? textOfPlace(shown, root.code, figure).value : "",
        points: trendText?.trend.points ?? [figure],
      }}
      whole={null}
      toCome={trendText?.seasonal ? [""] : []}
      coming={monthsWords(shown).coming}
      absent={absentOver(shown, root.code, periods)}
      {...axisOf(atlas, choice, lang)}
    />
  );
}

/** The published months of the whole. */
export function MonthsSoFar({ shown }: { shown: DistrictState }) {
  const { atlas, choice } = shown;
  const { root } = atlas.tree;
  const { title, periods } = monthsOf(shown);
  return (
    <DistrictFigure
      shown={shown}
      title={title}
      subtitle={monthsWords(shown).subtitle}
      awaySubtitle={`${awayText({ ...shown, choice: { ...choice, area: root.code } })} ${monthsWords(shown).subtitle}`}
      name={`trend-${choice.ref.key.replace(".", "-")}`}
      height={220}
      table={periodsTable(shown, root.code, periods)}
      draw={(width) => <MonthsDrawing shown={shown} width={width} id="first-months" />}
    />
  );
}
