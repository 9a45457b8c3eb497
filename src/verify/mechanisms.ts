import type { Mechanism } from "../contract/manifest.ts";
import type { Observation } from "../contract/observation.ts";
import { checksOf, type Faults, type PromiseCheck } from "./check.ts";
import { type Documents, REPORT_FILE } from "./documents.ts";
import { addFractions, Fraction, isNear } from "./fraction.ts";
import { HISTOGRAM_MOVES } from "./histogram.ts";
import { ALL, cellsByLineage, clampAt, clampHalf, clampsAt, levelsByArea } from "./shape.ts";
import { gateShare, mechanismShare, partsFaults } from "./shares.ts";

/** Above this, the sums that confirm thresholds would take minutes. Counts have noise of a deviation far below 10 000. */
const LARGEST_VARIANCE = 1e8;

type MechanismName = Pick<Mechanism, "measure" | "table" | "quantity" | "sensitivity"> & { readonly levels: readonly string[] };

/**
 * Name of a mechanism: its measure, the levels that pay for it, its table and its quantity. Of sums of leaves that have several
 * clamps there is one for each clamp, and the name has its sensitivity too.
 */
function nameOf({ manifest, shapes }: Documents, { measure, levels, table, quantity, sensitivity }: MechanismName): string {
  const [topmost = ""] = levels;
  const shape = quantity === "sum" ? shapes.get(measure) : undefined;
  const isOneOfMany = shape !== undefined && clampsAt(manifest, shape, topmost).length > 1;
  return [measure, levels.join("+"), table, quantity, ...(isOneOfMany ? [sensitivity] : [])].join(" ");
}

function keyOf(documents: Documents, { level, twins = [], ...one }: Mechanism): string {
  return nameOf(documents, { ...one, levels: [level, ...twins] });
}

function byKey(documents: Documents): Map<string, Mechanism> {
  return new Map(documents.report.mechanisms.map((mechanism) => [keyOf(documents, mechanism), mechanism]));
}

/** The sensitivities that a quantity has in cells that these levels pay for; more than one of sums of leaves alone. */
function sensitivitiesOf({ manifest, shapes }: Documents, measure: string, level: string, quantity: Mechanism["quantity"]) {
  const shape = shapes.get(measure);
  if (quantity !== "sum" || !shape) return [quantity === "histogram" ? HISTOGRAM_MOVES : 1n];
  return clampsAt(manifest, shape, level).map((clamp) => clampHalf(clamp, shape));
}

/**
 * Finds the mechanism that made a number of a cell, among those that the report lists. An only child has that of the area that it
 * is measured as.
 */
export function mechanismFinder(documents: Documents, observations: readonly Observation[]) {
  const mechanisms = byKey(documents);
  const levels = levelsByArea(documents.manifest, observations);
  return (cell: string, quantity: Mechanism["quantity"]): Mechanism | undefined => {
    const [measure = "", area = "", type] = cell.split(" ");
    const paying = (levels.get(area) ?? []).filter(({ typed }) => type === ALL || typed).map(({ level }) => level);
    const { manifest, shapes } = documents;
    const shape = shapes.get(measure);
    const sensitivity = shape ? String(clampHalf(clampAt(manifest, shape, paying[0] ?? "", area), shape)) : "";
    return mechanisms.get(
      nameOf(documents, { measure, levels: paying, table: type === ALL ? ALL : "types", quantity, sensitivity }),
    );
  };
}

/** The names of the mechanisms of one measure that a household meets, by the kind of place it lives in: one of each list. */
function keysByLineage(documents: Documents, measure: string): string[][][] {
  return cellsByLineage(documents.manifest, documents.due).map((cells) =>
    cells.flatMap(({ levels: paying, table }) => {
      const levels = paying.map(({ level }) => level);
      const quantities = [
        "count",
        "sum",
        ...(paying.some(({ histograms }) => histograms) ? ["histogram" as const] : []),
      ] as const;
      return quantities.map((quantity) =>
        sensitivitiesOf(documents, measure, levels[0] ?? "", quantity).map((sensitivity) =>
          nameOf(documents, { measure, levels, table, quantity, sensitivity: String(sensitivity) }),
        ),
      );
    }),
  );
}

