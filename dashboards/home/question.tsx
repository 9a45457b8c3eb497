import { useEffect } from "preact/hooks";
import type { MeasureRef } from "../../src/domains/index.ts";
import { hundredHomes } from "../charts/hundred.ts";
import type { Group } from "../compare/group.ts";
import { countedText, kindAbsent } from "../compare/group-notes.ts";
import { MiddleRow } from "../compare/group-rows.tsx";
import { homesPhrase, statisticOf } from "../compare/group-words.ts";
import { InMoney } from "../compare/in-money.tsx";
import type { LaterParts } from "../compare/later-parts.ts";
import { kindPhrase, placePhrase } from "../compare/phrases.ts";
import { type Quartiles, quartilesOf } from "../compare/position.ts";
import { amountAtMargin, outwardEnds, ownAmount, ownMonthly, unsureEnds } from "../compare/rounded.ts";
import { TakeBack, TakenBack } from "../compare/take-back.tsx";
import { answerOf, entryAs, type TopicAnswer } from "../compare/topic-answer.ts";
import { VERDICTS } from "../compare/verdict-words.ts";
import type { Focus } from "../shared/best-measure.ts";
import { lowerFirst, upperFirst } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { noteOf, topicLabel } from "../shared/labels.ts";
import { givingHref, pageHref } from "../shared/layout.ts";
import { levelDigits } from "../shared/level-digits.ts";
import { Sized } from "../shared/sized.tsx";
import { binsOf } from "../visit/bins.ts";
import { cellAt, clampOf, type PublicCommons } from "../visit/commons.ts";
import { AmountField, Chips, questionsOf } from "../visit/fields.tsx";
import { figuresAt, meanAt, topicsOf } from "../visit/focus.ts";
import { PlaceField } from "../visit/place-field.tsx";
import { wasReopened } from "../visit/reloaded.ts";
import { topicAmongOthers } from "../visit/topic-name.ts";
import { useUnpublished } from "../visit/unpublished.ts";
import type { Visit } from "../visit/visit.ts";
import { changeEntry, type EntryKind, hasSaidNothing, NO_ENTRY } from "../visit/visitor.ts";
import { WELCOME } from "./welcome-words.ts";

interface QuestionProps {
  readonly visit: Visit;
  readonly commons: PublicCommons;
  readonly focus: Focus;
  readonly later: LaterParts | null;
  /** what says an answer, which comes with the first touch; null until it is loaded */
  readonly reply: typeof import("./reply.tsx") | null;
}

/** The question of the page: kinds of homes, a place and a number to enter, with the answer in the same place. */
export function Question({ visit, commons, focus, later, reply }: QuestionProps) {
  const lang = visit.lang.value;
  const [{ visitor }, words] = [visit, WORDS[lang]];
  const { ref, area } = focus;
  const answer = answerOf(commons, visitor, ref, area.code, lang);
  const open = commons.main !== null;
  const unpublished = useUnpublished(commons);
  const counted = countedText(commons, ref, lang);
  const note = noteOf(commons.catalog, ref, lang);
  useBillElsewhere(visitor, answer);
  return (
    // This is no form: nothing is sent, and the answer changes as one types. A "div" of the first answer would be kept and moved.
    <section class="card question">
      <Topics visit={visit} commons={commons} chosen={ref} />
      {questionsOf(commons, [ref]).map((name) => (
        <Chips key={name} visitor={visitor} name={name} lang={lang} />
      ))}
      {later && <later.CountedElsewhere commons={commons} visitor={visitor} measure={ref} lang={lang} />}
      <div class="two-fields">
        <PlaceField commons={commons} visitor={visitor} lang={lang} fallback={area.code} />
        {answer.given && isOfMonths(visitor.entries.value[ref.key]) ? (
          <MonthsGiven answer={answer} lang={lang} />
        ) : (
          <AmountField
            key={ref.key}
            visitor={visitor}
            measure={ref.key}
            label={amountLabel(visit, answer, lang)}
            unit={answer.unit}
            clamp={clampOf(commons.catalog, ref)}
            fault={answer.fault}
            lang={lang}
            instead={<InMoney visit={visit} commons={commons} answer={answer} />}
          />
        )}
      </div>
      <Ways visit={visit} answer={answer} />
      {counted === undefined ? null : <p class="hint">{counted}</p>}
      {answer.given && visitor.entries.value[ref.key]?.kind === "year" ? (
        <p class="hint">{upperFirst(words.stand.unit.yearIs(ownAmount(answer, lang)))}.</p>
      ) : null}
      <div class="reply" translate={false} aria-live="polite">
        {open ? (
          <Answer visit={visit} commons={commons} answer={answer} later={later} reply={reply} />
        ) : (
          unpublished && <unpublished.BesideFigure commons={commons} answer={answer} visit={visit} asks={later} isSaid />
        )}
        {note === null ? null : <p class="note">{note}</p>}
      </div>
      <Onward commons={commons} lang={lang} />
      <p class="source">
        {wasReopened() && hasSaidNothing(visitor) ? words.stand.forgotten : WELCOME[lang].local}{" "}
        {answer.given === null && visitor.kept.value === null ? (
          <TakeBack visit={visit} commons={commons} later={later} inLine />
        ) : null}
      </p>
      <TakenBack visit={visit} later={later} />
    </section>
  );
}

