import type { PrivacyReport } from "../../src/contract/manifest.ts";
import type { Observation } from "../../src/contract/observation.ts";
import { parsePeriod } from "../../src/contract/period.ts";
import type { Measure, MeasureRef } from "../../src/domains/index.ts";
import { FittingEstimates } from "../charts/stacked-estimates.tsx";
import { placePhrase } from "../compare/phrases.ts";
import { writtenInterval } from "../explore/figures.ts";
import { EXPLORE_VIEWS } from "../explore/selection.ts";
import { EXPLORE } from "../explore/words.ts";
import { areaTree } from "../shared/areas.ts";
import type { Catalog, ReleaseRef, TerritoryDocument } from "../shared/data.ts";
import { FigureFrame } from "../shared/figure-frame.tsx";
import { amountText, formatDate, formatNumber, formatPeriod, isReliable, marginDigits, upperFirst } from "../shared/format.ts";
import { SampleNotice } from "../shared/frame.tsx";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { levelLabel, measuresIn, noteOf, typeLabel } from "../shared/labels.ts";
import { pageHref } from "../shared/layout.ts";
import { onPaper, PAPER } from "../shared/on-paper.ts";
import { percent } from "../shared/percent.ts";
import { intervalOf } from "../shared/reliable-interval.ts";
import { sourceText } from "../shared/source-text.ts";
import { FRENCH_CLAMP_SOURCES, isSameClamp } from "./french-clamps.ts";
import {
  hasTwins,
  type LevelFacts,
  levelFacts,
  measureUnit,
  type Publication,
  publicationsOf,
  statisticsIn,
} from "./measure-facts.ts";
import { ReferenceTable } from "./plain-table.tsx";
import { TakeMeasure } from "./take-measure.tsx";
import { DOCS } from "./words.ts";

/** Width in px of a drawing in a card on paper. */
const IN_CARD = PAPER - 48;

/** Data of a measure's page: public files of the newest year only. */
export interface MeasureData {
  readonly catalog: Catalog;
  readonly territory: TerritoryDocument;
  readonly ref: MeasureRef;
  /** null: nothing is published yet */
  readonly release: ReleaseRef | null;
  readonly rows: readonly Observation[];
  readonly report: PrivacyReport | null;
}

interface MeasureProps {
  readonly data: MeasureData;
  readonly lang: Lang;
}

/** Source of the figures, and what must be said with them where they are shown elsewhere. */
function awayTexts({ ref, catalog, release }: Pick<MeasureData, "ref" | "catalog" | "release">, lang: Lang) {
  const note = noteOf(catalog, ref, lang);
  const { period } = release ?? { period: "" };
  return { source: sourceText(catalog, [period], formatPeriod(period, lang), lang), notes: note === null ? [] : [note] };
}

/** The page of a measure: what it is, its newest figures, what is published and since when, and how to take it. */
export function MeasurePage({ data, lang }: MeasureProps) {
  const words = DOCS[lang];
  const { ref, catalog } = data;
  const note = noteOf(catalog, ref, lang);
  return (
    <article class="measure-page">
      <p class="note no-print">
        <a href={pageHref("docs", lang)}>{words.measure.back}</a>
      </p>
      <h1>{ref.measure.labels[lang]}</h1>
      <p class="lead">{words.measure.lead(words.definitions[ref.key] ?? "", measureUnit(catalog, ref, lang))}</p>
      <p class="source only-print">{location.href}</p>
      <SampleNotice lang={lang} catalog={catalog} />
      {note ? <p class="measure-note">{note}</p> : null}
      <Views data={data} lang={lang} />
      <Facts data={data} lang={lang} />
      <Kinds data={data} lang={lang} />
      <Published data={data} lang={lang} />
      <TakeMeasure catalog={catalog} measure={ref} lang={lang} />
    </article>
  );
}

