import type { Manifest } from "../../contract/manifest.ts";
import type { Settings } from "../../contract/settings.ts";
import { LICENCE, type OpenRelease } from "../../release/index.ts";
import {
  basisOf,
  CITATION_FORMATS,
  CITATIONS,
  type Citation,
  type CitationFormat,
  citationLine,
  releaseKind,
} from "../../texts/citation.ts";
import type { Language } from "../params.ts";

export { CITATION_FORMATS, CITATIONS };

/** What a citation of a release needs. */
export interface CitationSource {
  readonly manifest: Manifest;
  /** `ni:///sha-256;…` */
  readonly identifier: string;
  /** absolute address of the page that shows the release; null where the site's address is unknown */
  readonly url: string | null;
  /** DOI, where the operator registered one */
  readonly doi?: string | undefined;
}

export function citationSource(
  { id, manifest, identifier }: OpenRelease,
  { dois }: Settings,
  url: string | null,
): CitationSource {
  return { manifest, identifier, url, doi: dois?.[id] };
}

/**
 * The page that shows a period's figures, in the form of address that static hosts answer too. @param base of the site, with a
 * trailing slash
 */
export function pageOf(base: string, period: string): string {
  return `${base}explore.html?period=${period}`;
}

/** The same page as a citation names it: it names the release, so that the page tells of one that has taken its place since. */
export const citedPageOf = (base: string, { period, id }: Pick<Manifest, "period" | "id">): string =>
  `${pageOf(base, period)}&release=${id}`;

/** Writes a citation of a release in a format and language. */
export function citation(cited: CitationSource, format: CitationFormat, language: Language): string {
  return CITATIONS[format].write(citationOf(cited, language));
}

function citationOf({ manifest, ...more }: CitationSource, language: Language): Citation {
  const { settings, territory, id: version, period, created_at } = manifest;
  const place = `${territory.name[language]}, ${period}`;
  // The title does not name the commons: author and publisher do. Nor does it say whether homes or dwellings are counted.
  const title = language === "fr" ? `Statistiques protégées : ${place}` : `Protected statistics: ${place}`;
  return {
    ...more,
    language,
    version,
    key: `voisinage-${territory.id}-${version}`.replace(/[^A-Za-z0-9-]/g, "-"),
    author: citationLine(settings.controller?.name ?? settings.name[language]),
    title: citationLine(title),
    publisher: citationLine(settings.name[language]),
    kind: releaseKind(language),
    day: created_at.slice(0, 10),
    basis: basisOf(
      settings.origin,
      [...Object.values(settings.notes ?? {}), settings.origin?.period].flatMap((note) => note?.[language] ?? []),
      language,
    ),
    licence: `${LICENCE.shortTitle} (${LICENCE.name})`,
  };
}
