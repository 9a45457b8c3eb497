import type { PrivacyReport } from "../../src/contract/manifest.ts";
import type { Observation } from "../../src/contract/observation.ts";
import type { MeasureRef } from "../../src/domains/index.ts";
import { Coverage } from "../charts/coverage.tsx";
import { FittingEstimates } from "../charts/stacked-estimates.tsx";
import { placePhrase } from "../compare/phrases.ts";
import { writtenInterval } from "../explore/figures.ts";
import { EXPLORE } from "../explore/words.ts";
import { areaTree } from "../shared/areas.ts";
import { type Catalog, newestReleases, type ReleaseRef, type TerritoryDocument } from "../shared/data.ts";
import { FigureFrame } from "../shared/figure-frame.tsx";
import { amountText, formatNumber, formatPeriod, isReliable, marginDigits } from "../shared/format.ts";
import { SampleNotice } from "../shared/frame.tsx";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { levelLabel, measuresIn, noteOf, typeLabel } from "../shared/labels.ts";
import { pageHref } from "../shared/layout.ts";
import { onPaper, PAPER } from "../shared/on-paper.ts";
import { percent } from "../shared/percent.ts";
import { intervalOf } from "../shared/reliable-interval.ts";
import { sourceText } from "../shared/source-text.ts";
import { FRENCH_CLAMP_SOURCES } from "./french-clamps.ts";
import { coverageOf, measureUnit, noiseOf } from "./measure-facts.ts";
import { ReferenceTable } from "./plain-table.tsx";
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

/** Views of the page Données that show the measure's figures. */
const SEEN = ["ranking", "map", "time", "scatter", "distribution", "table"] as const;

/** Source of the figures, and what must be said with them where they are shown elsewhere. */
function awayTexts({ ref, catalog, release }: Pick<MeasureData, "ref" | "catalog" | "release">, lang: Lang) {
  const note = noteOf(catalog, ref, lang);
  const { period } = release ?? { period: "" };
  return { source: sourceText(catalog, [period], formatPeriod(period, lang), lang), notes: note === null ? [] : [note] };
}

/** The page of a measure: its definition, unit and clamp, who takes part, how it is protected, and where it appears. */
export function MeasurePage({ data, lang }: MeasureProps) {
  const words = DOCS[lang];
  const { ref, catalog, release } = data;
  const unit = measureUnit(catalog, ref, lang);
  const note = noteOf(catalog, ref, lang);
  // A scatter plot needs a second measure.
  const other = measuresIn(catalog.measures).find(({ key }) => key !== ref.key);
  const beside = other ? `${ref.key},${other.key}` : ref.key;
  return (
    <article class="measure-page">
      <p class="note no-print">
        <a href={pageHref("docs", lang)}>{words.measure.back}</a>
      </p>
      <h1>{ref.measure.labels[lang]}</h1>
      <p class="lead">{words.measure.lead[ref.measure.whose](unit)}</p>
      <p class="source only-print">{location.href}</p>
      <SampleNotice lang={lang} catalog={catalog} />
      {note ? <p class="measure-note">{note}</p> : null}
      <nav class="tools no-print" aria-label={words.measure.see}>
        {release === null
          ? null
          : SEEN.map((view) => (
              <a
                key={view}
                class="button quiet"
                href={pageHref("explore", lang, { measure: view === "scatter" ? beside : ref.key, view })}
              >
                {words.measure.views[view]}
              </a>
            ))}
        <a class="button quiet" href={`${pageHref("docs", lang)}#dictionary-${ref.domain.id}`}>
          {words.measure.dictionary}
        </a>
      </nav>
      <Definition data={data} lang={lang} />
      <Participants data={data} lang={lang} />
      <Kinds data={data} lang={lang} />
      <Protection data={data} lang={lang} />
      <Published data={data} lang={lang} />
    </article>
  );
}

