import type { ComponentChildren } from "preact";

/** Without the focus nobody can scroll a region by keyboard. */
const REACHABLE = { tabIndex: 0 } as const;

/** What may be wider than the screen: it scrolls by itself, by keyboard too, and has a name. */
export function Scrolled({ label, class: name, children }: { label: string; class?: string; children: ComponentChildren }) {
  return (
    <section class={name} aria-label={label} {...REACHABLE}>
      {children}
    </section>
  );
}

/** A program as it stands. */
export function CodeBlock({ label, text }: { label: string; text: string }) {
  return (
    <Scrolled label={label} class="code-block">
      <pre>
        <code>{text}</code>
      </pre>
    </Scrolled>
  );
}
