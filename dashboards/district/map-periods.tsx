import { useMemo } from "preact/hooks";
import { MapMultiples } from "../charts/map-multiples.tsx";
import { placePhrase } from "../compare/phrases.ts";
import type { FigureTable } from "../shared/figure-frame.tsx";
import { formatNumber, formatPeriod, semicolon } from "../shared/format.ts";
import { WORDS } from "../shared/i18n.ts";
import { MapLegend } from "../shared/map-legend.tsx";
import { paintedAlike } from "../shared/published-figure.ts";
import { figureAt } from "./area-figures.ts";
import { areTiles, shapesFor, useAreaTaps } from "./area-map.tsx";
import { DistrictFigure } from "./district-figure.tsx";
import type { FileRow } from "./figure-rows.ts";
import { periodsOnMap } from "./periods-on-map.ts";
import {
  absentOver,
  absentText,
  awayText,
  type DistrictState,
  fileName,
  listedText,
  partsName,
  partsOf,
  placeWords,
  textOfPlace,
} from "./shown.ts";

/** The state in which another period is shown. */
const inPeriod = (shown: DistrictState, period: string): DistrictState => ({ ...shown, choice: { ...shown.choice, period } });

/** The parts of the map in each of its periods, in one scale of colours. */
export function mapsByPeriod(shown: DistrictState) {
  const { atlas, choice } = shown;
  const periods = periodsOnMap(shown);
  const maps = periods.map((period) => ({
    whole: figureAt(atlas, { ...choice, period }, choice.area),
    figureAt: (code: string) => figureAt(atlas, { ...choice, period }, code),
  }));
  const painted = paintedAlike(partsOf(shown), maps);
  return periods.map((period, i) => ({ period, whole: maps[i]?.whole ?? null, painted: painted[i] ?? [] }));
}

type Maps = ReturnType<typeof mapsByPeriod>;

/** The finding: which parts are above the whole, or below it, in every period. */
export function periodsTitle(shown: DistrictState, maps: Maps): string {
  const { atlas, choice, lang, words } = shown;
  const parts = partsOf(shown);
  const always = (against: "more" | "less"): number =>
    parts.filter(({ code }) =>
      maps.every(({ painted }) => painted.some((area) => area.code === code && area.against === against)),
    ).length;
  const [more, less] = [always("more"), always("less")];
  const count = (n: number): string => `${formatNumber(n, 0, lang)} ${partsName(shown, choice.level, parts, n === 1)}`;
  return words.map.always(more === 0 ? "" : count(more), less === 0 ? "" : count(less), placeWords(atlas, choice.area, lang));
}

/** A figure of a place in a period, or why there is none. */
function textIn(shown: DistrictState, code: string, period: string): string {
  const then = inPeriod(shown, period);
  const figure = figureAt(then.atlas, then.choice, code);
  return figure ? listedText(then, figure, textOfPlace(then, code, figure)) : absentText(then, code);
}

/** A place over the periods, in one line. */
function seriesText(shown: DistrictState, code: string, maps: Maps): string {
  const { atlas, lang } = shown;
  const { labelled } = WORDS[lang];
  const figures = maps.map(({ period }) => labelled(formatPeriod(period, lang), textIn(shown, code, period)));
  return labelled(atlas.tree.get(code)?.name ?? code, figures.join(semicolon(lang)));
}

function periodsTable(shown: DistrictState, maps: Maps): FigureTable {
  const { atlas, choice, lang, words } = shown;
  const whole = { code: choice.area, name: atlas.tree.get(choice.area)?.name ?? "" };
  return {
    columns: [words.map.place, ...maps.map(({ period }) => formatPeriod(period, lang))],
    rows: [whole, ...partsOf(shown)].map(({ code, name }) => [name, ...maps.map(({ period }) => textIn(shown, code, period))]),
  };
}

/** The whole and its parts in each period, as programs read them. */
export function periodsFile(shown: DistrictState, maps: Maps): FileRow[] {
  const { area } = shown.choice;
  return maps.flatMap(({ period }) => [
    { code: area, choice: { period } },
    ...partsOf(shown).map(({ code, name }) => ({ code, name, beside: area, choice: { period } })),
  ]);
}

