import { canonicalJson } from "../contract/canonical.ts";
import { ofKind } from "../contract/chain.ts";
import type { Mechanism } from "../contract/manifest.ts";
import { basePeriod, parsePeriod, stepWithin } from "../contract/period.ts";
import { checksOf, type Faults, type PromiseCheck } from "./check.ts";
import { type Contents, grouped, OBSERVATIONS_FILE, type ShownCell } from "./contents.ts";
import type { Documents } from "./documents.ts";
import { Fraction } from "./fraction.ts";
import { formOf, precisionOfBin, precisionOfTotal } from "./histogram.ts";
import { amongLinkedTypes } from "./linked.ts";
import { NORMAL_95 } from "./measurements.ts";
import { ALL, clampHalf, publishedLevels, streamsOf } from "./shape.ts";
import { worthByStep } from "./shares.ts";

/** A withheld count that one subtraction of published cells gives. */
interface Subtraction {
  readonly withheld: ShownCell;
  readonly published: readonly ShownCell[];
}

/**
 * No subtraction of published cells gives a withheld count to better than ± 2k (95 %). Two are tried: all households of an
 * area less its other types, and the whole less the other areas of a level. Others need the tree of areas, which is not in
 * the folder. The attacker knows what the withheld households used, so sums and one bin count them too, and waits for all
 * publications of the year if this is the first. They lay the measures that withhold the same count side by side, and types of
 * partitions that are linked. Cells that an earlier publication may have shown, and cells that the report calls exposed, are
 * skipped: they are public already.
 */
export const WITHHELD_CHECKS: readonly PromiseCheck<Contents>[] = checksOf(OBSERVATIONS_FILE, {
  "withheld counts stay withheld": withheldFaults,
});

function* withheldFaults(contents: Contents): Faults {
  const { manifest, report } = contents;
  const steps = earlierDraws(contents).map((id) => parsePeriod(basePeriod(id)).step);
  const before = publishedLevels(manifest).filter((level) => steps.some((step) => stepWithin(level.step, step)));
  const exposed = exposedCells(contents);
  const { ofCount, ofDifference } = precisionFinder(contents);
  const tried = [...amongTypes(contents), ...amongAreas(contents)].map((one) => ({
    ...one,
    precision: ofDifference(one.published),
  }));
  // A release of before this was promised is held to what was promised then: each measure by itself.
  const together = report.measures_together ? togetherFinder(contents, tried) : null;
  const linked = report.types_linked ? amongLinkedTypes(contents, ofCount) : [];
  const each = tried.map((one) => ({ withheld: one.withheld, precision: together?.(one) ?? one.precision }));
  for (const { withheld, precision } of [...each, ...linked]) {
    const { name, level } = withheld;
    if (before.some((shownLevel) => shownLevel.level === level) || exposed.has(name)) continue;
    const half = NORMAL_95 / Math.sqrt(precision);
    if (!(half >= 2 * report.k))
      yield `${name} is withheld, and known to ± ${half.toFixed(1)} by subtraction; ± ${2 * report.k} is promised`;
  }
}

type TriedSubtraction = Subtraction & { readonly precision: number };

/**
 * What the same subtraction tells in all measures that withhold a count of the same households: those of one partition or, of all
 * households of an area, all. A measure that shows the count has other households in it. At worst a household gives as many
 * measures as it may.
 */
function togetherFinder({ manifest }: Contents, tried: readonly TriedSubtraction[]) {
  const streams = streamsOf(manifest);
  const partitions = new Map(
    manifest.measures.map(({ domain, measure, classes, rungs }) => [`${domain}.${measure}`, canonicalJson({ classes, rungs })]),
  );
  const sameSubtraction = ({ withheld, published }: Subtraction) =>
    [withheld, ...published].map(({ name }) => countOf(name)).join("\n");
  const groups = grouped(tried, sameSubtraction);
  return (one: TriedSubtraction): number => {
    if (streams === 1) return one.precision;
    const partition = partitions.get(measureIn(one.withheld.name));
    const isMate = (measure: string) => one.withheld.type === ALL || partitions.get(measure) === partition;
    return (groups.get(sameSubtraction(one)) ?? [])
      .filter(({ withheld }) => isMate(measureIn(withheld.name)))
      .map(({ precision }) => precision)
      .sort((a, b) => b - a)
      .slice(0, streams)
      .reduce((sum, precision) => sum + precision, 0);
  };
}

/** Measure of a cell, and area and type, by its name. */
const measureIn = (name: string): string => name.slice(0, name.indexOf(" "));
const countOf = (name: string): string => name.slice(name.indexOf(" ") + 1);

/** The cells that the report says an earlier publication of the year exposes. */
export function exposedCells({ report }: Documents): Set<string> {
  return new Set(report.exposed.map(({ measure, area, type }) => `${measure} ${area} ${type}`));
}

/** The other publications of the year that the release's ledger has drawn. */
export function earlierDraws({ manifest: { id, year }, report: { ledger } }: Documents): string[] {
  const drawn = ofKind(ledger, "drawn").filter((entry) => entry.year === year && entry.publication !== id);
  return drawn.map(({ publication }) => publication);
}

