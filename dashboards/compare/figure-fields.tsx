import { useId, useRef, useState } from "preact/hooks";
import type { MeasureRef } from "../../src/domains/index.ts";
import type { FailedReading, TableWithoutMeasure } from "../contribute/protocol.ts";
import { monthsOver } from "../contribute/typed-source.ts";
import { formatPeriod, lowerFirst, maskedName, quoted, unitLabel, upperFirst } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { measureLabel, measuresIn, topicLabel } from "../shared/labels.ts";
import { givingHref, HOLDERS } from "../shared/layout.ts";
import { useListeners } from "../shared/listeners.ts";
import { clampOf, type PublicCommons, unitOf } from "../visit/commons.ts";
import { AmountField } from "../visit/fields.tsx";
import { type FileReader, readSeveral } from "../visit/file-reader.ts";
import { monthsOf, newestTotals } from "../visit/months-read.ts";
import { type TableAnswer, UnnamedTable } from "../visit/unnamed-table.tsx";
import type { Visit } from "../visit/visit.ts";
import { addFile, changeEntry, ENTRY_KINDS, NO_ENTRY, type OwnEntry, setFiles, type Visitor } from "../visit/visitor.ts";
import { asideText, holesIn } from "./file-months.ts";
import { asMeant, monthFault } from "./monthly-figure.ts";
import { ownAmount } from "./rounded.ts";
import type { TopicAnswer } from "./topic-answer.ts";

interface FigureProps {
  readonly visit: Visit;
  readonly commons: PublicCommons;
  readonly answer: TopicAnswer;
  readonly reader: FileReader;
  /** one of several topics: the month is asked for once there is a figure */
  readonly short: boolean;
}

/** Props shared by the ways to enter a figure. */
interface OwnProps {
  readonly visitor: Visitor;
  readonly answer: TopicAnswer;
  readonly entry: OwnEntry;
  readonly lang: Lang;
}

/** The visitor's figure: of a month, a year, a bill, or a file that is read in the page. */
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
        <TypedMonths {...own} units={[unit, unitOf(commons.catalog, ref)]} clamp={clampOf(commons.catalog, ref)} />
      ) : (
        <AmountField
          visitor={visitor}
          measure={ref.key}
          label={`${topicLabel(ref, lang)}, ${words.amount[entry.kind]}`}
          unit={`${unit} ${words.amount[entry.kind]}`}
          clamp={clampOf(commons.catalog, ref)}
          // Dates that nobody has begun are not missing yet, and what is wrong with them stands at them.
          fault={isUndated(entry) || isOfDates(fault) ? null : fault}
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
              onChange={() => changeEntry(visitor, ref.key, { kind })}
            />
            {words.kinds[kind]}
          </label>
        ))}
        <FileButton
          key={entry.kind}
          visit={visit}
          commons={commons}
          reader={reader}
          measure={ref.key}
          brief={answer.given !== null}
        />
      </fieldset>
      {short && answer.given === null ? null : <WhichMonth {...own} />}
      {entry.kind === "bill" ? <BillDates {...own} id={id} /> : null}
      {/* What follows is per month, and so is the figure that it is compared with. */}
      {entry.kind === "year" && answer.given ? (
        <p class="hint">{upperFirst(words.unit.yearIs(ownAmount(answer, lang)))}.</p>
      ) : null}
    </div>
  );
}

/** What is wrong with the dates of a bill, and not with its amount. */
const OF_DATES: readonly (string | null)[] = ["from", "to", "order", "future", "short", "length"];
const isOfDates = (fault: string | null): boolean => OF_DATES.includes(fault);

/** A bill whose dates are still to be said. */
export function isUndated({ kind, from, to }: OwnEntry): boolean {
  return kind === "bill" && from === "" && to === "";
}

