import { useMemo, useState } from "preact/hooks";
import { DifferenceMap } from "../charts/difference-map.tsx";
import { TALLEST } from "../charts/map-layout.ts";
import type { PaintedArea } from "../charts/map-parts.tsx";
import { tileShapes } from "../charts/tile-shapes.ts";
import type { AreaTree } from "../shared/areas.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { placeLine } from "../shared/labels.ts";
import { pageHref } from "../shared/layout.ts";
import { onPaper } from "../shared/on-paper.ts";
import { Sized } from "../shared/sized.tsx";
import { type Sight, withFigure, ZoomedMap } from "../shared/zoomed-map.tsx";
import { AgainstLegend, AreaTaps, ExploreFigure, Readout, type ReadPlace, UndrawnNote, type ViewProps } from "./figure-parts.tsx";
import { rowIndex } from "./figures.ts";
import { axisDifference, placeOf } from "./phrases.ts";
import { absentReasons, type Ranked, rankedPlaces, standingRest, standingTitle, subjectTitle } from "./ranked.ts";
import { type Axis, axesOf, isAmount, MOST_FIGURES, wholeOf } from "./selection.ts";
import type { ExploreState } from "./store.ts";
import { subjectText } from "./subject-text.ts";
import { weighedNote } from "./weighed.ts";
import { EXPLORE } from "./words.ts";

/** The places of a subject as a map paints them: how each compares with the whole, and how strongly. */
export function paintedPlaces(shown: ExploreState, axis: Axis): PaintedArea[] {
  const { places, whole } = rankedPlaces(shown, axis);
  const gap = ({ interval, against }: Ranked): number =>
    interval && whole && against !== "same" ? Math.abs(interval.value - whole.value) : 0;
  const furthest = Math.max(1e-9, ...places.map(gap));
  return places.map((place) => ({
    code: place.code,
    name: place.name,
    against: place.interval === null ? (place.wide ? "wide" : "absent") : (place.against ?? "same"),
    strength: gap(place) / furthest,
  }));
}

/** The view of maps, one for each subject. */
export function MapView({ store, shown }: ViewProps) {
  const index = rowIndex(shown.rows);
  const axes = axesOf(shown.selection).filter((axis) => index.has(axis));
  const drawn = axes.slice(0, MOST_FIGURES);
  const [enlarged, setEnlarged] = useState(0);
  const small = matchMedia(NARROW).matches && axes.length > 1 && !onPaper() && store.frame === undefined;
  const [first = null] = drawn.slice(Math.min(enlarged, drawn.length - 1));
  return (
    <div class={axes.length > 1 ? "figures-beside" : undefined}>
      {small ? <SmallMaps store={store} shown={shown} axes={drawn} enlarged={first} onEnlarge={setEnlarged} /> : null}
      {(small && first ? [first] : drawn).map((axis, i) => (
        <MapFigure
          key={`${axis.measure} ${axis.type} ${axis.period}`}
          store={store}
          shown={shown}
          axis={axis}
          legendOf={small ? drawn : [axis]}
          number={i}
        />
      ))}
      <UndrawnNote store={store} figures={axes.length} />
    </div>
  );
}

/** Screens that have no room for whole maps beside each other. */
const NARROW = "(max-width: 40rem)";

interface SmallMapsProps extends ViewProps {
  readonly axes: readonly Axis[];
  readonly enlarged: Axis | null;
  readonly onEnlarge: (number: number) => void;
}

