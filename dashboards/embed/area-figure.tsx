import { type ComponentChild, render } from "preact";
import { useEffect } from "preact/hooks";
import { kindsOf, MapLegend, PartsMap, paintedParts } from "../district/area-map.tsx";
import { unknownIn } from "../district/choice.ts";
import { type DistrictPage, startDistrict } from "../district/district-page.ts";
import { EMBEDDED, type EmbeddedFigure, paramsOf } from "../district/embed-address.ts";
import {
  awayMapSubtitle,
  awayRankingSubtitle,
  awayRankingTitle,
  BareRanking,
  leastRanking,
  mapLabel,
  mapTitle,
  rankedParts,
} from "../district/map-and-ranking.tsx";
import { topicsOf } from "../district/portrait-figures.ts";
import { placeOfPortrait, portraitTitle } from "../district/portrait-title.ts";
import { TopicsDrawing } from "../district/portrait-topics.tsx";
import { TrendDrawing, trendWords } from "../district/portrait-trend.tsx";
import { DISTRICT, type DistrictState, sourceOf } from "../district/shown.ts";
import { PairDrawing, pairOf, pairSubtitle, pairTitle } from "../district/two-places.tsx";
import { dataSource, LoadError } from "../shared/data.ts";
import { speak, WORDS } from "../shared/i18n.ts";
import { pageHref } from "../shared/layout.ts";
import { Rich } from "../shared/rich.tsx";
import { Sized } from "../shared/sized.tsx";
import { Fitted } from "./fitted.tsx";

/* One figure of the page Quartiers, for embedding in other sites. It is drawn from the address. There is no form, and only a link to the whole page. Only addresses under `/embed/` may be shown in a frame. */

/** Address of the site, one level above this page. */
const BASE = new URL("../", document.baseURI).href;

function shownOf(page: DistrictPage): DistrictState | null {
  const atlas = page.atlas.value;
  const choice = page.choice.value;
  if (!atlas || !choice) return null;
  const doNothing = (): void => undefined;
  return {
    atlas,
    choice,
    lang: page.lang,
    words: DISTRICT[page.lang],
    marked: null,
    mark: doNothing,
    go: doNothing,
    address: (change) => new URL(pageHref("district", page.lang, { ...paramsOf(choice), ...change }), BASE).href,
  };
}

/** A figure as an embedding frame shows it. */
interface FramedFigure {
  readonly title: string;
  readonly subtitle: string;
  /** view of the whole page that has this figure */
  readonly view: string | null;
  readonly draw: (width: number, height: number) => ComponentChild;
  /** least height of the drawing in px; absent: it follows from the width */
  readonly least?: number;
  /** content below the drawing */
  readonly legend?: ComponentChild;
}

/** Least heights in px at which a map and a trend can be read. */
const MIN_HEIGHTS = { map: 200, trend: 180 };
/** Height in px above which a trend shows no more. */
const HIGHEST_TREND = 420;

function pairFigure(shown: DistrictState): FramedFigure | null {
  const pair = pairOf(shown);
  return (
    pair && {
      title: pairTitle(shown, pair),
      subtitle: pairSubtitle(shown),
      view: "compare",
      draw: (width) => <PairDrawing shown={shown} pair={pair} width={width} />,
    }
  );
}

function topicsFigure(shown: DistrictState): FramedFigure {
  const { atlas, choice, words } = shown;
  const { code, parent } = placeOfPortrait(shown);
  const name = atlas.tree.get(code)?.name ?? "";
  return {
    title: `${name} – ${portraitTitle(shown, topicsOf(atlas, code, parent, choice.period))}`,
    subtitle: words.portrait.topicsSubtitle((parent && atlas.tree.get(parent)?.name) || name),
    view: "portrait",
    draw: (width) => <TopicsDrawing shown={shown} width={width} />,
  };
}

