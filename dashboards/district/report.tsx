import type { Area } from "../../src/territory/index.ts";
import { formatNumber, formatPeriod, upperFirst } from "../shared/format.ts";
import { topicLabel } from "../shared/labels.ts";
import { plainText } from "../shared/rich.tsx";
import { marginOfText } from "../shared/sizes-text.ts";
import { AbsentWords, FigureCautions } from "./absent-words.tsx";
import { AloneDrawing, aloneTrend } from "./alone-area.tsx";
import { figureAt, gapAt, homesAt, mostlyIn, relationAt } from "./area-figures.ts";
import { paintedParts } from "./area-map.tsx";
import { relationWritten } from "./barely.ts";
import { areasWithin, type ChoiceChange, levelsBelow } from "./choice.ts";
import { gapAsWritten, gapEnds, gapWords, untoldText } from "./gap-words.ts";
import { censusWords } from "./like-the-census.tsx";
import { areTiles } from "./map-shapes.ts";
import { mapTitle } from "./map-words.ts";
import { MapsReport } from "./maps-report.tsx";
import { PAPER, PaperMap, PaperPage } from "./paper.tsx";
import { canRepeat } from "./periods-on-map.ts";
import { rankTexts } from "./place-rank.ts";
import { MEAN_OF_ALL, topicsOf } from "./portrait-figures.ts";
import { KindMeans, kindWords } from "./portrait-kinds.tsx";
import { isParentItself, placeOfPortrait } from "./portrait-place.ts";
import { awayPortraitTitle, portraitMostly, portraitWhere } from "./portrait-title.ts";
import { TrendDrawing, trendWords } from "./portrait-trend.tsx";
import { rankedParts, rankNumbers, rowsKept, withNumbers } from "./ranked-parts.ts";
import { AbsentParts, RankingDrawing, rankingSubtitle, rankingTitle, UnsureParts } from "./ranking.tsx";
import { reportWords } from "./report-words.ts";
import { RepresentedOnPaper } from "./represented.tsx";
import {
  besideText,
  type DistrictState,
  homesText,
  isAlone,
  listedText,
  marginAfter,
  partsOf,
  relationText,
  shareOfText,
  shareText,
  sourceOf,
  textOfPlace,
  topicTitle,
} from "./shown.ts";
import { weighedText, weighedTopics } from "./weighed.ts";

/** Most topics of the table, beyond which it would need a second page; then the numbers above which the trend or the ranking is lower. */
const MOST_TOPICS = 6;
const [FEW_TOPICS, MANY_TOPICS] = [2, 4];

/** The address of a report: parameters that the page would choose by itself are left out. */
const reported = (code: string): ChoiceChange => ({
  view: "portrait",
  at: code,
  area: null,
  level: null,
  with: null,
  pick: null,
  zone: null,
});

/** Which kinds of homes are counted more or less often than they live there, naming a wider place; empty where no census tells. */
function unlikeCensus(shown: DistrictState): string {
  const census = censusWords(shown);
  if (census === null) return "";
  const isWider = census.comparison.area !== placeOfPortrait(shown).code;
  return `${plainText(isWider ? census.awayTitle : census.title)}.`;
}

/** Where a place stands among its siblings, as a key figure; null where it has no rank. */
function RankFigure({ shown, code, siblings }: { shown: DistrictState; code: string; siblings: readonly { code: string }[] }) {
  const texts = rankTexts(shown, code, siblings);
  return (
    texts && (
      <div>
        <dt>{texts.rank}</dt>
        <dd>{texts.among}</dd>
      </div>
    )
  );
}

