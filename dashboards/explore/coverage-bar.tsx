import { useMemo } from "preact/hooks";
import { colon, formatNumber, upperFirst } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { KeptNote } from "../shared/kept-note.tsx";
import { levelName } from "../shared/labels.ts";
import { onPaper } from "../shared/on-paper.ts";
import { type Coverage, coverageOf, FATES, type Fate, neededAt } from "./coverage.ts";
import type { ViewProps } from "./figure-parts.tsx";
import { EXPLORE } from "./words.ts";

/** Most subjects with a bar of their own, and most names of a reason; files have them all. */
const MOST_BARS = 6;
const MOST_NAMES = 30;

/** How much of what was asked for is published, as a bar, and why the rest is not. Nothing where every figure is published and sure. */
export function CoverageBar({ store, shown }: ViewProps) {
  const { lang } = store;
  const coverage = useMemo(() => coverageOf(shown, lang), [shown, lang]);
  const { counts, asked, bySubject } = coverage;
  if (counts.sure === asked) return null;
  const all = [{ name: "", counts }];
  const bars = (bySubject.length > 0 && bySubject.length <= MOST_BARS ? bySubject : all).map((bar) => ({
    ...bar,
    figures: FATES.reduce((sum, fate) => sum + bar.counts[fate], 0),
  }));
  const most = Math.max(...bars.map(({ figures }) => figures));
  return (
    <div class="coverage">
      {bars.map((bar) => (
        <div key={bar.name} class="coverage-row">
          {bar.name === "" ? null : <span>{bar.name}</span>}
          <div class="coverage-bar" aria-hidden="true" style={{ width: `${(100 * bar.figures) / most}%` }}>
            {FATES.filter((fate) => bar.counts[fate] > 0).map((fate) => (
              <span key={fate} class={fate} style={{ flexGrow: bar.counts[fate] }} />
            ))}
          </div>
        </div>
      ))}
      <ul class="coverage-parts">
        {FATES.filter((fate) => counts[fate] > 0).map((fate) => (
          <li key={fate}>
            <span class={`swatch coverage-${fate}`} aria-hidden="true" />
            <FateText fate={fate} coverage={coverage} lang={lang} />
          </li>
        ))}
      </ul>
      <Withheld shown={shown} coverage={coverage} lang={lang} />
    </div>
  );
}

/** How many have a fate: as many as its part of the bar has. */
function FateText({ fate, coverage, lang }: { readonly fate: Fate; readonly coverage: Coverage; readonly lang: Lang }) {
  const { counts, withheld } = coverage;
  const words = EXPLORE[lang].coverage;
  const n = counts[fate];
  const published = counts.wide > 0 ? words.sure(n) : words.published(n);
  const text = fate === "sure" ? published : fate === "wide" ? words.wide(n) : withheld.find((one) => one.fate === fate)?.why;
  return (
    <>
      <b>{formatNumber(n, 0, lang)}</b> {text}
    </>
  );
}

/** How many homes a place needs, what being kept back means, and on paper, whose table has no row for them, the places of each reason. */
function Withheld({ shown, coverage, lang }: Pick<ViewProps, "shown"> & { readonly coverage: Coverage; readonly lang: Lang }) {
  const words = EXPLORE[lang];
  const { withheld, fewLevel } = coverage;
  const needed = fewLevel === null || coverage.counts.few === 0 ? null : neededAt(shown, fewLevel);
  return (
    <>
      {(onPaper() ? withheld : []).map(({ why, fate, names }) => (
        <p key={fate} class="note untold">
          <b>{upperFirst(why)}</b>
          {colon(lang)}
          {words.words.and(
            names.length > MOST_NAMES + 1
              ? [...names.slice(0, MOST_NAMES), words.aside.others(names.length - MOST_NAMES)]
              : [...names],
          )}
          .
        </p>
      ))}
      {needed === null || fewLevel === null ? null : (
        <p class="note">
          {words.aside.needed(formatNumber(needed, 0, lang), levelName(shown.facts.territory.level_names, fewLevel, lang))}
        </p>
      )}
      {withheld.some(({ fate }) => fate === "other") ? <KeptNote lang={lang} threshold={shown.facts.catalog.k} /> : null}
    </>
  );
}
