/** The files of a release but its manifest, in the order in which they are listed, with their media types. */
export const RELEASE_FILES = {
  "observations.parquet": "application/vnd.apache.parquet",
  "observations.arrow": "application/vnd.apache.arrow.file",
  "observations.csv": "text/csv; charset=utf-8; header=present",
  "measurements.parquet": "application/vnd.apache.parquet",
  "distributions.parquet": "application/vnd.apache.parquet",
  "groups.parquet": "application/vnd.apache.parquet",
  "privacy-report.json": "application/json",
  "datapackage.json": "application/json",
  "catalog.jsonld": "application/ld+json",
} as const;

export type ReleaseFile = keyof typeof RELEASE_FILES;
export const RELEASE_FILE_NAMES = Object.keys(RELEASE_FILES) as ReleaseFile[];

export const MANIFEST = "manifest.json";
export const MANIFEST_MEDIA_TYPE = "application/json";

/** What a release may be called: its period, with `-rN` for a revision. */
export const RELEASE_ID = /^\d{4}(-(0[1-9]|1[0-2])|-Q[1-4])?(-r[1-9]\d?)?$/;
