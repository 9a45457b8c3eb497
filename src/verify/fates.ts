import type { Manifest } from "../contract/manifest.ts";
import type { Observation } from "../contract/observation.ts";
import { canonicalHash, MANIFEST, sha256 } from "../release/index.ts";
import type { PromiseCheck } from "./check.ts";
import { type Contents, cellOf, grouped, MEASUREMENTS_FILE, measureOf, OBSERVATIONS_FILE } from "./contents.ts";
import { dueLevels } from "./shape.ts";
import { cellsOf, levelsByArea, lineagesOf, measuredAs, namesOf } from "./twins.ts";

/** What is needed to tell which rows are cells: a type that is a sum of classes is none, nor is an area that repeats another one's rows. */
type DrawnCells = Pick<Manifest, "measures"> & { readonly draw: Pick<Manifest["draw"], "fates" | "measured_as"> };

/** What a row can become, by the letter that digests have for it. */
const FATES: Readonly<Record<string, string>> = {
  P: "published",
  F: "withheld for too few households",
  D: "withheld to protect another cell",
  "?": "nothing that a cell becomes",
};

/**
 * What the rows say became of each cell is what the chain's draw was stored with, the noisy integers are those that were drawn,
 * and what is no cell follows from those that are.
 */
export const FATE_CHECKS: readonly PromiseCheck<Contents>[] = [
  { file: OBSERVATIONS_FILE, promise: "fates as drawn", faults: fateFaults },
  { file: MEASUREMENTS_FILE, promise: "the draw that was logged", faults: drawFaults },
  { file: OBSERVATIONS_FILE, promise: "a rung is what its classes are", faults: rungFaults },
  {
    file: MANIFEST,
    promise: "measured as another area",
    faults: (contents) => [...onlyChildFaults(contents), ...twinFaults(contents)],
  },
];

function fateOf({ OBS_VALUE, CONF_STATUS }: Observation): string {
  if (OBS_VALUE !== null) return "P";
  return CONF_STATUS === "A" ? "F" : CONF_STATUS === "D" ? "D" : "?";
}

/** The classes of a row's type where it is a sum of classes. */
function rungFinder({ measures }: Pick<Manifest, "measures">) {
  const rungs = new Map(
    measures.flatMap(({ domain, measure, rungs: all }) =>
      all.map(({ code, classes }): [string, readonly string[]] => [`${domain}.${measure} ${code}`, classes]),
    ),
  );
  return (row: Observation): readonly string[] | undefined => rungs.get(`${measureOf(row)} ${row.HOUSEHOLD_TYPE}`);
}

function isCellOf(drawn: DrawnCells): (row: Observation) => boolean {
  const classesOf = rungFinder(drawn);
  return (row) => !Object.hasOwn(drawn.draw.measured_as, row.REF_AREA) && classesOf(row) === undefined;
}

/** sha256 of what became of every measured cell, in the rows' order. */
export function fatesDigest(drawn: DrawnCells, observations: readonly Observation[]): string {
  const cells = observations.filter(({ STATISTIC }) => STATISTIC === "COUNT").filter(isCellOf(drawn));
  return sha256(cells.map(fateOf).join(""));
}

/** A published cell has its noisy figures; a row that is no cell has none. */
function fateFaults({ manifest, counts, published, measured }: Contents): string[] {
  const { fates } = manifest.draw;
  const digest = fatesDigest(manifest, counts);
  const isCell = isCellOf(manifest);
  return [
    ...(digest === fates ? [] : [`the fates of its cells make the digest ${digest}; the manifest's draw.fates is ${fates}`]),
    ...[...published]
      .filter(([cell, row]) => isCell(row) !== measured.has(cell))
      .map(
        ([cell]) => `${cell} is published, and has ${measured.has(cell) ? "noisy figures: it is no cell" : "no noisy figures"}`,
      ),
  ];
}

/** The noisy integers of the tables are those that the chain has the digest of, from before anything was made of them. */
function drawFaults({ manifest: { id, draw }, report: { ledger }, measured, bins }: Contents): string[] {
  const drawn = ledger.find((entry) => entry.kind === "drawn" && entry.publication === id);
  if (drawn?.kind !== "drawn") return [];
  const integers = [...measured].map(([cell, rows]) => {
    const noisy = (quantity: string) => rows.filter(({ QUANTITY }) => QUANTITY === quantity);
    const histogram = [...(bins.get(cell) ?? [])].sort((a, b) => a.BIN - b.BIN);
    return [...noisy("COUNT"), ...noisy("CENTRED_SUM"), ...histogram].map(({ NOISY }) => String(NOISY));
  });
  const digest = canonicalHash(["voisinage-draw/2", draw.basis, draw.fates, integers]);
  if (digest === drawn.digest) return [];
  return [`with the manifest's draw they make the digest ${digest}; the ledger's entry ${drawn.seq} says ${drawn.digest}`];
}

