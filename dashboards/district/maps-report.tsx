import {
  chosenOver,
  leftOut,
  PeriodsDrawing,
  PeriodsLegend,
  repeatedMaps,
  repeatedPeriods,
  repeatedSubtitle,
  repeatedTitle,
} from "./map-periods.tsx";
import { PAPER, PaperPage } from "./paper.tsx";
import { portraitWhere } from "./portrait-title.ts";
import type { DistrictState } from "./shown.ts";

/** One printed A4 page of the map that stands once for each period or type of homes. */
export function MapsReport({ shown: given }: { shown: DistrictState }) {
  const shown: DistrictState = { ...given, marked: null };
  const area = shown.atlas.tree.get(shown.choice.area);
  const { maps, left } = repeatedMaps(shown);
  return (
    <PaperPage
      shown={shown}
      where={area ? portraitWhere(shown, area, true) : ""}
      title={`${repeatedTitle(shown, maps)}.`}
      address={shown.address({})}
      periods={repeatedPeriods(maps)}
      hasFigure
    >
      <p class="note">{repeatedSubtitle(shown, maps)}</p>
      <PeriodsDrawing shown={shown} maps={maps} width={PAPER} id="report-maps" />
      <PeriodsLegend shown={shown} maps={maps} />
      {[...chosenOver(shown), ...leftOut(shown, left)].map((text) => (
        <p key={text} class="note">
          {text}
        </p>
      ))}
    </PaperPage>
  );
}
