import type { ComponentChildren } from "preact";
import { useCallback, useMemo, useRef, useState } from "preact/hooks";
import type { Area } from "../../src/territory/index.ts";
import { goesBeyond } from "../charts/beyond-axis.ts";
import type { PaintedArea } from "../charts/difference-map.tsx";
import { type Estimate, estimatesHead } from "../charts/estimate-frame.tsx";
import { isSlim, NamedEstimates, stackedPitch } from "../charts/stacked-estimates.tsx";
import { placePhrase } from "../compare/phrases.ts";
import { fromHigh } from "../shared/digits.ts";
import type { FigureTable } from "../shared/figure-frame.tsx";
import { colon, formatNumber, formatPeriod, lowerFirst } from "../shared/format.ts";
import { WORDS, withWords } from "../shared/i18n.ts";
import { KeptNote } from "../shared/kept-note.tsx";
import { topicLabel, typeLabel } from "../shared/labels.ts";
import { type PublishedFigure, yardstickOf } from "../shared/published-figure.ts";
import { UNSURE } from "../shared/unsure-words.ts";
import { withFigure, ZoomedMap } from "../shared/zoomed-map.tsx";
import { AreaCard, aloneText, notDueText, tapHint } from "./area-card.tsx";
import { figureAt, homesAt, isKept, publishedInstead, relationAt } from "./area-figures.ts";
import { areTiles, heightFilled, kindsOf, PartsLegend, PartsMap, paintedParts, useAreaTaps } from "./area-map.tsx";
import { areasWithin, periodsOfMeasure } from "./choice.ts";
import { DistrictFigure } from "./district-figure.tsx";
import { MapRepeats, PeriodSlider } from "./period-slider.tsx";
import { canRepeat, periodsOnMap } from "./periods-on-map.ts";
import {
  absentText,
  awayText,
  axisOf,
  besideText,
  type DistrictState,
  fileName,
  homesText,
  isAlone,
  levelMany,
  listedText,
  neededText,
  partsName,
  partsOf,
  periodLink,
  placeWords,
  relationText,
  textOfPlace,
  topicTitle,
  wholeUntold,
} from "./shown.ts";
import { useViews } from "./use-views.ts";

/** Height in px of a row of the ranking, for a mouse and for a finger. */
const pitchOf = (): number => (matchMedia("(pointer: coarse)").matches ? 32 : 26);
/** Rows of a ranking before it is expanded. */
const SHORT_LIST_ROWS = 40;

/** The parts on the map in the order of the ranking; those without a figure are last. */
function partsInOrder(shown: DistrictState) {
  const { atlas, choice } = shown;
  const ranked = rankedParts(shown);
  return [...ranked, ...partsOf(shown).filter(({ code }) => figureAt(atlas, choice, code) === null)];
}

/** The whole and its parts as programs read them. */
export function partsFile(shown: DistrictState) {
  const { area } = shown.choice;
  const parts = partsInOrder(shown).filter(({ code }) => code !== area);
  return [{ code: area }, ...parts.map(({ code, name }) => ({ code, name, beside: area }))];
}

/** The parts on the map as a table. */
export function partsTable(shown: DistrictState): FigureTable {
  const { atlas, choice, lang, words } = shown;
  const rows = partsInOrder(shown).map(({ code, name }) => {
    const figure = figureAt(atlas, choice, code);
    const homes = homesAt(atlas, choice, code);
    if (!figure) return [name, absentText(shown, code), "", "", ""];
    const text = besideText(shown, code, figure);
    return [
      name,
      listedText(shown, code, figure, text),
      `${text.lower}\u00a0–\u00a0${text.upper}`,
      relationText(shown, code),
      homes ? homesText(homes, lang) : "",
    ];
  });
  return { columns: [words.map.place, words.map.value, words.map.between, words.map.said, words.map.homes], rows };
}

/**
 * The finding of the map: how many areas differ from the whole, and in which direction.
 *
 * @param when what follows the topic; absent: nothing
 */
