import type { OBSERVATION_COLUMNS } from "../contract/observation.ts";
import type { Step } from "../contract/period.ts";
import { asksForContributions } from "../contract/readiness.ts";
import type { Settings } from "../contract/settings.ts";
import { CODES } from "../contract/tables.ts";
import { unitLabels } from "../contract/units.ts";
import { DOMAINS, type Domain, type Labels, MEASURES, type MeasureRef } from "../domains/index.ts";
import type { OpenRelease } from "../release/index.ts";
import type { Territory } from "../territory/index.ts";
import { asCounted } from "../texts/index.ts";
import { ROOT_SITE, type Site } from "./addresses.ts";
import { datasetView, type View } from "./view.ts";

/** A domain that the commons measures, with its newest rows. */
export interface Dataset {
  readonly domain: Domain;
  readonly measures: readonly MeasureRef[];
  readonly newest: View;
}

/** Everything that the portal knows, in memory. */
export type Library = ReturnType<typeof makeLibrary>;

export interface LibraryOptions {
  readonly commons: Settings;
  readonly territory: Territory;
  readonly releases: readonly OpenRelease[];
  /** address of the site; absent: the root of whichever host is asked */
  readonly site?: Site | undefined;
  /** whether the process that serves these pages also takes contributions; absent: false */
  readonly intakeHere?: boolean;
  /** homes needed by the plan in force; null or absent once releases show it */
  readonly needed?: HomesNeeded | null;
}

/** What an area of a level needs to appear in the level's own publications, and their noise, by the plan in force. */
export interface LevelNeeds {
  readonly level: string;
  /** households with which an area appears in half of the draws */
  readonly households: number;
  readonly step: Step;
  /** σ of a count, households */
  readonly sigma_count: number;
  /** σ of a centred sum, in halves of the measure's clamp */
  readonly sigma_sum: number;
}

/** By measure (`domain.measure`). */
export type HomesNeeded = ReadonlyMap<string, readonly LevelNeeds[]>;

export function makeLibrary(options: LibraryOptions) {
  const { commons, territory, releases, site = ROOT_SITE, intakeHere = false, needed = null } = options;
  const inUse = MEASURES.filter((ref) => commons.measures === undefined || commons.measures.includes(ref.key));
  const datasets = DOMAINS.flatMap((domain): [string, Dataset][] => {
    const measures = inUse.filter((ref) => ref.domain === domain);
    return measures.length === 0 ? [] : [[domain.id, { domain, measures, newest: datasetView(releases, domain.id) }]];
  });
  const pins = new Map<string, View>();
  const intake: { readonly url: string; readonly ready?: boolean } | null = intakeHere
    ? { url: "/", ready: asksForContributions(commons) }
    : commons.intake === undefined || commons.origin !== undefined
      ? null
      : { url: commons.intake };
  return {
    site,
    commons,
    territory,
    releases: new Map(releases.map((release) => [release.id, release])),
    datasets: new Map(datasets),
    needed,
    /** where contributions are taken: here, at an origin, or nowhere that is known */
    intake,
    /** the rows of a dataset in one release; made at the first use and kept: there are finitely many */
    pinned: ({ domain }: Dataset, release: OpenRelease) => {
      const key = `${domain.id} ${release.id}`;
      const view = pins.get(key) ?? datasetView([release], domain.id);
      pins.set(key, view);
      return view;
    },
  };
}

/** Optional parts of a territory; each has an address of that name. */
export const TERRITORY_PARTS = ["zones", "composition", "climate", "context"] as const;

/** The unit shown to people: the commons' currency for an amount of money. */
export function publicUnit(ref: MeasureRef, commons: Settings): string {
  return ref.measure.unit === "currency" ? commons.currency : ref.measure.unit;
}

/** The columns that identify or describe a dataset's rows; each has a list of codes. */
export const DIMENSION_NAMES = [
  "MEASURE",
  "STATISTIC",
  "AREA_LEVEL",
  "REF_AREA",
  "HOUSEHOLD_TYPE",
  "TIME_PERIOD",
  "UNIT_MEASURE",
  "OBS_STATUS",
  "CONF_STATUS",
  "METHOD",
] as const satisfies readonly (typeof OBSERVATION_COLUMNS)[number][];
export type Dimension = (typeof DIMENSION_NAMES)[number];

/**
 * An amount's unit in words. Means, percentiles and totals are per month at every step; a year's are those of its average month.
 */
export function unitPerMonth(unit: string): Labels {
  const { fr, en } = unitLabels(unit);
  return { fr: `${fr} par mois`, en: `${en} per month` };
}

/** The label of a code, or the code itself where it has none. */
export function labelsOf(column: string, code: string, dataset: Dataset, library: Library): Labels {
  const fixed = ownValue<Readonly<Record<string, Labels>>>(CODES, column);
  const stated = fixed && ownValue(fixed, code);
  if (stated && column === "METHOD" && library.commons.origin !== undefined) return computedHere(stated);
  if (stated) return labelsAsCounted(stated, library.commons);
  return variableLabels(column, code, dataset, library) ?? { fr: code, en: code };
}

/** A method of figures made from a copy: the copy's own amounts may come from a model, of which METHOD says nothing. */
const computedHere = ({ fr, en }: Labels): Labels => ({
  fr: `${fr} ici, sur des données prises ailleurs`,
  en: `${en} here, from data taken from elsewhere`,
});

/** Labels about homes, in the word for what the commons counts. */
export const labelsAsCounted = ({ fr, en }: Labels, commons: Library["commons"]): Labels => ({
  fr: asCounted(fr, "fr", commons),
  en: asCounted(en, "en", commons),
});

function variableLabels(column: string, code: string, { measures }: Dataset, { territory, datasets, commons }: Library) {
  switch (column) {
    case "DOMAIN":
      return datasets.get(code)?.domain.labels;
    case "MEASURE":
      return measures.find(({ measure }) => measure.id === code)?.measure.labels;
    case "AREA_LEVEL":
      return ownValue(territory.levelNames, code);
    case "REF_AREA": {
      const name = territory.get(code)?.name;
      return name === undefined ? undefined : { fr: name, en: name };
    }
    case "UNIT_MEASURE":
      return unitPerMonth(code);
    case "HOUSEHOLD_TYPE":
      return measures
        .flatMap(({ measure: { similarity } }) => [...similarity.classes, ...similarity.rungs])
        .flatMap((one) => (one.code === code ? labelsAsCounted(one.labels, commons) : []))[0];
    default:
      return undefined;
  }
}

/** An own property only: codes come from territories and releases, and one may be `toString`. */
function ownValue<V>(record: Readonly<Record<string, V>>, key: string): V | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
