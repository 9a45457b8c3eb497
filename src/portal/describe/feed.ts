import { numberCell, type OpenRelease, releaseTitle, sha256, textCell } from "../../release/index.ts";
import { asCounted, recordId } from "../../texts/index.ts";
import { fileOf } from "../addresses.ts";
import type { Library } from "../library.ts";
import type { Language } from "../params.ts";
import { type Markup, xml } from "../xml.ts";
import { pageOf } from "./citation.ts";
import { newestFirst } from "./site-catalogue.ts";

/**
 * The most entries of a feed. A calendar makes at most 18 releases a year (months, quarters, year, revision), so these cover
 * three years.
 */
const MAX_FEED_ENTRIES = 60;

const WORDS = {
  fr: {
    title: (name: string) => `${name} : publications`,
    subtitle: "Statistiques protégées des foyers comptés",
    summary: (figures: Figures) =>
      `${figures.published} moyennes publiées pour l’ensemble des foyers comptés, ${figures.withheld} masquées. Budget de confidentialité dépensé pour ${figures.year} : ε = ${figures.epsilon.replace(".", ",")} sur ${figures.allowed.replace(".", ",")}.`,
    revision: (period: string) => `Révision de la publication : ${period}.`,
    revised: (period: string, n: number) => `${period}, révision ${n}`,
    quarter: (n: string, year: string) => `${n === "1" ? "1er" : `${n}e`} trimestre ${year}`,
  },
  en: {
    title: (name: string) => `${name}: releases`,
    subtitle: "Protected statistics of homes counted",
    summary: (figures: Figures) =>
      `${figures.published} means published for all counted homes, ${figures.withheld} withheld. Privacy budget spent for ${figures.year}: ε = ${figures.epsilon} of ${figures.allowed}.`,
    revision: (period: string) => `Revision of the release: ${period}.`,
    revised: (period: string, n: number) => `${period}, revision ${n}`,
    quarter: (n: string, year: string) => `quarter ${n} of ${year}`,
  },
} as const;

type Figures = ReturnType<typeof figuresOf>;

/**
 * The releases as an Atom feed (RFC 4287), newest first. Ids are derived from content, not from addresses, so that readers
 * recognise the feed and its entries when a site moves.
 *
 * @param base absolute address of the site, with a trailing slash
 */
export function feed(library: Library, base: string, language: Language): string {
  const { commons, territory, releases } = library;
  const words = WORDS[language];
  const newest = newestFirst([...releases.values()]);
  const other = language === "fr" ? "en" : "fr";
  const own = (lang: Language) => `${base}${fileOf(`/feed.atom?lang=${lang}`).slice(1)}`;
  const alternate = commons.languages.includes(other)
    ? xml`
  <link rel="alternate" href="${own(other)}" type="application/atom+xml" hreflang="${other}"/>`
    : [];
  // The newest release's day. An empty feed has the epoch, so that its bytes do not depend on the clock.
  const updated = newest[0]?.manifest.created_at ?? "1970-01-01T00:00:00.000Z";
  const { text } = xml`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}">
  <id>${feedId(territory.id, commons.name.fr)}</id>
  <title>${words.title(commons.name[language])}</title>
  <subtitle>${asCounted(words.subtitle, language, commons)}, ${territory.name[language]}</subtitle>
  <updated>${updated}</updated>
  <author><name>${commons.controller?.name ?? commons.name[language]}</name></author>
  <link rel="self" href="${own(language)}" type="application/atom+xml"/>${alternate}
  <link rel="alternate" href="${base}" type="text/html"/>
  <link rel="license" href="https://spdx.org/licenses/etalab-2.0.html"/>${newest.slice(0, MAX_FEED_ENTRIES).map((release) => entry(release, base, language, commons))}
</feed>
`;
  return text;
}

function entry(release: OpenRelease, base: string, language: Language, commons: Library["commons"]): Markup {
  const { id, identifier, manifest } = release;
  const { period, revision, created_at, files, measures } = manifest;
  const words = WORDS[language];
  const folder = `${base}v1/releases/${id}/`;
  const summary = [
    ...(revision > 0 ? [words.revision(periodName(period, language))] : []),
    asCounted(words.summary(figuresOf(release)), language, commons),
  ];
  const enclosure = (name: string, type: string) => {
    const size = files.find((one) => one.name === name)?.bytes;
    return xml`
    <link rel="enclosure" href="${folder}${name}" type="${type}"${size === undefined ? [] : xml` length="${size}"`}/>`;
  };
  const topics = [...new Set(measures.map(({ domain }) => domain))].map(
    (domain) => xml`
    <category term="${domain}"/>`,
  );
  return xml`
  <entry>
    <id>${identifier}</id>
    <title>${titleOf(manifest, language)}</title>
    <updated>${created_at}</updated>
    <published>${created_at}</published>
    <link rel="alternate" href="${pageOf(base, period)}${language === commons.languages[0] ? "" : `&lang=${language}`}" type="text/html"/>
    <link rel="related" href="${folder}manifest.json" type="application/json"/>${enclosure("observations.csv", "text/csv")}${enclosure("observations.parquet", "application/vnd.apache.parquet")}${topics}
    <summary>${summary.join(" ")}</summary>
  </entry>`;
}

/** A period in words: `janvier 2026`. */
function periodName(period: string, language: Language): string {
  const [year = "", part] = period.split("-");
  if (part === undefined) return year;
  if (part.startsWith("Q")) return WORDS[language].quarter(part.slice(1), year);
  const format = new Intl.DateTimeFormat(language === "fr" ? "fr-FR" : "en-GB", {
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });
  return format.format(new Date(`${period}-01T00:00:00Z`));
}

/** A release's own title, with its period in words. */
function titleOf(manifest: OpenRelease["manifest"], language: Language): string {
  const { period, revision } = manifest;
  const which = (one: Language) => {
    const name = periodName(period, one);
    return revision > 0 ? WORDS[one].revised(name, revision) : name;
  };
  return releaseTitle(manifest, { fr: which("fr"), en: which("en") })[language];
}

/** Counts the means of all households, over all areas: how many are published, and how many withheld. */
function figuresOf({ observations: table, manifest }: OpenRelease) {
  let [published, withheld] = [0, 0];
  for (let row = 0; row < table.length; row++) {
    if (textCell(table, "STATISTIC", row) !== "MEAN" || textCell(table, "HOUSEHOLD_TYPE", row) !== "_T") continue;
    if (numberCell(table, "OBS_VALUE", row) === null) withheld++;
    else published++;
  }
  const { year, epsilon_allowed } = manifest.privacy;
  return { published, withheld, year: manifest.year, epsilon: year.epsilon.toFixed(2), allowed: String(epsilon_allowed) };
}

/** A UUID of version 8 (RFC 9562) from the commons' name and territory, so that it does not depend on where the site is. */
function feedId(territory: string, name: string): string {
  return `urn:uuid:${recordId(Buffer.from(sha256(`voisinage feed\n${territory}\n${name}`), "hex"))}`;
}
