import type { ComponentChildren } from "preact";
import { useCallback, useMemo, useRef } from "preact/hooks";
import type { PaintedArea } from "../charts/map-parts.tsx";
import type { FigureFrameProps } from "../shared/figure-frame.tsx";
import { useTurns } from "../shared/in-turns.tsx";
import { withFigure, ZoomedMap } from "../shared/zoomed-map.tsx";
import { AbsentWords, tapHint } from "./absent-words.tsx";
import { figureAt } from "./area-figures.ts";
import { heightFilled, PartsLegend, PartsMap, paintedParts, useAreaTaps } from "./area-map.tsx";
import { inFirstMonths } from "./coming-figures.ts";
import { DistrictFigure } from "./district-figure.tsx";
import { partsNotes } from "./figure-rows.ts";
import { areTiles } from "./map-shapes.ts";
import { awayMapSubtitle, mapLabel, mapSubtitle, mapTitle, periodAfter, placeText } from "./map-words.ts";
import { compareFrom } from "./open-word.ts";
import { ModelledParts } from "./protected-note.tsx";
import { partsFile, partsTable, rankedNames, rankedParts, rankNumbers, withRanks } from "./ranked-parts.ts";
import { type DistrictState, fileName, mostlyIts } from "./shown.ts";
import { weighedText } from "./weighed.ts";

/** The tapped area in one line below the map on a phone, where its card is further down, and what one can do next with it. Screen readers hear the card instead. */
function TapLine({ shown, code }: { shown: DistrictState; code: string | null }) {
  const { atlas, choice, words, go } = shown;
  const area = atlas.tree.get(code ?? "");
  if (code === null || !area) return <p class="tap-line no-print">{tapHint(shown)}</p>;
  // In the first months no card says it.
  if (inFirstMonths(atlas) && figureAt(atlas, choice, code) === null)
    return (
      <p class="tap-line no-print" aria-live={shown.marked === null ? "polite" : "off"}>
        {area.name}. <AbsentWords shown={shown} code={code} />
      </p>
    );
  return (
    <p class="tap-line no-print">
      <span class="on-picture" aria-hidden="true">
        {placeText(shown, code)}
      </span>{" "}
      {figureAt(atlas, choice, code) && code !== choice.area ? (
        <span class="tap-actions">
          <button
            type="button"
            class="plain"
            onClick={() => document.querySelector(".ranking-rows [aria-pressed=true]")?.scrollIntoView({ block: "center" })}
          >
            {words.map.inRanking}
          </button>
          <button type="button" class="plain" onClick={() => go({ view: "portrait", at: code })}>
            {words.card.portrait}
          </button>
          <button type="button" class="plain" onClick={() => compareFrom(shown, code)}>
            {words.card.compare}
          </button>
        </span>
      ) : null}
    </p>
  );
}

interface MapFrameProps {
  readonly shown: DistrictState;
  /** absent: the parts */
  readonly painted?: readonly PaintedArea[];
  readonly lettered?: Readonly<Record<string, string>>;
  readonly onTap?: (code: string) => void;
  /** true: the page also has a newer period of the same season */
  readonly isPast?: boolean;
  /** true: beside a ranking that is longer than the map */
  readonly tall?: boolean;
  /** number of other parts of the page that are drawn before the map's areas, while the page itself is drawn; absent: none */
  readonly others?: number;
  /** draws what is saved as a picture; absent: the map as it is on the page or, of two places, framed on them */
  readonly picture?: FigureFrameProps["picture"];
  /** what chooses the period, below the map, so that this is seen first; of two places, which letter is which */
  readonly slider?: ComponentChildren;
  /** content below the legend */
  readonly children?: ComponentChildren;
}

/** The former of two values that say the same: figures of other periods come, and the map is not drawn anew. */
function useAlike<T>(value: T): T {
  const last = useRef(value);
  if (value !== last.current && JSON.stringify(value) !== JSON.stringify(last.current)) last.current = value;
  return last.current;
}