export function mapTitle(shown: DistrictState, when = ""): string {
  const { atlas, choice, words, lang } = shown;
  const kinds = kindsOf(paintedParts(shown));
  const whole = placeWords(atlas, choice.area, lang);
  const what = (n: number): string => partsName(shown, choice.level, partsOf(shown), n === 1);
  const number = (n: number): string => formatNumber(n, 0, lang);
  const own = figureAt(atlas, choice, choice.area);
  if (own && isAlone(shown)) return words.map.alone(whole.name, textOfPlace(shown, choice.area, own).value);
  if (kinds.less + kinds.more + kinds.same + kinds.wide === 0) return words.map.nothing(what(2));
  const untold = wholeUntold(shown);
  if (untold !== null) return untold;
  const topic = `${choice.statistic === "mean" ? topicLabel(choice.ref, lang) : topicTitle(shown)}${typeAfter(shown)}${when}`;
  const found =
    kinds.less > 0 && kinds.more > 0
      ? words.map.both(number(kinds.more), number(kinds.less), what(kinds.more), whole)
      : kinds.less + kinds.more === 0
        ? lowerFirst(words.map.none(whole))
        : words.map.only(number(kinds.less + kinds.more), what(kinds.less + kinds.more), whole, kinds.more > 0);
  return `${topic}${colon(lang)}${found}`;
}

/** The type of the homes after a topic; empty for all homes. */
const typeAfter = ({ choice: { ref, type }, lang }: DistrictState): string =>
  type === "_T" ? "" : `, ${typeLabel(ref, type, lang)}`;

/** The period after a topic, where a slider changes it: on a phone the sentence with the period is out of sight. */
const periodAfter = (shown: DistrictState): string =>
  periodsOnMap(shown).length < 2 ? "" : `, ${formatPeriod(shown.choice.period, shown.lang)}`;

/** The map's subtitle below the sentence, which says topic and period. */
export function mapSubtitle(shown: DistrictState): string {
  const { atlas, choice, words } = shown;
  if (isAlone(shown)) return aloneText(shown);
  const whole = figureAt(atlas, choice, choice.area);
  const { less, more } = kindsOf(paintedParts({ atlas, choice }));
  if (choice.period === "") return words.months.appears;
  // Of a whole that is not published the title says so.
  return whole ? words.map.subtitle(textOfPlace(shown, choice.area, whole).value, less + more > 0) : "";
}

/** The subtitle outside the page: it also says topic, unit and period, and per what the figure is. */
export function awayMapSubtitle(shown: DistrictState): string {
  return shown.choice.period === "" ? mapSubtitle(shown) : `${awayText(shown)} ${mapSubtitle(shown)}`;
}

export function awayRankingTitle(shown: DistrictState, count: number): string {
  return `${rankingTitle(shown, count)} – ${shown.atlas.tree.get(shown.choice.area)?.name ?? ""}`;
}

export function awayRankingSubtitle(shown: DistrictState): string {
  return `${awayText(shown)} ${rankingSubtitle(shown)}`;
}

/** What lines and colours of the ranking mean, or why nothing is compared. */
export function rankingSubtitle(shown: DistrictState, onPaper = false): string {
  const { ranking } = shown.words;
  const untold = wholeUntold(shown);
  if (untold !== null) return `${ranking.subtitleWithout} ${untold}.`;
  return onPaper ? ranking.subtitlePaper : ranking.subtitle;
}

/** The number and level of ranked areas. */
export function rankingTitle(shown: DistrictState, count: number): string {
  const { choice, words, lang } = shown;
  if (count === 1) return words.ranking.one;
  const plural = partsName(shown, choice.level, partsOf(shown));
  return words.ranking.title(formatNumber(count, 0, lang), plural, lowerFirst(topicTitle(shown)));
}

export function mapLabel(shown: DistrictState): string {
  const { atlas, choice, words, lang } = shown;
  const kinds = kindsOf(paintedParts(shown));
  const { of } = placePhrase(atlas, choice.area, lang);
  const plural = levelMany(atlas, choice.level, lang);
  return words.map.label(topicTitle(shown), plural, of, kinds.more, kinds.less, kinds.same, kinds.wide, kinds.absent);
}

/** An area in one line: its figure with the margin and how it compares with the whole, or why it has none. */
export function placeText(shown: DistrictState, code: string): string {
  const { atlas, choice, words } = shown;
  const name = atlas.tree.get(code)?.name ?? code;
  const figure = figureAt(atlas, choice, code);
  const text = figure && besideText(shown, code, figure);
  const relation = relationAt(atlas, choice, code, choice.area);
  const mark = { less: "▼ ", more: "▲ ", same: "", absent: "" }[relation];
  const comparison = `${mark}${relationText(shown, code)}`;
  return text
    ? words.ranking.row(name, listedText(shown, code, figure, text), text.lower, text.upper, comparison)
    : words.ranking.whole(name, absentText(shown, code));
}