/** The figures beside the map: the value, the gap with the parent, the rank, and participation. */
function KeyFigures({ shown, code, parent }: { shown: DistrictState; code: string; parent: string | null }) {
  const { atlas, choice, lang, words } = shown;
  const figure = figureAt(atlas, choice, code);
  if (!figure) return null;
  const text = besideText(shown, code, figure, parent ?? code);
  const homes = homesAt(atlas, choice, code);
  const area = atlas.tree.get(code);
  const siblings = parent === null ? [] : areasWithin(atlas.tree, parent, area?.level ?? "");
  const whole = parent === null ? null : figureAt(atlas, choice, parent);
  const gap = parent === null ? null : gapAt(atlas, choice, code, parent);
  const wholeText = whole && parent !== null ? textOfPlace(shown, parent, whole).value : "";
  const relation = parent === null ? "same" : relationAt(atlas, choice, code, parent);
  const told = gap && parent !== null && relation !== "same" ? gapAsWritten(shown, gap, code, parent) : null;
  const gapText = told && gapWords(shown, told, { code: parent ?? code, text: wholeText });
  const isShare = choice.statistic === "participation";
  const share = figureAt(atlas, { ...choice, statistic: "participation" }, code);
  const counted = shareOfText(shown, code);
  return (
    <dl class="report-figures">
      <div>
        <dt>{text.value}</dt>
        <dd>
          {isShare
            ? `${counted}${marginAfter(figure, text, lang)}.${homes ? ` ${words.card.homes(homesText(homes, lang))}` : ""}`
            : reportWords(shown).valueText(formatPeriod(choice.period, lang))}
          {isShare ? null : `${marginAfter(figure, text, lang)}. ${marginOfText(lang, atlas.catalog)}`}
          {/* Beside a wider place the reason stands there. */}
          <FigureCautions shown={shown} figure={{ ...figure, unsure: figure.unsure && whole === null }} />
        </dd>
      </div>
      {gapText ? (
        <div>
          <dt>{gapText.amount}</dt>
          <dd>{gapText.text}</dd>
        </div>
      ) : whole ? (
        <div>
          <dt>{wholeText}</dt>
          <dd>
            <b>{atlas.tree.get(parent ?? code)?.name}</b>
            {figure.unsure
              ? null
              : `. ${upperFirst(relationText(shown, code, parent ?? code)) || untoldText(shown, code, parent ?? code)}`}
          </dd>
        </div>
      ) : null}
      <RankFigure shown={shown} code={code} siblings={siblings} />
      {homes && share !== null && !isShare ? (
        <div>
          <dt>{shareText(share, shown, code)}</dt>
          <dd>
            {counted}. {words.card.homes(homesText(homes, lang))}
          </dd>
        </div>
      ) : null}
    </dl>
  );
}

/** Tells whether the key figures say what their margin is of: a share of homes has no other homes, and without a figure there is none. */
const saysMargin = ({ atlas, choice }: DistrictState, code: string): boolean =>
  choice.statistic !== "participation" && figureAt(atlas, choice, code) !== null;

/** The head of a column of figures. */
const Head = ({ figure }: { figure: string | undefined }) => (
  <th scope="col" class="num">
    {figure}
  </th>
);

/** The columns of the table of all topics. `there` is the name of the parent; null: there is none. */
export function TopicsHead({
  shown,
  here,
  there,
}: {
  shown: DistrictState;
  here: string | undefined;
  there: string | null | undefined;
}) {
  const words = reportWords(shown);
  return (
    <thead>
      <tr>
        <th scope="col">{words.table}</th>
        <Head figure={here} />
        <th scope="col">{words.margin}</th>
        {there === null ? null : (
          <>
            <Head figure={there} />
            <th scope="col">{words.difference}</th>
          </>
        )}
      </tr>
    </thead>
  );
}

