import { PeriodsDrawing, PeriodsLegend } from "../district/map-periods.tsx";
import { onMap } from "../district/map-shapes.ts";
import { canRepeat } from "../district/periods-on-map.ts";
import { repeatedMaps, repeatedNotes, repeatedPeriods, repeatedSubtitle, repeatedTitle } from "../district/repeated.ts";
import { sourceOf } from "../district/shown.ts";
import type { FigureMaker } from "./framed-figure.ts";

/** The map once for each period, or each type of homes. */
export const periodsFigure: FigureMaker = (shown) => {
  if (!canRepeat(shown, shown.choice.each ?? "period")) return null;
  const { maps, left } = repeatedMaps(shown);
  return {
    title: repeatedTitle(shown, maps),
    subtitle: repeatedSubtitle(shown, maps),
    source: onMap(sourceOf(shown, repeatedPeriods(maps)), shown),
    notes: repeatedNotes(shown, maps),
    view: null,
    legend: <PeriodsLegend shown={shown} maps={maps} />,
    draw: (width) => <PeriodsDrawing {...{ shown, maps, left, width }} />,
  };
};
