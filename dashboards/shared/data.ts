import type { Labels } from "../../src/contract/labels.ts";
import type { PublicLog } from "../../src/contract/log.ts";
import type { Manifest, PrivacyReport } from "../../src/contract/manifest.ts";
import type { DistributionRow, GroupRow, Measurement, Observation } from "../../src/contract/observation.ts";
import type { COPY_FACTS } from "../../src/contract/operator.ts";
import type { Step } from "../../src/contract/period.ts";
import type { Area, Reference, Surroundings } from "../../src/territory/index.ts";
import type { CslItem } from "../../src/texts/citation.ts";
import type { noticeDocument, ServicePage, servicePage } from "../../src/texts/index.ts";
import { type Lang, langOf, type Translated } from "./i18n.ts";
import { parquetRows } from "./parquet.ts";

export interface ReleaseFile {
  readonly name: string;
  readonly url: string;
  /** absent for the manifest, which holds the hashes of the other files */
  readonly bytes?: number;
  readonly sha256?: string;
  readonly media_type: string;
}

export interface ReleaseRef {
  readonly id: string;
  /** identifier from the hash of its content, `ni:///sha-256;…` */
  readonly identifier: string;
  readonly period: string;
  readonly step: Step;
  readonly year: number;
  /** 0, or 1 for the revision of a year */
  readonly revision: number;
  readonly created_at: string;
  readonly url: string;
  readonly files: readonly ReleaseFile[];
}

/** What the plan in force gives a level before the first release. */
export interface PlannedLevel {
  readonly level: string;
  readonly households: number;
  readonly step: Step;
  /** standard deviations of a count, in homes, and of a sum, in halves of the clamp; absent in answers of older portals */
  readonly sigma_count?: number;
  readonly sigma_sum?: number;
}

/** The answer of `/v1/catalog`. */
export interface Catalog {
  readonly commons: {
    readonly name: Translated<string>;
    readonly sample: boolean;
    readonly currency: string;
    /** ISO 3166-1 code; absent in exports of older versions */
    readonly country?: string;
    readonly languages: readonly string[];
    /** who runs it */
    readonly operator?: string;
    readonly contact?: string;
    /** what all readings were taken from, where no household brought them, and what is stated of the copy */
    readonly origin?: Translated<string> & { readonly [fact in (typeof COPY_FACTS)[number]]?: Translated<string> } & {
      readonly balance?: { readonly at: string };
    };
    /** what outlines and background of the maps were taken from, where the operator states it */
    readonly maps?: { readonly outlines?: Translated<string>; readonly background?: Translated<string> };
    /** producer, data set and year of the census that dwellings were counted in, where the operator states it */
    readonly census?: Translated<string>;
    /** address of the program that runs it */
    readonly source_code?: string;
    /** where, other than on the site, the signing key's thumbprint is published */
    readonly thumbprint_at?: string;
    /** result of the operator's audit; in France `none` also without an audit, elsewhere absent */
    readonly accessibility?: "full" | "partial" | "none";
  };
  readonly territory: {
    readonly id: string;
    readonly name: Translated<string>;
    readonly levels: readonly string[];
    readonly level_names: LevelNames;
    readonly url: string;
    readonly shapes_url: string | null;
    /** address of the shapes with fewer corners, which `shapes()` loads */
    readonly outlines_url?: string | null;
    /** null where the territory has none; absent in answers of older portals */
    readonly zones_url?: string | null;
    readonly context_url?: string | null;
    readonly composition_url?: string | null;
    readonly climate_url?: string | null;
  };
  /** where contributions are taken: `/` is this site; null: not known */
  readonly intake: {
    readonly url: string;
    /** false: the operator has not yet stated what is required before contributions are taken; absent: not known */
    readonly ready?: boolean;
  } | null;
  readonly k: number;
  readonly measures: readonly {
    readonly domain: string;
    readonly measure: string;
    /** `source`: in the language of an operator who stated one only, which is not known */
    readonly clamp: { readonly upper: number; readonly source: string | Labels };
    readonly unit: string;
    /** before the first release: the number of homes that a place of a level needs, and the noise, by the plan in force */
    readonly needed?: readonly PlannedLevel[];
    /** a note that must accompany its figures; `own`: a household's own figure has more in it than these; `more`: about how much, per month, and what */
    readonly note: (Translated<string> & { readonly own?: "more"; readonly more?: Labels & { readonly amount: number } }) | null;
    /** what a unit costs, in the currency, from a day on, and whose price it is */
    readonly price?: { readonly value: number; readonly as_of: string; readonly source: Labels; readonly url?: string };
  }[];
  readonly datasets: readonly {
    readonly id: string;
    readonly title: Translated<string>;
    readonly measures: readonly string[];
    readonly periods: readonly { readonly period: string; readonly step: Step; readonly release: string }[];
    readonly url: string;
  }[];
  readonly releases: readonly ReleaseRef[];
  readonly privacy: {
    /** the release with the longest ledger */
    readonly release: string;
    readonly year: number;
    readonly rho: string;
    readonly epsilon: number;
    readonly delta: number;
    readonly epsilon_year: number;
    readonly lifetime: { readonly epsilon: number; readonly delta: number };
  } | null;
}

