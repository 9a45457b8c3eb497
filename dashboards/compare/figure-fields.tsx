import { useEffect, useId, useRef, useState } from "preact/hooks";
import { Folded } from "../shared/bits.tsx";
import { upperFirst } from "../shared/format.ts";
import { WORDS } from "../shared/i18n.ts";
import { topicLabel } from "../shared/labels.ts";
import { useListeners } from "../shared/listeners.ts";
import { clampOf, type PublicCommons, unitOf } from "../visit/commons.ts";
import { AmountField } from "../visit/fields.tsx";
import type { FileReader } from "../visit/file-reader.ts";
import type { TableAnswer } from "../visit/unnamed-table.tsx";
import type { Visit } from "../visit/visit.ts";
import { begin, changeEntry, ENTRY_KINDS, NO_ENTRY } from "../visit/visitor.ts";
import { countedText } from "./group-notes.ts";
import { InMoney } from "./in-money.tsx";
import type { LaterParts } from "./later-parts.ts";
import type { OwnProps } from "./own-props.ts";
import type { FileState } from "./read-files.tsx";
import { monthsSum, ownAmount } from "./rounded.ts";
import { STAND } from "./stand-words.ts";
import { entryAs, type TopicAnswer } from "./topic-answer.ts";
import { WhichMonth } from "./which-month.tsx";

interface FigureProps {
  readonly visit: Visit;
  readonly commons: PublicCommons;
  readonly answer: TopicAnswer;
  readonly reader: FileReader;
  /** null: not loaded yet */
  readonly later: LaterParts | null;
}

/** The visitor's figure: of a month, a year, a bill, or a file that is read in the page. */
export function FigureFields(props: FigureProps) {
  const { visit, commons, answer, later } = props;
  const lang = visit.lang.value;
  const { visitor } = visit;
  const words = WORDS[lang].stand;
  const { ref, unit, fault } = answer;
  const entry = visitor.entries.value[ref.key] ?? NO_ENTRY;
  const id = useId();
  // Beside an answer it stands with the group.
  const counted = answer.given ? undefined : countedText(commons, ref, lang);
  const own = { visitor, answer, entry, lang };
  const clamp = clampOf(commons.catalog, ref);
  const isByMonth = entry.kind === "months";
  // What is published has a sentence, which begins with the sum.
  const sum = commons.main ? null : monthsSum(answer, "", lang);
  const months = sum && (
    <p class="own-said" role="status">
      {sum}
    </p>
  );
  if (entry.months.length > 0)
    return (
      later && (
        <>
          <later.FileRead {...own} units={[unit, unitOf(commons.catalog, ref)]} clamp={clamp}>
            <FileButton {...props} isAnother />
          </later.FileRead>
          {months}
        </>
      )
    );
  return (
    <div class="figure-fields">
      {isByMonth ? null : (
        <AmountField
          visitor={visitor}
          measure={ref.key}
          label={`${topicLabel(ref, lang)}, ${words.amount[entry.kind]}`}
          unit={unit}
          per={entry.kind === "bill" ? words.amount.bill : undefined}
          clamp={clamp}
          // What is wrong with dates stands at them.
          fault={isOfDates(fault) ? null : fault}
          lang={lang}
          labelHidden
          instead={<InMoney visit={visit} commons={commons} answer={answer} />}
        />
      )}
      <WaysToGive {...props} id={id} />
      {isByMonth && later ? <later.TypedMonths {...own} units={[unit, unitOf(commons.catalog, ref)]} clamp={clamp} /> : null}
      {months}
      {entry.kind === "bill" ? <Bill {...props} id={id} /> : null}
      {counted === undefined ? null : <p class="hint">{counted}</p>}
      {/* What follows is per month, and so is the figure that it is compared with. */}
      {entry.kind === "year" && answer.given ? (
        <p class="hint">{upperFirst(words.unit.yearIs(ownAmount(answer, lang)))}.</p>
      ) : null}
    </div>
  );
}