/**
 * Precision of a published count, and that of a withheld one by one subtraction, from counts, sums and one bin: precisions of
 * independent differences add up (src/privacy/protection.md). For the first publication of a year, all that the calendar has are
 * counted, each with the noise that its own parts of the budget buy.
 */
function precisionFinder(contents: Contents) {
  const { manifest, mechanismOf, shapes } = contents;
  const isFirst = earlierDraws(contents).length === 0;
  /** for each kind of publication of the year: how many there are, and the variance of a cell's quantity in one of them */
  const variances = ({ name }: ShownCell, quantity: Mechanism["quantity"]) => {
    const mechanism = mechanismOf(name, quantity);
    if (!mechanism) return [];
    const unit = quantity === "sum" ? fullCentre(contents, name) : 1;
    const ownVariance = new Fraction(mechanism.variance).valueOf() / unit ** 2;
    if (!isFirst) return [{ times: 1, variance: ownVariance }];
    return worthByStep(manifest, mechanism).map(({ times, worth }) => ({ times, variance: ownVariance / worth }));
  };
  const precision = (cell: ShownCell, quantity: Mechanism["quantity"]): number =>
    variances(cell, quantity).reduce((all, { times, variance }) => all + times / variance, 0);
  /** precision of the difference of all cells, added up over the publications that have them all */
  const precisionOfDifference = (published: readonly ShownCell[], quantity: "sum" | "histogram"): number => {
    const [first = [], ...others] = published.map((cell) => variances(cell, quantity));
    return first.reduce((all, { times, variance }, step) => {
      const whole = others.reduce((sum, own) => sum + (own[step]?.variance ?? Number.POSITIVE_INFINITY), variance);
      return all + times / whole;
    }, 0);
  };
  const form = ({ name }: ShownCell) => shapes.get(measureIn(name))?.histogram ?? formOf(false);
  const ofCount = (cell: ShownCell) => precision(cell, "count") + precision(cell, "histogram") * precisionOfTotal(form(cell));
  /** The cells are of one measure. */
  const ofDifference = (published: readonly ShownCell[]): number => {
    const [first] = published;
    if (!first) return 0;
    const counts = published.reduce((sum, cell) => sum + 1 / ofCount(cell), 0);
    const sums = gainOf(contents, published) ** 2 * precisionOfDifference(published, "sum");
    return 1 / counts + sums + precisionOfBin(form(first)) * precisionOfDifference(published, "histogram");
  };
  return { ofCount, ofDifference };
}

/** What a household at its measure's own clamp adds to a centred sum, in 1/scale base units, whatever the clamp of the cell. */
function fullCentre({ shapes }: Contents, name: string): number {
  const shape = shapes.get(name.split(" ")[0] ?? "");
  return shape ? Number(clampHalf(shape.upper, shape)) : 0;
}

/**
 * How much larger the withheld households may be in the difference, where some of the cells are leaves under a lower clamp: twice
 * the whole less the lowest clamp's share of it (src/privacy/protection.md, "Sums under a lower clamp").
 */
function gainOf(contents: Contents, published: readonly ShownCell[]): number {
  const shares = published.flatMap(({ name }) => {
    const mechanism = contents.mechanismOf(name, "sum");
    return mechanism ? [Number(mechanism.sensitivity) / fullCentre(contents, name)] : [];
  });
  return 2 - Math.min(1, ...shares);
}

/** Areas where all that is missing is one class or one rung, or the total while no class is. */
function* amongTypes({ shown }: Contents): Iterable<Subtraction> {
  for (const { areas, rungs } of shown)
    for (const area of areas) {
      const cells = [...area.values()].filter(({ type }) => !rungs.has(type));
      const missing = cells.filter(({ count }) => count === null);
      const [rung = ""] =
        [...rungs].find(([, parts]) => parts.length === missing.length && missing.every(({ type }) => parts.includes(type))) ??
        [];
      const withheld = missing.length === 1 ? missing[0] : area.get(rung);
      const published = cells.filter(({ count }) => count !== null);
      if (withheld && cells.length >= 3 && published.every(({ measured }) => measured)) yield { withheld, published };
    }
}

/** Levels where all that is missing is one area, or the whole itself. */
function* amongAreas({ manifest, due, shown }: Contents): Iterable<Subtraction> {
  const [top, ...levels] = due.map(({ level }) => level);
  if (top !== manifest.territory.levels[0]) return;
  for (const { areas } of shown)
    for (const type of new Set(areas.flatMap((area) => [...area.keys()])))
      for (const level of levels) {
        const cells = areas.flatMap((area) => area.get(type) ?? []);
        const all = cells.filter((cell) => cell.level === top || cell.level === level);
        const [withheld, ...more] = all.filter(({ count }) => count === null);
        const published = all.filter((cell) => cell !== withheld);
        if (
          withheld &&
          more.length === 0 &&
          all.some((cell) => cell.level === level) &&
          published.every(({ measured }) => measured)
        )
          yield { withheld, published };
      }
}
