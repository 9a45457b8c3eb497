import { useRef, useState } from "preact/hooks";
import { BuiltElements, CopyButton, Tick } from "../shared/bits.tsx";
import { saveBlob } from "../shared/download.ts";
import { formatDate, upperFirst } from "../shared/format.ts";
import { pageHref } from "../shared/layout.ts";
import { printOnly } from "../shared/print-only.ts";
import { qrCode } from "../shared/qr.ts";
import { Rich } from "../shared/rich.tsx";
import { clearVisitor } from "../visit/visitor.ts";
import { ComeBack } from "./come-back.tsx";
import { isOfUse } from "./coming.ts";
import { EMPTY_DRAFT } from "./draft.ts";
import { besideOf, changeDraft, comingFor, type Flow, leafMeanText, usesFor } from "./flow.ts";
import { LATER_WORDS } from "./later-words.ts";
import { LostKey } from "./lost-key.tsx";
import { PlaceTopics } from "./place-topics.tsx";
import { preparedOf } from "./prepared.ts";
import { unfinishedBills } from "./typed-words.ts";

/** The third step: the key, shown once, with every way to keep it and the consequences of its loss, and what was given. */
export function KeyStep({ flow }: { flow: Flow }) {
  const { isKeyAsked, kept } = flow.draft.value;
  return (
    <div class="steps-body key-step" translate={false}>
      <div>
        <section class="card">
          <div role="alert" id="key-asked">
            {isKeyAsked ? <p class="warn">{kept ? flow.words.key.needFinish : flow.words.key.needKept}</p> : null}
          </div>
          <p>{flow.words.only}</p>
          <KeyWays flow={flow} />
          <Keep flow={flow} />
          <Lost flow={flow} />
        </section>
      </div>
      <div>
        <Given flow={flow} />
      </div>
    </div>
  );
}

/** Which bills to keep beside the key, of those that were sent; empty where the next one needs none. */
function billsText(flow: Flow): string {
  const { readings } = preparedOf(flow).donation;
  const days = unfinishedBills(flow)
    .filter((bill) => readings.some(({ domain, measure }) => domain === bill.domain && measure === bill.measure))
    .map(({ to }) => formatDate(to, flow.lang));
  return days.length === 0 ? "" : flow.words.key.bills([...new Set(days)]);
}

/** The day by the device's own clock, and no time: the sending has said it too, and of several key files one finds the newest. */
function dayOf({ now, lang }: Flow): string {
  const at = now();
  return formatDate(new Date(Date.UTC(at.getFullYear(), at.getMonth(), at.getDate())).toISOString(), lang);
}

/** The ways to keep the key, the surest first; then the key itself, as a code to photograph and as text to write down. */
function KeyWays({ flow }: { flow: Flow }) {
  const { words, lang, draft, commons, trace } = flow;
  const w = words.key;
  const { receipt, kept } = draft.value;
  const key = receipt ?? "";
  const address = new URL(pageHref("my-contribution", lang), document.baseURI).href;
  const name = commons.catalog.commons.name[lang];
  const sheet = useRef<HTMLDivElement>(null);
  const bills = billsText(flow);
  const fileText = (key: string): string => `${w.fileText(name, dayOf(flow), address, key)}${bills}\n`;
  const [isSaved, setSaved] = useState(false);
  const save = (): void => {
    saveBlob(new Blob([fileText(key)], { type: "text/plain;charset=utf-8" }), `${w.fileName}.txt`);
    setSaved(true);
  };
  return (
    <>
      {trace.shared.value ? null : (
        // The one filled button of the screen, until the key is kept.
        <button type="button" class={kept ? "wide quiet" : "wide"} id="save-key" onClick={save}>
          {w.download}
        </button>
      )}
      <div class="tools">
        <CopyButton text={() => key} label={words.sources.copy} words={{ ...words.sources, copied: w.copied }} />
        <button type="button" class="quiet" onClick={() => sheet.current && printOnly(sheet.current)}>
          {words.sources.print}
        </button>
        <span class="note saved" role="status">
          {isSaved ? w.saved : ""}
        </span>
      </div>
      <p class="note">{trace.shared.value ? w.sharedHint : w.qrHint}</p>
      <div class="key-sheet" ref={sheet}>
        <p class="only-print">
          {fileText("")
            .replace(/\n{3,}/g, "\n\n")
            .trim()}
        </p>
        <BuiltElements key={lang} make={() => [qrCode(key, w.qr)]} />
        <output class="key" id="key" aria-label={w.title}>
          {/* By four, as one copies from paper; the text has no spaces, and no line ends with a hyphen that reads as a word's. */}
          {key.match(/.{0,3}[^-]|.{1,4}/g)?.map((four, i) => (
            <>
              {i === 0 ? null : <wbr />}
              <span>
                {/* An O is a letter and a 0 a digit, whatever the type looks like. */}
                {four.split(/(\d+)/).map((part) => (/\d/.test(part) ? <u>{part}</u> : part))}
              </span>
            </>
          ))}
        </output>
        <p class="note">{w.underlined}</p>
      </div>
      {bills === "" ? null : <p class="bills">{bills}</p>}
    </>
  );
}

