import { useCallback, useMemo, useState } from "preact/hooks";
import type { Area } from "../../src/territory/index.ts";
import { goesBeyond } from "../charts/beyond-axis.ts";
import { type Estimate, estimatesHead } from "../charts/estimate-frame.tsx";
import { pitchFor, ROW_WITH_MARGIN } from "../charts/estimates.tsx";
import { isSlim, NamedEstimates, stackedPitch } from "../charts/stacked-estimates.tsx";
import { colon, formatNumber, lowerFirst, upperFirst } from "../shared/format.ts";
import { KeptNote } from "../shared/kept-note.tsx";
import type { PublishedFigure } from "../shared/published-figure.ts";
import { UNSURE } from "../shared/unsure-words.ts";
import { figureAt, isKept, medianLack, yardstickAt } from "./area-figures.ts";
import { DistrictFigure } from "./district-figure.tsx";
import { partsNotes } from "./figure-rows.ts";
import { areTiles } from "./map-shapes.ts";
import { perChoice } from "./per-choice.ts";
import { periodsOnMap } from "./periods-on-map.ts";
import { ModelledParts } from "./protected-note.tsx";
import { leftBetween, partsFile, partsTable, rankedParts, rankNumbers, rowsKept, withNumbers } from "./ranked-parts.ts";
import {
  absentText,
  awayText,
  axisOf,
  besideRepeats,
  type DistrictState,
  fileName,
  isAlone,
  levelMany,
  neededText,
  partsName,
  partsOf,
  textOfPlace,
  topicTitle,
  wholeUntold,
} from "./shown.ts";
import { weighedText } from "./weighed.ts";

/** Height in px of a row of the ranking, for a mouse and for a finger. */
const pitchOf = (): number => (matchMedia("(pointer: coarse)").matches ? 32 : 26);
/** Rows of a ranking before it is expanded. */
export const SHORT_LIST_ROWS = 40;

export function awayRankingTitle(shown: DistrictState): string {
  return `${rankingTitle(shown)} – ${shown.atlas.tree.get(shown.choice.area)?.name ?? ""}`;
}

export function awayRankingSubtitle(shown: DistrictState): string {
  return `${awayText(shown)} ${rankingSubtitle(shown)}`;
}

/** What lines and colours of the ranking mean, or why nothing is compared. */
export function rankingSubtitle(shown: DistrictState): string {
  const { ranking } = shown.words;
  const untold = wholeUntold(shown);
  return untold === null ? ranking.subtitle : `${ranking.subtitleWithout} ${untold}.`;
}

/** The number and level of ranked areas. */
export function rankingTitle(shown: DistrictState): string {
  const { choice, words, lang } = shown;
  // Those whose margin is too wide have no rank, here as on paper.
  const count = rankedParts(shown).filter(({ figure }) => !figure.unsure).length;
  if (count < 2) return count === 0 ? words.ranking.none : words.ranking.one;
  const plural = partsName(shown, choice.level, partsOf(shown));
  return words.ranking.title(formatNumber(count, 0, lang), plural, lowerFirst(topicTitle(shown)));
}

/** Number of parts without a figure up to which they are named. */
const MOST_LISTED = 4;

/** The parts that are not ranked, and the number of homes that such a place needs. */
export function AbsentParts({ shown, onPaper = false }: { shown: DistrictState; onPaper?: boolean }) {
  const { atlas, choice, lang, words } = shown;
  const absent = partsOf(shown).filter(({ code }) => figureAt(atlas, choice, code) === null);
  if (absent.length === 0) return null;
  const kept = absent.filter(({ code }) => isKept(atlas, choice, code));
  const few = absent.filter(({ code }) => absentText(shown, code) === words.map.absent);
  const imprecise = absent.filter(({ code }) => medianLack(atlas, choice, code) === "imprecise");
  const listed = (areas: readonly Area[]): string => areas.map(({ name }) => name).join(", ");
  const plural = levelMany(atlas, choice.level, lang);
  const count = (areas: readonly Area[]): string => formatNumber(areas.length, 0, lang);
  return (
    <>
      {few.length === 0 ? null : (
        <p class="note">
          {few.length <= MOST_LISTED
            ? words.ranking.absent(listed(few))
            : words.ranking.absentMany(count(few), plural, neededText(shown, choice.level))}
        </p>
      )}
      {imprecise.length === 0 ? null : (
        <p class="note">
          {words.words.absentOf(
            upperFirst(words.map.noMedian.imprecise),
            imprecise.length <= MOST_LISTED ? listed(imprecise) : `${count(imprecise)} ${plural}`,
          )}
          .
        </p>
      )}
      {kept.length === 0 ? null : (
        <>
          <p class="note">
            {kept.length <= MOST_LISTED ? words.ranking.kept(listed(kept)) : words.ranking.keptMany(count(kept), plural)}
          </p>
          {onPaper ? null : <KeptNote lang={lang} threshold={atlas.catalog.k} />}
        </>
      )}
    </>
  );
}

