import { useEffect, useRef, useState } from "preact/hooks";
import { FILE_BOUNDS } from "../../src/importers/bounds.ts";
import { LOOKS, mayBeReadings } from "../../src/importers/looks.ts";
import { Folded, Made, Tick } from "../shared/bits.tsx";
import { formatNumber, formatPeriod, lowerFirst } from "../shared/format.ts";
import { WORDS } from "../shared/i18n.ts";
import { measureLabel, measuresIn } from "../shared/labels.ts";
import { pageHref } from "../shared/layout.ts";
import { noticePoints } from "../shared/notice-view.ts";
import type { Reading } from "../visit/file-reader.ts";
import { addFile, setFiles } from "../visit/visitor.ts";
import { yearsOf } from "./coming.ts";
import { type Brought, broughtOf, change, comingFor, type Flow, measuresOf, TYPED } from "./flow.ts";
import type { LaterSteps } from "./later-steps.tsx";
import type { Why } from "./protocol.ts";
import { TypedForm } from "./typed-form.tsx";

/** Why a file was not read, after its name, and what to do instead. */
function faultOf(why: Why, { words, lang }: Flow): string {
  if (why.code !== "unknown-file") return words.sources.faults[why.code];
  const { is, instead } = LOOKS[why.looks];
  const list = mayBeReadings(why.looks) ? ` ${words.sources.readable(why.readable[lang])}` : "";
  return `${is[lang]}. ${instead[lang]}${list}`;
}

type Panel = "typed" | "holders" | null;

/** The first step: a file, a bill's figures, or whom to ask for them. */
export function BringStep({ flow, later }: { flow: Flow; later: LaterSteps | null }) {
  const { words, addTo } = flow;
  const brought = broughtOf(flow);
  // Who comes back to correct a figure finds it where it was typed.
  const [panel, setPanel] = useState<Panel>(flow.draft.value.bills.length > 0 ? "typed" : null);
  const [measure, setMeasure] = useState("");
  const [fault, setFault] = useState("");
  const typing = (key: string): void => {
    setMeasure(key);
    setPanel("typed");
  };
  const go = (): void => {
    // Anew: a file may have come since this was drawn.
    const missing = missingOf(flow, broughtOf(flow));
    setFault(missing ?? "");
    if (missing === null) flow.goTo(1);
  };
  return (
    <div class="steps-body bring">
      <div>
        {addTo === null ? (
          <p class="takes">{words.bring.takes(takenBy(flow), words.bring.years(yearsOf(comingFor(flow))))}</p>
        ) : null}
        {brought.length === 0 ? null : <Sources flow={flow} brought={brought} />}
        <section class="card">
          <FileField flow={flow} first={brought.length === 0} onRead={() => go()} />
          <Way
            id="typed"
            icon="M4 18l1-4L16 3l3 3L8 17z"
            title={words.bring.type}
            text={words.bring.typeText}
            open={panel === "typed"}
            onToggle={() => setPanel(panel === "typed" ? null : "typed")}
          >
            <TypedForm flow={flow} measure={measure} onChange={() => setFault("")} />
          </Way>
          <Way
            id="holders"
            icon="M3 11h11M10 6l5 5-5 5M14 3h5v16h-5"
            title={words.bring.ask}
            text={words.bring.askText}
            open={panel === "holders"}
            onToggle={() => setPanel(panel === "holders" ? null : "holders")}
          >
            {later === null ? <p class="wait">{words.bring.waiting}</p> : <later.HolderList flow={flow} onType={typing} />}
          </Way>
        </section>
        <p class="fault" id="step-fault" role="alert">
          {fault}
        </p>
        {missingOf(flow, brought) !== null ? null : (
          <button type="button" id="next" class="wide" onClick={go}>
            {words.bring.go}
          </button>
        )}
      </div>
      {addTo === null ? <Before flow={flow} /> : null}
    </div>
  );
}

/** What is missing before going on; null: nothing. */
function missingOf(flow: Flow, brought: readonly Brought[]): string | null {
  const used = new Set(measuresOf(flow).map(({ key }) => key));
  const usable = brought.some(({ readings }) => readings.some(({ domain, measure }) => used.has(`${domain}.${measure}`)));
  return usable ? null : flow.words.sources.nothingUsable(takenBy(flow));
}