/** The tapped area in one line below the map, for its card is further down. Screen readers hear the card instead. */
function TapLine({ shown, code }: { shown: DistrictState; code: string | null }) {
  const { atlas, choice, words } = shown;
  if (code === null || !atlas.tree.get(code)) return <p class="tap-line no-print">{tapHint(shown)}</p>;
  return (
    <p class="tap-line no-print">
      <span class="on-picture" aria-hidden="true">
        {placeText(shown, code)}
      </span>{" "}
      {figureAt(atlas, choice, code) && code !== choice.area ? (
        <button
          type="button"
          class="plain"
          onClick={() => document.querySelector(".ranking-rows [aria-pressed=true]")?.scrollIntoView({ block: "center" })}
        >
          {words.map.inRanking}
        </button>
      ) : null}
    </p>
  );
}

interface MapFrameProps {
  readonly shown: DistrictState;
  /** absent: the parts */
  readonly painted?: readonly PaintedArea[];
  readonly lettered?: Readonly<Record<string, string>>;
  readonly onTap?: (code: string) => void;
  /** content below the legend, such as the card of the chosen area */
  readonly children?: ComponentChildren;
}

/** The lettered places by name and figure. They are for the picture alone: on the page the card beside the map says which is which. */
function LetterNotes({ shown, lettered }: { shown: DistrictState; lettered: Readonly<Record<string, string>> }) {
  const inOrder = Object.entries(lettered).sort(([, a], [, b]) => a.localeCompare(b));
  return inOrder.map(([code, letter]) => (
    <p key={code} class="on-picture" hidden>
      {WORDS[shown.lang].labelled(letter, placeText(shown, code))}
    </p>
  ));
}

/** The map in its frame. A tap chooses an area; pointing marks it in the ranking too. */
export function MapFrame({ shown, painted: given, lettered, onTap, children }: MapFrameProps) {
  const { atlas, choice, lang, words, marked, mark, go } = shown;
  const table = useCallback(() => partsTable(shown), [atlas, choice, lang]);
  const parts = useMemo(() => paintedParts({ atlas, choice }), [atlas, choice]);
  const painted = given ?? parts;
  const box = useAreaTaps(onTap ?? ((code) => go({ at: code })), mark);
  const codes = new Set(painted.map(({ code }) => code));
  const pointed = marked && codes.has(marked) ? marked : null;
  const pair = Object.keys(lettered ?? {});
  const map = { shown, label: mapLabel(shown), painted, chosen: choice.at, ...(lettered ? { lettered } : {}) };
  return (
    <div ref={box} class="district-map">
      <DistrictFigure
        shown={shown}
        // Beside two places, how many others stand out would answer another question.
        title={pair.length > 1 ? words.compare.onMap : mapTitle(shown, periodAfter(shown))}
        awayTitle={mapTitle(shown)}
        subtitle={mapSubtitle(shown)}
        awaySubtitle={awayMapSubtitle(shown)}
        embed="map"
        framedNotes={choice.at === null ? [] : [placeText(shown, choice.at)]}
        framedHeight={(width) => heightFilled(shown, painted, width)}
        brief={choice.view !== "map"}
        name={fileName("map", shown)}
        height={340}
        noFiles={choice.period === ""}
        table={choice.period === "" ? null : table}
        rows={() => partsFile(shown)}
        tableElsewhere={choice.view === "map" && withFigure(painted).length > 0}
        // The page may show the two places enlarged within a much larger drawing.
        picture={pair.length > 1 ? (width) => <PartsMap {...map} id="district-picture" width={width} framed={pair} /> : undefined}
        draw={(width) => (
          <ZoomedMap
            key={`${choice.area} ${choice.level}`}
            lang={lang}
            width={width}
            parts={painted.length}
            fixed={areTiles(atlas)}
            figures={withFigure(painted)}
            focus={pair.length > 1 ? pair : choice.at === null ? [] : [choice.at]}
            framed={pair.length > 1}
          >
            {(room, tallest, sight) => (
              <PartsMap {...map} id="district-map" width={room} tallest={tallest} pointed={pointed} sight={sight} />
            )}
          </ZoomedMap>
        )}
      >
        {lettered && choice.period !== "" ? <LetterNotes shown={shown} lettered={lettered} /> : null}
        {children && choice.period !== "" && choice.view === "map" ? <TapLine shown={shown} code={pointed ?? choice.at} /> : null}
        <PartsLegend shown={shown} painted={painted} />
        {children}
      </DistrictFigure>
    </div>
  );
}

