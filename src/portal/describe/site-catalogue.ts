import { basename } from "node:path";
import { parsePeriod, STEPS } from "../../contract/period.ts";
import type { Labels } from "../../domains/index.ts";
import {
  commonsWithTerritory,
  dataSetTitle,
  dcat,
  lastDay,
  type OpenRelease,
  releaseDownloads,
  releaseNode,
} from "../../release/index.ts";
import { type Box, boundingBox, type Territory } from "../../territory/index.ts";
import { fileOf } from "../addresses.ts";
import type { ExportFormat } from "../exports.ts";
import type { Dataset, Library } from "../library.ts";
import { pageOf } from "./citation.ts";
import { describedFigures } from "./description.ts";

/** Datasets on one page of the catalogue, as harvesters fetch them. */
export const PAGE_SIZE = 100;

/** Facts about one export of a topic (all periods in one format), without its bytes. */
interface TopicFile {
  readonly format: ExportFormat;
  readonly media_type: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Number of pages of the catalogue, at least one. */
export function pageCount({ datasets, releases }: Library): number {
  return Math.max(1, Math.ceil((datasets.size + releases.size) / PAGE_SIZE));
}

/**
 * The catalogue of a site, as DCAT-AP 3.0.1 in JSON-LD: a dataset for each topic, with the newest rows of all its periods, and
 * one for each frozen release. Addresses are those of plain files, which portals and static hosts both answer.
 *
 * @param base absolute address of the site, with a trailing slash
 * @param page counted from 1
 * @param files returns the exports of a topic, one for each format
 */
export async function siteCatalogue(
  library: Library,
  base: string,
  page: number,
  files: (dataset: Dataset) => Promise<readonly TopicFile[]>,
) {
  const { commons, territory, datasets, releases } = library;
  const pages = pageCount(library);
  const entries = [
    ...[...datasets.values()].map((dataset) => async () => topicNode(library, base, dataset, await files(dataset))),
    ...newestFirst([...releases.values()]).map((release) => async () => frozenNode(library, base, release)),
  ];
  const title = (language: "fr" | "en") => commonsWithTerritory(commons.name[language], territory.name[language]);
  return {
    "@context": dcat.CONTEXT,
    "@id": `${base}catalog.jsonld`,
    "@type": pages === 1 ? "dcat:Catalog" : ["dcat:Catalog", "hydra:Collection"],
    ...describedAs(library, { fr: title("fr"), en: title("en") }, [...releases.values()], [...datasets.values()]),
    "dct:license": dcat.licence(),
    "dcat:themeTaxonomy": dcat.taxonomy(),
    "foaf:homepage": { "@id": base, "@type": "foaf:Document" },
    "dct:conformsTo": { "@id": dcat.PROFILE, "@type": "dct:Standard" },
    ...(pages === 1 ? {} : paging(base, page, pages, entries.length)),
    "dcat:dataset": await Promise.all(entries.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE).map((make) => make())),
  };
}

/** Properties that the catalogue and each topic share. Their days are those of their first and last release. */
function describedAs(
  { commons, territory }: Library,
  title: Labels,
  releases: readonly OpenRelease[],
  datasets: readonly Dataset[],
) {
  const measures = datasets.flatMap((one) =>
    one.measures.map(({ domain, measure }) => ({ domain: domain.id, measure: measure.id })),
  );
  const days = releases.map(({ manifest }) => manifest.created_at).sort();
  const [first, last] = [days[0], days.at(-1)];
  return {
    "dct:title": dcat.languageStrings(title),
    "dct:description": dcat.languageStrings(describedFigures(dcat.DESCRIPTION, commons, measures)),
    "dct:publisher": dcat.publisher(commons),
    ...dcat.contact(commons),
    ...(first && last && { "dct:issued": dcat.dateTime(first), "dct:modified": dcat.dateTime(last) }),
    "dct:language": dcat.languages(commons),
    "dct:spatial": location(territory),
  };
}

/**
 * Newest first. On one day: first the period that ends later, then the longer one, then the revision. So a year comes before its
 * December.
 */
export function newestFirst(releases: readonly OpenRelease[]): OpenRelease[] {
  const key = ({ manifest: { created_at, period, revision } }: OpenRelease) => {
    const { months } = parsePeriod(period);
    return [created_at, months.at(-1), String(months.length).padStart(2, "0"), revision].join(" ");
  };
  return [...releases].sort((a, b) => (key(a) < key(b) ? 1 : -1));
}

function paging(base: string, page: number, pages: number, total: number) {
  const at = (number: number) => ({ "@id": `${base}${pagePath(number).slice(1)}` });
  return {
    "hydra:totalItems": total,
    "hydra:view": {
      ...at(page),
      "@type": "hydra:PartialCollectionView",
      "hydra:first": at(1),
      ...(page > 1 && { "hydra:previous": at(page - 1) }),
      ...(page < pages && { "hydra:next": at(page + 1) }),
      "hydra:last": at(pages),
    },
  };
}

