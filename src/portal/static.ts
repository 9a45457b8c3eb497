import { existsSync } from "node:fs";
import { join } from "node:path";
import { MANIFEST_SIGNATURE } from "../contract/log.ts";
import { epsilonOf } from "../release/epsilon.ts";
import { MANIFEST, wellKnown } from "../release/index.ts";
import { TEXTS } from "../texts/files.ts";
import { breachDocument, factsOf, notice, toHtml } from "../texts/index.ts";
import { CITATION_FORMATS, fileOf, type Site } from "./addresses.ts";
import { appOver, libraryOf, type PortalOptions } from "./app.ts";
import { pageCount } from "./describe/catalogue.ts";
import { dresser } from "./describe/head.ts";
import { EXPORT_FORMATS } from "./exports.ts";
import { DIMENSION_NAMES } from "./labels.ts";
import type { Library } from "./library.ts";
import { NOTHING_YET } from "./log.ts";
import { LANGUAGES } from "./negotiate.ts";
import { readPages } from "./pages.ts";

/** One file of a static site. */
export interface SiteFile {
  /** relative to the site's root, with `/` between its parts */
  readonly path: string;
  readonly bytes: () => Promise<Uint8Array>;
  /** of the built pages: another build has another one */
  readonly page?: true;
}

/**
 * The whole public side as files: pages, frozen releases, and what the portal answers at every address that takes no query.
 * They are the portal's own answers, made when they are read.
 *
 * @returns by path; no path is also a folder of another
 */
export function siteFiles(options: PortalOptions & { readonly site: Site }): SiteFile[] {
  const library = libraryOf(options);
  const app = appOver({ ...options, webRoot: null }, library);
  const log = options.log?.() ?? NOTHING_YET;
  const signed = log.checkpoint === null ? [] : ["/v1/log/checkpoint"];
  const answered = [...addressesOf(library), "/v1/log/keys", ...signed].map((address) => ({
    path: fileOf(address).slice(1),
    bytes: async () => {
      const response = await app.request(address, { headers: { "Accept-Language": library.commons.languages.join(", ") } });
      if (response.status !== 200) throw new Error(`${address} is answered with ${response.status}`);
      return new Uint8Array(await response.arrayBuffer());
    },
  }));
  const issuer = (options.inForce?.() ?? { settings: options.commons }).settings.eligibility?.issuer;
  const pages = options.webRoot === null ? [] : [...readPages(options.webRoot, issuer, dresser(library, issuer))];
  const built = pages.map(
    ([path, { bytes, type }]): SiteFile => ({
      path: pageFile(path, type.startsWith("text/html")).slice(1),
      bytes: async () => bytes,
      page: true,
    }),
  );
  // GitHub's host leaves out names that begin with a dot or an underscore, unless it finds this.
  const plain: SiteFile = { path: ".nojekyll", bytes: async () => new Uint8Array() };
  // A portal gives a long log by pages; a file is all of it.
  const whole: SiteFile = {
    path: fileOf("/v1/log").slice(1),
    bytes: async () => new TextEncoder().encode(JSON.stringify({ ...log, next: null })),
  };
  return [...answered, ...built, ...textPages(options), whole, plain].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The documents that anybody may read, as pages that need no program: the notice, and what happened to data. */
function textPages({ commons, territory, inForce, breaches }: PortalOptions): SiteFile[] {
  const terms = inForce?.() ?? { settings: commons, territory };
  const facts = factsOf(terms.settings, terms.territory, epsilonOf);
  return LANGUAGES.flatMap((language) =>
    [notice(TEXTS, facts, language), breachDocument(TEXTS, facts, breaches?.() ?? [], language)].map((page) => ({
      path: `documents/${page.id}.${language}.html`,
      bytes: async () => new TextEncoder().encode(toHtml(page, TEXTS.html)),
    })),
  );
}

/** Where a page's file is, from the path that a portal gives it. */
function pageFile(path: string, html: boolean): string {
  if (!html) return path;
  return path.endsWith("/") ? `${path}index.html` : `${path}.html`;
}

/** Every address of the API that stands for a file: none that takes a query but a language, a page or a format. */
function addressesOf(library: Library): string[] {
  const { territory, datasets, releases } = library;
  // In every language that a page may be asked for in, whichever the commons offers.
  const inEach = (address: string) =>
    LANGUAGES.map((language) => `${address}${address.includes("?") ? "&" : "?"}lang=${language}`);
  const later = Array.from({ length: pageCount(library) - 1 }, (_, i) => i + 2);
  return [
    "/v1/catalog",
    "/v1/territory",
    ...(territory.shapes ? ["/v1/territory/shapes"] : []),
    ...inEach("/v1/notice"),
    "/catalog.jsonld",
    ...later.map((page) => `/catalog.jsonld?page=${page}`),
    "/feed.atom",
    ...inEach("/feed.atom"),
    "/openapi.json",
    ...[...datasets.keys()]
      .map((id) => `/v1/datasets/${id}`)
      .flatMap((dataset) => [
        dataset,
        ...inEach(dataset),
        ...inEach(`${dataset}/dictionary`),
        ...DIMENSION_NAMES.flatMap((name) => inEach(`${dataset}/codes/${name}`)),
        ...EXPORT_FORMATS.map((format) => `${dataset}/exports/${format}`),
      ]),
    ...[...releases.values()].flatMap(({ id, identifier, manifest, folder }) => [
      `/v1/releases/${id}`,
      ...[
        ...manifest.files.map(({ name }) => name),
        MANIFEST,
        ...(existsSync(join(folder, MANIFEST_SIGNATURE)) ? [MANIFEST_SIGNATURE] : []),
        "croissant.json",
      ].map((name) => `/v1/releases/${id}/${name}`),
      ...CITATION_FORMATS.flatMap((format) => inEach(`/v1/releases/${id}/citation?format=${format}`)),
      wellKnown(identifier),
    ]),
  ];
}
