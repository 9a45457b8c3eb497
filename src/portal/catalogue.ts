import { MANIFEST, MANIFEST_MEDIA_TYPE, type OpenRelease } from "../release/index.ts";
import { addressOn, type Site } from "./addresses.ts";
import { type Dataset, type Library, unitOf } from "./library.ts";

/** `/v1/catalog`: what there is, and where. */
export function catalogue(library: Library) {
  const { commons, territory, releases, datasets, site, intake } = library;
  const measures = [...datasets.values()].flatMap((dataset) => dataset.measures);
  return {
    commons: {
      name: commons.name,
      sample: commons.sample,
      currency: commons.currency,
      languages: commons.languages,
      ...(commons.contact === undefined ? {} : { contact: commons.contact }),
    },
    territory: {
      id: territory.id,
      name: territory.name,
      levels: territory.levels,
      level_names: territory.levelNames,
      url: addressOn(site, "/v1/territory"),
      shapes_url: territory.shapes ? addressOn(site, "/v1/territory/shapes") : null,
    },
    intake,
    k: commons.k,
    measures: measures.map((ref) => ({
      domain: ref.domain.id,
      measure: ref.measure.id,
      labels: ref.measure.labels,
      clamp: commons.clamps[ref.key] ?? ref.measure.clamp,
      unit: unitOf(ref, commons),
      note: commons.notes[ref.key] ?? null,
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
    // It holds the others' hashes, and so cannot hold its own.
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

/** What the newest release says that a household has spent: the one whose ledger is the longest, for a day has many. */
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
