import { MANIFEST, MANIFEST_MEDIA_TYPE, type OpenRelease } from "../release/index.ts";
import { type Dataset, type Library, unitOf } from "./library.ts";

/** `/v1/catalog`: what there is, and where. */
export function catalogue(library: Library) {
  const { commons, territory, releases, datasets, intake } = library;
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
      url: "/v1/territory",
      shapes_url: territory.shapes ? "/v1/territory/shapes" : null,
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
    datasets: [...datasets.values()].map(datasetEntry),
    releases: [...releases.values()].map(releaseEntry),
    privacy: privacyOf([...releases.values()]),
  };
}

function datasetEntry({ domain, measures, newest }: Dataset) {
  return {
    id: domain.id,
    title: domain.labels,
    measures: measures.map((ref) => ref.measure.id),
    periods: newest.periods,
    url: `/v1/datasets/${domain.id}`,
  };
}

/** A release with the addresses of its files, the manifest included. */
export function releaseEntry({ id, manifest }: OpenRelease) {
  const { period, step, year, revision, created_at } = manifest;
  return { id, period, step, year, revision, created_at, url: `/v1/releases/${id}`, files: filesOf(manifest.files, id) };
}

function filesOf(files: OpenRelease["manifest"]["files"], id: string) {
  return [
    ...files.map((file) => ({ ...file, url: `/v1/releases/${id}/${file.name}` })),
    // It holds the others' hashes, and so cannot hold its own.
    { name: MANIFEST, media_type: MANIFEST_MEDIA_TYPE, url: `/v1/releases/${id}/${MANIFEST}` },
  ];
}

/** `/v1/releases/{id}`: the manifest, with addresses. */
export function releaseDocument(release: OpenRelease) {
  return { ...release.manifest, url: `/v1/releases/${release.id}`, files: filesOf(release.manifest.files, release.id) };
}

/** The manifests of the releases that the datasets' newest rows come from. */
export function newestManifests({ datasets, releases }: Library): OpenRelease["manifest"][] {
  const used = new Set([...datasets.values()].flatMap((dataset) => dataset.newest.releases));
  return [...releases.values()].filter((release) => used.has(release.id)).map((release) => release.manifest);
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
