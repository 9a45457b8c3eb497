import { useEffect, useId, useRef, useState } from "preact/hooks";
import { monthsOver } from "../contribute/typed-source.ts";
import { formatNumber, formatPeriod, statusWord } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { noteOf, topicLabel, typeLabel } from "../shared/labels.ts";
import { pageHref } from "../shared/layout.ts";
import { Rich } from "../shared/rich.tsx";
import { Sized } from "../shared/sized.tsx";
import type { PublicCommons } from "../visit/commons.ts";
import { AmountField, Chips, plainAmount } from "../visit/fields.tsx";
import type { FileReader } from "../visit/file-reader.ts";
import { meanAt } from "../visit/focus.ts";
import { monthsOf } from "../visit/months-read.ts";
import type { Visit } from "../visit/visit.ts";
import { addFile, ENTRY_KINDS, enter, NO_ENTRY, type OwnEntry, setFiles, type Visitor } from "../visit/visitor.ts";
import { BesideFigure } from "./beside-figure.tsx";
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
import { kindPhrase, placePhrase } from "./phrases.ts";
import { groupPhrase, isVeryLow, ownAmount, sentenceOf } from "./sentence.ts";
import { homesOf, kindsAt, type TopicAnswer } from "./topic-answer.ts";

interface TopicCardProps {
  readonly visit: Visit;
  readonly commons: PublicCommons;
  readonly answer: TopicAnswer;
  readonly reader: FileReader;
  readonly removable: boolean;
}

/** One topic: the figure, the sentence, one hundred homes, the gap, what is near, with whom, and how it is protected. */
export function TopicCard({ visit, commons, answer, reader, removable }: TopicCardProps) {
  const lang = visit.lang.value;
  const { visitor } = visit;
  const words = WORDS[lang];
  const { ref } = answer;
  const title = topicLabel(ref, lang);
  return (
    <section class="card topic" id={`topic-${ref.key}`} aria-labelledby={`title-${ref.key}`}>
      <div class="topic-head">
        <h2 id={`title-${ref.key}`} tabIndex={-1}>
          {title}
        </h2>
        <Figure visit={visit} answer={answer} reader={reader} commons={commons} />
      </div>
      <div aria-live="polite" class="reply">
        {commons.main ? (
          <Sentence visit={visit} commons={commons} answer={answer} />
        ) : (
          <BesideFigure visit={visit} commons={commons} answer={answer} />
        )}
      </div>
      <Verdict visit={visit} commons={commons} answer={answer} />
      {removable ? (
        <button
          type="button"
          class="plain no-print"
          onClick={() => {
            const { [ref.key]: _gone, ...others } = visitor.entries.value;
            visitor.entries.value = others;
          }}
        >
          {words.stand.remove} ({topicLabel(ref, lang)})
        </button>
      ) : null}
    </section>
  );
}

/** The number: of a month, a year, a bill, or a file that is read in the page. */
function Figure({ visit, commons, answer, reader }: Omit<TopicCardProps, "removable">) {
  const lang = visit.lang.value;
  const { visitor } = visit;
  const words = WORDS[lang].stand;
  const { ref, unit, fault } = answer;
  const entry = visitor.entries.value[ref.key] ?? NO_ENTRY;
  const id = useId();
  const change = (next: Partial<OwnEntry>): void => enter(visitor, ref.key, next);
  if (entry.months.length > 0) return <FileRead visitor={visitor} measure={ref.key} months={entry.months} lang={lang} />;
  return (
    <div class="figure-fields">
      {entry.kind === "months" ? (
        <TypedMonths visitor={visitor} answer={answer} typed={entry.typed} lang={lang} />
      ) : (
        <AmountField
          visitor={visitor}
          measure={ref.key}
          label={`${topicLabel(ref, lang)}, ${words.amount[entry.kind]}`}
          unit={`${unit} ${words.amount[entry.kind]}`}
          fault={fault}
          lang={lang}
          labelHidden
        />
      )}
      <fieldset class="segmented">
        <legend class="visually-hidden">{words.monthLabel}</legend>
        {ENTRY_KINDS.map((kind) => (
          <label key={kind}>
            <input
              type="radio"
              name={`kind-${id}`}
              value={kind}
              checked={entry.kind === kind}
              autocomplete="off"
              onChange={() => change({ kind })}
            />
            {words.kinds[kind]}
          </label>
        ))}
        <FileButton key={entry.kind} visit={visit} commons={commons} reader={reader} lang={lang} />
      </fieldset>
      {entry.kind === "month" && ref.measure.coverage > 1 ? (
        <label class="month">
          {words.monthLabel}{" "}
          <select autocomplete="off" onChange={(event) => change({ month: event.currentTarget.value })}>
            <option value="">{words.anyMonth}</option>
            {words.monthNames.map((name, i) => {
              const value = String(i + 1).padStart(2, "0");
              return (
                <option key={value} value={value} selected={entry.month === value}>
                  {words.ofMonth(name)}
                </option>
              );
            })}
          </select>
        </label>
      ) : null}
      {entry.kind === "bill" ? (
        <div class="two-fields">
          {(["from", "to"] as const).map((end) => (
            <div class="field" key={end}>
              <label for={`${id}-${end}`}>{words[end]}</label>
              <input
                id={`${id}-${end}`}
                type="date"
                autocomplete="off"
                value={entry[end]}
                onInput={(event) => change({ [end]: event.currentTarget.value })}
              />
            </div>
          ))}
        </div>
      ) : null}
    </div>
  );
}

