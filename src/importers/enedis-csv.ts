import { ENERGY, ONE, parseDecimal, type Quantity } from "./amounts.ts";
import { type Importer, linesOfHead, type RowReader, type TableForm, type Variant } from "./forms.ts";
import type { Notebook, SeriesOf } from "./notebook.ts";
import { civilDay, instantReader, labelAt, type Stamp, stamp, stampAt, stampReader } from "./stamps.ts";
import { ENEDIS_TITLES } from "./unknown-file.ts";
import { isEstimate, plain } from "./words.ts";
import { DAY_SECONDS } from "./zone.ts";

/** The two lines above a section of an Enedis CSV, in plain letters except the meter's number. */
function sectionOf(names: readonly string[], cells: readonly string[]) {
  const cellOf = (name: string) => plain(cells[names.indexOf(name)] ?? "");
  return {
    type: cellOf("type de donnees"),
    business: cellOf("grandeur metier"),
    unit: cellOf("unite"),
    /** raw or corrected: two versions of the same energy, of which the first in the file is used */
    stage: cellOf("etape metier"),
    meter: cells[0]?.trim() ?? "",
  };
}
type Section = ReturnType<typeof sectionOf>;

/** Watt-hours in an hour: a home's connection has at most 36 kVA (Enedis, "C5"). */
const MOST_AN_HOUR = 36_000;

/**
 * Moves the time of a day's closing index to the midnight at which the *written* date begins, whatever hour is beside it. SGE
 * writes winter midnights as 23:00+01:00 of the same date, a day late. Found in real files: with midnights, the differences of
 * 353 days equal the load curve's sums to the watt-hour. A time in UTC is no wall-clock time and stays as it is.
 */
function closing(when: Stamp | null, quality: string): Stamp | null {
  const hour = when === null ? 0 : when.wall % DAY_SECONDS;
  const isClosing = quality.startsWith("arrete quotidien") && (hour === 0 || hour === 23 * 3600);
  return when !== null && isClosing && when.offset !== 0 ? stampAt(when.wall - hour) : when;
}

/** Reads index rows: the counter's total in watt-hours, or, where it is empty, the sum of the supplier's ten classes. */
function indexRows(columns: readonly string[], of: SeriesOf, notebook: Notebook): RowReader {
  const instantOf = instantReader(notebook.time);
  const [total, quality] = [columns.indexOf("eas t"), columns.indexOf("type de releve")];
  const classes = columns.flatMap((name, i) => (/^eas f\d+$/.test(name) ? [i] : []));
  return (cells) => {
    const kind = plain(cells[quality] ?? "");
    const instant = instantOf(closing(stamp(cells[0]), kind));
    if (typeof instant === "string") return instant;
    const isTotal = (cells[total]?.trim() ?? "") !== "";
    let sum: number | null = null;
    for (const i of isTotal ? [total] : classes) {
      const text = cells[i]?.trim() ?? "";
      if (text === "") continue;
      const value = parseDecimal(text, 0);
      if (typeof value === "string") return value;
      sum = (sum ?? 0) + value;
    }
    const when = { end: instant };
    return { of, when, value: sum, unit: ONE, estimated: isEstimate(kind), mostAnHour: MOST_AN_HOUR };
  };
}

/** Types of sections that may have a day's energy a row; the unit tells whether they do. */
const DAILY = /quotidien|journalier|par jour|^consommation|^energie/;

/** Reads the energy of days, each below its own date. A row of any other hour is of no day. */
function dailyRows(of: SeriesOf, unit: Quantity, { time }: Notebook): RowReader {
  return ([written, value]) => {
    const day = stamp(written);
    if (day !== null && day.wall % DAY_SECONDS !== 0) return "unclear-hour";
    const when = civilDay(day, time);
    return typeof when === "string" ? when : { of, when, value, unit };
  };
}