/** The path of a page. The first is at the catalogue's own address. */
function pagePath(page: number): string {
  return page === 1 ? "/catalog.jsonld" : fileOf(`/catalog.jsonld?page=${page}`);
}

function topicNode(library: Library, base: string, dataset: Dataset, files: readonly TopicFile[]) {
  const { commons, territory, releases } = library;
  const { domain, measures, newest } = dataset;
  const id = `${base}v1/datasets/${domain.id}.json`;
  const topicReleases = newest.releases.flatMap((release) => releases.get(release) ?? []);
  const months = newest.periods.flatMap(({ period }) => parsePeriod(period).months).sort();
  const [first, last] = [months[0], months.at(-1)];
  const step = STEPS.find((one) => newest.periods.some((period) => period.step === one));
  const title = dataSetTitle({ domains: [domain.id], commons: commons.name, territory: territory.name });
  const words = [...measures.map(({ measure }) => measure.labels), domain.labels];
  return {
    "@id": id,
    "@type": "dcat:Dataset",
    "dct:identifier": `${territory.id}/${domain.id}`,
    ...describedAs(library, title, topicReleases, [dataset]),
    ...(first && last && { "dct:temporal": dcat.period(`${first}-01`, lastDay(last)) }),
    ...(step && { "dct:accrualPeriodicity": dcat.frequency(step) }),
    "dct:accessRights": dcat.openToAll(),
    "dcat:keyword": words.flatMap(dcat.languageStrings),
    "dcat:theme": dcat.themes(domain.theme && [domain.theme]),
    "dcat:landingPage": { "@id": `${base}explore.html?dataset=${domain.id}`, "@type": "foaf:Document" },
    "dct:provenance": dcat.provenance(commons),
    "dct:conformsTo": dcat.standards(),
    "dct:source": topicReleases.map((release) => ({ "@id": frozenId(base, release.id) })),
    "dcat:distribution": files.map(({ format, ...file }) => {
      const path = fileOf(`/v1/datasets/${domain.id}/exports/${format}`);
      const about = {
        fr: `Toutes les périodes, la dernière publication de chacune (${format})`,
        en: `All periods, the newest release of each (${format})`,
      };
      return dcat.distribution({ ...file, id: `${id}#${format}`, name: basename(path), about, url: `${base}${path.slice(1)}` });
    }),
  };
}

function frozenId(base: string, release: string): string {
  return `${base}v1/releases/${release}.json`;
}

function frozenNode({ commons, territory, releases }: Library, base: string, { id, identifier, manifest }: OpenRelease) {
  const doi = commons.dois?.[id];
  const revised = manifest.revision === 0 ? undefined : releases.get(manifest.period);
  return {
    "@id": frozenId(base, id),
    "@type": "dcat:Dataset",
    "dct:identifier": identifier,
    ...(doi && { "adms:identifier": { "@type": "adms:Identifier", "skos:notation": `https://doi.org/${doi}` } }),
    ...releaseNode(manifest),
    // The frozen catalogue of a release has the description that it was frozen with.
    "dct:description": dcat.languageStrings(describedFigures(dcat.DESCRIPTION, manifest.settings, manifest.measures)),
    "dct:spatial": location(territory),
    "dcat:landingPage": { "@id": pageOf(base, manifest.period), "@type": "foaf:Document" },
    ...(revised && { "dcat:previousVersion": { "@id": frozenId(base, revised.id) } }),
    "dcat:distribution": releaseDownloads(manifest.files, `${base}v1/releases/${id}/`, frozenId(base, id)).map(dcat.distribution),
  };
}

/** The territory as a place: its names and, where shapes are known, its bounding box in WGS84. */
export function location({ name, shapes }: Territory) {
  const box = shapes ? boundingBox(shapes) : null;
  return {
    "@type": "dct:Location",
    "skos:prefLabel": dcat.languageStrings(name),
    ...(box === null ? {} : { "dcat:bbox": wkt(polygon(box)), "dcat:centroid": wkt(centre(box)) }),
  };
}

function polygon([west, south, east, north]: Box): string {
  const corners = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return `POLYGON((${corners.map((corner) => corner.join(" ")).join(", ")}))`;
}

function centre([west, south, east, north]: Box): string {
  const half = (a: number, b: number) => Number(((a + b) / 2).toFixed(6));
  return `POINT(${half(west, east)} ${half(south, north)})`;
}

function wkt(value: string) {
  return { "@value": value, "@type": "geo:wktLiteral" };
}