/** All maps at a glance, two beside each other on a phone. A tap chooses the one that is drawn in full below, with the legend of all. */
function SmallMaps({ store, shown, axes, enlarged, onEnlarge }: SmallMapsProps) {
  const { lang } = store;
  const words = EXPLORE[lang].map;
  return (
    <section class="small-maps">
      <p class="note">{words.enlarge}</p>
      <ul>
        {axes.map((axis, i) => {
          const name = axisDifference(axis, shown.selection, shown.facts, lang);
          return (
            <li key={name}>
              <button type="button" aria-pressed={axis === enlarged} onClick={() => onEnlarge(i)}>
                <Sized height={130}>
                  {(width) => (
                    <PlacesDrawing
                      shown={shown}
                      painted={paintedPlaces(shown, axis)}
                      id={`small-map-${i}`}
                      width={width}
                      label={`${name}. ${standingTitle(shown, axis, lang)}`.replace(/[*~]/g, "")}
                      chosen={null}
                      unnamed
                    />
                  )}
                </Sized>
                {name}
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Room above squares of one parent for its name, as a share of a square's side. */
const HEAD = 0.6;

/** Places grouped by parent, with its name; empty where all have the same parent. */
function clustersOf(tree: AreaTree, places: readonly PaintedArea[]): { name: string; codes: ReadonlySet<string> }[] {
  const codesByParent = new Map<string, Set<string>>();
  for (const { code } of places) {
    const parent = tree.get(code)?.parent ?? "";
    codesByParent.set(parent, (codesByParent.get(parent) ?? new Set()).add(code));
  }
  return codesByParent.size < 2
    ? []
    : [...codesByParent].map(([parent, codes]) => ({ name: tree.get(parent)?.name ?? "", codes }));
}

interface PlacesDrawingProps {
  readonly shown: ExploreState;
  readonly painted: readonly PaintedArea[];
  readonly id: string;
  readonly width: number;
  readonly tallest?: number;
  readonly label: string;
  readonly chosen: string | null;
  /** true: with marks alone */
  readonly unnamed?: boolean;
  /** what is seen of the map; absent: all of it */
  readonly sight?: Sight | null | undefined;
}

/** The shapes of the territory, or a tile a place, with the areas beside the one that is looked at. */
function PlacesDrawing({ shown, painted, width, tallest = TALLEST, sight, ...drawing }: PlacesDrawingProps) {
  const { facts, selection, shapes } = shown;
  const { tree, territory } = facts;
  const parent = wholeOf(selection, tree);
  // Squares have no position; those of one parent are grouped under its name.
  const clusters = useMemo(() => (shapes ? [] : clustersOf(tree, painted)), [shapes, painted]);
  const ground = useMemo(() => {
    if (shapes) return shapes.features;
    const codes = new Set(painted.map(({ code }) => code));
    return tileShapes(tree, territory.levels, selection.level, codes, { head: clusters.length > 0 ? HEAD : 0, width });
  }, [shapes, selection.level, painted, width]);
  const neighbours = useMemo(() => {
    const up = tree.get(parent)?.parent ?? null;
    return up === null ? [] : tree.children(up).filter(({ code }) => code !== parent);
  }, [tree, parent]);
  return (
    <DifferenceMap
      {...drawing}
      width={width}
      areas={painted}
      parent={parent}
      shapes={ground}
      neighbours={neighbours}
      clusters={clusters}
      bare={!shapes}
      tallest={tallest}
      {...(sight === undefined ? {} : { sight })}
      {...(shapes ? { fixed: true } : {})}
    />
  );
}

/** What is said of a place that was chosen; null where it has no text. */
function readoutOf(shown: ExploreState, axis: Axis, { code, name, against }: Ranked, lang: Lang): ReadPlace | null {
  const { tree, catalog } = shown.facts;
  const texts = subjectText(shown, axis, lang);
  const where = placeLine(tree, catalog.territory.level_names, code, lang);
  const text = texts.ofPlace(code);
  if (!where || !text) return null;
  const wholeName = placeOf(shown.facts, wholeOf(shown.selection, tree), lang).name;
  return { name, where, text: against && texts.whole ? EXPLORE[lang].map.beside(text, wholeName, texts.whole.withMargin) : text };
}

/** The legend's words for less and more, with the figures of the places in that colour from the lowest on, and what they are beside. */
export function legendNames(shown: ExploreState, axis: Axis, lang: Lang): { readonly less: string; readonly more: string } {
  const { places } = rankedPlaces(shown, axis);
  const texts = subjectText(shown, axis, lang);
  const words = EXPLORE[lang].legend;
  const named = (kind: "less" | "more"): string => {
    const figures = places.flatMap(({ against, interval }) => (against === kind && interval ? [interval] : []));
    const [high, low] = [figures[0], figures.at(-1)];
    if (!high || !low) return words[kind];
    return WORDS[lang].labelled(words[kind], texts.text(low) === texts.text(high) ? texts.text(low) : texts.range(low, high));
  };
  return { less: named("less"), more: named("more") };
}

/** What the title leaves out, and with what the colours compare. */
const besideText = (shown: ExploreState, axis: Axis, lang: Lang): string =>
  `${standingRest(shown, axis, lang)}${EXPLORE[lang].marks.map(subjectText(shown, axis, lang).whole?.text ?? "")}`;

/** Under a map of amounts, the way to numbers of homes that a map can compare: of a hundred dwellings, which *Neighbourhoods* draws. */
function ParticipationLink({ store: { lang, frame }, shown, axis }: ViewProps & { readonly axis: Axis }) {
  const { selection, facts } = shown;
  if (!isAmount(selection.statistic) || frame !== undefined) return null;
  const { measure, period, type } = axis;
  const area = wholeOf(selection, facts.tree);
  const state = { measure, period, area, type: type === "_T" ? null : type, stat: "participation" };
  return (
    <p class="note no-print">
      <a href={pageHref("district", lang, state)}>{EXPLORE[lang].map.participation}</a>
    </p>
  );
}

/** What a map says that has no whole to compare places with. */
const uncomparedText = ({ selection }: ExploreState, lang: Lang): string =>
  isAmount(selection.statistic) ? EXPLORE[lang].map.noAmounts : EXPLORE[lang].map.noWhole;

interface MapFigureProps extends ViewProps {
  readonly axis: Axis;
  /** the maps that its legend explains */
  readonly legendOf: readonly Axis[];
  readonly number: number;
}

/** A map in its frame, and what a tap on it says. Long, for it says all that the frame has. */
function MapFigure({ store, shown, axis, legendOf, number }: MapFigureProps) {
  const [{ lang }, { tree, catalog }] = [store, shown.facts];
  const words = EXPLORE[lang];
  const [chosen, setChosen] = useState<string | null>(null);
  const painted = useMemo(() => paintedPlaces(shown, axis), [shown, axis.measure, axis.type, axis.period]);
  const explained = legendOf.flatMap((one) => (one === axis ? painted : paintedPlaces(shown, one)));
  const kinds = new Set(explained.map(({ against }) => against));
  const { places, whole } = rankedPlaces(shown, axis);
  const read = places.find(({ code }) => code === chosen);
  const weighed = weighedNote(shown, axis, lang);
  // The whole alone has nothing beside it.
  const beside = whole !== null && places.some(({ code }) => code !== wholeOf(shown.selection, tree));
  return (
    <ExploreFigure
      store={store}
      shown={shown}
      axes={[axis]}
      outlined={shown.shapes !== null}
      title={subjectTitle(shown, axis, lang)}
      marks={beside ? besideText(shown, axis, lang) : uncomparedText(shown, lang)}
      height={440}
      notes={weighed === "" ? [] : [weighed]}
      draw={(width) => (
        <AreaTaps onArea={setChosen}>
          <ZoomedMap
            key={`${wholeOf(shown.selection, tree)} ${shown.selection.level}`}
            lang={lang}
            width={width}
            parts={painted.length}
            fixed={shown.shapes === null || onPaper() || store.frame !== undefined}
            figures={withFigure(painted)}
            focus={[]}
            wide
          >
            {(room, tallest, sight) => (
              <PlacesDrawing
                shown={shown}
                painted={painted}
                id={`map-${number}`}
                width={room}
                tallest={tallest}
                sight={sight}
                label={words.map.label(painted.length)}
                chosen={chosen}
              />
            )}
          </ZoomedMap>
        </AreaTaps>
      )}
    >
      <Readout store={store} read={read ? readoutOf(shown, axis, read, lang) : null} />
      <AgainstLegend
        kinds={kinds}
        store={store}
        absent={absentReasons(shown, legendOf, lang)}
        beside={beside}
        names={legendOf.length === 1 ? legendNames(shown, axis, lang) : undefined}
      />
      {weighed === "" ? null : <p class="note">{weighed}</p>}
      <ParticipationLink store={store} shown={shown} axis={axis} />
      {catalog.territory.shapes_url === null ? <p class="note">{words.map.tiles}</p> : null}
    </ExploreFigure>
  );
}
