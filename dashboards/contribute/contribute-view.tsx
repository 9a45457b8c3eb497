import { type Signal, signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { WORDS } from "../shared/i18n.ts";
import { pageHref } from "../shared/layout.ts";
import { type ClearReason, clearingTrace, type Trace } from "../shared/trace.ts";
import type { PublicCommons } from "../visit/commons.ts";
import type { FileReader } from "../visit/file-reader.ts";
import { askBeforeLeaving } from "../visit/leaving.ts";
import { wasReloaded } from "../visit/reloaded.ts";
import { viewLink } from "../visit/view-link.ts";
import { type Visit, viewOf } from "../visit/visit.ts";
import { clearVisitor } from "../visit/visitor.ts";
import { Absent, elsewhereHref } from "./absent.tsx";
import { carriedInto, carriedOf } from "./carried.ts";
import { ClearedNotice, SharedBar } from "./cleared.tsx";
import { type Draft, EMPTY_DRAFT, newDraft } from "./draft.ts";
import { changeDraft, type Flow, isUnkept } from "./flow.ts";
import { allowedStep, FlowView } from "./flow-view.tsx";
import type { IntakeFacts } from "./intake-facts.ts";
import type { LaterSteps } from "./later-steps.tsx";
import { LostKey } from "./lost-key.tsx";
import { isReady, NotReady } from "./not-ready.tsx";
import { CONTRIBUTE_WORDS } from "./words.ts";

/** State of contributing that lasts as long as the document, across views. */
interface Memory {
  readonly draft: Signal<Draft>;
  readonly cleared: Signal<ClearReason | null>;
  /** true where a contribution was sent before the page was cleared */
  readonly sent: Signal<boolean>;
  readonly trace: Trace;
  /** the current step; the address holds it, and no answers */
  readonly step: Signal<number>;
  /**
   * the step at which this document was loaded anew, which forgot it: at the key something was sent before, and the key is lost unless it
   * was kept; at the end it was kept. Null: none
   */
  readonly lostStep: Signal<LostStep | null>;
}

type LostStep = "before" | "key" | "done";

let memory: Memory | null = null;

/** Where the key is shown, counted from 0, and the end after it. */
const [KEY_STEP, DONE_STEP] = [2, 3];

/** The step in the address: `#2` is the second. Null for another place within the page, such as the skip link's. */
export function stepAt(hash: string): number | null {
  if (hash === "") return 0;
  const digit = /^#([234])$/.exec(hash)?.[1];
  return digit === undefined ? null : Number(digit) - 1;
}

const lostAt = (step: number | null): LostStep | null =>
  step === KEY_STEP ? "key" : step === DONE_STEP ? "done" : wasReloaded("contribute") ? "before" : null;

function memoryOf(visit: Visit): Memory {
  if (memory !== null) return memory;
  const [draft, cleared, sent] = [newDraft(), signal<ClearReason | null>(null), signal(false)];
  const trace = clearingTrace((why) => {
    sent.value = draft.value.receipt !== null || draft.value.finished;
    draft.value = EMPTY_DRAFT;
    clearVisitor(visit.visitor);
    cleared.value = why;
  });
  const wanted = stepAt(location.hash);
  // A newly loaded document has no file to review, so it starts at the first step.
  if (wanted !== 0) history.replaceState(null, "", `${location.pathname}${location.search}`);
  // What was typed and the key stay in memory while another view of the document is shown, so they must not be lost from there either.
  askBeforeLeaving(() => isUnkept({ draft, visitor: visit.visitor }));
  memory = { draft, cleared, sent, trace, step: signal(0), lostStep: signal(lostAt(wanted)) };
  return memory;
}

/** The page Contribuer: from a file to a key in three steps. Answers and files from Accueil and Me situer are already there. */
export function ContributeView(props: {
  visit: Visit;
  commons: PublicCommons;
  reader: FileReader;
  facts: IntakeFacts | null;
  later: LaterSteps | null;
}) {
  const { visit, commons, reader, facts, later } = props;
  const lang = visit.lang.value;
  const { catalog } = commons;
  const href = elsewhereHref(catalog, lang, "contribute");
  const words = CONTRIBUTE_WORDS[lang];
  if (href !== undefined)
    return (
      <>
        <h1>{WORDS[lang].contribute}</h1>
        <Absent catalog={catalog} lang={lang} href={href} />
      </>
    );
  // This tab was opened for signing in; the contribution is in the tab that opened it.
  if (new URLSearchParams(location.search).has("signed-in"))
    return (
      <>
        <h1>{WORDS[lang].contribute}</h1>
        <p class="good" role="status">
          {words.token.signedIn}
        </p>
      </>
    );
  if (facts === null) return null;
  return <Steps visit={visit} commons={commons} reader={reader} facts={facts} later={later} />;
}

/** Keeps the browser from losing a form that is half filled in. */
function useGuards(flow: Flow, step: Signal<number>): void {
  const { draft } = flow;
  useEffect(() => {
    // The browser's Back goes one step back and keeps what was entered. It cannot leave the key before that is saved.
    const onMove = (): void => {
      const to = stepAt(location.hash);
      if (to === null) return;
      step.value = to;
      if (draft.value.receipt === null || to === KEY_STEP) return;
      history.pushState(null, "", flow.trace.shared.value ? location.href : "#3");
      askForKey();
    };
    const askForKey = (): void => {
      changeDraft(flow, { isKeyAsked: true });
      scrollTo({ top: 0 });
    };
    // Of a link to another page the browser asks; to another view nothing does, and from there the key would be forgotten unseen.
    const onLink = (event: MouseEvent): void => {
      const { receipt, kept } = draft.value;
      const url = receipt === null || kept ? null : viewLink(event);
      if (url === null || viewOf(url.pathname) === "contribute") return;
      event.preventDefault();
      askForKey();
    };
    // A file dropped beside the field would replace the page, and lose everything.
    const preventOpening = (event: Event): void => event.preventDefault();
    // Each step begins at its top, and Back at the key stays there: the browser would go to where the step before was left.
    history.scrollRestoration = "manual";
    addEventListener("popstate", onMove);
    // Before the document follows the link.
    addEventListener("click", onLink, { capture: true });
    addEventListener("dragover", preventOpening);
    addEventListener("drop", preventOpening);
    return () => {
      history.scrollRestoration = "auto";
      removeEventListener("popstate", onMove);
      removeEventListener("click", onLink, { capture: true });
      removeEventListener("dragover", preventOpening);
      removeEventListener("drop", preventOpening);
    };
  }, []);
}

/** Says, after a reload at the key, that something was sent before, and what one may do with the key or without it. */
function LostKeyStep({ flow: { words, lang, notice } }: { flow: Flow }) {
  const w = words.lostStep;
  return (
    <section class="warn" id="lost-step" role="status">
      <p>{w.kept}</p>
      <LostKey words={words} notice={notice} lang={lang} />
      <p>
        <a class="button quiet" href={pageHref("my-contribution", lang)}>
          {words.key.mine}
        </a>
      </p>
    </section>
  );
}

/** The heading after a reload before which something was sent: it must not say that nothing was. */
const lostTitle = ({ words }: Flow, lost: LostStep | null): string | undefined =>
  lost === null || lost === "before" ? undefined : words.lostStep.titles[lost];

/** What a step that the address names has lost, because the page was loaded again. */
function LostNote({ flow, lost }: { flow: Flow; lost: LostStep | null }) {
  if (lost === "key") return <LostKeyStep flow={flow} />;
  if (lost === null) return null;
  return (
    <p class="warn" id="lost-before" role="status">
      {lost === "done" ? flow.words.lostStep.done : flow.words.lost}
    </p>
  );
}

function Steps({ visit, commons, reader, facts, later }: Parameters<typeof ContributeView>[0] & { facts: IntakeFacts }) {
  const lang = visit.lang.value;
  const { draft, cleared, sent, trace, step, lostStep } = memoryOf(visit);
  // Figures typed meanwhile in Me situer are taken over at each visit, but nothing changes after sending.
  useState(() => {
    const { receipt, finished, unsure } = draft.value;
    if (receipt !== null || finished || unsure) return;
    const now = new Date();
    draft.value = carriedInto(draft.value, carriedOf(visit.visitor, commons, now, lang).bills, now);
  });
  const goTo = (to: number): void => {
    // On a shared device neither the address nor the history tells the step. Going on adds an entry equal to the last one, so
    // that Back has an entry to leave, and the page's own button goes back through the history too.
    const forward = to > step.value;
    if (forward) lostStep.value = null;
    step.value = to;
    if (trace.shared.value) {
      if (forward) history.pushState(null, "", location.href);
      else history.back();
    } else if (stepAt(location.hash) !== to)
      history.pushState(null, "", to === 0 ? `${location.pathname}${location.search}` : `#${to + 1}`);
  };
  const flow: Flow = {
    lang,
    words: CONTRIBUTE_WORDS[lang],
    commons,
    notice: facts.notice,
    visitor: visit.visitor,
    draft,
    intake: facts.intake,
    reader,
    trace,
    addTo: null,
    tokens: facts.tokens,
    now: () => new Date(),
    goTo,
  };
  useGuards(flow, step);
  const unkept = draft.value.receipt !== null && !draft.value.kept;
  if (!isReady(facts.notice.facts, flow.now().toISOString().slice(0, 10))) return <NotReady flow={flow} />;
  if (cleared.value !== null) return <ClearedNotice why={cleared.value} lang={lang} sent={sent.value} />;
  const shown = allowedStep(flow, step.value);
  return (
    <>
      {trace.shared.value ? <SharedBar lang={lang} trace={trace} unkept={unkept} /> : null}
      <FlowView
        flow={flow}
        step={shown}
        later={later}
        lostTitle={lostTitle(flow, lostStep.value)}
        notice={
          <>
            {commons.catalog.commons.sample && shown === 0 ? <p class="sample">{flow.words.start.sample}</p> : null}
            <LostNote flow={flow} lost={lostStep.value} />
          </>
        }
      />
    </>
  );
}