/** The names of all mechanisms that settings, calendar and twins call for. */
function expectedKeys(documents: Documents): Set<string> {
  return new Set([...documents.shapes.keys()].flatMap((key) => keysByLineage(documents, key).flat(2)));
}

/** The mechanisms of one measure that a household meets, by the kind of place it lives in: one of each list. */
export function mechanismsByLineage(documents: Documents, measure: string): Mechanism[][][] {
  const mechanisms = byKey(documents);
  return keysByLineage(documents, measure).map((lists) => lists.map((keys) => keys.flatMap((key) => mechanisms.get(key) ?? [])));
}

const ofEach = (faults: (documents: Documents, one: Mechanism) => Faults) =>
  function* (documents: Documents): Faults {
    const expected = expectedKeys(documents);
    // What is listed beside them, or twice, is a fault already.
    for (const [key, mechanism] of byKey(documents))
      if (expected.has(key)) for (const fault of faults(documents, mechanism)) yield `${key}${fault}`;
  };

/**
 * Every mechanism costs what its noise and the measure's bound make it cost, no more than the settings share out for it, and they
 * add up to what the ledger charged.
 */
export const MECHANISM_CHECKS: readonly PromiseCheck<Documents>[] = checksOf(REPORT_FILE, {
  mechanisms: listFaults,
  noise: ofEach(noiseFaults),
  gates: ofEach(gateFaults),
  "parts of the budget": ({ manifest }) => partsFaults(manifest),
  "shares of the budget": ofEach(shareFaults),
  charges: chargeFaults,
});

/** The report must list exactly the mechanisms that settings, calendar and twins call for, each once. */
function* listFaults(documents: Documents): Faults {
  const keys = documents.report.mechanisms.map((mechanism) => keyOf(documents, mechanism));
  const expected = expectedKeys(documents);
  const listed = new Set(keys);
  for (const key of expected) if (!listed.has(key)) yield `${key} is not listed; the calendar has it`;
  for (const key of listed) if (!expected.has(key)) yield `${key} is listed; the calendar has none`;
  if (listed.size < keys.length) yield `${keys.length - listed.size} are listed twice`;
}

/** ρ = Δ²/2σ², with the Δ that the clamp of the manifest gives. */
function* noiseFaults(documents: Documents, { measure, quantity, ...one }: Mechanism): Faults {
  if (!documents.shapes.has(measure)) return;
  const possible = sensitivitiesOf(documents, measure, one.level, quantity);
  const sensitivity = possible.find((moves) => String(moves) === one.sensitivity) ?? (possible[0] as bigint);
  if (one.sensitivity !== String(sensitivity)) yield `: sensitivity is ${one.sensitivity}; expected ${possible.join(" or ")}`;
  const variance = new Fraction(one.variance);
  if (variance.lte(0)) {
    yield `: variance is ${one.variance}; expected more than 0`;
    return;
  }
  const cost = new Fraction(sensitivity * sensitivity).div(variance.mul(2));
  if (!cost.equals(one.rho))
    yield `: noise of variance ${one.variance} costs rho = ${cost.toFraction()}; the report says ${one.rho}`;
  const sigma = Math.sqrt(variance.valueOf());
  if (!isNear(one.sigma, sigma)) yield `: sigma is ${one.sigma}; the variance makes it ${sigma}`;
}

