import type { ComponentChildren } from "preact";
import type { MonthOfYear } from "../charts/months.tsx";
import { en } from "../messages/en/months-legend.ts";
import { fr } from "../messages/fr/months-legend.ts";
import { type Lang, translated } from "../shared/i18n.ts";
import { ownYearsText, yearsText } from "./own-months.ts";

const LEGEND = translated(fr, en);

interface MonthsLegendProps {
  readonly months: readonly MonthOfYear[];
  readonly lang: Lang;
}

/** Explains the signs that the drawing contains. */
export function MonthsLegend({ months, lang }: MonthsLegendProps) {
  const words = LEGEND[lang];
  const [mine, others] = [ownYearsText({ months }, lang), yearsText({ months }, lang)];
  const tick = (isMean: boolean): ComponentChildren => (
    <>
      <path d="M9 0v14" stroke="var(--ink)" stroke-width="1.5" />
      <path d="M1 7h16" stroke="var(--n3)" stroke-width="4.5" />
      {isMean ? <path d="M2.5 7h13" stroke="var(--card)" stroke-width="1.5" /> : null}
    </>
  );
  const items: readonly (readonly [boolean, string, ComponentChildren])[] = [
    [
      months.some((one) => one.mine !== null && !one.shared),
      `${words.you}, ${mine}`,
      <>
        <path d="M0 7h18" stroke="var(--you)" stroke-width="2.5" />
        <path d="M9 1l6 6-6 6-6-6z" fill="var(--you)" />
      </>,
    ],
    [
      months.some((one) => one.mine !== null && one.shared),
      `${words.bill}, ${mine}`,
      <>
        <path d="M0 7h18" stroke="var(--you)" stroke-width="5" />
        <path d="M9 1l6 6-6 6-6-6z" fill="var(--you)" stroke="var(--card)" />
      </>,
    ],
    [
      months.some(({ before }) => before !== null),
      words.before,
      <>
        <path d="M0 7h18" stroke="var(--you)" stroke-width="1.5" stroke-dasharray="2 3" />
        <path d="M9 2l5 5-5 5-5-5z" fill="var(--card)" stroke="var(--you)" stroke-width="1.5" />
      </>,
    ],
    [
      months.some(({ half }) => half !== null),
      `${words.half}, ${others}`,
      <rect x="4" y="1" width="10" height="12" rx="3" fill="var(--n1)" stroke="var(--n2)" />,
    ],
    ...(["P50", "MEAN"] as const).map(
      (one) =>
        [months.some(({ statistic }) => statistic === one), `${words.middles[one]}, ${others}`, tick(one === "MEAN")] as const,
    ),
  ];
  return (
    <ul class="legend months-legend">
      {items.map(([isDrawn, text, sign]) =>
        isDrawn ? (
          <li key={text}>
            <svg width="18" height="14" viewBox="0 0 18 14" aria-hidden="true">
              {sign}
            </svg>
            {text}
          </li>
        ) : null,
      )}
    </ul>
  );
}
