import type { ComponentChildren } from "preact";

/** Number of a table's columns, with remarks counted twice, from which narrow screens show each row as a block of labelled values. */
export const STACKED = 5;

/** A region without focus could not be scrolled by keyboard. */
const REACHABLE = { tabIndex: 0 } as const;

/** Content that may be wider than the screen. It scrolls on its own, also by keyboard, and has a name. */
export function Scrolled({ label, class: name, children }: { label: string; class?: string; children: ComponentChildren }) {
  return (
    <section class={name} aria-label={label} {...REACHABLE}>
      {children}
    </section>
  );
}

/** A program, unchanged. */
export function CodeBlock({ label, text }: { label: string; text: string }) {
  return (
    <Scrolled label={label} class="code-block">
      <pre>
        <code>{text}</code>
      </pre>
    </Scrolled>
  );
}
