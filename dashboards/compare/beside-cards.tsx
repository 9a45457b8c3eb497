import type { ComponentChild } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { MeasureRef } from "../../src/domains/index.ts";
import { Folded } from "../shared/bits.tsx";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { topicLabel } from "../shared/labels.ts";
import { givingHref } from "../shared/layout.ts";
import type { PublicCommons } from "../visit/commons.ts";
import { topicsOf } from "../visit/focus.ts";
import { notGiving } from "../visit/not-giving.ts";
import { topicAmongOthers } from "../visit/topic-name.ts";
import type { Visit } from "../visit/visit.ts";
import { begin } from "../visit/visitor.ts";
import { STAND } from "./stand-words.ts";
import { isAnswered, type TopicAnswer } from "./topic-answer.ts";

interface OtherTopicsProps {
  readonly visit: Visit;
  readonly commons: PublicCommons;
  readonly shown: readonly MeasureRef[];
}

/** Published topics that have no card yet, or all of them while none is. */
export function OtherTopics({ visit, commons, shown }: OtherTopicsProps) {
  const lang = visit.lang.value;
  const words = WORDS[lang].stand;
  const others = commons.refs.filter((ref) => !shown.includes(ref));
  // While nothing is published, a topic without a public reference gives little: it waits a tap away.
  const first = commons.main === null ? others.filter((ref) => topicsOf(commons).includes(ref)) : others;
  const rest = others.filter((ref) => !first.includes(ref));
  const added = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (added.current === null) return;
    document.querySelector<HTMLElement>(`[data-amount="${added.current}"]`)?.focus();
    added.current = null;
  });
  if (others.length === 0) return null;
  const list = (refs: readonly MeasureRef[]) => (
    <ul class="others">
      {refs.map((ref) => (
        <li key={ref.key}>
          <b>{topicAmongOthers(commons, ref, lang)}</b>
          <button
            type="button"
            class="quiet"
            aria-label={WORDS[lang].labelled(words.add, topicLabel(ref, lang))}
            onClick={() => {
              added.current = ref.key;
              // A card that stands there empty stays, and can be removed as any other.
              for (const { key } of [...shown, ref]) begin(visit.visitor, key);
            }}
          >
            {words.add}
          </button>
        </li>
      ))}
    </ul>
  );
  return (
    <section class="card">
      <h2>{words.other}</h2>
      {first.length === 0 ? null : list(first)}
      {rest.length === 0 ? null : <Folded summary={STAND[lang].noReference(rest.length)}>{() => list(rest)}</Folded>}
    </section>
  );
}

interface NextProps {
  readonly commons: PublicCommons;
  readonly answers: readonly TopicAnswer[];
  /** something is said of a figure while nothing is published */
  readonly alone?: boolean;
  readonly lang: Lang;
  /** whether there are public figures to share */
  readonly canShare: boolean;
  readonly onShare: () => void;
  /** when figures come next, for whom has an answer */
  readonly children?: ComponentChild;
}

/** Prints the sheet, and says what a printed page may lose: some browsers do not hold it for Back. */
function PrintButton({ lang }: { readonly lang: Lang }) {
  const [isPrinted, setPrinted] = useState(false);
  const openPrint = (): void => {
    print();
    setPrinted(true);
  };
  return (
    <>
      <button type="button" class="quiet" onClick={openPrint}>
        {STAND[lang].print}
      </button>
      <p class="note" role="status">
        {isPrinted ? STAND[lang].printed : ""}
      </p>
    </>
  );
}

/** What to do next: contribute, print, or share the public figures. */
export function Next({ commons, answers, alone = false, lang, canShare, onShare, children }: NextProps) {
  const words = WORDS[lang].stand;
  const give = givingHref(lang, commons.catalog.intake, location.href);
  // A figure that is doubted makes no sheet.
  const any = alone || answers.some(isAnswered);
  if (give === null && !any && !canShare) return <p class="note">{notGiving(commons.catalog, lang)}</p>;
  return (
    <section class="card next no-print">
      <h2>{words.next}</h2>
      {give === null ? (
        commons.main ? null : (
          <p class="note">{notGiving(commons.catalog, lang)}</p>
        )
      ) : (
        <>
          <a class="button" href={give}>
            {WORDS[lang].contribute}
          </a>
          {/^https?:/.test(give) ? <p class="source">{STAND[lang].giveAgain}</p> : null}
        </>
      )}
      {any ? <PrintButton lang={lang} /> : null}
      {canShare ? (
        <button type="button" class="quiet" onClick={onShare}>
          {STAND[lang].share}
        </button>
      ) : null}
      {any ? children : null}
    </section>
  );
}
