import { monthName } from "../contract/period.ts";
import { VOLUME } from "./amounts.ts";
import { hasFields, recordImporter } from "./forms.ts";
import { fieldAt, firstText, textAt } from "./json.ts";
import type { Notebook, PointOrReason } from "./notebook.ts";
import { civilDay, stampAt } from "./stamps.ts";
import { civil, monthIndex } from "./zone.ts";

const METER = ["numeroCompteur", "compteur"];
const CONTRACT = ["numeroContrat", "contrat", "numeroAbonnement"];

/** A record with its place in the file, and its date as numbers; `day` is null for a month's total. */
interface DatedRecord {
  readonly place: number;
  readonly value: unknown;
  readonly year: number;
  readonly month: number;
  readonly day: number | null;
}

/**
 * Whether January is written as 0 or 1. A month 0 or 12 tells, and so does a day that does not exist in the month read the other
 * way. Undefined where nothing in the file tells: then nothing is read.
 */
function baseOf(records: readonly DatedRecord[]): number | undefined {
  const fits = (base: number) => records.every(({ year, month, day }) => !Number.isNaN(civil(year, month + 1 - base, day ?? 1)));
  const bases = [0, 1].filter(fits);
  return bases.length === 1 ? bases[0] : undefined;
}

function pointOf({ value, year, day }: DatedRecord, month: number, { time }: Notebook): PointOrReason {
  const name = firstText(value, "unite", "unit", "uniteConsommation");
  if (name === "") return "unclear-unit";
  const unit = VOLUME.get(name.toLowerCase());
  if (unit === undefined) return "unknown-unit";
  // Contract numbers come first, since a contract outlives its meter.
  const meter = firstText(value, ...CONTRACT, ...METER);
  return {
    of: { measure: "water.volume", meter },
    when: day === null ? { period: monthName(monthIndex(year, month)) } : civilDay(stampAt(civil(year, month, day)), time),
    value: fieldAt(value, "consommation"),
    unit,
    estimated: fieldAt(value, "estime") === true,
  };
}

/**
 * Water, JSON of a customer portal (Eau du Grand Lyon has no documented export).
 *
 * Shape: a list of `{annee, mois, jour, consommation, unite}`. Unit: litres or m³, by `unite`. Interval: the calendar day;
 * without `jour` the month. Traps: whether months count from 0 or from 1 is inferred from the file, and a unit is never guessed:
 * where either is unclear nothing is read, and amounts in m³ can be typed in.
 */
export const waterPortal = recordImporter(
  "water-portal",
  (record) => hasFields(record, "annee", "mois", "consommation"),
  (form, notebook) => {
    const dated: DatedRecord[] = [];
    for (const { at: place, value } of form.records()) {
      for (const name of METER) notebook.identify("water-meter", fieldAt(value, name));
      for (const name of CONTRACT) notebook.identify("contract", fieldAt(value, name));
      const whole = (name: string) => (/^\d+$/.test(textAt(value, name)) ? Number(textAt(value, name)) : Number.NaN);
      const [year, month] = [whole("annee"), whole("mois")];
      const day = (fieldAt(value, "jour") ?? null) === null ? null : whole("jour");
      if (year >= 1990 && year <= 2099 && month <= 12 && !Number.isNaN(day)) dated.push({ place, value, year, month, day });
      else notebook.refuse(place, "bad-date");
    }
    const base = baseOf(dated);
    for (const one of dated)
      notebook.count(one.place, base === undefined ? "unclear-month" : pointOf(one, one.month + 1 - base, notebook));
  },
);
