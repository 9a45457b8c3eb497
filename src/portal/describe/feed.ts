import { numberAt, type OpenRelease, releaseTitle, sha256, textAt } from "../../release/index.ts";
import { fileOf } from "../addresses.ts";
import type { Library } from "../library.ts";
import type { Language } from "../negotiate.ts";
import { xmlText as xml } from "../xml.ts";
import { newestFirst } from "./catalogue.ts";

/** Entries of a feed: who reads it daily for a year misses none. */
const MOST = 60;

const WORDS = {
  fr: {
    title: (name: string) => `${name} : publications`,
    subtitle: "Statistiques protégées des foyers participants",
    summary: (figures: Figures) =>
      `${figures.published} moyennes publiées pour l’ensemble des foyers participants, ${figures.withheld} masquées. Budget de confidentialité dépensé pour ${figures.year} : ε = ${figures.epsilon.replace(".", ",")} sur ${figures.allowed.replace(".", ",")}.`,
    revision: (period: string) => `Révision de la publication : ${period}.`,
    revised: (period: string, n: number) => `${period}, révision ${n}`,
    quarter: (n: string, year: string) => `${n === "1" ? "1er" : `${n}e`} trimestre ${year}`,
  },
  en: {
    title: (name: string) => `${name}: releases`,
    subtitle: "Protected statistics of participating homes",
    summary: (figures: Figures) =>
      `${figures.published} means published for all participating homes, ${figures.withheld} withheld. Privacy budget spent for ${figures.year}: ε = ${figures.epsilon} of ${figures.allowed}.`,
    revision: (period: string) => `Revision of the release: ${period}.`,
    revised: (period: string, n: number) => `${period}, revision ${n}`,
    quarter: (n: string, year: string) => `quarter ${n} of ${year}`,
  },
} as const;

/** What the summary of a release says. */
interface Figures {
  readonly published: number;
  readonly withheld: number;
  readonly year: number;
  readonly epsilon: string;
  readonly allowed: string;
}

/**
 * The releases as an Atom feed (RFC 4287), newest first. Ids are made of content and not of addresses: a site that moves has the
 * same feed and the same entries.
 *
 * @param base absolute address of the site, with a trailing slash
 */
export function feed(library: Library, base: string, language: Language): string {
  const { commons, territory, releases } = library;
  const words = WORDS[language];
  const newest = newestFirst([...releases.values()]);
  const other = language === "fr" ? "en" : "fr";
  const own = (lang: Language) => `${base}${fileOf(`/feed.atom?lang=${lang}`).slice(1)}`;
  const link = (rel: string, href: string, more = "") => `  <link rel="${rel}" href="${xml(href)}"${more}/>`;
  const lines = [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}">`,
    `  <id>${feedId(territory.id, commons.name.fr)}</id>`,
    `  <title>${xml(words.title(commons.name[language]))}</title>`,
    `  <subtitle>${xml(words.subtitle)}, ${xml(territory.name[language])}</subtitle>`,
    // The day of the newest debit; a feed without entries has been as it is since the epoch.
    `  <updated>${newest[0]?.manifest.created_at ?? "1970-01-01T00:00:00.000Z"}</updated>`,
    `  <author><name>${xml(commons.controller?.name ?? commons.name[language])}</name></author>`,
    link("self", own(language), ' type="application/atom+xml"'),
    ...(commons.languages.includes(other)
      ? [link("alternate", own(other), ` type="application/atom+xml" hreflang="${other}"`)]
      : []),
    link("alternate", base, ' type="text/html"'),
    link("license", "https://spdx.org/licenses/etalab-2.0.html"),
    ...newest.slice(0, MOST).flatMap((release) => entry(release, base, language)),
    "</feed>",
  ];
  return `${lines.join("\n")}\n`;
}

function entry(release: OpenRelease, base: string, language: Language): string[] {
  const { id, identifier, manifest } = release;
  const words = WORDS[language];
  const folder = `${base}v1/releases/${id}/`;
  const summary = [
    ...(manifest.revision > 0 ? [words.revision(periodName(manifest.period, language))] : []),
    words.summary(figuresOf(release)),
  ];
  const file = (name: string, type: string) => {
    const size = manifest.files.find((one) => one.name === name)?.bytes;
    return `    <link rel="enclosure" href="${xml(`${folder}${name}`)}" type="${type}"${size === undefined ? "" : ` length="${size}"`}/>`;
  };
  return [
    "  <entry>",
    `    <id>${identifier}</id>`,
    `    <title>${xml(titleOf(manifest, language))}</title>`,
    `    <updated>${manifest.created_at}</updated>`,
    `    <published>${manifest.created_at}</published>`,
    `    <link rel="alternate" href="${xml(`${base}explore.html?period=${manifest.period}${language === "fr" ? "" : "&lang=en"}`)}" type="text/html"/>`,
    `    <link rel="related" href="${xml(`${folder}manifest.json`)}" type="application/json"/>`,
    file("observations.csv", "text/csv"),
    file("observations.parquet", "application/vnd.apache.parquet"),
    ...[...new Set(manifest.measures.map(({ domain }) => domain))].map((domain) => `    <category term="${xml(domain)}"/>`),
    `    <summary>${xml(summary.join(" "))}</summary>`,
    "  </entry>",
  ];
}

/** A period as people say it: `janvier 2026`. */
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

/** What a release's own title says, with its period in words. */
function titleOf(manifest: OpenRelease["manifest"], language: Language): string {
  const { period, revision } = manifest;
  const which = (one: Language) => {
    const name = periodName(period, one);
    return revision > 0 ? WORDS[one].revised(name, revision) : name;
  };
  return releaseTitle(manifest, { fr: which("fr"), en: which("en") })[language];
}

/** Means of all households, of every area: how many have a value. */
function figuresOf({ observations: table, manifest }: OpenRelease): Figures {
  let [published, withheld] = [0, 0];
  for (let row = 0; row < table.length; row++) {
    if (textAt(table, "STATISTIC", row) !== "MEAN" || textAt(table, "HOUSEHOLD_TYPE", row) !== "_T") continue;
    if (numberAt(table, "OBS_VALUE", row) === null) withheld++;
    else published++;
  }
  const { year, epsilon_allowed } = manifest.privacy;
  return { published, withheld, year: manifest.year, epsilon: year.epsilon.toFixed(2), allowed: String(epsilon_allowed) };
}

/** A UUID of version 8 (RFC 9562), of the commons' name and territory: the same wherever the site is. */
function feedId(territory: string, name: string): string {
  const digits = sha256(`voisinage feed\n${territory}\n${name}`);
  const variant = ((Number.parseInt(digits[16] as string, 16) & 3) | 8).toString(16);
  const parts = [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `8${digits.slice(13, 16)}`,
    variant + digits.slice(17, 20),
    digits.slice(20, 32),
  ];
  return `urn:uuid:${parts.join("-")}`;
}
