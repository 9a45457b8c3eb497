import { heightFilled, PartsLegend, PartsMap, paintedParts } from "../district/area-map.tsx";
import { methodNotes } from "../district/figure-rows.ts";
import {
  awayMapSubtitle,
  awayRankingSubtitle,
  awayRankingTitle,
  BareRanking,
  leastRanking,
  mapLabel,
  mapTitle,
  mostRanking,
  partsFile,
  placeText,
  rankedParts,
  rankingNotes,
} from "../district/map-and-ranking.tsx";
import type { FigureMaker } from "./framed-figure.ts";

/** px that a map needs at least to be read */
const LEAST_MAP = 200;

export const mapFigure: FigureMaker = (shown) => {
  const { choice } = shown;
  const painted = paintedParts(shown);
  return {
    title: mapTitle(shown),
    subtitle: awayMapSubtitle(shown),
    view: null,
    least: LEAST_MAP,
    most: (width) => heightFilled(shown, painted, width),
    notes: [...(choice.at === null ? [] : [placeText(shown, choice.at)]), ...methodNotes(shown, partsFile(shown))],
    legend: <PartsLegend shown={shown} painted={painted} />,
    draw: (width, height) => (
      <PartsMap
        shown={shown}
        id="embedded-map"
        width={width}
        height={height}
        label={mapLabel(shown)}
        painted={painted}
        chosen={choice.at}
      />
    ),
  };
};

export const rankingFigure: FigureMaker = (shown) => ({
  title: awayRankingTitle(shown, rankedParts(shown).length),
  subtitle: awayRankingSubtitle(shown),
  view: null,
  least: leastRanking(shown),
  most: (width) => mostRanking(shown, width),
  notes: [...rankingNotes(shown, rankedParts(shown)), ...methodNotes(shown, partsFile(shown))],
  draw: (width, height) => <BareRanking shown={shown} width={width} height={height} />,
});
