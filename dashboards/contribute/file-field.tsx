import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { FILE_BOUNDS } from "../../src/importers/bounds.ts";
import { FILE_KINDS, mayBeReadings } from "../../src/importers/looks.ts";
import { STAND } from "../compare/stand-words.ts";
import { unbroken } from "../shared/dom.ts";
import { maskedName, percentText, quoted, upperFirst } from "../shared/format.ts";
import { WORDS } from "../shared/i18n.ts";
import { topicLabel } from "../shared/labels.ts";
import { useListeners } from "../shared/listeners.ts";
import { type Reading, readSeveral, type SeveralRead } from "../visit/file-reader.ts";
import { type TableAnswer, UnnamedTable } from "../visit/unnamed-table.tsx";
import { UNNAMED } from "../visit/unnamed-words.ts";
import { addFile } from "../visit/visitor.ts";
import { yearsOf } from "./coming.ts";
import { comingFor, type Flow, measuresOf, takenBy, unitFor } from "./flow.ts";
import type { FileReading, ReadFault, TableWithoutMeasure } from "./protocol.ts";
import type { Removal } from "./removed.tsx";

/** The table that a fault is about, where it does not name its measure. */
const unnamedIn = (why: ReadFault): TableWithoutMeasure | undefined =>
  why.code === "unnamed-measure" ? why : why.code === "unknown-file" ? why.unnamed : undefined;

/** Tells whether such a table can be asked about: one in a unit of no topic that is taken is refused as any other file. */
function isAsked(why: ReadFault, flow: Flow): boolean {
  const unnamed = unnamedIn(why);
  if (unnamed === undefined) return false;
  return unnamed.mayBeMeter || measuresOf(flow).some(({ key }) => unnamed.measures.includes(key));
}

/** Why a file was not read and what to do instead, as a text that follows the file's name. */
function faultOf(why: ReadFault, flow: Flow): string {
  const { words, lang } = flow;
  // One that can be asked about is.
  if (unnamedIn(why) || why.code === "unnamed-measure") return words.sources.otherTopic(takenBy(flow));
  if (why.code !== "unknown-file") return words.sources.faults[why.code];
  // Below a file that may be of readings stands an example of one.
  return mayBeReadings(why.looks) ? why.says[lang].replace(/\. .*/s, ".") : why.says[lang];
}

/** Tells whether one of the files that were not read may be of readings, of a kind that is not known. */
const isAlmostRead = ({ outcome, refused }: SeveralRead): boolean =>
  [...refused.map(({ why }) => why), ...(outcome.ok === false ? [outcome] : [])].some(
    (why) => why.code === "unknown-file" && why.unnamed === undefined && mayBeReadings(why.looks),
  );

/** Tells whether one of them may be a bill, whose figures are typed. */
const hasBill = ({ outcome, refused }: SeveralRead): boolean =>
  [...refused.map(({ why }) => why), ...(outcome.ok === false ? [outcome] : [])].some(
    (why) => why.code === "unknown-file" && (why.looks === "pdf" || why.looks === "image"),
  );

/** A table that does not name its measure, waiting for the visitor's answer. */
interface Waiting {
  readonly what: TableWithoutMeasure;
  readonly files: readonly File[];
  readonly name: string;
}

/** Tables to be asked about: each of several alone, since one answer cannot name the measure of all. */
function waitingIn({ outcome, files, refused }: SeveralRead, flow: Flow): Waiting[] {
  const nameOf = (file: File | undefined): string => maskedName(file?.name ?? flow.words.sources.theFile);
  const last =
    outcome.ok === false && outcome.code === "unnamed-measure" && isAsked(outcome, flow)
      ? [{ what: outcome, files, name: nameOf(files[outcome.at ?? 0]) }]
      : [];
  const others = refused.flatMap(({ file, why }) =>
    why.code === "unknown-file" && why.unnamed && isAsked(why, flow)
      ? [{ what: why.unnamed, files: [file], name: nameOf(file) }]
      : [],
  );
  return [...others, ...last];
}

/** Why files were not read, each after its name; empty where all were, or wait for an answer. */
function faultsOf({ outcome, files, refused: all }: SeveralRead, flow: Flow): string {
  const refused = all.filter(({ why }) => !isAsked(why, flow));
  const isRefused = outcome.ok === false && !isAsked(outcome, flow);
  const at = isRefused ? (files.length === 1 ? 0 : outcome.at) : null;
  const last = isRefused ? [{ file: at === null ? undefined : files[at], why: outcome }] : [];
  return [...refused, ...last]
    .map(
      ({ file, why }) => `${file ? quoted(maskedName(file.name), flow.lang) : flow.words.sources.theFile} ${faultOf(why, flow)}`,
    )
    .join(" ");
}

