import { colon, formatPeriod } from "../shared/format.ts";
import { isClosed } from "../shared/layout.ts";
import { AbsentWords } from "./absent-words.tsx";
import { figureAt, homesAt } from "./area-figures.ts";
import { CalendarDrawing, calendarRows, calendarText, KnownReferences } from "./first-months.tsx";
import { hasMonths, MonthsDrawing, monthsOf } from "./months-so-far.tsx";
import { monthsWords } from "./months-words.ts";
import { OWN } from "./own-words.ts";
import { PAPER, PaperFigure, PaperMap, PaperPage } from "./paper.tsx";
import { atLower, type DistrictState, homesText, marginAfter, perText, textOfPlace, topicTitle } from "./shown.ts";

/**
 * One printed A4 page for a new commons: the figure of the whole where there is one, the calendar, and public reference figures.
 * Long, for its parts stand in their order on the page.
 */
export function MonthsReport({ shown: given }: { shown: DistrictState }) {
  const shown: DistrictState = { ...given, marked: null };
  const { atlas, choice, lang, words } = shown;
  const root = atlas.tree.root.code;
  const figure = figureAt(atlas, choice, root);
  const homes = homesAt(atlas, choice, root);
  const text = figure && textOfPlace(shown, root, figure);
  const place = choice.at === null ? null : (atlas.tree.get(choice.at)?.name ?? null);
  const calendar = calendarRows(shown).length > 0;
  // Without a calendar, nothing below says what will appear and when.
  const title =
    text && !calendar
      ? words.map.aloneThen(atlas.tree.root.name, text.value, formatPeriod(choice.period, lang))
      : words.months.opened(atLower(atlas, root, lang), isClosed(atlas.catalog));
  return (
    <PaperPage
      shown={shown}
      where={`${place ?? atlas.tree.root.name}${figure ? `. ${topicTitle(shown)}, ${formatPeriod(choice.period, lang)}` : ""}`}
      title={title}
      address={shown.address({})}
      hasFigure={figure !== null}
    >
      <div class="report-two wide">
        <PaperMap shown={shown} chosen={choice.at} width={PAPER} tallest={300} />
        <div>
          {text ? (
            <dl class="report-figures">
              <PaperFigure figure={text.value}>
                {perText(shown, root)}
                {marginAfter(figure, text, lang)}
              </PaperFigure>
              {homes ? <PaperFigure figure={homesText(homes, lang)}>{OWN[lang].homes}</PaperFigure> : null}
            </dl>
          ) : (
            <p>{monthsWords(shown).noneText}</p>
          )}
          {place !== null && choice.at !== null && text ? (
            <p>
              <b>{place}</b>
              {colon(lang)}
              <AbsentWords shown={shown} code={choice.at} />
            </p>
          ) : null}
        </div>
      </div>
      {figure && hasMonths(choice) ? (
        <section>
          <h3>{monthsOf(shown).title}</h3>
          <p class="note">{monthsWords(shown).subtitle}</p>
          <MonthsDrawing shown={shown} width={PAPER} id="report-months" />
        </section>
      ) : null}
      {calendar ? (
        <section>
          <h3>{monthsWords(shown).calendar}</h3>
          <p class="note">{calendarText(shown)}</p>
          <CalendarDrawing shown={shown} width={PAPER} id="report-calendar" />
        </section>
      ) : null}
      <KnownReferences shown={shown} />
    </PaperPage>
  );
}
