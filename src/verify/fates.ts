import type { Manifest } from "../contract/manifest.ts";
import type { Observation } from "../contract/observation.ts";
import type { Finding } from "../release/folder.ts";
import { sha256 } from "../release/hash.ts";
import { summed } from "./finding.ts";
import { type CheckedTables, cellOf, grouped, measureOf, nameOf } from "./rows.ts";
import { dueLevels } from "./shape.ts";
import { cellsOf, levelsByArea, lineagesOf, namesOf } from "./twins.ts";

const FILE = "observations.parquet";

/** What is said of a draw: of the manifest, as far as fates need it. */
type Said = Pick<Manifest, "measures"> & { readonly draw: Pick<Manifest["draw"], "fates" | "measured_as"> };

/** P: published; F: too few households; D: withheld to protect another; ?: nothing that a cell becomes. */
function fateOf({ OBS_VALUE, CONF_STATUS }: Observation): string {
  if (OBS_VALUE !== null) return "P";
  return CONF_STATUS === "A" ? "F" : CONF_STATUS === "D" ? "D" : "?";
}

function rungsOf({ measures }: Said): Map<string, ReadonlyMap<string, readonly string[]>> {
  return new Map(
    measures.map(({ domain, measure, rungs }) => [
      `${domain}.${measure}`,
      new Map(rungs.map(({ code, classes }) => [code, classes])),
    ]),
  );
}

/**
 * sha256 of what became of every measured cell, in the rows' order. Rungs are sums of cells, and an area that is measured as another one
 * repeats its rows: neither is a cell.
 */
export function fatesDigest(said: Said, observations: readonly Observation[]): string {
  const rungs = rungsOf(said);
  const cells = observations.filter(
    (row) =>
      row.STATISTIC === "COUNT" &&
      !Object.hasOwn(said.draw.measured_as, row.REF_AREA) &&
      !rungs.get(measureOf(row))?.has(row.HOUSEHOLD_TYPE),
  );
  return sha256(cells.map(fateOf).join(""));
}

/** Is what the rows say became of each cell what the chain's draw was stored with? And does what is no cell follow from those that are? */
export function fateFindings(manifest: Manifest, { observations, measurements }: CheckedTables): Finding[] {
  const counts = observations.filter(({ STATISTIC }) => STATISTIC === "COUNT");
  const digest = fatesDigest(manifest, counts);
  const { fates } = manifest.draw;
  return [
    ...summed(FILE, "fates as drawn", [
      ...(digest === fates ? [] : [`the fates of its cells make the digest ${digest}; the manifest's draw.fates is ${fates}`]),
      ...measuredFaults(manifest, counts, new Set(measurements.map(cellOf))),
    ]),
    ...summed(FILE, "a rung is what its classes are", rungFaults(manifest, counts)),
    ...summed("manifest.json", "measured as another area", [
      ...togetherFaults(manifest, counts),
      ...twinFaults(manifest, counts),
    ]),
  ];
}

/** A published cell has its noisy figures; one that repeats another has none. */
function measuredFaults(manifest: Manifest, counts: readonly Observation[], measured: ReadonlySet<string>): string[] {
  const rungs = rungsOf(manifest);
  return counts.flatMap((row) => {
    if (row.OBS_VALUE === null) return [];
    const own = !Object.hasOwn(manifest.draw.measured_as, row.REF_AREA) && !rungs.get(measureOf(row))?.has(row.HOUSEHOLD_TYPE);
    const has = measured.has(cellOf(row));
    if (own === has) return [];
    return [`${nameOf(cellOf(row))} is published, and has ${has ? "noisy figures: it is no cell" : "no noisy figures"}`];
  });
}

