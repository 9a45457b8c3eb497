import { formatPeriod } from "../shared/format.ts";
import { DistrictFigure } from "./district-figure.tsx";
import { MEAN_OF_ALL, trendOfPlace } from "./portrait-figures.ts";
import { placeOfPortrait } from "./portrait-place.ts";
import { PortraitTopic } from "./portrait-topic-word.tsx";
import { TrendDrawing, trendFile, trendWords } from "./portrait-trend.tsx";
import { absentText, type DistrictState, fileName, textOfPlace } from "./shown.ts";

/** The trend of a place in its frame, on the page. */
export function TrendFrame({ shown }: { shown: DistrictState }) {
  const { atlas, choice, lang, words } = shown;
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
        notes={notes}
        awayTitle={awayTitle}
        periods={trend.periods}
        name={fileName("trend", shown, { places: [trend.area], periods: trend.periods, about: choice.ref.key })}
        height={220}
        table={{
          columns: [words.portrait.trendPeriod, words.map.value, words.map.between],
          rows: trend.periods.map((period, i) => {
            const point = trend.points[i];
            if (!point)
              return [
                formatPeriod(period, lang),
                absentText({ ...shown, choice: { ...choice, ...MEAN_OF_ALL, period } }, trend.area),
                "",
              ];
            const { value, lower, upper } = textOfPlace(
              { atlas, lang, choice: { ...choice, ...MEAN_OF_ALL, period } },
              trend.area,
              point,
            );
            return [formatPeriod(period, lang), value, `${lower}\u00a0–\u00a0${upper}`];
          }),
        }}
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
