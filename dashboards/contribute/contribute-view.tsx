import { type Signal, signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { WORDS } from "../shared/i18n.ts";
import { type ClearReason, type Trace, traceless } from "../shared/trace.ts";
import type { PublicCommons } from "../visit/commons.ts";
import type { FileReader } from "../visit/file-reader.ts";
import type { Visit } from "../visit/visit.ts";
import { clearVisitor } from "../visit/visitor.ts";
import { Absent, elsewhereHref } from "./absent.tsx";
import { carriedInto, carriedOf } from "./carried.ts";
import { ClearedNotice, SharedBar } from "./cleared.tsx";
import { type Draft, EMPTY_DRAFT, newDraft } from "./draft.ts";
import { type Flow, isUnkept } from "./flow.ts";
import { allowedStep, FlowView } from "./flow-view.tsx";
import type { IntakeFacts } from "./intake-facts.ts";
import type { LaterSteps } from "./later-steps.tsx";
import { isReady, NotReady } from "./not-ready.tsx";
import { CONTRIBUTE_WORDS } from "./words.ts";

/** What contributing has in memory while the document stands, whichever view is shown. */
interface Memory {
  readonly draft: Signal<Draft>;
  readonly cleared: Signal<ClearReason | null>;
  /** a contribution had been sent when the page was cleared */
  readonly sent: Signal<boolean>;
  readonly trace: Trace;
  /** the address names the step, and no answer */
  readonly step: Signal<number>;
}

let memory: Memory | null = null;

/** `#2` is the second step; null: a place within the page, such as the skip link's. */
export function stepAt(hash: string): number | null {
  if (hash === "") return 0;
  const found = /^#([23])$/.exec(hash)?.[1];
  return found === undefined ? null : Number(found) - 1;
}

function memoryOf(visit: Visit): Memory {
  if (memory !== null) return memory;
  const [draft, cleared, sent] = [newDraft(), signal<ClearReason | null>(null), signal(false)];
  const trace = traceless((why) => {
    sent.value = draft.value.receipt !== null;
    draft.value = EMPTY_DRAFT;
    clearVisitor(visit.visitor);
    cleared.value = why;
  });
  // A document that was loaded anew has nothing to read again.
  if (stepAt(location.hash) !== 0) history.replaceState(null, "", `${location.pathname}${location.search}`);
  memory = { draft, cleared, sent, trace, step: signal(0) };
  return memory;
}

/** From a file to a key, in three steps. What was said on Accueil or Me situer, of the home and of files, is there already. */
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
  // The tab in which one signed in: the contribution is in the other one.
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

/** What the browser does by itself with a form that is half filled in. */
function useGuards(flow: Flow, step: Signal<number>): void {
  const { draft } = flow;
  useEffect(() => {
    // The browser's Back goes a step back with what was entered; from the key nothing goes back before it is kept.
    const moved = (): void => {
      const to = stepAt(location.hash);
      if (to === null) return;
      step.value = to;
      if (draft.value.receipt !== null && to !== 2) history.pushState(null, "", flow.trace.shared.value ? location.href : "#3");
    };
    const unkept = (event: Event): void => {
      if (isUnkept(flow)) event.preventDefault();
    };
    // A file dropped beside the field would open in place of the page, and take everything with it.
    const still = (event: Event): void => event.preventDefault();
    addEventListener("popstate", moved);
    addEventListener("beforeunload", unkept);
    addEventListener("dragover", still);
    addEventListener("drop", still);
    return () => {
      removeEventListener("popstate", moved);
      removeEventListener("beforeunload", unkept);
      removeEventListener("dragover", still);
      removeEventListener("drop", still);
    };
  }, []);
}

function Steps({ visit, commons, reader, facts, later }: Parameters<typeof ContributeView>[0] & { facts: IntakeFacts }) {
  const lang = visit.lang.value;
  const { draft, cleared, sent, trace, step } = memoryOf(visit);
  // Whenever one comes here, what was typed meanwhile in Me situer comes along; after sending nothing is changed any more.
  useState(() => {
    const { receipt, finished, unsure } = draft.value;
    if (receipt !== null || finished || unsure) return;
    const now = new Date();
    draft.value = carriedInto(draft.value, carriedOf(visit.visitor, commons, now, lang).bills, now);
  });
  const goTo = (to: number): void => {
    // On a shared device the address and the history's entries say nothing of the steps: going on adds one that is like the one before,
    // so that Back finds something to leave by, and the way back by the page's own button is that of Back.
    const forward = to > step.value;
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
  return (
    <>
      {trace.shared.value ? <SharedBar lang={lang} onClear={() => trace.clear("asked")} unkept={unkept} /> : null}
      {commons.catalog.commons.sample ? <p class="sample">{flow.words.start.sample}</p> : null}
      <FlowView flow={flow} step={allowedStep(flow, step.value)} later={later} />
    </>
  );
}
