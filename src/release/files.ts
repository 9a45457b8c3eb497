/** The files of a release but its manifest, in the order in which they are listed, with their media types. */
export const RELEASE_FILES = {
  "observations.parquet": "application/vnd.apache.parquet",
  "observations.arrow": "application/vnd.apache.arrow.file",
  "observations.csv": "text/csv; charset=utf-8; header=present",
  "measurements.parquet": "application/vnd.apache.parquet",
  "distributions.parquet": "application/vnd.apache.parquet",
  "groups.parquet": "application/vnd.apache.parquet",
  "privacy.json": "application/json",
  "datapackage.json": "application/json",
  "catalog.jsonld": "application/ld+json",
} as const;

export type ReleaseFile = keyof typeof RELEASE_FILES;
export const RELEASE_FILE_NAMES = Object.keys(RELEASE_FILES) as ReleaseFile[];

/** What each file is, for people. */
export const RELEASE_ABOUT: Readonly<Record<ReleaseFile, { readonly fr: string; readonly en: string }>> = {
  "observations.parquet": {
    fr: "Toutes les lignes publiées, données masquées comprises (Parquet)",
    en: "All published rows, withheld cells included (Parquet)",
  },
  "observations.arrow": {
    fr: "Les mêmes lignes, dans le même ordre (Arrow)",
    en: "The same rows in the same order (Arrow)",
  },
  "observations.csv": { fr: "Les mêmes lignes, dans le même ordre (CSV)", en: "The same rows in the same order (CSV)" },
  "measurements.parquet": {
    fr: "Les entiers floutés des cellules publiées, dont part chaque estimation",
    en: "The noisy integers of published cells, which every estimate starts from",
  },
  "distributions.parquet": {
    fr: "Les histogrammes floutés des cellules publiées",
    en: "The noisy histograms of published cells",
  },
  "groups.parquet": {
    fr: "Pour chaque secteur et type de foyer, le groupe publié auquel on le compare",
    en: "For each area and household type, the published group that it is compared with",
  },
  "privacy.json": {
    fr: "Comment la publication a été protégée, et ce qu’elle a dépensé du budget de confidentialité",
    en: "How the release was protected, and what it spent of the privacy budget",
  },
  "datapackage.json": {
    fr: "Les colonnes de chaque table (Data Package 2.0)",
    en: "The columns of every table (Data Package 2.0)",
  },
  "catalog.jsonld": { fr: "Notice de catalogue (DCAT-AP)", en: "Catalogue record (DCAT-AP)" },
};

export const MANIFEST = "manifest.json";
export const MANIFEST_MEDIA_TYPE = "application/json";

/** What a release may be called: its period, with `-rN` for a revision. */
export const RELEASE_ID = /^\d{4}(-(0[1-9]|1[0-2])|-Q[1-4])?(-r[1-9]\d?)?$/;
