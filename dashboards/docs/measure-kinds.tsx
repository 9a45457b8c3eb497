import type { CsvValue } from "../../src/contract/csv.ts";
import type { Observation } from "../../src/contract/observation.ts";
import { fitsOneLine } from "../charts/estimates.tsx";
import { FittingEstimates } from "../charts/stacked-estimates.tsx";
import { isWide, kindDigits, writtenInterval } from "../explore/figures.ts";
import { absence } from "../explore/table-rows.ts";
import { EXPLORE } from "../explore/words.ts";
import { areaTree } from "../shared/areas.ts";
import { FigureFrame } from "../shared/figure-frame.tsx";
import { axisText, formatPeriod, isReliable, semicolon } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { noteOf, typeLabel } from "../shared/labels.ts";
import { onPaper, PAPER } from "../shared/on-paper.ts";
import { intervalOf } from "../shared/reliable-interval.ts";
import { sourceText } from "../shared/source-text.ts";
import { concentrationText, focusPlace, type MeasureData, type MeasureProps, placeIn, rowAt } from "./measure-data.ts";
import { measureUnit } from "./measure-facts.ts";
import { measureWords } from "./measure-words.ts";

/** Source of the figures, and what must be said with them where they are shown elsewhere. */
function awayTexts(data: MeasureData, lang: Lang) {
  const { ref, catalog, release } = data;
  // Of whom the whole is made is said of no other place.
  const isWhole = focusPlace(data) === areaTree(data.territory.areas).root.code;
  const notes = [isWhole ? concentrationText(data, lang) : null, noteOf(catalog, ref, lang)].filter((note) => note !== null);
  const { period } = release ?? { period: "" };
  return { source: sourceText(catalog, [period], formatPeriod(period, lang), lang), notes };
}

/** The mean of a kind of home in the place shown, as numbers and in words. */
interface KindMean {
  readonly name: string;
  readonly interval: { readonly value: number; readonly lower: number; readonly upper: number };
  readonly text: string;
  readonly range: string;
}

/** All homes and each kind whose mean in the place shown is published. */
function kindMeans(data: MeasureData, lang: Lang): KindMean[] {
  const { ref, catalog } = data;
  const unit = measureUnit(catalog, ref, lang);
  const place = focusPlace(data);
  const codes = ["_T", ...ref.measure.similarity.classes.map(({ code }) => code)];
  const found = codes.flatMap((code) => {
    const row = rowAt(data, place, "MEAN", code);
    return isReliable(row) ? [{ name: typeLabel(ref, code, lang), interval: intervalOf(row) }] : [];
  });
  const digits = kindDigits(
    found.map(({ interval }) => interval),
    ref.measure.decimals,
  );
  return found.map(({ name, interval }) => {
    const written = writtenInterval(interval, ref.measure.decimals, lang, { unit, digits });
    return { name, interval, text: written.listed, range: `${written.lower} – ${written.upper}` };
  });
}

/** The kinds that have no mean, or none to rely on, each with the reason that the table of Données gives. */
export function kindsUntold(data: Pick<MeasureData, "ref" | "rows" | "territory">, lang: Lang): string[] {
  const place = focusPlace(data);
  return data.ref.measure.similarity.classes.flatMap(({ code, labels }) => {
    const row = rowAt(data, place, "MEAN", code);
    if (isReliable(row)) return [];
    return `${labels[lang]} (${isWide(row) ? EXPLORE[lang].careful : absence(row, lang)})`;
  });
}

/** All homes and each kind as a program reads them, without a mean too. */
async function kindsFile(data: MeasureData): Promise<CsvValue[][]> {
  const { ref, territory } = data;
  const { figureFile } = await import("../shared/figure-file.ts");
  const codes = ["_T", ...ref.measure.similarity.classes.map(({ code }) => code)];
  const figured = (row: Observation | undefined) =>
    row && row.OBS_VALUE !== null ? intervalOf({ ...row, OBS_VALUE: row.OBS_VALUE }) : null;
  const place = focusPlace(data);
  const name = areaTree(territory.areas).get(place)?.name ?? place;
  return figureFile(
    codes.flatMap((type) => {
      const [row, homes] = [rowAt(data, place, "MEAN", type), rowAt(data, place, "COUNT", type)];
      if (!row) return [];
      const { REF_AREA: code, STATISTIC: statistic, TIME_PERIOD: period, UNIT_MEASURE: unit, METHOD: method } = row;
      const [figure, counted] = [figured(row), figured(homes)];
      return { code, name, ref, statistic, type, period, figure, unit, homes: counted, status: row, remark: "", method };
    }),
  );
}

/** Height of a row in px on paper, where nobody taps it and the page is one sheet: of a line, or of two where a name needs them. */
const PAPER_ROW = { line: 20, lines: 31 } as const;

/** The means of each kind of home in the place with which the other pages begin, drawn where there are some to compare. */
export function Kinds({ data, lang }: MeasureProps) {
  const words = measureWords(lang, data.catalog);
  const { ref, catalog, release } = data;
  const unit = measureUnit(catalog, ref, lang);
  const means = kindMeans(data, lang);
  if (means.length < 2) return null;
  const when = release ? formatPeriod(release.period, lang) : "";
  const untold = kindsUntold(data, lang);
  const untoldText = untold.length === 0 ? [] : [words.typesUntold(untold.join(semicolon(lang)))];
  const away = awayTexts(data, lang);
  return (
    <section class="card">
      <FigureFrame
        lang={lang}
        title={words.typesTitle(placeIn(data, focusPlace(data), lang).of)}
        subtitle={words.typesSubtitle(when, unit)}
        {...away}
        notes={[...untoldText, ...away.notes]}
        address={location.href}
        name={`${ref.key}-types-${release?.period ?? ""}`}
        table={{
          columns: [words.kind, words.mean, words.margin],
          rows: means.map(({ name, text, range }) => [name, text, range]),
        }}
        file={() => kindsFile(data)}
        draw={(width) => (
          <FittingEstimates
            id="kinds-drawing"
            width={onPaper() ? PAPER : width}
            label={words.typesLabel}
            rows={means}
            {...(onPaper() ? { pitch: PAPER_ROW[means.every(({ name }) => fitsOneLine(name, PAPER)) ? "line" : "lines"] } : {})}
            {...axisText(unit, lang)}
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
