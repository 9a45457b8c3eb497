import type { ComponentChildren } from "preact";

/** Where a page has two columns. */
const ROOMY = "(min-width: 64rem)";

interface OneTapAwayProps {
  readonly heading: "h2" | "h3";
  readonly title: string;
  readonly children: ComponentChildren;
}

/** A part that stands open where there is room, and folded under its heading where it would push what follows screens away. */
export function OneTapAway({ heading: Heading, title, children }: OneTapAwayProps) {
  return (
    <details class="one-tap-away" open={matchMedia(ROOMY).matches}>
      <summary>
        <Heading>{title}</Heading>
      </summary>
      {children}
    </details>
  );
}