/** The map in its frame. A tap chooses an area; pointing marks it in the ranking too. Long, for it says all that the frame has. */
export function MapFrame({
  shown,
  painted: given,
  lettered,
  onTap,
  isPast = false,
  tall = false,
  others = 0,
  picture,
  slider,
  children,
}: MapFrameProps) {
  const { atlas, choice, lang, words, marked, mark, go } = shown;
  const table = useCallback(() => partsTable(shown), [atlas, choice, lang]);
  const painted = given ?? paintedParts(shown);
  const box = useAreaTaps(onTap ?? ((code) => go({ at: code })), mark);
  const codes = new Set(painted.map(({ code }) => code));
  const pointed = marked && codes.has(marked) ? marked : null;
  const pair = Object.keys(lettered ?? {});
  // Two places and an area of one's own say it of themselves; before the second place is chosen there is the map alone.
  const isOfAll = choice.view === "map" || (choice.view === "compare" && choice.other === null);
  const weighed = isOfAll ? weighedText(shown) : "";
  const isDivided = useRef(others > 0).current;
  const isBegun = useTurns(2, isDivided) === 1 && isDivided;
  // The ranking beside the map has the same numbers.
  const ranked = useAlike(useMemo(() => (choice.view === "map" ? withRanks(shown, painted) : painted), [painted, choice, lang]));
  const map = { shown, label: mapLabel(shown), painted: ranked, chosen: choice.at, ...(lettered ? { lettered } : {}) };
  return (
    <div ref={box} class="district-map">
      <DistrictFigure
        shown={shown}
        // Beside two places, how many others stand out would answer another question.
        title={pair.length > 1 ? words.compare.onMap : mapTitle(shown, periodAfter(shown))}
        awayTitle={mapTitle(shown)}
        subtitle={pair.length > 1 ? "" : `${mapSubtitle(shown, isPast)}${mostlyIts(shown, choice.area)}`}
        awaySubtitle={awayMapSubtitle(shown)}
        embed="map"
        framedHeight={(width) => heightFilled(shown, painted, width)}
        framedKey={() => rankedNames(shown, rankNumbers(rankedParts(shown)))}
        brief={choice.view !== "map"}
        name={fileName("map", shown)}
        height={340}
        isBegun={isBegun}
        noFiles={choice.period === ""}
        table={choice.period === "" ? null : table}
        rows={() => partsFile(shown)}
        ofParts
        ofMap
        notes={[...partsNotes(shown), ...(weighed === "" ? [] : [weighed])]}
        tableElsewhere={choice.view === "map" && withFigure(painted).length > 0}
        // The page may show the two places enlarged within a much larger drawing.
        picture={pair.length > 1 ? (width) => <PartsMap {...map} id="district-picture" width={width} framed={pair} /> : picture}
        draw={(width) => (
          <ZoomedMap
            key={`${choice.area} ${choice.level}`}
            lang={lang}
            width={width}
            parts={painted.length}
            fixed={areTiles(atlas)}
            figures={withFigure(painted)}
            focus={pair.length > 1 ? pair : choice.at === null ? [] : [choice.at]}
            framed={pair.length > 1}
            tall={tall}
            others={others}
            ready={areTiles(atlas) || atlas.shapes !== null}
          >
            {(room, tallest, sight, turn) => (
              <PartsMap {...map} id="district-map" width={room} tallest={tallest} pointed={pointed} sight={sight} turn={turn} />
            )}
          </ZoomedMap>
        )}
      >
        {/* Right below the map: what a tap brings is then on the screen of a phone. */}
        {children && choice.view === "map" ? <TapLine shown={shown} code={pointed ?? choice.at} /> : null}
        <p class="note ranks">1, 2… {words.map.ranks}</p>
        {slider}
        <PartsLegend shown={shown} painted={painted} />
        {choice.view === "map" ? <ModelledParts shown={shown} /> : null}
        {weighed === "" ? null : <p class="note modelled">{weighed}</p>}
        {children}
      </DistrictFigure>
    </div>
  );
}
