import { useEffect, useMemo } from "preact/hooks";
import { formatPeriod, upperFirst } from "../shared/format.ts";
import { SampleNotice } from "../shared/frame.tsx";
import { withWords } from "../shared/i18n.ts";
import { periodNote } from "../shared/labels.ts";
import { isClosed } from "../shared/layout.ts";
import { useViews } from "../shared/use-views.ts";
import { type Choice, DISTRICT_VIEWS, type DistrictView } from "./choice.ts";
import { inFirstMonths } from "./coming-figures.ts";
import { amountsNote, sizesNote } from "./district-figure.tsx";
import { openAskedSearch, openSearch } from "./open-word.ts";
import { ownAwayName } from "./own-places.ts";
import { type PaperViews, usePaper } from "./paper-loader.ts";
import { canRepeat } from "./periods-on-map.ts";
import { useIsPrinting } from "./printing.ts";
import { DistrictSentence, lacksTypes } from "./sentence.tsx";
import { atLower, type DistrictState, isAlone, levelOne, mostlyOf, perWords } from "./shown.ts";

/** Links to the four views, each with its own address. */
function Views({ shown }: { shown: DistrictState }) {
  const { choice, words, go, address } = shown;
  const change = (view: DistrictView) => ({
    view: view === "map" ? null : view,
    each: null,
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

/** The way to the maps of each type of homes, where one of them tells something. */
function EachType({ shown }: { shown: DistrictState }) {
  const { words, go } = shown;
  return canRepeat(shown, "type") ? (
    <>
      {" "}
      <button type="button" class="plain no-print" onClick={() => go({ type: null, each: "type" })}>
        {words.map.longer(words.words.eachType)}
      </button>
    </>
  ) : null;
}

/** Number of letters from which a note is folded: on a phone it would be four lines above every figure. */
const LONG_NOTE = 120;

/** The beginning of a long note, up to its first colon or full stop, and the rest, which is folded; of a short one nothing is. */
export function noteParts(note: string): { readonly head: string; readonly rest: string } {
  const [, head = note, rest = ""] = (note.length > LONG_NOTE && /^(.{30,}?)(?:\s*:\s+|(?<=[.!?])\s+)(.+)$/s.exec(note)) || [];
  return { head, rest: upperFirst(rest) };
}

/** What the figures are per, and notes about them. Beside an area of the visitor’s own, where most homes of the whole are: no card has it. */
function Whose({ shown }: { shown: DistrictState }) {
  const { atlas, choice, words } = shown;
  const note = [amountsNote(shown), periodNote(atlas.catalog, shown.lang)].filter((text) => text).join(" ");
  const sizes = inFirstMonths(atlas) ? "" : sizesNote(shown, choice.view === "portrait" ? atlas.refs : [choice.ref]);
  const mostly = choice.view === "own" ? mostlyOf(shown, [choice.area]) : "";
  // A portrait has means, whatever else is chosen.
  const statistic = choice.view === "portrait" ? "mean" : choice.statistic;
  const { head, rest } = noteParts(note);
  const whose = (
    <p class="whose note">
      {perWords(shown, statistic)} {sizes} {/* The sentence has no word for types where there is nothing to choose. */}
      {choice.view === "map" && choice.type === "_T" && lacksTypes(shown)
        ? `${words.words.onlyAll(levelOne(atlas, choice.level, shown.lang))} `
        : ""}
      {note === "" || rest !== "" ? null : <span class="measure-note">{note}</span>}
      {mostly === "" ? null : <b class="mostly"> {mostly}</b>}
      {choice.view === "map" && choice.each === null ? <EachType shown={shown} /> : null}
      {/* In the first months it stands below the map. */}
      {(choice.view === "map" && !inFirstMonths(atlas)) || choice.view === "portrait" ? (
        <>
          {" "}
          <button type="button" class="plain find-place no-print" onClick={openSearch}>
            {words.words.find}
          </button>
        </>
      ) : null}
    </p>
  );
  if (rest === "") return whose;
  return (
    <>
      {whose}
      <details class="note measure-note">
        <summary>{head}</summary>
        {rest}
      </details>
    </>
  );
}

/** The printed page of the current view. It does not follow the pointer. */
function OnPaper({ shown, paper }: { shown: DistrictState; paper: PaperViews }) {
  const { atlas, choice, lang } = shown;
  return useMemo(() => paperOf(shown, paper), [atlas, choice, lang, paper]);
}

/** Tells whether the visitor's own area has any leaves. */
const hasLeaves = ({ picks, zone }: Choice): boolean => picks.length > 0 || zone !== null;

/** Loads the view of the first months, which few commons need. */
const loadMonths = () => withWords(import("./first-months.tsx"));
/** Loads the months of the whole, which a commons has once it is published. */
const loadSoFar = () => withWords(import("./months-so-far.tsx"));
/** Loads the view of the visitor's own area, which few visitors use. */
export const loadOwn = () => withWords(import("./own-view.tsx"));

/** Loads the portrait of a place, which most visitors do not open. */
export const loadPortrait = () => withWords(import("./portrait.tsx"));

/** Loads the view of two places, which most visitors do not open. */
export const loadPair = () => withWords(import("./two-places.tsx"));

/** Loads the map, which other views do without. */
export const loadMap = () => withWords(import("./map-and-ranking.tsx"));

/** Loads the ranking beside the map, which the first months do without. */
const loadBeside = () => withWords(import("./beside-map.tsx"));

export type BesideViews = Awaited<ReturnType<typeof loadBeside>>;

/** Tells whether the page has the map and its ranking. */
const hasMap = ({ atlas, choice }: DistrictState): boolean =>
  choice.view === "map" && atlas.rows.length > 0 && !inFirstMonths(atlas);

/** Tells whether something stands beside the map: a whole alone has its card. */
export const hasBeside = (shown: DistrictState): boolean => hasMap(shown) && !isAlone(shown);

/** What stands beside the map, loaded while it is drawn; null until it is there. */
export const useBeside = (shown: DistrictState | null): BesideViews | null =>
  useViews(shown !== null && hasBeside(shown), loadBeside);

function paperOf(shown: DistrictState, { AreaReport, MonthsReport, OwnReport, PairReport }: PaperViews) {
  const { atlas, choice } = shown;
  if (atlas.rows.length === 0 || inFirstMonths(atlas)) return <MonthsReport shown={shown} />;
  if (choice.view === "own" && hasLeaves(choice)) return <OwnReport shown={shown} />;
  if (choice.view === "compare" && choice.at !== null && choice.other !== null) return <PairReport shown={shown} />;
  return <AreaReport shown={shown} />;
}

/** Number of steps in which the page is drawn: the sentence, then the map, what is below it, its card and its ranking, or the parts of a portrait. */
export const DISTRICT_TURNS = 5;

interface DistrictBodyProps {
  readonly shown: DistrictState;
  readonly turn: number;
  readonly beside: BesideViews | null;
}

/** The page Quartiers: a sentence, with its answer as a map, two places, a portrait or an own area, and the printed page. Long, for each of these comes with its own program. */
export function DistrictBody({ shown, turn, beside }: DistrictBodyProps) {
  const { atlas, choice, lang } = shown;
  const words = useMemo(
    () => (
      <>
        <DistrictSentence shown={shown} />
        <Whose shown={shown} />
      </>
    ),
    [atlas.rows, atlas.zones, choice, lang],
  );
  const first = inFirstMonths(atlas);
  const started = atlas.rows.length > 0;
  const months = useViews(first || !started, loadMonths);
  const soFar = useViews(first && started, loadSoFar);
  const own = useViews(choice.view === "own", loadOwn);
  const portrait = useViews(choice.view === "portrait", loadPortrait);
  const pair = useViews(choice.view === "compare", loadPair);
  const map = useViews(hasMap(shown), loadMap);
  const [paper, printing] = [usePaper(shown), useIsPrinting()];
  // The word may be in a part that is still loading.
  useEffect(openAskedSearch);
  return (
    <>
      <div class={paper === null ? "district-screen" : "district-screen no-print"}>
        <SampleNotice lang={lang} catalog={atlas.catalog} />
        {started && !first ? <Views shown={shown} /> : null}
        {started ? (
          words
        ) : (
          <p class="sentence-controls">
            {shown.words.months.opened(atLower(atlas, atlas.tree.root.code, lang), isClosed(atlas.catalog))}
          </p>
        )}
        {(first || !started) && choice.view !== "map" ? (
          <p class="note" role="status">
            {shown.words.months.later(shown.words.views[choice.view])}
          </p>
        ) : null}
        {first || !started
          ? months && (soFar || !started) && <months.FirstMonths shown={shown} soFar={soFar} />
          : choice.view === "compare"
            ? pair && <pair.TwoPlaces shown={shown} />
            : choice.view === "portrait"
              ? portrait && <portrait.Portrait shown={shown} turn={turn} />
              : choice.view === "own"
                ? own && <own.OwnView shown={shown} />
                : turn === 1
                  ? null
                  : map && <map.MapAndRanking shown={shown} turn={turn} beside={beside} />}
      </div>
      {printing && paper ? <OnPaper shown={shown} paper={paper} /> : null}
    </>
  );
}

/** Title of the browser's tab, of its history entry, and of a printed file: it names the subject. */
export function documentTitle(shown: DistrictState): string {
  const { atlas, choice, lang, words } = shown;
  const { view, at, other, area } = choice;
  const nameOf = (code: string): string => atlas.tree.get(code)?.name ?? code;
  // Read also on other views: whoever listens to it hears of a name given later.
  const own = ownAwayName(shown);
  const pair = at !== null && other !== null ? `${nameOf(at)} – ${nameOf(other)}` : nameOf(at ?? area);
  const place = view === "compare" ? pair : view === "own" && own !== "" ? own : nameOf(view === "own" ? area : (at ?? area));
  return [
    view === "own" ? words.own.mine : words.views[view],
    place,
    ...(choice.period === "" ? [] : [formatPeriod(choice.period, lang)]),
  ].join(", ");
}
