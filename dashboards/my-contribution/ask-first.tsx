import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";

interface AskFirstProps {
  /** of the button; those of the answers end with `-yes` and `-no` */
  readonly id: string;
  readonly label: string;
  readonly yes: string;
  readonly no: string;
  /** does it; returns why it was refused, where nothing else says so */
  readonly onYes: () => Promise<string>;
  /** tells whether the question may be asked yet */
  readonly mayAsk?: () => boolean;
  /** of the button */
  readonly class?: string;
  /** what it means */
  readonly children: ComponentChildren;
}

/** A button that says first what it means, and asks. */
export function AskFirst({ id, label, yes, no, onYes, mayAsk = () => true, class: name = "quiet", children }: AskFirstProps) {
  const [isAsking, setIsAsking] = useState(false);
  const [fault, setFault] = useState("");
  const ask = (next: boolean): void => {
    setIsAsking(next);
    setFault("");
    // The pressed button is gone. The question is on the screen with its answers.
    requestAnimationFrame(() => document.getElementById(next ? `${id}-no` : id)?.focus());
  };
  if (!isAsking)
    return (
      <button type="button" class={`${name} no-print`} id={id} onClick={() => mayAsk() && ask(true)}>
        {label}
      </button>
    );
  return (
    <div class="ask-first">
      <div id={`${id}-means`}>{children}</div>
      <p class="fault" role="alert">
        {fault}
      </p>
      <div class="tools">
        <button type="button" class="quiet" id={`${id}-yes`} onClick={() => void onYes().then(setFault)}>
          {yes}
        </button>
        <button type="button" class="quiet" id={`${id}-no`} aria-describedby={`${id}-means`} onClick={() => ask(false)}>
          {no}
        </button>
      </div>
    </div>
  );
}
