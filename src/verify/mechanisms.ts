import type { EntryOf } from "../contract/chain.ts";
import type { Manifest, Mechanism, PrivacyReport } from "../contract/manifest.ts";
import type { Observation } from "../contract/observation.ts";
import type { Finding } from "../release/folder.ts";
import { summed } from "./finding.ts";
import {
  compareFractions,
  type Fraction,
  formatFraction,
  fraction,
  largest,
  parseFraction,
  sumFractions,
  toNumber,
} from "./fraction.ts";
import { centreOf, dueLevels, measureShapes } from "./shape.ts";
import { allotted, gateShare } from "./shares.ts";
import { upperTail } from "./tail.ts";
import { cellsOf, levelsByArea, lineagesOf, namesOf } from "./twins.ts";

const FILE = "privacy.json";
/** Above this, the sum that confirms a threshold would take minutes. */
const LARGEST_VARIANCE = 1e12;

function mechanismKey(measure: string, levels: string, table: string, quantity: string): string {
  return [measure, levels, table, quantity].join(" ");
}

/** What a mechanism is called: its measure, the levels that pay for it, its table and its quantity. */
function keyOf({ measure, level, twins = [], table, quantity }: Mechanism): string {
  return mechanismKey(measure, namesOf([level, ...twins]), table, quantity);
}

/** The mechanism that made a number, of those that the report lists: of the area's cell, which may be that of twins. */
export function mechanismFinder(manifest: Manifest, { mechanisms }: PrivacyReport, observations: readonly Observation[]) {
  const byKey = new Map(mechanisms.map((one) => [keyOf(one), one]));
  const levels = levelsByArea(manifest, observations);
  return (measure: string, area: string, type: string, quantity: Mechanism["quantity"]): Mechanism | undefined => {
    const table = type === "_T" ? "_T" : "types";
    const paying = (levels.get(area) ?? []).filter(({ tables }) => tables.includes(table));
    return byKey.get(mechanismKey(measure, namesOf(paying), table, quantity));
  };
}

/**
 * Does every mechanism cost what its noise and the measure's bound make it cost, no more than the settings share out for it,
 * and do they add up to what the ledger charged?
 */
export function mechanismFindings(manifest: Manifest, report: PrivacyReport): Finding[] {
  const debit = report.ledger.find(
    (entry): entry is EntryOf<"debit"> => entry.kind === "debit" && entry.publication === manifest.id,
  );
  return [
    ...summed(FILE, "mechanisms", listFaults(manifest, report)),
    ...summed(
      FILE,
      "noise",
      report.mechanisms.flatMap((one) => noiseFaults(manifest, one)),
    ),
    ...summed(
      FILE,
      "gates",
      report.mechanisms.flatMap((one) => gateFaults(one, report.k)),
    ),
    ...summed(
      FILE,
      "shares of the budget",
      report.mechanisms.flatMap((one) => shareFaults(manifest, report, one)),
    ),
    ...(debit ? summed(FILE, "charges", chargeFaults(manifest, report, debit)) : []),
  ];
}

/** Mechanisms of the cells that a household of each lineage sits in, of one measure. */
function keysByLineage(manifest: Manifest, measure: string): string[][] {
  const { levels: all } = manifest.territory;
  return lineagesOf(manifest).map((lineage) =>
    cellsOf(all, dueLevels(manifest), lineage).flatMap(({ levels, table }) => {
      const quantities = ["count", "sum", ...(levels.some(({ histograms }) => histograms) ? ["histogram"] : [])];
      return quantities.map((quantity) => mechanismKey(measure, namesOf(levels), table, quantity));
    }),
  );
}

/** The same as mechanisms: of one measure, those that a household of each lineage meets. */
export function mechanismsByLineage(manifest: Manifest, { mechanisms }: PrivacyReport, measure: string): Mechanism[][] {
  const byKey = new Map(mechanisms.map((one) => [keyOf(one), one]));
  return keysByLineage(manifest, measure).map((keys) => keys.flatMap((key) => byKey.get(key) ?? []));
}

/** Exactly those that settings, calendar and twins call for, each once. */
function listFaults(manifest: Manifest, { mechanisms }: PrivacyReport): string[] {
  const found = mechanisms.map(keyOf);
  const expected = [...new Set(measureShapes(manifest).flatMap(({ key }) => keysByLineage(manifest, key).flat()))];
  const [has, wants] = [new Set(found), new Set(expected)];
  return [
    ...expected.filter((key) => !has.has(key)).map((key) => `${key} is not listed; the calendar has it`),
    ...found.filter((key) => !wants.has(key)).map((key) => `${key} is listed; the calendar has none`),
    ...(has.size < found.length ? [`${found.length - has.size} are listed twice`] : []),
  ];
}

