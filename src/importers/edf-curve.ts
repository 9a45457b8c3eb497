import { type EdfHeader, edfHeader, edfRows } from "./edf.ts";
import { importer, type TableForm } from "./importer.ts";
import type { Notebook } from "./notebook.ts";
import { amountOf } from "./quantities.ts";
import { sideOf } from "./side.ts";
import { Instants, plain, stamp } from "./stamps.ts";
import { civil, DAY } from "./zone.ts";

const WATT = { places: 3, denominator: 1n };
const CLOCK = /^(\d{2}):(\d{2}):(\d{2})$/;

const POWER = "puissance atteinte (w)";
const columnOf = ({ names }: EdfHeader) => names.findIndex((name) => name.startsWith(POWER));

function read(form: TableForm, notebook: Notebook): void {
  const header = edfHeader(form.head);
  if (header === null) return;
  const [column, nature] = [columnOf(header), header.names.findIndex((name) => name.startsWith("nature"))];
  const produced = sideOf(header.names[column] ?? "", header.title) === "production";
  const curve = notebook.curve({ measure: "electricity.energy" }, "end");
  const instants = new Instants(notebook.time);
  let day: number | null = null;
  for (const { line, cells } of edfRows(form, header)) {
    const first = cells?.[0] ?? "";
    const clock = CLOCK.exec(first.trim());
    if (clock === null) {
      // A line of its own says the day of those below; one that cannot be read leaves them without any.
      const date = stamp(first.trim());
      day = date !== null && /^\d{2}\//.test(first.trim()) ? date.wall : null;
      if (day === null) notebook.refuse(line, cells === null ? "bad-row" : "bad-date");
      continue;
    }
    const time = civil(1970, 1, 1, Number(clock[1]), Number(clock[2]), Number(clock[3]));
    if (day === null || Number.isNaN(time)) {
      notebook.refuse(line, "bad-date");
      continue;
    }
    // Times are ends: midnight is the day's last, not its first.
    const instant = instants.of({ wall: day + (time === 0 ? DAY : time), offset: null });
    const power = amountOf(cells?.[column], WATT);
    if (produced) notebook.drop("production");
    else if (typeof instant === "string") notebook.refuse(line, instant);
    else if (typeof power === "string") notebook.refuse(line, power);
    else curve.add(instant, power, plain(cells?.[nature] ?? "").startsWith("estim"), line);
  }
}

/**
 * EDF, power every half hour (`mes-puissances-atteintes-30min-….csv` of the zip of "suivi conso").
 *
 * Shape: Latin-1, a title, a header, then a line `30/01/2026;;` for the day and `23:30:00;2170;Réelle` below it, newest
 * first. Unit: mean watts. Interval: the time is its **end**; 00:00:00 ends the day that it is written under. Traps:
 * that; repeated lines; times out of step; `Estimée`.
 */
export const edfCurve = importer<TableForm>({
  id: "edf-curve",
  labels: { fr: "EDF, puissances toutes les 30 minutes (CSV)", en: "EDF, power every 30 minutes (CSV)" },
  form: "table",
  recognises: ({ head }) => {
    const header = edfHeader(head);
    return header !== null && columnOf(header) >= 0;
  },
  read,
});
