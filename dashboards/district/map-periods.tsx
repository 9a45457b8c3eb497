import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import { MapMultiples } from "../charts/map-multiples.tsx";
import { semicolon } from "../shared/format.ts";
import { tapped, useListeners } from "../shared/listeners.ts";
import { MapLegend } from "../shared/map-legend.tsx";
import { strongestText, useAreaTaps } from "./area-map.tsx";
import { DistrictFigure } from "./district-figure.tsx";
import { areTiles, shapesFor } from "./map-shapes.ts";
import { repeatWords } from "./repeat-words.ts";
import {
  chosenOn,
  foundOn,
  leftOut,
  type Maps,
  namedPlaces,
  repeatedFile,
  repeatedMaps,
  repeatedNotes,
  repeatedPeriods,
  repeatedSubtitle,
  repeatedTable,
  repeatedTitle,
  repeatOf,
  scaleText,
  seriesText,
} from "./repeated.ts";
import { absentTexts, type DistrictState, fileName, partsOf, placeWords } from "./shown.ts";

export { TypesOfPlace } from "./types-of-place.tsx";

interface PeriodsDrawingProps {
  readonly shown: DistrictState;
  readonly maps: Maps;
  /** types of homes without a map */
  readonly left: readonly string[];
  readonly width: number;
  /** true: a tap on the title of a map opens it */
  readonly opens?: boolean;
  /** true: on a slide */
  readonly wide?: boolean;
  readonly id?: string;
}

export function PeriodsDrawing({
  shown,
  maps,
  left,
  width,
  opens = false,
  wide = false,
  id = "map-periods",
}: PeriodsDrawingProps) {
  const { atlas, choice, words } = shown;
  const codes = useMemo(() => new Set(partsOf(shown).map(({ code }) => code)), [atlas, choice]);
  const shapes = useMemo(() => shapesFor(atlas, choice.level, codes, width), [atlas, choice.level, codes, width]);
  if (shapes === null) return <div class="map-wait">{words.map.waiting}</div>;
  return (
    <MapMultiples
      id={id}
      width={width}
      label={`${repeatWords(shown).label(repeatedTitle(shown, maps))}${choice.at === null ? "" : ` ${seriesText(shown, choice.at, maps)}.`}`}
      maps={maps.map((map) => ({
        name: map.name,
        text: choice.at === null ? foundOn(map, shown) : chosenOn(map, shown, choice.at),
        areas: map.painted,
      }))}
      shapes={shapes}
      parent={choice.area}
      chosen={choice.at}
      named={namedPlaces(shown, maps)}
      note={leftOut(shown, left)}
      bare={areTiles(atlas)}
      opens={opens}
      wide={wide}
    />
  );
}

/** One legend for all the maps: each relation that one of them has. */
export function PeriodsLegend({ shown, maps }: Pick<PeriodsDrawingProps, "shown" | "maps">) {
  const { atlas, choice, lang, words } = shown;
  const absent = new Set(maps.map(({ state }) => absentTexts(state, partsOf(shown))));
  const texts = {
    less: words.map.less(placeWords(atlas, choice.area, lang)),
    same: words.map.relations.same,
    more: words.map.more,
    wide: words.map.wide,
    absent: [...new Set([...absent].flatMap((text) => text.split(semicolon(lang))))].filter((text) => text).join(semicolon(lang)),
  };
  const kinds = new Set(maps.flatMap(({ painted }) => painted.map(({ against }) => against)));
  const painted = maps.map((map) => ({ choice: map.state.choice, painted: map.painted }));
  return <MapLegend kinds={kinds} texts={texts} strongest={strongestText(shown, painted)} />;
}

/** The map once for each period or type of homes, in one scale, with one legend, in the place of the one map. */
export function MapPeriods({ shown, children }: { shown: DistrictState; children: ComponentChildren }) {
  const { atlas, choice, mark, go } = shown;
  const { maps, left } = useMemo(() => repeatedMaps(shown), [atlas, choice]);
  const each = repeatOf(shown);
  const box = useAreaTaps((code, on) => {
    const number = on.closest<Element>("svg.chart > g")?.querySelector<SVGElement>("[data-map]")?.dataset.map;
    const tappedMap = each === "period" && number !== undefined ? maps[Number(number)] : undefined;
    // The card and the ranking beside the maps are of the period whose map was tapped.
    go({ at: code, ...(tappedMap ? { period: tappedMap.state.choice.period } : {}) });
  }, mark);
  useListeners(() => box.current, {
    click: (event) => {
      const number = tapped(event, "[data-map]")?.dataset.map;
      const opened = number === undefined ? undefined : maps[Number(number)];
      if (!opened) return;
      go({ [each]: opened.state.choice[each], each: null });
      document.querySelector(".map-side")?.scrollIntoView();
    },
  });
  return (
    <div ref={box} class="map-periods">
      <DistrictFigure
        shown={shown}
        title={repeatedTitle(shown, maps)}
        subtitle={scaleText(shown, maps)}
        awaySubtitle={repeatedSubtitle(shown, maps)}
        embed="periods"
        brief
        ofMap
        periods={repeatedPeriods(maps)}
        name={fileName(`${repeatOf(shown)}s`, shown, { periods: repeatedPeriods(maps) })}
        height={300}
        table={() => repeatedTable(shown, maps)}
        rows={() => repeatedFile(shown, maps)}
        notes={repeatedNotes(shown, maps)}
        draw={(width) => <PeriodsDrawing {...{ shown, maps, left, width }} opens />}
        slide={(width) => <PeriodsDrawing {...{ shown, maps, left, width }} wide />}
        picture={(width) => <PeriodsDrawing {...{ shown, maps, left, width }} />}
      >
        <p class="tap-line no-print">{repeatWords(shown).hint}</p>
        <PeriodsLegend shown={shown} maps={maps} />
        {children}
      </DistrictFigure>
    </div>
  );
}
