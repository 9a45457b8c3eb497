import { Fragment } from "preact";
import { CalendarDots } from "../charts/calendar-dots.tsx";
import { placePhrase } from "../compare/phrases.ts";
import { colon, formatNumber, formatPeriod, lowerFirst } from "../shared/format.ts";
import { WORDS } from "../shared/i18n.ts";
import { givingHref, isClosed, pageHref } from "../shared/layout.ts";
import { References } from "../shared/reference-list.tsx";
import { newestReference } from "../shared/references.ts";
import { Sized } from "../shared/sized.tsx";
import { AreaCard, MapProtection } from "./area-card.tsx";
import { figureAt, homesAt } from "./area-figures.ts";
import { firstDue, isPast, levelsDue, todayIn, yearShown } from "./coming-figures.ts";
import { MapFrame } from "./map-frame.tsx";
import { areTiles } from "./map-shapes.ts";
import { monthsWords } from "./months-words.ts";
import { PrintButton } from "./print-button.tsx";
import { PlaceWord } from "./sentence.tsx";
import { atLower, type DistrictState, homesText, levelMany, marginAfter, perText, textOfPlace } from "./shown.ts";

interface FirstMonthsProps {
  readonly shown: DistrictState;
  /** what draws the months of the whole; null: none is published */
  readonly soFar: typeof import("./months-so-far.tsx") | null;
}

/** The figure of the whole, which alone is published. On narrow screens it comes before the map. */
function WholeFigure({ shown, soFar }: FirstMonthsProps) {
  const { atlas, choice, lang } = shown;
  const root = atlas.tree.root.code;
  const figure = figureAt(atlas, choice, root);
  if (!figure)
    return (
      <section class="card">
        <h2>{monthsWords(shown).noneTitle}</h2>
        <p>
          {isClosed(atlas.catalog)
            ? WORDS[lang].welcome.months.closed(atlas.catalog.commons.contact ?? null)
            : monthsWords(shown).noneText}
        </p>
        <FirstActions shown={shown} nothing />
      </section>
    );
  const homes = homesAt(atlas, choice, root);
  const text = textOfPlace(shown, root, figure);
  const { of } = placePhrase(atlas, root, lang);
  return (
    <section class="card whole-figure">
      <div class="card-figure across">
        <p class="big">{text.value}</p>
        <p class="note">
          {`${perText(shown, root)}${marginAfter(figure, text, lang)}. `}
          {homes ? monthsWords(shown).value(homesText(homes, lang), of) : ""}
        </p>
      </div>
      {soFar?.hasMonths(choice) ? <soFar.MonthsSoFar shown={shown} /> : null}
      <FirstActions shown={shown} />
    </section>
  );
}

/** What can be done from the first day: contribute and, once there is a figure, print it. */
function FirstActions({ shown, nothing = false }: { shown: DistrictState; nothing?: boolean }) {
  const { atlas, lang, words } = shown;
  const give = givingHref(lang, atlas.catalog.intake, location.href);
  if (nothing && give === null) return null;
  return (
    <div class="card-actions no-print">
      {give === null ? null : (
        <a class="button pill beside-header" href={give}>
          {words.card.contribute}
        </a>
      )}
      {nothing ? null : (
        <PrintButton shown={shown} quiet>
          {words.card.report}
        </PrintButton>
      )}
    </div>
  );
}

/** What will appear and when, one row per level; empty where it is not known. */
export function calendarRows(shown: DistrictState) {
  const { atlas, choice, lang, words } = shown;
  const today = new Date();
  // While no contribution is taken, how often is known, and not from when.
  const isUndated = isClosed(atlas.catalog);
  return levelsDue(atlas, choice, yearShown(atlas, today)).map(({ level, often, periods, needed }) => {
    const first = isUndated || periods.some(({ done }) => done) ? null : firstDue({ periods }, today);
    const homes =
      needed === null ? words.months.neededAtLeast(atlas.catalog.k) : words.months.needed(formatNumber(needed, 0, lang));
    return {
      name:
        level === atlas.levels[0]
          ? monthsWords(shown).wholeLevel(atlas.tree.root.name)
          : monthsWords(shown).levels(levelMany(atlas, level, lang)),
      often: words.months.often[often],
      needed: `${homes}${first === null ? "" : monthsWords(shown).firstAfter(formatPeriod(first, lang))}`,
      // Before the first publication, months that are over are no promise.
      periods: isUndated || atlas.releases.length > 0 ? periods : periods.map((one) => ({ ...one, past: isPast(one.id, today) })),
    };
  });
}

/** What the calendar says of its levels: that smaller places appear less often and, where it shows that they need fewer homes, why. */
export function calendarText(shown: DistrictState): string {
  const { atlas, choice } = shown;
  const words = monthsWords(shown);
  const needed = levelsDue(atlas, choice, yearShown(atlas, new Date())).flatMap((level) => level.needed ?? []);
  const isFewer = needed.some((homes, i) => i > 0 && homes < (needed[i - 1] ?? 0));
  return isFewer ? `${words.calendarText} ${words.fewer}` : words.calendarText;
}