/** The published parts, from high to low; then, in the same order, those that are too uncertain to be ranked. */
export function rankedParts(shown: DistrictState) {
  const { atlas, choice } = shown;
  return partsOf(shown)
    .flatMap(({ code, name }) => {
      const figure = figureAt(atlas, choice, code);
      if (!figure) return [];
      const relation = relationAt(atlas, choice, code, choice.area);
      const against = relation === "absent" ? ("same" as const) : relation;
      const text = besideText(shown, code, figure);
      const place = { value: figure.value };
      const said = relationText(shown, code);
      return [{ code, name, ...place, figure, against, said, text: { ...text, value: listedText(shown, code, figure, text) } }];
    })
    .sort((a, b) => Number(a.figure.unsure) - Number(b.figure.unsure) || fromHigh(a, b));
}

/** Number of parts without a figure up to which they are named. */
const MOST_LISTED = 4;

/** The parts that are not ranked, and the number of homes that such a place needs. */
export function AbsentParts({ shown }: { shown: DistrictState }) {
  const { atlas, choice, lang, words } = shown;
  const absent = partsOf(shown).filter(({ code }) => figureAt(atlas, choice, code) === null);
  if (absent.length === 0 || choice.statistic === "median") return null;
  const kept = absent.filter(({ code }) => isKept(atlas, choice, code));
  const few = absent.filter((area) => !kept.includes(area));
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
      {kept.length === 0 ? null : (
        <>
          <p class="note">
            {kept.length <= MOST_LISTED ? words.ranking.kept(listed(kept)) : words.ranking.keptMany(count(kept), plural)}
          </p>
          <KeptNote lang={lang} />
        </>
      )}
    </>
  );
}

/** Explains hollow dots and the mark of uncertain figures where the ranking is shown elsewhere, if a row has one. */
export function rankingNotes(shown: DistrictState, rows: ReturnType<typeof rankedParts>): string[] {
  const { atlas, choice, words } = shown;
  const hasWhole = yardstickOf(figureAt(atlas, choice, choice.area)) !== null;
  return [
    ...(hasWhole && rows.some(({ against }) => against === "same") ? [words.ranking.hollow] : []),
    ...(rows.some(({ figure }) => figure.unsure) ? [unsureText(shown, rows)] : []),
  ];
}

/** The number of the first row that is not ranked; undefined where all rows are ranked, or none is. */
function apartIn(rows: ReturnType<typeof rankedParts>): number | undefined {
  const first = rows.findIndex(({ figure }) => figure.unsure);
  return first > 0 ? first : undefined;
}

/** What the mark of uncertain figures means, and the arrow of a margin that goes on beyond the axis. */
function unsureText({ atlas, choice, lang, words }: DistrictState, rows: ReturnType<typeof rankedParts>): string {
  const apart = apartIn(rows);
  if (apart === undefined) return UNSURE[lang].unsureMeans;
  const whole = yardstickOf(figureAt(atlas, choice, choice.area));
  const isOpen = goesBeyond({ rows: estimatesOf(rows), apart, ...(whole ? { reference: { ...whole, text: "" } } : {}) });
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
}

/** The words of the line that parts are compared with. */
const wholeText = ({ atlas, choice, lang, words }: DistrictState, whole: PublishedFigure): string =>
  words.ranking.whole(atlas.tree.get(choice.area)?.name ?? "", textOfPlace({ atlas, choice, lang }, choice.area, whole).value);

const estimatesOf = (rows: RankingDrawingProps["rows"]): readonly Estimate[] =>
  rows.map(({ code, name, figure, text, against }) => ({ code, name, interval: figure, text: text.value, against }));

