import { useMemo, useRef, useState } from "preact/hooks";
import { BesideAndAsks } from "../compare/beside-and-asks.tsx";
import { MonthsStanding } from "../compare/months-standing.tsx";
import { ComeBack } from "../contribute/come-back.tsx";
import type { MeasureUse } from "../contribute/coming.ts";
import { domainNames } from "../contribute/domain-names.ts";
import { usesFor } from "../contribute/flow.ts";
import type { TypedEntry } from "../contribute/typed-source.ts";
import { beyondAmong, MostCounted } from "../contribute/unusual-question.tsx";
import { CONTRIBUTE_WORDS } from "../contribute/words.ts";
import { BuiltElements } from "../shared/bits.tsx";
import { breaches } from "../shared/breaches.ts";
import { formatDate } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { pageHref } from "../shared/layout.ts";
import type { Visitor } from "../visit/visitor.ts";
import { AddPart } from "./add-part.tsx";
import type { Contribution } from "./contribution.ts";
import { Gains } from "./gains.tsx";
import { answersOf, billed, idleReason, visitorOf } from "./held-words.ts";
import { HomeAnswers } from "./home-answers.tsx";
import { KeptCard } from "./kept-card.tsx";
import { Lift, Resume } from "./lift.tsx";
import { NOTHING_SAID } from "./memory.ts";
import type { OpenContribution } from "./opened.ts";
import { Rights } from "./rights.tsx";

/** Past incidents in one language. */
const breachesOf = ({ notices }: Contribution, lang: Lang) =>
  notices.map(({ number, known_at, what, data, consequences, measures, advice }) => ({
    number,
    known_at,
    what: what[lang],
    data: data[lang],
    consequences: consequences[lang],
    measures: measures[lang],
    advice: advice[lang],
  }));

/** The contributor as a visitor, without topics of which a figure is above what counts. What was answered for the comparison outlives a correction, which loads the contribution again. */
function useVisitor({ held, commons, lang }: OpenContribution) {
  const last = useRef<Visitor | null>(null);
  const found = useMemo(() => {
    const beyond = beyondAmong(billed(held.readings), { commons, lang, visitor: visitorOf(held) });
    const measures = new Set(beyond.map(({ ref }) => ref.key));
    const placed = held.readings.filter(({ domain, measure }) => !measures.has(`${domain}.${measure}`));
    return visitorOf({ ...held, readings: placed }, last.current?.attributes.value);
  }, [held]);
  last.current = found;
  return found;
}

/** What is being added: anything, or a bill typed again. */
interface Adding {
  readonly retyped: Partial<TypedEntry> | null;
}

/** An open contribution: what was given, the comparison with others, what the area gained, when to come back, and every right. */
export function OpenedView({ opened }: { opened: OpenContribution }) {
  const { held, words, lang } = opened;
  const [adding, setAdding] = useState<Adding | null>(null);
  const [topic, setTopic] = useState<string>();
  const visitor = useVisitor(opened);
  const uses = held.paused ? [] : usesFor(opened, held.readings);
  // That figures do not count comes first; where they do, each topic's line says so.
  const isStateSaid = held.objection !== null || uses.length === 0;
  // Whoever adds figures has these alone on the page, with a way back at their end.
  if (adding !== null)
    return (
      <div class="mine" translate={false}>
        <AddPart
          opened={opened}
          attributes={answersOf(held)}
          retyped={adding.retyped}
          onAdded={setTopic}
          onLeft={() => setAdding(null)}
        />
      </div>
    );
  return (
    <div class="mine" translate={false}>
      <p class="only-print">{words.onPaper(new URL(pageHref("my-contribution", lang), document.baseURI).href)}</p>
      <BuiltElements key={lang} make={() => breaches(breachesOf(held, lang), lang)} />
      {isStateSaid ? <State opened={opened} isOfUse={uses.length > 0} /> : null}
      <MostCounted readings={billed(held.readings)} flow={{ ...opened, visitor, words: CONTRIBUTE_WORDS[lang] }} />
      <Grid opened={opened} visitor={visitor} uses={uses} first={topic} onAdd={() => setAdding({ retyped: null })} />
      <KeptCard opened={opened} onRetype={(retyped) => setAdding({ retyped })} />
      <Rights opened={opened} />
    </div>
  );
}

interface GridProps {
  readonly opened: OpenContribution;
  readonly visitor: Visitor;
  readonly uses: readonly MeasureUse[];
  /** key of the measure that is shown first */
  readonly first: string | undefined;
  readonly onAdd: () => void;
}

/** One's own months beside others' or a public reference, then when to come back and what the area gained. */
function Grid({ opened, visitor, uses, first, onAdd }: GridProps) {
  const { held, words, lang, commons } = opened;
  const refs = commons.refs.filter(({ key }) => visitor.entries.value[key]);
  const addButton = <AddButton opened={opened} onAdd={onAdd} />;
  return (
    <div class="mine-grid">
      <MonthsStanding
        commons={commons}
        visitor={visitor}
        refs={refs}
        lang={lang}
        beside={BesideAndAsks}
        first={first}
        isNeededSaid
        ask={(measure) => <HomeAnswers opened={opened} visitor={visitor} measure={measure} />}
      >
        <div class="tools no-print">
          {addButton}
          <button type="button" class="quiet" onClick={() => print()}>
            {words.printMine}
          </button>
        </div>
      </MonthsStanding>
      <div class="mine-beside">
        {refs.length > 0 ? null : <p class="tools">{addButton}</p>}
        {/* Where nothing would count, whatever was added, the way to resume or to lift the objection is the reminder. */}
        {held.paused || idleReason(held) === "objected" ? null : <ComeBack flow={opened} readings={held.readings} />}
        <Gains opened={opened} uses={uses} />
      </div>
    </div>
  );
}

/** Begins an addition. A message about an earlier action would be misleading beside it. */
function AddButton({ opened, onAdd }: { opened: OpenContribution; onAdd: () => void }) {
  const begin = (): void => {
    opened.say(NOTHING_SAID, true);
    onAdd();
  };
  return (
    <button type="button" id="add" onClick={begin}>
      {opened.words.add.title}
    </button>
  );
}

/** Why the contribution, or a part of it, does not count. */
function State({ opened, isOfUse }: { readonly opened: OpenContribution; readonly isOfUse: boolean }) {
  const { held, words, lang, commons } = opened;
  const w = words.state;
  const { objection } = held;
  const idle = idleReason(held);
  const why = held.paused ? w.paused : idle !== null ? w.idle[idle] : isOfUse ? null : w.nextNone;
  return (
    <section class="card state" aria-labelledby="state-title">
      <h2 id="state-title">{w.title}</h2>
      <div class={why === w.nextNone && objection === null ? undefined : "warn"}>
        {why === null ? null : <p id="standing">{why}</p>}
        {held.paused ? <Resume opened={opened} /> : null}
        {objection === null ? null : (
          <>
            <p>
              {w.objected(
                objection.domains === null ? w.all : domainNames(objection.domains, commons, lang),
                formatDate(objection.at, lang),
              )}
            </p>
            <Lift opened={opened} />
          </>
        )}
      </div>
    </section>
  );
}
