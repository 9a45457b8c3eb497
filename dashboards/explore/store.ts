import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { ComponentType } from "preact";
import type { PrivacyReport } from "../../src/contract/manifest.ts";
import type { DistributionRow, Measurement, Observation } from "../../src/contract/observation.ts";
import type { MeasureRef } from "../../src/domains/index.ts";
import { type AreaTree, areaTree } from "../shared/areas.ts";
import {
  type Catalog,
  type DataSource,
  LoadError,
  newestReleases,
  type ReleaseRef,
  type ShapeCollection,
  type TerritoryDocument,
} from "../shared/data.ts";
import type { FigureFrameProps } from "../shared/figure-frame.tsx";
import type { Lang } from "../shared/i18n.ts";
import { measuresIn } from "../shared/labels.ts";
import { pause } from "../shared/pause.ts";
import { withState } from "../shared/url-state.ts";
import { afterChange, type Chosen, unsaid, type ViewChange } from "./between-views.ts";
import { rowIndex } from "./figures.ts";
import {
  type AddressChange,
  type ExploreView,
  hasFigures,
  type Selection,
  selectionOf,
  unknownIn,
  viewIn,
  wantedPeriods,
} from "./selection.ts";

/** Facts of the commons that do not depend on the selection. */
export interface ExploreFacts {
  readonly catalog: Catalog;
  readonly territory: TerritoryDocument;
  readonly tree: AreaTree;
  /** measures of the commons, in public order */
  readonly refs: readonly MeasureRef[];
  /** the newest release of each period, latest first */
  readonly releases: readonly ReleaseRef[];
  /** periods of the releases */
  readonly released: readonly string[];
}

/** What is shown. It is replaced as a whole, once everything for it is loaded. */
export interface ExploreState {
  readonly facts: ExploreFacts;
  readonly selection: Selection;
  /** what was chosen before the view added what it needs; null: it added nothing */
  readonly chosen: Chosen | null;
  /** parts of the address that are not known here */
  readonly unknown: readonly string[];
  /** rows of the selected periods */
  readonly rows: readonly Observation[];
  /** histograms of the selected periods, loaded for the view of distributions only */
  readonly distributions: readonly DistributionRow[];
  /** what was measured in the selected periods, loaded for the scatter of modelled means only */
  readonly measurements: readonly Measurement[];
  /** report of the newest selected period, which says how many homes a cell needs */
  readonly report: PrivacyReport | null;
  /** outlines, loaded for the map only; null where the territory has none */
  readonly shapes: ShapeCollection | null;
}

export interface ExploreStore {
  readonly lang: Lang;
  /** address of the site, to which pages are relative */
  readonly base: string;
  /** frame of figures, where it is not the page's own */
  readonly frame?: ComponentType<FigureFrameProps>;
  readonly shown: ReadonlySignal<ExploreState | null>;
  /** null until the catalogue is loaded */
  readonly facts: ReadonlySignal<ExploreFacts | null>;
  /** true while a selection is loading and the previous one is still shown */
  readonly pending: ReadonlySignal<boolean>;
  readonly failure: Signal<Error | null>;
  /** shows something else, and puts it into the address */
  change(parameters: AddressChange): void;
  /** shows another view of what is chosen */
  changeView(to: ViewChange): void;
  /** loads again what failed */
  retry(): void;
  /** the address to which a change leads */
  hrefOf(parameters: AddressChange): string;
}

/** Caches the promise for each key; a failed one is forgotten, so that it can be tried again. */
function remember<T>(load: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const promises = new Map<string, Promise<T>>();
  return (key) => {
    const promise = promises.get(key) ?? load(key);
    promises.set(key, promise);
    promise.catch(() => promises.delete(key));
    return promise;
  };
}

/** Facts derived from the catalogue and the territory. */
export function factsOf(catalog: Catalog, territory: TerritoryDocument): ExploreFacts {
  const releases = newestReleases(catalog.releases);
  return {
    catalog,
    territory,
    tree: areaTree(territory.areas),
    refs: measuresIn(catalog.measures),
    releases,
    released: releases.map(({ period }) => period),
  };
}

/** Files of releases, each loaded once. */
interface ExploreFiles {
  readonly observations: (release: string) => Promise<readonly Observation[]>;
  readonly distributions: (release: string) => Promise<readonly DistributionRow[]>;
  readonly measurements: (release: string) => Promise<readonly Measurement[]>;
  readonly report: (release: string) => Promise<PrivacyReport>;
  readonly shapes: () => Promise<ShapeCollection | null>;
}

function filesOf(source: DataSource): ExploreFiles {
  const shapes = remember(() => source.shapes());
  return {
    observations: remember((id) => source.observations(id)),
    distributions: remember((id) => source.distributions(id)),
    measurements: remember((id) => source.measurements(id)),
    report: remember((id) => source.privacyReport(id)),
    shapes: () => shapes(""),
  };
}

/** Brings the program that draws a view, or that says why there is nothing to draw. */
type LoadDrawing = (view: ExploreView | "none") => Promise<void>;