/** Ends the contribution once the person says that the key is kept. */
function Keep({ flow }: { flow: Flow }) {
  const { words, draft } = flow;
  const w = words.key;
  const { kept } = draft.value;
  // Said anew in another language.
  const [isAsked, setAsked] = useState(false);
  const finish = (): void => {
    if (kept) {
      // The key, and what it was derived from, are forgotten.
      const sent = preparedOf(flow).donation.readings.map(({ domain, measure, period, source }) => ({
        domain,
        measure,
        period,
        source,
      }));
      draft.value = { ...EMPTY_DRAFT, finished: true, sent };
      // A document that is loaded anew here says that something was sent, and no more of the key.
      if (!flow.trace.shared.value) history.replaceState(null, "", "#4");
    } else {
      setAsked(true);
      document.getElementById("kept")?.focus();
    }
  };
  return (
    <div class="keep">
      <Tick
        id="kept"
        checked={kept}
        onChange={(has) => {
          changeDraft(flow, { kept: has, isKeyAsked: false });
          setAsked(false);
        }}
        describedBy="kept-fault"
      >
        {w.kept}
      </Tick>
      <p class="fault" id="kept-fault" role="alert">
        {isAsked ? w.needKept : ""}
      </p>
      <button type="button" id="finish" class={kept ? "wide" : "wide quiet"} onClick={finish}>
        {w.finish}
      </button>
    </div>
  );
}

/** What happens if the key is lost, or found, shown where it is kept. */
function Lost({ flow }: { flow: Flow }) {
  const { lost, found } = LATER_WORDS[flow.lang];
  return (
    <dl class="rows lost">
      <div>
        <dt>{lost[0]}</dt>
        <dd>
          <LostKey {...flow} given={preparedOf(flow).donation.readings.map(({ value }) => value)} />
        </dd>
      </div>
      <div>
        <dt>{lost[1]}</dt>
        <dd>{found}</dd>
      </div>
    </dl>
  );
}

/** What becomes of the contribution in announced publications; nothing more is promised. */
function Given({ flow }: { flow: Flow }) {
  const { words, commons, notice } = flow;
  const { donation } = preparedOf(flow);
  const { readings, household } = donation;
  const coming = comingFor(flow);
  const isIdle = readings.every(({ period }) => !isOfUse(period, coming));
  const place = commons.tree.get(household.area);
  const keys = new Set(readings.map(({ domain, measure }) => `${domain}.${measure}`));
  return (
    <section class="card given">
      <h2>{words.done.title}</h2>
      <p>
        <Rich text={words.done.gave(readings.length, place?.name ?? "")} />
      </p>
      <PlaceTopics
        flow={flow}
        area={household.area}
        refs={commons.refs.filter(({ key }) => keys.has(key))}
        uses={usesFor(flow, readings)}
      />
      {isIdle ? <p id="idle">{words.key.idle(notice.facts.retention_months)}</p> : null}
    </section>
  );
}

/** Shares or copies what the site is, with its address, and with no figure and no place: a first figure takes neighbours. */
function TellNeighbours({ flow }: { readonly flow: Flow }) {
  const { lang, commons, words } = flow;
  const { tell, told } = LATER_WORDS[lang];
  const url = new URL(pageHref("home", lang), document.baseURI).href;
  const text = told(commons.catalog.commons.name[lang], `${upperFirst(leafMeanText(commons, lang))}.`);
  return (
    <div class="tell">
      {navigator.share ? (
        <button type="button" class="quiet" onClick={() => void navigator.share({ url, text }).catch(() => undefined)}>
          {tell}
        </button>
      ) : (
        <CopyButton text={() => `${text} ${url}`} label={tell} words={words.sources} />
      )}
      <p class="note">
        {text} {url}
      </p>
    </div>
  );
}

/** Shown after the key is kept, which the page no longer holds: where to go, and when to come back. */
export function DoneView({ flow }: { flow: Flow }) {
  const { words, lang, commons, draft, visitor, goTo } = flow;
  const w = words.key;
  // Loading the page anew would forget that the device is shared.
  const begin = (): void => {
    draft.value = EMPTY_DRAFT;
    clearVisitor(visitor);
    goTo(0);
  };
  return (
    <div class="steps-body">
      <div class="card done">
        <div class="tools">
          <a class="button pill" href={pageHref("my-contribution", lang)}>
            {w.mine}
          </a>
          <button type="button" class="quiet" id="another" onClick={begin}>
            {w.another}
          </button>
        </div>
        {besideOf({ commons, lang }) === "homes" ? null : <TellNeighbours flow={flow} />}
      </div>
      {/* The day to come back is nobody's secret: it stays when the key is forgotten. */}
      <ComeBack flow={flow} readings={draft.value.sent} />
    </div>
  );
}