/**
 * What is said where the ranking is shown elsewhere: the mark of uncertain figures, if a row has one, what would not stand by dwellings, and
 * how many means are modelled.
 */
export function rankingNotes(shown: DistrictState, rows: ReturnType<typeof rankedParts>): string[] {
  const weighed = weighedText(shown);
  return [
    ...(rows.some(({ figure }) => figure.unsure) ? [unsureText(shown, rows)] : []),
    ...(weighed === "" ? [] : [weighed]),
    ...partsNotes(shown),
  ];
}

/** The number of the first row that is not ranked; undefined where all rows are ranked, or none is. */
function apartIn(rows: ReturnType<typeof rankedParts>): number | undefined {
  const first = rows.findIndex(({ figure }) => figure.unsure);
  return first > 0 ? first : undefined;
}

/** What the axis must show in all periods of the slider, so that walking it changes no scale. */
const amongPeriods = perChoice(({ atlas, choice }): readonly number[] => {
  const parts = partsOf({ atlas, choice });
  return periodsOnMap({ atlas, choice }).flatMap((period) => {
    const then = { ...choice, period };
    const figures = parts.flatMap(({ code }) => figureAt(atlas, then, code) ?? []);
    const ends = figures.flatMap(({ unsure, value, lower, upper }) => (unsure ? [value] : [lower, upper]));
    return [...ends, ...[yardstickAt(atlas, then, choice.area)?.value ?? []].flat()];
  });
});

/** What the mark of uncertain figures means, and the arrow of a margin that goes on beyond the axis. */
function unsureText(shown: DistrictState, rows: ReturnType<typeof rankedParts>): string {
  const { atlas, choice, lang, words } = shown;
  const apart = apartIn(rows);
  if (apart === undefined) return UNSURE[lang].unsureMeans;
  const whole = yardstickAt(atlas, choice, choice.area);
  const isOpen = goesBeyond({
    rows: estimatesOf(rows),
    apart,
    among: amongPeriods(shown),
    ...(whole ? { reference: { ...whole, text: "" } } : {}),
  });
  return `${UNSURE[lang].unranked}${isOpen ? ` ${words.ranking.beyond}` : ""}`;
}

/** Explains the mark of uncertain figures, where a row has one. */
export function UnsureParts({ shown, rows }: { shown: DistrictState; rows: ReturnType<typeof rankedParts> }) {
  return rows.some(({ figure }) => figure.unsure) ? <p class="note">{unsureText(shown, rows)}</p> : null;
}

interface RankingDrawingProps {
  readonly shown: DistrictState;
  readonly width: number;
  readonly rows: ReturnType<typeof rankedParts>;
  readonly pitch?: number;
  readonly id?: string;
  /** true: each figure has its margin in words beside it, however narrow the drawing is */
  readonly withMargins?: boolean;
  /** a line in the place of rows that are left out before a row; null: none are */
  readonly left?: ReturnType<typeof leftBetween>;
}

/** The words of the line that parts are compared with. */
const wholeText = ({ atlas, choice, lang, words }: DistrictState, whole: PublishedFigure): string =>
  words.ranking.whole(atlas.tree.get(choice.area)?.name ?? "", textOfPlace({ atlas, choice, lang }, choice.area, whole).value);

/** Rows of a ranking as they are drawn. */
export const estimatesOf = (rows: RankingDrawingProps["rows"]): readonly Estimate[] =>
  rows.map(({ code, name, figure, text, against }) => ({ code, name, interval: figure, text: text.value, against }));

