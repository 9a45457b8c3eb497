import { useMemo } from "preact/hooks";
import { colon, formatNumber, formatPeriod } from "../shared/format.ts";
import { ownArea } from "./own-area.ts";
import { OwnDrawing, OwnNotes, ownGapWords, ownParts, ownSubtitle, ownTitle, whyNoSum } from "./own-figure.tsx";
import { leafNames, leavesOf, ownName } from "./own-places.ts";
import { OWN } from "./own-words.ts";
import { PAPER, PaperFigure, PaperMap, PaperPage } from "./paper.tsx";
import { type DistrictState, homesText, ownText, topicTitle } from "./shown.ts";

/** Most parts below the map of a page; a page with more than a dozen is printed smaller. */
const MOST_PARTS = 30;
/** Parts up to which rows are further apart, below a map of the page's full width. */
const FEW = 12;
/** Names that fit in the head of the page. */
const MOST_NAMES = 8;

/** One printed A4 page of an own area: its leaves on the map, their sum with its margin, and each leaf. */
export function OwnReport({ shown }: { shown: DistrictState }) {
  const { atlas, choice, lang } = shown;
  // Memoised, so that it does not follow the pointer.
  return useMemo(() => <OwnPage shown={{ ...shown, marked: null }} />, [atlas, choice, lang]);
}

function OwnPage({ shown }: { shown: DistrictState }) {
  const { atlas, choice, lang, words } = shown;
  const leaves = leavesOf(shown);
  const own = ownArea(atlas, choice, leaves);
  const outlined = Object.fromEntries(leaves.map((leaf) => [leaf, ""]));
  const map: DistrictState = { ...shown, choice: { ...choice, level: atlas.leaf } };
  const { figure, homes } = own;
  const text = figure && ownText(shown, figure);
  const gap = ownGapWords(shown, own);
  const parts = ownParts(shown, own).length;
  return (
    <PaperPage
      shown={shown}
      where={`${topicTitle(shown)}, ${formatPeriod(choice.period, lang)}. ${ownName(shown)}${colon(lang)}${leafNames(shown, MOST_NAMES)}`}
      title={figure ? ownTitle(shown, figure) : whyNoSum(shown, own)}
      address={shown.address({})}
      hasFigure={figure !== null}
    >
      <div class={parts > FEW ? "report-two" : "report-two wide"}>
        <PaperMap shown={map} chosen={null} lettered={outlined} framed={leaves} {...(parts > FEW ? {} : { width: PAPER })} />
        <div>
          <dl class="report-figures">
            {text ? (
              <PaperFigure figure={text.value}>
                {choice.statistic === "participation" ? null : `${words.perMonth}, `}
                {words.from(text.lower, text.upper)}
              </PaperFigure>
            ) : null}
            {gap ? <PaperFigure figure={gap.amount}>{gap.text}</PaperFigure> : null}
            {homes ? <PaperFigure figure={homesText(homes, lang)}>{OWN[lang].homes}</PaperFigure> : null}
          </dl>
          <OwnNotes shown={shown} own={own} />
        </div>
      </div>
      {figure ? (
        <section>
          <h3>{OWN[lang].partsTitle}</h3>
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
