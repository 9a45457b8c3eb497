import { render } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Estimate } from "../charts/estimate-frame.tsx";
import { pointsPlot } from "../charts/points.ts";
import { FittingEstimates } from "../charts/stacked-estimates.tsx";
import { FiguresTable } from "../explore/figures-table.tsx";
import type { TableRows } from "../explore/table-rows.ts";
import { saveBlob } from "../shared/download.ts";
import { FigureFrame } from "../shared/figure-frame.tsx";
import { formatNumber } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { onPaper, PAPER } from "../shared/on-paper.ts";
import { answerAddress, answerName, answerNotes } from "./answer-file.ts";
import type { Answer } from "./engine.ts";
import { isNumeric } from "./exact-rows.ts";
import type { AnswerTexts } from "./figure-texts.ts";
import {
  type AnswerPoint,
  type Axes,
  axesOf,
  firstChoice,
  MOST_NAMED,
  MOST_POINTS,
  ofUnit,
  periodOf,
  plotUnit,
  pointsOf,
  unitsOf,
} from "./plot.ts";
import { publishedText } from "./published-text.ts";
import { answerBlob, SAVE_FORMATS, type SaveFormat } from "./save.ts";
import { SQL } from "./words.ts";

/** Most named things that a chart of a phone has below each other. */
const MOST_NAMED_NARROW = 20;
/** Most rows shown in the page; files have all of them. */
const MOST_SHOWN = 500;

/** An answer, with the query as it ran: the editor may have another one by now. */
interface AnswerTo extends Answer {
  readonly query: string;
}

/** The view of an answer: its size, files to save, the table and a chart. */
export function answerView(answer: AnswerTo, texts: AnswerTexts, lang: Lang): HTMLElement {
  const place = document.createElement("div");
  render(<AnswerView answer={answer} texts={texts} lang={lang} />, place);
  return place;
}

interface AnswerProps {
  readonly answer: AnswerTo;
  readonly lang: Lang;
}

interface ChartProps extends AnswerProps {
  readonly texts: AnswerTexts;
}

function AnswerView({ answer, texts, lang }: ChartProps) {
  const words = SQL[lang];
  const n = answer.rows.length;
  const seconds = formatNumber(answer.milliseconds / 1000, 2, lang);
  const table = useMemo(() => tableOf(answer, lang), [answer, lang]);
  const axes = useMemo(() => axesOf(answer), [answer]);
  const save = (format: SaveFormat): void => {
    const { query } = answer;
    const head = [texts.of, ...texts.notes, ...answerNotes(query, texts, lang), texts.away, answerAddress(query)];
    saveBlob(answerBlob(answer, format, head, lang), `${answerName(query, texts)}.${format}`);
  };
  const box = useRef<HTMLDivElement>(null);
  const [isWider, setWider] = useState(false);
  useEffect(() => {
    const scrolled = box.current?.querySelector(".table-scroll");
    setWider(scrolled ? scrolled.scrollWidth > scrolled.clientWidth : false);
  }, [answer]);
  return (
    <div ref={box}>
      <p role="status" id="answer-status">
        {n === 0 ? words.noRow : n === 1 ? words.oneRow(seconds) : words.rows(formatNumber(n, 0, lang), seconds)}
      </p>
      <PublishedOf answer={answer} lang={lang} />
      {answer.cut ? <p class="warn">{words.cut(formatNumber(n, 0, lang))}</p> : null}
      {n === 0 ? null : (
        <>
          <fieldset class="tools no-print">
            <legend class="visually-hidden">{words.save}</legend>
            {SAVE_FORMATS.map((format) => (
              <button key={format} type="button" class="quiet" id={`save-${format}`} onClick={() => save(format)}>
                {format === "parquet" ? "Parquet" : format.toUpperCase()}
              </button>
            ))}
          </fieldset>
          {isWider ? <p class="note no-print">{words.sideways(formatNumber(answer.columns.length, 0, lang))}</p> : null}
          <FiguresTable table={table} lang={lang} label={words.caption} whole={false} sideways />
          {n > MOST_SHOWN ? <p class="note">{words.shown(formatNumber(MOST_SHOWN, 0, lang), formatNumber(n, 0, lang))}</p> : null}
          {axes ? <AnswerChart answer={answer} axes={axes} texts={texts} lang={lang} /> : null}
        </>
      )}
    </div>
  );
}

/** How many of the answer's figures are published, and why the rest is not, where it has the columns that say so. */
function PublishedOf({ answer, lang }: AnswerProps) {
  const text = useMemo(() => publishedText(answer, lang), [answer, lang]);
  return text === null ? null : <p class="note">{text}</p>;
}

/** The values with all their digits, so that what is read here can be found in the files, and the decimal sign of the page's language. */
function tableOf({ columns, rows }: Answer, lang: Lang): TableRows {
  return {
    columns: columns.map(({ name, type }) => ({ label: name, ...(isNumeric(type) ? { numeric: true as const } : {}) })),
    rows: rows.slice(0, MOST_SHOWN).map((row) =>
      columns.map(({ type }, i) => {
        const value = row[i] ?? null;
        if (value === null) return { text: SQL[lang].empty, absent: true, sort: null };
        if (!isNumeric(type)) return { text: String(value), sort: String(value) };
        return { text: lang === "fr" ? String(value).replace(".", ",") : String(value), sort: Number(value) };
      }),
    ),
  };
}

