import { shortName } from "../compare/phrases.ts";
import { wideInterval, wideText, writtenInterval } from "../explore/figures.ts";
import { EXPLORE_VIEWS, linesOf } from "../explore/selection.ts";
import { periodsText } from "../explore/subtitle.ts";
import { EXPLORE } from "../explore/words.ts";
import { areaTree } from "../shared/areas.ts";
import type { Catalog } from "../shared/data.ts";
import { formatDate, formatNumber, formatPeriod, isReliable, marginDigits, upperFirst } from "../shared/format.ts";
import { SampleNotice } from "../shared/frame.tsx";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { levelName, measuresIn, noteOf } from "../shared/labels.ts";
import { pageHref } from "../shared/layout.ts";
import { percent } from "../shared/percent.ts";
import { intervalOf } from "../shared/reliable-interval.ts";
import { Clamp } from "./measure-clamp.tsx";
import { concentrationText, focusPlace, type MeasureData, type MeasureProps, placeIn, rowAt } from "./measure-data.ts";
import { measureUnit, publicationsOf, statisticsIn } from "./measure-facts.ts";
import { Kinds } from "./measure-kinds.tsx";
import { Published } from "./measure-published.tsx";
import { measureWords } from "./measure-words.ts";
import { methodHref } from "./method-page.tsx";
import { TakeMeasure } from "./take-measure.tsx";
import { DOCS } from "./words.ts";

/** The page of a measure: what it is, its newest figures, what is published and since when, and how to take it. */
export function MeasurePage({ data, lang }: MeasureProps) {
  const words = DOCS[lang];
  const { ref, catalog } = data;
  const { origin } = catalog.commons;
  const note = noteOf(catalog, ref, lang);
  return (
    <article class="measure-page">
      <p class="note no-print">
        <a href={pageHref("docs", lang)}>{words.measure.back}</a>
      </p>
      <h1>{ref.measure.labels[lang]}</h1>
      <p class="lead">
        {words.measure.lead(words.definitions[ref.key] ?? "", measureUnit(catalog, ref, lang))} {words.measure.unitText}
      </p>
      <p class="source only-print">{words.measure.printed(formatDate(new Date().toISOString(), lang), location.href)}</p>
      <SampleNotice lang={lang} catalog={catalog} />
      {origin ? <p class="measure-note">{originText(origin, lang)}</p> : null}
      {note ? <p class="measure-note">{note}</p> : null}
      <Views data={data} lang={lang} />
      <Facts data={data} lang={lang} />
      <Kinds data={data} lang={lang} />
      <Published data={data} lang={lang} />
      <TakeMeasure data={data} lang={lang} />
    </article>
  );
}

/** Whom figures count that come from data published elsewhere: what a row of these is, in the operator's words, and that each counts once. */
export function originText(origin: NonNullable<Catalog["commons"]["origin"]>, lang: Lang): string {
  const words = DOCS[lang].measure;
  const { holds, who, period, taken } = origin;
  return [words.takenFrom(origin[lang]), holds?.[lang], words.countsOnce, who?.[lang], period?.[lang], taken?.[lang]]
    .filter(Boolean)
    .join(" ");
}

/** Links to the views that have something to show: lines need two periods of a step, and a scatter plot a second measure. */
function Views({ data: { ref, catalog, release }, lang }: MeasureProps) {
  const words = DOCS[lang].measure;
  if (release === null) return null;
  const periods = publicationsOf(catalog, ref).map(({ period }) => period);
  const other = measuresIn(catalog.measures).find(({ key }) => key !== ref.key);
  const isEmpty = { time: linesOf(periods).length === 0, scatter: other === undefined };
  const views = EXPLORE_VIEWS.filter((view) => (view === "time" || view === "scatter" ? !isEmpty[view] : true));
  return (
    <nav class="tools no-print" aria-label={words.see}>
      {views.map((view) => (
        <a
          key={view}
          class="button quiet"
          href={pageHref("explore", lang, { measure: view === "scatter" && other ? `${ref.key},${other.key}` : ref.key, view })}
        >
          {EXPLORE[lang].views[view]}
        </a>
      ))}
    </nav>
  );
}

