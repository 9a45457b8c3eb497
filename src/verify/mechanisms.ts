import type { Manifest, Mechanism } from "../contract/manifest.ts";
import type { Observation } from "../contract/observation.ts";
import type { PromiseCheck } from "./check.ts";
import { type CellColumns, type Documents, measureOf, openingOf, REPORT_FILE } from "./contents.ts";
import { Fraction, largest, sum } from "./fraction.ts";
import { ALL, dueLevels, measureShapes } from "./shape.ts";
import { allotted, gateShare } from "./shares.ts";
import { upperTail } from "./tail.ts";
import { cellsOf, levelsByArea, lineagesOf, namesOf } from "./twins.ts";

/** Above this, the sum that confirms a threshold would take minutes. */
const LARGEST_VARIANCE = 1e12;

/** A mechanism is named by its measure, the levels that pay for it, its table and its quantity. */
function keyOf({ measure, level, twins = [], table, quantity }: Mechanism): string {
  return [measure, [level, ...twins].join("+"), table, quantity].join(" ");
}

/** Finds the mechanism that made a number. An area that is measured as another one has that one's. */
export function mechanismFinder({ manifest, report }: Documents, observations: readonly Observation[]) {
  const byKey = new Map(report.mechanisms.map((one) => [keyOf(one), one]));
  const levels = levelsByArea(manifest, observations);
  return (cell: CellColumns, quantity: Mechanism["quantity"]): Mechanism | undefined => {
    const all = cell.HOUSEHOLD_TYPE === ALL;
    const paying = (levels.get(cell.REF_AREA) ?? []).filter(({ typed }) => all || typed);
    return byKey.get([measureOf(cell), namesOf(paying), all ? ALL : "types", quantity].join(" "));
  };
}

/** The names of the mechanisms of one measure that a household meets, by the kind of place it lives in. */
function keysByLineage(manifest: Manifest, measure: string): string[][] {
  return lineagesOf(manifest).map((lineage) =>
    cellsOf(manifest.territory.levels, dueLevels(manifest), lineage).flatMap(({ levels, table }) => {
      const quantities = ["count", "sum", ...(levels.some(({ histograms }) => histograms) ? ["histogram"] : [])];
      return quantities.map((quantity) => [measure, namesOf(levels), table, quantity].join(" "));
    }),
  );
}

/** The mechanisms of one measure that a household meets, by the kind of place it lives in. */
export function mechanismsByLineage({ manifest, report }: Documents, measure: string): Mechanism[][] {
  const byKey = new Map(report.mechanisms.map((one) => [keyOf(one), one]));
  return keysByLineage(manifest, measure).map((keys) => keys.flatMap((key) => byKey.get(key) ?? []));
}

const ofEach = (faults: (documents: Documents, one: Mechanism) => string[]) => (documents: Documents) =>
  documents.report.mechanisms.flatMap((one) => faults(documents, one).map((fault) => `${keyOf(one)}${fault}`));

/**
 * Every mechanism costs what its noise and the measure's bound make it cost, no more than the settings share out for it, and they
 * add up to what the ledger charged.
 */
export const MECHANISM_CHECKS: readonly PromiseCheck<Documents>[] = [
  { file: REPORT_FILE, promise: "mechanisms", faults: listFaults },
  { file: REPORT_FILE, promise: "noise", faults: ofEach(noiseFaults) },
  { file: REPORT_FILE, promise: "gates", faults: ofEach(gateFaults) },
  { file: REPORT_FILE, promise: "shares of the budget", faults: ofEach(shareFaults) },
  { file: REPORT_FILE, promise: "charges", faults: chargeFaults },
];

/** Exactly those that settings, calendar and twins call for, each once. */
function listFaults({ manifest, report }: Documents): string[] {
  const keys = report.mechanisms.map(keyOf);
  const expected = new Set(measureShapes(manifest).flatMap(({ key }) => keysByLineage(manifest, key).flat()));
  const found = new Set(keys);
  return [
    ...[...expected].filter((key) => !found.has(key)).map((key) => `${key} is not listed; the calendar has it`),
    ...[...found].filter((key) => !expected.has(key)).map((key) => `${key} is listed; the calendar has none`),
    ...(found.size < keys.length ? [`${keys.length - found.size} are listed twice`] : []),
  ];
}