/** Topic, unit, the first period and the last, and what the colours mean. */
export function periodsSubtitle(shown: DistrictState, maps: Maps): string {
  const { lang, words } = shown;
  const [first = "", last = ""] = [maps[0], maps.at(-1)].map((map) => map && formatPeriod(map.period, lang));
  return `${awayText(shown, words.map.fromTo(first, last))} ${words.map.oneScale}`;
}

interface PeriodsDrawingProps {
  readonly shown: DistrictState;
  readonly maps: Maps;
  readonly width: number;
}

export function PeriodsDrawing({ shown, maps, width }: PeriodsDrawingProps) {
  const { atlas, choice, lang, words } = shown;
  const codes = useMemo(() => new Set(partsOf(shown).map(({ code }) => code)), [atlas, choice]);
  const shapes = useMemo(() => shapesFor(atlas, choice.level, codes, width), [atlas, choice.level, codes, width]);
  if (shapes === null) return <div class="map-wait">{words.map.waiting}</div>;
  return (
    <MapMultiples
      id="map-periods"
      width={width}
      label={words.map.eachLabel(periodsTitle(shown, maps), placePhrase(atlas, choice.area, lang).name)}
      maps={maps.map(({ period, whole, painted }) => ({
        name: formatPeriod(period, lang),
        text: whole
          ? words.map.wholeThen(textOfPlace(inPeriod(shown, period), choice.area, whole).value)
          : textIn(shown, choice.area, period),
        areas: painted,
      }))}
      shapes={shapes}
      parent={choice.area}
      chosen={choice.at}
      bare={areTiles(atlas)}
    />
  );
}

/** One legend for all the maps: each relation that one of them has. */
export function PeriodsLegend({ shown, maps }: Omit<PeriodsDrawingProps, "width">) {
  const { atlas, choice, lang, words } = shown;
  const periods = maps.map(({ period }) => period);
  const absent = new Set(partsOf(shown).map(({ code }) => absentOver(shown, code, periods)));
  const texts = {
    less: words.map.less(placeWords(atlas, choice.area, lang)),
    same: words.map.same,
    more: words.map.more,
    wide: words.map.wide,
    absent: [...new Set([...absent].flatMap((text) => text.split(semicolon(lang))))].filter((text) => text).join(semicolon(lang)),
  };
  return <MapLegend kinds={new Set(maps.flatMap(({ painted }) => painted.map(({ against }) => against)))} texts={texts} />;
}

/** The map once for each period, in one scale, with one legend. */
export function MapPeriods({ shown }: { shown: DistrictState }) {
  const { atlas, choice, words, mark, go } = shown;
  const maps = useMemo(() => mapsByPeriod(shown), [atlas, choice]);
  const box = useAreaTaps((code) => go({ at: code }), mark);
  return (
    <div ref={box} class="map-periods">
      <DistrictFigure
        shown={shown}
        title={periodsTitle(shown, maps)}
        subtitle={words.map.oneScale}
        awaySubtitle={periodsSubtitle(shown, maps)}
        embed="periods"
        brief
        periods={maps.map(({ period }) => period)}
        name={fileName("periods", shown, { periods: maps.map(({ period }) => period) })}
        height={300}
        table={() => periodsTable(shown, maps)}
        rows={() => periodsFile(shown, maps)}
        framedNotes={chosenOver(shown, maps)}
        draw={(width) => <PeriodsDrawing shown={shown} maps={maps} width={width} />}
      >
        <p class="tap-line no-print">
          {choice.at === null ? words.map.hintPeriods : <span class="on-picture">{seriesText(shown, choice.at, maps)}</span>}
        </p>
        <PeriodsLegend shown={shown} maps={maps} />
      </DistrictFigure>
    </div>
  );
}

/** What a frame elsewhere says of the chosen place. */
export const chosenOver = (shown: DistrictState, maps: Maps): string[] =>
  shown.choice.at === null ? [] : [seriesText(shown, shown.choice.at, maps)];
