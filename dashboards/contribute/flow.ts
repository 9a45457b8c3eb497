import type { Eligibility } from "../../src/contract/eligibility.ts";
import { monthOf } from "../../src/contract/period.ts";
import { MEASURES } from "../../src/domains/index.ts";
import { areaTree } from "../shared/areas.ts";
import { LoadError } from "../shared/data.ts";
import { h, put } from "../shared/dom.ts";
import { intakeAt } from "../shared/intake.ts";
import type { Page } from "../shared/page.ts";
import { type Trace, traceless } from "../shared/trace.ts";
import { clearedView } from "./cleared.ts";
import { comingOf } from "./coming.ts";
import { consentStep } from "./consent-step.ts";
import { type AddTo, type Draft, emptyDraft, type Flow, type StepView } from "./draft.ts";
import { homeStep } from "./home-step.ts";
import { doneView, keyStep } from "./key-step.ts";
import { reviewStep } from "./review-step.ts";
import { sourcesStep } from "./sources-step.ts";
import { startStep } from "./start-step.ts";
import { stepsBack } from "./steps-back.ts";
import { tokenMaker } from "./token.ts";
import { CONTRIBUTE_WORDS } from "./words.ts";

const STEPS = {
  start: startStep,
  sources: sourcesStep,
  home: homeStep,
  consent: consentStep,
  review: reviewStep,
} as const;
type StepName = keyof typeof STEPS | "key";

const NEW: readonly StepName[] = ["start", "sources", "home", "consent", "review", "key"];
const MORE: readonly StepName[] = ["sources", "home", "consent", "review"];

export interface FlowOptions {
  readonly page: Page;
  /** the element that the steps are shown in */
  readonly root: HTMLElement;
  /** adds to that contribution instead of beginning one */
  readonly addTo?: AddTo & { readonly draft: Partial<Draft> };
  /** when a contribution was added to */
  readonly added?: () => void;
  /** of the page, where it has one already */
  readonly trace?: Trace;
  /** ends it: nothing that was entered is left */
  readonly signal?: AbortSignal;
}

/** The issuer, asked with the cookie that its own sign-in set: there alone is anybody known. */
const askIssuer = (address: string, body: unknown): Promise<Response> =>
  fetch(address, {
    method: "POST",
    credentials: "include",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });

/**
 * The way from a file to a key, a step at a time. Everything said on the way is in one object of this page's memory: no address,
 * storage or history has any of it (a step's number is all that the history has), and leaving the page ends it.
 */
export async function runFlow({ page, root, addTo, added, trace: given, signal }: FlowOptions): Promise<void> {
  const { lang, catalog, source } = page;
  const words = CONTRIBUTE_WORDS[lang];
  const intake = intakeAt(document.baseURI, (url, init) => fetch(url, init));
  const [notice, territory, asked] = await Promise.all([
    source.notice(lang),
    source.territory(),
    intake.json<{ eligibility: Eligibility | null }>("v1/eligibility"),
  ]);
  if (!asked.ok) throw new LoadError(asked.code === "network" ? "network" : "refused", "v1/eligibility");
  const { eligibility } = asked.value;
  const order = addTo === undefined ? NEW : MORE;
  let step = 0;
  let shown: StepView | null = null;
  let draft: Draft = { ...emptyDraft(), ...addTo?.draft };
  const trace =
    given ??
    traceless((why) => {
      draft = emptyDraft();
      const left = clearedView(why, words);
      put(root, left);
      left.focus();
    });
  const flowOf = (): Flow => ({
    lang,
    words,
    catalog,
    notice,
    tree: areaTree(territory.areas),
    levels: territory.levels,
    measures: MEASURES.filter(({ key }) => notice.facts.measures.some((used) => used.key === key)),
    coming: comingOf(notice.facts, catalog.releases, monthOf(new Date())),
    intake,
    draft,
    trace,
    addTo: addTo ?? null,
    tokens: eligibility === null || addTo !== undefined ? null : { eligibility, make },
    now: () => new Date(),
    next: () => onto(step + 1),
    changed: () => {
      const said = document.getElementById("step-fault");
      if (said !== null) put(said);
    },
  });
  const make = eligibility === null ? async () => ({ ok: false, fault: "other" }) as const : tokenMaker(eligibility, askIssuer);

  function finished(): void {
    draft = emptyDraft();
    trace.set(false);
    steps.end();
    put(
      root,
      doneView({ words, lang }, () => location.reload()),
    );
  }

  const steps = stepsBack({
    at: () => step,
    show: (to) => go(to),
    closed: () => shown?.noBack?.() ?? false,
    traceless: () => trace.shared,
    ...(signal === undefined ? {} : { signal }),
  });

  function onto(to: number): void {
    if (to < order.length) {
      steps.onto(to);
      go(to);
    } else {
      draft = emptyDraft();
      steps.end();
      added?.();
    }
  }

  function go(to: number): void {
    shown?.leave?.();
    step = to;
    const name = order[step] as StepName;
    const flow = flowOf();
    const view: StepView = name === "key" ? keyStep(flow, finished) : STEPS[name](flow);
    shown = view;
    const heading = h("h2", { tabindex: "-1", id: "step" }, words.stepOf(step + 1, order.length, words.steps[name]));
    const fault = h("p", { class: "fault", id: "step-fault", role: "alert" });
    const onward = (): void => {
      const missing = view.fault?.() ?? null;
      put(fault, missing);
      if (missing === null) onto(step + 1);
    };
    const clear = (): void => trace.clear("asked");
    put(
      root,
      trace.shared
        ? h(
            "p",
            { class: "warn shared-bar no-print" },
            words.trace.mode,
            " ",
            h("button", { type: "button", class: "quiet", onClick: clear }, words.trace.button),
          )
        : null,
      h("progress", { class: "steps no-print", max: order.length, value: step + 1, "aria-hidden": "true" }),
      heading,
      view.element,
      fault,
      h(
        "div",
        { class: "tools no-print" },
        view.noBack?.() || step === 0
          ? null
          : h("button", { type: "button", class: "quiet", id: "back", onClick: () => steps.back() }, words.back),
        view.ownNext
          ? null
          : h("button", { type: "button", id: "next", onClick: onward }, name === "start" ? words.start.go : words.next),
      ),
    );
    // What was missing is not said any more once something changes.
    for (const event of ["input", "change"] as const) view.element.addEventListener(event, flow.changed);
    if (to > 0 || addTo !== undefined) heading.focus();
    scrollTo({ top: Math.max(0, root.getBoundingClientRect().top + scrollY - 16) });
  }

  const listening = signal === undefined ? {} : { signal };
  // A file dropped beside the field would open in place of the page, and take everything with it.
  for (const event of ["dragover", "drop"] as const) addEventListener(event, (e) => e.preventDefault(), listening);
  const unkept = (event: Event): void => {
    if (draft.files.length > 0 || draft.bills.length > 0 || draft.receipt !== null) event.preventDefault();
  };
  addEventListener("beforeunload", unkept, listening);
  signal?.addEventListener("abort", () => {
    shown?.leave?.();
    draft = emptyDraft();
  });
  go(0);
}