/** ρ = Δ²/2σ², with the Δ that the clamp of the manifest gives. */
function noiseFaults(manifest: Manifest, one: Mechanism): string[] {
  const name = keyOf(one);
  const measure = measureShapes(manifest).find(({ key }) => key === one.measure);
  if (!measure) return [];
  const faults: string[] = [];
  const sensitivity = one.quantity === "sum" ? centreOf(measure) : 1n;
  if (one.sensitivity !== String(sensitivity)) faults.push(`${name}: sensitivity is ${one.sensitivity}; expected ${sensitivity}`);
  const [variance, rho] = [parseFraction(one.variance), parseFraction(one.rho)];
  if (variance.num <= 0n) return [...faults, `${name}: variance is ${one.variance}; expected more than 0`];
  const cost = fraction(sensitivity * sensitivity * variance.den, 2n * variance.num);
  if (compareFractions(cost, rho) !== 0)
    faults.push(`${name}: noise of variance ${one.variance} costs rho = ${formatFraction(cost)}; the report says ${one.rho}`);
  const sigma = Math.sqrt(toNumber(variance));
  if (!(Math.abs(one.sigma - sigma) <= 1e-9 * sigma))
    faults.push(`${name}: sigma is ${one.sigma}; the variance makes it ${sigma}`);
  return faults;
}

/** A gate on every count and on nothing else, its threshold confirmed on the exact tail: Pr[1 + Z ≥ τ] ≤ δ′. */
function gateFaults(one: Mechanism, k: number): string[] {
  const name = keyOf(one);
  if (one.quantity !== "count") return one.gate ? [`${name} has a gate; only counts have`] : [];
  if (!one.gate) return [`${name} has no gate; every count has`];
  const { delta, tau, households_needed } = one.gate;
  const variance = toNumber(parseFraction(one.variance));
  if (!/^\d{1,9}$/.test(tau) || Number(tau) < 2) return [`${name}: tau is ${tau}; expected a whole number ≥ 2`];
  if (!(variance > 0 && variance < LARGEST_VARIANCE))
    return [`${name}: variance is ${variance}; expected less than ${LARGEST_VARIANCE}`];
  const faults: string[] = [];
  const passes = upperTail(variance, Number(tau) - 1);
  const allowed = toNumber(parseFraction(delta));
  if (!(passes <= allowed * (1 + 1e-9)))
    faults.push(`${name}: a cell of one household too few passes tau = ${tau} with probability ${passes}; delta is ${allowed}`);
  const needed = k - 1 + Number(tau);
  if (households_needed !== Math.max(k, needed))
    faults.push(`${name}: households_needed is ${households_needed}; expected ${needed}`);
  return faults;
}

function shareFaults(manifest: Manifest, { ledger }: PrivacyReport, one: Mechanism): string[] {
  const opened = ledger.find((entry): entry is EntryOf<"opened"> => entry.kind === "opened" && entry.year === manifest.year);
  const share = opened && allotted(manifest, opened, one);
  if (!opened || !share) return [];
  const name = keyOf(one);
  const faults: string[] = [];
  const over = (what: string, said: string, most: Fraction) => {
    if (compareFractions(parseFraction(said), most) > 0)
      faults.push(`${name}: ${what} is ${toNumber(parseFraction(said))}; the settings share out ${toNumber(most)}`);
  };
  over("rho", one.rho, share);
  if (one.gate) over("delta", one.gate.delta, gateShare(manifest, opened));
  return faults;
}

/** A household sits in one cell of each table: a measure costs the sum over its mechanisms and gates, where they cost most. */
function chargeFaults(manifest: Manifest, report: PrivacyReport, { charges }: EntryOf<"debit">): string[] {
  const keys = measureShapes(manifest).map(({ key }) => key);
  const faults = Object.keys(charges)
    .filter((key) => !keys.includes(key))
    .map((key) => `${key} is charged; it is not published`);
  for (const key of keys) {
    const charge = charges[key];
    if (!charge) {
      faults.push(`${key} is published; it is not charged`);
      continue;
    }
    const each = mechanismsByLineage(manifest, report, key);
    const cost = {
      rho: largest(each.map((own) => sumFractions(own.map(({ rho }) => parseFraction(rho))))),
      delta: largest(each.map((own) => sumFractions(own.flatMap(({ gate }) => (gate ? [parseFraction(gate.delta)] : []))))),
    };
    for (const part of ["rho", "delta"] as const) {
      if (compareFractions(cost[part], parseFraction(charge[part])) !== 0)
        faults.push(
          `${key}: its noise and gates cost ${part} = ${formatFraction(cost[part])}; the ledger charged ${charge[part]}`,
        );
    }
  }
  return faults;
}
