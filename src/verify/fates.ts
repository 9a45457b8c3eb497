import { ofKind } from "../contract/chain.ts";
import type { Manifest } from "../contract/manifest.ts";
import type { Observation } from "../contract/observation.ts";
import { canonicalHash, MANIFEST, sha256 } from "../release/index.ts";
import { checksOf, type Faults, type PromiseCheck } from "./check.ts";
import { type Contents, cellOf, grouped, MEASUREMENTS_FILE, measureOf, OBSERVATIONS_FILE } from "./contents.ts";
import { cellsByLineage, levelsByArea, lineagesOf, measuredAs, namesOf } from "./shape.ts";

/** Tells which rows are cells. A type that is a sum of classes is not one, nor is an area that repeats another one's rows. */
type DrawnCells = Pick<Manifest, "measures"> & { readonly draw: Pick<Manifest["draw"], "fates" | "measured_as"> };

/** What a row can become, by the letter that digests have for it. */
const FATES: Readonly<Record<string, string>> = {
  P: "published",
  F: "withheld for too few households",
  D: "withheld to protect another cell",
  "?": "nothing that a cell becomes",
};

/**
 * The fate of each cell (published, too few, withheld to protect another) and the noisy integers are those that the ledger's
 * draw names by their digests. Rungs and only children follow from the cells that they are made of.
 */
export const FATE_CHECKS: readonly PromiseCheck<Contents>[] = [
  ...checksOf(OBSERVATIONS_FILE, { "fates as drawn": fateFaults, "a rung is what its classes are": rungFaults }),
  ...checksOf(MEASUREMENTS_FILE, { "the draw that was logged": drawFaults }),
  ...checksOf(MANIFEST, {
    "measured as another area": (contents: Contents) => [...onlyChildFaults(contents), ...twinFaults(contents)],
  }),
];

function fateOf({ OBS_VALUE, CONF_STATUS }: Observation): string {
  if (OBS_VALUE !== null) return "P";
  return CONF_STATUS === "A" ? "F" : CONF_STATUS === "D" ? "D" : "?";
}

/** Finds the classes of a row's type where it is a sum of classes. */
function rungFinder({ measures }: Pick<Manifest, "measures">) {
  const rungs = new Map(
    measures.flatMap(({ domain, measure, rungs: all }) =>
      all.map(({ code, classes }): [string, string[]] => [`${domain}.${measure} ${code}`, classes]),
    ),
  );
  return (row: Observation) => rungs.get(`${measureOf(row)} ${row.HOUSEHOLD_TYPE}`);
}

function isCellOf(drawn: DrawnCells): (row: Observation) => boolean {
  const classesOf = rungFinder(drawn);
  return (row) => !Object.hasOwn(drawn.draw.measured_as, row.REF_AREA) && classesOf(row) === undefined;
}

/** sha256 of the fates of all measured cells, in the rows' order. */
export function publishedFatesDigest(drawn: DrawnCells, observations: readonly Observation[]): string {
  const cells = observations.filter(({ STATISTIC }) => STATISTIC === "COUNT").filter(isCellOf(drawn));
  return sha256(cells.map(fateOf).join(""));
}

/** A published cell has its noisy figures, and a row that is not a cell has no noisy figures. */
function* fateFaults({ manifest, counts, published, measured }: Contents): Faults {
  const { fates } = manifest.draw;
  const digest = publishedFatesDigest(manifest, counts);
  if (digest !== fates) yield `the fates of its cells make the digest ${digest}; the manifest's draw.fates is ${fates}`;
  const isCell = isCellOf(manifest);
  for (const [cell, row] of published)
    if (isCell(row) !== measured.has(cell))
      yield `${cell} is published, and has ${measured.has(cell) ? "noisy figures: it is no cell" : "no noisy figures"}`;
}

/** The noisy integers of the tables are those that the chain has the digest of, from before anything was made of them. */
function* drawFaults({ manifest: { id, draw }, report: { ledger }, measured, bins }: Contents): Faults {
  const drawn = ofKind(ledger, "drawn").find(({ publication }) => publication === id);
  const integers = [...measured].map(([cell, rows]) => {
    const noisy = (quantity: string) => rows.filter(({ QUANTITY }) => QUANTITY === quantity);
    const histogram = [...(bins.get(cell) ?? [])].sort((a, b) => a.BIN - b.BIN);
    return [...noisy("COUNT"), ...noisy("CENTRED_SUM"), ...histogram].map(({ NOISY }) => String(NOISY));
  });
  const digest = canonicalHash(["voisinage-draw/2", draw.basis, draw.fates, integers]);
  if (drawn && digest !== drawn.digest)
    yield `with the manifest's draw they make the digest ${digest}; the ledger's entry ${drawn.seq} says ${drawn.digest}`;
}