/** What the commons takes, by name. */
const takenBy = (flow: Flow): string =>
  measuresOf(flow)
    .map((ref) => lowerFirst(measureLabel(ref, flow.lang)))
    .join(", ");

/** What a source tells of that the commons does not use, by name; empty: nothing. */
function unusedIn({ readings }: Brought, flow: Flow): string {
  const used = measuresOf(flow);
  return measuresIn(readings)
    .filter((ref) => !used.includes(ref))
    .map((ref) => lowerFirst(measureLabel(ref, flow.lang)))
    .join(", ");
}

function Way(props: {
  id: string;
  icon: string;
  title: string;
  text: string;
  open: boolean;
  onToggle: () => void;
  children: preact.ComponentChildren;
}) {
  const { id, icon, title, text, open, onToggle, children } = props;
  return (
    <div class="way">
      <button type="button" id={`${id}-way`} aria-expanded={open} aria-controls={id} onClick={onToggle}>
        <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true">
          <path d={icon} fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round" stroke-linecap="round" />
        </svg>
        <span>
          <b>{title}</b>
          <small>{text}</small>
        </span>
      </button>
      <div id={id} hidden={!open} class="way-body">
        {open ? children : null}
      </div>
    </div>
  );
}

/** What was brought, on this step or in Me situer: each may be taken away again. */
function Sources({ flow, brought }: { flow: Flow; brought: readonly Brought[] }) {
  const { words, lang, visitor } = flow;
  const remove = ({ id }: Brought): void => {
    if (id === TYPED) change(flow, { bills: [] });
    else
      setFiles(
        visitor,
        visitor.files.value.filter((one) => one.id !== id),
      );
    document.getElementById("choose")?.focus();
  };
  return (
    <section class="card brought" aria-labelledby="brought-title">
      <h2 id="brought-title">{words.bring.brought}</h2>
      <ul>
        {brought.map((one) => {
          const months = [...new Set(one.readings.map(({ period }) => period).filter((period) => period.length === 7))].sort();
          const at = (period: string | undefined): string => (period === undefined ? "" : formatPeriod(period, lang));
          return (
            <li key={one.id} class="source" data-source={one.id}>
              <span>
                <b class="file-name">{one.title}</b>
                <small>
                  {one.read
                    ? `${words.bring.points(formatNumber(one.read.report.points, 0, lang))}, ${words.bring.wholeMonths(months.length, at(months[0]), at(months.at(-1)))}`
                    : words.bring.figures(flow.draft.value.bills.length)}
                </small>
                {unusedIn(one, flow) === "" ? null : <small>{words.report.notUsed(unusedIn(one, flow))}</small>}
              </span>
              <button
                type="button"
                class="quiet"
                aria-label={WORDS[lang].labelled(words.sources.remove, one.title)}
                onClick={() => remove(one)}
              >
                {words.sources.remove}
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Files are dropped or chosen, and read in the reader's own thread. */
function FileField({ flow, first, onRead }: { flow: Flow; first: boolean; onRead: () => void }) {
  const { words, lang, visitor, trace } = flow;
  const w = words.sources;
  const input = useRef<HTMLInputElement>(null);
  const choose = useRef<HTMLButtonElement>(null);
  const cancel = useRef<HTMLButtonElement>(null);
  const reading = useRef<Reading | null>(null);
  const [share, setShare] = useState<number | null>(null);
  const [said, setSaid] = useState("");
  const [fault, setFault] = useState("");
  const [over, setOver] = useState(false);
  useEffect(() => {
    trace.onClear(() => reading.current?.cancel());
    return () => reading.current?.cancel();
  }, []);
  useEffect(() => {
    if (share === 0) cancel.current?.focus();
  }, [share === null]);

  async function take(list: readonly File[]): Promise<void> {
    if (list.length === 0 || reading.current !== null) return;
    setFault("");
    setSaid("");
    const large = list.find(({ size }) => size > FILE_BOUNDS.bytes);
    if (large) return setFault(w.tooLarge(large.name));
    setShare(0);
    reading.current = flow.reader.read(list, (done, total) => setShare(total === 0 ? 1 : done / total));
    const outcome = await reading.current.outcome;
    reading.current = null;
    setShare(null);
    if (outcome.ok === null) {
      setSaid(w.cancelled);
      choose.current?.focus();
    } else if (!outcome.ok) {
      const name = list.length === 1 || outcome.at !== null ? `« ${list[outcome.at ?? 0]?.name} »` : w.theFile;
      setFault(`${name} ${faultOf(outcome, flow)}`);
      choose.current?.focus();
    } else {
      const { report, variants } = outcome;
      addFile(visitor, list.map(({ name }) => name).join(", "), { report, variants });
      onRead();
    }
  }

  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const given = event.dataTransfer;
    // A folder is no file that can be read, and to the page it looks like one.
    const folder = [...(given?.items ?? [])].map((item) => item.webkitGetAsEntry()).find((entry) => entry?.isDirectory);
    if (folder) setFault(`« ${folder.name} » ${LOOKS.folder.is[lang]}. ${LOOKS.folder.instead[lang]}`);
    else void take([...(given?.files ?? [])]);
  };
  // The zone has no role of its own: its button does the same, for keyboards and screen readers.
  const zone = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = zone.current;
    const onOver = (event: Event): void => {
      event.preventDefault();
      setOver(true);
    };
    const onLeave = (): void => setOver(false);
    const onDrop = (event: Event): void => drop(event as DragEvent);
    element?.addEventListener("dragover", onOver);
    element?.addEventListener("dragleave", onLeave);
    element?.addEventListener("drop", onDrop);
    return () => {
      element?.removeEventListener("dragover", onOver);
      element?.removeEventListener("dragleave", onLeave);
      element?.removeEventListener("drop", onDrop);
    };
  });
  return (
    <div ref={zone} class={over ? "drop over" : "drop"}>
      <svg width="26" height="24" viewBox="0 0 26 24" aria-hidden="true">
        <path
          d="M13 16V3M7 8l6-6 6 6M2 15v7h22v-7"
          fill="none"
          stroke="currentColor"
          stroke-width="2.2"
          stroke-linejoin="round"
        />
      </svg>
      <p class="big">{w.drop}</p>
      <p class="hint">{w.dropHint}</p>
      <button ref={choose} type="button" id="choose" class={first ? undefined : "quiet"} onClick={() => input.current?.click()}>
        {w.choose}
      </button>
      <input
        ref={input}
        id="files"
        type="file"
        multiple
        hidden
        onChange={(event) => {
          const list = [...(event.currentTarget.files ?? [])];
          // The chooser forgets the file at once: the same one may be chosen again, and the field holds no name.
          event.currentTarget.value = "";
          void take(list);
        }}
      />
      <div class="reading" role="status">
        {share === null ? (
          said
        ) : (
          <>
            <p>{w.reading(`${formatNumber(Math.floor(100 * share), 0, lang)} %`)}</p>
            <progress max={1} value={share} aria-label={w.reading("")} />
            <button ref={cancel} type="button" class="quiet" onClick={() => reading.current?.cancel()}>
              {w.cancel}
            </button>
          </>
        )}
      </div>
      <p class="fault" id="file-fault" role="alert">
        {fault}
      </p>
    </div>
  );
}

/** What this is, who asks and why, before anything is asked; and whether the device is shared. */
function Before({ flow }: { flow: Flow }) {
  const { words, lang, notice, trace } = flow;
  const w = words.start;
  const out = { href: pageHref("notice", lang), target: "_blank", rel: "noopener" };
  return (
    <aside class="before">
      {notice.breaches.length === 0 ? null : (
        <p class="warn">
          <a {...out}>{w.breaches}</a>
        </p>
      )}
      <section class="card">
        <h2>{words.bring.happens}</h2>
        <ol class="happens">
          {w.what.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ol>
        <Folded summary={w.notice}>
          {() => (
            <>
              <Made make={() => [noticePoints(notice)]} />
              <p>
                <a {...out}>{w.whole}</a>
              </p>
            </>
          )}
        </Folded>
        <Tick id="shared" checked={trace.shared.value} onChange={(shared) => trace.set(shared)} describedBy="shared-means">
          {w.shared}
        </Tick>
        <p class="hint" id="shared-means">
          {w.sharedMeans}
        </p>
      </section>
    </aside>
  );
}