/** Where a clamp comes from: a text of this page for the program's own, else the operator's words, whose language is said if it is another. */
function ClampSource({ data: { ref }, source, lang }: MeasureProps & { readonly source: string }) {
  const words = DOCS[lang].measure;
  // The program's own is written in English, whatever the names of its sources look like.
  const isOwn = source === ref.measure.clamp.source;
  const french = isOwn && lang === "fr" ? FRENCH_CLAMP_SOURCES[ref.key] : undefined;
  const language = isOwn ? "en" : languageOf(source);
  if (french !== undefined || language === lang) return <>{`${words.clampSource} ${french ?? withExponents(source)}`}</>;
  return (
    <>
      {words.clampStated} <q lang={language}>{withExponents(source)}</q>
    </>
  );
}

function Definition({ data, lang }: MeasureProps) {
  const { ref, catalog, report } = data;
  const words = DOCS[lang].measure;
  const unit = measureUnit(catalog, ref, lang);
  const { measure } = ref;
  const clamp = catalog.measures.find((one) => `${one.domain}.${one.measure}` === ref.key)?.clamp ?? measure.clamp;
  const upper = amountText(clamp.upper, Number.isInteger(clamp.upper) ? 0 : 1, unit, lang);
  const loss = report?.clamp_loss[ref.key] ?? null;
  return (
    <section class="card" aria-labelledby="facts">
      <h2 id="facts">{words.facts}</h2>
      <dl class="facts">
        <dt>{words.unit}</dt>
        <dd>{words.perMonth(unit)}</dd>
        <dt>{words.clamp}</dt>
        <dd>
          {words.perMonth(upper)}. {words.clampText(upper)}{" "}
          {loss !== null && loss >= 0.0005 ? words.clampLoss(percent(100 * loss, lang)) : ""}{" "}
          <span class="note">
            <ClampSource data={data} source={clamp.source} lang={lang} />
          </span>
        </dd>
        <dt>{words.months}</dt>
        <dd>{words.monthsText(measure.coverage)}</dd>
        <dt>{words.code}</dt>
        <dd>
          <code>DOMAIN = '{ref.domain.id}'</code> <code>MEASURE = '{measure.id}'</code>
        </dd>
      </dl>
      {measure.heaped ? <p class="note">{words.heaped}</p> : null}
      {measure.experimental ? <p class="warn">{words.experimental}</p> : null}
    </section>
  );
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

function Participants({ data, lang }: MeasureProps) {
  const words = DOCS[lang].measure;
  const count = wholeRow(data, "COUNT");
  const dwellings = areaTree(data.territory.areas).root.dwellings ?? 0;
  const known = isReliable(count);
  const share = known && dwellings > 0 ? (100 * count.OBS_VALUE) / dwellings : null;
  const homes = known
    ? formatNumber(count.OBS_VALUE, marginDigits(count.CI_LOWER ?? count.OBS_VALUE, count.CI_UPPER ?? count.OBS_VALUE, 0), lang)
    : "";
  return (
    <section aria-labelledby="who">
      <h2 id="who">{words.who}</h2>
      <p>
        {known ? words.whoText(homes, placeOfWhole(data, lang), formatPeriod(count.TIME_PERIOD, lang)) : words.whoNone}{" "}
        {share !== null && share >= 0.05 ? words.whoShare(percent(share, lang)) : ""}
      </p>
      <p class="note">{words.whoNote}</p>
    </section>
  );
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

/** The kinds of homes that are compared, with their published means over the whole territory. */
function Kinds({ data, lang }: MeasureProps) {
  const words = DOCS[lang].measure;
  const { ref, catalog, release } = data;
  const { classes, rungs, attributes } = ref.measure.similarity;
  const by = EXPLORE[lang].words.and(attributes.map((name) => WORDS[lang].welcome.by[name]));
  const unit = measureUnit(catalog, ref, lang);
  const means = kindMeans(data, lang);
  const when = release ? formatPeriod(release.period, lang) : "";
  const untold = kindsUntold(data, lang);
  const untoldText = untold.length === 0 ? [] : [words.typesUntold(untold.join(", "))];
  const away = awayTexts(data, lang);
  return (
    <section class="card" aria-labelledby="kinds">
      <h2 id="kinds">{words.types}</h2>
      <p>{words.typesText(by)}</p>
      {means.length > 1 ? (
        <FigureFrame
          lang={lang}
          title={words.typesTitle(placeOfWhole(data, lang))}
          subtitle={words.typesSubtitle(when, unit)}
          {...away}
          notes={[...untoldText, ...away.notes]}
          address={location.href}
          name={`${ref.key}-types-${release?.period ?? ""}`}
          heading="h3"
          table={{
            columns: [words.kind, words.mean, words.margin],
            rows: means.map(({ name, text, range }) => [name, text, range]),
          }}
          draw={(width) => {
            return (
              <FittingEstimates
                id="kinds-drawing"
                width={onPaper() ? IN_CARD : width}
                label={words.typesLabel}
                rows={means}
                unit={unit}
                format={(value) => formatNumber(value, Number.isInteger(value) ? 0 : 1, lang)}
              />
            );
          }}
        >
          {untoldText.map((text) => (
            <p key={text} class="note">
              {text}
            </p>
          ))}
        </FigureFrame>
      ) : (
        <ul class="names">
          {[...classes, ...rungs].map(({ code, labels }) => (
            <li key={code}>{labels[lang]}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Protection({ data: { ref, catalog, territory, report }, lang }: MeasureProps) {
  const words = DOCS[lang].measure;
  const noise = report ? noiseOf(report, ref, territory.levels) : [];
  return (
    <section aria-labelledby="protection">
      <h2 id="protection">{words.protect}</h2>
      <p>{words.protectText(catalog.k)}</p>
      <p id="estimated">{words.estimated}</p>
      {noise.length === 0 ? null : (
        <ReferenceTable
          label={words.protectTable}
          columns={[{ label: words.levelColumn }, { label: words.noise, numeric: true }, { label: words.needed, numeric: true }]}
          rows={noise.map(({ level, table, twins, sigma, needed }) => [
            `${levelLabel(territory.level_names, level, lang)}, ${table === "_T" ? words.all : words.byType}${twins ? words.twins : ""}`,
            formatNumber(sigma, sigma < 10 ? 1 : 0, lang),
            needed === null ? "" : formatNumber(needed, 0, lang),
          ])}
        />
      )}
      <p class="no-print">
        <a href={pageHref("privacy", lang)}>{words.protectMore}</a>
      </p>
    </section>
  );
}

function Published({ data: { ref, catalog, territory, release, rows }, lang }: MeasureProps) {
  const words = DOCS[lang].measure;
  const coverage = coverageOf(rows, ref, territory.levels).map(({ level, published, all }) => ({
    name: levelLabel(territory.level_names, level, lang),
    shown: published,
    all,
    text: words.published(formatNumber(published, 0, lang), formatNumber(all, 0, lang)),
  }));
  const periods = newestReleases(catalog.releases).filter(({ period }) =>
    catalog.datasets.find(({ id }) => id === ref.domain.id)?.periods.some((one) => one.period === period),
  );
  const when = release ? formatPeriod(release.period, lang) : "";
  return (
    <section class="card" aria-labelledby="where">
      <h2 id="where">{words.where}</h2>
      {coverage.length === 0 || release === null ? (
        <p>{words.none}</p>
      ) : (
        <>
          <FigureFrame
            lang={lang}
            title={words.whereTitle(when)}
            subtitle={words.whereSubtitle}
            {...awayTexts({ ref, catalog, release }, lang)}
            address={location.href}
            name={`${ref.key}-coverage-${release.period}`}
            heading="h3"
            table={{
              columns: [words.levelColumn, words.publishedColumn, words.allColumn],
              rows: coverage.map(({ name, shown, all }) => [name, formatNumber(shown, 0, lang), formatNumber(all, 0, lang)]),
            }}
            draw={(width) => (
              <Coverage
                id="coverage"
                width={onPaper() ? IN_CARD : Math.min(width, 640)}
                label={words.whereLabel}
                rows={coverage}
              />
            )}
          />
          <h3>{words.periods}</h3>
          <ul class="periods">
            {periods.map(({ period }) => (
              <li key={period}>
                <a href={pageHref("explore", lang, { measure: ref.key, period })}>{formatPeriod(period, lang)}</a>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