/** A rung is published where all of its classes are, else too few households in one of them is the reason given first. */
function rungFaults({ manifest, counts }: Contents): string[] {
  const fates = new Map(counts.map((row) => [cellOf(row), fateOf(row)]));
  const classesOf = rungFinder(manifest);
  return counts.flatMap((row) => {
    const classes = classesOf(row);
    if (!classes) return [];
    const parts = classes.map((HOUSEHOLD_TYPE) => fates.get(cellOf({ ...row, HOUSEHOLD_TYPE })));
    const expected = parts.includes("F") ? "F" : parts.every((fate) => fate === "P") ? "P" : "D";
    const found = fateOf(row);
    return found === expected ? [] : [`${cellOf(row)} is ${FATES[found]}; by its classes it is ${FATES[expected]}`];
  });
}

/** An area that is measured as another one is below it and repeats its rows, and neither is measured as a third. */
function twinFaults({ manifest, tables: { observations } }: Contents): string[] {
  const depthOf = ({ AREA_LEVEL }: Observation) => manifest.territory.levels.indexOf(AREA_LEVEL);
  const keyOf = (row: Observation) => `${cellOf(row)} ${row.STATISTIC}`;
  const figuresOf = (row: Observation | undefined) => JSON.stringify({ ...row, AREA_LEVEL: "", REF_AREA: "" });
  const byArea = grouped(observations, ({ REF_AREA }) => REF_AREA);
  const byKey = new Map(observations.map((row) => [keyOf(row), row]));
  return Object.entries(manifest.draw.measured_as).flatMap(([area, above]) => {
    const [rows, [first]] = [byArea.get(area) ?? [], byArea.get(above) ?? []];
    const [row] = rows;
    if (!row || !first) return [`${area} is measured as ${above}; ${row ? above : area} has no rows`];
    if (measuredAs(manifest, above) !== above || depthOf(first) >= depthOf(row))
      return [`${area} is measured as ${above}, which is not above it`];
    return rows
      .filter((one) => figuresOf(one) !== figuresOf(byKey.get(keyOf({ ...one, REF_AREA: above }))))
      .map((one) => `${keyOf(one)} is not what it is in ${above}, as which ${area} is measured`);
  });
}

/**
 * Which areas are measured together is what the manifest's territory has of only children, from which noise, gates and debits follow.
 * One area a level at most is measured as another, for what is not an only child is only a part of it.
 */
function onlyChildFaults({ manifest, counts }: Contents): string[] {
  const { levels } = manifest.territory;
  const lineages = lineagesOf(manifest);
  const below = levels.slice(1);
  const listed = new Set(lineages.map((lineage) => below.filter((level) => lineage.includes(level)).join("+")));
  if (listed.size < lineages.length || lineages.some((lineage) => !listed.has(lineage.join("+"))))
    return [
      `territory.only_children is ${JSON.stringify(lineages)}; expected lists of levels below ${levels[0]}, whole first, each once`,
    ];
  const twins = new Map(
    counts
      .filter(({ REF_AREA }) => measuredAs(manifest, REF_AREA) !== REF_AREA)
      .map(({ REF_AREA, AREA_LEVEL }) => [REF_AREA, `${AREA_LEVEL} ${measuredAs(manifest, REF_AREA)}`]),
  );
  const above = [...twins.values()];
  const shared = above.find((one, i) => above.indexOf(one) !== i);
  if (shared) return [`several areas are measured as the same: ${shared}; of an only child there is one`];
  const found = new Set([...levelsByArea(manifest, counts).values()].map(namesOf));
  const cells = lineages.flatMap((lineage) => cellsOf(levels, dueLevels(manifest), lineage));
  const expected = new Set(cells.filter(({ table }) => table === "_T").map((cell) => namesOf(cell.levels)));
  return [
    ...[...found]
      .filter((one) => !expected.has(one))
      .map((one) => `areas are measured as ${one}; territory.only_children has none such`),
    ...[...expected]
      .filter((one) => !found.has(one))
      .map((one) => `territory.only_children makes cells of ${one}; no area is measured so`),
  ];
}
