import type { Context } from "hono";
import { type Body, type BodyCache, lasting, SHORT } from "../../http/index.ts";
import { MANIFEST, type OpenRelease, sha256, wellKnown } from "../../release/index.ts";
import type { Site } from "../addresses.ts";
import type { Answer } from "../answer.ts";
import { EXPORT_FORMATS, type ExportFormat } from "../exports.ts";
import type { Dataset, Library } from "../library.ts";
import { language } from "../negotiate.ts";
import { query } from "../params.ts";
import { catalogueQuery, citationQuery, languageQuery, noQuery } from "../queries.ts";
import { absent } from "../refusals.ts";
import { pageCount, siteCatalogue } from "./catalogue.ts";
import { CITATION_TYPES, citation, citedOf, pageOf } from "./citation.ts";
import { croissant } from "./croissant.ts";
import { feed } from "./feed.ts";

/** SDMX-JSON has labels in the language of whoever asks: no hash is everybody's. */
const SAME_FOR_ALL = EXPORT_FORMATS.filter((format) => format !== "sdmx-json");

interface Described {
  readonly library: Library;
  readonly cache: BodyCache;
  /** of the path; refused where there is none */
  readonly release: (asked: string) => OpenRelease;
  /** the whole of a topic in a format, as it is served */
  readonly exported: (dataset: Dataset, format: ExportFormat) => Body | Promise<Body>;
  readonly file: (c: Context, release: OpenRelease, name: string) => Promise<Answer>;
}

/** What describes the figures to programs and to people who cite them: catalogue, feed, citation, structured data. */
export function describeHandlers({ library, cache, release, exported, file }: Described) {
  const { commons, site } = library;
  const byDigest = new Map([...library.releases.values()].map((one) => [wellKnown(one.identifier), one]));
  const bodyOf = (text: string, type: string, headers: Body["headers"] = {}): Body => {
    const bytes = new TextEncoder().encode(text);
    // Where each request's own host is named, two requests for one path may get two bodies.
    const same = site.url === null ? {} : lasting(type, bytes);
    return { bytes, type, hash: sha256(bytes), cache: SHORT, headers, ...same };
  };
  const made = (name: string, type: string, make: () => string | Promise<string>, headers: Body["headers"] = {}) =>
    cache.get(`described ${name}`, async () => bodyOf(await make(), type, headers));
  const topicFiles = (dataset: Dataset) =>
    Promise.all(
      SAME_FOR_ALL.map(async (format) => {
        const { bytes, type, hash } = await exported(dataset, format);
        return { format, media_type: type, bytes: bytes.byteLength, sha256: hash };
      }),
    );

  return {
    dcat: (c: Context) => {
      const { page } = query(c, catalogueQuery);
      const pages = pageCount(library);
      if (page > pages) throw absent("page", `a whole number from 1 to ${pages}, which is the last page`, String(page));
      const base = baseOf(c, site);
      const text = async () => JSON.stringify(await siteCatalogue(library, base, page, topicFiles));
      return made(`catalogue ${page} ${base}`, "application/ld+json", text);
    },
    feed: (c: Context) => {
      const { lang } = query(c, languageQuery);
      const chosen = language(c, lang, commons.languages);
      const base = baseOf(c, site);
      const type = "application/atom+xml; charset=utf-8";
      return made(`feed ${chosen} ${base}`, type, () => feed(library, base, chosen), { "Content-Language": chosen });
    },
    citation: (c: Context) => {
      const { lang, format } = query(c, citationQuery);
      const found = release(c.req.param("id") ?? "");
      const chosen = language(c, lang, commons.languages);
      const cited = citedOf(found, commons, citedPage(c, site, found.manifest.period));
      return bodyOf(citation(cited, format, chosen), CITATION_TYPES[format], { "Content-Language": chosen });
    },
    croissant: (c: Context) => {
      query(c, noQuery);
      const found = release(c.req.param("id") ?? "");
      const base = baseOf(c, site);
      const text = () => {
        const cited = citedOf(found, commons, citedPage(c, site, found.manifest.period));
        return JSON.stringify(croissant(found, commons, base, "en", citation(cited, "text", "en").trim()));
      };
      return made(`croissant ${found.id} ${base}`, "application/ld+json", text);
    },
    named: (c: Context) => {
      query(c, noQuery);
      const found = byDigest.get(c.req.path);
      if (!found) throw absent("digest", "the sha256 of a manifest, as /v1/catalog has it", c.req.param("digest") ?? "");
      return file(c, found, MANIFEST);
    },
  };
}

/**
 * The address that all others on the site begin with: as the operator said, else the request's own. Plain files that nobody
 * gave a host are addressed from the root of whichever they are on.
 */
function baseOf(c: Context, site: Site): string {
  if (site.url !== null) return site.url;
  return site.files ? site.path : `${new URL(c.req.url).origin}${site.path}`;
}

/** Absolute address of the page that a citation names, or null where no host is known. */
function citedPage(c: Context, site: Site, period: string): string | null {
  const base = baseOf(c, site);
  return base.startsWith("/") ? null : pageOf(base, period);
}