/** Height of a row in px: in the narrowest drawings names stand above. */
const pitchWithin = (rows: RankingDrawingProps["rows"], width: number, pitch: number): number =>
  isSlim(width) ? stackedPitch(estimatesOf(rows), width) : pitch;

/** The ranking's drawing, without its buttons. */
export function RankingDrawing({ shown, width, rows, pitch = pitchOf(), id = "district-ranking" }: RankingDrawingProps) {
  const { atlas, choice, lang, words, marked } = shown;
  const whole = yardstickOf(figureAt(atlas, choice, choice.area));
  const sure = rows.filter(({ figure }) => !figure.unsure);
  const [highest, lowest] = [sure[0] ?? rows[0], sure.at(-1) ?? rows.at(-1)];
  return (
    <NamedEstimates
      id={id}
      width={width}
      label={words.ranking.label(
        `${highest?.name ?? ""} (${highest?.text.value ?? ""})`,
        `${lowest?.name ?? ""} (${lowest?.text.value ?? ""})`,
      )}
      rows={estimatesOf(rows)}
      apart={apartIn(rows)}
      rankedAxis
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
        {row.text.value}, {words.from(row.text.lower, row.text.upper)}
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
            aria-label={words.ranking.row(name, text.value, text.lower, text.upper, said)}
            onClick={() => go({ at: choice.at === code ? null : code })}
            onPointerEnter={() => mark(code)}
            onFocus={() => mark(code)}
            onBlur={() => mark(null)}
          />
        </li>
      ))}
    </ul>
  );
}

/** The ranking of the parts, one row per area. */
export function Ranking({ shown }: { shown: DistrictState }) {
  const { atlas, choice, lang, words } = shown;
  const [all, setAll] = useState(false);
  const pitch = pitchOf();
  const ranked = useMemo(() => rankedParts(shown), [atlas, choice, lang]);
  const table = useCallback(() => partsTable(shown), [atlas, choice, lang]);
  const chosen = ranked.findIndex(({ code }) => code === choice.at);
  // The list is expanded where the area chosen on the map would otherwise be cut off.
  const rows =
    all || chosen >= SHORT_LIST_ROWS || ranked.length <= SHORT_LIST_ROWS + 5 ? ranked : ranked.slice(0, SHORT_LIST_ROWS);
  const whole = yardstickOf(figureAt(atlas, choice, choice.area));
  if (ranked.length === 0 || isAlone(shown)) return null;
  const head = (width: number): number => estimatesHead(whole && { text: wholeText(shown, whole) }, width);
  return (
    <div class="district-ranking">
      <DistrictFigure
        shown={shown}
        title={rankingTitle(shown, ranked.length)}
        awayTitle={awayRankingTitle(shown, ranked.length)}
        subtitle={rankingSubtitle(shown)}
        awaySubtitle={awayRankingSubtitle(shown)}
        embed="ranking"
        brief
        name={fileName("ranking", shown)}
        height={head(Number.POSITIVE_INFINITY) + pitch * rows.length + 28}
        table={table}
        rows={() => partsFile(shown)}
        notes={rankingNotes(shown, rows)}
        draw={(width) => (
          <div class="ranking-rows">
            <RankingDrawing shown={shown} width={width} rows={rows} />
            <RankingButtons shown={shown} rows={rows} pitch={pitchWithin(rows, width, pitch)} top={head(width)} />
          </div>
        )}
      >
        {chosen < 0 ? null : <ChosenRow shown={shown} row={ranked[chosen]} />}
        {rows.length < ranked.length || all ? (
          <p>
            <button type="button" class="plain no-print" onClick={() => setAll(!all)}>
              {all ? words.ranking.fewer : words.ranking.all(formatNumber(ranked.length, 0, lang))}
            </button>
          </p>
        ) : null}
        <UnsureParts shown={shown} rows={ranked} />
        <AbsentParts shown={shown} />
      </DistrictFigure>
    </div>
  );
}

/** Smallest and largest row height in px of an embedded ranking: closer rows would touch, wider ones would waste room. */
const CLOSEST = 18;
const FURTHEST = 30;
/** Height in px of a ranking without its rows: the name of the whole above, the axis below. */
const BESIDE_ROWS = estimatesHead({ text: "" }, 0) + 28;

