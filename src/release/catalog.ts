import type { Labels } from "../contract/labels.ts";
import type { Manifest, ManifestHead } from "../contract/manifest.ts";
import { isoDay, parsePeriod } from "../contract/period.ts";
import {
  CONTEXT,
  contact,
  DESCRIPTION,
  type Download,
  dateTime,
  distribution,
  languageStrings,
  languages,
  licence,
  openToAll,
  PROFILE,
  period,
  provenance,
  publisher,
  standards,
  themes,
} from "./dcat.ts";
import { RELEASE_ABOUT, type RELEASE_FILES } from "./files.ts";
import { dataSetTitle } from "./title.ts";

type FileEntry = Manifest["files"][number];

/** `catalog.jsonld` of a release: DCAT-AP 3.0.1 in JSON-LD, its files relative to the document, so that the folder may lie anywhere. */
export function catalog(head: ManifestHead, files: readonly FileEntry[]) {
  const { settings } = head;
  return {
    "@context": CONTEXT,
    "@id": "#catalog",
    "@type": "dcat:Catalog",
    "dct:title": languageStrings(releaseTitle(head)),
    "dct:description": languageStrings(DESCRIPTION),
    "dct:publisher": publisher(settings),
    "dct:issued": dateTime(head.created_at),
    "dct:language": languages(settings),
    "dct:license": licence(),
    "dct:conformsTo": { "@id": PROFILE, "@type": "dct:Standard" },
    "dcat:dataset": [
      {
        "@id": "#release",
        "@type": "dcat:Dataset",
        "dct:identifier": `${head.territory.id}/${head.id}`,
        ...releaseNode(head),
        "dct:spatial": { "@type": "dct:Location", "skos:prefLabel": languageStrings(head.territory.name) },
        "dcat:distribution": releaseDownloads(files, "./", "").map(distribution),
      },
    ],
  };
}

/** What a release's dataset says of itself wherever it is listed. */
export function releaseNode(head: ManifestHead) {
  const { settings } = head;
  const { months } = parsePeriod(head.period);
  const last = months.at(-1) as string;
  return {
    "dct:title": languageStrings(releaseTitle(head)),
    "dct:description": languageStrings(DESCRIPTION),
    "dct:publisher": publisher(settings),
    ...contact(settings),
    "dct:issued": dateTime(head.created_at),
    "dcat:version": head.id,
    "dct:temporal": period(`${months[0]}-01`, lastDay(last)),
    "dct:language": languages(settings),
    "dct:accessRights": openToAll(),
    "dcat:keyword": head.measures
      .flatMap(({ domain, measure }) => [domain, measure])
      .filter((word, i, all) => all.indexOf(word) === i),
    "dcat:theme": themes(),
    "dct:provenance": provenance(settings),
    "dct:conformsTo": standards(),
  };
}

/** @param base address of the release's folder, with a trailing slash; @param document that the distributions' own IRIs are parts of */
export function releaseDownloads(files: readonly FileEntry[], base: string, document: string): Download[] {
  return files
    .filter((file) => file.name !== "catalog.jsonld")
    .map((file) => ({
      ...file,
      id: `${document}#${file.name}`,
      about: RELEASE_ABOUT[file.name as keyof typeof RELEASE_FILES] ?? { fr: file.name, en: file.name },
      url: `${base}${file.name}`,
    }));
}

export function releaseTitle({ settings, territory, measures, id }: ManifestHead, which: Labels = { fr: id, en: id }): Labels {
  const domains = measures.map(({ domain }) => domain);
  return dataSetTitle({ domains, commons: settings.name, territory: territory.name, which });
}

/** @param month `YYYY-MM` */
export function lastDay(month: string): string {
  const [year, number] = month.split("-").map(Number) as [number, number];
  return isoDay(new Date(Date.UTC(year, number, 0)));
}