/** All topics, one per row. */
function TopicRows({ shown, code, parent }: { shown: DistrictState; code: string; parent: string | null }) {
  const { atlas, lang, words, choice } = shown;
  const topics = topicsOf(atlas, code, parent, choice.period).filter(({ period }) => period !== null);
  // Of one topic the figures above say the same.
  if (topics.length < 2) return null;
  const [here, there] = [code, parent].map((one) => (one && atlas.tree.get(one)?.name) || "");
  const listed = topics.slice(0, MOST_TOPICS);
  const marks = { more: "▲", less: "▼", same: "", absent: "" } as const;
  return (
    <table class="report-table">
      <TopicsHead shown={shown} here={here} there={parent === null ? null : there} />
      <tbody>
        {listed.map(({ ref, period, relation }) => {
          const subject = { ref, ...MEAN_OF_ALL, period: period ?? "" };
          const figure = figureAt(atlas, subject, code);
          const whole = parent === null ? null : figureAt(atlas, subject, parent);
          const text = figure
            ? besideText({ atlas, choice: { ...choice, ...subject }, lang }, code, figure, parent ?? code)
            : null;
          // In the unit, as beside the map; a share would express the same gap a second way.
          const gap = parent === null ? null : gapAt(atlas, subject, code, parent);
          const ends =
            gap && parent !== null
              ? gapEnds(atlas, subject, gapAsWritten({ atlas, choice: subject }, gap, code, parent), lang)
              : null;
          const told = relation === "more" || relation === "less";
          const said = relationWritten({ ...shown, choice: { ...choice, ...subject } }, code, parent ?? code);
          return (
            <tr key={ref.key}>
              <th scope="row">{`${topicLabel(ref, lang)}, ${formatPeriod(period ?? "", lang)}`}</th>
              <td class="num">
                <b>
                  {figure ? listedText({ atlas, choice: { ...choice, ...subject }, lang }, code, figure, text ?? undefined) : ""}
                </b>
              </td>
              <td>{text ? `${text.lower}\u00a0–\u00a0${text.upper}` : ""}</td>
              {parent === null ? null : (
                <>
                  <td class="num">
                    {whole && parent !== null
                      ? listedText({ atlas, choice: { ...choice, ...subject }, lang }, parent, whole)
                      : "–"}
                  </td>
                  <td>{ends && told ? `${marks[relation]} ${said}, ${words.card.more(ends.low, ends.high)}` : said}</td>
                </>
              )}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** State for the map on paper: the place among its siblings or, for the whole, its parts. */
function insideParent(shown: DistrictState, area: Area): DistrictState {
  const { choice } = shown;
  const level = area.parent === null ? choice.level : area.level;
  return { ...shown, choice: { ...choice, area: area.parent ?? area.code, level, at: area.code } };
}

/** Fewest places, unless there are only two, for a map and a ranking. */
const FEWEST_PLACES = 3;

/** Tells whether enough places of a map have a figure for it to say more than the figures beside it. */
function hasMap({ atlas, choice }: DistrictState): boolean {
  const places = areasWithin(atlas.tree, choice.area, choice.level);
  const count = places.filter(({ code }) => figureAt(atlas, choice, code)).length;
  return count > 1 && count >= Math.min(FEWEST_PLACES, places.length);
}

/**
 * State for the map and the ranking of a place's own parts or, where one of them has nearly all its homes, of the parts of that one;
 * null: too few have a figure.
 */
export function withOwnParts(shown: DistrictState, code: string): DistrictState | null {
  const { atlas, choice } = shown;
  const lineage = atlas.tree.lineage(mostlyIn(atlas, choice, code) ?? code);
  const states = lineage
    .slice(0, lineage.findIndex((area) => area.code === code) + 1)
    .flatMap(({ code: area }) =>
      levelsBelow(atlas.tree, atlas.levels, area).map((level) => ({ ...shown, choice: { ...choice, area, level, at: null } })),
    );
  return states.find(hasMap) ?? null;
}

/** The height in px that the rows of a ranking share on paper, and that of a row: of few, above a trend that else had no room, and of many. */
const RANKING = { tallest: 600, few: 20, low: 16, many: 15 };
/** Width in px of the map above a ranking, of one with the numbers of many, of squares, which need room for their names, and of a map without a ranking. */
const [NUMBERED_MAP, MANY_NUMBERS, TILES, LONE_MAP] = [280, 350, 300, 410];
/** Most rows and topics with which a trend still fits below a ranking. */
const FEW = { rows: 14, topics: 5 };
/** Height in px of the ranking around one place, and of that above a table of many topics. */
const [AROUND, ABOVE_MANY] = [410, 240];

/** Greatest height in px of a map on a page that is too long, and of one above a trend that else had no room. */
const [LOW_MAP, LOWEST_MAP] = [300, 200];
/** Height in px of a trend: below few topics, below more, and on a page that is too long. */
const TREND = { tall: 128, low: 104, lowest: 92 };

/** What a page that is too long spares: nothing, the height of its drawings, the trend, and with it the map's height. */
type Spared = "nothing" | "height" | "trend" | "both";

/** What is spared, by how often the page was too long. Without a trend there is none to make room for. */
export function sparedBy(left: number, hasTrend: boolean): Spared {
  if (left === 0) return "nothing";
  if (left === 1 && hasTrend) return "height";
  return left === (hasTrend ? 2 : 1) ? "trend" : "both";
}

type Rows = ReturnType<typeof rankedParts>;

/** How many rows of a ranking a page has, and their height in px. */
export function rowsOnPaper(
  ranked: number,
  tallest = RANKING.tallest,
  few = RANKING.few,
): { readonly drawn: number; readonly pitch: number } {
  const pitch = ranked <= FEW.rows ? few : RANKING.many;
  return { drawn: Math.min(ranked, Math.floor(tallest / pitch)), pitch };
}

interface PartsOnPaperProps {
  /** state of the map and the ranking */
  readonly shown: DistrictState;
  /** state of the figures below the map; absent: that of the map */
  readonly about?: DistrictState;
  readonly code: string;
  readonly parent: string | null;
  /** height in px that the ranking's rows share */
  readonly tallest?: number;
  readonly spared: Spared;
}

/**
 * The map of an area's parts with the area's own figures, or of a place among its siblings with those of the place, and beside it the
 * parts from high to low: all that the map has or, around one place, those nearest to it. Long, for map and ranking have the same numbers.
 */
function PartsOnPaper({ shown, about = shown, code, parent, tallest, spared }: PartsOnPaperProps) {
  const { atlas, choice } = shown;
  const ranked = rankedParts(shown);
  // Around one place, few others say nothing of it.
  const isRanked = choice.at === null || ranked.length >= FEWEST_PLACES;
  const { drawn, pitch } = rowsOnPaper(ranked.length, tallest, spared === "height" ? RANKING.low : RANKING.few);
  const kept = rowsKept(ranked, choice.at, drawn);
  const isNumbered = isRanked && !areTiles(atlas);
  const numbers = rankNumbers(ranked);
  const rows = isNumbered ? withNumbers(kept, numbers) : kept;
  const listed = new Map(kept.flatMap(({ code: one }) => (numbers.has(one) ? [[one, numbers.get(one) ?? ""]] : [])));
  // Of what has no number only the place that the page is of is named.
  const painted = paintedParts(shown).map((part) => (part.code === choice.at ? part : { ...part, name: "" }));
  const hasMany = ranked.length > FEW.rows;
  const map = isNumbered ? (hasMany ? MANY_NUMBERS : NUMBERED_MAP) : isRanked ? TILES : LONE_MAP;
  const figures = figureAt(atlas, choice, code) ? (
    <KeyFigures shown={about} code={code} parent={parent} />
  ) : (
    <p>
      <AbsentWords shown={about} code={code} />
    </p>
  );
  return (
    <>
      {choice.at === null ? null : <h3>{reportTopic(shown)}</h3>}
      {/* A ranking has the width of the page, for the sake of its margins. */}
      <div class={isRanked ? "report-across" : "report-two"} style={{ gridTemplateColumns: `${map}px minmax(0, 1fr)` }}>
        <PaperMap
          shown={shown}
          chosen={choice.at}
          width={map}
          {...(spared === "height" ? { tallest: LOWEST_MAP } : spared === "both" ? { tallest: LOW_MAP } : {})}
          {...(isNumbered ? { painted, numbers: listed } : {})}
          framed={[...ranked.map(({ code: one }) => one), ...(choice.at === null ? [] : [choice.at])]}
        />
        <div>{figures}</div>
      </div>
      {isRanked ? <RankingOnPaper shown={shown} rows={rows} others={ranked.length - kept.length} pitch={pitch} /> : null}
    </>
  );
}

interface RankingOnPaperProps {
  readonly shown: DistrictState;
  readonly rows: Rows;
  /** number of places that the page has no room for */
  readonly others: number;
  /** height in px of a row */
  readonly pitch: number;
}

/** A ranking under its title, and what must be known of those that are not in it. */
function RankingOnPaper({ shown, rows, others, pitch }: RankingOnPaperProps) {
  return (
    <section>
      {rows.length === 0 ? null : (
        <>
          <h3>{rankingTitle(shown)}</h3>
          <p class="note">{rankingSubtitle(shown)}</p>
          <RankingDrawing shown={shown} width={PAPER} rows={rows} pitch={pitch} id="report-ranking" withMargins />
        </>
      )}
      {others > 0 ? <p class="note">{reportWords(shown).others(formatNumber(others, 0, shown.lang))}</p> : null}
      <UnsureParts shown={shown} rows={rows} />
      <AbsentParts shown={shown} onPaper />
    </section>
  );
}

/** The trend of the place or, where it has none, its kinds of homes; those of a wider place where there is room for them. */
function TrendOrKinds({ shown, height, hasRoom }: { shown: DistrictState; height: number; hasRoom: boolean }) {
  const trend = trendWords(shown);
  const area = (trend?.trend ?? kindWords(shown))?.area;
  const isWider = area !== undefined && area !== placeOfPortrait(shown).code;
  if (isWider && !hasRoom) return null;
  return (
    <>
      {trend ? (
        <section>
          <h3>{isWider ? trend.awayTitle : trend.title}</h3>
          <p class="note">{`${trend.brief} ${sourceOf(shown, trend.trend.periods)}.`}</p>
          <TrendDrawing shown={shown} width={PAPER} id="report-trend" height={height} />
          {trend.onPaper.length === 0 ? null : <p class="note">{trend.onPaper.join(" ")}</p>}
        </section>
      ) : (
        <KindMeans shown={shown} width={PAPER} id="report-kinds" />
      )}
    </>
  );
}

/** A place in a period that never publishes its parts: its figures, and the place over such periods. */
function AloneOnPaper({ shown, code, parent }: { shown: DistrictState; code: string; parent: string | null }) {
  const trend = aloneTrend(shown);
  return (
    <>
      <KeyFigures shown={shown} code={code} parent={parent} />
      {trend === null ? null : (
        <section>
          <h3>{trend.label.replace(/\.$/, "")}</h3>
          <p class="note">{`${trend.subtitle} ${sourceOf(shown, trend.periods)}.`}</p>
          <AloneDrawing shown={shown} width={PAPER} height={240} />
          {shown.choice.period.length > 4 ? <p class="note">{shown.words.portrait.season}</p> : null}
        </section>
      )}
    </>
  );
}

/** What the map and the figures beside it are of. */
const reportTopic = (shown: DistrictState): string => `${topicTitle(shown)}, ${formatPeriod(shown.choice.period, shown.lang)}`;

/** What a report is of: a place among its siblings or, where these say nothing of it, its own parts. */
function subjectOf(given: DistrictState, area: Area) {
  const { view, at } = given.choice;
  const { code, parent } = placeOfPortrait(given);
  // The map of an area's parts is printed with their ranking, as it is shown. A chosen part is printed with everything known
  // about it, as means of all homes whatever the screen shows, because a printed page must be readable without its address.
  const isMap = view === "map" && at === null && given.atlas.tree.children(code).length > 0;
  const shown: DistrictState = { ...given, marked: null, choice: isMap ? given.choice : { ...given.choice, ...MEAN_OF_ALL } };
  const topics = topicsOf(shown.atlas, code, parent, shown.choice.period);
  // Beside a parent that is nearly the place itself nothing can be told, but of how many take part.
  const isParent = shown.choice.statistic !== "participation" && isParentItself(shown, topics);
  const alone = parent === null || isParent || !hasMap(insideParent(shown, area));
  const parts = isMap ? shown : alone ? withOwnParts(shown, code) : null;
  return { shown, isMap, topics, parts, isParent, parent: isParent ? null : parent };
}

/** One printed A4 page of the map view or of a place. */
export function AreaReport({ shown }: { shown: DistrictState }) {
  const { each } = shown.choice;
  return each !== null && canRepeat(shown, each) ? <MapsReport shown={shown} /> : <PlaceReport shown={shown} />;
}

/** The height in px of a trend, which a table of more topics makes lower. */
function heightOfTrend(spared: Spared, topics: number): number {
  if (spared === "height") return TREND.lowest;
  return topics > FEW_TOPICS && topics <= MANY_TOPICS ? TREND.low : TREND.tall;
}

/** One printed A4 page of a place, from its map and its portrait. Long, for what it spares depends on what stands together. */
function PlaceReport({ shown: given }: { shown: DistrictState }) {
  const { code } = placeOfPortrait(given);
  const area = given.atlas.tree.get(code);
  if (!area) return null;
  const { shown, isMap, topics, parts, isParent, parent } = subjectOf(given, area);
  const told = topics.filter((topic) => topic.period !== null).length;
  const ranked = rankedParts(parts ?? shown).length;
  const ownTitle = awayPortraitTitle(shown, topics, true);
  const mostly = isParent ? (parts ? ownTitle : "") : portraitMostly(shown, topics);
  const hasRoom = topics.length <= FEW.topics && ranked <= FEW.rows;
  const { type, statistic, ref } = shown.choice;
  const topic = isMap ? `. ${reportTopic(shown)}` : "";
  // A trend is of the means of all homes, which no other figure of a place may stand beside.
  const isOfMeans = !isMap || (statistic === "mean" && type === "_T" && !isAlone(shown));
  const mayTrend = isOfMeans && !(parts && !hasRoom) && !(isMap && statistic === "participation");
  return (
    <PaperPage
      shown={parts ?? shown}
      where={`${portraitWhere(shown, area, true)}${topic}`}
      title={parts && (isMap || isParent) ? `${mapTitle(parts)}.` : ownTitle}
      address={shown.address(isMap ? {} : reported(code))}
      hasFigure={told > 0 || ranked > 0 || shown.atlas.rows.length > 0}
      {...(isMap ? {} : { mostly })}
      saysMargin={saysMargin(shown, code)}
      mapless={isMap && isAlone(shown)}
      refs={[ref, ...topics.flatMap((topic) => (topic.period === null ? [] : [topic.ref]))]}
      rows={partsOf(parts ?? insideParent(shown, area))}
      more={
        isMap && statistic === "participation"
          ? ""
          : [unlikeCensus(shown), isMap ? "" : weighedTopics(shown, topics), parts ? weighedText(parts) : ""].join(" ").trim()
      }
    >
      {(left) => {
        const spared = sparedBy(left, mayTrend);
        return (
          <>
            {isMap && isAlone(shown) ? (
              <AloneOnPaper shown={shown} code={code} parent={parent} />
            ) : parts ? (
              <PartsOnPaper shown={parts} code={code} parent={parent} spared={spared} />
            ) : (
              <PartsOnPaper
                shown={insideParent(shown, area)}
                about={shown}
                code={code}
                parent={parent}
                tallest={told > MANY_TOPICS ? ABOVE_MANY : AROUND}
                spared={spared}
              />
            )}
            {isMap && statistic === "participation" ? (
              <RepresentedOnPaper shown={shown} width={PAPER} />
            ) : mayTrend && (spared === "nothing" || spared === "height") ? (
              <TrendOrKinds shown={shown} hasRoom={hasRoom} height={heightOfTrend(spared, told)} />
            ) : null}
            {/* Below the long ranking of one topic the others would make all letters smaller; beside shares of homes no mean is asked for. */}
            {isMap && (!hasRoom || statistic === "participation") ? null : (
              <TopicRows shown={shown} code={code} parent={parent} />
            )}
          </>
        );
      }}
    </PaperPage>
  );
}
