import { useRef } from "preact/hooks";
import { formatPeriod } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { useListeners } from "../shared/listeners.ts";
import { Sized } from "../shared/sized.tsx";
import type { PublicCommons } from "../visit/commons.ts";
import { Chips, plainAmount } from "../visit/fields.tsx";
import { meanAt } from "../visit/focus.ts";
import type { Visit } from "../visit/visit.ts";
import { enter, NO_ENTRY, type Visitor } from "../visit/visitor.ts";
import {
  changeText,
  concentration,
  Dots,
  Gap,
  KindSpreads,
  MyMonths,
  monthsBeside,
  Near,
  SameMonths,
  sourceText,
} from "./card-parts.tsx";
import { kindPhrase } from "./phrases.ts";
import { isVeryLow, ownAmount } from "./sentence.ts";
import { kindsAt, type TopicAnswer } from "./topic-answer.ts";
import { WithWhom } from "./with-whom.tsx";

interface VerdictProps {
  readonly visit: Visit;
  readonly commons: PublicCommons;
  readonly answer: TopicAnswer;
}

/** What stands below the sentence, by the verdict. */
export function VerdictView({ visit, commons, answer }: VerdictProps) {
  const lang = visit.lang.value;
  const words = WORDS[lang].stand;
  const { verdict, ref, group, given } = answer;
  const id = ref.key.replace(".", "-");
  if (!given) return <Others commons={commons} answer={answer} lang={lang} id={id} />;
  if (!verdict) return null;
  const part = { commons, answer, lang };
  if (verdict.kind === "none") return <WithWhom {...part} visitor={visit.visitor} />;
  const place = verdict.kind !== "widened" && verdict.kind !== "seasonal";
  const change = changeText(commons, answer, lang);
  return (
    <>
      {verdict.kind === "widened" && answer.untold.length > 0 ? (
        <Missing visitor={visit.visitor} answer={answer} lang={lang} />
      ) : null}
      {verdict.kind === "widened" && answer.kinds.length > 1 ? (
        <>
          <Sized height={200}>{(width) => <KindSpreads {...part} width={width} id={`${id}-kinds`} />}</Sized>
          <p class="note">{words.spreads.note(answer.unit)}</p>
        </>
      ) : null}
      {place && answer.homes.length > 0 ? (
        <>
          <p class="note">{words.dots(kindPhrase(ref, "_T", lang).many)}</p>
          <Sized height={230}>{(width) => <Dots {...part} width={width} id={`${id}-dots`} />}</Sized>
        </>
      ) : null}
      {verdict.kind === "unit" ? <AskUnit visitor={visit.visitor} answer={answer} lang={lang} /> : null}
      {verdict.kind === "little" || isVeryLow(answer) ? <Help visitor={visit.visitor} answer={answer} lang={lang} /> : null}
      {place && verdict.kind !== "unit" && verdict.kind !== "little" && !isVeryLow(answer) ? (
        <Gap answer={answer} lang={lang} />
      ) : null}
      {given.months.length > 0 ? (
        <section class="part">
          <h3>{words.months.title}</h3>
          <p class="note">{words.months.subtitle(monthsBeside(commons, answer, lang))}</p>
          <Sized height={252}>{(width) => <MyMonths {...part} width={width} id={`${id}-months`} />}</Sized>
          {change ? <p>{change}.</p> : null}
        </section>
      ) : null}
      {answer.season?.mean ? (
        <Sized height={110}>{(width) => <SameMonths {...part} width={width} id={`${id}-season`} />}</Sized>
      ) : null}
      {verdict.kind === "unit" || answer.season?.mean ? null : (
        <section class="part">
          <h3>{words.near.title}</h3>
          <p class="note">{words.near.subtitle(formatPeriod(answer.period, lang), answer.unit)}</p>
          <Sized height={140}>{(width) => <Near {...part} width={width} id={`${id}-near`} />}</Sized>
          <p class="note">{concentration(commons, answer, lang)}</p>
        </section>
      )}
      {group ? <WithWhom {...part} visitor={visit.visitor} /> : null}
    </>
  );
}

