import { useEffect, useRef, useState } from "preact/hooks";
import { AloneDrawing, aloneTrend } from "../district/alone-area.tsx";
import { heightFilled, PartsLegend, PartsMap, paintedParts } from "../district/area-map.tsx";
import { partsNotes } from "../district/figure-rows.ts";
import { onMap } from "../district/map-shapes.ts";
import { awayMapSubtitle, mapLabel, mapTitle, tappedText } from "../district/map-words.ts";
import { rankedNames, rankedParts, rankNumbers, withRanks } from "../district/ranked-parts.ts";
import { awayRankingSubtitle, awayRankingTitle, rankingNotes } from "../district/ranking.tsx";
import { type DistrictState, isAlone, sourceOf } from "../district/shown.ts";
import { weighedText } from "../district/weighed.ts";
import { BareRanking, leastRanking, mostRanking } from "./bare-ranking.tsx";
import type { FigureMaker } from "./framed-figure.ts";

/** px that a map and a trend need at least to be read, and that a trend fills at most */
const LEAST_MAP = 200;
/** Height of a map as a share of its width up to which the frame scrolls rather than that its areas stay small among others. */
const FILLED_MAP = 0.7;
const [LEAST_TREND, HIGHEST_TREND] = [180, 420];

/** What stands in place of a map whose parts the period never publishes: the whole over periods; null where there is only one. */
const aloneFigure: FigureMaker = (shown) => {
  const trend = isAlone(shown) ? aloneTrend(shown) : null;
  return (
    trend && {
      title: trend.title,
      subtitle: trend.awaySubtitle,
      source: sourceOf(shown, trend.periods),
      view: null,
      least: LEAST_TREND,
      notes: [],
      draw: (width, height) => <AloneDrawing shown={shown} width={width} height={Math.min(height, HIGHEST_TREND)} />,
    }
  );
};

/**
 * Which places the numbers on the map are: no ranking is beside it. It names those that are drawn, and keeps the room of all that were
 * listed once, so that the list and the map, which share the frame's height, come to rest.
 */
function RanksOnMap({ shown }: { shown: DistrictState }) {
  const key = useRef<HTMLParagraphElement>(null);
  const [{ drawn, room }, setDrawn] = useState({ drawn: new Set<string>(), room: new Set<string>() });
  useEffect(() => {
    const map = key.current?.closest(".framed")?.querySelector(".fitted");
    if (!map) return;
    const read = (): void => {
      const found = new Set(Array.from(map.querySelectorAll(".rank"), ({ textContent }) => textContent ?? ""));
      setDrawn((known) =>
        found.size === known.drawn.size && [...found].every((rank) => known.drawn.has(rank))
          ? known
          : { drawn: found, room: new Set([...known.room, ...found]) },
      );
    };
    read();
    const observer = new MutationObserver(read);
    observer.observe(map, { childList: true, subtree: true, characterData: true });
    return () => observer.disconnect();
  }, []);
  const numbers = [...rankNumbers(rankedParts(shown))];
  const named = (some: ReadonlySet<string>) => rankedNames(shown, new Map(numbers.filter(([, rank]) => some.has(rank))));
  return (
    <p ref={key} class="note ranks-key" hidden={room.size === 0}>
      <span hidden={drawn.size === 0}>{named(drawn)}</span>
      {drawn.size < room.size ? (
        <span class="room" aria-hidden="true">
          {named(room)}
        </span>
      ) : null}
    </p>
  );
}

export const mapFigure: FigureMaker = (shown) => {
  const alone = aloneFigure(shown);
  if (alone) return alone;
  const { choice } = shown;
  const painted = paintedParts(shown);
  return {
    title: mapTitle(shown),
    subtitle: awayMapSubtitle(shown),
    source: onMap(sourceOf(shown), shown),
    view: null,
    least: (width) => Math.max(LEAST_MAP, Math.min(heightFilled(shown, painted, width) ?? 0, FILLED_MAP * width)),
    tapped: tappedText(shown),
    notes: [weighedText(shown), ...partsNotes(shown)].filter(Boolean),
    legend: (
      <>
        <PartsLegend shown={shown} painted={painted} />
        <RanksOnMap shown={shown} />
      </>
    ),
    draw: (width, height) => (
      <PartsMap
        shown={shown}
        id="embedded-map"
        width={width}
        height={height}
        label={mapLabel(shown)}
        painted={withRanks(shown, painted)}
        chosen={choice.at}
        pointed={shown.marked}
      />
    ),
  };
};

export const rankingFigure: FigureMaker = (shown) => ({
  title: awayRankingTitle(shown),
  subtitle: awayRankingSubtitle(shown),
  view: null,
  least: leastRanking(shown),
  most: (width) => mostRanking(shown, width),
  notes: rankingNotes(shown, rankedParts(shown)),
  draw: (width, height) => <BareRanking shown={shown} width={width} height={height} />,
});
