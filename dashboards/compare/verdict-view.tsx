import { Folded } from "../shared/bits.tsx";
import { WORDS } from "../shared/i18n.ts";
import type { PublicCommons } from "../visit/commons.ts";
import type { Visit } from "../visit/visit.ts";
import { AskedBack } from "./asked-back.tsx";
import { type FigureKind, figuresOf, isFolded } from "./drawn-figures.ts";
import { lacksPlace, shownNear } from "./near-means.tsx";
import { idOf } from "./others.tsx";
import { OverYear } from "./over-year.tsx";
import type { PartProps } from "./part-props.ts";
import { SAID } from "./said-words.ts";
import { AboutGroup } from "./sentence-text.tsx";
import { STAND } from "./stand-words.ts";
import type { TopicAnswer } from "./topic-answer.ts";
import { VerdictFigure, VerdictFigures } from "./verdict-figures.tsx";
import { WithWhom } from "./with-whom.tsx";

interface VerdictViewProps {
  readonly visit: Visit;
  readonly commons: PublicCommons;
  readonly answer: TopicAnswer;
  /** the protection is explained once, below all topics */
  readonly several: boolean;
  /** one of several topics: places nearby, and with whom it is compared, are folded */
  readonly short: boolean;
  /** notes that a card above has */
  readonly saidAlready: ReadonlySet<string>;
  /** asks for the visitor's place */
  readonly onPlace: () => void;
}

/** The content below the sentence: the drawings and the gap, the same whether a topic came alone or with others. */
export function VerdictView({ visit, commons, answer, several, short, saidAlready, onPlace }: VerdictViewProps) {
  const lang = visit.lang.value;
  const { verdict, group } = answer;
  const part = { commons, answer, lang };
  const id = idOf(answer);
  if (!verdict) return null;
  if (verdict.kind === "unit") return <AskedBack commons={commons} visitor={visit.visitor} answer={answer} lang={lang} />;
  if (verdict.kind === "none") return <WithWhom {...part} short={several} />;
  const year = <OverYear {...part} visitor={visit.visitor} />;
  const isYearFirst = answer.isMonthUntold || (answer.season?.centre != null && answer.season.place === null);
  const figures = figuresOf(answer);
  const folded = short ? figures.filter((kind) => isFolded(kind, answer)) : [];
  return (
    <>
      {/* Of a month that nobody named, right below the question which it is; of one that has no side, below what would bring it. */}
      {isYearFirst ? year : null}
      <VerdictFigures {...part} kinds={figures.filter((kind) => !folded.includes(kind))} id={id} visitor={visit.visitor}>
        <AboutGroup {...part} saidAlready={saidAlready} />
        {isYearFirst ? null : year}
        <AskedBack commons={commons} visitor={visit.visitor} answer={answer} lang={lang} several={several} />
      </VerdictFigures>
      {!short && lacksPlace(commons, answer) ? (
        <p class="part no-print">
          {WORDS[lang].labelled(STAND[lang].near.title, "")}
          <button type="button" class="plain" onClick={onPlace}>
            {SAID[lang].near.where}
          </button>
        </p>
      ) : null}
      {short ? <Rest {...part} kinds={folded} id={id} /> : group ? <WithWhom {...part} short={several} /> : null}
    </>
  );
}

interface RestProps extends Omit<PartProps, "width"> {
  readonly kinds: readonly FigureKind[];
}

/** What is folded of one of several topics. */
function Rest({ kinds, ...part }: RestProps) {
  const { commons, answer, lang } = part;
  const isNear = kinds.includes("near") && shownNear(commons, answer) !== null;
  return (
    <Folded summary={isNear ? STAND[lang].foldNear(STAND[lang].near.title) : STAND[lang].who}>
      {() => (
        <>
          {kinds.map((kind) => (
            <VerdictFigure key={kind} kind={kind} bare={kind === "near" && kind === kinds[0]} {...part} />
          ))}
          {answer.group ? <WithWhom {...part} short titled={isNear} /> : null}
        </>
      )}
    </Folded>
  );
}