/** Returns the reader for a section's rows. Rows that are of no measure here are counted by kind. */
function rowReader({ type, business, stage, meter, unit }: Section, columns: readonly string[], notebook: Notebook): RowReader {
  const of = { measure: "electricity.energy", meter, part: `${type}, ${stage}` };
  if (/production|injection|autoproduction/.test(business)) return () => "production";
  if (type.startsWith("index")) return indexRows(columns, of, notebook);
  const power = ENERGY.get(unit);
  if (DAILY.test(type) && power && !power.power) return dailyRows(of, power, notebook);
  if (!type.startsWith("courbe de charge")) return () => "other-measure";
  if (!power?.power) return () => "unknown-unit";
  const [instantOf, stampOf] = [instantReader(notebook.time), stampReader()];
  return ([when, value]) => ({ of, when: labelAt("end", instantOf(stampOf(when))), value, unit: power });
}

/**
 * Reads an Enedis CSV of the customer account or of SGE's history. A file has one or several sections: a line of names, a line of
 * their values (meter, type, unit), a header `Horodate;…`, rows. Supplier calendars (`Periode;…`) between sections are skipped.
 * Blank lines may be anywhere.
 */
function read(form: TableForm, notebook: Notebook): void {
  let names: string[] | null = null;
  let section: Section | null = null;
  let reader: RowReader | null = null;
  for (const { line, cells } of form.rows()) {
    if (cells === null) {
      notebook.refuse(line, "bad-row");
      continue;
    }
    const first = cells[0]?.trim() ?? "";
    if (cells.length === 1 && first === "") continue;
    if (first === "Horodate" && section !== null) reader = rowReader(section, cells.map(plain), notebook);
    else if (first === "Identifiant PRM") [names, section, reader] = [cells.map(plain), null, null];
    else if (first === "Periode") reader = null;
    else if (names !== null) {
      section = sectionOf(names, cells);
      notebook.identify("electricity-meter", section.meter);
      names = null;
    } else if (reader !== null) notebook.count(line, reader(cells));
    else if (!first.startsWith("Du ")) notebook.refuse(line, "bad-row");
  }
}

/** Makes a reader of Enedis CSVs whose first section is of this type and, where it matters, in such a unit. */
function enedisImporter(id: Variant, type: RegExp, isOf: (unit: string) => boolean = () => true): Importer<TableForm> {
  return {
    id,
    kind: "table",
    open: (form) => {
      const [names = "", values = ""] = linesOfHead(form.head).filter((line) => line.trim() !== "");
      const section = sectionOf(names.split(";").map(plain), values.split(";"));
      const isKnown = plain(names).startsWith(ENEDIS_TITLES) && type.test(section.type) && isOf(section.unit);
      return isKnown ? (notebook) => read(form, notebook) : null;
    },
  };
}

/**
 * Enedis, load curve (CSV of the account until 2025, and of SGE; formerly `Enedis_Conso_Heure_*.csv`).
 *
 * Shape: `Horodate;Valeur`, times with their offset. Unit: mean watts. Interval: the time is its **end**, so 00:00 belongs to the
 * previous day. Traps: the step (10, 20, 30 or 60 minutes) is not stated, and changes within a file; blank values; days of 23 and
 * 25 hours; some files are newest first.
 */
export const enedisCurve = enedisImporter("enedis-curve", /^courbe de charge/);

/**
 * Enedis, daily index (CSV; formerly `Enedis_Conso_Jour_*.csv`).
 *
 * Shape: `Horodate;Type de releve;EAS F1…F10;EAS D1…D4;EAS T`. Unit: watt-hours since the meter was installed; differences are
 * used. Interval: between two readings. Traps: the day's closing index is the one at the midnight at which the written day
 * begins, though in winter the file says 23:00; empty days; a second section with supplier calendars, a third with daily maxima.
 */
export const enedisIndex = enedisImporter("enedis-index", /^index/);

/**
 * Enedis, energy of each day (CSV). Shape: `Horodate;Valeur`, a day or its midnight. Unit: the section's, watt-hours or kilowatt-hours; in any
 * other this is no energy of days. Interval: the day that is written, as in DataConnect. Traps: highest powers have the same shape, in watts.
 */
export const enedisDaily = enedisImporter("enedis-daily", DAILY, (unit) => ENERGY.has(unit) && !ENERGY.get(unit)?.power);

/**
 * Enedis, highest power of each day (CSV). Shape: `Horodate;Valeur`, watts or volt-amperes. It is recognised only to say that no
 * measure uses it: it gives no amount of energy.
 */
export const enedisMaximum = enedisImporter("enedis-maximum", /^puissance maximale/);