/** Least height of an embedded ranking, in px. */
export function leastRanking(shown: DistrictState): number {
  return BESIDE_ROWS + CLOSEST * Math.min(SHORT_LIST_ROWS, rankedParts(shown).length);
}

/** The height that an embedded ranking fills at most at a width, in px; null where each row has the lines that its words need. */
export function mostRanking(shown: DistrictState, width: number): number | null {
  return isSlim(width) ? null : BESIDE_ROWS + FURTHEST * Math.min(SHORT_LIST_ROWS, rankedParts(shown).length);
}

/** The ranking alone, for embedding. Its rows share the given height. */
export function BareRanking({ shown, width, height }: { shown: DistrictState; width: number; height: number }) {
  const rows = rankedParts(shown).slice(0, SHORT_LIST_ROWS);
  const pitch = Math.floor((height - BESIDE_ROWS) / Math.max(1, rows.length));
  return <RankingDrawing shown={shown} width={width} rows={rows} pitch={Math.max(CLOSEST, Math.min(FURTHEST, pitch))} />;
}

/** Loads the maps of all periods, which few visitors ask for. */
const loadPeriods = () => import("./map-periods.tsx");
/** Loads whom the figures represent, which few visitors ask for. */
const loadRepresented = () => withWords(import("./represented.tsx"));
/** Loads what is shown of a period that has the whole alone. */
const loadAlone = () => import("./alone-area.tsx");

/** Map and ranking of one choice, with a card of the chosen area. */
export function MapAndRanking({ shown, turn }: { shown: DistrictState; turn: number }) {
  const { atlas, choice, lang, marked } = shown;
  const eachAtFirst = useRef(choice.each);
  const periods = useViews(choice.each !== null && canRepeat(shown, choice.each), loadPeriods);
  const alone = useViews(isAlone(shown), loadAlone);
  const represented = useViews(choice.statistic === "participation", loadRepresented);
  // Outlines change only the map, so the ranking is kept when they arrive.
  const beside = useMemo(
    () => (
      <>
        <Ranking shown={shown} />
        <NothingHere shown={shown} />
        {represented && <represented.Represented shown={shown} />}
      </>
    ),
    [atlas.rows, atlas.composition, atlas.measured, choice, lang, marked, represented],
  );
  // Until its program is there, nothing below is seen, which it would move.
  if (isAlone(shown)) return alone ? <alone.AloneArea shown={shown} /> : <div style={{ height: "100vh" }} />;
  return (
    <div class="map-and-ranking">
      <div class="map-side">
        <MapFrame shown={shown}>
          <PeriodSlider shown={shown} />
          <MapRepeats shown={shown} />
          <AreaCard shown={shown} />
        </MapFrame>
      </div>
      <div class="beside-map">{turn > 2 ? beside : null}</div>
      {periods ? <periods.MapPeriods shown={shown} asked={choice.each !== eachAtFirst.current} /> : null}
    </div>
  );
}

/** Explains why no part is published, and offers a period in which some are. */
function NothingHere({ shown }: { shown: DistrictState }) {
  const { atlas, choice, lang, words, go } = shown;
  const parts = areasWithin(atlas.tree, choice.area, choice.level);
  const anyAt = (period: string): boolean => parts.some(({ code }) => figureAt(atlas, { ...choice, period }, code) !== null);
  if (anyAt(choice.period)) return null;
  const better = periodsOfMeasure(atlas.rows, choice.ref).findLast(anyAt);
  const plural = levelMany(atlas, choice.level, lang);
  const instead = publishedInstead(atlas, choice, parts[0]?.code ?? "");
  return (
    <section class="card nothing-here">
      <h2>
        {instead === null
          ? words.map.notYet(plural, `${periodLink(choice.period, words)} ${formatPeriod(choice.period, lang)}`)
          : notDueText(shown, choice.level)}
      </h2>
      {better === undefined ? (
        parts.some(({ code }) => isKept(atlas, choice, code)) ? (
          <AbsentParts shown={shown} />
        ) : (
          <p>{words.map.nowhere(neededText(shown, choice.level))}</p>
        )
      ) : (
        <>
          <p>{words.map.notYetText}</p>
          <button type="button" class="quiet" onClick={() => go({ period: better })}>
            {words.map.longer(formatPeriod(better, lang))}
          </button>
        </>
      )}
    </section>
  );
}