/** Published where all of its classes are; else too few households in one of them is the reason given first. */
function rungFaults(manifest: Manifest, counts: readonly Observation[]): string[] {
  const fates = new Map(counts.map((row) => [cellOf(row), fateOf(row)]));
  const rungs = rungsOf(manifest);
  return counts.flatMap((row) => {
    const classes = rungs.get(measureOf(row))?.get(row.HOUSEHOLD_TYPE);
    if (!classes) return [];
    const parts = classes.map((HOUSEHOLD_TYPE) => fates.get(cellOf({ ...row, HOUSEHOLD_TYPE })));
    const expected = parts.includes("F") ? "F" : parts.every((fate) => fate === "P") ? "P" : "D";
    const found = fateOf(row);
    return found === expected ? [] : [`${nameOf(cellOf(row))} is ${TOLD[found]}; by its classes it is ${TOLD[expected]}`];
  });
}

const TOLD: Readonly<Record<string, string>> = {
  P: "published",
  F: "withheld for too few households",
  D: "withheld to protect another cell",
  "?": "nothing that a cell becomes",
};

/** An area that is measured as another one is below it, says of each type what that one says, and neither is measured as a third. */
function twinFaults(manifest: Manifest, counts: readonly Observation[]): string[] {
  const { measured_as: twins } = manifest.draw;
  const byArea = grouped(counts, ({ REF_AREA }) => REF_AREA);
  const own = new Map(counts.map((row) => [cellOf(row), row]));
  const depth = (row: Observation) => manifest.territory.levels.indexOf(row.AREA_LEVEL);
  return Object.entries(twins).flatMap(([area, above]) => {
    const [rows, [first]] = [byArea.get(area) ?? [], byArea.get(above) ?? []];
    const [row] = rows;
    if (!row || !first) return [`${area} is measured as ${above}; ${row ? above : area} has no rows`];
    if (Object.hasOwn(twins, above) || depth(first) >= depth(row))
      return [`${area} is measured as ${above}, which is not above it`];
    return rows.flatMap((one) => {
      const its = own.get(cellOf({ ...one, REF_AREA: above }));
      const [said, expected] = [one, its].map((count) => count && `${fateOf(count)} ${count.OBS_VALUE}`);
      return said === expected ? [] : [`${nameOf(cellOf(one))} is not what it is in ${above}, as which ${area} is measured`];
    });
  });
}

/**
 * Is who is measured together what the manifest's territory has of only children, from which noise, gates and debits follow?
 * One area a level at most is measured as another, for what is not an only child is only a part of it.
 */
function togetherFaults(manifest: Manifest, counts: readonly Observation[]): string[] {
  const { levels, only_children: said } = manifest.territory;
  const { measured_as: twins } = manifest.draw;
  const lineages = lineagesOf(manifest);
  const listed = lineages.map((lineage) =>
    levels
      .slice(1)
      .filter((level) => lineage.includes(level))
      .join("+"),
  );
  if (lineages.some((lineage, i) => lineage.join("+") !== listed[i]) || new Set(listed).size < listed.length)
    return [
      `territory.only_children is ${JSON.stringify(said)}; expected lists of levels below ${levels[0]}, whole first, each once`,
    ];
  const seen = new Map<string, string>();
  for (const { REF_AREA, AREA_LEVEL } of counts) {
    const above = Object.hasOwn(twins, REF_AREA) ? twins[REF_AREA] : null;
    if (above) seen.set(`${AREA_LEVEL} ${REF_AREA}`, `${AREA_LEVEL} ${above}`);
  }
  const areas = [...seen.values()];
  const shared = areas.find((one, i) => areas.indexOf(one) !== i);
  if (shared) return [`several areas are measured as the same: ${shared}; of an only child there is one`];
  const found = new Set([...levelsByArea(manifest, counts).values()].map(namesOf));
  const due = dueLevels(manifest);
  const expected = new Set(
    lineages.flatMap((lineage) =>
      cellsOf(levels, due, lineage).flatMap((cell) => (cell.table === "_T" ? [namesOf(cell.levels)] : [])),
    ),
  );
  return [
    ...[...found]
      .filter((one) => !expected.has(one))
      .map((one) => `areas are measured as ${one}; territory.only_children has none such`),
    ...[...expected]
      .filter((one) => !found.has(one))
      .map((one) => `territory.only_children makes cells of ${one}; no area is measured so`),
  ];
}