/**
 * A rung is published where all of its classes are. Where all have too few households, so is it said to have; where some have, it
 * is withheld to protect them. Until this was told apart, releases gave too few households as the reason of those as well.
 */
function* rungFaults({ manifest, counts }: Contents): Faults {
  const fates = new Map(counts.map((row) => [cellOf(row), fateOf(row)]));
  const classesOf = rungFinder(manifest);
  for (const row of counts) {
    const parts = classesOf(row)?.map((HOUSEHOLD_TYPE) => fates.get(cellOf({ ...row, HOUSEHOLD_TYPE })));
    if (!parts) continue;
    const [first] = parts;
    const expected = parts.every((part) => part === first) ? (first ?? "?") : "D";
    const fate = fateOf(row);
    if (fate !== expected && !(fate === "F" && parts.includes("F")))
      yield `${cellOf(row)} is ${FATES[fate]}; by its classes it is ${FATES[expected]}`;
  }
}

/** An area that is measured as another one is below it and repeats its rows, and neither is measured as a third. */
function* twinFaults({ manifest, tables: { observations } }: Contents): Faults {
  const depthOf = ({ AREA_LEVEL }: Observation) => manifest.territory.levels.indexOf(AREA_LEVEL);
  const keyOf = (row: Observation) => `${cellOf(row)} ${row.STATISTIC}`;
  const figuresOf = (row: Observation | undefined) => JSON.stringify({ ...row, AREA_LEVEL: "", REF_AREA: "" });
  const byArea = grouped(observations, ({ REF_AREA }) => REF_AREA);
  const byKey = new Map(observations.map((row) => [keyOf(row), row]));
  for (const [area, above] of Object.entries(manifest.draw.measured_as)) {
    const [rows, [first]] = [byArea.get(area) ?? [], byArea.get(above) ?? []];
    const [row] = rows;
    if (!row || !first) yield `${area} is measured as ${above}; ${row ? above : area} has no rows`;
    else if (measuredAs(manifest, above) !== above || depthOf(first) >= depthOf(row))
      yield `${area} is measured as ${above}, which is not above it`;
    else
      for (const one of rows)
        if (figuresOf(one) !== figuresOf(byKey.get(keyOf({ ...one, REF_AREA: above }))))
          yield `${keyOf(one)} is not what it is in ${above}, as which ${area} is measured`;
  }
}

/**
 * Areas are measured together exactly as the manifest's list of only children says: noise, gates and debits follow from it. At
 * most one area a level is measured as another one, because an area with siblings is only a part of the one above.
 */
function* onlyChildFaults({ manifest, due, counts }: Contents): Faults {
  const [whole, ...below] = manifest.territory.levels;
  const lineages = lineagesOf(manifest);
  const listed = new Set(lineages.map((lineage) => below.filter((level) => lineage.includes(level)).join("+")));
  if (listed.size < lineages.length || lineages.some((lineage) => !listed.has(lineage.join("+")))) {
    yield `territory.only_children is ${JSON.stringify(lineages)}; expected lists of levels below ${whole}, whole first, each once`;
    return;
  }
  const twins = new Map(
    counts
      .filter(({ REF_AREA }) => measuredAs(manifest, REF_AREA) !== REF_AREA)
      .map(({ REF_AREA, AREA_LEVEL }) => [REF_AREA, `${AREA_LEVEL} ${measuredAs(manifest, REF_AREA)}`]),
  );
  const above = [...twins.values()];
  const shared = above.find((one, i) => above.indexOf(one) !== i);
  if (shared) {
    yield `several areas are measured as the same: ${shared}; of an only child there is one`;
    return;
  }
  const measuredLevels = new Set([...levelsByArea(manifest, counts).values()].map(namesOf));
  const cells = cellsByLineage(manifest, due).flat();
  const expected = new Set(cells.filter(({ table }) => table === "_T").map(({ levels }) => namesOf(levels)));
  for (const levels of measuredLevels)
    if (!expected.has(levels)) yield `areas are measured as ${levels}; territory.only_children has none such`;
  for (const levels of expected)
    if (!measuredLevels.has(levels)) yield `territory.only_children makes cells of ${levels}; no area is measured so`;
}
