import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
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

/** The state is the address: whatever changes it is shown once its files have come, and each file is read once. */
export function exploreStore(source: DataSource, lang: Lang): ExploreStore {
  const search = signal(location.search);
  const tries = signal(0);
  const facts = signal<ExploreFacts | null>(null);
  const failure = signal<Error | null>(null);
  const shown = signal<ExploreState | null>(null);
  const wanted = signal<string | null>(null);
  const observations = remember((id) => source.observations(id));
  const distributions = remember((id) => source.distributions(id));
  const reports = remember((id) => source.privacyReport(id));
  const shapes = remember(() => source.shapes());
  const fail = (error: unknown): void => {
    failure.value = error instanceof Error ? error : new LoadError("damaged", String(error));
  };

  const load = async (known: ExploreFacts, text: string): Promise<ExploreState> => {
    const asked = new URLSearchParams(text);
    const periods = wantedPeriods(asked, known.released);
    const ids = known.releases.filter(({ period }) => periods.includes(period)).map(({ id }) => id);
    const rows = (await Promise.all(ids.map(observations))).flat();
    const { refs, released, tree, territory } = known;
    const context = { refs, released, tree, levels: territory.levels, rows };
    const selection = selectionOf(asked, context);
    const outlines = selection.view === "map" && known.catalog.territory.shapes_url !== null;
    const [bins, report, found] = await Promise.all([
      selection.view === "distribution" ? Promise.all(ids.map(distributions)) : [],
      ids[0] === undefined ? null : reports(ids[0]),
      outlines ? shapes("") : null,
    ]);
    return {
      facts: known,
      selection,
      unknown: unknownIn(asked, context),
      rows,
      distributions: bins.flat(),
      report,
      shapes: found,
    };
  };

  void Promise.all([source.catalog(), source.territory()]).then(([catalog, territory]) => {
    facts.value = factsOf(catalog, territory);
  }, fail);
  effect(() => {
    const [known, text] = [facts.value, search.value];
    // Read, so that another try begins anew.
    tries.value;
    if (known === null) return;
    wanted.value = text;
    void load(known, text).then(
      (found) => {
        // A later choice may have overtaken this one.
        if (search.peek() !== text) return;
        shown.value = found;
        wanted.value = null;
        failure.value = null;
      },
      (error) => {
        if (search.peek() !== text) return;
        wanted.value = null;
        fail(error);
      },
    );
  });
  addEventListener("popstate", () => {
    search.value = location.search;
  });

  const hrefOf = (parameters: AddressChange): string => `${location.pathname}${withState(search.value, parameters)}`;
  return {
    lang,
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
