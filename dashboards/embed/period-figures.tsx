import { methodNotes } from "../district/figure-rows.ts";
import {
  chosenOver,
  mapsByPeriod,
  PeriodsDrawing,
  PeriodsLegend,
  periodsFile,
  periodsSubtitle,
  periodsTitle,
} from "../district/map-periods.tsx";
import { canRepeat } from "../district/periods-on-map.ts";
import { sourceOf } from "../district/shown.ts";
import type { FigureMaker } from "./framed-figure.ts";

/** The map once for each period. */
export const periodsFigure: FigureMaker = (shown) => {
  if (!canRepeat(shown)) return null;
  const maps = mapsByPeriod(shown);
  return {
    title: periodsTitle(shown, maps),
    subtitle: periodsSubtitle(shown, maps),
    source: sourceOf(
      shown,
      maps.map(({ period }) => period),
    ),
    view: null,
    notes: [...chosenOver(shown, maps), ...methodNotes(shown, periodsFile(shown, maps))],
    legend: <PeriodsLegend shown={shown} maps={maps} />,
    draw: (width) => <PeriodsDrawing shown={shown} maps={maps} width={width} />,
  };
};