/** Tells whether a figure was made of months, typed or of a file. */
const isOfMonths = ({ kind, months } = NO_ENTRY): boolean => kind === "months" || months.length > 0;

/** In the place of the field, what months or a file came to: a figure typed before would stand above an answer to another. */
function MonthsGiven({ answer, lang }: { readonly answer: TopicAnswer; readonly lang: Lang }) {
  const months = VERDICTS[lang].ownMonths(answer.given?.periods.length ?? 0);
  return (
    <p class="field months-given">
      <b>{WORDS[lang].labelled(months, ownMonthly(answer, lang))}</b>{" "}
      <a href={pageHref("compare", lang)}>{WORDS[lang].stand.change}</a>
    </p>
  );
}

/** A bill that lacks its total or its days has no field here: it waits in Me situer, and what was typed before stands here again. */
function useBillElsewhere(visitor: Visit["visitor"], answer: TopicAnswer): void {
  const { key } = answer.ref;
  useEffect(() => {
    const entry = visitor.entries.value[key];
    if (entry?.kind !== "bill" || answer.given !== null) return;
    const isOfYear = entry.amounts.month === undefined && entry.amounts.year !== undefined;
    changeEntry(visitor, key, entryAs(isOfYear ? "year" : "month", entry, answer));
  }, [key]);
}

/** The topics that have figures, to choose one; nothing where there is but one. */
function Topics({ visit: { visitor, lang }, commons, chosen }: { visit: Visit; commons: PublicCommons; chosen: MeasureRef }) {
  const topics = topicsOf(commons);
  if (topics.length < 2) return null;
  return (
    <fieldset class="segmented">
      <legend class="visually-hidden">{WELCOME[lang.value].topic}</legend>
      {topics.map((ref) => (
        <label key={ref.key}>
          <input
            type="radio"
            name="topic"
            autocomplete="off"
            checked={ref === chosen}
            onChange={() => {
              visitor.topic.value = ref.key;
            }}
          />
          {topicAmongOthers(commons, ref, lang.value)}
        </label>
      ))}
    </fieldset>
  );
}

/** What the number is, and in what: a month's, unless it was said to be another's. */
function amountLabel({ visitor }: Visit, { ref }: TopicAnswer, lang: Lang): string {
  const kind = visitor.entries.value[ref.key]?.kind ?? "month";
  const topic = topicLabel(ref, lang);
  return kind === "year" || kind === "bill" ? `${topic}, ${WORDS[lang].stand.amount[kind]}` : WELCOME[lang].amount(topic);
}

/** The ways to give the number: a month's or a year's here, a bill in Me situer, which asks for its dates. */
function Ways({ visit: { visitor, lang }, answer }: { visit: Visit; answer: TopicAnswer }) {
  const measure = answer.ref.key;
  const { kinds, monthLabel } = WORDS[lang.value].stand;
  const entry = visitor.entries.value[measure] ?? NO_ENTRY;
  if (isOfMonths(entry)) return null;
  const give = (kind: EntryKind) => () => changeEntry(visitor, measure, entryAs(kind, entry, answer));
  return (
    <fieldset class="segmented one-of">
      <legend class="visually-hidden">{monthLabel}</legend>
      {(["month", "year"] as const).map((kind) => (
        <label key={kind}>
          <input type="radio" name="kind" checked={entry.kind === kind} autocomplete="off" onChange={give(kind)} />
          {kinds[kind]}
        </label>
      ))}
      <a href={pageHref("compare", lang.value)} onClick={give("bill")}>
        {kinds.bill} <span aria-hidden="true">{"\u00a0›"}</span>
      </a>
    </fieldset>
  );
}

