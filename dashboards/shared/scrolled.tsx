import type { ComponentChildren } from "preact";

/** What may be wider than the screen: it scrolls by itself, by keyboard too, and has a name. */
export function Scrolled({ label, class: name, children }: { label: string; class?: string; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without the focus nobody can scroll it by keyboard.
    <section class={name} aria-label={label} tabIndex={0}>
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