/** The calendar of publications, drawn. */
export function CalendarDrawing({ shown, width, id }: { shown: DistrictState; width: number; id: string }) {
  const { lang } = shown;
  const words = monthsWords(shown);
  const rows = calendarRows(shown);
  if (rows.length === 0) return null;
  const now = new Date();
  const today = isClosed(shown.atlas.catalog) ? null : todayIn(yearShown(shown.atlas, now), now);
  return (
    <CalendarDots
      id={id}
      width={width}
      label={words.calendarLabel(
        rows.map(({ name, often, needed }) => `${name}, ${often}${needed ? `, ${needed}` : ""}.`).join(" "),
      )}
      rows={rows}
      months={WORDS[lang].stand.monthLetters}
      {...(today === null ? {} : { today: { at: today, text: words.today } })}
    />
  );
}

/** The calendar of publications, with its title and explanation. */
function Calendar({ shown }: { shown: DistrictState }) {
  const { atlas, lang } = shown;
  const { contact } = atlas.catalog.commons;
  const topics = new Set(atlas.refs.map(({ domain }) => lowerFirst(domain.labels[lang])));
  const words = monthsWords(shown);
  const rows = calendarRows(shown);
  if (rows.length === 0) return null;
  return (
    <section class="card">
      <h2 id="calendar">{words.calendar}</h2>
      <p class="note">{calendarText(shown)}</p>
      <Sized height={54 * rows.length + 22}>
        {(width) => <CalendarDrawing shown={shown} width={width} id="first-calendar" />}
      </Sized>
      <p>
        {words.each(new Intl.ListFormat(lang === "en" ? "en-GB" : lang).format(topics))} {words.parts}
      </p>
      <p class="source">
        {words.fixed} <a href={`${pageHref("notice", lang)}#notice-published`}>{words.plan}</a>. {words.ask(contact ?? null)}
      </p>
    </section>
  );
}

/** What a local authority can take before there are figures: outlines for its own maps, the calendar, and a feed that says what appears. */
function ForAuthorities({ shown }: { shown: DistrictState }) {
  const { lang } = shown;
  const words = monthsWords(shown);
  const links = [
    ...(areTiles(shown.atlas) ? [] : [["v1/territory/shapes.geojson", words.outlines] as const]),
    ["#calendar", words.calendarLink] as const,
    [`feed.${lang}.atom`, WORDS[lang].feed] as const,
  ];
  return (
    <p class="note no-print">
      {words.authorities}{" "}
      {links.map(([href, text], i) => (
        <Fragment key={href}>
          {i === 0 ? "" : ", "}
          <a href={href}>{text}</a>
        </Fragment>
      ))}
      .
    </p>
  );
}

/** Topics beside public reference figures: own figures are filled, figures from elsewhere hollow. */
export function KnownReferences({ shown }: { shown: DistrictState }) {
  const { atlas, choice, lang } = shown;
  const root = atlas.tree.root.code;
  const topics = atlas.refs.flatMap((ref) => {
    const reference = newestReference(atlas.references, ref.key, root);
    const figure = figureAt(atlas, { ...choice, ref, statistic: "mean" }, root);
    const text = figure && textOfPlace({ atlas, lang, choice: { ...choice, ref, statistic: "mean" } }, root, figure);
    const own = text ? (
      <p class="note">
        {atLower(atlas, root, lang)}
        {colon(lang)}
        <b>{text.value}</b>
        {marginAfter(figure, text, lang)}
      </p>
    ) : null;
    return reference ? [{ ref, reference, own }] : [];
  });
  const title = topics.some(({ own }) => own) ? monthsWords(shown).references : monthsWords(shown).referencesNone;
  return <References title={title} text={monthsWords(shown).referencesText} lang={lang} known={topics} />;
}

/** The level at which the map outlines a place; null: as before, for the whole has its outline anyway. */
function levelOnMap({ atlas: { tree } }: DistrictState, code: string): string | null {
  const area = tree.get(code);
  return area && area.parent !== null ? area.level : null;
}

/** The view of a commons' first months, in which only the whole is published, or nothing: the figure, the map, what will appear. */
export function FirstMonths({ shown, soFar }: FirstMonthsProps) {
  const { atlas, choice, words, go } = shown;
  return (
    <>
      <div class="map-and-ranking first">
        <WholeFigure shown={shown} soFar={soFar} />
        <div class="map-side">
          <MapFrame shown={shown}>
            {choice.area === atlas.tree.root.code ? <MapProtection shown={shown} /> : <AreaCard shown={shown} />}
            <p class="own-add no-print">
              <PlaceWord
                shown={shown}
                id="word-find"
                label={words.words.place}
                text={words.words.find}
                code={null}
                near={atlas.tree.children(atlas.tree.root.code)}
                onPlace={(at) => go({ at, level: levelOnMap(shown, at) })}
              />
            </p>
          </MapFrame>
        </div>
        <Calendar shown={shown} />
      </div>
      <ForAuthorities shown={shown} />
      <KnownReferences shown={shown} />
    </>
  );
}
