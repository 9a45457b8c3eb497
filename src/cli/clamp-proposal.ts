import type { Manifest } from "../contract/manifest.ts";
import type { Observation } from "../contract/observation.ts";
import { DISTRIBUTIONS, OBSERVATIONS } from "../contract/tables.ts";
import { binningOfList, clampsOfLeaves, type LeafClampTrial, tryLeafClamps } from "../privacy/index.ts";
import { type OpenRelease, openRelease } from "../release/index.ts";
import { readTableRows } from "../release/read.ts";
import { columns, lines } from "./verb.ts";

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

/**
 * Proposes lower clamps of leaves for a later year's terms, from a release's files alone: it uses nothing from the vault, nor
 * from the year that the proposal is for.
 *
 * @param folder the release's folder
 */
export async function proposeClamps(folder: string) {
  const release = await openRelease(folder);
  const { observations = [], distributions = [] } = await readTableRows(release.folder, [OBSERVATIONS, DISTRIBUTIONS]);
  const { manifest } = release;
  const [top, leaf] = [manifest.territory.levels[0], manifest.territory.levels.at(-1)];
  const proposals = manifest.measures.map((one) => {
    const { domain, measure, unit, upper, source } = one;
    const key = `${domain}.${measure}`;
    const isOwn = (row: Pick<Observation, "DOMAIN" | "MEASURE" | "HOUSEHOLD_TYPE">) =>
      row.DOMAIN === domain && row.MEASURE === measure && row.HOUSEHOLD_TYPE === "_T";
    const bins = distributions.filter((row) => isOwn(row) && row.AREA_LEVEL === top);
    const leaves = top === leaf ? [] : leavesOf(release, key, observations.filter(isOwn));
    const edges = bins.slice(1, bins.length > 0 ? binningOfList(bins).bins : 0).map(({ LOWER }) => LOWER);
    const published = { noisy: bins.map(({ NOISY }) => Number(NOISY)), sigma: bins[0]?.SIGMA ?? 0, edges, leaves };
    const tried = bins.length > 0 ? tryLeafClamps(published) : [];
    const found = tried.findLast(({ taken }) => taken);
    const named = found ? clampsOfLeaves(published).filter((one) => one.upper !== found.upper) : [];
    const areas = Object.fromEntries(named.map((one) => [one.area, one.upper]));
    const leafClamp = found && {
      upper: found.upper,
      source: sourceOf(manifest, found, unit),
      ...(named.length > 0 && { areas }),
    };
    /** as terms state it, with the lower ones of leaves where such are proposed */
    const clamp = { upper, source, ...(leafClamp && { leaf: leafClamp }) };
    /** `leaves`: published ones that are measured as themselves */
    return { measure: key, clamp, leaves: leaves.length, tried };
  });
  return { id: release.id, proposals };
}

/** Published means of leaves with measurements of their own, and the noise of their mechanisms. */
function leavesOf({ manifest, report }: OpenRelease, key: string, rows: readonly Observation[]) {
  const leaf = manifest.territory.levels.at(-1);
  const of = (quantity: "count" | "sum") =>
    report.mechanisms.find((one) => one.measure === key && one.level === leaf && one.quantity === quantity);
  const [count, sum] = [of("count"), of("sum")];
  if (!count || !sum) return [];
  const counts = new Map(rows.map((row) => [`${row.STATISTIC} ${row.REF_AREA}`, row.OBS_VALUE]));
  const noise = { sigmaCount: count.sigma, sigmaSum: sum.sigma / Number(sum.sensitivity) };
  return rows.flatMap(({ STATISTIC, AREA_LEVEL, REF_AREA, OBS_VALUE: mean }) => {
    const households = counts.get(`COUNT ${REF_AREA}`);
    const isOwn = STATISTIC === "MEAN" && AREA_LEVEL === leaf && !Object.hasOwn(manifest.draw.measured_as, REF_AREA);
    return isOwn && mean !== null && mean > 0 && households ? [{ area: REF_AREA, mean, households, ...noise }] : [];
  });
}

function sourceOf({ id }: Manifest, { upper, spread, noise }: LeafClampTrial, unit: string): string {
  return `${upper} ${unit}: in the release ${id} leaves' ratios are off by ${percent(spread)}, less than a third of the ${percent(noise)} that noise makes the median leaf's mean off by; leaves that are named, by their own noise`;
}

/** The proposal as a table for people, and as settings for `change`. */
export function clampText({ id, proposals }: Awaited<ReturnType<typeof proposeClamps>>): string {
  const rows = proposals.flatMap(({ measure, clamp, leaves, tried }) =>
    tried.length === 0
      ? [[measure, clamp.upper, "-", "-", "-", "-", `${leaves} leaves are published; at least 8 tell how they differ`]]
      : tried.map(({ upper, ratio, spread, noise, taken }) => [
          measure,
          clamp.upper,
          upper,
          ratio.toFixed(4),
          percent(spread),
          percent(noise / 3),
          taken ? "lower is safe" : "too low",
        ]),
  );
  const isAny = proposals.some(({ clamp }) => clamp.leaf);
  return lines(
    `From the files of the release ${id}: a lower clamp in cells of leaves, for the terms of a later year`,
    columns([["measure", "clamp", "of leaves", "ratio", "leaves' ratios off by", "a third of a leaf's noise", ""], ...rows]),
    "",
    isAny
      ? `In settings for "voisinage change": ${JSON.stringify({ clamps: Object.fromEntries(proposals.map(({ measure, clamp }) => [measure, clamp])) }, null, 1)}`
      : "None is proposed: leaves keep the clamp of their measure.",
  );
}
