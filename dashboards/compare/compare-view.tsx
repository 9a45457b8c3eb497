import { type ComponentChild, Fragment } from "preact";
import { useEffect, useState } from "preact/hooks";
import { SampleNotice } from "../shared/frame.tsx";
import { WORDS } from "../shared/i18n.ts";
import { isClosed } from "../shared/layout.ts";
import type { PublicCommons } from "../visit/commons.ts";
import type { FileReader } from "../visit/file-reader.ts";
import { focusFor } from "../visit/focus.ts";
import { useUnpublished } from "../visit/unpublished.ts";
import { CARD, type Visit } from "../visit/visit.ts";
import { hasSaidNothing, removedOf } from "../visit/visitor.ts";
import { Next, OtherTopics } from "./beside-cards.tsx";
import { middleText } from "./group-notes.ts";
import { HomeCard } from "./home-card.tsx";
import type { LaterParts } from "./later-parts.ts";
import { Protected } from "./protected.tsx";
import { ReferenceCard } from "./reference-card.tsx";
import { RemovedLine } from "./removed-line.tsx";
import { sentenceOf } from "./sentence.ts";
import type { CardChoice } from "./share-card.tsx";
import { TakeBack, TakenBack } from "./take-back.tsx";
import { answerOf, isAnswered, isDoubted, type TopicAnswer } from "./topic-answer.ts";
import { TopicCard } from "./topic-card.tsx";

/** Number of steps in which the page is drawn: the home and the figure to give, figures of others, and what stands beside them. */
export const COMPARE_TURNS = 3;

interface CompareProps {
  readonly visit: Visit;
  /** how much is drawn: see `COMPARE_TURNS` */
  readonly turn: number;
  /** null: not loaded yet */
  readonly commons: PublicCommons | null;
  readonly reader: FileReader;
  /** null: not loaded yet */
  readonly later: LaterParts | null;
  /** when figures come next; null: not known */
  readonly next: ComponentChild;
}

/**
 * Opens the card to share as an entry of the browser's history: going back closes the card, and going forward or loading its address opens
 * it again.
 */
function useSharing(): readonly [boolean, (open: boolean) => void] {
  const [isOpen, setOpen] = useState(() => location.hash === CARD);
  const [wasOpened, setOpened] = useState(false);
  useEffect(() => {
    const follow = (): void => setOpen(location.hash === CARD);
    addEventListener("popstate", follow);
    return () => removeEventListener("popstate", follow);
  }, []);
  const set = (open: boolean): void => {
    if (open) {
      history.pushState(null, "", `${location.pathname}${location.search}${CARD}`);
      setOpen(true);
      setOpened(true);
      scrollTo(0, 0);
    } else if (location.hash === CARD && wasOpened) history.back();
    // The address of the card was loaded itself: nothing of the page lies before it.
    else if (location.hash === CARD) {
      history.replaceState(null, "", `${location.pathname}${location.search}`);
      setOpen(false);
    }
    // Something else was opened after the card, such as the other language: going back would close that instead.
    else setOpen(false);
  };
  return [isOpen, set];
}