/** A gate sits on every count and on nothing else, its threshold confirmed on the exact tail: Pr[1 + Z ≥ τ] ≤ δ′. */
function* gateFaults({ report: { k } }: Documents, { quantity, gate, variance: text }: Mechanism): Faults {
  if (quantity !== "count" && gate) yield " has a gate; only counts have";
  if (quantity === "count" && !gate) yield " has no gate; every count has";
  if (quantity !== "count" || !gate) return;
  const { delta, tau, households_needed } = gate;
  const variance = new Fraction(text).valueOf();
  if (!/^\d{1,9}$/.test(tau) || Number(tau) < 2) yield `: tau is ${tau}; expected a whole number ≥ 2`;
  else if (!(variance > 0 && variance < LARGEST_VARIANCE))
    yield `: variance is ${variance}; expected less than ${LARGEST_VARIANCE}`;
  else {
    const passes = upperTail(variance, Number(tau) - 1);
    const allowed = new Fraction(delta).valueOf();
    if (!(passes <= allowed * (1 + 1e-9)))
      yield `: a cell of one household too few passes tau = ${tau} with probability ${passes}; delta is ${allowed}`;
    const needed = Math.max(k, k - 1 + Number(tau));
    if (households_needed !== needed) yield `: households_needed is ${households_needed}; expected ${needed}`;
  }
}

/**
 * Pr[Z ≥ t] of the discrete Gaussian, Pr[Z = x] ∝ exp(−x²/2σ²), summed as it is defined. Written apart from what thresholds
 * are planned with, so that `verify` does not repeat a fault of it.
 *
 * @param variance σ² in the square of a count, > 0; the sum takes some 10σ steps
 * @param t ≥ 1
 */
function upperTail(variance: number, t: number): number {
  const from = (start: number) => {
    let sum = 0;
    for (let x = start; ; x++) {
      const mass = Math.exp((-x * x) / (2 * variance));
      sum += mass;
      if (mass <= 1e-18 * sum) return sum;
    }
  };
  // The integral is the sum from here on, to 17 digits (Poisson's summation).
  const normaliser = variance >= 2 ? Math.sqrt(2 * Math.PI * variance) : 1 + 2 * from(1);
  return from(t) / normaliser;
}

function* shareFaults({ manifest, opened }: Documents, one: Mechanism): Faults {
  const share = opened && mechanismShare(manifest, opened, one);
  if (!opened || !share) return;
  const over = (what: string, amount: string, most: Fraction) =>
    most.lt(amount) ? [`: ${what} is ${new Fraction(amount).valueOf()}; the settings share out ${most.valueOf()}`] : [];
  yield* over("rho", one.rho, share);
  if (one.gate) yield* over("delta", one.gate.delta, gateShare(manifest, opened));
}

function dearestOf(costs: readonly string[]): Fraction {
  return costs.map((cost) => new Fraction(cost)).reduce((a, b) => (b.compare(a) > 0 ? b : a), new Fraction(0));
}

/** A household sits in one cell of each table: a measure costs the sum over its mechanisms and gates, where they cost most. */
function* chargeFaults(documents: Documents): Faults {
  const { shapes, debits } = documents;
  const [debit] = debits;
  if (!debit) return;
  for (const key of Object.keys(debit.charges)) if (!shapes.has(key)) yield `${key} is charged; it is not published`;
  for (const key of shapes.keys()) {
    const charge = debit.charges[key];
    if (!charge) {
      yield `${key} is published; it is not charged`;
      continue;
    }
    const lineages = mechanismsByLineage(documents, key);
    const costs = { rho: ({ rho }: Mechanism) => rho, delta: ({ gate }: Mechanism) => gate?.delta ?? "0/1" };
    for (const part of ["rho", "delta"] as const) {
      const [dearest = new Fraction(0)] = lineages
        .map((lists) => addFractions(lists.map((some) => dearestOf(some.map(costs[part])))))
        .sort((a, b) => b.compare(a));
      if (!dearest.equals(charge[part]))
        yield `${key}: its noise and gates cost ${part} = ${dearest.toFraction()}; the ledger charged ${charge[part]}`;
    }
  }
}
