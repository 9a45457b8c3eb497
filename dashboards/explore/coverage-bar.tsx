import { useMemo } from "preact/hooks";
import { formatNumber } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { concentrationText } from "./concentrated.ts";
import { type Coverage, coverageOf, FATES, type Fate, neededAt } from "./coverage.ts";
import type { ViewProps } from "./figure-parts.tsx";
import { HomesNeeded } from "./homes-needed.tsx";
import { axesOf, wholeOf } from "./selection.ts";
import { EXPLORE } from "./words.ts";

/** How much of what was asked for is published, as a bar, and why the rest is not. Nothing where every figure is published and sure. */
export function CoverageBar({ store, shown }: ViewProps) {
  const { lang } = store;
  const coverage = useMemo(() => coverageOf(shown, lang), [shown, lang]);
  const { counts, asked, fewLevel } = coverage;
  if (counts.sure === asked) return null;
  const needed = fewLevel === null || counts.few === 0 ? null : neededAt(shown, fewLevel);
  // A place of the same level as the one that nearly all homes are in has few for that reason.
  const [axis] = axesOf(shown.selection);
  const { tree } = shown.facts;
  const isBeside = tree.children(wholeOf(shown.selection, tree))[0]?.level === fewLevel;
  const mostly = axis && isBeside ? concentrationText(shown, axis, lang) : null;
  return (
    <div class="coverage">
      <div class="coverage-bar" aria-hidden="true">
        {FATES.filter((fate) => counts[fate] > 0).map((fate) => (
          <span key={fate} class={fate} style={{ flexGrow: counts[fate] }} />
        ))}
      </div>
      <ul class="coverage-parts">
        {FATES.filter((fate) => counts[fate] > 0).map((fate) => (
          <li key={fate}>
            <span class={`swatch coverage-${fate}`} aria-hidden="true" />
            <FateText fate={fate} coverage={coverage} lang={lang} />
          </li>
        ))}
      </ul>
      <HomesNeeded
        store={store}
        shown={shown}
        needed={needed}
        level={fewLevel ?? ""}
        kept={counts.other > 0}
        imprecise={counts.imprecise > 0}
        mostly={mostly}
      />
    </div>
  );
}

/** How many have a fate: as many as its part of the bar has. */
function FateText({ fate, coverage, lang }: { readonly fate: Fate; readonly coverage: Coverage; readonly lang: Lang }) {
  const { counts, why } = coverage;
  const words = EXPLORE[lang].coverage;
  const n = counts[fate];
  const published = counts.wide > 0 ? words.sure(n) : words.published(n);
  const text = fate === "sure" ? published : fate === "wide" ? words.wide(n) : why[fate];
  return (
    <>
      <b>{formatNumber(n, 0, lang)}</b> {text}
    </>
  );
}
