import { useMemo } from "preact/hooks";
import type { EstimateWithEnds } from "../../src/privacy/areas/index.ts";
import { asCounted } from "../shared/counted-homes.ts";
import { colon, formatNumber, formatPeriod } from "../shared/format.ts";
import { topicLabel } from "../shared/labels.ts";
import type { WithMargin } from "../shared/reliable-interval.ts";
import { figureAt } from "./area-figures.ts";
import { paintedParts } from "./area-map.tsx";
import { leavesOf } from "./choice.ts";
import { type OwnArea, ownArea, ownGap } from "./own-area.ts";
import {
  OwnDrawing,
  OwnNotes,
  ownFile,
  ownGapWords,
  ownHomesText,
  ownNumbers,
  ownParts,
  ownRanks,
  ownShare,
  ownSubtitle,
  ownTitle,
  ownTold,
  totalText,
  whyNoSum,
} from "./own-figure.tsx";
import { leafNames, ownName } from "./own-places.ts";
import { OWN } from "./own-words.ts";
import { lowMap, PAPER, PaperFigure, PaperMap, PaperPage } from "./paper.tsx";
import { MEAN_OF_ALL } from "./portrait-figures.ts";
import { TopicsHead } from "./report.tsx";
import { type DistrictState, type DistrictWords, listedText, ownText, topicTitle } from "./shown.ts";

/** Most parts below the map of a page; a page with more than a dozen is printed smaller. */
const MOST_PARTS = 30;
/** How many of them a page that is too long leaves out at a time. */
const ROWS_LEFT = 2;
/** Parts up to which rows are further apart, above a table of all topics or, of one topic, below a map as wide as the page. */
const FEW = 12;
/** Names that fit in the head of the page. */
const MOST_NAMES = 8;

/** One printed A4 page of an own area: its leaves on the map, their sum with its margin, and each leaf. */
export function OwnReport({ shown }: { shown: DistrictState }) {
  const { atlas, choice, lang } = shown;
  // Memoised, so that it does not follow the pointer.
  return useMemo(() => <OwnPage shown={{ ...shown, marked: null }} />, [atlas, choice, lang]);
}

/** The page of an own area. Long, for its map, its figures and what is known of it stand in their order. */
function OwnPage({ shown }: { shown: DistrictState }) {
  const { atlas, choice, lang, words } = shown;
  const leaves = leavesOf(shown);
  const own = ownArea(atlas, choice, leaves);
  // The wider places that its own are in are seen whole.
  const around = leaves.flatMap((leaf) => atlas.tree.children(atlas.tree.get(leaf)?.parent ?? "").map(({ code }) => code));
  const outlined = Object.fromEntries(leaves.map((leaf) => [leaf, ""]));
  const numbers = ownNumbers(shown, own);
  const map: DistrictState = { ...shown, choice: { ...choice, level: atlas.leaf } };
  // Of the places of the area alone is the page: no other has a name.
  const painted = paintedParts(map).map((part) => (leaves.includes(part.code) ? part : { ...part, name: "" }));
  const { figure, homes } = own;
  const text = figure && ownText(shown, figure);
  const gap = ownGapWords(shown, own);
  const parts = ownParts(shown, own).length;
  const topics = parts > FEW ? [] : topicsOf(shown);
  const isWide = parts <= FEW && topics.length < 2;
  return (
    <PaperPage
      shown={shown}
      where={`${topicTitle(shown)}, ${formatPeriod(choice.period, lang)}. ${ownName(shown)}${colon(lang)}${leafNames(shown, MOST_NAMES)}`}
      title={figure ? ownTitle(shown, figure) : whyNoSum(shown, own)}
      address={shown.address({})}
      hasFigure={figure !== null}
      refs={[choice.ref, ...topics.map(({ ref }) => ref)]}
      rows={[...ownFile(shown, own), ...topics.map(({ subject }) => ({ code: choice.area, choice: subject.choice }))]}
    >
      {(left) => (
        <>
          <div class={isWide ? "report-two wide" : "report-two"}>
            <PaperMap
              shown={map}
              painted={painted}
              numbers={numbers}
              below={numbers.size === 0 ? "" : `1, 2… ${ownRanks(shown)}`}
              chosen={null}
              lettered={outlined}
              framed={around}
              {...(isWide ? { width: PAPER } : {})}
              {...(left > 0 ? { tallest: lowMap(left) } : {})}
            />
            <div>
              <dl class="report-figures">
                {text ? (
                  <PaperFigure figure={text.value}>
                    {choice.statistic === "participation" ? null : `${words.perMonth}, `}
                    {words.from(text.lower, text.upper)}
                  </PaperFigure>
                ) : null}
                {gap?.amount ? <PaperFigure figure={gap.amount}>{gap.text}</PaperFigure> : null}
                {homes ? <CountedHomes shown={shown} own={own} homes={homes} /> : null}
              </dl>
              {gap?.amount === null ? <p>{gap.text}</p> : null}
              {own.total ? <p>{totalText(shown, own.total)}</p> : null}
              <OwnNotes shown={shown} own={own} />
            </div>
          </div>
          {figure ? (
            <OwnParts shown={shown} own={own} figure={figure} parts={parts} most={MOST_PARTS - ROWS_LEFT * left} />
          ) : null}
          {topics.length < 2 ? null : <OwnTopics shown={shown} rows={topics} />}
        </>
      )}
    </PaperPage>
  );
}