/** Before a figure is given: where the others are, by kind of home and near the visitor. */
function Others({ commons, answer, lang, id }: { commons: PublicCommons; answer: TopicAnswer; lang: Lang; id: string }) {
  const words = WORDS[lang].stand;
  if (!commons.main) return null;
  const kinds = kindsAt(commons, answer.ref, answer.area, commons.main.period);
  const near = commons.tree.lineage(answer.area).filter(({ code }) => meanAt(commons, answer.ref, code) !== null);
  const part = { commons, answer: { ...answer, period: commons.main.period, kinds }, lang };
  return (
    <>
      {kinds.length < 2 ? null : (
        <section class="part">
          <h3>{words.others.title}</h3>
          <p class="note">
            {formatPeriod(commons.main.period, lang)}. {words.spreads.note(answer.unit)}
          </p>
          <Sized height={200}>{(width) => <KindSpreads {...part} width={width} id={`${id}-others`} />}</Sized>
        </section>
      )}
      {near.length === 0 ? null : (
        <section class="part">
          <h3>{words.near.title}</h3>
          <p class="note">{words.near.subtitle(formatPeriod(commons.main.period, lang), answer.unit)}</p>
          <Sized height={170}>{(width) => <Near {...part} width={width} id={`${id}-near`} below />}</Sized>
        </section>
      )}
      <p class="source">{sourceText(commons, part.answer, lang)}</p>
    </>
  );
}

/** What the verdict waits for, asked where it is missing; above, the home's own questions are open until one is answered. */
function Missing({ visitor, answer, lang }: { visitor: Visitor; answer: TopicAnswer; lang: Lang }) {
  const box = useRef<HTMLDivElement>(null);
  const hasSaid = Object.keys(visitor.attributes.value).length > 0;
  // The chip that was pressed goes with its question: the focus stays in the card.
  useListeners(() => box.current, {
    click: () => {
      const title = document.getElementById(`title-${answer.ref.key}`);
      requestAnimationFrame(() => {
        if (document.activeElement === document.body) title?.focus();
      });
    },
  });
  if (!hasSaid) return null;
  return (
    <div ref={box} class="no-print">
      {answer.untold.map((name) => (
        <Chips key={name} visitor={visitor} name={name} lang={lang} />
      ))}
    </div>
  );
}

/** Beyond ten times the middle it is asked what the number is, before anything is said of it. */
function AskUnit({ visitor, answer, lang }: { visitor: Visitor; answer: TopicAnswer; lang: Lang }) {
  const words = WORDS[lang].stand.unit;
  const { key } = answer.ref;
  const value = answer.given?.perMonth ?? 0;
  return (
    <fieldset class="asked">
      <legend>{words.question(ownAmount(answer, lang))}</legend>
      <button type="button" onClick={() => enter(visitor, key, { kind: "year" })}>
        {words.year} <small>{words.yearIs(plainAmount(value / 12, answer.unit, lang))}</small>
      </button>
      <button type="button" onClick={() => enter(visitor, key, { kind: "bill" })}>
        {words.bill}
      </button>
      <button type="button" onClick={() => enter(visitor, key, { confirmed: true })}>
        {words.right}
      </button>
    </fieldset>
  );
}

/** Little may be hardship: help, and no praise. */
function Help({ visitor, answer, lang }: { visitor: Visitor; answer: TopicAnswer; lang: Lang }) {
  const words = WORDS[lang].stand.help;
  const { key } = answer.ref;
  const entry = visitor.entries.value[key] ?? NO_ENTRY;
  return (
    <div class="help">
      <p>
        <b>{words.title}</b> {words.text}
      </p>
      {entry.confirmed ? (
        <p class="note">{words.confirmed}</p>
      ) : (
        <p class="or-else">
          {words.orElse}{" "}
          <button type="button" class="chip" onClick={() => enter(visitor, key, { kind: "bill" })}>
            {words.part}
          </button>{" "}
          <button type="button" class="chip" onClick={() => enter(visitor, key, { confirmed: true })}>
            {words.right}
          </button>
        </p>
      )}
    </div>
  );
}
