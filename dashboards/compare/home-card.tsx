import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { MeasureRef } from "../../src/domains/index.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { answerWords } from "../shared/labels.ts";
import type { PublicCommons } from "../visit/commons.ts";
import { Chips, questionsOf } from "../visit/fields.tsx";
import { PlaceField } from "../visit/place-field.tsx";
import type { Visit } from "../visit/visit.ts";
import type { Visitor } from "../visit/visitor.ts";

interface HomeCardProps {
  readonly visit: Visit;
  readonly commons: PublicCommons;
  /** the topics shown; an attribute that several need is asked once */
  readonly refs: readonly MeasureRef[];
  readonly fallback: string;
  /** the questions are open */
  readonly editing: boolean;
  readonly setEditing: (editing: boolean) => void;
  /** a way to answer all questions at once */
  readonly children?: ComponentChildren;
}

/** The home as it is described: the answers, then the place. */
export function homeWords(commons: PublicCommons, { attributes, area }: Visitor, fallback: string, lang: Lang): string[] {
  const answers = Object.entries(attributes.value).map(([name, value]) => answerWords(name, value, lang));
  return [...answers, commons.tree.get(area.value ?? fallback)?.name ?? ""];
}

/** The visitor's home, described once for all topics: the answers in a line, or the questions. */
export function HomeCard({ visit, commons, refs, fallback, editing, setEditing, children }: HomeCardProps) {
  const lang = visit.lang.value;
  const { visitor } = visit;
  const words = WORDS[lang].stand;
  const answers = Object.entries(visitor.attributes.value);
  const change = useRef<HTMLButtonElement>(null);
  const names = questionsOf(commons, refs);
  // A topic that is added asks for what it lacks on its own card: new questions up here would push it away.
  const topics = useRef(refs.length);
  useEffect(() => {
    if (refs.length > topics.current && answers.length > 0) setEditing(false);
    topics.current = refs.length;
  }, [refs.length]);
  const done = (): void => {
    setEditing(false);
    // The pressed button is gone, so the focus moves to the one that opens the questions again.
    requestAnimationFrame(() => change.current?.focus());
  };
  return (
    <section class={editing ? "card home no-print" : "card home told no-print"} aria-labelledby="home-title">
      <h2 id="home-title">{words.home}</h2>
      {editing ? (
        <form
          autocomplete="off"
          onSubmit={(event) => {
            event.preventDefault();
            done();
          }}
        >
          {names.map((name) => (
            <Chips key={name} visitor={visitor} name={name} lang={lang} />
          ))}
          <PlaceField commons={commons} visitor={visitor} lang={lang} fallback={fallback} />
          <div class="home-foot">
            <p class="source">
              {words.kept} {children}
            </p>
            <button type="submit" class="quiet">
              {words.done}
            </button>
          </div>
        </form>
      ) : (
        <p class="home-said" translate={false}>
          {homeWords(commons, visitor, fallback, lang).map((text) => (
            <span class="chip said" key={text}>
              {text}
            </span>
          ))}{" "}
          <button ref={change} type="button" class="plain" onClick={() => setEditing(true)}>
            {words.change}
          </button>
        </p>
      )}
    </section>
  );
}
