import { policyInPage } from "../../http/index.ts";
import { LICENCE, whose } from "../../release/index.ts";
import type { Site } from "../addresses.ts";
import type { Library } from "../library.ts";
import { newestFirst } from "./catalogue.ts";
import { citation, citedOf, pageOf } from "./citation.ts";
import { croissant } from "./croissant.ts";

/**
 * Dresses the built pages: the feed and the catalogue to be discovered, what search engines read of the data, and what a page
 * must know of the site that it stands on. Every address is relative to the page.
 *
 * @param issuer that `/contribute` may ask
 * @returns from a page's path and HTML its HTML
 */
export function dresser(library: Library, issuer: string | undefined): (path: string, html: string) => string {
  const { site } = library;
  const policy = (path: string) =>
    `<meta http-equiv="Content-Security-Policy" content="${attribute(policyInPage(path, issuer))}">`;
  const every = [
    '<link rel="alternate" type="application/atom+xml" href="feed.atom">',
    '<link rel="describedby" type="application/ld+json" href="catalog.jsonld">',
    ...(site.files ? [`<meta name="voisinage-site" content="${attribute(JSON.stringify(known(site)))}">`] : []),
  ];
  const data: Readonly<Record<string, (() => object | null) | undefined>> = {
    "/": () => dataCatalogue(library),
    "/explore": () => newestRelease(library),
  };
  return (path, html) => {
    const structured = data[path]?.() ?? null;
    const head = structured === null ? every : [...every, script(structured)];
    const whole = html.replace("</head>", () => `${head.join("\n")}\n</head>`);
    // First of all, for a policy binds what comes after it.
    return site.files ? whole.replace("<head>", () => `<head>\n${policy(path)}`) : whole;
  };
}

/** What a page reads in the browser: `dashboards/shared/site.ts`. */
function known({ contribute }: Site) {
  return { files: true, contribute };
}

/** schema.org's catalogue, on the home page. */
function dataCatalogue({ commons, territory, datasets, site }: Library) {
  const language = commons.languages[0] ?? "fr";
  return {
    "@context": "https://schema.org/",
    "@type": "DataCatalog",
    name: whose(commons.name[language], territory.name[language]),
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

/** The newest release, on the page that shows it. */
function newestRelease({ commons, releases, site }: Library) {
  const newest = newestFirst([...releases.values()])[0];
  if (newest === undefined) return null;
  const language = commons.languages[0] ?? "fr";
  const cited = citedOf(newest, commons, site.url === null ? null : pageOf(site.url, newest.manifest.period));
  return croissant(newest, commons, site.url ?? "", language, citation(cited, "text", language).trim());
}

/** A block of data: a browser runs none of it, and the site's policy has nothing to allow. */
function script(value: object): string {
  return `<script type="application/ld+json">${JSON.stringify(value).replaceAll("<", "\\u003c")}</script>`;
}

function attribute(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