/** Why a file gave no month at all: a line that could not be read, titles without a line, or months that are not whole. */
export function whyNothing({ trouble, report }: FileReading, { words, lang }: Pick<Flow, "words" | "lang">): string {
  if (trouble !== undefined) return UNNAMED[lang].fileTrouble(trouble[lang]);
  return report.points === 0 && report.unreadTotal === 0 ? words.sources.noLines : words.sources.nothingWhole;
}

/** What the reader needs to know of the commons. */
const readerWants = (flow: Flow) => ({
  currency: flow.commons.catalog.commons.currency,
});

/** Reads files in the reader's thread. `onRead` follows a success; `onNone` follows the message about a failure. Long, for it holds one state. */
function useReading(flow: Flow, onRead: () => void, onNone: () => void) {
  const { words, visitor, trace } = flow;
  const w = words.sources;
  const reading = useRef<Reading | null>(null);
  /** share read so far, from 0 to 1; null: nothing is being read */
  const [share, setShare] = useState<number | null>(null);
  const [message, setMessage] = useState("");
  const [fault, setFault] = useState("");
  /** true below the message about a file that may be of readings */
  const [hasExample, setHasExample] = useState(false);
  /** true below the message about a file that may be a bill, which is typed */
  const [mayBeBill, setMayBeBill] = useState(false);
  /** tables whose measure is not known; each waits for its answer while other files are read */
  const [waiting, setWaiting] = useState<readonly Waiting[]>([]);
  const settle = (files: readonly File[]): void => setWaiting((all) => all.filter((one) => one.files !== files));
  const cancel = (): void => reading.current?.cancel();
  useEffect(() => {
    trace.onClear(cancel);
    return cancel;
  }, []);
  const forget = (): void => {
    for (const say of [setFault, setMessage]) say("");
    for (const set of [setHasExample, setMayBeBill]) set(false);
  };
  async function take(list: readonly File[], answer: TableAnswer = {}): Promise<void> {
    if (list.length === 0 || reading.current !== null) return;
    forget();
    settle(list);
    const large = list.find(({ size }) => size > FILE_BOUNDS.bytes);
    if (large) return setFault(w.tooLarge(maskedName(large.name)));
    setShare(0);
    const asked = { ...readerWants(flow), ...answer };
    const found = await readSeveral(list, (some) => {
      reading.current = flow.reader.read({ ...asked, files: some }, (done, total) => setShare(total === 0 ? 1 : done / total));
      return reading.current.outcome;
    });
    reading.current = null;
    setShare(null);
    setFault(faultsOf(found, flow));
    setHasExample(isAlmostRead(found));
    setMayBeBill(hasBill(found));
    const asking = waitingIn(found, flow);
    setWaiting((all) => [...all, ...asking]);
    const { outcome, files } = found;
    if (outcome.ok === null) {
      setMessage(w.cancelled);
      onNone();
    } else if (!outcome.ok) {
      if (asking.length === 0) onNone();
    } else {
      const { ok: _read, ...read } = outcome;
      const name = files.map((file) => maskedName(file.name)).join(", ");
      const { readings, partial } = read.report;
      // Nothing was read from the file, so it is not listed as brought.
      if (readings.length === 0 && partial.length === 0) {
        const said = WORDS[flow.lang];
        setFault(said.labelled(quoted(name, flow.lang), whyNothing(read, flow)));
        setMayBeBill(!read.trouble);
        return onNone();
      }
      addFile(visitor, name, read);
      // What is said of a file that was not read would be left behind by the next step.
      if (found.refused.length === 0) onRead();
    }
  }
  const leave = (files: readonly File[], left: string): void => {
    settle(files);
    setFault(left);
    onNone();
  };
  return { share, said: message, fault, hasExample, mayBeBill, waiting, take, cancel, leave, forget, setFault };
}

/** The first folder among dropped items. A page cannot tell it from a file by its name, and cannot read it. */
function folderIn(given: DataTransfer | null): FileSystemEntry | undefined {
  return [...(given?.items ?? [])].flatMap((item) => item.webkitGetAsEntry() ?? []).find((entry) => entry.isDirectory);
}

/**
 * Handles drops on a zone. The zone has no role of its own, because its button does the same for keyboards and screen readers.
 * Returns whether something is held over it.
 */
function useDropped(zone: () => HTMLElement | null, take: (given: DataTransfer | null) => void): boolean {
  const [over, setOver] = useState(false);
  useListeners(zone, {
    dragover: (event) => {
      event.preventDefault();
      setOver(true);
    },
    dragleave: () => setOver(false),
    drop: (event) => {
      event.preventDefault();
      setOver(false);
      take((event as DragEvent).dataTransfer);
    },
  });
  return over;
}

function DropSign() {
  return (
    <svg width="26" height="24" viewBox="0 0 26 24" aria-hidden="true">
      <path d="M13 16V3M7 8l6-6 6 6M2 15v7h22v-7" fill="none" stroke="currentColor" stroke-width="2.2" stroke-linejoin="round" />
    </svg>
  );
}