/** Months that people remember, filled in as far as they do. */
const REMEMBERED = 12;

/** Twelve months to type, the newest last; any may stay empty. */
function TypedMonths({
  visitor,
  answer,
  typed,
  lang,
}: {
  visitor: Visitor;
  answer: TopicAnswer;
  typed: OwnEntry["typed"];
  lang: Lang;
}) {
  const words = WORDS[lang].stand;
  const id = useId();
  const { ref, unit, fault } = answer;
  const wrong = fault === null ? "" : words.faults[fault as keyof typeof words.faults];
  return (
    <fieldset class="typed-months">
      <legend>{words.typedMonths(unit)}</legend>
      {monthsOver(new Date(), REMEMBERED)
        .reverse()
        .map((period) => (
          <label key={period}>
            {words.monthShort[Number(period.slice(5)) - 1]} {period.slice(2, 4)}
            <input
              type="text"
              inputMode="decimal"
              autocomplete="off"
              data-month={period}
              value={typed[period] ?? ""}
              aria-describedby={`${id}-fault`}
              onInput={(event) => enter(visitor, ref.key, { typed: { ...typed, [period]: event.currentTarget.value } })}
            />
          </label>
        ))}
      <span id={`${id}-fault`} class="fault" role="alert">
        {wrong}
      </span>
    </fieldset>
  );
}

function FileRead({
  visitor,
  measure,
  months,
  lang,
}: {
  visitor: Visitor;
  measure: string;
  months: OwnEntry["months"];
  lang: Lang;
}) {
  const words = WORDS[lang].stand;
  const periods = months.map(({ period }) => period).sort();
  return (
    <p class="file-read">
      {words.fileRead(months.length, formatPeriod(periods[0] ?? "", lang), formatPeriod(periods.at(-1) ?? "", lang))}{" "}
      <button type="button" class="plain no-print" onClick={() => dropFiles(visitor, measure)}>
        {words.fileDrop}
      </button>
    </p>
  );
}

/** Forgets every file that has months of the measure. */
function dropFiles(visitor: Visitor, measure: string): void {
  const rest = visitor.files.value.filter(({ read }) => !monthsOf(read.report.readings).has(measure));
  if (rest.length < visitor.files.value.length) setFiles(visitor, rest);
  else enter(visitor, measure, { months: [] });
}

/** A file may be chosen here or dropped on the card; whatever measures it has are all filled in. */
function FileButton({ visit, commons, reader, lang }: Omit<TopicCardProps, "removable" | "answer"> & { lang: Lang }) {
  const words = WORDS[lang].stand;
  const input = useRef<HTMLInputElement>(null);
  const [state, setState] = useState<"idle" | "reading" | "failed" | "nothing">("idle");
  const read = async (files: readonly File[]): Promise<void> => {
    if (files.length === 0) return;
    setState("reading");
    const found = await reader.read(files).outcome;
    if (!found.ok) return setState("failed");
    const keys = new Set(monthsOf(found.report.readings).keys());
    if (commons.refs.some(({ key }) => keys.has(key))) {
      addFile(visit.visitor, files.map(({ name }) => name).join(", "), found);
      setState("idle");
    } else setState("nothing");
  };
  // A file may be dropped anywhere on the card.
  useEffect(() => {
    const card = input.current?.closest(".topic");
    const over = (event: Event): void => event.preventDefault();
    const drop = (event: Event): void => {
      event.preventDefault();
      void read([...((event as DragEvent).dataTransfer?.files ?? [])]);
    };
    card?.addEventListener("dragover", over);
    card?.addEventListener("drop", drop);
    return () => {
      card?.removeEventListener("dragover", over);
      card?.removeEventListener("drop", drop);
    };
  });
  return (
    <>
      <input ref={input} type="file" multiple hidden onChange={(event) => void read([...(event.currentTarget.files ?? [])])} />
      <button type="button" class="plain" title={words.fileText} onClick={() => input.current?.click()}>
        {words.file}
      </button>
      <span role="status" class="note">
        {{ idle: "", reading: words.fileReading, failed: words.fileFailed, nothing: words.fileNothing }[state]}
      </span>
    </>
  );
}

