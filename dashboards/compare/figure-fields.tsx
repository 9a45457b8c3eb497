import { useId, useRef, useState } from "preact/hooks";
import type { TableWithoutMeasure } from "../contribute/protocol.ts";
import { monthsOver } from "../contribute/typed-source.ts";
import { formatPeriod } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { topicLabel } from "../shared/labels.ts";
import { useListeners } from "../shared/listeners.ts";
import { type PublicCommons, unitOf } from "../visit/commons.ts";
import { AmountField } from "../visit/fields.tsx";
import type { FileReader } from "../visit/file-reader.ts";
import { monthsOf, newestYears } from "../visit/months-read.ts";
import { UnnamedTable } from "../visit/unnamed-table.tsx";
import type { Visit } from "../visit/visit.ts";
import { addFile, ENTRY_KINDS, enter, NO_ENTRY, type OwnEntry, setFiles, type Visitor } from "../visit/visitor.ts";
import { monthFault } from "./monthly-figure.ts";
import type { TopicAnswer } from "./topic-answer.ts";

interface FigureProps {
  readonly visit: Visit;
  readonly commons: PublicCommons;
  readonly answer: TopicAnswer;
  readonly reader: FileReader;
  /** one of several topics: which month a figure is of is asked where the rest is folded, unless it was said */
  readonly short: boolean;
}

/** What each way to give a figure is given. */
interface OwnProps {
  readonly visitor: Visitor;
  readonly answer: TopicAnswer;
  readonly entry: OwnEntry;
  readonly lang: Lang;
}

/** The number: of a month, a year, a bill, or a file that is read in the page. */
export function FigureFields({ visit, commons, answer, reader, short }: FigureProps) {
  const lang = visit.lang.value;
  const { visitor } = visit;
  const words = WORDS[lang].stand;
  const { ref, unit, fault } = answer;
  const entry = visitor.entries.value[ref.key] ?? NO_ENTRY;
  const id = useId();
  const own = { visitor, answer, entry, lang };
  if (entry.months.length > 0) return <FileRead {...own} />;
  return (
    <div class="figure-fields">
      {entry.kind === "months" ? (
        <TypedMonths {...own} units={[unit, unitOf(commons.catalog, ref)]} />
      ) : (
        <AmountField
          visitor={visitor}
          measure={ref.key}
          label={`${topicLabel(ref, lang)}, ${words.amount[entry.kind]}`}
          unit={`${unit} ${words.amount[entry.kind]}`}
          // Dates that nobody has begun are not missing yet.
          fault={isUndated(entry) ? null : fault}
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
              onChange={() => enter(visitor, ref.key, { kind })}
            />
            {words.kinds[kind]}
          </label>
        ))}
        <FileButton key={entry.kind} visit={visit} commons={commons} reader={reader} />
      </fieldset>
      {short && entry.month === "" ? null : <WhichMonth {...own} />}
      {entry.kind === "bill" ? <BillDates {...own} id={id} /> : null}
    </div>
  );
}

/** A bill whose dates are still to be said. */
export function isUndated({ kind, from, to }: OwnEntry): boolean {
  return kind === "bill" && from === "" && to === "";
}

/** Which month a month's figure is of, where a year has seasons. */
export function WhichMonth({ visitor, answer, lang }: Omit<OwnProps, "entry">) {
  const words = WORDS[lang].stand;
  const entry = visitor.entries.value[answer.ref.key] ?? NO_ENTRY;
  if (entry.kind !== "month" || answer.ref.measure.coverage <= 1) return null;
  return (
    <label class="month">
      {words.monthLabel}{" "}
      <select autocomplete="off" onChange={(event) => enter(visitor, answer.ref.key, { month: event.currentTarget.value })}>
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
  );
}

/** The days of a bill. */
function BillDates({ visitor, answer, entry, lang, id }: OwnProps & { readonly id: string }) {
  const words = WORDS[lang].stand;
  return (
    <div class="two-fields">
      {(["from", "to"] as const).map((end) => (
        <div class="field" key={end}>
          <label for={`${id}-${end}`}>{words[end]}</label>
          <input
            id={`${id}-${end}`}
            type="date"
            autocomplete="off"
            value={entry[end]}
            onInput={(event) => enter(visitor, answer.ref.key, { [end]: event.currentTarget.value })}
          />
        </div>
      ))}
    </div>
  );
}

const upperFirst = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** Months that people remember, filled in as far as they do. */
const REMEMBERED = 12;

/** Twelve months to type, the newest last; any may stay empty. */
function TypedMonths({ visitor, answer, entry: { typed }, lang, units }: OwnProps & { readonly units: readonly string[] }) {
  const words = WORDS[lang].stand;
  const id = useId();
  const { ref, unit } = answer;
  const months = monthsOver(new Date(), REMEMBERED)
    .reverse()
    .map((period) => ({ period, fault: monthFault(typed[period] ?? "", units, lang) }));
  const nameOf = (period: string): string => words.monthNames[Number(period.slice(5)) - 1] ?? period;
  return (
    <fieldset class="typed-months">
      <legend>{words.typedMonths(unit)}</legend>
      {months.map(({ period, fault }) => (
        <label key={period}>
          {words.monthShort[Number(period.slice(5)) - 1]} {period.slice(2, 4)}
          <input
            type="text"
            inputMode="decimal"
            autocomplete="off"
            data-month={period}
            value={typed[period] ?? ""}
            aria-invalid={fault === null ? undefined : true}
            aria-describedby={fault === null ? undefined : `${id}-${period}`}
            onInput={(event) => enter(visitor, ref.key, { typed: { ...typed, [period]: event.currentTarget.value } })}
          />
        </label>
      ))}
      <div class="fault" role="alert">
        {months.map(({ period, fault }) =>
          fault === null ? null : (
            <p key={period} id={`${id}-${period}`}>
              {words.faults.month(upperFirst(nameOf(period)), fault === "negative")}
            </p>
          ),
        )}
      </div>
    </fieldset>
  );
}