/** The ways in which the figure can be given, one beside the other. */
function WaysToGive({ id, ...props }: FigureProps & { id: string }) {
  const { visit, answer } = props;
  const { visitor } = visit;
  const words = WORDS[visit.lang.value].stand;
  const { key } = answer.ref;
  const entry = visitor.entries.value[key] ?? NO_ENTRY;
  const { kind: chosen } = entry;
  const month = words.monthShort[Number(entry.month) - 1];
  return (
    <fieldset class="segmented">
      <legend class="visually-hidden">{words.monthLabel}</legend>
      <div class="one-of">
        {ENTRY_KINDS.map((kind) => (
          <span class="given-as" key={kind}>
            <label>
              <input
                type="radio"
                name={`kind-${id}`}
                value={kind}
                checked={chosen === kind}
                autocomplete="off"
                onChange={() => changeEntry(visitor, key, entryAs(kind, entry, answer))}
              />
              {kind === "month" && chosen === kind && month ? STAND[visit.lang.value].inMonth(month) : words.kinds[kind]}
            </label>
            {/* The list lies unseen over the words of the way. */}
            {kind === "month" && chosen === kind && answer.ref.measure.coverage > 1 ? (
              <WhichMonth visitor={visitor} measure={answer.ref} entry={entry} lang={visit.lang.value} />
            ) : null}
          </span>
        ))}
      </div>
      {chosen === "bill" ? null : <FileButton key={chosen} {...props} />}
    </fieldset>
  );
}

/** What is wrong with the dates of a bill, and not with its amount. */
const OF_DATES: readonly (string | null)[] = ["from", "to", "order", "future", "short", "length"];
const isOfDates = (fault: string | null): boolean => OF_DATES.includes(fault);

/** The days of a bill, then the file that would have them: whoever has typed its total looks for them. */
function Bill({ id, ...props }: FigureProps & { readonly id: string }) {
  const { visit, answer } = props;
  const { visitor, lang } = visit;
  const entry = visitor.entries.value[answer.ref.key] ?? NO_ENTRY;
  return (
    <>
      <BillDates visitor={visitor} answer={answer} entry={entry} lang={lang.value} id={id} />
      <div class="segmented">
        <FileButton {...props} />
      </div>
    </>
  );
}

/** First and last day of a bill. */
function BillDates({ visitor, answer, entry, lang, id }: OwnProps & { readonly id: string }) {
  const words = WORDS[lang].stand;
  const { fault } = answer;
  const [isLeft, setLeft] = useState(false);
  // Whoever types the first day is about to type the last.
  const isMissing = fault === "from" || fault === "to";
  const shown = isOfDates(fault) && `${entry.from}${entry.to}` !== "" && (isLeft || !isMissing) ? fault : null;
  // The first day is wrong where it is missing; all else is seen at the last.
  const wrong = shown === "from" ? "from" : "to";
  return (
    <div
      class="two-fields"
      onFocusOut={({ currentTarget, relatedTarget }) => setLeft(!currentTarget.contains(relatedTarget as Node | null))}
    >
      {(["from", "to"] as const).map((end) => (
        <div class="field" key={end}>
          <label for={`${id}-${end}`}>{STAND[lang][end]}</label>
          <input
            id={`${id}-${end}`}
            type="date"
            autocomplete="off"
            value={entry[end]}
            aria-invalid={shown !== null && end === wrong ? true : undefined}
            aria-describedby={`${id}-dates`}
            onInput={(event) => changeEntry(visitor, answer.ref.key, { [end]: event.currentTarget.value })}
          />
        </div>
      ))}
      <span id={`${id}-dates`} class="fault" role="alert">
        {shown === null ? "" : words.faults[shown as keyof typeof words.faults]}
      </span>
    </div>
  );
}

const IDLE: FileState = { kind: "idle" };

interface FileProps extends FigureProps {
  /** beside a file that was read */
  readonly isAnother?: boolean;
}

