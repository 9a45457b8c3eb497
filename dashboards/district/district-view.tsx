import { useEffect, useMemo, useState } from "preact/hooks";
import { formatPeriod } from "../shared/format.ts";
import { SampleNotice } from "../shared/frame.tsx";
import { withWords } from "../shared/i18n.ts";
import { noteOf } from "../shared/labels.ts";
import { mostlyIn } from "./area-figures.ts";
import { type Choice, DISTRICT_VIEWS, type DistrictView } from "./choice.ts";
import { inFirstMonths } from "./coming-figures.ts";
import { MapAndRanking } from "./map-and-ranking.tsx";
import { openSearch } from "./open-word.ts";
import { PairReport } from "./pair-report.tsx";
import { Portrait } from "./portrait.tsx";
import { AreaReport } from "./report.tsx";
import { DistrictSentence } from "./sentence.tsx";
import { atLower, type DistrictState } from "./shown.ts";
import { TwoPlaces } from "./two-places.tsx";

/** What the page may show, as links: each is an address of its own. */
function Views({ shown }: { shown: DistrictState }) {
  const { choice, words, go, address } = shown;
  const change = (view: DistrictView) => ({
    view: view === "map" ? null : view,
    ...(view === "map" || view === "portrait" ? { with: null, pick: null, zone: null } : {}),
    ...(view === "compare" ? { pick: null, zone: null, at: choice.at ?? choice.area } : {}),
  });
  return (
    <nav class="district-views no-print" aria-label={words.views.label}>
      <ul>
        {DISTRICT_VIEWS.map((view) => (
          <li key={view}>
            <a
              href={address(change(view))}
              aria-current={view === choice.view ? "page" : undefined}
              onClick={(event) => {
                if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
                event.preventDefault();
                go(change(view));
              }}
            >
              {words.views[view]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Whose figures these are: per what, what must be said of them, and where most homes are. */
function Whose({ shown }: { shown: DistrictState }) {
  const { atlas, choice, lang, words } = shown;
  const note = noteOf(atlas.catalog, choice.ref, lang);
  const mostly = choice.view === "map" || choice.view === "own" ? mostlyIn(atlas, choice, choice.area) : null;
  const name = atlas.tree.get(choice.area)?.name ?? "";
  return (
    <p class="whose note">
      {words.per[choice.statistic][choice.ref.measure.whose]} {note ? <span class="measure-note">{note}</span> : null}
      {mostly ? <> {words.card.mostly(name, atLower(atlas, mostly, lang))}</> : null}
      {choice.view === "map" || choice.view === "portrait" ? (
        <button type="button" class="plain find-place no-print" onClick={openSearch}>
          {words.words.find}
        </button>
      ) : null}
    </p>
  );
}

/** Is a page of paper wanted? What only paper shows is made then: it is as much as the page itself, and few print it. */
function useIsPrinting(): boolean {
  const [wanted, setWanted] = useState(false);
  useEffect(() => {
    const want = (): void => setWanted(true);
    const paper = matchMedia("print");
    addEventListener("beforeprint", want);
    paper.addEventListener("change", want);
    return () => {
      removeEventListener("beforeprint", want);
      paper.removeEventListener("change", want);
    };
  }, []);
  return wanted;
}

/** What paper gets of the view that is shown: one page, with its finding first. It does not follow what is pointed at. */
function OnPaper({ shown }: { shown: DistrictState }) {
  const { atlas, choice, lang } = shown;
  return useMemo(() => paperOf(shown), [atlas, choice, lang]);
}

/** Has an area of one's own anything in it? */
const hasLeaves = ({ picks, zone }: Choice): boolean => picks.length > 0 || zone !== null;

/** What the first months are shown with: few commons are in them. */
const loadMonths = () => withWords(import("./first-months-views.ts"));
/** What an area of one's own is shown with: few visitors make one. */
const loadOwn = () => withWords(import("./own-views.ts"));

/** A view and its paper, with its program: fetched when the address asks for it, since the others need none of it. */
function useViews<T>(wanted: boolean, load: () => Promise<T>): T | null {
  const [views, setViews] = useState<T | null>(null);
  useEffect(() => {
    if (wanted) void load().then((come) => setViews(() => come));
  }, [wanted, load]);
  return views;
}

function paperOf(shown: DistrictState) {
  const { choice } = shown;
  if (choice.view === "compare" && choice.at !== null && choice.other !== null) return <PairReport shown={shown} />;
  return <AreaReport shown={shown} />;
}

/** The sentence, the map, what stands beside or below it. */
export const DISTRICT_TURNS = 3;

/** Quartiers: a sentence, and what it says as a map, two places, a portrait or an area of one's own; and the page of paper of that. */
export function DistrictBody({ shown, turn }: { shown: DistrictState; turn: number }) {
  const { atlas, choice, lang } = shown;
  const sentence = useMemo(() => <DistrictSentence shown={shown} />, [atlas.rows, atlas.zones, choice, lang]);
  const first = inFirstMonths(atlas);
  const started = atlas.rows.length > 0;
  const months = useViews(first || !started, loadMonths);
  const own = useViews(choice.view === "own", loadOwn);
  const printing = useIsPrinting();
  return (
    <>
      <div class="district-screen no-print">
        <SampleNotice lang={lang} catalog={atlas.catalog} />
        {started && !first ? <Views shown={shown} /> : null}
        {started ? (
          sentence
        ) : (
          <p class="sentence-controls">{shown.words.months.opened(atLower(atlas, atlas.tree.root.code, lang))}</p>
        )}
        {started ? <Whose shown={shown} /> : null}
        {first || !started ? (
          months && <months.FirstMonths shown={shown} />
        ) : choice.view === "compare" ? (
          <TwoPlaces shown={shown} />
        ) : choice.view === "portrait" ? (
          <Portrait shown={shown} />
        ) : choice.view === "own" ? (
          own && <own.OwnView shown={shown} />
        ) : turn === 1 ? null : (
          <MapAndRanking shown={shown} turn={turn} />
        )}
      </div>
      {!printing ? null : first || !started ? (
        months && <months.MonthsReport shown={shown} />
      ) : choice.view === "own" && hasLeaves(choice) ? (
        own && <own.OwnReport shown={shown} />
      ) : (
        <OnPaper shown={shown} />
      )}
    </>
  );
}

/** What the browser's tab and history call the page. */
export function documentTitle({ atlas, choice, lang, words }: DistrictState): string {
  const place = atlas.tree.get(choice.view === "portrait" ? (choice.at ?? choice.area) : choice.area)?.name ?? "";
  return `${words.views[choice.view]}, ${place}, ${formatPeriod(choice.period, lang)}`;
}
