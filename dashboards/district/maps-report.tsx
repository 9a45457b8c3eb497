import type { FigureTable } from "../shared/figure-frame.tsx";
import { PeriodsDrawing, PeriodsLegend } from "./map-periods.tsx";
import { PAPER, PaperPage } from "./paper.tsx";
import { portraitWhere } from "./portrait-title.ts";
import { repeatedFile, repeatedMaps, repeatedPeriods, repeatedSubtitle, repeatedTable, repeatedTitle } from "./repeated.ts";
import type { DistrictState } from "./shown.ts";

/** Most maps, and most rows of figures, that fill a page together without shrinking it. */
const FEW = { maps: 3, rows: 16 };

/** The figures of few maps, which leave room for them. */
function FewFigures({ columns, rows }: FigureTable) {
  if (columns.length > FEW.maps + 1 || rows.length > FEW.rows) return null;
  return (
    <table class="report-table">
      <thead>
        <tr>
          {columns.map((name, i) => (
            <th key={name} scope="col" class={i > 0 ? "num" : undefined}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, ...figures]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {figures.map((figure, i) => (
              <td key={i} class="num">
                {figure}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

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
      rows={repeatedFile(shown, maps)}
      hasFigure
    >
      <p class="note">{repeatedSubtitle(shown, maps)}</p>
      <PeriodsDrawing {...{ shown, maps, left }} width={PAPER} id="report-maps" />
      <PeriodsLegend shown={shown} maps={maps} />
      <FewFigures {...repeatedTable(shown, maps)} />
    </PaperPage>
  );
}
