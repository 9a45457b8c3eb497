import { useLayoutEffect, useRef } from "preact/hooks";
import { BringStep } from "./bring-step.tsx";
import { broughtOf, type Flow } from "./flow.ts";
import type { LaterSteps } from "./later-steps.tsx";

/** The step that may be shown: the key once there is one, and never the review before something was brought. */
export function allowedStep(flow: Flow, wanted: number): number {
  const { receipt, finished } = flow.draft.value;
  if (receipt !== null || finished) return 2;
  return broughtOf(flow).length === 0 ? 0 : Math.min(1, wanted);
}

/**
 * The three steps, and the current one. `later` holds the second and third, which load after the first interaction; null until
 * then.
 */
export function FlowView({ flow, step, later }: { flow: Flow; step: number; later: LaterSteps | null }) {
  const { words, draft, addTo } = flow;
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(step);
  // With the step itself: a frame later the focus would be taken from the field that somebody already types in.
  useLayoutEffect(() => {
    if (shown.current === step) return;
    shown.current = step;
    heading.current?.focus();
    scrollTo({ top: 0 });
  }, [step]);
  const { finished } = draft.value;
  const titles = addTo === null ? words.steps : words.steps.slice(0, 2);
  const title = [words.title, words.reviewTitle, finished ? words.key.done : words.sentTitle][step] ?? "";
  const Heading = addTo === null ? "h1" : "h3";
  return (
    <div class="contribute">
      <ol class="steps" aria-label={words.stepsLabel}>
        {titles.map((name, i) => (
          <li key={name} class={i < step ? "past" : undefined} aria-current={i === step ? "step" : undefined}>
            <span aria-hidden="true">{i + 1}</span>
            <b>
              <span class="long">{name}</span>
              <span class="short" aria-hidden="true">
                {words.stepsShort[i]}
              </span>
            </b>
          </li>
        ))}
      </ol>
      <Heading ref={heading} id="step" tabIndex={-1} data-step={step + 1}>
        {title}
      </Heading>
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