/** Files that were given, and what became of them. What reads them comes with the first touch: files that are quicker wait for it. */
function useFiles({ visit, commons, reader, later, answer: { ref } }: FileProps) {
  const lang = visit.lang.value;
  const [state, setState] = useState<FileState>(IDLE);
  const [given, setGiven] = useState<readonly [readonly File[], TableAnswer] | null>(null);
  const read = (files: readonly File[], answer: TableAnswer = {}): void => {
    if (files.length === 0) return;
    setState({ kind: "said", text: STAND[lang].fileReading, how: "note" });
    setGiven([files, answer]);
  };
  useEffect(() => {
    if (given === null || later === null) return;
    setGiven(null);
    void later.readFiles({ visitor: visit.visitor, commons, reader, measure: ref, lang }, ...given).then(setState);
  }, [given, later]);
  return { state, read, setState };
}

/**
 * A button to choose a file, named after the files that are read, and how to get one. It can also be dropped on the card. Below a file that
 * was read, and after one that was not, it is for another. Long, for it shows one state.
 */
function FileButton(props: FileProps) {
  const { visit, commons, answer, later, isAnother = false } = props;
  const { ref } = answer;
  const lang = visit.lang.value;
  const words = STAND[lang];
  const input = useRef<HTMLInputElement>(null);
  const { state, read, setState } = useFiles(props);
  const how = state.kind === "said" ? state.how : "note";
  const { files } = ref.measure;
  const name = isAnother || how !== "note" ? words.fileOther : upperFirst(words.fileOf(files?.[lang] ?? null));
  useListeners(() => input.current?.closest(".topic"), {
    dragover: (event) => event.preventDefault(),
    drop: (event) => {
      event.preventDefault();
      read([...((event as DragEvent).dataTransfer?.files ?? [])]);
    },
  });
  const typeBill = (): void => {
    const { visitor } = visit;
    setState(IDLE);
    changeEntry(visitor, ref.key, entryAs("bill", visitor.entries.value[ref.key] ?? NO_ENTRY, answer));
    // The fields of the bill have to be drawn first.
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-amount="${ref.key}"]`)?.focus());
  };
  const openCard = (key: string): void => {
    // This card stays, for what was said is in it.
    for (const one of [ref.key, key]) begin(visit.visitor, one);
    requestAnimationFrame(() => document.getElementById(`title-${key}`)?.focus());
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={name}
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          // Clearing the value lets the same file be chosen again after it was corrected.
          event.currentTarget.value = "";
          read(files);
        }}
      />
      {/* What was wrong stands above what can be done about it. */}
      <span role="status" class={how === "note" ? "note" : "fault"}>
        {state.kind === "said" ? state.text : ""}
        {state.kind === "said" && state.cards
          ? state.cards.map((card) => (
              <button key={card.key} type="button" class="plain" onClick={() => openCard(card.key)}>
                {topicLabel(card, lang)}
              </button>
            ))
          : null}
      </span>
      <div class="note drop-hint no-print">
        {/* A file that was read has its own way back to the bill. */}
        {how === "bill" && !isAnother ? (
          <button type="button" class="chip" onClick={typeBill}>
            {words.fileBill}
          </button>
        ) : null}
        <button type="button" class={isAnother ? "plain" : "chip"} onClick={() => input.current?.click()}>
          {name}
        </button>{" "}
        {isAnother ? null : words.fileStays}{" "}
        {files === undefined ? null : (
          <Folded summary={words.fileHow}>{() => later && <later.HowToGet measure={ref} lang={lang} />}</Folded>
        )}
      </div>
      {how === "example" && later ? <later.FileExample commons={commons} measure={ref} lang={lang} /> : null}
      {state.kind === "unnamed" && later ? (
        <later.UnnamedTable
          unnamed={state.unnamed}
          name={state.files.map((file) => file.name).join(", ")}
          refs={state.refs}
          lang={lang}
          onSay={(answer) => read(state.files, answer)}
          onNone={(text) => setState(later.leftOf(state.unnamed, { commons, measure: ref, lang }, text))}
        />
      ) : null}
    </>
  );
}