function trendFigure(shown: DistrictState): FramedFigure | null {
  const content = trendWords(shown);
  return (
    content && {
      title: `${content.name} – ${content.title}`,
      subtitle: content.subtitle,
      view: "portrait",
      least: MIN_HEIGHTS.trend,
      draw: (width, height) => <TrendDrawing shown={shown} width={width} height={Math.min(height, HIGHEST_TREND)} />,
    }
  );
}

function mapFigure(shown: DistrictState): FramedFigure {
  const { choice } = shown;
  const painted = paintedParts(shown);
  return {
    title: mapTitle(shown),
    subtitle: awayMapSubtitle(shown),
    view: null,
    least: MIN_HEIGHTS.map,
    legend: <MapLegend shown={shown} kinds={kindsOf(painted)} />,
    draw: (width, height) => (
      <PartsMap
        shown={shown}
        id="embedded-map"
        width={width}
        height={height}
        label={mapLabel(shown)}
        painted={painted}
        chosen={choice.at}
      />
    ),
  };
}

/** Describes each figure; null where there is nothing to draw. */
const FIGURES: Readonly<Record<EmbeddedFigure, (shown: DistrictState) => FramedFigure | null>> = {
  map: mapFigure,
  ranking: (shown) => ({
    title: awayRankingTitle(shown, rankedParts(shown).length),
    subtitle: awayRankingSubtitle(shown),
    view: null,
    least: leastRanking(shown),
    draw: (width, height) => <BareRanking shown={shown} width={width} height={height} />,
  }),
  compare: pairFigure,
  topics: topicsFigure,
  trend: trendFigure,
};

/** Tells whether the commons has exactly what the address names. Unknown parts are never replaced by something else. */
function isKnown(params: URLSearchParams, { atlas, choice }: DistrictState): boolean {
  const [figure, period] = [params.get("figure"), params.get("period")];
  if (figure !== null && !EMBEDDED.some((one) => one === figure)) return false;
  return unknownIn(params, atlas) === null && (!period || period === choice.period);
}

function Embedded({ page }: { page: DistrictPage }) {
  const { lang } = page;
  const words = WORDS[lang];
  const shown = shownOf(page);
  const failure = page.failure.value;
  const params = new URLSearchParams(page.search.value);
  const isKnownAddress = shown && isKnown(params, shown);
  const figure = isKnownAddress ? FIGURES[EMBEDDED.find((one) => one === params.get("figure")) ?? "map"](shown) : null;
  const title = figure?.title.replace(/[*~]/g, "") ?? "";
  useEffect(() => {
    if (title !== "") document.title = title;
  }, [title]);
  return (
    <main id="main" class="embed district" data-ready={shown || failure ? "" : undefined}>
      {failure ? (
        <p class="failed" role="alert">
          {failure instanceof LoadError ? words.failures[failure.failure] : words.failed}
        </p>
      ) : shown && figure ? (
        <figure class="framed">
          <figcaption>
            <h1>
              <Rich text={figure.title} />
            </h1>
            <p class="note">{figure.subtitle}</p>
          </figcaption>
          {figure.least === undefined ? (
            <Sized height={320}>{(width) => figure.draw(width, 0)}</Sized>
          ) : (
            <Fitted least={figure.least}>{figure.draw}</Fitted>
          )}
          {figure.legend}
          <div class="figure-foot">
            <p class="source">{sourceOf(shown)}</p>
            <a href={shown.address({ view: figure.view })} target="_blank" rel="noopener">
              {shown.words.embed.see}
            </a>
          </div>
        </figure>
      ) : (
        <p class="wait" role="status">
          {!shown ? words.loading : isKnownAddress ? words.noData : shown.words.embed.unknown}
        </p>
      )}
    </main>
  );
}

const page = startDistrict(dataSource(BASE, (url) => fetch(url)));
document.documentElement.lang = page.lang;
void speak(page.lang).then(() => {
  document.body.replaceChildren();
  render(<Embedded page={page} />, document.body);
});
