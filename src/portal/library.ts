import type { Settings } from "../contract/settings.ts";
import { DOMAINS, type Domain, MEASURES, type MeasureRef } from "../domains/index.ts";
import type { OpenRelease } from "../release/index.ts";
import type { Territory } from "../territory/index.ts";
import { AT_ROOT, type Site } from "./addresses.ts";
import { newestView, type View } from "./view.ts";

/** A domain that the commons measures, with its newest rows. */
export interface Dataset {
  readonly domain: Domain;
  readonly measures: readonly MeasureRef[];
  readonly newest: View;
}

/** All that the portal knows, in memory. */
export interface Library {
  /** where all of it is shown */
  readonly site: Site;
  readonly commons: Settings;
  readonly territory: Territory;
  readonly releases: ReadonlyMap<string, OpenRelease>;
  readonly datasets: ReadonlyMap<string, Dataset>;
  /** where contributions are taken: here, at an origin, or nowhere that is known */
  readonly intake: { readonly url: string } | null;
  /** the rows of a dataset in one release; made at the first use and kept: there are finitely many */
  pinned(dataset: Dataset, release: OpenRelease): View;
}

export interface LibraryOptions {
  readonly commons: Settings;
  readonly territory: Territory;
  readonly releases: readonly OpenRelease[];
  /** where all of it is shown; absent: at the root of whichever host is asked */
  readonly site?: Site | undefined;
  /** are contributions taken by the process that serves these pages? Absent: no */
  readonly intakeHere?: boolean;
}

export function makeLibrary({ commons, territory, releases, site = AT_ROOT, intakeHere = false }: LibraryOptions): Library {
  const inUse = MEASURES.filter((ref) => commons.measures === undefined || commons.measures.includes(ref.key));
  const datasets = DOMAINS.flatMap((domain): [string, Dataset][] => {
    const measures = inUse.filter((ref) => ref.domain === domain);
    return measures.length === 0 ? [] : [[domain.id, { domain, measures, newest: newestView(releases, domain.id) }]];
  });
  const pins = new Map<string, View>();
  return {
    site,
    commons,
    territory,
    releases: new Map(releases.map((release) => [release.id, release])),
    datasets: new Map(datasets),
    intake: intakeHere ? { url: "/" } : commons.intake === undefined ? null : { url: commons.intake },
    pinned: ({ domain }, release) => {
      const key = `${domain.id} ${release.id}`;
      const view = pins.get(key) ?? newestView([release], domain.id);
      pins.set(key, view);
      return view;
    },
  };
}

/** The unit that people read: the commons' currency where the measure is an amount of money. */
export function unitOf(ref: MeasureRef, commons: Settings): string {
  return ref.measure.unit === "currency" ? commons.currency : ref.measure.unit;
}
