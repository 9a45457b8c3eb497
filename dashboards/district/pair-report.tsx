import { colon, formatPeriod } from "../shared/format.ts";
import { homesAt } from "./area-figures.ts";
import { areTiles } from "./map-shapes.ts";
import { pairWords } from "./pair-words.ts";
import { lowMap, PAPER, PaperFigure, PaperMap, PaperPage } from "./paper.tsx";
import { MOST_LISTED, rankedNames, rankedParts, rankNumbers } from "./ranked-parts.ts";
import { type DistrictState, homesText, namedDetail, textOfPlace, topicTitle } from "./shown.ts";
import {
  lettersOf,
  NoPair,
  type Pair,
  PairCautions,
  PairDrawing,
  pairFile,
  pairGapText,
  pairNotes,
  pairOf,
  pairParts,
  pairTitle,
} from "./two-places.tsx";

/** One place of the pair: its figure, margin and number of homes. */
function OneOfPair({ shown, letter, pair }: { shown: DistrictState; letter: "A" | "B"; pair: Pair }) {
  const { code, name, figure } = letter === "A" ? pair.a : pair.b;
  const { atlas, choice, lang, words } = shown;
  const area = atlas.tree.get(code);
  const text = textOfPlace(shown, code, figure);
  const homes = homesAt(atlas, choice, code);
  return (
    <PaperFigure figure={text.value}>
      <b>
        {letter}. {name}
      </b>
      {`${area ? namedDetail(shown, area).slice(name.length) : ""}${colon(lang)}${words.from(text.lower, text.upper)}.`}
      {homes ? ` ${words.card.homes(homesText(homes, lang))}` : ""}
    </PaperFigure>
  );
}

/** From which step on a page that is too long leaves out the numbers of other places. */
const UNKEYED = 2;

/** One printed A4 page of two places: the map with both, their figures, and their difference with its own margin. */
export function PairReport({ shown: given }: { shown: DistrictState }) {
  const shown: DistrictState = { ...given, marked: null };
  const { choice, lang } = shown;
  const pair = pairOf(shown);
  const lettered = lettersOf(shown);
  const painted = pairParts(shown);
  const others = [...rankNumbers(rankedParts(shown))].filter(([code]) => lettered[code] === undefined);
  const numbers = new Map(others.length <= MOST_LISTED && !areTiles(shown.atlas) ? others : []);
  return (
    <PaperPage
      shown={shown}
      where={`${topicTitle(shown)}, ${formatPeriod(choice.period, lang)}`}
      title={pair ? pairTitle(shown, pair) : pairWords(shown).noPair}
      address={shown.address({})}
      hasFigure={pair !== null}
      {...(pair ? { rows: pairFile(shown, pair) } : {})}
    >
      {(left) => (
        <>
          {/* A page that is too long has the figures beside a smaller map, and at last no key of other places. */}
          <div class={left > 0 ? "report-two" : "report-two wide"}>
            <PaperMap
              shown={shown}
              painted={painted}
              chosen={choice.at}
              lettered={lettered}
              framed={Object.keys(lettered)}
              {...(left < UNKEYED && numbers.size > 0 ? { numbers, below: rankedNames(shown, numbers) } : {})}
              {...(left > 0 ? { tallest: lowMap(left) } : { width: PAPER })}
            />
            {pair ? (
              <dl class="report-figures">
                <OneOfPair shown={shown} letter="A" pair={pair} />
                <OneOfPair shown={shown} letter="B" pair={pair} />
                <PaperFigure figure={pairGapText(shown, pair)}>
                  {pairWords(shown).gap}, {pairWords(shown).gapNote}
                </PaperFigure>
              </dl>
            ) : (
              <div>
                <NoPair shown={shown} />
              </div>
            )}
          </div>
          {pair ? (
            <section>
              <h3>{pairWords(shown).paper}</h3>
              <p class="note">{pairWords(shown).made}</p>
              <PairDrawing shown={shown} pair={pair} width={PAPER} id="report-pair" />
              <PairCautions notes={pairNotes(shown, pair)} />
            </section>
          ) : null}
        </>
      )}
    </PaperPage>
  );
}
