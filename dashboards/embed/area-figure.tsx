import { render } from "preact";
import { useEffect } from "preact/hooks";
import { kindsOf, MapLegend, PartsMap, paintedParts } from "../district/area-map.tsx";
import { choiceOf } from "../district/choice.ts";
import { type DistrictPage, startDistrict } from "../district/district-page.ts";
import { EMBEDDED, type EmbeddedFigure, paramsOf } from "../district/embed-address.ts";
import { BareRanking, mapLabel, mapSubtitle, mapTitle } from "../district/map-and-ranking.tsx";
import { topicsOf } from "../district/portrait-figures.ts";
import { placeOfPortrait, portraitTitle } from "../district/portrait-title.ts";
import { TopicsDrawing } from "../district/portrait-topics.tsx";
import { TrendDrawing, trendWords } from "../district/portrait-trend.tsx";
import { DISTRICT, type Shown, sourceOf, topicTitle } from "../district/shown.ts";
import { PairDrawing, pairOf, pairSubtitle, pairTitle } from "../district/two-places.tsx";
import { dataSource, LoadError } from "../shared/data.ts";
import { formatPeriod } from "../shared/format.ts";
import { WORDS } from "../shared/i18n.ts";
import { pageHref } from "../shared/layout.ts";
import { Rich } from "../shared/rich.tsx";
import { Sized } from "../shared/sized.tsx";

/*
 * One figure of Quartiers for pages of others: it is drawn from what the address says, and that is all it does. There is no form and
 * nothing to press but the way to the whole page; this address alone may be shown in a frame.
 */

/** Pages are one level up. */
const BASE = new URL("../", document.baseURI).href;

function shownOf(page: DistrictPage): Shown | null {
  const atlas = page.atlas.value;
  const choice = atlas && choiceOf(new URLSearchParams(page.search.value), atlas);
  if (!atlas || !choice) return null;
  const nothing = (): void => undefined;
  return {
    atlas,
    choice,
    lang: page.lang,
    words: DISTRICT[page.lang],
    marked: null,
    mark: nothing,
    go: nothing,
    address: (change) => new URL(pageHref("district", page.lang, { ...paramsOf(choice), ...change }), BASE).href,
  };
}

/** Title, subtitle and drawing of each figure; null: there is nothing to draw. */
function figureOf(figure: EmbeddedFigure, shown: Shown) {
  const { atlas, choice, lang, words } = shown;
  if (figure === "compare") {
    const pair = pairOf(shown);
    return (
      pair && {
        title: pairTitle(shown, pair),
        subtitle: pairSubtitle(shown),
        view: "compare",
        draw: (width: number) => <PairDrawing shown={shown} pair={pair} width={width} />,
      }
    );
  }
  if (figure === "topics") {
    const { code, parent } = placeOfPortrait(shown);
    const name = atlas.tree.get(code)?.name ?? "";
    return {
      title: `${name} – ${portraitTitle(shown, topicsOf(atlas, code, parent, choice.period))}`,
      subtitle: words.portrait.topicsSubtitle((parent && atlas.tree.get(parent)?.name) || name),
      view: "portrait",
      draw: (width: number) => <TopicsDrawing shown={shown} width={width} />,
    };
  }
  if (figure === "trend") {
    const said = trendWords(shown);
    return (
      said && {
        title: `${said.name} – ${said.title}`,
        subtitle: said.subtitle,
        view: "portrait",
        draw: (width: number) => <TrendDrawing shown={shown} width={width} />,
      }
    );
  }
  const common = { title: mapTitle(shown), subtitle: mapSubtitle(shown), view: null };
  if (figure === "ranking") return { ...common, draw: (width: number) => <BareRanking shown={shown} width={width} /> };
  const painted = paintedParts(shown);
  return {
    ...common,
    subtitle: `${topicTitle(shown)}, ${formatPeriod(choice.period, lang)}. ${mapSubtitle(shown).replace(/^.*?\. /, "")}`,
    draw: (width: number) => (
      <>
        <PartsMap shown={shown} id="embedded-map" width={width} label={mapLabel(shown)} painted={painted} chosen={choice.at} />
        <MapLegend shown={shown} kinds={kindsOf(painted)} />
      </>
    ),
  };
}

function Embedded({ page }: { page: DistrictPage }) {
  const { lang } = page;
  const words = WORDS[lang];
  const shown = shownOf(page);
  const failure = page.failure.value;
  const asked = new URLSearchParams(page.search.value).get("figure");
  const figure = shown && figureOf(EMBEDDED.find((one) => one === asked) ?? "map", shown);
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
          <Sized height={320}>{figure.draw}</Sized>
          <div class="figure-foot">
            <p class="source">{sourceOf(shown)}</p>
            <a href={shown.address({ view: figure.view })} target="_blank" rel="noopener">
              {shown.words.embed.see}
            </a>
          </div>
        </figure>
      ) : (
        <p class="wait" role="status">
          {shown ? words.noData : words.loading}
        </p>
      )}
    </main>
  );
}

const page = startDistrict(dataSource(BASE, (url) => fetch(url)));
document.documentElement.lang = page.lang;
document.body.replaceChildren();
render(<Embedded page={page} />, document.body);
