import { useEffect } from "preact/hooks";
import { LoadError } from "../shared/data.ts";
import type { FigureFrameProps } from "../shared/figure-frame.tsx";
import { WORDS } from "../shared/i18n.ts";
import { plainText, Rich } from "../shared/rich.tsx";
import { Sized } from "../shared/sized.tsx";
import { VIEW_DRAWINGS } from "./drawn.ts";
import { scatterData } from "./scatter-data.ts";
import { hasFigures } from "./selection.ts";
import type { ExploreState, ExploreStore } from "./store.ts";

/* One figure of the page Données, for embedding in other sites. The address holds the selection, and the drawing is the page's own. There is no form, and only a link to the whole page. */

/** A drawing with its title, description, source and link, without the actions of the page's frame. */
export function BareFrame({ lang, title, subtitle, draw, height, children, source, address }: FigureFrameProps) {
  useEffect(() => {
    document.title = plainText(title);
  }, [title]);
  return (
    <figure class="framed">
      <figcaption>
        <h1>
          <Rich text={title} />
        </h1>
        <p class="note">
          <Rich text={subtitle} />
        </p>
      </figcaption>
      <Sized {...(height === undefined ? {} : { height })}>{draw}</Sized>
      {children}
      <div class="figure-foot">
        <p class="source">{source}</p>
        <a {...(address === undefined ? {} : { href: address })} target="_blank" rel="noopener">
          {WORDS[lang].figure.see}
        </a>
      </div>
    </figure>
  );
}

/** Tells whether exactly this selection can be drawn. Unknown parts of an address are never replaced by something else. */
function isDrawable(shown: ExploreState): boolean {
  const { selection, unknown, rows, facts } = shown;
  if (unknown.length > 0 || VIEW_DRAWINGS[selection.view] === undefined || !hasFigures(rows, selection, facts.tree)) return false;
  return selection.view !== "scatter" || (scatterData(shown)?.points.length ?? 0) > 0;
}

/** The document of an embedded figure. */
export function EmbeddedFigure({ store }: { store: ExploreStore }) {
  const words = WORDS[store.lang];
  const shown = store.shown.value;
  const failure = shown ? null : store.failure.value;
  const nothing = store.facts.value?.releases.length === 0 || (shown !== null && !isDrawable(shown));
  const Drawn = shown && VIEW_DRAWINGS[shown.selection.view];
  return (
    <main id="main" class="embed explore" data-ready={shown || failure || nothing ? "" : undefined}>
      {failure ? (
        <p class="failed" role="alert">
          {failure instanceof LoadError ? words.failures[failure.failure] : words.failed}
        </p>
      ) : Drawn && !nothing ? (
        <Drawn store={store} shown={shown} />
      ) : (
        <p class="wait" role="status">
          {nothing ? words.noData : words.loading}
        </p>
      )}
    </main>
  );
}