/** Loads what an address shows, with all the files that it needs, and the program that draws it. */
async function stateAt(
  files: ExploreFiles,
  facts: ExploreFacts,
  search: string,
  loadDrawing: LoadDrawing,
): Promise<Omit<ExploreState, "chosen">> {
  const params = new URLSearchParams(search);
  const periods = wantedPeriods(params, facts.released);
  const ids = facts.releases.filter(({ period }) => periods.includes(period)).map(({ id }) => id);
  // While the rows come, the program that most likely draws them does; whether it failed is asked once they are there.
  loadDrawing(viewIn(params) ?? "ranking").catch(() => undefined);
  const rows = (await Promise.all(ids.map(files.observations))).flat();
  const { refs, released, tree, territory } = facts;
  const context = { refs, released, tree, releaseIds: ids, levels: territory.levels, rows };
  const selection = selectionOf(params, context);
  const outlines = selection.view === "map" && facts.catalog.territory.shapes_url !== null;
  const isModelled =
    selection.view === "scatter" && selection.statistic === "MEAN" && rows.some(({ METHOD }) => METHOD === "modelled");
  const [bins, measured, report, shapes] = await Promise.all([
    selection.view === "distribution" ? Promise.all(ids.map(files.distributions)) : [],
    isModelled ? Promise.all(ids.map(files.measurements)) : [],
    ids[0] === undefined ? null : files.report(ids[0]),
    outlines ? files.shapes() : null,
    loadDrawing(hasFigures(rows, selection, tree) ? selection.view : "none"),
  ]);
  // Every part of the page looks for rows: a task of its own, in which nothing is drawn.
  rowIndex(rows);
  await pause();
  return {
    facts,
    selection,
    unknown: unknownIn(params, context),
    rows,
    distributions: bins.flat(),
    measurements: measured.flat(),
    report,
    shapes,
  };
}

/** Signals of the page: the address, and what is loaded. */
interface ExploreSignals {
  /** query of the address, `?view=…` */
  readonly search: Signal<string>;
  /** by address, what was chosen before its view added to it; of the addresses that this visit went to */
  readonly chosen: Map<string, Chosen | null>;
  /** counts the attempts, so that a retry loads again */
  readonly tries: Signal<number>;
  readonly facts: Signal<ExploreFacts | null>;
  readonly shown: Signal<ExploreState | null>;
  /** address whose files are loading; null: none */
  readonly wanted: Signal<string | null>;
  readonly failure: Signal<Error | null>;
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new LoadError("damaged", String(error)));

/** Shows what the address asks for whenever it changes, once its files are loaded. */
function followAddress(
  { search, chosen, tries, facts, shown, wanted, failure }: ExploreSignals,
  files: ExploreFiles,
  loadDrawing: LoadDrawing,
): void {
  effect(() => {
    const [loadedFacts, text] = [facts.value, search.value];
    // Reading the signal makes a retry run this effect again.
    tries.value;
    // Before the first release there is nothing to select: an empty selection is never shown, not even while what then stands there loads.
    if (loadedFacts === null || loadedFacts.releases.length === 0) return;
    wanted.value = text;
    // A later choice may have overtaken this one.
    const ifCurrent = (show: () => void): void => {
      if (search.peek() !== text) return;
      wanted.value = null;
      show();
    };
    stateAt(files, loadedFacts, text, loadDrawing).then(
      (found) =>
        ifCurrent(() => {
          shown.value = { ...found, chosen: chosen.get(text) ?? null };
          failure.value = null;
        }),
      (error) =>
        ifCurrent(() => {
          failure.value = asError(error);
        }),
    );
  });
}

/** Creates the page's state, which follows the address: a change is shown once its files are loaded. */
export function exploreStore(
  source: DataSource,
  lang: Lang,
  site: Pick<ExploreStore, "base" | "frame">,
  loadDrawing: LoadDrawing,
): ExploreStore {
  const signals: ExploreSignals = {
    search: signal(location.search),
    chosen: new Map(),
    tries: signal(0),
    facts: signal(null),
    shown: signal(null),
    wanted: signal(null),
    failure: signal(null),
  };
  const { search, chosen, tries, facts, shown, wanted, failure } = signals;
  Promise.all([source.catalog(), source.territory()]).then(
    ([catalog, territory]) => {
      facts.value = factsOf(catalog, territory);
    },
    (error) => {
      failure.value = asError(error);
    },
  );
  followAddress(signals, filesOf(source), loadDrawing);
  addEventListener("popstate", () => {
    search.value = location.search;
  });

  // A release is of its period, and does not outlast it.
  const hrefOf = (parameters: AddressChange): string =>
    `${location.pathname}${withState(search.value, "period" in parameters ? { release: null, ...parameters } : parameters)}`;
  const go = (parameters: AddressChange, left: Chosen | null): void => {
    const href = hrefOf(parameters);
    if (href === `${location.pathname}${search.peek()}`) return;
    history.pushState(null, "", href);
    chosen.set(location.search, left);
    search.value = location.search;
  };
  return {
    lang,
    ...site,
    shown,
    facts,
    pending: computed(() => wanted.value !== null),
    failure,
    hrefOf,
    retry: () => {
      tries.value += 1;
    },
    change: (parameters) => {
      const said = shown.peek()?.selection;
      const all = { ...(said ? unsaid(said, search.peek()) : {}), ...parameters };
      go(all, afterChange(chosen.get(search.peek()) ?? null, parameters));
    },
    changeView: (to) => go(to.change, to.chosen),
  };
}
