import { render } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { useAreaTaps } from "../district/area-map.tsx";
import { unknownIn } from "../district/choice.ts";
import { marginNotes, measureNotes } from "../district/district-figure.tsx";
import { type DistrictPage, startDistrict } from "../district/district-page.ts";
import { EMBEDDED, type EmbeddedFigure, paramsOf } from "../district/embed-address.ts";
import { DISTRICT, type DistrictState, mostlyOfView, sourceOf } from "../district/shown.ts";
import { en } from "../messages/en/embed.ts";
import { fr } from "../messages/fr/embed.ts";
import { countedWords } from "../shared/counted-homes.ts";
import { dataSource, LoadError } from "../shared/data.ts";
import { loadLanguage, translated, WORDS, withWords } from "../shared/i18n.ts";
import { pageHref } from "../shared/layout.ts";
import { Rich } from "../shared/rich.tsx";
import { Sized } from "../shared/sized.tsx";
import { awaySource } from "../shared/source-text.ts";
import { Fitted } from "./fitted.tsx";
import type { FigureMaker } from "./framed-figure.ts";

/* One figure of the page Quartiers, for embedding in other sites. It is drawn from the address. There is no form, and only a link to the whole page. A tap on a map names the place as the page does, and is not kept. Only addresses under `/embed/` may be shown in a frame. */

/** Texts that frames alone have. */
const EMBED = translated(fr, en);

/** Address of the site, one level above this page. */
const BASE = new URL("../", document.baseURI).href;

/** @param tapped a place of the map; null: the one that the address names, if any */
function useShown(page: DistrictPage, tapped: string | null): DistrictState | null {
  const atlas = page.atlas.value;
  const named = page.choice.value;
  const choice = useMemo(() => named && { ...named, at: tapped ?? named.at }, [named, tapped]);
  if (!atlas || !choice) return null;
  const doNothing = (): void => undefined;
  return {
    atlas,
    choice,
    lang: page.lang,
    words: countedWords(DISTRICT[page.lang], page.lang, atlas.catalog),
    marked: page.marked.value,
    mark: doNothing,
    go: doNothing,
    address: (change) => new URL(pageHref("district", page.lang, { ...paramsOf(choice), ...change }), BASE).href,
  };
}

/** The program of each figure: the one that the address names comes, and no other. */
const FIGURES: Readonly<Record<EmbeddedFigure, () => Promise<FigureMaker>>> = {
  map: async () => (await import("./map-figures.tsx")).mapFigure,
  ranking: async () => (await import("./map-figures.tsx")).rankingFigure,
  compare: async () => (await import("./pair-figure.tsx")).pairFigure,
  topics: async () => (await import("./portrait-figures.tsx")).topicsFigure,
  own: async () => (await import("./own-figure.tsx")).ownFigure,
  periods: async () => (await withWords(import("./period-figures.tsx"))).periodsFigure,
  trend: async () => (await import("./portrait-figures.tsx")).trendFigure,
};

/** The figure that the address names, or the map. */
const wantedFigure = (asked: URLSearchParams): EmbeddedFigure => EMBEDDED.find((one) => one === asked.get("figure")) ?? "map";

/** Does the commons have just what the address names? What it has not is never drawn as something else. */
function isKnown(params: URLSearchParams, { atlas, choice }: DistrictState): boolean {
  const [figure, period, zone] = [params.get("figure"), params.get("period"), params.get("zone")];
  if (figure !== null && !EMBEDDED.some((one) => one === figure)) return false;
  const picks = (params.get("pick") ?? "").split(",").filter((code) => code !== "");
  const hasAll = picks.every((code) => choice.picks.includes(code)) && (!zone || zone === choice.zone);
  return unknownIn(params, atlas) === null && hasAll && (!period || period === choice.period);
}

/** Long, for it is the whole frame with what stands in its place. */
function Embedded({ page, make }: { page: DistrictPage; make: FigureMaker }) {
  const { lang } = page;
  const words = WORDS[lang];
  const [tapped, tap] = useState<string | null>(null);
  const shown = useShown(page, tapped);
  const box = useAreaTaps(
    (code) => figure?.tapped !== undefined && tap(code),
    (code) => {
      page.marked.value = code;
    },
  );
  const failure = page.failure.value;
  const params = new URLSearchParams(page.search.value);
  const isKnownAddress = shown && isKnown(params, shown);
  const figure = isKnownAddress ? make(shown) : null;
  const title = figure?.title.replace(/[*~]/g, "") ?? "";
  const subtitle = shown && figure ? `${figure.subtitle} ${mostlyOfView(shown, figure.view)}`.trim() : "";
  useEffect(() => {
    if (title !== "") document.title = title;
  }, [title]);
  return (
    <main ref={box} id="main" class="embed district" data-ready={shown || failure ? "" : undefined}>
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
            {subtitle === "" ? null : <p class="note">{subtitle}</p>}
          </figcaption>
          {figure.least === undefined ? (
            <Sized height={320}>{(width) => figure.draw(width, 0)}</Sized>
          ) : (
            <Fitted least={figure.least} most={figure.most ?? null}>
              {figure.draw}
            </Fitted>
          )}
          {figure.tapped === undefined ? null : (
            <p class="tap-line" role="status">
              {figure.tapped}
            </p>
          )}
          {figure.legend}
          {[...measureNotes(shown, figure.refs), ...marginNotes(shown), ...(figure.notes ?? [])].map((note) => (
            <p key={note} class="measure-note">
              {note}
            </p>
          ))}
          <div class="figure-foot">
            <p class="source">{awaySource(figure.source ?? sourceOf(shown), shown.atlas.catalog, lang)}</p>
            <a href={shown.address({ view: figure.view })} target="_blank" rel="noopener">
              {EMBED[page.lang].see}
            </a>
          </div>
        </figure>
      ) : (
        <p class="wait" role="status">
          {!shown ? words.loading : isKnownAddress ? words.noData : EMBED[page.lang].unknown}
        </p>
      )}
    </main>
  );
}

const page = startDistrict(dataSource(BASE, (url) => fetch(url)));
document.documentElement.lang = page.lang;
const program = withWords(FIGURES[wantedFigure(new URLSearchParams(location.search))]());
void Promise.all([program, loadLanguage(page.lang)]).then(([make]) => {
  document.body.replaceChildren();
  render(<Embedded page={page} make={make} />, document.body);
});
