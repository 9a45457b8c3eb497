import { readdirSync, readFileSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";
import type { Settings } from "../contract/settings.ts";
import { type Body, EMBED_PAGE, IMMUTABLE, lastingBody, ownSecurity, policyInPage } from "../http/index.ts";
import { canonicalHash, commonsWithTerritory, LICENCE } from "../release/index.ts";
import { TEXTS } from "../texts/files.ts";
import { htmlBelowTitle, SERVICE_PAGES, servicePage } from "../texts/index.ts";
import type { Site } from "./addresses.ts";
import { citation, citationSource, citedPageOf } from "./describe/citation.ts";
import { croissant } from "./describe/croissant.ts";
import { newestFirst } from "./describe/site-catalogue.ts";
import { firstFiles } from "./first-files.ts";
import type { Library } from "./library.ts";
import { LANGUAGES, type Language } from "./params.ts";
import type { Portal } from "./portal.ts";

export const HTML = "text/html; charset=utf-8";
const TYPES: Readonly<Record<string, string>> = {
  ".html": HTML,
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  // Compressed at build time; the page decompresses it.
  ".gz": "application/gzip",
};

/** A file whose name contains a hash of its content, as the bundler writes it. */
const HASHED = /^\/assets\/.*-[A-Za-z0-9_-]{8,}\.[a-z0-9]+$/;

/**
 * The built dashboards, by path: pages without `.html` (`/compare`), other files under their own names.
 *
 * @param webRoot null: no pages are served
 * @param portal facts to write into the pages; absent: they stay as built
 */
export function readPages(webRoot: string | null, portal?: Pick<Portal, "library" | "inForce">): ReadonlyMap<string, Body> {
  const pages = new Map<string, Body>();
  const issuer = portal?.inForce().settings.eligibility?.issuer;
  const dress = portal && pageCompleter(portal.library, portal.inForce().settings);
  for (const entry of webRoot === null ? [] : readdirSync(webRoot, { recursive: true, withFileTypes: true })) {
    const type = TYPES[extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const file = join(entry.parentPath, entry.name);
    const path = `/${relative(webRoot as string, file)
      .split(sep)
      .join("/")}`;
    const built = new Uint8Array(readFileSync(file));
    const name = pagePath(path);
    // A portal sends this page at other addresses than its own; a static host finds it by its name.
    if (name === NOT_FOUND_PAGE && portal && !portal.library.site.files) continue;
    const content = dress && type.startsWith("text/html") ? dress(name, new TextDecoder().decode(built)) : built;
    const cache = HASHED.test(path) ? IMMUTABLE : "no-cache";
    const more = { cache, headers: ownSecurity(name, type, issuer), often: true };
    if (typeof content !== "string" || portal?.library.site.files) {
      pages.set(name, lastingBody(content, type, more));
      continue;
    }
    const [first = "fr"] = portal?.library.commons.languages ?? [];
    for (const one of LANGUAGES) {
      const body = lastingBody(inLanguage(content, one), type, more);
      pages.set(languageKey(name, one), body);
      if (one === first) pages.set(name, body);
    }
  }
  return pages;
}

/** Sets the page's language, and preloads the words of that language together with the program. */
function inLanguage(html: string, language: Language): string {
  return html
    .replace('<html lang="fr">', `<html lang="${language}">`)
    .replaceAll(/<link rel="words" hreflang="(\w+)"([^>]*>)\n/g, (_, one, rest) =>
      one === language ? `<link rel="modulepreload"${rest}\n` : "",
    );
}

/** The page for unknown addresses, under the name by which hosts of plain files find it. */
export const NOT_FOUND_PAGE = "/404";

/** Key of a page's form in a language that the query names. Without one, a page is in the commons' first language. */
export function languageKey(path: string, language: string): string {
  return `${path}?lang=${language}`;
}

/** Identifies a build of the pages: sha256 over all their files as built. */
export function pagesDigest(webRoot: string): string {
  return canonicalHash([...readPages(webRoot)].map(([path, { hash }]) => [path, hash]).sort());
}

/** `/index.html` is `/`, `/compare.html` is `/compare`, `/embed/index.html` is `/embed/`. */
export function pagePath(path: string): string {
  return path.replace(/(^|\/)index\.html$/, "$1").replace(/\.html$/, "");
}

/**
 * Completes the built pages with facts of this site: links to feed and catalogue, structured data for search engines, and what a
 * page must know about its site. Every address is relative to the page.
 *
 * @param settings settings in force, for the issuer that `/contribute` may ask and for the texts of a public service
 * @returns a function from a page's path and HTML to the completed HTML
 */
export function pageCompleter(library: Library, settings: Settings): (path: string, html: string) => string {
  const { site } = library;
  const issuer = settings.eligibility?.issuer;
  const policy = (path: string) =>
    `<meta http-equiv="Content-Security-Policy" content="${attribute(policyInPage(path, issuer))}">`;
  const headLines = [
    '<link rel="alternate" type="application/atom+xml" href="feed.atom">',
    '<link rel="describedby" type="application/ld+json" href="catalog.jsonld">',
    `<meta name="voisinage-languages" content="${settings.languages.join(" ")}">`,
    ...(site.files
      ? [
          `<meta name="voisinage-site" content="${attribute(JSON.stringify(siteFacts(site)))}">`,
          // A static host ignores queries, so a script sets the language before anything is drawn.
          '<script src="language.js"></script>',
        ]
      : []),
  ];
  // An embedded page links only to the whole page, and relative addresses would be wrong in it.
  const embeddedHead = headLines.filter((line) => line.startsWith("<meta"));
  const data: Readonly<Record<string, (() => object | null) | undefined>> = {
    "/": () => dataCatalogue(library),
    "/explore": () => newestRelease(library),
  };
  const pages = /(<a [^>]*href=")([a-z-]+)((?:\?[^"]*)?")/g;
  return (path, built) => {
    const named = withText(withNames(built, library), path, settings);
    // Links in the HTML as built, before the page's program runs.
    const html = site.files ? named.replace(pages, "$1$2.html$3") : named;
    const structured = data[path]?.() ?? null;
    const common = path === EMBED_PAGE ? embeddedHead : headLines;
    const preloads = firstFiles(path, [...library.releases.values()]).map(
      (file) => `<link rel="preload" as="fetch" crossorigin href="${attribute(file)}">`,
    );
    const head = [...preloads, ...common, ...(structured === null ? [] : [script(structured)])];
    const whole = html.replace("</head>", () => `${head.join("\n")}\n</head>`);
    const addressed = path === NOT_FOUND_PAGE ? fromAnywhere(whole, site) : whole;
    // The policy comes first, since it only applies to what follows it.
    return site.files ? addressed.replace("<head>", () => `<head>\n${policy(path)}`) : addressed;
  };
}

/** Replaces the software's name in the built page by the names of commons and territory, in both languages. */
function withNames(html: string, { commons, territory }: Library): string {
  return html.replaceAll(
    /(<div class="shell" lang="(fr|en)">[\s\S]*?<b>)Voisinage(<\/b>)/g,
    (_, before, lang: Language, after) => {
      const [name, place] = [commons.name[lang], territory.name[lang]];
      return `${before}${attribute(name)}${after}${place === name ? "" : `<small>${attribute(place)}</small>`}`;
    },
  );
}

/** Makes a page's addresses work at any depth, by prefixing the site's path. */
function fromAnywhere(html: string, { path }: Site): string {
  return html.replace(/((?:href|src)="|url\()(?![#?/"]|[a-z]+:)(?:\.\/)?/g, (_, before) => before + path);
}