/** Links to the views that have something to show: lines need two periods of a step, and a scatter plot a second measure. */
function Views({ data: { ref, catalog, release }, lang }: MeasureProps) {
  const words = DOCS[lang].measure;
  if (release === null) return null;
  const steps = publicationsOf(catalog, ref).map(({ period }) => parsePeriod(period).step);
  const other = measuresIn(catalog.measures).find(({ key }) => key !== ref.key);
  const isEmpty = { time: new Set(steps).size === steps.length, scatter: other === undefined };
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

/**
 * Where a clamp comes from: the program's own reason in the page's language, else the operator's words, whose language is said if it
 * is another.
 */
function ClampSource({ data: { ref }, clamp, lang }: MeasureProps & { readonly clamp: Measure["clamp"] }) {
  const words = DOCS[lang].measure;
  const { measure, key } = ref;
  if (isSameClamp(clamp, measure.clamp)) {
    const own = lang === "fr" ? FRENCH_CLAMP_SOURCES[key] : undefined;
    return <>{`${words.clampSource} ${own ?? withExponents(measure.clamp.source)}`}</>;
  }
  const source = withExponents(clamp.source);
  const language = languageOf(source);
  if (language === lang) return <>{`${words.clampSource} ${source}`}</>;
  return (
    <>
      {words.clampStated} <q lang={language}>{source}</q>
    </>
  );
}

/** What one has to know before using the figures, as pairs of a word and what it means here. */
function Facts({ data, lang }: MeasureProps) {
  const { ref, catalog, rows } = data;
  const words = DOCS[lang].measure;
  const { measure } = ref;
  const unit = measureUnit(catalog, ref, lang);
  const statistics = statisticsIn(rows, ref).map((one) => words.statistics[one]);
  const by = measure.similarity.attributes.map((name) => WORDS[lang].welcome.by[name]);
  return (
    <section class="card" aria-labelledby="facts">
      <h2 id="facts">{words.facts}</h2>
      <dl class="facts">
        <dt>{words.unit}</dt>
        <dd>{words.unitText(unit)}</dd>
        <dt>{words.newest}</dt>
        <dd>{newestText(data, lang) ?? words.none}</dd>
        <dt>{words.who}</dt>
        <dd>
          {countedText(data, lang)} {words.whoNote[measure.whose]}
        </dd>
        <dt>{words.months}</dt>
        <dd>{words.monthsText(measure.coverage)}</dd>
        <dt>{words.clamp}</dt>
        <dd>
          <Clamp data={data} lang={lang} />
        </dd>
        <dt>{words.types}</dt>
        <dd>{words.typesText(EXPLORE[lang].words.and(by))}</dd>
        {statistics.length === 0 ? null : (
          <>
            <dt>{words.published}</dt>
            <dd>
              {upperFirst(statistics.join(", "))}. {measure.heaped ? words.heaped : ""}
            </dd>
          </>
        )}
        <dt>{words.protect}</dt>
        <dd id="estimated">
          {words.protectText(catalog.k)} {words.estimated} <a href={pageHref("privacy", lang)}>{words.protectMore}</a>
        </dd>
      </dl>
      {measure.experimental ? <p class="warn">{words.experimental}</p> : null}
    </section>
  );
}

/** The largest amount that counts, what it cuts off, and where it comes from. */
function Clamp({ data, lang }: MeasureProps) {
  const { ref, catalog, report } = data;
  const words = DOCS[lang].measure;
  const clamp = catalog.measures.find((one) => `${one.domain}.${one.measure}` === ref.key)?.clamp ?? ref.measure.clamp;
  const upper = amountText(clamp.upper, Number.isInteger(clamp.upper) ? 0 : 1, measureUnit(catalog, ref, lang), lang);
  const loss = report?.clamp_loss[ref.key] ?? 0;
  return (
    <>
      {words.clampText(upper)} {loss >= 0.0005 ? words.clampLoss(percent(100 * loss, lang)) : ""}{" "}
      <span class="note">
        <ClampSource data={data} clamp={clamp} lang={lang} />
      </span>
    </>
  );
}

/** The mean of the whole territory in the newest year, with its margin; null where it is not published. */
function newestText(data: MeasureData, lang: Lang): string | null {
  const row = wholeRow(data, "MEAN");
  if (!isReliable(row)) return null;
  const { ref, catalog, territory } = data;
  const unit = measureUnit(catalog, ref, lang);
  const { value, lower, upper } = writtenInterval(intervalOf(row), ref.measure.decimals, lang, { unit });
  const place = areaTree(territory.areas).root.name;
  return DOCS[lang].measure.newestText(value, lower, upper, place, formatPeriod(row.TIME_PERIOD, lang));
}

/** The number of homes that are counted, and their share of all dwellings; empty where none is published. */
function countedText(data: MeasureData, lang: Lang): string {
  const words = DOCS[lang].measure;
  const count = wholeRow(data, "COUNT");
  if (!isReliable(count)) return "";
  const dwellings = areaTree(data.territory.areas).root.dwellings ?? 0;
  const share = dwellings > 0 ? (100 * count.OBS_VALUE) / dwellings : 0;
  const { CI_LOWER: lower, CI_UPPER: upper, OBS_VALUE: value } = count;
  const homes = formatNumber(value, marginDigits(lower ?? value, upper ?? value, 0), lang);
  const of = placeOfWhole(data, lang);
  return words.whoText(homes, of, formatPeriod(count.TIME_PERIOD, lang), share >= 0.05 ? percent(share, lang) : null);
}

/** Recognises French by its accents, and by words that English does not have. */
const FRENCH = /[àâçéèêîôùû]|\b(le|la|les|des|du|une|par|pour|mois|environ)\b/i;

/** Guesses the language of a source: the program's own are English, and an operator's do not state theirs. */
const languageOf = (text: string): Lang => (FRENCH.test(text) ? "fr" : "en");

/** Writes `m³` for the `m3` of sources. */
const withExponents = (text: string): string => text.replace(/\bm([23])\b/g, (_, power) => (power === "2" ? "m²" : "m³"));

/** The row of the whole territory in the newest year. */
function wholeRow(
  { rows, ref, territory }: MeasureData,
  statistic: Observation["STATISTIC"],
  type = "_T",
): Observation | undefined {
  const root = areaTree(territory.areas).root.code;
  return rows.find(
    (row) =>
      row.DOMAIN === ref.domain.id &&
      row.MEASURE === ref.measure.id &&
      row.REF_AREA === root &&
      row.STATISTIC === statistic &&
      row.HOUSEHOLD_TYPE === type,
  );
}

function placeOfWhole({ territory }: MeasureData, lang: Lang): string {
  const tree = areaTree(territory.areas);
  return placePhrase({ tree, leaf: territory.levels.at(-1) ?? "", catalog: { territory } }, tree.root.code, lang).of;
}

/** The mean of a kind of home over the whole territory, as numbers and in words. */
interface KindMean {
  readonly name: string;
  readonly interval: { readonly value: number; readonly lower: number; readonly upper: number };
  readonly text: string;
  readonly range: string;
}

/** All homes and each kind whose mean over the whole territory is published. */
function kindMeans(data: MeasureData, lang: Lang): KindMean[] {
  const { ref, catalog } = data;
  const unit = measureUnit(catalog, ref, lang);
  const codes = ["_T", ...ref.measure.similarity.classes.map(({ code }) => code)];
  return codes.flatMap((code) => {
    const row = wholeRow(data, "MEAN", code);
    if (!isReliable(row)) return [];
    const interval = intervalOf(row);
    const written = writtenInterval(interval, ref.measure.decimals, lang, { unit });
    return [{ name: typeLabel(ref, code, lang), interval, text: written.listed, range: `${written.lower} – ${written.upper}` }];
  });
}

/** Names of the kinds that have no mean, or none to rely on: unsaid, they would seem not to exist. */
function kindsUntold(data: MeasureData, lang: Lang): string[] {
  return data.ref.measure.similarity.classes.flatMap(({ code, labels }) =>
    isReliable(wholeRow(data, "MEAN", code)) ? [] : [labels[lang]],
  );
}

/** The means of each kind of home over the whole territory, drawn where there are some to compare. */
function Kinds({ data, lang }: MeasureProps) {
  const words = DOCS[lang].measure;
  const { ref, catalog, release } = data;
  const unit = measureUnit(catalog, ref, lang);
  const means = kindMeans(data, lang);
  if (means.length < 2) return null;
  const when = release ? formatPeriod(release.period, lang) : "";
  const untold = kindsUntold(data, lang);
  const untoldText = untold.length === 0 ? [] : [words.typesUntold(untold.join(", "))];
  const away = awayTexts(data, lang);
  return (
    <section class="card">
      <FigureFrame
        lang={lang}
        title={words.typesTitle(placeOfWhole(data, lang))}
        subtitle={words.typesSubtitle(when, unit)}
        {...away}
        notes={[...untoldText, ...away.notes]}
        address={location.href}
        name={`${ref.key}-types-${release?.period ?? ""}`}
        table={{
          columns: [words.kind, words.mean, words.margin],
          rows: means.map(({ name, text, range }) => [name, text, range]),
        }}
        draw={(width) => (
          <FittingEstimates
            id="kinds-drawing"
            width={onPaper() ? IN_CARD : width}
            label={words.typesLabel}
            rows={means}
            unit={unit}
            format={(value) => formatNumber(value, Number.isInteger(value) ? 0 : 1, lang)}
          />
        )}
      >
        {untoldText.map((text) => (
          <p key={text} class="note">
            {text}
          </p>
        ))}
      </FigureFrame>
    </section>
  );
}

/** What is published at each level, how many homes that takes, the noise, and when each period was published. */
function Published({ data: { ref, catalog, territory, release, rows, report }, lang }: MeasureProps) {
  const words = DOCS[lang].measure;
  const levels = levelFacts({ catalog, ref, levels: territory.levels, rows, report });
  const number = (n: number, decimals = 0): string => formatNumber(n, decimals, lang);
  const nameOf = ({ level, table }: LevelFacts): string =>
    `${levelLabel(territory.level_names, level, lang)}${table === "_T" ? "" : `, ${words.byType}`}`;
  return (
    <section aria-labelledby="where">
      <h2 id="where">{words.where(release ? formatPeriod(release.period, lang) : "")}</h2>
      {levels.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <>
          <ReferenceTable
            label={words.whereTable}
            columns={[
              { label: words.levelColumn },
              ...(release ? [{ label: words.publishedColumn, numeric: true } as const] : []),
              { label: words.needed, numeric: true },
              { label: words.noise, numeric: true },
            ]}
            rows={levels.map((one) => [
              nameOf(one),
              ...(one.cells ? [words.of(number(one.cells.published), number(one.cells.all))] : []),
              one.needed === null ? "" : number(one.needed),
              one.sigma === null ? "" : number(one.sigma, one.sigma < 10 ? 1 : 0),
            ])}
          />
          <p class="note">
            {words.neededNote(catalog.k)} {hasTwins(report, ref) ? words.twins : ""}
          </p>
        </>
      )}
      <Publications publications={publicationsOf(catalog, ref)} measure={ref.key} lang={lang} />
    </section>
  );
}

