import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { BringStep } from "./bring-step.tsx";
import { broughtOf, type Flow, offersFor } from "./flow.ts";
import type { LaterSteps } from "./later-steps.tsx";
import { StepList } from "./step-list.tsx";
import { lackedBill } from "./typed-words.ts";

/** The step that may be shown: the key once there is one, and never the review before something was brought. */
export function allowedStep(flow: Flow, wanted: number): number {
  const { receipt, finished } = flow.draft.value;
  if (receipt !== null || finished) return 2;
  return broughtOf(flow).length === 0 ? 0 : Math.min(1, wanted);
}

interface FlowProps {
  readonly flow: Flow;
  readonly step: number;
  readonly later: LaterSteps | null;
  /** stands below the heading, which the page's first answer shows already and which must not move */
  readonly notice?: ComponentChildren;
  /** what the first step is headed with, where its own title would not be true */
  readonly lostTitle?: string | undefined;
}

/**
 * The three steps, and the current one. `later` holds the second and third, which load after the first interaction; null until
 * then.
 */
export function FlowView({ flow, step, later, notice = null, lostTitle }: FlowProps) {
  const { words, draft, addTo } = flow;
  const heading = useRef<HTMLHeadingElement>(null);
  const { finished } = draft.value;
  // The third step has two views: the key, and the end.
  const view = step + Number(finished);
  const shown = useRef(view);
  // With the view itself: a frame later the focus would be taken from the field that somebody already types in.
  useLayoutEffect(() => {
    if (shown.current === view) return;
    shown.current = view;
    // Whoever comes back finds what was brought, which is far below the top.
    const brought = step === 0 ? document.querySelector<HTMLElement>("#brought-title, .typed-fold > summary") : null;
    (brought ?? heading.current)?.focus({ preventScroll: true });
    if (brought === null) scrollTo({ top: 0 });
    else brought.scrollIntoView({ block: "center" });
  }, [view]);
  const titles = addTo === null ? words.steps : words.steps.slice(0, 2);
  const title =
    [
      lostTitle ?? words.title,
      lackedBill(flow) ?? (offersFor(flow).length === 0 ? words.reviewIdle : words.reviewTitle),
      finished ? words.key.done : words.sentTitle,
    ][step] ?? "";
  const Heading = addTo === null ? "h1" : "h3";
  return (
    <div class="contribute">
      <StepList words={words} titles={titles} step={step} />
      {/* A bill that is typed again has its title above the steps. */}
      <Heading
        ref={heading}
        id="step"
        class={step === 0 && addTo?.retyped ? "visually-hidden" : undefined}
        tabIndex={-1}
        data-step={step + 1}
      >
        {title}
      </Heading>
      {notice}
      {step === 0 ? (
        <BringStep flow={flow} later={later} />
      ) : later === null ? (
        <p class="wait" role="status">
          {words.bring.waiting}
        </p>
      ) : step === 1 ? (
        <later.ReviewStep flow={flow} />
      ) : finished ? (
        <later.DoneView flow={flow} />
      ) : (
        <later.KeyStep flow={flow} />
      )}
    </div>
  );
}
