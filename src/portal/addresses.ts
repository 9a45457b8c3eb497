import { CITATION_FORMATS, CITATIONS } from "./describe/citation.ts";
import { DOCUMENTS } from "./documents.ts";
import { LANGUAGES } from "./params.ts";

/** Parts of an address, as regular expressions. A part that is followed by a dot in a file's name has no dot itself. */
const PARTS: Readonly<Record<string, string>> = {
  id: "[A-Za-z0-9_-]+",
  name: "[A-Z_]+",
  format: "[a-z]+(?:[-.][a-z]+)?",
  page: "\\d{1,6}",
  lang: LANGUAGES.join("|"),
  document: DOCUMENTS.join("|"),
};

/**
 * Addresses of the API, each with its second form as a plain file, so that a static host, which knows neither queries nor
 * negotiation, can serve the same: no file is also a folder, and every name has the extension from which a host derives the media
 * type. The portal answers both forms; pages request only the second.
 */
const FORMS = [
  ["/v1/catalog", "/v1/catalog.json"],
  ["/v1/territory", "/v1/territory.json"],
  ["/v1/territory/shapes", "/v1/territory/shapes.geojson"],
  ["/v1/territory/outlines", "/v1/territory/outlines.geojson"],
  ["/v1/zones", "/v1/zones.json"],
  ["/v1/composition", "/v1/composition.json"],
  ["/v1/climate", "/v1/climate.json"],
  ["/v1/context", "/v1/context.geojson"],
  ["/v1/log", "/v1/log.json"],
  ["/v1/log/checkpoint", "/v1/log/checkpoint.jose"],
  ["/v1/log/keys", "/v1/log/keys.json"],
  ["/v1/notice?lang={lang}", "/v1/notice.{lang}.json"],
  ["/v1/accessibility?lang={lang}", "/v1/accessibility.{lang}.json"],
  ["/v1/legal?lang={lang}", "/v1/legal.{lang}.json"],
  ["/v1/documents/{document}?lang={lang}", "/documents/{document}.{lang}.html"],
  ["/feed.atom?lang={lang}", "/feed.{lang}.atom"],
  ["/catalog.jsonld?page={page}", "/catalog/{page}.jsonld"],
  ["/v1/datasets/{id}/codes/{name}?lang={lang}", "/v1/datasets/{id}/codes/{name}.{lang}.json"],
  ["/v1/datasets/{id}/exports/{format}", "/v1/datasets/{id}/exports/{id}.{format}"],
  ["/v1/datasets/{id}/dictionary?lang={lang}", "/v1/datasets/{id}/dictionary.{lang}.json"],
  ["/v1/datasets/{id}?lang={lang}", "/v1/datasets/{id}.{lang}.json"],
  ["/v1/datasets/{id}", "/v1/datasets/{id}.json"],
  ...CITATION_FORMATS.map((format) => [
    `/v1/releases/{id}/citation?format=${format}&lang={lang}`,
    `/v1/releases/{id}/citation.{lang}.${CITATIONS[format].extension}`,
  ]),
  ["/v1/releases/{id}", "/v1/releases/{id}.json"],
].map(([api = "", file = ""]) => ({
  fileOf: rewriter(api, file, (format) => format.replace("-", ".")),
  apiOf: rewriter(file, api, (format) => format.replace(".", "-")),
}));

/** Returns a function that rewrites an address from one template to the other; null where it does not match the first. */
function rewriter(from: string, to: string, nameFormat: (format: string) => string): (address: string) => string | null {
  const seen = new Set<string>();
  const pattern = from.replaceAll(/[.?]/g, "\\$&").replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    if (seen.has(name)) return `\\k<${name}>`;
    seen.add(name);
    return `(?<${name}>${PARTS[name]})`;
  });
  const whole = new RegExp(`^${pattern}$`);
  return (address) => {
    const found = whole.exec(address);
    const part = (name: string) => found?.groups?.[name] ?? "";
    const value = (_: string, name: string) => (name === "format" ? nameFormat(part(name)) : part(name));
    return found && to.replaceAll(/\{(\w+)\}/g, value);
  };
}

function firstOf(address: string, form: keyof (typeof FORMS)[number]): string | null {
  for (const one of FORMS) {
    const found = one[form](address);
    if (found !== null) return found;
  }
  return null;
}

/** The file of an API address with its query. An address without a second form is returned as it is. */
export function fileOf(address: string): string {
  return firstOf(address, "fileOf") ?? address;
}

/** The API address (with its query) that a file's path stands for; null where the path has no other form. */
export function apiOf(path: string): string | null {
  return firstOf(path, "apiOf");
}

/** Where a site is, and which of the two forms of addresses its documents use. */
export interface Site {
  /** path of the site on its host, with a slash at both ends */
  readonly path: string;
  /** absolute address, with a trailing slash; null where unknown: each request's own origin is used */
  readonly url: string | null;
  /** a static host: no queries, and page addresses end in `.html` */
  readonly files: boolean;
  /** address of the page that takes contributions; null where there is none, or on this site itself */
  readonly contribute: string | null;
}

export const ROOT_SITE: Site = { path: "/", url: null, files: false, contribute: null };

/** The address of a document as the site's other documents link to it, from the root of the host. */
export function addressOn(site: Site, address: string): string {
  return `${site.path}${(site.files ? fileOf(address) : address).slice(1)}`;
}
