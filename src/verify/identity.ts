import { textIn } from "../contract/labels.ts";
import type { Manifest } from "../contract/manifest.ts";
import { hasBegun, parsePeriod } from "../contract/period.ts";
import { LICENCE, MANIFEST, RELEASE_ID } from "../release/index.ts";
import { checksOf, type Faults, type PromiseCheck } from "./check.ts";
import type { Documents } from "./documents.ts";
import { lowerClamps } from "./leaf-clamp.ts";
import { calendarOf, measureShapes, PER_YEAR } from "./shape.ts";

/** The manifest agrees with itself on what was published, and with the chain on when. */
export const IDENTITY_CHECKS: readonly PromiseCheck<Documents>[] = checksOf(MANIFEST, {
  identity: identityFaults,
  calendar: calendarFaults,
  measures: measureFaults,
});

function identityFaults({ manifest, debits }: Documents): Faults {
  const named = [...nameFaults(manifest)];
  return named.length > 0 ? named : dateFaults(manifest, debits[0]?.at);
}

/** A release is called after its period, a revision after its year and its number. */
function* nameFaults({ id, period, revision, settings }: Manifest): Faults {
  const [base, number = "0"] = id.split("-r");
  if (!RELEASE_ID.test(id)) yield `id is ${JSON.stringify(id)}; expected YYYY, YYYY-Qn or YYYY-MM, with -rN for a revision`;
  else if (base !== period) yield `period is ${period}; the id ${id} says ${base}`;
  else if (Number(number) !== revision) yield `revision is ${revision}; the id ${id} says ${number}`;
  else if (revision !== 0) {
    if (revision !== 1) yield `revision is ${revision}; a year has one at most, 1`;
    if (!/^\d{4}$/.test(period)) yield `a revision is of a year; ${id} is of ${period}`;
    if (settings.budget.shares.revision <= 0) yield `${id} is a revision; the settings keep no reserve for one`;
  }
}

function* dateFaults(manifest: Manifest, debited: string | undefined): Faults {
  const { created_at } = manifest;
  const period = parsePeriod(manifest.period);
  const { step, year } = period;
  const expected = { step, year, licence: LICENCE.name, created_at: debited ?? created_at };
  for (const key of ["step", "year", "licence", "created_at"] as const)
    if (manifest[key] !== expected[key]) yield `${key} is ${manifest[key]}; expected ${expected[key]}`;
  if (!hasBegun(period, new Date(created_at))) yield `created_at is ${created_at}; ${period.id} had not begun`;
}

function* calendarFaults({ manifest, due }: Documents): Faults {
  const { territory, calendar, step, settings } = manifest;
  const expected = calendarOf(manifest);
  for (const level of new Set([...territory.levels, ...Object.keys(calendar)]))
    if (calendar[level] !== expected[level]) yield `${level} is ${calendar[level]}; the settings say ${expected[level]}`;
  for (const level of Object.keys(settings.calendar ?? {}))
    if (!territory.levels.includes(level)) yield `the settings name the level ${level}; it is none of the territory's`;
  if (new Set(territory.levels).size < territory.levels.length) yield `a level is listed twice: ${territory.levels.join(", ")}`;
  if (!due.some((level) => level.step === step)) yield `no level is published by ${step}`;
}

function namedText(areas: Readonly<Record<string, number>> = {}): string[] {
  const named = Object.entries(areas).map(([area, upper]) => `${area} ${upper}`);
  return named.length > 0 ? [`of ${named.sort().join(", ")}`] : [];
}

function* measureFaults({ manifest }: Documents): Faults {
  const { settings, measures, step } = manifest;
  const shapes = measureShapes(manifest);
  const keys = shapes.map(({ key }) => key);
  if (keys.length === 0) yield "no measure is listed; at least one is expected";
  if (new Set(keys).size < keys.length) yield `a measure is listed twice: ${keys.join(", ")}`;
  const wanted = settings.measures;
  if (wanted && wanted.toSorted().join() !== keys.toSorted().join())
    yield `measures are ${keys.join(", ")}; the settings say ${wanted.join(", ")}`;
  // A scale is a multiple of the months over which a household's mean may be taken.
  const months = 12 / PER_YEAR[step];
  for (const [i, { upper, unit, source, leaf, scale }] of measures.entries()) {
    const key = keys[i] as string;
    const clamp = settings.clamps[key];
    if (shapes[i]?.upper == null) yield `${key}: upper is ${upper} ${unit}; expected an even number ≥ 32 of its base unit`;
    if (clamp && clamp.upper !== upper) yield `${key}: upper is ${upper}; the settings say ${clamp.upper}`;
    const reason = clamp && textIn(clamp.source, "en");
    if (clamp && reason !== source) yield `${key}: source is ${source}; the settings say ${reason}`;
    const [claim, stated] = [leaf, clamp?.leaf].map((leafClamp) =>
      leafClamp ? [`${leafClamp.upper} (${textIn(leafClamp.source, "en")})`, ...namedText(leafClamp.areas)].join(", ") : "none",
    );
    if (clamp && claim !== stated) yield `${key}: the clamp of leaves is ${claim}; the settings say ${stated}`;
    if (leaf && !lowerClamps(shapes[i]?.upper ?? null).includes(shapes[i]?.lower ?? 0n))
      yield `${key}: the clamp of leaves is ${leaf.upper} ${unit}; expected one of the four edges below ${upper} of its bins`;
    for (const [area, stated] of Object.entries(leaf?.areas ?? {}))
      if (![shapes[i]?.upper, ...lowerClamps(shapes[i]?.upper ?? null)].includes(shapes[i]?.named.get(area) ?? 0n))
        yield `${key}: the clamp of the leaf ${area} is ${stated} ${unit}; expected ${upper}, or one of the four edges below it`;
    if (scale < 1 || scale % months !== 0) yield `${key}: scale is ${scale}; expected a multiple of ${months}`;
  }
}
