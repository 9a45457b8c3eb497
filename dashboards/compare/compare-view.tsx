import { useEffect, useRef, useState } from "preact/hooks";
import type { MeasureRef } from "../../src/domains/index.ts";
import { CommonAxis } from "../charts/common-axis.tsx";
import { amountText, formatNumber, formatPeriod, unitLabel } from "../shared/format.ts";
import { SampleNotice } from "../shared/frame.tsx";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { attributeWords, topicLabel } from "../shared/labels.ts";
import { contributorHref } from "../shared/layout.ts";
import { Sized } from "../shared/sized.tsx";
import type { PublicCommons } from "../visit/commons.ts";
import { attributesOf, Chips } from "../visit/fields.tsx";
import type { FileReader } from "../visit/file-reader.ts";
import { focusOf } from "../visit/focus.ts";
import { PlaceField } from "../visit/place-field.tsx";
import type { Visit } from "../visit/visit.ts";
import { enter, householdOf, type Visitor } from "../visit/visitor.ts";
import { referenceFor } from "./reference.ts";
import { ShareCard } from "./share-card.tsx";
import { Sheet } from "./sheet.tsx";
import { answerOf, type TopicAnswer } from "./topic-answer.ts";
import { TopicCard } from "./topic-card.tsx";

interface StandProps {
  readonly visit: Visit;
  readonly commons: PublicCommons;
  readonly reader: FileReader;
}

/** The verdicts that give a home a place among others. */
const PLACED = ["quarter", "edge", "side", "little"];

/** Where do I stand? The home is described once; each topic is a card. */
export function CompareView({ visit, commons, reader }: Omit<StandProps, "commons"> & { commons: PublicCommons | null }) {
  const lang = visit.lang.value;
  const words = WORDS[lang];
  const [sharing, setSharing] = useState(false);
  const focus = commons && focusOf(commons);
  if (!commons || !focus) {
    return (
      <>
        <h1 class="stand-title">{words.compare}</h1>
        <p class="wait" role="status">
          {words.loading}
        </p>
      </>
    );
  }
  const { visitor } = visit;
  const begun = Object.keys(visitor.entries.value);
  const shown = [focus.ref, ...commons.refs.filter((ref) => ref !== focus.ref && begun.includes(ref.key))];
  const answers = shown.map((ref) => answerOf(commons, visitor, ref, focus.area.code, lang));
  // What has a place is worth more on paper than what has none.
  const said = answers.filter(({ verdict }) => verdict !== null);
  const first = said.find(({ verdict }) => PLACED.some((kind) => kind === verdict?.kind)) ?? said[0];
  if (sharing && answers[0]) {
    return <ShareCard commons={commons} answer={first ?? answers[0]} lang={lang} onBack={() => setSharing(false)} />;
  }
  return (
    <>
      <h1 class="stand-title">{words.compare}</h1>
      <SampleNotice lang={lang} catalog={commons.catalog} />
      <div class="stand">
        <HomeCard visit={visit} commons={commons} refs={shown} fallback={focus.area.code} />
        <div class="topics">
          {answers.map((answer) => (
            <TopicCard
              key={answer.ref.key}
              visit={visit}
              commons={commons}
              answer={answer}
              reader={reader}
              removable={answer.ref !== focus.ref}
            />
          ))}
          <Together answers={answers} lang={lang} />
          {answers[0] && commons.main ? (
            <ReferenceCard commons={commons} visitor={visitor} answer={answers[0]} lang={lang} />
          ) : null}
        </div>
        <aside class="beside no-print">
          <OtherTopics visit={visit} commons={commons} shown={shown} />
          <Next commons={commons} answers={answers} lang={lang} onShare={() => setSharing(true)} />
        </aside>
      </div>
      {first ? <Sheet commons={commons} answer={first} others={said.filter((one) => one !== first)} lang={lang} /> : null}
    </>
  );
}

/** The home, said once for all topics: a line of answers, or the questions. */
function HomeCard({
  visit,
  commons,
  refs,
  fallback,
}: Omit<StandProps, "reader"> & { refs: readonly MeasureRef[]; fallback: string }) {
  const lang = visit.lang.value;
  const { visitor } = visit;
  const words = WORDS[lang].stand;
  const said = Object.entries(visitor.attributes.value);
  const [editing, setEditing] = useState(said.length === 0);
  const change = useRef<HTMLButtonElement>(null);
  const names = attributesOf(refs);
  const place = commons.tree.get(visitor.area.value ?? fallback)?.name ?? "";
  const done = (): void => {
    setEditing(false);
    // The button that was pressed is gone: the focus stays where one can go back.
    requestAnimationFrame(() => change.current?.focus());
  };
  return (
    <section class="card home no-print" aria-labelledby="home-title">
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
          <button type="submit" class="quiet">
            {words.done}
          </button>
        </form>
      ) : (
        <p class="home-said">
          {[...said.map(([name, value]) => attributeWords(name, value, lang)[1]), place].map((text) => (
            <span class="chip said" key={text}>
              {text}
            </span>
          ))}{" "}
          <button ref={change} type="button" class="plain" onClick={() => setEditing(true)}>
            {words.change}
          </button>
        </p>
      )}
      <p class="source">{words.kept}</p>
    </section>
  );
}