function Onward({ commons, lang }: { commons: PublicCommons; lang: Lang }) {
  const give = commons.main === null ? givingHref(lang, commons.catalog.intake, location.href) : null;
  return (
    <a class="button wide" href={give ?? pageHref("compare", lang)}>
      {give === null ? WELCOME[lang].detail : WORDS[lang].contribute}
    </a>
  );
}

/** What is said of the visitor's figure or, before there is any, of the place. */
function Answer({ reply, ...shown }: Omit<QuestionProps, "focus"> & { readonly answer: TopicAnswer }) {
  const opening = <Opening {...shown} />;
  return reply && shown.answer.given ? <reply.Reply {...shown}>{opening}</reply.Reply> : opening;
}

/** A public figure of the place, before an answer: the middle home with the middle half around it, or else the mean. */
function Opening({ visit, commons, answer }: Pick<QuestionProps, "visit" | "commons"> & { readonly answer: TopicAnswer }) {
  const lang = visit.lang.value;
  const words = WORDS[lang];
  const { ref, area } = answer;
  const own = ownGroup(answer);
  const quartiles = own ? own.quartiles : openingQuartiles(commons, answer);
  const isAwaited = answer.given !== null && commons.rest === null;
  const text = isAwaited ? words.stand.waiting : openingText(commons, answer, quartiles, lang);
  const absent = isAwaited ? null : kindAbsent(commons, answer, lang);
  return (
    <>
      <p class="sentence quiet">{visit.rest.value === "failed" ? words.stand.unread : text}</p>
      {absent === null ? null : <p class="note few">{absent}</p>}
      {quartiles ? (
        <Sized height={92}>
          {(width) => (
            <MiddleRow
              answer={answer}
              quartiles={quartiles}
              homes={own ? answer.homes : commons.distributions && hundredHomes(binsOf(commons, ref, area, "_T"))}
              lang={lang}
              width={width}
              id="question-middle"
            />
          )}
        </Sized>
      ) : null}
    </>
  );
}

/** The group of the home as far as it is described, where its kind is known. */
function ownGroup({ group, untold }: TopicAnswer): Group | null {
  return untold.length === 0 && group && group.type !== "_T" ? group : null;
}

function openingQuartiles(commons: PublicCommons, { ref, area }: TopicAnswer): Quartiles | null {
  const cell = cellAt(commons, ref, area, "_T", commons.main?.period ?? "");
  return cell ? quartilesOf(cell) : null;
}

export function openingText(commons: PublicCommons, answer: TopicAnswer, quartiles: Quartiles | null, lang: Lang): string {
  const words = WELCOME[lang];
  const { of, at } = placePhrase(commons, answer.area, lang);
  const kind = kindPhrase(answer.ref, "_T", lang);
  const own = ownGroup(answer);
  const { isAt } = VERDICTS[lang];
  if (own) {
    const [homes, ends] = [homesPhrase(commons, answer, own, lang), unsureEnds(answer, lang)];
    const value = amountAtMargin(quartiles?.p50 ?? own.centre, answer, lang);
    if (statisticOf(answer) === "P50") return words.middleAmong(homes, value);
    return words.meanIs(homes, ends ? WORDS[lang].between(...ends) : isAt(value));
  }
  if (quartiles) return words.middleIs(kind.one, of, amountAtMargin(quartiles.p50, answer, lang));
  const mean = meanAt(commons, answer.ref, answer.area);
  const all = kind.at(of);
  if (!mean) {
    // In the first months the mean of the whole may be all that is known, and that by its margin alone.
    const { mean: unsure } = figuresAt(commons, answer.ref, answer.area);
    if (!unsure && answer.area !== commons.tree.root.code) return words.nothing(lowerFirst(at));
    if (!unsure || unsure.lower <= 0) return words.waiting;
    return words.meanIs(all, WORDS[lang].between(...outwardEnds(unsure, answer, lang)));
  }
  // As on the map beside it.
  const figure = { ref: answer.ref, statistic: "MEAN", type: "_T", period: commons.main?.period ?? "" } as const;
  const digits = levelDigits(commons, figure, answer.area);
  return words.meanIs(all, isAt(amountAtMargin({ ...mean, digits }, answer, lang)));
}