/**
 * Writes the whole text of a public service's page into its `noscript`: everybody must be able to read it without JavaScript.
 */
function withText(html: string, path: string, settings: Settings): string {
  const id = SERVICE_PAGES.find((page) => path === `/${page}`);
  if (id === undefined) return html;
  const texts = settings.languages.map(
    (language) => `<div lang="${language}">${htmlBelowTitle(servicePage(TEXTS, id, settings, language), TEXTS.html)}</div>`,
  );
  return html.replace(/<noscript>\s*<p[\s\S]*?<\/noscript>/, () => `<noscript>${texts.join("")}</noscript>`);
}

/** What `dashboards/shared/site.ts` reads in the browser. */
function siteFacts({ contribute }: Site) {
  return { files: true, contribute };
}

/** The data catalogue of schema.org, for the home page. */
function dataCatalogue({ commons, territory, datasets, site }: Library) {
  const language = commons.languages[0] ?? "fr";
  return {
    "@context": "https://schema.org/",
    "@type": "DataCatalog",
    name: commonsWithTerritory(commons.name[language], territory.name[language]),
    url: site.url ?? "./",
    license: LICENCE.path,
    inLanguage: commons.languages,
    dataset: [...datasets.values()].map(({ domain }) => ({
      "@type": "Dataset",
      name: domain.labels[language],
      url: `${site.url ?? ""}explore.html?dataset=${domain.id}`,
    })),
  };
}

/** The newest release as structured data, for the page that shows it. */
function newestRelease({ commons, releases, site }: Library) {
  const newest = newestFirst([...releases.values()])[0];
  if (newest === undefined) return null;
  const language = commons.languages[0] ?? "fr";
  const cited = citationSource(newest, commons, site.url === null ? null : citedPageOf(site.url, newest.manifest));
  return croissant(newest, commons, site.url ?? "", language, citation(cited, "text", language).trim());
}

/** A block of data, which browsers do not run, so the content policy need not allow it. */
function script(value: object): string {
  return `<script type="application/ld+json">${JSON.stringify(value).replaceAll("<", "\\u003c")}</script>`;
}

export function attribute(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
