import { amountOf, KWH, WATT } from "./amounts.ts";
import { type Importer, linesOfHead, rowsBelow, type TableForm, tableImporter, type Variant } from "./forms.ts";
import type { FilePoint } from "./notebook.ts";
import { civilDay, instantReader, labelAt, monthPeriod, stamp, stampAt } from "./stamps.ts";
import { isEstimate, isProduction, plain, TARIFF } from "./words.ts";
import { civil, DAY_SECONDS, type LocalTime } from "./zone.ts";

/** The header is searched in so many first lines. */
const HEADER_WITHIN = 12;

/** Finds the title and header of an EDF table; null for any other file. */
function edfHeader(head: string) {
  const lines = linesOfHead(head, HEADER_WITHIN).map((line) => plain(line.replaceAll('"', "")));
  const title = lines.find((line) => line.startsWith("recapitulatif"));
  const at = lines.findIndex((line) => line.includes(";") && /^(date|mois|periode)/.test(line));
  if (title === undefined || at < 0) return null;
  const names = (lines[at] ?? "").split(";").map(plain);
  const quality = names.findIndex((name) => name.startsWith("nature"));
  // `line` counts from 1.
  return { title, line: at + 1, names, isEstimated: (cells: readonly string[]) => isEstimate(cells[quality] ?? "") };
}

/** A row's energy. All its parts must be present: a day with an empty part is missing, not smaller. */
function energyOf(cells: readonly string[], columns: readonly number[]) {
  let sum = 0;
  for (const column of columns) {
    const part = amountOf(cells[column], KWH);
    if (typeof part !== "number") return { value: cells[column], unit: KWH };
    sum += part;
  }
  return { value: sum, unit: { ...KWH, places: 0 } };
}

/** Makes a reader of EDF's energy tables with a given kind of first column. */
function energyImporter(
  id: Variant,
  dated: RegExp,
  whenOf: (cell: string, time: LocalTime) => FilePoint["when"],
): Importer<TableForm> {
  const headerOf = (head: string) => {
    const header = edfHeader(head);
    if (header === null || !dated.test(head)) return null;
    const { title, names } = header;
    const isGas = /gaz/.test(title) || names.some((name) => /m3|m³|gaz/.test(name));
    const named = names.flatMap((name, i) => (/kwh/.test(name) ? [i] : []));
    // The unit may only be in the title; for gas the second column is m³.
    const energy = named.length > 0 || isGas || !/kwh/.test(title) ? named : [1];
    return energy.length === 0 ? null : { ...header, energy, measure: isGas ? "gas.energy" : "electricity.energy" };
  };
  return tableImporter(id, headerOf, ({ title, names, energy, measure, isEstimated }, { time }) => {
    const used = energy.filter((i) => !isProduction(names[i] ?? "", title));
    const isUnclear = used.length > 1 && !used.every((i) => TARIFF.test(names[i] ?? ""));
    return (cells) => {
      const when = whenOf(cells[0] ?? "", time);
      if (typeof when === "string") return when;
      if (used.length === 0) return "production";
      if (isUnclear) return "unclear-column";
      return { of: { measure }, when, ...energyOf(cells, used), estimated: isEstimated(cells) };
    };
  });
}

/**
 * EDF, energy by day (`ma-conso-quotidienne-….csv` in the zip of "suivi conso"), electricity or gas.
 *
 * Shape: Latin-1, a title, a header `Date de consommation;Consommation (kWh);Nature de la donnée`, then `31/01/2026;12,5;Réelle`.
 * Unit: kWh; for gas the kWh column is read, not the m³ one. Interval: the calendar day (for gas: the gas day of that date).
 * Traps: a column for each of a tariff's times, which add up; production beside consumption, or alone.
 */
export const edfDaily = energyImporter("edf-daily", /(?:^|\n)\d{2}\/\d{2}\/\d{4};/, (cell, time) => civilDay(stamp(cell), time));

/**
 * EDF, energy by month (`ma-conso-mensuelle-….csv` in the zip of "suivi conso"), electricity or gas.
 *
 * Shape: Latin-1, a title, a header, then `01/2026;312,4;…`. Unit: kWh. Interval: the calendar month. Traps: the first and last
 * months may be cut off; a daily file, where there is one, takes precedence; columns as in the daily file.
 */
export const edfMonthly = energyImporter("edf-monthly", /(?:^|\n)(?:\d{2}\/\d{4}|[A-Za-zÀ-ÿ]+\.? \d{4});/, (cell) => {
  const period = monthPeriod(cell);
  return period === null ? "bad-date" : { period };
});

/**
 * EDF, power every half hour (`mes-puissances-atteintes-30min-….csv` in the zip of "suivi conso").
 *
 * Shape: Latin-1, a title, a header, then a line `30/01/2026;;` for the day and lines `23:30:00;2170;Réelle` below it, newest
 * first. Unit: mean watts. Interval: the time is its **end**. Traps: 00:00:00 is the end of the day it is listed under; repeated
 * lines; irregular times; `Estimée`.
 */
export const edfCurve: Importer<TableForm> = {
  id: "edf-curve",
  kind: "table",
  open: (form) => {
    const header = edfHeader(form.head);
    const power = header?.names.findIndex((name) => name.startsWith("puissance atteinte (w)")) ?? -1;
    if (header === null || power < 0) return null;
    const isProduced = isProduction(header.names[power] ?? "", header.title);
    const of = { measure: "electricity.energy" };
    return (notebook) => {
      const instantOf = instantReader(notebook.time);
      let day: number | null = null;
      for (const { line, cells } of rowsBelow(form, header.line)) {
        const first = cells?.[0]?.trim() ?? "";
        const [clock, ...parts] = /^(\d{2}):(\d{2}):(\d{2})$/.exec(first) ?? [];
        if (clock === undefined) {
          // A separate line gives the day of the lines below it; if it cannot be read, they have no day.
          day = /^\d{2}\//.test(first) ? (stamp(first)?.wall ?? null) : null;
          if (day === null) notebook.refuse(line, cells === null ? "bad-row" : "bad-date");
          continue;
        }
        const [hour = 0, minute, second] = parts.map(Number);
        const time = civil(1970, 1, 1, hour, minute, second);
        // Times are ends, so midnight is the last time of the day, not the first.
        const when = labelAt("end", instantOf(day === null ? null : stampAt(day + (time === 0 ? DAY_SECONDS : time))));
        const estimated = header.isEstimated(cells ?? []);
        notebook.count(line, isProduced ? "production" : { of, when, value: cells?.[power], unit: WATT, estimated });
      }
    };
  },
};