interface PickProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, text: string])[];
  readonly onPick: (value: string) => void;
}

function Pick({ id, label, value, options, onPick }: PickProps) {
  return (
    <div>
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onPick(event.currentTarget.value)}>
        {options.map(([one, text]) => (
          <option key={one} value={one}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}

/** A chart of two columns that are picked, in one unit; or why there is none. */
function AnswerChart({ answer, axes, texts, lang }: ChartProps & { readonly axes: Axes }) {
  const words = SQL[lang];
  const [chosen, setChosen] = useState(() => firstChoice(answer, axes));
  const [pickedUnit, setUnit] = useState<string | null>(null);
  const name = (i: number): string => answer.columns[i]?.name ?? "";
  const units = unitsOf(answer, chosen.y);
  const unit = units?.find((one) => one === pickedUnit) ?? units?.[0] ?? "";
  const drawn = units === null ? null : units.length > 1 ? ofUnit(answer, unit) : answer;
  const points = drawn ? pointsOf(drawn, chosen.x, chosen.y) : [];
  const columns = (from: readonly number[]) => from.map((i) => [String(i), name(i)] as const);
  const pick = (axis: "x" | "y", label: string, from: readonly number[]) => (
    <Pick
      id={`plot-${axis}`}
      label={label}
      value={String(chosen[axis])}
      options={columns(from)}
      onPick={(value) => setChosen({ ...chosen, [axis]: Number(value) })}
    />
  );
  const label = unit === "" ? "" : ` (${plotUnit(answer, chosen.y, unit, lang)})`;
  const value = name(chosen.y) === "OBS_VALUE" ? words.up : name(chosen.y);
  return (
    <>
      <h3>{words.plot}</h3>
      <div class="fields no-print">
        {pick("x", words.across, axes.x)}
        {pick("y", words.up, axes.y)}
        {units !== null && units.length > 1 ? (
          <Pick
            id="plot-unit"
            label={words.unit}
            value={unit}
            options={units.map((one) => [one, plotUnit(answer, chosen.y, one, lang)])}
            onPick={setUnit}
          />
        ) : null}
      </div>
      {points.length < 2 ? (
        <p class="note">{units === null ? words.noUnit : words.noPlot}</p>
      ) : (
        <PointsFigure
          points={points}
          across={name(chosen.x)}
          up={`${value}${label}`}
          query={answer.query}
          period={drawn && periodOf(drawn, lang)}
          texts={texts}
          lang={lang}
        />
      )}
    </>
  );
}

interface PointsFigureProps {
  readonly points: readonly AnswerPoint[];
  readonly across: string;
  readonly up: string;
  readonly query: string;
  /** of all rows; null: they have several, or do not say it */
  readonly period: string | null;
  readonly texts: AnswerTexts;
  readonly lang: Lang;
}

/** A chart of two columns: named things one below the other, or numbers as a scatter plot. */
function PointsFigure({ points, across, up, query, period, texts, lang }: PointsFigureProps) {
  const words = SQL[lang];
  const format = (value: number): string =>
    new Intl.NumberFormat(lang, { maximumSignificantDigits: 6 }).format(value).replaceAll("\u202f", "\u00a0");
  const numbers = points.flatMap(({ x, ...rest }) => (typeof x === "number" ? [{ x, ...rest }] : []));
  // On a phone a long list would push the ready questions screens away; the files have every row.
  const title = numbers.length > 0 ? words.plotLabel(up, across) : words.plotRows(up);
  const isNarrow = matchMedia("(max-width: 40rem)").matches && !onPaper();
  const most = numbers.length > 0 ? MOST_POINTS : isNarrow ? MOST_NAMED_NARROW : MOST_NAMED;
  const shown = points.slice(0, most);
  const rows = shown.map(({ x, y, lower, upper, careful }, i): Estimate => {
    const interval = { value: y, lower: lower ?? y, upper: upper ?? y };
    return { name: String(x), code: String(i), interval, text: format(y), ...(careful ? { against: "wide" } : {}) };
  });
  const from = (source: string): string => (period === null ? source : `${period}. ${source}`);
  const drawing = { id: "sql-plot", label: `${title}. ${words.plotNote}`, format };
  return (
    <FigureFrame
      lang={lang}
      title={title}
      subtitle={points.length > most ? `${words.plotNote} ${words.plotCut(formatNumber(most, 0, lang))}` : words.plotNote}
      source={from(texts.away)}
      sourceHere={from(texts.source)}
      notes={texts.notes}
      fileNotes={answerNotes(query, texts, lang)}
      address={answerAddress(query)}
      name={`${answerName(query, texts)}-plot`}
      heading="h3"
      table={{
        columns: [across, up, "CI_LOWER", "CI_UPPER"],
        rows: shown.map(({ x, y, lower, upper }) => [x, y, lower ?? "", upper ?? ""].map(String)),
      }}
      draw={(screen) => {
        const width = onPaper() ? PAPER - 48 : screen;
        return numbers.length > 0 ? (
          <div
            ref={(box) =>
              box?.replaceChildren(pointsPlot({ ...drawing, document, width, points: numbers.slice(0, most), across, up }))
            }
          />
        ) : (
          <FittingEstimates {...drawing} width={width} rows={rows} unit="" />
        );
      }}
    >
      {texts.notes.map((note) => (
        <p key={note} class="measure-note">
          {note}
        </p>
      ))}
    </FigureFrame>
  );
}
