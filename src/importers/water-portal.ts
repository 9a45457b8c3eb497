import { field, nameAt, textAt } from "./json.ts";
import type { Notebook, Outcome } from "./notebook.ts";
import { amountOf, type Quantity, volumeUnit } from "./quantities.ts";
import { type PlacedRecord, recordImporter } from "./records.ts";
import { dayOf } from "./stamps.ts";
import { civil, monthIndex, monthName } from "./zone.ts";

const METER = ["numeroCompteur", "compteur"];
const CONTRACT = ["numeroContrat", "contrat", "numeroAbonnement"];

/** A record's date as numbers; `day` null: a month's total. */
interface Dated {
  readonly at: number;
  readonly value: unknown;
  readonly year: number;
  readonly month: number;
  readonly day: number | null;
}

const whole = (value: unknown): number =>
  typeof value === "number" || (typeof value === "string" && /^\d+$/.test(value)) ? Number(value) : Number.NaN;

/**
 * Whether January is written 0 or 1. A month 0 or 12 tells; so does a day that a month does not have when its number is read the
 * other way. Null: nothing in the file tells, and then nothing is read.
 */
function baseOf(dated: readonly Dated[]): 0 | 1 | null {
  const fits = (base: 0 | 1) =>
    dated.every(({ year, month, day }) => {
      const number = month + 1 - base;
      return number >= 1 && number <= 12 && (day === null || !Number.isNaN(civil(year, number, day)));
    });
  const [zero, one] = [fits(0), fits(1)];
  return zero === one ? null : zero ? 0 : 1;
}

function unitOf(value: unknown): Quantity | "unclear-unit" | "unknown-unit" {
  const name = textAt(value, "unite") || textAt(value, "unit") || textAt(value, "uniteConsommation");
  return name === "" ? "unclear-unit" : (volumeUnit(name.trim()) ?? "unknown-unit");
}

function read(records: Iterable<PlacedRecord>, notebook: Notebook): void {
  const dated: Dated[] = [];
  for (const { at, value } of records) {
    for (const name of METER) notebook.identify("water-meter", field(value, name));
    for (const name of CONTRACT) notebook.identify("contract", field(value, name));
    const [year, month] = [whole(field(value, "annee")), whole(field(value, "mois"))];
    const named = field(value, "jour");
    const day = named === undefined || named === null ? null : whole(named);
    if ([year, month, day ?? 1].some(Number.isNaN) || year < 1990 || year > 2099 || month > 12) notebook.refuse(at, "bad-date");
    else dated.push({ at, value, year, month, day });
  }
  const base = baseOf(dated);
  for (const one of dated) {
    notebook.took(one.at, base === null ? "unclear-month" : readOne(one, one.month + 1 - base, notebook));
  }
}

function readOne({ at, value, year, day }: Dated, month: number, notebook: Notebook): Outcome {
  const unit = unitOf(value);
  if (typeof unit === "string") return unit;
  const amount = amountOf(field(value, "consommation"), unit);
  if (typeof amount === "string") return amount;
  const estimated = field(value, "estime") === true;
  // A contract outlives its meter.
  const meter = [...CONTRACT, ...METER].map((name) => nameAt(value, name)).find((name) => name !== "") ?? "";
  const of = { measure: "water.volume", meter, part: day === null ? "months" : "days" };
  if (day === null) {
    notebook.totals(of, unit.denominator).add(monthName(monthIndex(year, month)), amount, estimated, at);
    return null;
  }
  const { start, end } = dayOf({ wall: civil(year, month, day), offset: null }, notebook.time) as { start: number; end: number };
  notebook.intervals(of, unit.denominator).add(start, end, amount, estimated, at);
  return null;
}

/**
 * Water, JSON of a customer portal (Eau du Grand Lyon has no documented export).
 *
 * Shape: a list of `{annee, mois, jour, consommation, unite}`. Unit: litres or m³, as `unite` says. Interval: the civil day; without
 * `jour` the month. Traps: whether months count from 0 or from 1 is told from the file, and a unit is never guessed: where
 * either stays open nothing is read, and m³ can be given by hand.
 */
export const waterPortal = recordImporter({
  id: "water-portal",
  labels: { fr: "Eau, espace client (JSON)", en: "Water, customer portal (JSON)" },
  recognises: (record) => ["annee", "mois", "consommation"].every((name) => field(record, name) !== undefined),
  read,
});