/** The common name of each level, in the singular. */
export type LevelNames = Readonly<Record<string, Translated<string>>>;

/** The answer of `/v1/territory`. Outlines are a file of their own, because most pages do without. */
export interface TerritoryDocument {
  readonly id: string;
  readonly name: Translated<string>;
  readonly levels: readonly string[];
  readonly level_names: LevelNames;
  readonly areas: readonly Area[];
  readonly references: readonly Reference[];
}

/**
 * The territory in a language. Areas have one name; where that of the whole is the territory's own in French, it has the territory's in
 * the other language too.
 */
export function territoryIn(territory: TerritoryDocument, lang: Lang): TerritoryDocument {
  const { name, areas } = territory;
  const named = (area: Area): Area => (area.parent === null && area.name === name.fr ? { ...area, name: name[lang] } : area);
  return lang === "fr" ? territory : { ...territory, areas: areas.map(named) };
}

/** A leaf of a zone, that is of an area that the territory names itself; `/v1/zones` has one row per leaf. */
export interface ZoneRow {
  readonly zone: string;
  readonly name: string;
  readonly leaf: string;
}

/** Number of households of a type in an area, according to a census. */
export interface CensusCount {
  readonly area: string;
  readonly household_type: string;
  readonly households: number;
}

/** The part of GeoJSON that maps use: WGS84 polygons with the code of their area. */
export interface ShapeCollection {
  readonly type: "FeatureCollection";
  readonly features: readonly {
    readonly type: "Feature";
    readonly properties: { readonly code: string; readonly level: string };
    readonly geometry:
      | { readonly type: "Polygon"; readonly coordinates: readonly (readonly (readonly number[])[])[] }
      | { readonly type: "MultiPolygon"; readonly coordinates: readonly (readonly (readonly (readonly number[])[])[])[] };
  }[];
}

/** The answer of `/v1/notice`: what becomes of a contribution, and which incidents there were, in one language. */
export type Notice = ReturnType<typeof noticeDocument>;

/** The answers of `/v1/accessibility` and `/v1/legal`, in one language. */
export type ServiceText = ReturnType<typeof servicePage>;

export interface DataSource {
  catalog(): Promise<Catalog>;
  territory(): Promise<TerritoryDocument>;
  /** outlines with as few corners as a map on a page needs; null where the territory has none */
  shapes(): Promise<ShapeCollection | null>;
  /** the areas' surroundings; called only where the catalogue names them, as for zones */
  context(): Promise<Surroundings>;
  zones(): Promise<readonly ZoneRow[]>;
  composition(): Promise<readonly CensusCount[]>;
  /** heating degree days by month, `YYYY-MM` */
  climate(): Promise<ReadonlyMap<string, number>>;
  observations(release: string): Promise<Observation[]>;
  measurements(release: string): Promise<Measurement[]>;
  groups(release: string): Promise<GroupRow[]>;
  distributions(release: string): Promise<DistributionRow[]>;
  privacyReport(release: string): Promise<PrivacyReport>;
  manifest(release: string): Promise<Manifest>;
  /** how to cite a release, in the format of reference managers */
  citation(release: string, lang: Lang): Promise<readonly CslItem[]>;
  notice(lang: Lang): Promise<Notice>;
  service(page: ServicePage, lang: Lang): Promise<ServiceText>;
  /** the signed public log */
  log(): Promise<PublicLog>;
}

/** Why the page has no data: no answer, a refusal by the portal, or a file that cannot be read. */
export type Failure = "network" | "refused" | "damaged";

export class LoadError extends Error {
  readonly failure: Failure;
  constructor(failure: Failure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "LoadError";
    this.failure = failure;
  }
}

/** Code of the portal's problem for a release that no longer matches its hashes (`docs/errors.md`). */
const DAMAGED = "release-damaged";

async function refusal(path: string, response: Response): Promise<LoadError> {
  const problem = await response.text().catch(() => "");
  return new LoadError(problem.includes(DAMAGED) ? "damaged" : "refused", `${path}: ${response.status}`);
}

