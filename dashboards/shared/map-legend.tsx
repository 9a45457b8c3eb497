import type { PaintedArea } from "../charts/map-parts.tsx";
import { semicolon } from "./format.ts";
import { type Lang, WORDS } from "./i18n.ts";

const MARKS = { less: "M0 0h10l-5 8.500z", more: "M0 8.500h10L5 0z", same: null, wide: null, absent: null } as const;

interface MapLegendProps {
  readonly kinds: ReadonlySet<PaintedArea["against"]>;
  readonly texts: Readonly<Record<PaintedArea["against"], string>>;
  /** true: the drawing has dots, which carry no mark, and not areas */
  readonly dots?: boolean;
  /** the difference that the strongest colour stands for; absent: it is said elsewhere, or nothing has a colour */
  readonly strongest?: string | undefined;
}

/** What the hatching means: one reason, or that there is no figure, and the reasons why. */
export const withoutText = (reasons: string, lang: Lang): string =>
  reasons.includes(semicolon(lang)) ? WORDS[lang].figure.without(reasons) : reasons;

/** The legend of a drawing: the colour and mark of each relation that it contains. */
export function MapLegend({ kinds, texts, dots = false, strongest }: MapLegendProps) {
  return (
    <ul class="legend">
      {(["less", "more", "same", "wide", "absent"] as const)
        .filter((kind) => kinds.has(kind))
        .map((kind) => (
          <li key={kind}>
            <span class={`${dots ? "dot" : "swatch"} ${kind}`} aria-hidden="true" />
            {dots || MARKS[kind] === null ? null : (
              <svg class="mark" width="10" height="9" viewBox="0 0 10 9" aria-hidden="true">
                <path d={MARKS[kind]} fill="var(--ink)" />
              </svg>
            )}
            {texts[kind]}
          </li>
        ))}
      {strongest === undefined ? null : <li>{strongest}</li>}
    </ul>
  );
}
