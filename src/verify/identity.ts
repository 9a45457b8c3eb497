import type { Manifest, PrivacyReport } from "../contract/manifest.ts";
import { hasBegun, type Period, parsePeriod } from "../contract/period.ts";
import { MANIFEST, RELEASE_ID } from "../release/files.ts";
import type { Finding } from "../release/folder.ts";
import { LICENCE } from "../release/licence.ts";
import { summed } from "./finding.ts";
import { calendarOf, dueLevels, measureShapes } from "./shape.ts";

/** Base units that a scale must be a multiple of: the months over which a household's mean may be taken. */
const MONTHS = { month: 1, quarter: 3, year: 12 } as const;

/** Does the manifest agree with itself on what was published, and with the chain on when? */
export function identityFindings(manifest: Manifest, { ledger }: PrivacyReport): Finding[] {
  const named = nameFaults(manifest);
  if (named.length > 0) return summed(MANIFEST, "identity", named);
  const period = parsePeriod(manifest.period);
  const own = ledger.filter((entry) => "publication" in entry && entry.publication === manifest.id);
  const day = own.find((entry) => entry.kind === "debit")?.at;
  const faults: string[] = [];
  const same = (what: string, said: unknown, expected: unknown) => {
    if (said !== expected) faults.push(`${what} is ${said}; expected ${expected}`);
  };
  same("step", manifest.step, period.step);
  same("year", manifest.year, period.year);
  same("licence", manifest.licence, LICENCE.name);
  if (day !== undefined) same("created_at", manifest.created_at, day);
  faults.push(...dayFaults(manifest, period));
  return [
    ...summed(MANIFEST, "identity", faults),
    ...summed(MANIFEST, "calendar", calendarFaults(manifest)),
    ...summed(MANIFEST, "measures", measureFaults(manifest)),
  ];
}

/** A release is called after its period, a revision after its year and its number. */
function nameFaults({ id, period, revision, settings }: Manifest): string[] {
  if (!RELEASE_ID.test(id)) return [`id is ${JSON.stringify(id)}; expected YYYY, YYYY-Qn or YYYY-MM, with -rN for a revision`];
  const [, base = id, number = "0"] = /^(.*?)(?:-r(\d+))?$/.exec(id) ?? [];
  if (base !== period) return [`period is ${period}; the id ${id} says ${base}`];
  if (Number(number) !== revision) return [`revision is ${revision}; the id ${id} says ${number}`];
  if (revision === 0) return [];
  const faults: string[] = [];
  if (revision !== 1) faults.push(`revision is ${revision}; a year has one at most, 1`);
  if (!/^\d{4}$/.test(period)) faults.push(`a revision is of a year; ${id} is of ${period}`);
  if (settings.budget.shares.revision <= 0) faults.push(`${id} is a revision; the settings keep no reserve for one`);
  return faults;
}

function dayFaults({ created_at }: Manifest, period: Period): string[] {
  if (hasBegun(period, new Date(created_at))) return [];
  return [`created_at is ${created_at}; ${period.id} had not begun`];
}

function calendarFaults(manifest: Manifest): string[] {
  const { territory, calendar, step, settings } = manifest;
  const faults: string[] = [];
  const expected = calendarOf(manifest);
  for (const level of new Set([...territory.levels, ...Object.keys(calendar)])) {
    if (calendar[level] !== expected[level]) faults.push(`${level} is ${calendar[level]}; the settings say ${expected[level]}`);
  }
  for (const level of Object.keys(settings.calendar ?? {}))
    if (!territory.levels.includes(level)) faults.push(`the settings name the level ${level}; it is none of the territory's`);
  if (new Set(territory.levels).size < territory.levels.length)
    faults.push(`a level is listed twice: ${territory.levels.join(", ")}`);
  if (!dueLevels(manifest).some((level) => level.step === step)) faults.push(`no level is published by ${step}`);
  return faults;
}

function measureFaults(manifest: Manifest): string[] {
  const { settings, measures, step } = manifest;
  const faults: string[] = [];
  const shapes = measureShapes(manifest);
  const keys = shapes.map(({ key }) => key);
  if (keys.length === 0) faults.push("no measure is listed; at least one is expected");
  if (new Set(keys).size < keys.length) faults.push(`a measure is listed twice: ${keys.join(", ")}`);
  const wanted = settings.measures;
  if (wanted && [...wanted].sort().join() !== [...keys].sort().join())
    faults.push(`measures are ${keys.join(", ")}; the settings say ${wanted.join(", ")}`);
  for (const [i, { key, unit, upper }] of shapes.entries()) {
    const said = measures[i] as Manifest["measures"][number];
    const clamp = settings.clamps[key];
    if (upper === null) faults.push(`${key}: upper is ${said.upper} ${unit}; expected an even number ≥ 32 of its base unit`);
    if (clamp && clamp.upper !== said.upper) faults.push(`${key}: upper is ${said.upper}; the settings say ${clamp.upper}`);
    if (clamp && clamp.source !== said.source) faults.push(`${key}: source is ${said.source}; the settings say ${clamp.source}`);
    if (said.scale < 1 || said.scale % MONTHS[step] !== 0)
      faults.push(`${key}: scale is ${said.scale}; expected a multiple of ${MONTHS[step]}`);
  }
  return faults;
}
