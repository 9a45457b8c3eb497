import { liveViews, toView } from "./between-views.ts";
import type { ViewProps } from "./figure-parts.tsx";
import { areasOf, type ExploreView, keyOf } from "./selection.ts";
import { EXPLORE } from "./words.ts";

/** Icon of each view, as an SVG path in a box of 20 px. */
const ICONS: Readonly<Record<ExploreView, string>> = {
  table: "M3 4h14v12H3zM3 8h14M8 4v12",
  ranking: "M3 5h14M3 10h9M3 15h5",
  map: "M3 5l4.500-2v12L3 17zM7.500 3l5 2v12l-5-2M12.500 5L17 3v12l-4.500 2",
  time: "M3 14l4-5 4 3 6-7",
  scatter: "M5 14h.01M8 9h.01M11 12h.01M13 6h.01M16 9h.01M6 5h.01",
  distribution: "M3 16V12h3V7h4v3h4v3h3v3z",
};

/** Links to the views that have something to draw, each with its own address. */
export function ViewTabs({ store, shown }: ViewProps) {
  const words = EXPLORE[store.lang].views;
  const { selection, chosen, facts, rows } = shown;
  const figures = rows.filter(({ OBS_VALUE }) => OBS_VALUE !== null);
  // A topic without figures of the chosen kinds of homes is no second subject for them.
  const ofKinds = figures.filter(({ HOUSEHOLD_TYPE }) => selection.types.includes(HOUSEHOLD_TYPE));
  const published = new Set(ofKinds.map(keyOf));
  const places = new Set(areasOf({ ...selection, view: "scatter" }, facts.tree));
  const ofPlaces = ofKinds.filter(({ REF_AREA }) => places.has(REF_AREA));
  const subjects = new Set(ofPlaces.map((row) => `${keyOf(row)} ${row.HOUSEHOLD_TYPE}`)).size;
  const offered = facts.refs.map(({ key }) => key).filter((key) => published.has(key));
  return (
    <nav class="view-tabs no-print" aria-label={words.label}>
      <ul>
        {liveViews(selection.view, facts.released, subjects, selection.statistic).map((view) => {
          const to = toView(view, { selection, chosen, search: location.search, released: facts.released, offered });
          return (
            <li key={view}>
              <a
                href={store.hrefOf(to.change)}
                aria-current={view === selection.view ? "true" : undefined}
                onClick={(event) => {
                  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
                  event.preventDefault();
                  store.changeView(to);
                }}
              >
                <svg
                  width="20"
                  height="20"
                  aria-hidden="true"
                  fill="none"
                  stroke="currentColor"
                  stroke-width={view === "scatter" ? 4 : 1.8}
                  stroke-linecap="round"
                  stroke-linejoin="round"
                >
                  <path d={ICONS[view]} />
                </svg>
                {words[view]}
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
