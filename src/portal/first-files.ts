import { parsePeriod } from "../contract/period.ts";
import type { OpenRelease } from "../release/index.ts";

/** Files of a release that a page's first drawing reads, by the page's path. */
const FIRST_FILES: Readonly<Record<string, readonly string[] | undefined>> = {
  "/": ["observations.parquet", "privacy.json"],
  "/compare": ["observations.parquet", "privacy.json"],
  "/district": ["observations.parquet", "privacy.json", "manifest.json", "measurements.parquet"],
  "/explore": ["observations.parquet", "privacy.json"],
  "/my-contribution": ["observations.parquet", "privacy.json"],
};

/**
 * Addresses of what a page's first drawing reads of the release that pages begin with, relative to the page. A page that names
 * them in its head has them when its program is read, without a further round trip.
 */
export function firstFiles(page: string, releases: readonly OpenRelease[]): string[] {
  const files = FIRST_FILES[page];
  const main = files && mainRelease(releases);
  return main ? files.map((file) => `v1/releases/${encodeURIComponent(main.id)}/${file}`) : [];
}

/** As in `dashboards/visit/commons.ts`: the newest year's release, else the newest of all; a revision before what it revises. */
function mainRelease(releases: readonly OpenRelease[]): OpenRelease | undefined {
  const order = ({ manifest: { created_at, period, revision } }: OpenRelease) => {
    const { months } = parsePeriod(period);
    return [months.at(-1), String(months.length).padStart(2, "0"), String(revision).padStart(3, "0"), created_at].join(" ");
  };
  const newest = [...releases].sort((a, b) => (order(a) < order(b) ? 1 : -1));
  return newest.find(({ manifest }) => manifest.step === "year") ?? newest[0];
}
