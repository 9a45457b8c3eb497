import type { Manifest } from "../contract/manifest.ts";
import { hasBegun, parsePeriod } from "../contract/period.ts";
import { LICENCE, MANIFEST, RELEASE_ID } from "../release/index.ts";
import type { PromiseCheck } from "./check.ts";
import type { Documents } from "./contents.ts";
import { calendarOf, dueLevels, measureShapes } from "./shape.ts";

/** Base units that a scale must be a multiple of: the months over which a household's mean may be taken. */
const MONTHS = { month: 1, quarter: 3, year: 12 } as const;

/** The manifest agrees with itself on what was published, and with the chain on when. */
export const IDENTITY_CHECKS: readonly PromiseCheck<Documents>[] = [
  { file: MANIFEST, promise: "identity", faults: identityFaults },
  { file: MANIFEST, promise: "calendar", faults: calendarFaults },
  { file: MANIFEST, promise: "measures", faults: measureFaults },
];

function identityFaults({ manifest, report: { ledger } }: Documents): string[] {
  const { id, created_at } = manifest;
  const named = nameFaults(manifest);
  if (named.length > 0) return named;
  const period = parsePeriod(manifest.period);
  const debit = ledger.find((entry) => entry.kind === "debit" && entry.publication === id);
  const expected: Partial<Manifest> = {
    step: period.step,
    year: period.year,
    licence: LICENCE.name,
    created_at: debit?.at ?? created_at,
  };
  const faults = Object.entries(expected)
    .filter(([key, value]) => manifest[key as keyof Manifest] !== value)
    .map(([key, value]) => `${key} is ${manifest[key as keyof Manifest]}; expected ${value}`);
  return hasBegun(period, new Date(created_at)) ? faults : [...faults, `created_at is ${created_at}; ${period.id} had not begun`];
}

/** A release is called after its period, a revision after its year and its number. */
function nameFaults({ id, period, revision, settings }: Manifest): string[] {
  if (!RELEASE_ID.test(id)) return [`id is ${JSON.stringify(id)}; expected YYYY, YYYY-Qn or YYYY-MM, with -rN for a revision`];
  const [base, number = "0"] = id.split("-r");
  if (base !== period) return [`period is ${period}; the id ${id} says ${base}`];
  if (Number(number) !== revision) return [`revision is ${revision}; the id ${id} says ${number}`];
  if (revision === 0) return [];
  const faults: string[] = [];
  if (revision !== 1) faults.push(`revision is ${revision}; a year has one at most, 1`);
  if (!/^\d{4}$/.test(period)) faults.push(`a revision is of a year; ${id} is of ${period}`);
  if (settings.budget.shares.revision <= 0) faults.push(`${id} is a revision; the settings keep no reserve for one`);
  return faults;
}

function calendarFaults({ manifest }: Documents): string[] {
  const { territory, calendar, step, settings } = manifest;
  const expected = calendarOf(manifest);
  const faults = [...new Set([...territory.levels, ...Object.keys(calendar)])]
    .filter((level) => calendar[level] !== expected[level])
    .map((level) => `${level} is ${calendar[level]}; the settings say ${expected[level]}`);
  for (const level of Object.keys(settings.calendar ?? {}))
    if (!territory.levels.includes(level)) faults.push(`the settings name the level ${level}; it is none of the territory's`);
  if (new Set(territory.levels).size < territory.levels.length)
    faults.push(`a level is listed twice: ${territory.levels.join(", ")}`);
  if (!dueLevels(manifest).some((level) => level.step === step)) faults.push(`no level is published by ${step}`);
  return faults;
}

function measureFaults({ manifest: { settings, measures, step }, manifest }: Documents): string[] {
  const shapes = measureShapes(manifest);
  const keys = shapes.map(({ key }) => key);
  const faults: string[] = [];
  if (keys.length === 0) faults.push("no measure is listed; at least one is expected");
  if (new Set(keys).size < keys.length) faults.push(`a measure is listed twice: ${keys.join(", ")}`);
  const wanted = settings.measures;
  if (wanted && [...wanted].sort().join() !== [...keys].sort().join())
    faults.push(`measures are ${keys.join(", ")}; the settings say ${wanted.join(", ")}`);
  for (const [i, { upper, unit, source, scale }] of measures.entries()) {
    const key = keys[i] as string;
    const clamp = settings.clamps[key];
    if (shapes[i]?.upper == null) faults.push(`${key}: upper is ${upper} ${unit}; expected an even number ≥ 32 of its base unit`);
    if (clamp && clamp.upper !== upper) faults.push(`${key}: upper is ${upper}; the settings say ${clamp.upper}`);
    if (clamp && clamp.source !== source) faults.push(`${key}: source is ${source}; the settings say ${clamp.source}`);
    if (scale < 1 || scale % MONTHS[step] !== 0) faults.push(`${key}: scale is ${scale}; expected a multiple of ${MONTHS[step]}`);
  }
  return faults;
}