/** Number of publications above which they are folded. */
const MOST_LISTED = 8;

interface PublicationsProps {
  readonly publications: readonly Publication[];
  readonly measure: string;
  readonly lang: Lang;
}

/** The periods, latest first, with the days on which they were published and revised. */
function Publications({ publications, measure, lang }: PublicationsProps) {
  const words = DOCS[lang].measure;
  if (publications.length === 0) return null;
  const isRevised = publications.some(({ revised }) => revised !== null);
  const title = words.publications(publications.length);
  const table = (
    <>
      <ReferenceTable
        label={title}
        columns={[
          { label: words.period },
          { label: words.day, numeric: true },
          ...(isRevised ? [{ label: words.revised, numeric: true } as const] : []),
        ]}
        rows={publications.map(({ period, published, revised }) => [
          <a key="period" href={pageHref("explore", lang, { measure, period })}>
            {upperFirst(formatPeriod(period, lang))}
          </a>,
          formatDate(published, lang),
          ...(isRevised ? [revised === null ? "" : formatDate(revised, lang)] : []),
        ])}
      />
      {isRevised ? null : <p class="note">{words.notRevised(publications.length)}</p>}
    </>
  );
  return publications.length <= MOST_LISTED ? (
    <>
      <h3>{title}</h3>
      {table}
    </>
  ) : (
    <details>
      <summary>{title}</summary>
      {table}
    </details>
  );
}