/** Topics that the commons publishes and that are not a card yet. */
function OtherTopics({ visit, commons, shown }: Omit<StandProps, "reader"> & { shown: readonly MeasureRef[] }) {
  const lang = visit.lang.value;
  const words = WORDS[lang].stand;
  const others = commons.refs.filter((ref) => !shown.includes(ref));
  const added = useRef<string | null>(null);
  useEffect(() => {
    if (added.current === null) return;
    document.querySelector<HTMLElement>(`[data-amount="${added.current}"]`)?.focus();
    added.current = null;
  });
  if (others.length === 0) return null;
  return (
    <section class="card">
      <h2>{words.other}</h2>
      <ul class="others">
        {others.map((ref) => (
          <li key={ref.key}>
            <span>
              <b>{topicLabel(ref, lang)}</b>
              <small>{words.addText}</small>
            </span>
            <button
              type="button"
              class="quiet"
              aria-label={`${words.add} : ${topicLabel(ref, lang)}`}
              onClick={() => {
                added.current = ref.key;
                enter(visit.visitor, ref.key, {});
              }}
            >
              {words.add}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface NextProps {
  readonly commons: PublicCommons;
  readonly answers: readonly TopicAnswer[];
  readonly lang: Lang;
  readonly onShare: () => void;
}

function Next({ commons, answers, lang, onShare }: NextProps) {
  const words = WORDS[lang].stand;
  const give = contributorHref("contribute", lang, commons.catalog.intake, location.href);
  const any = answers.some(({ verdict }) => verdict !== null);
  return (
    <section class="card next">
      <h2>{words.next}</h2>
      {give === null ? null : (
        <>
          <a class="button" href={give}>
            {WORDS[lang].contribute}
          </a>
          <p class="source">{/^https?:/.test(give) ? words.giveAgain : words.giveKept}</p>
        </>
      )}
      {any ? (
        <button type="button" class="quiet" onClick={() => print()}>
          {words.print}
        </button>
      ) : null}
      {commons.rest && commons.main ? (
        <button type="button" class="quiet" onClick={onShare}>
          {words.share}
        </button>
      ) : null}
    </section>
  );
}

/** Several topics on one axis, where each has a place to give. */
function Together({ answers, lang }: { answers: readonly TopicAnswer[]; lang: Lang }) {
  const words = WORDS[lang].stand.together;
  const rows = answers.flatMap(({ ref, verdict, group, given }) => {
    const placed = verdict?.kind === "quarter" || verdict?.kind === "edge" || verdict?.kind === "little";
    const quartiles = group?.quartiles;
    if (!placed || !quartiles || !given || quartiles.p50.value <= 0) return [];
    const share = given.perMonth / quartiles.p50.value;
    const text = `${formatNumber(100 * share, 0, lang)}${lang === "fr" ? "\u00a0%" : "%"}`;
    return [
      {
        name: topicLabel(ref, lang),
        low: quartiles.p25.value / quartiles.p50.value,
        high: quartiles.p75.value / quartiles.p50.value,
        you: share,
        text,
      },
    ];
  });
  if (rows.length < 2) return null;
  return (
    <section class="card">
      <h2>{words.title}</h2>
      <p class="note">{words.subtitle}</p>
      <Sized height={120}>
        {(width) => (
          <CommonAxis
            id="together"
            width={width}
            label={words.label(rows.map(({ name, text }) => words.part(name, text)).join(" "))}
            rows={rows}
            middle={words.middle}
          />
        )}
      </Sized>
    </section>
  );
}

/** A public figure of somebody else's: apart, and no verdict. */
function ReferenceCard({
  commons,
  visitor,
  answer,
  lang,
}: {
  commons: PublicCommons;
  visitor: Visitor;
  answer: TopicAnswer;
  lang: Lang;
}) {
  const { ref, area, period } = answer;
  const words = WORDS[lang].stand.reference;
  const reference = referenceFor({ ref, area, household: householdOf(visitor, area), period }, commons.references, commons.tree);
  if (!reference) return null;
  const unit = unitLabel(reference.unit, lang);
  return (
    <section class="card reference">
      <h2>{words.title}</h2>
      <p>
        <span class="hollow" aria-hidden="true" />
        {words.text(
          amountText(reference.value, Number.isInteger(reference.value) ? 0 : 1, unit, lang),
          formatPeriod(reference.period, lang),
        )}
      </p>
      {/* A territory's references name their sources as the publisher does, in French. */}
      <p class="note">
        {words.source}
        <span lang="fr">{reference.source}</span>
        {words.apart(reference.licence)}
      </p>
    </section>
  );
}