/** ρ = Δ²/2σ², with the Δ that the clamp of the manifest gives. */
function noiseFaults({ manifest }: Documents, one: Mechanism): string[] {
  const measure = measureShapes(manifest).find(({ key }) => key === one.measure);
  if (!measure) return [];
  const faults: string[] = [];
  const sensitivity = one.quantity === "sum" ? measure.centre : 1n;
  if (one.sensitivity !== String(sensitivity)) faults.push(`: sensitivity is ${one.sensitivity}; expected ${sensitivity}`);
  const variance = new Fraction(one.variance);
  if (variance.lte(0)) return [...faults, `: variance is ${one.variance}; expected more than 0`];
  const cost = new Fraction(sensitivity * sensitivity).div(variance.mul(2));
  if (!cost.equals(one.rho))
    faults.push(`: noise of variance ${one.variance} costs rho = ${cost.toFraction()}; the report says ${one.rho}`);
  const sigma = Math.sqrt(variance.valueOf());
  if (!(Math.abs(one.sigma - sigma) <= 1e-9 * sigma)) faults.push(`: sigma is ${one.sigma}; the variance makes it ${sigma}`);
  return faults;
}

/** A gate sits on every count and on nothing else, its threshold confirmed on the exact tail: Pr[1 + Z ≥ τ] ≤ δ′. */
function gateFaults({ report: { k } }: Documents, { quantity, gate, variance: text }: Mechanism): string[] {
  if (quantity !== "count") return gate ? [" has a gate; only counts have"] : [];
  if (!gate) return [" has no gate; every count has"];
  const { delta, tau, households_needed } = gate;
  const variance = new Fraction(text).valueOf();
  if (!/^\d{1,9}$/.test(tau) || Number(tau) < 2) return [`: tau is ${tau}; expected a whole number ≥ 2`];
  if (!(variance > 0 && variance < LARGEST_VARIANCE))
    return [`: variance is ${variance}; expected less than ${LARGEST_VARIANCE}`];
  const faults: string[] = [];
  const passes = upperTail(variance, Number(tau) - 1);
  const allowed = new Fraction(delta).valueOf();
  if (!(passes <= allowed * (1 + 1e-9)))
    faults.push(`: a cell of one household too few passes tau = ${tau} with probability ${passes}; delta is ${allowed}`);
  const needed = Math.max(k, k - 1 + Number(tau));
  if (households_needed !== needed) faults.push(`: households_needed is ${households_needed}; expected ${needed}`);
  return faults;
}

function shareFaults(documents: Documents, one: Mechanism): string[] {
  const { manifest } = documents;
  const opened = openingOf(documents);
  const share = opened && allotted(manifest, opened, one);
  if (!opened || !share) return [];
  const over = (what: string, amount: string, most: Fraction) =>
    most.lt(amount) ? [`: ${what} is ${new Fraction(amount).valueOf()}; the settings share out ${most.valueOf()}`] : [];
  return [...over("rho", one.rho, share), ...(one.gate ? over("delta", one.gate.delta, gateShare(manifest, opened)) : [])];
}

/** A household sits in one cell of each table: a measure costs the sum over its mechanisms and gates, where they cost most. */
function chargeFaults(documents: Documents): string[] {
  const { manifest, report } = documents;
  const debit = report.ledger.find((entry) => entry.kind === "debit" && entry.publication === manifest.id);
  if (debit?.kind !== "debit") return [];
  const keys = measureShapes(manifest).map(({ key }) => key);
  const unpublished = Object.keys(debit.charges).filter((key) => !keys.includes(key));
  return [
    ...unpublished.map((key) => `${key} is charged; it is not published`),
    ...keys.flatMap((key) => {
      const charge = debit.charges[key];
      if (!charge) return [`${key} is published; it is not charged`];
      const each = mechanismsByLineage(documents, key);
      const cost = {
        rho: largest(each.map((own) => sum(own.map(({ rho }) => new Fraction(rho))))),
        delta: largest(each.map((own) => sum(own.flatMap(({ gate }) => (gate ? [new Fraction(gate.delta)] : []))))),
      };
      return (["rho", "delta"] as const).flatMap((part) => {
        const paid = charge[part];
        if (cost[part].equals(paid)) return [];
        return [`${key}: its noise and gates cost ${part} = ${cost[part].toFraction()}; the ledger charged ${paid}`];
      });
    }),
  ];
}
