import { COUNTRY } from "../contract/operator.ts";
import { conformityOf } from "../contract/public-service.ts";
import { COLUMN_LABELS, TABLES } from "../contract/tables.ts";
import { epsilonFromRho } from "../release/epsilon.ts";
import { LICENCE, MANIFEST, MANIFEST_MEDIA_TYPE, type OpenRelease } from "../release/index.ts";
import { TEXTS } from "../texts/files.ts";
import { asCounted, dictionary } from "../texts/index.ts";
import { addressOn, type Site } from "./addresses.ts";
import { EXPORT_FORMATS } from "./exports.ts";
import {
  type Dataset,
  DIMENSION_NAMES,
  type Dimension,
  type Library,
  labelsOf,
  publicUnit,
  TERRITORY_PARTS,
  unitPerMonth,
} from "./library.ts";
import type { Language } from "./params.ts";
import { agencyOf, sdmxId } from "./sdmx/ids.ts";

/** `/v1/catalog`: everything that the portal offers, with addresses. */
export function catalogue(library: Library) {
  const { commons, territory, releases, datasets, site, intake, needed } = library;
  const measures = [...datasets.values()].flatMap((dataset) => dataset.measures);
  const accessibility = conformityOf(commons);
  const contact = commons.contact ?? commons.controller?.contact;
  return {
    commons: {
      name: commons.name,
      sample: commons.sample,
      currency: commons.currency,
      languages: commons.languages,
      country: commons.country ?? COUNTRY,
      ...(commons.controller === undefined ? {} : { operator: commons.controller.name }),
      ...(contact === undefined ? {} : { contact }),
      ...(commons.origin === undefined ? {} : { origin: commons.origin }),
      ...(commons.maps === undefined ? {} : { maps: commons.maps }),
      ...(commons.census === undefined ? {} : { census: commons.census }),
      ...(commons.source_code === undefined ? {} : { source_code: commons.source_code }),
      ...(commons.thumbprint_at === undefined ? {} : { thumbprint_at: commons.thumbprint_at }),
      ...(accessibility === null ? {} : { accessibility }),
    },
    territory: {
      id: territory.id,
      name: territory.name,
      levels: territory.levels,
      level_names: territory.levelNames,
      url: addressOn(site, "/v1/territory"),
      shapes_url: territory.shapes ? addressOn(site, "/v1/territory/shapes") : null,
      outlines_url: territory.shapes ? addressOn(site, "/v1/territory/outlines") : null,
      ...Object.fromEntries(
        TERRITORY_PARTS.map((part) => [`${part}_url`, territory[part] ? addressOn(site, `/v1/${part}`) : null]),
      ),
    },
    intake,
    k: commons.k,
    measures: measures.map((ref) => ({
      domain: ref.domain.id,
      measure: ref.measure.id,
      labels: ref.measure.labels,
      clamp: commons.clamps[ref.key] ?? ref.measure.clamp,
      unit: publicUnit(ref, commons),
      note: commons.notes[ref.key] ?? null,
      ...(commons.prices?.[ref.key] === undefined ? {} : { price: commons.prices[ref.key] }),
      ...(needed === null ? {} : { needed: needed.get(ref.key) ?? [] }),
    })),
    datasets: [...datasets.values()].map((dataset) => datasetEntry(dataset, site)),
    releases: [...releases.values()].map((release) => releaseEntry(release, site)),
    privacy: privacyOf([...releases.values()]),
  };
}

function datasetEntry({ domain, measures, newest }: Dataset, site: Site) {
  return {
    id: domain.id,
    title: domain.labels,
    measures: measures.map((ref) => ref.measure.id),
    periods: newest.periods,
    url: addressOn(site, `/v1/datasets/${domain.id}`),
  };
}

/** A release with the addresses of its files, the manifest included. */
function releaseEntry({ id, identifier, manifest }: OpenRelease, site: Site) {
  const { period, step, year, revision, created_at } = manifest;
  const files = filesOf(manifest.files, id, site);
  return { id, identifier, period, step, year, revision, created_at, url: addressOn(site, `/v1/releases/${id}`), files };
}

function filesOf(files: OpenRelease["manifest"]["files"], id: string, site: Site) {
  const at = (name: string) => addressOn(site, `/v1/releases/${id}/${name}`);
  return [
    ...files.map((file) => ({ ...file, url: at(file.name) })),
    // The manifest lists the hashes of the others, so it cannot list its own.
    { name: MANIFEST, media_type: MANIFEST_MEDIA_TYPE, url: at(MANIFEST) },
  ];
}