/** What one has to know before using the figures, as pairs of a word and what it means here. */
function Facts({ data, lang }: MeasureProps) {
  const { ref, catalog } = data;
  const words = measureWords(lang, catalog);
  const { origin } = catalog.commons;
  const { measure } = ref;
  const statistics = statisticLines(data, lang);
  const { attributes, classes, rungs } = measure.similarity;
  const by = attributes.map((name) => WORDS[lang].welcome.by[name]);
  return (
    <section class="card" aria-labelledby="facts">
      <h2 id="facts">{words.facts}</h2>
      <dl class="facts">
        <dt>{words.newest}</dt>
        <dd>{newestText(data, lang) ?? words.none}</dd>
        <dt>{words.who}</dt>
        <dd>
          {data.release ? countedText(data, lang) : words.whoLater} {concentrationText(data, lang)} {words.whoNote[measure.whose]}
        </dd>
        {origin ? null : (
          <>
            <dt>{words.months}</dt>
            <dd>{words.monthsText(measure.coverage)}</dd>
          </>
        )}
        <dt>{words.clamp}</dt>
        <dd>
          <Clamp data={data} lang={lang} />
        </dd>
        <dt>{words.types}</dt>
        <dd>
          {words.typesText(EXPLORE[lang].words.and(by), classes.length, rungs.length)}{" "}
          {attributes.includes("surface") ? words.noSurface : ""}
        </dd>
        {statistics.length === 0 ? null : (
          <>
            <dt>{words.published}</dt>
            <dd>
              {[...statistics, ...(measure.heaped ? [words.heaped] : [])].map((line) => (
                <div key={line}>{line}</div>
              ))}
            </dd>
          </>
        )}
        {publicationsOf(catalog, ref).length === 0 ? null : (
          <>
            <dt>{words.changes}</dt>
            <dd>{changesText(data, lang)}</dd>
          </>
        )}
        <dt>{words.protect}</dt>
        <dd id="estimated">
          {words.protectText(catalog.k)} {words.estimated} <a href={methodHref(lang)}>{words.method}</a>
        </dd>
      </dl>
      {measure.experimental ? <p class="warn">{words.experimental}</p> : null}
    </section>
  );
}

/** The statistics that are published, a line for those of the same levels, which it names. */
function statisticLines({ ref, catalog, rows, territory: { levels, level_names } }: MeasureData, lang: Lang): readonly string[] {
  const words = measureWords(lang, catalog);
  return statisticsIn(rows, ref, levels).map((group) =>
    WORDS[lang].labelled(
      upperFirst(group.statistics.map((one) => words.statistics[one]).join(", ")),
      group.levels.map((level) => levelName(level_names, level, lang)).join(", "),
    ),
  );
}

/** The mean of the place with which the other pages begin, in the newest year, with its margin, or its margin alone where that is wide; null: it is not published. */
export function newestText(data: Omit<MeasureData, "release" | "report">, lang: Lang): string | null {
  const code = focusPlace(data);
  const row = rowAt(data, code, "MEAN");
  const { ref, catalog } = data;
  const place = shortName(placeIn(data, code, lang).name);
  const unit = measureUnit(catalog, ref, lang);
  const wide = wideInterval(row);
  if (row && wide) {
    const ends = wideText(wide, ref.measure.decimals, unit, lang);
    return DOCS[lang].measure.newestWide(ends, place, formatPeriod(row.TIME_PERIOD, lang));
  }
  if (!isReliable(row)) return null;
  const { value, lower, upper } = writtenInterval(intervalOf(row), ref.measure.decimals, lang, { unit });
  return DOCS[lang].measure.newestText(value, lower, upper, place, formatPeriod(row.TIME_PERIOD, lang));
}

/** The published periods, the newest day, how many were revised, and whether the newest period begins a series. */
function changesText({ catalog, ref, rows }: MeasureData, lang: Lang): string {
  const words = DOCS[lang].measure;
  const all = publicationsOf(catalog, ref);
  const days = all.map(({ published, revised }) => revised ?? published).sort();
  const isBroken = rows.some((row) => `${row.DOMAIN}.${row.MEASURE}` === ref.key && row.OBS_STATUS === "B");
  const revised = all.filter((one) => one.revised !== null).length;
  return words.changesText(
    periodsText(
      all.map(({ period }) => period),
      lang,
    ),
    formatDate(days.at(-1) ?? "", lang),
    revised,
    isBroken,
  );
}

/** The number of homes that are counted, and their share of all dwellings; empty where none is published. */
function countedText(data: MeasureData, lang: Lang): string {
  const words = measureWords(lang, data.catalog);
  const { root } = areaTree(data.territory.areas);
  const count = rowAt(data, root.code, "COUNT");
  if (!isReliable(count)) return "";
  const dwellings = root.dwellings ?? 0;
  const share = dwellings > 0 ? (100 * count.OBS_VALUE) / dwellings : 0;
  const { CI_LOWER: lower, CI_UPPER: upper, OBS_VALUE: value } = count;
  const homes = formatNumber(value, marginDigits(lower ?? value, upper ?? value, 0), lang);
  const { of } = placeIn(data, root.code, lang);
  return words.whoText(homes, of, formatPeriod(count.TIME_PERIOD, lang), share >= 0.05 ? percent(share, lang) : null);
}