/** The page Me situer (compare): a home, a card a topic, and what holds for all. Long, for what several parts share is found here once. */
export function CompareView({ visit, turn, commons, reader, later, next }: CompareProps) {
  const lang = visit.lang.value;
  const words = WORDS[lang];
  const [sharing, setSharing] = useSharing();
  // Going back and forward leaves what was chosen on the card.
  const choice = useState<CardChoice>({ topic: null, mine: false });
  // The card of a figure that comes along asks for what it lacks, once.
  const [editing, setEditing] = useState(() => hasSaidNothing(visit.visitor));
  const focus = commons && focusFor(commons, visit.visitor);
  const unpublished = useUnpublished(commons);
  const { kept } = visit.visitor;
  // A home that was taken back is a line, as one that comes along is.
  useEffect(() => {
    if (kept.value) setEditing(hasSaidNothing(visit.visitor));
  }, [kept.value]);
  if (!commons || !focus) {
    return (
      <>
        <h1 class="stand-title">{words.compare}</h1>
        <p class="lead">{words.stand.lead}</p>
        <p class="wait" role="status">
          {words.loading}
        </p>
      </>
    );
  }
  const { visitor } = visit;
  const begun = Object.keys(visitor.entries.value);
  const own = [focus.ref, ...commons.refs.filter((ref) => ref !== focus.ref)].filter(({ key }) => begun.includes(key));
  const shown = own.length === 0 ? [focus.ref] : own;
  const answers = shown.map((ref) => answerOf(commons, visitor, ref, focus.area.code, lang));
  const judged = answers.filter(isAnswered);
  // What was asked first leads on paper too.
  const [first, ...others] = judged;
  if (sharing && !later)
    return (
      <p class="wait" role="status">
        {words.loading}
      </p>
    );
  // Whoever was sent to the question of the place from far below is led back to what it brought.
  const [isFromNear, setFromNear] = useState(false);
  const editHome = (isOpen: boolean): void => {
    setEditing(isOpen);
    // After the card of the home, which takes the focus as it closes.
    if (!isOpen && isFromNear)
      requestAnimationFrame(() => setTimeout(() => document.querySelector<HTMLElement>("[data-part=near]")?.focus()));
    setFromNear(false);
  };
  // Once they have answered it: the rest of the card is no business of theirs.
  useEffect(() => {
    if (isFromNear && visitor.area.value !== null) editHome(false);
  }, [visitor.area.value]);
  const askPlace = (): void => {
    setEditing(true);
    setFromNear(true);
    requestAnimationFrame(() => document.querySelector<HTMLElement>(".home [role=combobox]")?.focus());
  };
  if (sharing && later && answers[0]) {
    const shared = first ? judged : [answers[0]];
    return <later.ShareCard commons={commons} answers={shared} lang={lang} choice={choice} onBack={() => setSharing(false)} />;
  }
  return (
    <>
      <h1 class="stand-title">{words.compare}</h1>
      <SampleNotice lang={lang} catalog={commons.catalog} />
      <TakenBack visit={visit} later={later} />
      {/* A section, because a "div" of the first answer would be kept and moved. */}
      <section class="stand">
        <HomeCard visit={visit} commons={commons} refs={shown} fallback={focus.area.code} editing={editing} setEditing={editHome}>
          {visitor.kept.value ? null : <TakeBack visit={visit} commons={commons} later={later} />}
        </HomeCard>
        <Topics {...{ visit, turn, commons, reader, answers, later, editing }} onPlace={askPlace} />
        {turn < COMPARE_TURNS ? null : (
          <aside class="beside no-print">
            <OtherTopics visit={visit} commons={commons} shown={shown} />
            <Next
              commons={commons}
              answers={answers}
              alone={later !== null && answers.some((one) => later.isToldAlone(commons, visitor, one))}
              lang={lang}
              canShare={later !== null && answers.some((answer) => later.publicAnswers(commons, answer).whole !== null)}
              onShare={() => setSharing(true)}
            >
              {next}
              {later && <later.KeepAnswers commons={commons} visitor={visitor} answers={answers} lang={lang} />}
              {later && isClosed(commons.catalog) && !commons.main ? (
                <later.LookAgain name={commons.catalog.commons.name[lang]} lang={lang} brief />
              ) : null}
            </Next>
          </aside>
        )}
      </section>
      {turn >= COMPARE_TURNS && unpublished && <unpublished.Needed commons={commons} lang={lang} />}
      {first && later ? (
        <later.Sheet
          commons={commons}
          visitor={visitor}
          answer={first}
          others={others}
          doubted={answers.filter(isDoubted)}
          lang={lang}
        />
      ) : null}
    </>
  );
}

interface TopicsProps extends Omit<CompareProps, "commons" | "next"> {
  readonly commons: PublicCommons;
  /** the first is about the topic of the page */
  readonly answers: readonly TopicAnswer[];
  /** the card of the home is open, and says that what is typed is kept here */
  readonly editing: boolean;
  readonly onPlace: () => void;
}

/** One topic in full, or several: a card for each with less of what is around it, a summary, and once what holds for all. */
function Topics({ visit, turn, commons, reader, answers, later, editing, onPlace }: TopicsProps) {
  const lang = visit.lang.value;
  const several = answers.length > 1;
  const notes = answers.map((answer) => {
    const said = sentenceOf(commons, answer, lang);
    return said ? [...said.notes, ...said.about, said.instead === null ? (said.few ?? "") : ""] : [];
  });
  // What the middle is stands by one topic alone: whoever adds a second has read it.
  const middles = several ? answers.flatMap((answer) => middleText(answer, lang) ?? []) : [];
  const [first] = answers;
  const removed = removedOf(visit.visitor);
  return (
    <div class={several ? "topics several" : "topics"}>
      {several && !commons.main ? <p class="note">{WORDS[lang].welcome.reference.absentAll}</p> : null}
      {answers.map((answer, i) => (
        <Fragment key={answer.ref.key}>
          {removed?.place === i ? <RemovedLine {...{ visit, commons, removed }} /> : null}
          <TopicCard
            place={i}
            visit={visit}
            commons={commons}
            answer={answer}
            reader={reader}
            later={later}
            several={several}
            hasOthers={turn > 1}
            saidAlready={new Set([...middles, ...notes.slice(0, i).flat()])}
            onPlace={onPlace}
          />
        </Fragment>
      ))}
      {removed && removed.place >= answers.length ? <RemovedLine {...{ visit, commons, removed }} /> : null}
      {editing || several ? null : <p class="source no-print">{WORDS[lang].stand.kept}</p>}
      {/* What comes with typing stands below the field, which must not run away from the finger. */}
      {several && later ? <later.Together commons={commons} answers={answers} lang={lang} /> : null}
      {several ? (
        <div class="card">
          <Protected commons={commons} lang={lang} />
        </div>
      ) : null}
      {/* Below the figures of others, which would move it. */}
      {turn < COMPARE_TURNS ? null : (
        <div>
          {later ? <later.ChecksTogether commons={commons} answers={answers} lang={lang} /> : null}
          {later ? <later.HelpToPay commons={commons} answers={answers} lang={lang} /> : <div class="help-to-come" />}
          {first && commons.main ? (
            <ReferenceCard commons={commons} visitor={visit.visitor} answer={first} lang={lang} folded />
          ) : null}
        </div>
      )}
    </div>
  );
}