/** A table that is read, and where the way to a file is told. */
function FileExample({ flow, onAsk }: { readonly flow: Flow; readonly onAsk: () => void }) {
  const words = STAND[flow.lang];
  const all = measuresOf(flow);
  const ref = all.find(({ measure }) => measure.unit === "kWh") ?? all[0];
  // Of a year that the page asks for beside it.
  const [year] = yearsOf(comingFor(flow));
  return (
    <div class="file-example">
      <p class="note">{words.fileLike}</p>
      {ref === undefined ? null : <pre>{words.fileExample(topicLabel(ref, flow.lang), unitFor(ref, flow), year)}</pre>}
      <button type="button" class="plain" onClick={onAsk}>
        {words.fileHow}
      </button>
    </div>
  );
}

interface FileFieldProps {
  readonly flow: Flow;
  readonly first: boolean;
  readonly onRead: () => void;
  /** what was taken out of what was brought, and what was said of it with it */
  readonly removal: Removal | null;
  /** opens what tells who has one's figures */
  readonly onAsk: () => void;
  /** opens the form of a bill */
  readonly onType: () => void;
}

/** Files to drop or to choose. Long, for what is said of a file stands among the ways on from it. */
export function FileField({ flow, first, onRead, removal, onAsk, onType }: FileFieldProps) {
  const { words, lang } = flow;
  const w = words.sources;
  const [input, choose, zone] = [useRef<HTMLInputElement>(null), useRef<HTMLButtonElement>(null), useRef<HTMLDivElement>(null)];
  const { share, said, fault, hasExample, mayBeBill, waiting, take, cancel, leave, forget, setFault } = useReading(
    flow,
    onRead,
    () => choose.current?.focus(),
  );
  useEffect(() => {
    if (removal !== null) forget();
  }, [removal]);
  // The next step takes the focus, which is on the button beside it.
  const bill = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => bill.current?.focus(), [mayBeBill]);
  const over = useDropped(
    () => zone.current,
    (given) => {
      const folder = folderIn(given);
      if (folder)
        setFault(`${quoted(maskedName(folder.name), lang)} ${FILE_KINDS.folder.is[lang]}. ${FILE_KINDS.folder.instead[lang]}`);
      else void take([...(given?.files ?? [])]);
    },
  );
  return (
    <div ref={zone} class={over ? "drop over" : "drop"}>
      <DropSign />
      <p class="big">{w.drop}</p>
      <p class="hint">{w.dropHint(upperFirst(takenBy(flow)))}</p>
      {/* What was wrong stands above what can be done about it. */}
      <p class="fault" id="file-fault" role="alert">
        {unbroken(fault)}
      </p>
      {mayBeBill ? (
        <button
          ref={bill}
          type="button"
          id="type-instead"
          onClick={() => {
            forget();
            onType();
          }}
        >
          {words.bring.type}
        </button>
      ) : null}
      <button
        ref={choose}
        type="button"
        id="choose"
        class={first && !mayBeBill ? undefined : "quiet"}
        onClick={() => input.current?.click()}
      >
        {fault === "" ? w.choose : w.chooseOther}
      </button>
      <input
        ref={input}
        id="files"
        type="file"
        multiple
        hidden
        aria-label={w.choose}
        onChange={(event) => {
          const list = [...(event.currentTarget.files ?? [])];
          // Clearing the value lets the same file be chosen again, and leaves no file name in the field.
          event.currentTarget.value = "";
          void take(list);
        }}
      />
      <div class="reading" role="status">
        {share === null ? said : <Progress share={share} flow={flow} onCancel={cancel} />}
      </div>
      {waiting.map(({ what, files, name }) => (
        <UnnamedTable
          key={name}
          unnamed={what}
          name={name}
          refs={measuresOf(flow)}
          lang={lang}
          onSay={(answer) => void take(files, answer)}
          onNone={(left) => leave(files, left)}
        />
      ))}
      {hasExample ? <FileExample flow={flow} onAsk={onAsk} /> : null}
    </div>
  );
}

/** Progress of reading. Its button takes the focus, because nothing else can be done meanwhile. */
function Progress({ share, flow: { words, lang }, onCancel }: { share: number; flow: Flow; onCancel: () => void }) {
  const w = words.sources;
  const cancel = useRef<HTMLButtonElement>(null);
  useEffect(() => cancel.current?.focus(), []);
  return (
    <>
      <p>{w.reading(percentText(Math.floor(100 * share), 0, lang))}</p>
      <progress max={1} value={share} aria-label={w.reading("")} />
      <button ref={cancel} type="button" class="quiet" onClick={onCancel}>
        {w.cancel}
      </button>
    </>
  );
}
