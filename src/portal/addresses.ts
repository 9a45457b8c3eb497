import { LANGUAGES } from "./negotiate.ts";

/**
 * The address that a document of the API has as a plain file, so that a host which knows neither queries nor negotiation can
 * hold it: no address is also a folder, and each name has the extension by which a host tells its media type. The portal
 * answers these addresses too, and pages ask for no others.
 */
interface Form {
  /** of the API, a query included */
  readonly api: RegExp;
  readonly file: (...parts: string[]) => string;
  /** of the file */
  readonly named: RegExp;
  readonly asked: (...parts: string[]) => string;
}

const ID = "([A-Za-z0-9._-]+)";
const LANG = `(${LANGUAGES.join("|")})`;

const FORMS: readonly Form[] = [
  fixed("/v1/catalog", "/v1/catalog.json"),
  fixed("/v1/territory", "/v1/territory.json"),
  fixed("/v1/territory/shapes", "/v1/territory/shapes.geojson"),
  fixed("/v1/log", "/v1/log.json"),
  fixed("/v1/log/checkpoint", "/v1/log/checkpoint.jose"),
  fixed("/v1/log/keys", "/v1/log/keys.json"),
  byLanguage("/v1/notice", "/v1/notice", "json"),
  byLanguage("/feed.atom", "/feed", "atom"),
  form("/catalog\\.jsonld\\?page=(\\d{1,6})", (page) => `/catalog/${page}.jsonld`, {
    named: "/catalog/(\\d{1,6})\\.jsonld",
    asked: (page) => `/catalog.jsonld?page=${page}`,
  }),
  form(`/v1/datasets/${ID}/codes/([A-Z_]+)\\?lang=${LANG}`, (id, name, lang) => `/v1/datasets/${id}/codes/${name}.${lang}.json`, {
    named: `/v1/datasets/${ID}/codes/([A-Z_]+)\\.${LANG}\\.json`,
    asked: (id, name, lang) => `/v1/datasets/${id}/codes/${name}?lang=${lang}`,
  }),
  // sdmx-csv is water.sdmx.csv.
  form(
    `/v1/datasets/${ID}/exports/([a-z]+(?:-[a-z]+)?)`,
    (id, format = "") => `/v1/datasets/${id}/exports/${id}.${format.replace("-", ".")}`,
    {
      named: `/v1/datasets/${ID}/exports/\\1\\.([a-z]+(?:\\.[a-z]+)?)`,
      asked: (id, extension = "") => `/v1/datasets/${id}/exports/${extension.replace(".", "-")}`,
    },
  ),
  form(`/v1/datasets/([A-Za-z0-9_-]+)/dictionary\\?lang=${LANG}`, (id, lang) => `/v1/datasets/${id}/dictionary.${lang}.json`, {
    named: `/v1/datasets/([A-Za-z0-9_-]+)/dictionary\\.${LANG}\\.json`,
    asked: (id, lang) => `/v1/datasets/${id}/dictionary?lang=${lang}`,
  }),
  form(`/v1/datasets/${ID}\\?lang=${LANG}`, (id, lang) => `/v1/datasets/${id}.${lang}.json`, {
    named: `/v1/datasets/([A-Za-z0-9_-]+)\\.${LANG}\\.json`,
    asked: (id, lang) => `/v1/datasets/${id}?lang=${lang}`,
  }),
  form("/v1/datasets/([A-Za-z0-9_-]+)", (id) => `/v1/datasets/${id}.json`, {
    named: "/v1/datasets/([A-Za-z0-9_-]+)\\.json",
    asked: (id) => `/v1/datasets/${id}`,
  }),
  form(`/v1/releases/([A-Za-z0-9_-]+)/citation\\?format=([a-z]+)&lang=${LANG}`, citationFile, {
    named: `/v1/releases/([A-Za-z0-9_-]+)/citation\\.${LANG}\\.(bib|ris|csl\\.json|txt)`,
    asked: (id, lang, extension) => `/v1/releases/${id}/citation?format=${formatOf(extension)}&lang=${lang}`,
  }),
  form("/v1/releases/([A-Za-z0-9_-]+)", (id) => `/v1/releases/${id}.json`, {
    named: "/v1/releases/([A-Za-z0-9_-]+)\\.json",
    asked: (id) => `/v1/releases/${id}`,
  }),
];

/** Formats of a citation, and the extension of each as a file. */
export const CITATION_EXTENSIONS = { bibtex: "bib", ris: "ris", csl: "csl.json", text: "txt" } as const;
export type CitationFormat = keyof typeof CITATION_EXTENSIONS;
export const CITATION_FORMATS = Object.keys(CITATION_EXTENSIONS) as [CitationFormat, ...CitationFormat[]];

function citationFile(id: string, format: string, lang: string): string {
  return `/v1/releases/${id}/citation.${lang}.${CITATION_EXTENSIONS[format as CitationFormat]}`;
}

function formatOf(extension: string): string {
  return CITATION_FORMATS.find((format) => CITATION_EXTENSIONS[format] === extension) ?? extension;
}

/** Where an address of the API, with its query, stands as a file; an address that has no other form stands under its own name. */
export function fileOf(address: string): string {
  for (const { api, file } of FORMS) {
    const found = api.exec(address);
    if (found) return file(...found.slice(1));
  }
  return address;
}

/** The address of the API whose answer a file is, with its query; null: the path has no other form. */
export function apiOf(path: string): string | null {
  for (const { named, asked } of FORMS) {
    const found = named.exec(path);
    if (found) return asked(...found.slice(1));
  }
  return null;
}

/** Where a site is, and which of the two forms its documents name. */
export interface Site {
  /** of the path that the site lies under, with a slash at both ends */
  readonly path: string;
  /** absolute, with a trailing slash; null: not known, and each request's own origin is taken */
  readonly url: string | null;
  /** plain files alone: there is no query, and pages have `.html` in their addresses */
  readonly files: boolean;
  /** where contributions go, where this is known; null: nowhere on this site, or here */
  readonly contribute: string | null;
}

export const AT_ROOT: Site = { path: "/", url: null, files: false, contribute: null };

/** The address of a document as this site's other documents name it, from the root of the host. */
export function addressOn(site: Site, address: string): string {
  return `${site.path}${(site.files ? fileOf(address) : address).slice(1)}`;
}

function form(
  api: string,
  file: Form["file"],
  { named, asked }: { readonly named: string; readonly asked: Form["asked"] },
): Form {
  return { api: new RegExp(`^${api}$`), file, named: new RegExp(`^${named}$`), asked };
}

function fixed(address: string, name: string): Form {
  const text = (one: string) => one.replaceAll(".", "\\.");
  return form(text(address), () => name, { named: text(name), asked: () => address });
}

function byLanguage(address: string, stem: string, extension: string): Form {
  return form(`${address.replaceAll(".", "\\.")}\\?lang=${LANG}`, (lang) => `${stem}.${lang}.${extension}`, {
    named: `${stem}\\.${LANG}\\.${extension}`,
    asked: (lang) => `${address}?lang=${lang}`,
  });
}