/** Reads a body, and turns errors into a `LoadError`: the body was cut short, or is not of its type. */
async function read<T>(path: string, body: () => Promise<T>): Promise<T> {
  try {
    return await body();
  } catch (cause) {
    // A connection that breaks in the middle of a body gives a TypeError, like one that never opened.
    const failure = cause instanceof TypeError ? "network" : "damaged";
    throw new LoadError(failure, path, { cause });
  }
}

/**
 * Access to the public files only. Every address follows from the catalogue and names a file, so that a portal and a host of
 * plain files are used alike. `base` is the site's address, with a trailing slash or a page's name; `get` is `fetch`, or a
 * stand-in.
 */
export function dataSource(base: string, get: (url: string) => Promise<Response>): DataSource {
  const ask = async (path: string): Promise<Response> => {
    const response = await get(new URL(path, base).href).catch((cause: unknown) => {
      throw new LoadError("network", path, { cause });
    });
    if (!response.ok && response.status !== 404) throw await refusal(path, response);
    return response;
  };
  const need = async (path: string): Promise<Response> => {
    const response = await ask(path);
    if (!response.ok) throw await refusal(path, response);
    return response;
  };
  const json = async <T>(path: string): Promise<T> => {
    const response = await need(path);
    return read(path, () => response.json() as Promise<T>);
  };
  const parquet = async <T>(path: string): Promise<T[]> => {
    const response = await need(path);
    const file = await read(path, () => response.arrayBuffer());
    return parquetRows<T>(file).catch((cause: unknown) => {
      throw new LoadError("damaged", path, { cause });
    });
  };
  const folderOf = (release: string): string => `v1/releases/${encodeURIComponent(release)}`;
  return {
    catalog: () => json<Catalog>("v1/catalog.json"),
    territory: async () =>
      territoryIn(await json<TerritoryDocument>("v1/territory.json"), langOf(globalThis.location?.search ?? "")),
    shapes: async () => {
      const response = await ask("v1/territory/outlines.geojson");
      return response.ok ? read("v1/territory/outlines.geojson", () => response.json() as Promise<ShapeCollection>) : null;
    },
    context: () => json<Surroundings>("v1/context.geojson"),
    composition: async () => (await json<{ composition: readonly CensusCount[] }>("v1/composition.json")).composition,
    climate: async () => {
      const { climate } = await json<{ climate: readonly { month: string; hdd18: number }[] }>("v1/climate.json");
      return new Map(climate.map(({ month, hdd18 }) => [month, hdd18]));
    },
    zones: async () => (await json<{ zones: readonly ZoneRow[] }>("v1/zones.json")).zones,
    measurements: (release) => parquet<Measurement>(`${folderOf(release)}/measurements.parquet`),
    observations: (release) => parquet<Observation>(`${folderOf(release)}/observations.parquet`),
    groups: (release) => parquet<GroupRow>(`${folderOf(release)}/groups.parquet`),
    distributions: (release) => parquet<DistributionRow>(`${folderOf(release)}/distributions.parquet`),
    privacyReport: (release) => json<PrivacyReport>(`${folderOf(release)}/privacy.json`),
    citation: (release, lang) => json<readonly CslItem[]>(`${folderOf(release)}/citation.${lang}.csl.json`),
    log: () => json<PublicLog>("v1/log.json"),
    manifest: (release) => json<Manifest>(`${folderOf(release)}/manifest.json`),
    notice: (lang) => json<Notice>(`v1/notice.${lang}.json`),
    service: (page, lang) => json<ServiceText>(`v1/${page}.${lang}.json`),
  };
}

/** The newest release of each period, latest period first. A revision replaces the release that it revises. */
export function newestReleases(releases: readonly ReleaseRef[]): ReleaseRef[] {
  const order = ({ revision, created_at }: ReleaseRef) => `${String(revision).padStart(3, "0")} ${created_at}`;
  const newest = new Map<string, ReleaseRef>();
  for (const release of releases) {
    const newestSoFar = newest.get(release.period);
    if (!newestSoFar || order(newestSoFar) < order(release)) newest.set(release.period, release);
  }
  // Compared by code unit: creating a collator takes a slow phone a tenth of a second.
  return [...newest.values()].sort((a, b) => (periodOrder(a.period) < periodOrder(b.period) ? 1 : -1));
}

/** A key that sorts periods by their end; of two with the same end, the longer one is later. */
export function periodOrder(period: string): string {
  const [year, rest] = period.split("-");
  if (rest === undefined) return `${year}-12-c`;
  if (rest.startsWith("Q")) return `${year}-${String(3 * Number(rest.slice(1))).padStart(2, "0")}-b`;
  return `${year}-${rest}-a`;
}