interface OwnPartsProps {
  readonly shown: DistrictState;
  readonly own: OwnArea;
  readonly figure: WithMargin;
  readonly parts: number;
  /** most parts that are drawn */
  readonly most: number;
}

/** The sum above each of its parts, of which a page has room for so many. */
function OwnParts({ shown, own, figure, parts, most }: OwnPartsProps) {
  const { lang } = shown;
  const pitch = parts > FEW ? 18 : 24;
  return (
    <section>
      <h3>{OWN[lang].partsTitle}</h3>
      <p class="note">{ownSubtitle(shown, own)}</p>
      <OwnDrawing {...{ shown, own, figure, pitch }} width={PAPER} id="report-own" numbered withMargins most={most} />
      {parts > most ? <p class="note">{OWN[lang].partsMore(formatNumber(parts - most, 0, lang))}</p> : null}
    </section>
  );
}

/** The homes counted in the own area, and their share of the dwellings of its published leaves. */
function CountedHomes({ shown, own, homes }: { shown: DistrictState; own: OwnArea; homes: EstimateWithEnds }) {
  const { atlas, lang, words } = shown;
  const share = ownShare(shown, own);
  if (share === null)
    return <PaperFigure figure={ownHomesText(own, homes, lang)}>{asCounted(OWN[lang].homes, lang, atlas.catalog)}</PaperFigure>;
  return (
    <PaperFigure figure={share.value}>
      {share.text}. {words.card.homes(ownHomesText(own, homes, lang))}
    </PaperFigure>
  );
}

/** The topics of which the own area has a sum. */
function topicsOf(shown: DistrictState) {
  const { atlas, choice } = shown;
  return atlas.refs.flatMap((ref) => {
    const subject: DistrictState = { ...shown, choice: { ...choice, ...MEAN_OF_ALL, ref } };
    const own = ownArea(atlas, subject.choice, leavesOf(shown));
    return own.figure === null ? [] : [{ ref, subject, own, figure: own.figure }];
  });
}

/** All topics of the own area beside the whole, one per row. */
function OwnTopics({ shown, rows }: { shown: DistrictState; rows: ReturnType<typeof topicsOf> }) {
  const { atlas, choice, lang, words } = shown;
  return (
    <table class="report-table">
      <TopicsHead shown={shown} here={ownName(shown)} there={atlas.tree.get(choice.area)?.name} />
      <tbody>
        {rows.map(({ ref, subject, own, figure }) => {
          const text = ownText(subject, figure);
          const whole = figureAt(atlas, subject.choice, choice.area);
          return (
            <tr key={ref.key}>
              <th scope="row">{`${topicLabel(ref, lang)}, ${formatPeriod(choice.period, lang)}`}</th>
              <td class="num">
                <b>{text.value}</b>
              </td>
              <td>{`${text.lower}\u00a0–\u00a0${text.upper}`}</td>
              <td class="num">{whole ? listedText(subject, choice.area, whole) : "–"}</td>
              <td>{toldOf(subject, own, words)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** How the own area compares with the whole, briefly; empty where nothing can be compared. */
function toldOf(shown: DistrictState, own: OwnArea, words: DistrictWords): string {
  if (ownGap(shown.atlas, shown.choice, own) === null) return "";
  const told = ownTold(shown, own);
  if (told === null) return words.map.relations.same;
  const against = told.gap.value > 0 ? "more" : "less";
  return `${against === "more" ? "▲" : "▼"} ${words.map.relations[against]}, ${ownGapWords(shown, own)?.amount ?? ""}`;
}
