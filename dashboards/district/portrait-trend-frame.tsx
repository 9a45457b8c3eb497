import { DistrictFigure } from "./district-figure.tsx";
import { periodsTable } from "./figure-rows.ts";
import { trendOfPlace } from "./place-trend.ts";
import { MEAN_OF_ALL } from "./portrait-figures.ts";
import { placeOfPortrait } from "./portrait-place.ts";
import { PortraitTopic } from "./portrait-topic-word.tsx";
import { TrendDrawing, trendFile, trendWords } from "./portrait-trend.tsx";
import { type DistrictState, fileName } from "./shown.ts";

/** The trend of a place in its frame, on the page. */
export function TrendFrame({ shown }: { shown: DistrictState }) {
  const { atlas, choice } = shown;
  const content = trendWords(shown);
  if (!content) return null;
  const { trend, title, awayTitle, brief, subtitle, notes } = content;
  return (
    <section class="card">
      <PortraitTopic
        shown={shown}
        id="word-trend-topic"
        area={trend.area}
        has={(ref) => trendOfPlace(atlas, ref, placeOfPortrait(shown).code) !== null}
      />
      <DistrictFigure
        shown={shown}
        title={title}
        subtitle={brief}
        awaySubtitle={subtitle}
        embed="trend"
        cited={{ places: [trend.area], periods: trend.periods }}
        notes={notes}
        awayTitle={awayTitle}
        periods={trend.periods}
        name={fileName("trend", shown, { places: [trend.area], periods: trend.periods, about: choice.ref.key })}
        height={220}
        table={periodsTable({ ...shown, choice: { ...choice, ...MEAN_OF_ALL } }, trend.area, trend.periods)}
        rows={() => trendFile(shown, trend)}
        draw={(width) => <TrendDrawing shown={shown} width={width} />}
      >
        {notes.map((note) => (
          <p key={note} class="note">
            {note}
          </p>
        ))}
      </DistrictFigure>
    </section>
  );
}