/** Asks which month a monthly figure belongs to, for measures that vary with the season. */
function WhichMonth({ visitor, answer, entry, lang }: OwnProps) {
  const words = WORDS[lang].stand;
  if (entry.kind !== "month" || answer.ref.measure.coverage <= 1) return null;
  return (
    <label class="month">
      {words.monthLabel}{" "}
      <select autocomplete="off" onChange={(event) => changeEntry(visitor, answer.ref.key, { month: event.currentTarget.value })}>
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

/** First and last day of a bill. */
function BillDates({ visitor, answer, entry, lang, id }: OwnProps & { readonly id: string }) {
  const words = WORDS[lang].stand;
  const { fault } = answer;
  const shown = isOfDates(fault) && !isUndated(entry) ? fault : null;
  // The first day is wrong where it is missing; all else is seen at the last.
  const wrong = shown === "from" ? "from" : "to";
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

/** Number of months offered for typing, any of which may stay empty, and as many again for each year before. */
const REMEMBERED = 12;

/** Most years of months to type: the newest published year may have ended long ago. */
const MOST_YEARS = 3;

interface TypedMonthsProps extends OwnProps {
  readonly units: readonly string[];
  /** the largest amount a month that counts in full */
  readonly clamp: number;
}

/** Months to type, newest last: those of a year, and of years before where they are asked for. */
function TypedMonths({ visitor, answer, entry: { typed }, lang, units, clamp }: TypedMonthsProps) {
  const words = WORDS[lang].stand;
  const id = useId();
  const { ref, unit } = answer;
  const [asked, setAsked] = useState(1);
  const all = monthsOver(new Date(), MOST_YEARS * REMEMBERED);
  const years = Math.max(asked, Math.ceil((all.findLastIndex((period) => (typed[period] ?? "") !== "") + 1) / REMEMBERED));
  const months = all
    .slice(0, years * REMEMBERED)
    .reverse()
    .map((period) => ({ period, fault: monthFault(typed[period] ?? "", units, lang) }));
  const type = (period: string, text: string): void => changeEntry(visitor, ref.key, { typed: { ...typed, [period]: text } });
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
            onInput={(event) => type(period, event.currentTarget.value)}
            // Once it is typed, the field shows how its point is read.
            onChange={() => {
              const text = typed[period] ?? "";
              const meant = asMeant(text, { units: [], lang, most: clamp });
              if (meant !== text) type(period, meant);
            }}
          />
        </label>
      ))}
      <MonthYears visitor={visitor} measure={ref.key} typed={typed} lang={lang} all={all} years={years} onAsk={setAsked} />
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

interface MonthYearsProps extends Pick<OwnProps, "visitor" | "lang">, Pick<OwnEntry, "typed"> {
  readonly measure: string;
  /** all months that may be typed, newest first */
  readonly all: readonly string[];
  /** number of years of them that are shown */
  readonly years: number;
  readonly onAsk: (years: number) => void;
}

/** Shows a year more of months to type, or takes the earliest back with what was typed into it. */
function MonthYears({ visitor, measure, typed, lang, all, years, onAsk }: MonthYearsProps) {
  const words = WORDS[lang].stand;
  const takeBack = (): void => {
    const kept = all.slice(0, (years - 1) * REMEMBERED);
    onAsk(years - 1);
    changeEntry(visitor, measure, {
      typed: Object.fromEntries(Object.entries(typed).filter(([period]) => kept.includes(period))),
    });
  };
  return (
    <div class="years">
      {years === MOST_YEARS ? null : (
        <button type="button" class="plain" onClick={() => onAsk(years + 1)}>
          {words.earlierMonths}
        </button>
      )}
      {years === 1 ? null : (
        <button type="button" class="plain" onClick={takeBack}>
          {words.fewerMonths}
        </button>
      )}
    </div>
  );
}

function FileRead({ visitor, answer, entry, lang }: OwnProps) {
  const words = WORDS[lang].stand;
  const periods = entry.months.map(({ period }) => period).sort();
  const holes = holesIn(periods, lang);
  const partial = partialAround(visitor, answer.ref.key, periods).map((period) => formatPeriod(period, lang));
  const hasCosts = visitor.files.value.some(
    ({ read: { report } }) => report.dropped.some(({ what }) => what === "cost") && monthsOf(report.readings).has(answer.ref.key),
  );
  return (
    <p class="file-read">
      {words.fileRead(periods.length, formatPeriod(periods[0] ?? "", lang), formatPeriod(periods.at(-1) ?? "", lang))}{" "}
      <button type="button" class="plain no-print" onClick={() => dropFiles(visitor, answer.ref.key)}>
        {words.fileDrop}
      </button>
      {partial.length === 0 ? null : <span class="note"> {words.filePartial(partial.join(", "))}</span>}
      {holes === "" ? null : <span class="note"> {words.fileHoles(holes)}</span>}
      {entry.aside.length === 0 ? null : <span class="note"> {asideText(entry, lang)}</span>}
      {hasCosts ? <span class="note"> {words.fileCosts}</span> : null}
    </p>
  );
}

/** Most incomplete months that are named: a file has one at each end, and others are holes between those that count. */
const MOST_PARTIAL = 3;

/** Months of the files that do not count, because days lack, and that stand before or after those that do. */
function partialAround(visitor: Visitor, key: string, periods: readonly string[]): string[] {
  const [first = "", last = ""] = [periods[0], periods.at(-1)];
  const found = visitor.files.value
    .flatMap(({ read: { report } }) => report.partial)
    .filter(({ domain, measure, period }) => `${domain}.${measure}` === key && (period < first || period > last));
  return [...new Set(found.map(({ period }) => period))].sort().slice(-MOST_PARTIAL);
}

/** Forgets every file with months of the measure. */
function dropFiles(visitor: Visitor, measure: string): void {
  const rest = visitor.files.value.filter(({ read }) => !monthsOf(read.report.readings).has(measure));
  if (rest.length < visitor.files.value.length) setFiles(visitor, rest);
  else changeEntry(visitor, measure, { months: [], aside: [] });
}

/** Outcome of reading a file that was chosen or dropped. */
type FileState =
  | { readonly kind: "idle" }
  | { readonly kind: "said"; readonly text: string; readonly isFault: boolean }
  | { readonly kind: "unnamed"; readonly unnamed: TableWithoutMeasure; readonly files: readonly File[] };

const IDLE: FileState = { kind: "idle" };

interface FilesProps extends Pick<FigureProps, "visit" | "commons" | "reader"> {
  /** the measure of the card, as `domain.measure` */
  readonly measure: string;
}

/** Reads files in the page, and fills in every measure that they contain. */
function useFiles({ visit, commons, reader, measure: own }: FilesProps) {
  const lang = visit.lang.value;
  const words = WORDS[lang].stand;
  const [state, setState] = useState<FileState>(IDLE);
  const say = (text: string, isFault = false): void => setState({ kind: "said", text, isFault });
  const read = async (chosenFiles: readonly File[], answer: TableAnswer = {}): Promise<void> => {
    if (chosenFiles.length === 0) return;
    say(words.fileReading);
    const { currency } = commons.catalog.commons;
    const asked = { currency, ...answer };
    const { outcome, files, refused } = await readSeveral(chosenFiles, (some) => reader.read({ ...asked, files: some }).outcome);
    const why = (fault: FailedReading): string =>
      // What the file is; what to give instead stands below.
      fault.code === "unknown-file" ? words.fileUnknown(fault.says[lang].replace(/\. .*/s, ".")) : words.fileFailed;
    if (!outcome.ok) {
      if (outcome.ok === false && outcome.code === "unnamed-measure") {
        // A table that was given to a topic is of that topic, where its unit allows it.
        const isOwn = outcome.measures.includes(own);
        if (isOwn && outcome.unit !== null) await read(files, { measure: own });
        else setState({ kind: "unnamed", unnamed: isOwn ? { ...outcome, measures: [own] } : outcome, files });
      } else say(outcome.ok === false ? why(outcome) : words.fileFailed, true);
      return;
    }
    const { readings } = outcome.report;
    const [months, years] = [monthsOf(readings), newestTotals(readings)];
    const known = commons.refs.filter(({ key }) => months.has(key) || years.has(key));
    if (known.length > 0) {
      addFile(visit.visitor, files.map(({ name }) => name).join(", "), outcome);
      // A yearly total from a file counts as one that was typed.
      for (const { key } of known) {
        const read = years.get(key);
        if (!months.has(key) && read)
          changeEntry(visit.visitor, key, { kind: "year", amount: String(read.total), year: read.year });
      }
      const faults = refused.map(({ file, why: fault }) => WORDS[lang].labelled(quoted(maskedName(file.name), lang), why(fault)));
      const elsewhere = known.some(({ key }) => key === own)
        ? []
        : [words.fileElsewhere(known.map((ref) => topicLabel(ref, lang)))];
      const told = [...elsewhere, ...faults];
      setState(told.length === 0 ? IDLE : { kind: "said", text: told.join(" "), isFault: faults.length > 0 });
      return;
    }
    const others = measuresIn(readings).map((ref) => lowerFirst(measureLabel(ref, lang)));
    const compared = commons.refs.map((ref) => lowerFirst(topicLabel(ref, lang)));
    if (outcome.trouble) say(words.fileTrouble(outcome.trouble[lang]), true);
    else say(others.length > 0 ? words.fileOfOther(others.join(", "), compared.join(", ")) : words.fileNothing, true);
  };
  return { state, read, say };
}

/** What a file that is read looks like, and where the way to one is told. */
function FileExample({ visit, commons, measure: ref }: Pick<FilesProps, "visit" | "commons"> & { readonly measure: MeasureRef }) {
  const lang = visit.lang.value;
  const words = WORDS[lang].stand;
  const give = givingHref(lang, commons.catalog.intake, location.href);
  return (
    <div class="note file-example">
      {words.fileLike}
      <pre>{words.fileExample(topicLabel(ref, lang), unitLabel(unitOf(commons.catalog, ref), lang))}</pre>
      {give === null ? null : <a href={`${give}#${HOLDERS}`}>{words.fileHow}</a>}
    </div>
  );
}

/**
 * A button to choose a file, which can also be dropped on the card. `brief` leaves what files are read to assistive technology, where a
 * figure is given already.
 */
function FileButton({ brief, ...props }: FilesProps & { readonly brief: boolean }) {
  const { visit, commons, measure } = props;
  const lang = visit.lang.value;
  const words = WORDS[lang].stand;
  const input = useRef<HTMLInputElement>(null);
  const hint = useId();
  const { state, read, say } = useFiles(props);
  const isFault = state.kind === "said" && state.isFault;
  const ref = commons.refs.find(({ key }) => key === measure);
  const files = ref?.measure.files;
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
          // Clearing the value lets the same file be chosen again after it was corrected.
          event.currentTarget.value = "";
          void read(files);
        }}
      />
      <button type="button" class="plain" aria-describedby={hint} onClick={() => input.current?.click()}>
        {words.file}
      </button>
      <span id={hint} class={brief ? "visually-hidden" : "note drop-hint"}>
        {upperFirst(words.fileText(files?.[lang] ?? null))}
      </span>
      <span role="status" class={isFault ? "fault" : "note"}>
        {state.kind === "said" ? state.text : ""}
      </span>
      {isFault && ref ? <FileExample visit={visit} commons={commons} measure={ref} /> : null}
      {state.kind === "unnamed" ? (
        <UnnamedTable
          unnamed={state.unnamed}
          name={state.files.map((file) => file.name).join(", ")}
          refs={commons.refs}
          lang={lang}
          onSay={(answer) => void read(state.files, answer)}
          onNone={() => say(words.unnamed.left)}
        />
      ) : null}
    </>
  );
}
