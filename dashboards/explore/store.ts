import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { ComponentType } from "preact";
import type { PrivacyReport } from "../../src/contract/manifest.ts";
import type { DistributionRow, Observation } from "../../src/contract/observation.ts";
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
import { withState } from "../shared/url-state.ts";
import { type AddressChange, type Selection, selectionOf, unknownIn, wantedPeriods } from "./selection.ts";

/** What the page knows of the commons, whatever is selected. */
export interface ExploreFacts {
  readonly catalog: Catalog;
  readonly territory: TerritoryDocument;
  readonly tree: AreaTree;
  /** measures of the commons, in public order */
  readonly refs: readonly MeasureRef[];
  /** the newest release of each period, latest first */
  readonly releases: readonly ReleaseRef[];
  /** their periods */
  readonly released: readonly string[];
}

/** What is shown: it changes as a whole, when all that it needs has come. */
export interface ExploreState {
  readonly facts: ExploreFacts;
  readonly selection: Selection;
  /** what the address asks for and nothing here knows */
  readonly unknown: readonly string[];
  /** of the selected periods */
  readonly rows: readonly Observation[];
  /** of the selected periods, in the view of distributions alone */
  readonly distributions: readonly DistributionRow[];
  /** of the newest selected period: how many homes a cell needs */
  readonly report: PrivacyReport | null;
  /** null: the territory has none, or the view is another */
  readonly shapes: ShapeCollection | null;
}

export interface ExploreStore {
  readonly lang: Lang;
  /** the site's address, which pages are relative to */
  readonly base: string;
  /** what figures stand in, where it is not the page's own frame */
  readonly frame?: ComponentType<FigureFrameProps>;
  readonly shown: ReadonlySignal<ExploreState | null>;
  /** null before the catalogue has come */
  readonly facts: ReadonlySignal<ExploreFacts | null>;
  /** something is on its way, and what is shown is still what was asked for before */
  readonly pending: ReadonlySignal<boolean>;
  readonly failure: Signal<Error | null>;
  /** shows something else, and puts it into the address */
  change(parameters: AddressChange): void;
  /** asks once more for what did not come */
  retry(): void;
  /** the address that a change leads to */
  hrefOf(parameters: AddressChange): string;
}

/** Asks for each thing once. */
function remember<T>(ask: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const asked = new Map<string, Promise<T>>();
  return (key) => {
    const promise = asked.get(key) ?? ask(key);
    asked.set(key, promise);
    promise.catch(() => asked.delete(key));
    return promise;
  };
}

/** What follows from catalogue and territory. */
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

/** Files of releases, each read once. */
interface ExploreFiles {
  readonly observations: (release: string) => Promise<readonly Observation[]>;
  readonly distributions: (release: string) => Promise<readonly DistributionRow[]>;
  readonly report: (release: string) => Promise<PrivacyReport>;
  readonly shapes: () => Promise<ShapeCollection | null>;
}

function filesOf(source: DataSource): ExploreFiles {
  const shapes = remember(() => source.shapes());
  return {
    observations: remember((id) => source.observations(id)),
    distributions: remember((id) => source.distributions(id)),
    report: remember((id) => source.privacyReport(id)),
    shapes: () => shapes(""),
  };
}

/** What an address shows, with all the files that it needs. */
async function stateAt(files: ExploreFiles, facts: ExploreFacts, search: string): Promise<ExploreState> {
  const asked = new URLSearchParams(search);
  const periods = wantedPeriods(asked, facts.released);
  const ids = facts.releases.filter(({ period }) => periods.includes(period)).map(({ id }) => id);
  const rows = (await Promise.all(ids.map(files.observations))).flat();
  const { refs, released, tree, territory } = facts;
  const context = { refs, released, tree, levels: territory.levels, rows };
  const selection = selectionOf(asked, context);
  const outlines = selection.view === "map" && facts.catalog.territory.shapes_url !== null;
  const [bins, report, shapes] = await Promise.all([
    selection.view === "distribution" ? Promise.all(ids.map(files.distributions)) : [],
    ids[0] === undefined ? null : files.report(ids[0]),
    outlines ? files.shapes() : null,
  ]);
  return { facts, selection, unknown: unknownIn(asked, context), rows, distributions: bins.flat(), report, shapes };
}

/** What a page of Données is about to show, and what has come. */
interface ExploreSignals {
  /** `?view=…` as it stands */
  readonly search: Signal<string>;
  /** asked for once more */
  readonly tries: Signal<number>;
  readonly facts: Signal<ExploreFacts | null>;
  readonly shown: Signal<ExploreState | null>;
  /** the address whose files are on their way; null: none */
  readonly wanted: Signal<string | null>;
  readonly failure: Signal<Error | null>;
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new LoadError("damaged", String(error)));

/** Shows what the address asks for whenever that changes, once its files have come. */
function followAddress({ search, tries, facts, shown, wanted, failure }: ExploreSignals, files: ExploreFiles): void {
  effect(() => {
    const [known, text] = [facts.value, search.value];
    // Read, so that another try begins anew.
    tries.value;
    if (known === null) return;
    wanted.value = text;
    // A later choice may have overtaken this one.
    const ended = (show: () => void): void => {
      if (search.peek() !== text) return;
      wanted.value = null;
      show();
    };
    stateAt(files, known, text).then(
      (found) =>
        ended(() => {
          shown.value = found;
          failure.value = null;
        }),
      (error) =>
        ended(() => {
          failure.value = asError(error);
        }),
    );
  });
}

/** The state is the address: whatever changes it is shown once its files have come. */
export function exploreStore(
  source: DataSource,
  lang: Lang,
  site: Pick<ExploreStore, "base" | "frame"> = { base: document.baseURI },
): ExploreStore {
  const signals: ExploreSignals = {
    search: signal(location.search),
    tries: signal(0),
    facts: signal(null),
    shown: signal(null),
    wanted: signal(null),
    failure: signal(null),
  };
  const { search, tries, facts, shown, wanted, failure } = signals;
  Promise.all([source.catalog(), source.territory()]).then(
    ([catalog, territory]) => {
      facts.value = factsOf(catalog, territory);
    },
    (error) => {
      failure.value = asError(error);
    },
  );
  followAddress(signals, filesOf(source));
  addEventListener("popstate", () => {
    search.value = location.search;
  });

  const hrefOf = (parameters: AddressChange): string => `${location.pathname}${withState(search.value, parameters)}`;
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
      const href = hrefOf(parameters);
      if (href === `${location.pathname}${search.peek()}`) return;
      history.pushState(null, "", href);
      search.value = location.search;
    },
  };
}