/** The same with both ends of each margin; those of figures too uncertain to be ranked stand in the place of the figure already. */
export const withEnds = (rows: RankingDrawingProps["rows"]): readonly Estimate[] =>
  estimatesOf(rows).map((row, i) => {
    const { figure, text } = rows[i] ?? {};
    return figure?.unsure || !text ? row : { ...row, margin: `${text.lower}\u00a0–\u00a0${text.upper}` };
  });

/** Width in px from which a ranking has room for the ends of each margin beside its figure; a phone has them a tap away. */
const ROOMY = 440;

/** The rows with their margins where there is room: below the figures where names take two lines, and have left the axis less. */
function estimatesWithin(rows: RankingDrawingProps["rows"], width: number): readonly Estimate[] {
  const bare = estimatesOf(rows);
  if (width < ROOMY) return bare;
  if (pitchFor(bare, width) < ROW_WITH_MARGIN) return withEnds(rows);
  return withEnds(rows).map(({ margin, ...row }) => (margin === undefined ? row : { ...row, below: margin }));
}

/** Height of a row in px: in the narrowest drawings names stand above. */
const pitchWithin = (rows: RankingDrawingProps["rows"], width: number): number =>
  isSlim(width) ? stackedPitch(estimatesOf(rows), width) : Math.max(pitchOf(), pitchFor(estimatesWithin(rows, width), width));

/** The ranking's drawing, without its buttons. */
export function RankingDrawing(props: RankingDrawingProps) {
  const {
    shown,
    width,
    rows,
    pitch = pitchWithin(rows, width),
    id = "district-ranking",
    withMargins = false,
    left = null,
  } = props;
  const { atlas, choice, lang, words, marked } = shown;
  const whole = yardstickAt(atlas, choice, choice.area);
  const sure = rows.filter(({ figure }) => !figure.unsure);
  const estimates = withMargins ? withEnds(rows) : estimatesWithin(rows, width);
  const [highest, lowest] = [sure[0] ?? rows[0], sure.at(-1) ?? rows.at(-1)];
  return (
    <NamedEstimates
      id={id}
      width={width}
      label={words.ranking.label(
        `${highest?.name ?? ""} (${highest?.text.value ?? ""})`,
        `${lowest?.name ?? ""} (${lowest?.text.value ?? ""})`,
        sure.length > 0 ? rows.length - sure.length : 0,
      )}
      rows={
        left === null
          ? estimates
          : estimates.toSpliced(left.at, 0, {
              name: words.ranking.left(formatNumber(left.from, 0, lang), formatNumber(left.to, 0, lang)),
              interval: null,
              text: "",
              isBreak: true,
            })
      }
      apart={apartIn(rows)}
      rankedAxis
      among={amongPeriods(shown)}
      {...(whole ? { reference: { ...whole, text: wholeText(shown, whole) } } : {})}
      {...axisOf(atlas, choice, lang)}
      pitch={pitch}
      marked={[marked ?? "", choice.at ?? ""]}
    />
  );
}

/** On narrow screens, keeps the row tapped in the ranking in sight, with a link to its area on the map. */
function ChosenRow({ shown, row }: { shown: DistrictState; row: ReturnType<typeof rankedParts>[number] | undefined }) {
  const { lang, words } = shown;
  if (!row) return null;
  return (
    <p class="chosen-row no-print">
      <span aria-hidden="true">
        <b>{row.name}</b>
        {colon(lang)}
        {row.text.said}
      </span>
      <button
        type="button"
        class="plain"
        onClick={() => document.getElementById("district-map")?.scrollIntoView({ block: "center" })}
      >
        {words.ranking.onMap}
      </button>
    </p>
  );
}

interface RankingButtonsProps {
  readonly shown: DistrictState;
  readonly rows: ReturnType<typeof rankedParts>;
  /** height of a row and of the room above the first one, in px */
  readonly pitch: number;
  readonly top: number;
}