/** `/v1/releases/{id}`: the manifest, with its identifier and addresses. */
export function releaseDocument({ id, identifier, manifest }: OpenRelease, { site, commons }: Library) {
  const doi = commons.dois?.[id];
  return {
    ...manifest,
    identifier,
    ...(doi === undefined ? {} : { doi }),
    url: addressOn(site, `/v1/releases/${id}`),
    files: filesOf(manifest.files, id, site),
  };
}

/**
 * Privacy budget spent per household, by the newest release: the one with the longest ledger, since several can have one day.
 */
function privacyOf(releases: readonly OpenRelease[]) {
  const newest = [...releases].sort(
    (a, b) => b.report.ledger.length - a.report.ledger.length || b.manifest.created_at.localeCompare(a.manifest.created_at),
  )[0];
  if (!newest) return null;
  const { year, lifetime, epsilon_allowed } = newest.manifest.privacy;
  return {
    release: newest.id,
    year: newest.manifest.year,
    rho: year.rho,
    epsilon: year.epsilon,
    delta: year.delta,
    epsilon_year: epsilon_allowed,
    lifetime: { epsilon: lifetime.epsilon, delta: lifetime.delta },
  };
}

/** `/v1/datasets/{id}`: what the dataset holds, in words. */
export function datasetDocument(
  { commons, territory, site }: Library,
  { domain, measures, newest }: Dataset,
  language: Language,
) {
  const at = (path: string) => addressOn(site, `/v1/datasets/${domain.id}${path}`);
  // On a static host a file has a fixed language: that of the document linking to it.
  const asked = site.files ? `?lang=${language}` : "";
  const sdmx = (kind: string) => `/sdmx/${kind}/dataflow/${agencyOf(territory)}/${sdmxId(domain.id)}`;
  return {
    id: domain.id,
    title: domain.labels[language],
    language,
    measures: measures.map((ref) => ({
      id: ref.measure.id,
      label: ref.measure.labels[language],
      unit: publicUnit(ref, commons),
      unit_label: unitPerMonth(publicUnit(ref, commons))[language],
      decimals: ref.measure.decimals,
      whose: ref.measure.whose,
      clamp: commons.clamps[ref.key] ?? ref.measure.clamp,
      experimental: ref.measure.experimental ?? false,
    })),
    dimensions: DIMENSION_NAMES.map((id) => ({ id, label: COLUMN_LABELS[id][language], codes: at(`/codes/${id}${asked}`) })),
    periods: newest.periods,
    releases: newest.releases,
    rows: newest.table.length,
    licence: LICENCE.name,
    dictionary: at(`/dictionary${asked}`),
    records: site.files ? null : at("/records"),
    exports: EXPORT_FORMATS.map((format) => at(`/exports/${format}`)),
    areas: site.files ? null : at("/areas"),
    sdmx: site.files
      ? null
      : {
          data: addressOn(site, sdmx("data")),
          structure: addressOn(site, `${sdmx("structure")}?references=descendants`),
        },
  };
}

/** `/v1/datasets/{id}/codes/{dimension}`: the codes used in the newest rows, with their labels. */
export function codesDocument(library: Library, dataset: Dataset, language: Language, dimension: Dimension) {
  return {
    dataset: dataset.domain.id,
    dimension,
    label: COLUMN_LABELS[dimension][language],
    language,
    codes: dataset.newest.table.text[dimension]?.values.map((id) => {
      const area = dimension === "REF_AREA" ? library.territory.get(id) : undefined;
      return {
        id,
        label: labelsOf(dimension, id, dataset, library)[language],
        ...(area ? { level: area.level, parent: area.parent, dwellings: area.dwellings } : {}),
      };
    }),
  };
}

/**
 * `/v1/datasets/{id}/dictionary`: which households the figures describe, how they were protected, and what every column and code
 * means.
 */
export function dictionaryDocument({ commons: settings, territory }: Library, dataset: Dataset, language: Language) {
  const { domain, measures } = dataset;
  const { title, sections } = dictionary(TEXTS, { domain, measures, settings, territory, epsilonOf: epsilonFromRho }, language);
  return {
    dataset: domain.id,
    title,
    language,
    licence: LICENCE.name,
    sections,
    tables: TABLES.map(({ name, about, columns }) => ({
      name,
      about: asCounted(about[language], language, settings),
      columns: columns.map(({ name: column, type, nullable, about: words }) => ({
        name: column,
        type,
        nullable,
        about: asCounted(words[language], language, settings),
      })),
    })),
  };
}
