import { useMemo, useState } from "preact/hooks";
import { DifferenceMap, type PaintedArea } from "../charts/difference-map.tsx";
import { tileShapes } from "../charts/tile-shapes.ts";
import { AgainstLegend, AreaTaps, ExploreFigure, type ViewProps } from "./figure-parts.tsx";
import { mostDecimals, rowIndex, unitOfRows, writtenInterval } from "./figures.ts";
import { axisName, placeLine, titled } from "./phrases.ts";
import { type Axis, axesOf, MOST_FIGURES } from "./selection.ts";
import type { ExploreState } from "./store.ts";
import { absence } from "./table-rows.ts";
import { type Ranked, rankedPlaces, standingTitle } from "./view-ranking.tsx";
import { EXPLORE } from "./words.ts";

/** The places of a subject as a map paints them: as far from the whole as the margins allow to say. */
export function paintedPlaces(shown: ExploreState, axis: Axis): PaintedArea[] {
  const { places, whole } = rankedPlaces(shown, axis);
  const gap = ({ interval }: Ranked): number => (interval && whole ? Math.abs(interval.value - whole.value) : 0);
  const furthest = Math.max(1e-9, ...places.map(gap));
  return places.map((place) => ({
    code: place.code,
    name: place.name,
    against: place.interval === null ? "absent" : (place.against ?? "same"),
    strength: gap(place) / furthest,
  }));
}

/** The places on their ground: a map for each subject. */
export function MapView({ store, shown }: ViewProps) {
  const index = rowIndex(shown.rows);
  const axes = axesOf(shown.selection).filter((axis) => index.has(axis));
  return (
    <div class={axes.length > 1 ? "figures-beside" : undefined}>
      {axes.slice(0, MOST_FIGURES).map((axis, i) => (
        <MapFigure key={`${axis.measure} ${axis.type} ${axis.period}`} store={store} shown={shown} axis={axis} number={i} />
      ))}
    </div>
  );
}

function MapFigure({ store, shown, axis, number }: ViewProps & { readonly axis: Axis; readonly number: number }) {
  const { lang } = store;
  const words = EXPLORE[lang];
  const { selection, facts, rows } = shown;
  const { tree, territory, catalog } = facts;
  const [chosen, setChosen] = useState<string | null>(null);
  const painted = useMemo(() => paintedPlaces(shown, axis), [shown, axis.measure, axis.type, axis.period]);
  const { places, whole } = rankedPlaces(shown, axis);
  const shapes = useMemo(
    () => shown.shapes?.features ?? tileShapes(tree, territory.levels, selection.level, new Set(painted.map(({ code }) => code))),
    [shown, painted],
  );
  const parent = selection.areas.length > 0 ? tree.root.code : selection.within;
  const neighbours = useMemo(() => {
    const up = tree.get(parent)?.parent ?? null;
    return up === null ? [] : tree.children(up).filter(({ code }) => code !== parent);
  }, [tree, parent]);
  const index = rowIndex(rows);
  const ref = facts.refs.find(({ key }) => key === axis.measure);
  const unit = unitOfRows(
    places.map(({ code }) => index.at(axis, code, selection.statistic)),
    lang,
  );
  const read = places.find(({ code }) => code === chosen);
  const say = ({ interval, code }: Ranked): string => {
    if (!interval) return absence(index.at(axis, code, selection.statistic), words);
    const { value, lower, upper } = writtenInterval(interval, ref ? mostDecimals(ref, selection.statistic) : 0, lang);
    return words.between(`${value}\u00a0${unit}`, lower, upper);
  };
  const several = axesOf(selection).length > 1;
  const title = standingTitle(shown, axis, lang);
  return (
    <ExploreFigure
      store={store}
      shown={shown}
      axes={[axis]}
      title={several ? titled(axisName(axis, selection, facts, lang), title, lang) : title}
      marks={whole ? words.marks.map : words.map.noWhole}
      height={440}
      draw={(width) => (
        <AreaTaps onArea={setChosen}>
          <DifferenceMap
            id={`map-${number}`}
            width={width}
            label={words.map.label(painted.length)}
            areas={painted}
            shapes={shapes}
            parent={parent}
            neighbours={neighbours}
            chosen={chosen}
            tallest={600}
          />
        </AreaTaps>
      )}
    >
      <p class={read ? "readout" : "readout no-print"} role="status">
        {read ? (
          <>
            <b>{read.name}</b> ({placeLine(tree, catalog.territory.level_names, read.code, lang)}) : {say(read)}
          </>
        ) : (
          words.tap
        )}
      </p>
      <AgainstLegend kinds={new Set(painted.map(({ against }) => against))} store={store} />
      {catalog.territory.shapes_url === null ? <p class="note">{words.map.tiles}</p> : null}
    </ExploreFigure>
  );
}
