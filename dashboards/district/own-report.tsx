import { useMemo } from "preact/hooks";
import { formatNumber, formatPeriod } from "../shared/format.ts";
import { ownArea } from "./own-area.ts";
import {
  leavesOf,
  OwnDrawing,
  OwnMeasured,
  OwnNotes,
  ownGapWords,
  ownParts,
  ownSubtitle,
  ownTitle,
  whyNoSum,
  zoneName,
} from "./own-figure.tsx";
import { PAPER, PaperFigure, PaperMap, PaperPage } from "./paper.tsx";
import { type DistrictState, figureText, homesText, topicTitle } from "./shown.ts";

/** Parts that a page has room for below its map: of more than a dozen the page is a little smaller. */
const MOST_PARTS = 30;
/** Places whose two values are written out. */
const MOST_MEASURED = 4;
/** Parts up to which rows stand further apart, below a map that has the page's width. */
const FEW = 12;
/** Names that the head has room for. */
const MOST_NAMES = 8;

/** One A4 page of an area of one's own: its leaves on the map, their sum with its margin, each of them. */
export function OwnReport({ shown }: { shown: DistrictState }) {
  const { atlas, choice, lang } = shown;
  // It does not follow what is pointed at.
  return useMemo(() => <OwnPage shown={{ ...shown, marked: null }} />, [atlas, choice, lang]);
}

function OwnPage({ shown }: { shown: DistrictState }) {
  const { atlas, choice, lang, words } = shown;
  const leaves = leavesOf(shown);
  const own = ownArea(atlas, choice, leaves);
  const names = leaves.map((leaf) => atlas.tree.get(leaf)?.name ?? leaf);
  // One name more takes no more room than "and 1 other".
  const shownNames = names.length === MOST_NAMES + 1 ? names.length : MOST_NAMES;
  const many = names.length > shownNames ? words.own.andOthers(formatNumber(names.length - shownNames, 0, lang)) : "";
  const outlined = Object.fromEntries(leaves.map((leaf) => [leaf, ""]));
  const map: DistrictState = { ...shown, choice: { ...choice, level: atlas.leaf } };
  const { figure, homes } = own;
  const text = figure && figureText(atlas, choice, figure, lang);
  const gap = ownGapWords(shown, own);
  const parts = ownParts(shown, own).length;
  return (
    <PaperPage
      shown={shown}
      where={`${topicTitle(shown)}, ${formatPeriod(choice.period, lang)}. ${zoneName(shown) ?? words.own.mine} : ${names.slice(0, shownNames).join(", ")}${many}`}
      title={figure ? ownTitle(shown, figure) : whyNoSum(shown, own)}
      address={shown.address({})}
      hasFigure={figure !== null}
    >
      <div class={parts > FEW ? "report-two" : "report-two wide"}>
        <PaperMap shown={map} chosen={null} lettered={outlined} {...(parts > FEW ? {} : { width: PAPER })} />
        <div>
          <dl class="report-figures">
            {text ? (
              <PaperFigure figure={text.value}>
                {choice.statistic === "participation" ? null : `${words.perMonth}, `}
                {words.from(text.lower, text.upper)}
              </PaperFigure>
            ) : null}
            {gap ? <PaperFigure figure={gap.amount}>{gap.text}</PaperFigure> : null}
            {homes ? <PaperFigure figure={homesText(homes, lang)}>{words.own.homes}</PaperFigure> : null}
          </dl>
          <OwnNotes shown={shown} own={own} />
          <OwnMeasured shown={shown} own={own} most={MOST_MEASURED} />
        </div>
      </div>
      {figure ? (
        <section>
          <h3>{words.own.partsTitle}</h3>
          <p class="note">{ownSubtitle(shown, own)}</p>
          <OwnDrawing
            shown={shown}
            own={own}
            figure={figure}
            width={PAPER}
            id="report-own"
            most={MOST_PARTS}
            pitch={parts > FEW ? 18 : 24}
          />
          {parts > MOST_PARTS ? <p class="note">{words.own.partsMore(formatNumber(parts - MOST_PARTS, 0, lang))}</p> : null}
        </section>
      ) : null}
    </PaperPage>
  );
}