/** A button over each row of the drawing, so that keyboards and screen readers have what a pointer has. */
function RankingButtons({ shown: { choice, words, mark, go }, rows, pitch, top }: RankingButtonsProps) {
  return (
    <ul class="no-print" aria-label={words.ranking.rows} style={{ top: `${top}px` }} onPointerLeave={() => mark(null)}>
      {rows.map(({ code, name, text, said }) => (
        <li key={code} style={{ height: `${pitch}px` }}>
          <button
            type="button"
            aria-pressed={choice.at === code}
            aria-label={words.ranking.row(name, text.said, said)}
            onClick={() => go({ at: choice.at === code ? null : code })}
            // A row that moves under a pointer at rest was not pointed at.
            onPointerMove={() => mark(code)}
            onFocus={() => mark(code)}
            onBlur={() => mark(null)}
          />
        </li>
      ))}
    </ul>
  );
}

/** Most rows that are read on a slide from afar; of more, both ends are drawn. */
const MOST_ON_SLIDE = 16;

/** The rows of a slide. */
const onSlide = (rows: RankingDrawingProps["rows"]) => rowsKept(rows, null, MOST_ON_SLIDE);

/** The ranking as a slide has it, with a line that says which rows it lacks. */
export function RankingOnSlide({ shown, width, rows }: Pick<RankingDrawingProps, "shown" | "width" | "rows">) {
  const drawn = onSlide(rows);
  const left = leftBetween(rows, drawn);
  return (
    <>
      <RankingDrawing shown={shown} width={width} rows={drawn} left={left} id="slide-ranking" withMargins />
      {left === null ? null : <p class="on-picture of-drawing">{shown.words.slideEnds(MOST_ON_SLIDE / 2)}</p>}
    </>
  );
}

/** The ranking of the parts, one row per area. */
export function Ranking({ shown }: { shown: DistrictState }) {
  const { atlas, choice, lang, words } = shown;
  const [all, setAll] = useState(false);
  const pitch = pitchOf();
  const ranked = rankedParts(shown);
  // Squares have room for their names alone.
  const numbered = useMemo(() => (areTiles(atlas) ? ranked : withNumbers(ranked, rankNumbers(ranked))), [ranked]);
  const table = useCallback(() => partsTable(shown), [atlas, choice, lang]);
  const chosen = ranked.findIndex(({ code }) => code === choice.at);
  // The list is expanded where the area chosen on the map would otherwise be cut off.
  const rows =
    all || chosen >= SHORT_LIST_ROWS || ranked.length <= SHORT_LIST_ROWS + 5 ? numbered : numbered.slice(0, SHORT_LIST_ROWS);
  const whole = yardstickAt(atlas, choice, choice.area);
  if (ranked.length === 0 || isAlone(shown)) return null;
  const head = (width: number): number => estimatesHead(whole && { text: wholeText(shown, whole) }, width);
  return (
    <div class="district-ranking">
      <DistrictFigure
        shown={shown}
        title={`${rankingTitle(shown)}${besideRepeats(shown)}`}
        awayTitle={awayRankingTitle(shown)}
        subtitle={rankingSubtitle(shown)}
        awaySubtitle={awayRankingSubtitle(shown)}
        embed="ranking"
        brief
        name={fileName("ranking", shown)}
        height={head(Number.POSITIVE_INFINITY) + pitch * rows.length + 28}
        table={table}
        rows={() => partsFile(shown)}
        ofParts
        notes={rankingNotes(shown, rows)}
        slideNotes={rankingNotes(shown, onSlide(numbered))}
        slide={(width) => <RankingOnSlide shown={shown} width={width} rows={numbered} />}
        draw={(width) => (
          <div class="ranking-rows">
            <RankingDrawing shown={shown} width={width} rows={rows} />
            <RankingButtons shown={shown} rows={rows} pitch={pitchWithin(rows, width)} top={head(width)} />
          </div>
        )}
      >
        {chosen < 0 ? null : <ChosenRow shown={shown} row={ranked[chosen]} />}
        {rows.length < ranked.length ? (
          <p>
            <button type="button" class="plain no-print" onClick={() => setAll(true)}>
              {words.ranking.all(formatNumber(ranked.length, 0, lang))}
            </button>
          </p>
        ) : null}
        <UnsureParts shown={shown} rows={ranked} />
        <ModelledParts shown={shown} />
        <AbsentParts shown={shown} />
      </DistrictFigure>
    </div>
  );
}
