import { Folded } from "../shared/bits.tsx";
import { WORDS } from "../shared/i18n.ts";
import type { PublicCommons } from "../visit/commons.ts";
import type { Visit } from "../visit/visit.ts";
import { AskedBack } from "./asked-back.tsx";
import { figuresOf, isGapTooSmall, mainFigure, statesGap } from "./drawn-figures.ts";
import { GapLine, NoGap } from "./gap.tsx";
import { lacksPlace, shownNear } from "./near-means.tsx";
import { idOf } from "./others.tsx";
import { OverYear } from "./over-year.tsx";
import { SAID } from "./said-words.ts";
import { STAND } from "./stand-words.ts";
import type { TopicAnswer } from "./topic-answer.ts";
import { VerdictFigure, VerdictFigures } from "./verdict-figures.tsx";
import { WithWhom } from "./with-whom.tsx";

export interface VerdictProps {
  readonly visit: Visit;
  readonly commons: PublicCommons;
  readonly answer: TopicAnswer;
}

interface VerdictViewProps extends VerdictProps {
  readonly several: boolean;
  /** asks for the visitor's place */
  readonly onPlace: () => void;
}

/** The content below the sentence in full. `several`: the protection is explained once, below all topics. */
export function VerdictView({ visit, commons, answer, several, onPlace }: VerdictViewProps) {
  const lang = visit.lang.value;
  const { verdict, group } = answer;
  const part = { commons, answer, lang };
  const id = idOf(answer);
  if (!verdict) return null;
  if (verdict.kind === "unit") return <AskedBack commons={commons} visitor={visit.visitor} answer={answer} lang={lang} />;
  if (verdict.kind === "none") return <WithWhom {...part} short={several} />;
  const year = <OverYear {...part} visitor={visit.visitor} />;
  return (
    <>
      {/* Of a month that nobody named, right below the question which it is. */}
      {answer.isMonthUntold ? year : null}
      <VerdictFigures {...part} kinds={figuresOf(answer)} id={id} visitor={visit.visitor}>
        {answer.isMonthUntold ? null : year}
        <AskedBack commons={commons} visitor={visit.visitor} answer={answer} lang={lang} />
      </VerdictFigures>
      {lacksPlace(commons, answer) ? (
        <p class="part no-print">
          {WORDS[lang].labelled(STAND[lang].near.title, "")}
          <button type="button" class="plain" onClick={onPlace}>
            {SAID[lang].near.where}
          </button>
        </p>
      ) : null}
      {group ? <WithWhom {...part} short={several} /> : null}
    </>
  );
}

/** The content below the sentence of one of several topics: one drawing and one line; the rest is folded. */
export function ShortVerdict({ visit, commons, answer }: VerdictProps) {
  const lang = visit.lang.value;
  const { verdict, group } = answer;
  const part = { commons, answer, lang };
  if (!verdict) return null;
  const id = idOf(answer);
  const main = mainFigure(answer);
  const rest = figuresOf(answer).filter(
    (kind) => kind !== (main === "row" ? "dots" : main) && (kind !== "near" || shownNear(commons, answer) !== null),
  );
  return (
    <>
      {main ? <VerdictFigure kind={main} bare {...part} id={id} /> : null}
      {statesGap(answer) ? <GapLine {...part} visitor={visit.visitor} /> : null}
      {isGapTooSmall(answer) ? <NoGap {...part} /> : null}
      <OverYear {...part} visitor={visit.visitor} />
      <AskedBack commons={commons} visitor={visit.visitor} answer={answer} lang={lang} />
      <Folded summary={rest.includes("near") ? STAND[lang].foldNear(STAND[lang].near.title) : STAND[lang].who}>
        {() => (
          <>
            {rest.map((kind) => (
              <VerdictFigure key={kind} kind={kind} bare={kind === "near" && kind === rest[0]} {...part} id={id} />
            ))}
            {group || verdict.kind === "none" ? <WithWhom {...part} short titled={rest.includes("near")} /> : null}
          </>
        )}
      </Folded>
    </>
  );
}