function FileRead({ visitor, answer, entry: { months }, lang }: OwnProps) {
  const words = WORDS[lang].stand;
  const periods = months.map(({ period }) => period).sort();
  const hasCosts = visitor.files.value.some(
    ({ read: { report } }) => report.dropped.some(({ what }) => what === "cost") && monthsOf(report.readings).has(answer.ref.key),
  );
  return (
    <p class="file-read">
      {words.fileRead(months.length, formatPeriod(periods[0] ?? "", lang), formatPeriod(periods.at(-1) ?? "", lang))}{" "}
      <button type="button" class="plain no-print" onClick={() => dropFiles(visitor, answer.ref.key)}>
        {words.fileDrop}
      </button>
      {hasCosts ? <span class="note"> {words.fileCosts}</span> : null}
    </p>
  );
}

/** Forgets every file that has months of the measure. */
function dropFiles(visitor: Visitor, measure: string): void {
  const rest = visitor.files.value.filter(({ read }) => !monthsOf(read.report.readings).has(measure));
  if (rest.length < visitor.files.value.length) setFiles(visitor, rest);
  else enter(visitor, measure, { months: [] });
}

/** What became of a file that was chosen or dropped. */
type FileState =
  | { readonly kind: "idle" }
  | { readonly kind: "said"; readonly text: string }
  | { readonly kind: "unnamed"; readonly unnamed: TableWithoutMeasure; readonly files: readonly File[] };

const IDLE: FileState = { kind: "idle" };

/** Reads files in the page; whatever measures they have are all filled in. */
function useFiles({ visit, commons, reader }: Omit<FigureProps, "answer" | "short">) {
  const lang = visit.lang.value;
  const words = WORDS[lang].stand;
  const [state, setState] = useState<FileState>(IDLE);
  const say = (text: string): void => setState({ kind: "said", text });
  const read = async (files: readonly File[], measure?: string): Promise<void> => {
    if (files.length === 0) return;
    say(words.fileReading);
    const { currency } = commons.catalog.commons;
    const found = await reader.read({ files, currency, ...(measure === undefined ? {} : { measure }) }).outcome;
    if (!found.ok) {
      if (found.ok === false && found.code === "unnamed-measure") setState({ kind: "unnamed", unnamed: found, files });
      else say(found.ok === false && found.code === "unknown-file" ? words.fileUnknown(found.says[lang]) : words.fileFailed);
      return;
    }
    const { readings } = found.report;
    const [months, years] = [monthsOf(readings), newestYears(readings)];
    const used = commons.refs.filter(({ key }) => months.has(key) || years.has(key));
    if (used.length > 0) {
      addFile(visit.visitor, files.map(({ name }) => name).join(", "), found);
      // A file that has years alone says as much as a year that is typed.
      for (const { key } of used) {
        const total = years.get(key);
        if (!months.has(key) && total !== undefined) enter(visit.visitor, key, { kind: "year", amount: String(total) });
      }
      setState(IDLE);
    } else say(found.trouble ? words.fileTrouble(found.trouble[lang]) : words.fileNothing);
  };
  return { state, read, say };
}

/** A file may be chosen here or dropped on the card. */
function FileButton(props: Omit<FigureProps, "answer" | "short">) {
  const { visit, commons } = props;
  const lang = visit.lang.value;
  const words = WORDS[lang].stand;
  const input = useRef<HTMLInputElement>(null);
  const hint = useId();
  const { state, read, say } = useFiles(props);
  // A file may be dropped anywhere on the card.
  useListeners(() => input.current?.closest(".topic"), {
    dragover: (event) => event.preventDefault(),
    drop: (event) => {
      event.preventDefault();
      void read([...((event as DragEvent).dataTransfer?.files ?? [])]);
    },
  });
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={words.file}
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          // The same file may be chosen again, once it was put right.
          event.currentTarget.value = "";
          void read(files);
        }}
      />
      <button type="button" class="plain" aria-describedby={hint} onClick={() => input.current?.click()}>
        {words.file}
      </button>
      <span id={hint} class="note drop-hint">
        {words.fileText}
      </span>
      <span role="status" class="note">
        {state.kind === "said" ? state.text : ""}
      </span>
      {state.kind === "unnamed" ? (
        <UnnamedTable
          unnamed={state.unnamed}
          name={state.files.map((file) => file.name).join(", ")}
          refs={commons.refs}
          lang={lang}
          onSay={(measure) => void read(state.files, measure)}
          onNone={() => say(words.unnamed.left)}
        />
      ) : null}
    </>
  );
}