function Sentence({ visit, commons, answer }: Pick<TopicCardProps, "visit" | "commons" | "answer">) {
  const lang = visit.lang.value;
  const words = WORDS[lang].stand;
  const sentence = sentenceOf(commons, answer, lang);
  if (!sentence) {
    const text =
      visit.rest.value === "failed" ? words.unread : answer.given && !commons.rest && commons.main ? words.waiting : words.empty;
    return <p class="sentence quiet">{text}</p>;
  }
  return (
    <>
      <p class="sentence">
        <Rich text={sentence.title} />
      </p>
      {sentence.notes.map((note) => (
        <p class="note" key={note}>
          {note}
        </p>
      ))}
    </>
  );
}

/** What stands below the sentence, by the verdict. */
function Verdict({ visit, commons, answer }: Pick<TopicCardProps, "visit" | "commons" | "answer">) {
  const lang = visit.lang.value;
  const words = WORDS[lang].stand;
  const { verdict, ref, group, given } = answer;
  const id = ref.key.replace(".", "-");
  if (!given) return <Others commons={commons} answer={answer} lang={lang} id={id} />;
  if (!verdict) return null;
  const part = { commons, answer, lang };
  if (verdict.kind === "none") return <After {...part} visitor={visit.visitor} />;
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
      {group ? <After {...part} visitor={visit.visitor} /> : null}
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
  useEffect(() => {
    const element = box.current;
    const title = document.getElementById(`title-${answer.ref.key}`);
    // The chip that was pressed goes with its question: the focus stays in the card.
    const stay = (): void => {
      requestAnimationFrame(() => {
        if (document.activeElement === document.body) title?.focus();
      });
    };
    element?.addEventListener("click", stay);
    return () => element?.removeEventListener("click", stay);
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

/** With whom, how it is protected, and what must be said beside the figures. */
function After({
  commons,
  answer,
  lang,
  visitor,
}: {
  commons: PublicCommons;
  answer: TopicAnswer;
  lang: Lang;
  visitor: Visitor;
}) {
  const words = WORDS[lang].stand;
  const { ref, group, groups, given } = answer;
  const id = useId();
  const homes = group ? homesOf(group) : null;
  const notes = [
    noteOf(commons.catalog, ref, lang),
    ref.measure.whose === "person" ? words.person : null,
    ref.measure.experimental ? words.experimental : null,
    given?.days ? words.bill(given.days) : null,
  ].filter((note): note is string => note !== null);
  return (
    <>
      <section class="part">
        <h3>{words.who}</h3>
        {group ? (
          <p class="note which">
            {words.whoText(
              homes === null ? "" : formatNumber(homes, 0, lang),
              groupPhrase(commons, answer, lang),
              formatPeriod(answer.period, lang),
            )}{" "}
            {answer.withheld ? words.whoWider(placePhrase(commons, answer.area, lang).at) : ""}
          </p>
        ) : null}
        {notes.map((note, i) => (
          <p class={`note${i === 0 && note === noteOf(commons.catalog, ref, lang) ? " measure-note" : ""}`} key={note}>
            {note}
          </p>
        ))}
        {groups.length > 1 || (!group && groups.length > 0) ? (
          <p class="no-print">
            <label for={id}>{words.chooseGroup}</label>{" "}
            <select
              id={id}
              class="group"
              autocomplete="off"
              onChange={(event) => {
                const next = groups[Number(event.currentTarget.value)];
                const { [ref.key]: _before, ...others } = visitor.chosen.value;
                visitor.chosen.value = next ? { ...others, [ref.key]: { area: next.area, type: next.type } } : others;
              }}
            >
              <option value="-1" selected={answer.advised}>
                {words.own}
              </option>
              {groups.map((one, i) => {
                const status = statusWord(one.cell.get(one.centre.statistic) ?? { OBS_STATUS: "A", CONF_STATUS: "F" }, lang);
                const name = `${typeLabel(ref, one.type, lang)}, ${commons.tree.get(one.area)?.name ?? one.area}`;
                return (
                  <option
                    key={`${one.area} ${one.type}`}
                    value={i}
                    selected={!answer.advised && one.area === group?.area && one.type === group?.type}
                  >
                    {status ? `${name} (${status})` : name}
                  </option>
                );
              })}
            </select>
          </p>
        ) : null}
      </section>
      <section class="part">
        <h3>{words.protected}</h3>
        <p class="note">
          {words.protectedText(commons.catalog.k)} <a href={pageHref("privacy", lang)}>{words.more}</a>
        </p>
        <p class="source">{sourceText(commons, answer, lang)}</p>
      </section>
    </>
  );
}
