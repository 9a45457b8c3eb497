import { existsSync } from "node:fs";
import { join } from "node:path";
import { MANIFEST_SIGNATURE } from "../contract/log.ts";
import { MANIFEST, wellKnown } from "../release/index.ts";
import { SERVICE_PAGES } from "../texts/index.ts";
import { fileOf, type Site } from "./addresses.ts";
import { portalApp } from "./app.ts";
import { CITATION_FORMATS } from "./describe/citation.ts";
import { pageCount } from "./describe/site-catalogue.ts";
import { DOCUMENTS } from "./documents.ts";
import { EXPORT_FORMATS } from "./exports.ts";
import { DIMENSION_NAMES, type Library, TERRITORY_PARTS } from "./library.ts";
import { readPages } from "./pages.ts";
import { LANGUAGES } from "./params.ts";
import { openPortal, type PortalOptions } from "./portal.ts";

/** One file of a static site. */
export interface SiteFile {
  /** relative to the site's root, with `/` between its parts */
  readonly path: string;
  readonly bytes: () => Promise<Uint8Array>;
  /** true for a file of the built pages, which differs from build to build */
  readonly page?: true;
}

/**
 * The public service as files: pages, frozen releases, and the portal's answers at addresses without a query. They are the
 * portal's own answers, made when `bytes` is called.
 *
 * @returns files sorted by path; no path is also a folder of another
 */
export function siteFiles(options: PortalOptions & { readonly site: Site }): SiteFile[] {
  const portal = openPortal(options);
  const { library } = portal;
  const app = portalApp({ ...options, webRoot: null }, portal);
  const log = portal.log();
  const signed = log.checkpoint === null ? [] : ["/v1/log/checkpoint"];
  const answerFiles = [...addressesOf(library), "/v1/log/keys", ...signed].map((address) => ({
    path: fileOf(address).slice(1),
    bytes: async () => {
      const response = await app.request(address, { headers: { "Accept-Language": library.commons.languages.join(", ") } });
      if (response.status !== 200) throw new Error(`${address} is answered with ${response.status}`);
      return new Uint8Array(await response.arrayBuffer());
    },
  }));
  const pageFiles = [...readPages(options.webRoot, portal)].map(
    ([path, { bytes, type }]): SiteFile => ({
      path: pageFile(path, type.startsWith("text/html")).slice(1),
      bytes: async () => bytes,
      page: true,
    }),
  );
  return [
    ...answerFiles,
    ...pageFiles,
    // A portal splits a long log into pages; the file has all of it.
    textFile(fileOf("/v1/log").slice(1), JSON.stringify({ ...log, next: null })),
    // GitHub Pages leaves out names that begin with a dot or an underscore unless it finds this file.
    textFile(".nojekyll", ""),
  ].sort((a, b) => (a.path < b.path ? -1 : 1));
}

function textFile(path: string, text: string): SiteFile {
  return { path, bytes: async () => new TextEncoder().encode(text) };
}

/** The file name of a page, from its path in a portal. */
function pageFile(path: string, html: boolean): string {
  if (!html) return path;
  return path.endsWith("/") ? `${path}index.html` : `${path}.html`;
}

/** All addresses of the API that have a file: they take no query, or only a language, page or format. */
function addressesOf(library: Library): string[] {
  const { territory, datasets, releases } = library;
  // In all languages, since a page may be requested in any, whichever the commons offers.
  const inEach = (address: string) =>
    LANGUAGES.map((language) => `${address}${address.includes("?") ? "&" : "?"}lang=${language}`);
  const otherPages = Array.from({ length: pageCount(library) - 1 }, (_, i) => `/catalog.jsonld?page=${i + 2}`);
  const datasetAddresses = [...datasets.keys()].flatMap((id) => {
    const dataset = `/v1/datasets/${id}`;
    return [
      dataset,
      ...inEach(dataset),
      ...inEach(`${dataset}/dictionary`),
      ...DIMENSION_NAMES.flatMap((name) => inEach(`${dataset}/codes/${name}`)),
      ...EXPORT_FORMATS.map((format) => `${dataset}/exports/${format}`),
    ];
  });
  const releaseAddresses = [...releases.values()].flatMap(({ id, identifier, manifest, folder }) => {
    const release = `/v1/releases/${id}`;
    const names = [...manifest.files.map(({ name }) => name), MANIFEST, "croissant.json"];
    if (existsSync(join(folder, MANIFEST_SIGNATURE))) names.push(MANIFEST_SIGNATURE);
    return [
      release,
      ...names.map((name) => `${release}/${name}`),
      ...CITATION_FORMATS.flatMap((format) => inEach(`${release}/citation?format=${format}`)),
      wellKnown(identifier),
    ];
  });
  return [
    "/v1/catalog",
    "/v1/territory",
    ...(territory.shapes ? ["/v1/territory/shapes", "/v1/territory/outlines"] : []),
    ...TERRITORY_PARTS.filter((part) => territory[part]).map((part) => `/v1/${part}`),
    ...inEach("/v1/notice"),
    ...SERVICE_PAGES.flatMap((page) => inEach(`/v1/${page}`)),
    ...DOCUMENTS.flatMap((id) => inEach(`/v1/documents/${id}`)),
    "/catalog.jsonld",
    ...otherPages,
    "/feed.atom",
    ...inEach("/feed.atom"),
    "/openapi.json",
    ...datasetAddresses,
    ...releaseAddresses,
  ];
}
